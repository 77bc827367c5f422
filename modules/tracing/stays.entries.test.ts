import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Problem } from '@phaodai/kernel/problem.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { saveInvestigation } from './investigation.commands.ts'
import { purgeStays } from './meetings.reads.ts'
import { addRoster, editPlace, members, voidVisit } from './stays.commands.ts'
import { addPlace, itinerary, recordVisits } from './tracing.commands.ts'
import { around, verify } from './tracing.reads.ts'

let t: TestApp
let cdc: TestPost
let communeId: number
before(async () => {
  t = await testApp()
  cdc = await t.post('operator', '30')
  communeId = (await t.area('10783')).areaId
})
after(() => t?.close())

const disease = 'covid19'
const withCode = (code: string) => (e: unknown) => e instanceof Problem && e.code === code
let count = 0
const person = async (commune = communeId) =>
  (await cdc.as(register, { communeId: commune, fullName: `Người Ca Kíp ${++count}`, sex: 'male' } as never)).subjectId
const place = async (name: string, kind: string, closedSpace?: boolean) =>
  (await cdc.as(addPlace, { communeId, name, kind: kind as never, closedSpace })).placeId
const positive = (subjectId: string, on: string, onsetOn?: string) =>
  cdc.as(report, { subjectId, disease, sampledOn: on, confirmedOn: on, reportedOn: on, onsetOn })
const levelOf = async (subjectId: string) => (await cdc.as(around, { subjectId, disease })).level
const agrees = async () => {
  const v = await cdc.as(verify, {})
  assert.deepEqual(
    v.diseases.flatMap((d) => d.differences),
    [],
    'stored levels equal those rebuilt from the facts',
  )
}
const nights = { fromOn: '2021-02-15', untilOn: '2021-02-19', weekdays: [1, 2, 3, 4, 5], start: '22:00', end: '06:00' }

test('a roster entered by hand is one entry a day, the same again adds nothing, and who should have been there is listed by line', async () => {
  const placeId = await place('Xưởng Nhập Tay', 'shift')
  const [a, b, away] = [await person(), await person(), await person((await t.area('10507')).areaId)]
  const roster = (subjectId: string, space: string) => cdc.as(addRoster, { subjectId, disease, placeId, space, ...nights })
  assert.deepEqual(await roster(a, 'chuyền 3'), { days: 5, added: 5, changed: [] })
  assert.equal((await roster(a, 'chuyền 3')).added, 0)
  await roster(b, 'chuyền 5')
  await roster(away, 'chuyền 3')
  const station = await t.post('station', '10783')
  const on = await station.as(members, { placeId, on: '2021-02-17' })
  const told = on.rows.map((r) => [r.subjectId, r.space, r.fromAt])
  assert.deepEqual(
    told,
    [
      [a, 'chuyền 3', '2021-02-16T15:00:00.000Z'],
      [a, 'chuyền 3', '2021-02-17T15:00:00.000Z'],
      [b, 'chuyền 5', '2021-02-16T15:00:00.000Z'],
      [b, 'chuyền 5', '2021-02-17T15:00:00.000Z'],
    ],
    'the night before reaches into that day',
  )
  assert.equal(on.elsewhere, 1, 'of another commune only how many')
  const line = await station.as(members, { placeId, on: '2021-02-15', space: 'chuyền 5' })
  assert.deepEqual(
    line.rows.map((r) => r.subjectId),
    [b],
  )
  await assert.rejects(cdc.as(addRoster, { subjectId: a, disease, placeId, ...nights, end: '22:00' }), withCode('roster-hours'))
  await assert.rejects(
    cdc.as(addRoster, { subjectId: a, disease, placeId, ...nights, fromOn: '2021-02-23', untilOn: '2021-02-23' }),
    withCode('roster-days'),
  )
})

test('an entry of a line mate of an F0 makes an F1 at once, another line does not, and a void takes it back', async () => {
  const placeId = await place('Xưởng Theo Chuyền', 'shift', true)
  const [f0, mate, other] = [await person(), await person(), await person()]
  await positive(f0, '2021-02-20', '2021-02-18')
  const roster = (subjectId: string, space: string) => cdc.as(addRoster, { subjectId, disease, placeId, space, ...nights })
  await roster(f0, 'chuyền 3')
  assert.deepEqual((await roster(other, 'chuyền 5')).changed, [])
  assert.deepEqual((await roster(mate, 'chuyền 3')).changed, [{ subjectId: mate, from: null, to: 'F1' }])
  await agrees()
  for (const v of (await cdc.as(itinerary, { subjectId: mate })).visits)
    await cdc.as(voidVisit, { subjectId: mate, visitId: v.visitId, disease, reason: 'không phải ca của người này' })
  assert.equal(await levelOf(mate), null)
  await agrees()
})

test('a stay of several parts is voided whole; one of the investigation form is changed there', async () => {
  const placeId = await place('Khu Nhiều Ngày', 'room')
  const a = await person()
  const made = await cdc.as(recordVisits, {
    subjectId: a,
    disease,
    visits: [{ placeId, space: 'phòng 204', fromAt: '2021-02-10T08:00:00+07:00', toAt: '2021-02-12T08:00:00+07:00' }],
  })
  assert.equal(made.visitIds.length, 4)
  const gone = await cdc.as(voidVisit, { subjectId: a, visitId: made.visitIds[2]!, reason: 'nhầm phòng người khác' })
  assert.equal(gone.voided, 4)
  const milestone = { placeId, fromAt: '2021-02-13T08:00:00+07:00', toAt: '2021-02-13T09:00:00+07:00', kind: 'room' as const }
  await cdc.as(saveInvestigation, { subjectId: a, disease, form: { milestones: [milestone] } })
  const { visits } = await cdc.as(itinerary, { subjectId: a })
  const own = visits.find((v) => !v.voided)!
  await assert.rejects(
    cdc.as(voidVisit, { subjectId: a, visitId: own.visitId, reason: 'nhầm phòng người khác' }),
    withCode('visit-of-form'),
  )
  const b = await person()
  await assert.rejects(
    cdc.as(voidVisit, { subjectId: b, visitId: own.visitId, reason: 'nhầm phòng người khác' }),
    withCode('not-found'),
  )
})

