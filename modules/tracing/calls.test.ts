import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report, voidFact } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { callList, recordCall, toldAfterVoid } from './calls.commands.ts'
import { saveInvestigation } from './investigation.commands.ts'
import { declareContact } from './tracing.commands.ts'

let t: TestApp
let cdc: TestPost
let station: TestPost
let elsewhere: TestPost
let home: number
before(async () => {
  t = await testApp()
  cdc = await t.post('operator', '30')
  station = await t.post('station', '10783')
  elsewhere = await t.post('station', '10507')
  home = (await t.area('10783')).areaId
})
after(() => t.close())

const disease = 'covid19'
let count = 0
const person = async (communeId = home, phone?: string) =>
  (await cdc.as(register, { communeId, fullName: `Người Được Gọi ${++count}`, sex: 'female', phone } as never)).subjectId
const positive = (subjectId: string, day = '2021-02-20') =>
  cdc.as(report, { subjectId, disease, sampledOn: day, confirmedOn: day, reportedOn: day })
const met = (subjectId: string, otherId: string, day = '2021-02-19') =>
  cdc.as(declareContact, { subjectId, otherId, disease, firstOn: day, lastOn: day, physical: true })
const call = (
  subjectId: string,
  outcome: 'reached' | 'unreachable' | 'refused' | 'wrong-number',
  more: { note?: string; toldLevel?: 'F1' | 'none' } = {},
) => station.as(recordCall, { subjectId, disease, outcome, ...more })
const rowOf = async (subjectId: string, post = station) =>
  (await post.as(callList, { limit: 1000 })).rows.find((r) => r.subjectId === subjectId)
const refused = (code: string) => (e: unknown) => e instanceof Problem && e.code === code
/** An F0 with one contact, whose phone is known. */
const pair = async () => {
  const [f0, f1] = [await person(), await person(home, `0540${String(100000 + count)}`)]
  await met(f0, f1)
  const { confirmationId } = await positive(f0)
  return { f0, f1, confirmationId }
}