test('a place said to be a class makes its pupils F1, and no more when it is mended; a closed space counts from when the rule says so', async () => {
  const placeId = await place('Phòng Học Chung', 'other')
  const [f0, pupil] = [await person(), await person()]
  const visits = [{ placeId, fromAt: '2021-02-18T08:00:00+07:00', toAt: '2021-02-18T10:00:00+07:00' }]
  for (const subjectId of [f0, pupil]) await cdc.as(recordVisits, { subjectId, disease, visits })
  await positive(f0, '2021-02-19', '2021-02-18')
  assert.equal(await levelOf(pupil), null)
  const reason = 'xác minh lại với nhà trường'
  assert.deepEqual((await cdc.as(editPlace, { placeId, kind: 'class', reason })).changed, [
    { subjectId: pupil, from: null, to: 'F1' },
  ])
  await agrees()
  assert.deepEqual((await cdc.as(editPlace, { placeId, kind: 'other', closedSpace: true, reason })).changed, [
    { subjectId: pupil, from: 'F1', to: null },
  ])
  await agrees()
  const station = await t.post('station', '10507')
  await assert.rejects(station.as(editPlace, { placeId, kind: 'class', reason }), withCode('not-found'))
})

test('a level keeps the words of its basis when the locations behind it have expired', async () => {
  const placeId = await place('Xe Hết Hạn', 'vehicle')
  const [f0, near, far] = [await person(), await person(), await person()]
  const ride = (subjectId: string, seatRow: number) =>
    cdc.as(recordVisits, {
      subjectId,
      disease,
      visits: [{ placeId, seatRow, fromAt: '2021-02-18T08:00:00+07:00', toAt: '2021-02-18T09:30:00+07:00' }],
    })
  await ride(f0, 4)
  await ride(near, 6)
  await ride(far, 9)
  await positive(f0, '2021-02-19', '2021-02-18')
  assert.deepEqual([await levelOf(near), await levelOf(far)], ['F1', null], 'two rows either side, as the pack says')
  const before = (await cdc.as(around, { subjectId: near, disease })).sentence
  assert.match(before.vi, /cùng chuyến xe, cách 2 hàng ghế, thứ Năm 18\/02\/2021 8:00–9:30, 1 giờ 30 phút/)
  await t.rows(`update visit set expires_on = '2021-02-20' where place_id = $1`, [placeId])
  await cdc.as(purgeStays, {})
  assert.deepEqual((await cdc.as(around, { subjectId: near, disease })).sentence, before)
  assert.equal((await cdc.as(itinerary, { subjectId: far })).visits.length, 0, 'who has no level is forgotten')
  await agrees()
})

test('after any history of stays, results and corrections the levels equal those rebuilt from all stays', {
  timeout: 120_000,
}, async () => {
  let seed = 20210222
  const pick = (n: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 8) % n
  }
  const people = await Promise.all(Array.from({ length: 12 }, () => person()))
  const places = [
    await place('Xưởng Lịch Sử', 'shift'),
    await place('Lớp Lịch Sử', 'class'),
    await place('Chợ Lịch Sử', 'market'),
  ]
  const someone = () => people[pick(people.length)]!
  const day = () => `2021-02-${String(13 + pick(6)).padStart(2, '0')}`
  const facts: string[] = []
  for (let step = 0; step < 140; step++) {
    const what = pick(10)
    if (what < 6) {
      const on = day()
      const [fromOn, untilOn, placeId] = [on, on, places[pick(3)]!]
      const space = pick(4) === 0 ? null : `chuyền ${pick(3)}`
      const hours = [
        { start: '06:00', end: '14:00' },
        { start: '13:30', end: '22:00' },
        { start: '22:00', end: '06:00' },
      ][pick(3)]!
      await cdc.as(addRoster, { subjectId: someone(), disease, placeId, space, fromOn, untilOn, ...hours })
    } else if (what < 8 && facts.length < 5) {
      const subjectId = someone()
      await positive(subjectId, '2021-02-20', pick(2) ? '2021-02-17' : undefined).then(
        () => facts.push(subjectId),
        () => {},
      )
    } else if (what === 8) {
      const subjectId = someone()
      const standing = (await cdc.as(itinerary, { subjectId })).visits.filter((v) => !v.voided)
      if (standing.length > 0)
        await cdc.as(voidVisit, {
          subjectId,
          visitId: standing[pick(standing.length)]!.visitId,
          disease,
          reason: 'ghi nhầm người',
        })
    } else
      await cdc.as(editPlace, {
        placeId: places[pick(2)]!,
        kind: pick(3) === 0 ? 'other' : pick(2) ? 'shift' : 'class',
        reason: 'xác minh lại',
      })
    if (step % 10 === 9) await agrees()
  }
  await agrees()
  const [moved] = await t.rows<{ n: number }>(
    'select count(*)::int as n from classification_change where subject_id = any ($1)',
    [people],
  )
  assert.ok(moved!.n > 20, `levels moved ${moved!.n} times`)
})