describe('the call list', () => {
  test('an F1 stands on it with a sentence, a masked phone and a clock, until a call reaches them', async () => {
    const { f1 } = await pair()
    const row = await rowOf(f1)
    assert.equal(row?.level, 'F1')
    assert.match(row!.sentence.vi, /^F1 của Người Được Gọi \d+ \(HD-/)
    assert.match(row!.phoneMasked!, /\*{3}/)
    assert.equal(row!.attempts, 0)
    assert.equal(Date.parse(row!.dueAt!) - Date.parse(row!.levelAt), 12 * 3600_000)
    assert.equal(row!.late, false)
    const province = await t.post('province', '30')
    const masked = (await province.as(callList, { limit: 1000 })).rows.find((r) => r.subjectId === f1)
    assert.equal(masked?.phoneMasked, null, 'a role that reads no names reads no number either')
    assert.match(masked!.name, /^Người Đ\. G\./)
    const said = await call(f1, 'reached')
    assert.equal(said.toldLevel, 'F1', 'left out, the level that holds is what was told')
    assert.equal(await rowOf(f1), undefined)
  })

  test('a level that changes after the call puts the person back, with a new clock', async () => {
    const { f1 } = await pair()
    await call(f1, 'reached')
    await positive(f1, '2021-02-21')
    const row = await rowOf(f1)
    assert.deepEqual([row?.level, row?.toldLevel, row?.attempts], ['F0', 'F1', 0])
    await call(f1, 'reached')
    assert.equal(await rowOf(f1), undefined)
  })

  test('who was told another level than holds is still to be called', async () => {
    const { f0 } = await pair()
    await call(f0, 'reached', { toldLevel: 'F1' })
    assert.equal((await rowOf(f0))?.toldLevel, 'F1')
  })

  test('an F0 leaves the list when their investigation is saved', async () => {
    const { f0 } = await pair()
    assert.equal((await rowOf(f0))?.level, 'F0')
    await station.as(saveInvestigation, { subjectId: f0, disease, form: { symptoms: [] } })
    assert.equal(await rowOf(f0), undefined)
  })

  test('three calls in vain on two days ask for a visit at home; three on one day do not', async () => {
    const { f1 } = await pair()
    await call(f1, 'unreachable')
    await call(f1, 'unreachable')
    assert.equal((await call(f1, 'unreachable')).homeVisit, false)
    await t.day('2021-02-23')
    const fourth = await call(f1, 'unreachable')
    assert.deepEqual([fourth.attempts, fourth.homeVisit], [4, true])
    const row = await rowOf(f1)
    assert.match(row!.homeVisit!.vi, /4 lần trong 2 ngày.*mặc định của phần mềm, chưa kiểm chứng/)
    assert.ok((await station.as(callList, { only: 'home-visit' })).rows.some((r) => r.subjectId === f1))
    await t.day('2021-02-22')
  })

  test('a wrong number asks for the right one or a visit at once', async () => {
    const { f1 } = await pair()
    assert.equal((await call(f1, 'wrong-number')).homeVisit, true)
  })

  test('a refusal needs its reason and is then owed by the commune committee, until the person answers', async () => {
    const { f1 } = await pair()
    await assert.rejects(call(f1, 'refused'), refused('refusal-reason'))
    assert.equal((await rowOf(f1))?.attempts, 0, 'the refused write left nothing')
    await call(f1, 'refused', { note: 'nói không có thời gian' })
    const row = await rowOf(f1)
    assert.deepEqual([row?.owedTo, row?.refusal], ['commune', 'nói không có thời gian'])
    const owed = await (await t.post('commune', '10783')).as(callList, { only: 'refused' })
    assert.ok(owed.rows.some((r) => r.subjectId === f1))
    await call(f1, 'reached')
    assert.ok(!(await station.as(callList, { only: 'refused' })).rows.some((r) => r.subjectId === f1))
  })

  test('nobody is told anything without being reached', async () => {
    const { f1 } = await pair()
    await assert.rejects(call(f1, 'unreachable', { toldLevel: 'F1' }), refused('told-without-reaching'))
  })

  test('what is late comes first, and the figures count the whole list', async () => {
    const { f1: early } = await pair()
    await t.day('2021-02-23')
    await t.rows("update classification_change set at = at - interval '2 days' where subject_id = $1", [early])
    const { f1: fresh } = await pair()
    const list = await station.as(callList, { limit: 1000 })
    const place = (id: string) => list.rows.findIndex((r) => r.subjectId === id)
    assert.ok(list.rows[place(early)]!.late)
    assert.ok(!list.rows[place(fresh)]!.late)
    assert.ok(place(early) < place(fresh))
    assert.equal(list.late, list.rows.filter((r) => r.late).length)
    assert.equal(list.waiting, list.rows.length)
    assert.deepEqual([list.clock?.hours, list.clock?.unconfirmed], [12, true])
    await t.day('2021-02-22')
  })

  test('a station neither sees nor calls the persons of another commune; the province sees masked names', async () => {
    const { f1 } = await pair()
    assert.equal(await rowOf(f1, elsewhere), undefined)
    await assert.rejects(elsewhere.as(recordCall, { subjectId: f1, disease, outcome: 'unreachable' }), refused('not-found'))
    await assert.rejects(elsewhere.as(callList, { areaId: home }), refused('outside-area'))
    const province = await t.post('province', '30')
    assert.match((await rowOf(f1, province))!.name, /^Người Đ/)
    assert.ok(!(await rowOf(f1, province))!.name.includes('Được'))
    const laboratory = await t.post('laboratory', '30', { body: 'CDC tỉnh' })
    await assert.rejects(laboratory.as(callList, {}), refused('forbidden'))
  })

  test('a call sent twice is one call', async () => {
    const { f1 } = await pair()
    const opId = newId()
    const input = { subjectId: f1, disease, outcome: 'unreachable' as const }
    const first = await station.as(recordCall, input, opId)
    assert.deepEqual(await station.as(recordCall, input, opId), first)
    assert.equal((await rowOf(f1))?.attempts, 1)
  })
})

describe('who was told of a level that was taken back', () => {
  test('a voided confirmation names exactly those reached before, by whom and when, and who has been told since', async () => {
    const [f0, told, reachedAfter, missed, secondLevel, abroad] = [
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
      await person(elsewhere.area.areaId),
    ]
    for (const contact of [told, reachedAfter, missed, abroad]) await met(f0, contact)
    await met(told, secondLevel, '2021-02-20')
    const { confirmationId } = await positive(f0)
    await call(f0, 'reached')
    await call(told, 'reached')
    await call(secondLevel, 'reached')
    await call(missed, 'unreachable')
    await elsewhere.as(recordCall, { subjectId: abroad, disease, outcome: 'reached' })
    const opId = newId()
    await cdc.as(voidFact, { subjectId: f0, kind: 'confirmation', factId: confirmationId, reason: 'nhầm người khi nhập' }, opId)
    await call(reachedAfter, 'reached')

    const mine = await station.as(toldAfterVoid, { opId })
    assert.deepEqual(
      new Map(mine.rows.map((r) => [r.subjectId, r.toldLevel])),
      new Map([
        [f0, 'F0'],
        [told, 'F1'],
        [secondLevel, 'F2'],
      ]),
    )
    assert.equal(mine.elsewhere, 1)
    const row = mine.rows.find((r) => r.subjectId === told)!
    assert.deepEqual([row.toldBy, row.levelNow, row.correctedAt, row.opId], ['Cán bộ station 10783', null, null, opId])
    assert.ok(row.toldAt <= row.fellAt)

    assert.equal((await call(told, 'reached')).toldLevel, 'none')
    const later = await station.as(toldAfterVoid, { subjectId: f0 })
    assert.deepEqual(
      later.rows.map((r) => r.subjectId).sort(),
      [f0, told, secondLevel].sort(),
      'the corrected person leads to the same list',
    )
    assert.ok(later.rows.find((r) => r.subjectId === told)!.correctedAt)
    assert.equal((await elsewhere.as(toldAfterVoid, { opId })).rows.map((r) => r.subjectId).join(), abroad)
  })

  test('everyone who is owed the correction stands on one list of the area until a call tells them, or the level holds again', async () => {
    const owed = async (post = station) => (await post.as(toldAfterVoid, {})).rows.map((r) => r.subjectId)
    const { f0, f1, confirmationId } = await pair()
    const again = await pair()
    const never = await pair()
    for (const id of [f0, f1, again.f1]) await call(id, 'reached')
    const wrong = (one: { f0: string; confirmationId: string }) =>
      cdc.as(voidFact, { subjectId: one.f0, kind: 'confirmation', factId: one.confirmationId, reason: 'nhầm người khi nhập' })
    for (const one of [{ f0, confirmationId }, again, never]) await wrong(one)
    const stands = await owed()
    for (const id of [f0, f1, again.f1]) assert.ok(stands.includes(id))
    for (const id of [again.f0, never.f0, never.f1]) assert.ok(!stands.includes(id), 'nobody had told them')
    const row = (await station.as(toldAfterVoid, { areaId: home })).rows.find((r) => r.subjectId === f1)!
    assert.deepEqual([row.toldLevel, row.levelNow, row.correctedAt], ['F1', null, null])
    await assert.rejects(station.as(toldAfterVoid, { areaId: elsewhere.area.areaId }), refused('outside-area'))
    for (const id of [f0, f1]) assert.ok(!(await owed(elsewhere)).includes(id))

    await call(f1, 'unreachable')
    assert.ok((await owed()).includes(f1), 'nobody was told by a call in vain')
    await call(f1, 'reached')
    await positive(again.f0)
    const later = await owed()
    assert.ok(later.includes(f0))
    assert.ok(!later.includes(f1), 'told')
    assert.ok(!later.includes(again.f1), 'what they were told holds again')
  })

  test('another commune learns nothing of the person', async () => {
    const { f0 } = await pair()
    await assert.rejects(elsewhere.as(toldAfterVoid, { subjectId: f0 }), refused('not-found'))
  })
})
