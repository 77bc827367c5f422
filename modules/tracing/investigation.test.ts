import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Problem } from '@phaodai/kernel/problem.ts'
import fc from 'fast-check'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { recordOnset, report } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { investigation, saveInvestigation } from './investigation.commands.ts'
import { Form } from './investigation.contract.ts'
import { changesBetween, completeness } from './investigation.rules.ts'
import { addPlace, declareContact, itinerary, recordVisits } from './tracing.commands.ts'
import { around, verify } from './tracing.reads.ts'

let t: TestApp
let station: TestPost
let elsewhere: TestPost
before(async () => {
  t = await testApp()
  station = await t.post('station', '10783')
  elsewhere = await t.post('station', '10507')
})
after(() => t.close())

const disease = 'covid19'
const refused = (code: string) => (e: unknown) => e instanceof Problem && e.code === code
let count = 0
const person = async () =>
  (await station.as(register, { communeId: station.area.areaId, fullName: `Người Được Hỏi ${++count}`, sex: 'male' } as never))
    .subjectId
const positive = (subjectId: string) =>
  station.as(report, { subjectId, disease, sampledOn: '2021-02-20', confirmedOn: '2021-02-20', reportedOn: '2021-02-20' })
const save = (
  subjectId: string,
  form: Parameters<typeof station.as<typeof saveInvestigation.verb.input, typeof saveInvestigation.verb.output>>[1]['form'],
  basedOn = 0,
) => station.as(saveInvestigation, { subjectId, disease, basedOn, form })
const open = (subjectId: string, version?: number) => station.as(investigation, { subjectId, disease, version })
const levelOf = async (subjectId: string) => (await station.as(around, { subjectId, disease })).level
const agrees = async () => assert.equal((await (await t.post('operator', '30')).as(verify, {})).agrees, true)

describe('the investigation form', () => {
  test('each save is a new version, earlier ones stay, and what changed is said in words', async () => {
    const id = await person()
    assert.equal((await open(id)).shown, null)
    const first = await save(id, { symptoms: ['sốt'], occupation: 'công nhân', onsetOn: '2021-02-18' })
    assert.equal(first.version, 1)
    const second = await save(id, { symptoms: ['sốt', 'ho'], occupation: 'giáo viên', onsetOn: '2021-02-17', travel: [] }, 1)
    assert.ok(second.percent > first.percent)
    const page = await open(id)
    assert.deepEqual(
      page.versions.map((v) => v.version),
      [2, 1],
    )
    assert.equal(page.shown?.by, 'Cán bộ station 10783')
    const says = page.versions[0]!.changes.map((c) => c.vi)
    assert.deepEqual(says, [
      'Triệu chứng: thêm ho',
      'Ngày khởi phát: 18/02/2021 → 17/02/2021',
      'Đi lại: chưa hỏi → không',
      'Nghề nghiệp: công nhân → giáo viên',
    ])
    assert.equal((await open(id, 1)).shown?.form.occupation, 'công nhân')
    await assert.rejects(open(id, 9), refused('not-found'))
  })

  test('a save made from an older version is refused and writes nothing', async () => {
    const id = await person()
    await save(id, { occupation: 'nông dân' })
    await assert.rejects(save(id, { occupation: 'lái xe' }), refused('investigation-newer'))
    assert.equal((await open(id)).versions.length, 1)
  })

  test('two who save at once do not both win', async () => {
    const id = await person()
    const both = await Promise.allSettled([save(id, { note: 'một' }), save(id, { note: 'hai' })])
    assert.deepEqual(both.map((b) => b.status).sort(), ['fulfilled', 'rejected'])
  })

  test('an onset said in the form becomes a fact of the case, once, and the levels follow', async () => {
    const [f0, contact] = [await person(), await person()]
    await station.as(declareContact, {
      subjectId: f0,
      otherId: contact,
      disease,
      firstOn: '2021-02-12',
      lastOn: '2021-02-12',
      physical: true,
    })
    await positive(f0)
    assert.equal(await levelOf(contact), 'F1', 'no onset known: 14 days back')
    const said = await save(f0, { onsetOn: '2021-02-19', symptoms: ['ho'] })
    assert.ok(said.onsetId)
    assert.equal(await levelOf(contact), null, '12/02 is before the window of an onset on 19/02')
    assert.equal(
      (await save(f0, { onsetOn: '2021-02-19', symptoms: ['ho'], occupation: 'thợ may' }, 1)).onsetId,
      null,
      'the same day is no new fact',
    )
    await station.as(recordOnset, { subjectId: f0, disease, onsetOn: '2021-02-14' })
    assert.ok(
      (await save(f0, { onsetOn: '2021-02-19' }, 2)).onsetId,
      'the form disagrees with a later word: its own becomes the last',
    )
    await assert.rejects(save(f0, { onsetOn: '2021-03-01' }, 3), refused('date-in-future'))
    assert.equal((await open(f0)).versions.length, 3, 'the refused save left no version')
    await agrees()
  })

  test('milestones become places and visits; saving again adds none; one taken out is voided, not erased', async () => {
    const [f0, pupil] = [await person(), await person()]
    const { placeId } = await station.as(addPlace, {
      communeId: station.area.areaId,
      name: 'Lớp 6A',
      kind: 'class',
      closedSpace: true,
    })
    const hours = { fromAt: '2021-02-19T07:00:00+07:00', toAt: '2021-02-19T11:00:00+07:00' }
    await station.as(recordVisits, { subjectId: pupil, disease, visits: [{ placeId, ...hours }] })
    await positive(f0)
    assert.equal(await levelOf(pupil), null)
    const inClass = { name: 'lớp 6A', kind: 'class' as const, ...hours }
    const market = {
      name: 'Chợ Kim Liên',
      kind: 'market' as const,
      fromAt: '2021-02-19T16:00:00+07:00',
      toAt: '2021-02-19T17:00:00+07:00',
    }
    const undated = { name: 'Đám cưới nhà ông Ba', note: 'chưa nhớ ngày' }
    assert.deepEqual((await save(f0, { milestones: [inClass, market, undated] })).visits, { added: 2, voided: 0 })
    assert.equal(await levelOf(pupil), 'F1', 'the class was known already: the same place')
    assert.deepEqual((await save(f0, { milestones: [inClass, market, undated] }, 1)).visits, { added: 0, voided: 0 })
    assert.deepEqual(
      (await save(f0, { occupation: 'giáo viên' }, 2)).visits,
      { added: 0, voided: 0 },
      'a form without the list says nothing of it',
    )
    assert.deepEqual((await save(f0, { milestones: [market] }, 3)).visits, { added: 0, voided: 1 })
    assert.equal(await levelOf(pupil), null)
    const { visits } = await station.as(itinerary, { subjectId: f0 })
    assert.deepEqual(
      visits.map((v) => [v.placeName, v.voided]),
      [
        ['Lớp 6A', true],
        ['Chợ Kim Liên', false],
      ],
    )
    await agrees()
  })

  test('a milestone in another commune is kept there, so that those who were there are found', async () => {
    const f0 = await person()
    const there = elsewhere.area.areaId
    const at = { fromAt: '2021-02-18T08:00:00+07:00', toAt: '2021-02-18T09:00:00+07:00' }
    await save(f0, { milestones: [{ name: 'Nhà hàng Sao Đỏ', kind: 'venue', communeId: there, ...at }] })
    const places = await t.rows<{ commune_id: number }>("select commune_id from place where name = 'Nhà hàng Sao Đỏ'")
    assert.deepEqual(
      places.map((p) => p.commune_id),
      [there],
    )
  })

  test('a milestone with times but no place, or with times that cannot be, is refused by its number', async () => {
    const id = await person()
    const at = { fromAt: '2021-02-18T08:00:00+07:00', toAt: '2021-02-18T09:00:00+07:00' }
    await assert.rejects(save(id, { milestones: [at] }), refused('milestone-place'))
    await assert.rejects(save(id, { milestones: [{ name: 'Chợ', fromAt: at.toAt, toAt: at.fromAt }] }), refused('visit-times'))
    await assert.rejects(save(id, { milestones: [{ name: 'Chợ', communeId: 1, ...at }] }), refused('milestone-commune'))
    assert.equal((await open(id)).versions.length, 0)
  })

  test('another commune neither reads nor writes it', async () => {
    const id = await person()
    await save(id, { occupation: 'bán hàng' })
    await assert.rejects(elsewhere.as(investigation, { subjectId: id, disease }), refused('not-found'))
    await assert.rejects(elsewhere.as(saveInvestigation, { subjectId: id, disease, form: {} }), refused('not-found'))
  })
})

describe('the form on paper', () => {
  const step = { done: true }
  const full = Form.parse({
    interviewedOn: '2021-02-21',
    symptoms: [],
    onsetOn: null,
    travel: [],
    occupation: 'hưu trí',
    workplace: 'không',
    vaccinations: [],
    underlying: [],
    household: { people: 4 },
    vehicles: [],
    gatherings: [],
    milestones: [],
    steps: {
      milestonesFixed: step,
      coordinatorsNotified: step,
      contactsTraced: step,
      f1ListComplete: step,
      isolatedAndSampled: step,
    },
  })

  test('"none" is an answer: a form asked to the end is complete, an empty one lists all that is missing', () => {
    assert.deepEqual(completeness(full), { percent: 100, missing: [] })
    const empty = completeness({})
    assert.equal(empty.percent, 0)
    assert.ok(empty.missing.some((m) => m.vi === 'Bước 4: hoàn thiện danh sách F1'))
    assert.ok(
      completeness({ ...full, steps: { ...full.steps, f1ListComplete: { done: false } } }).percent < 100,
      'a step counts when it is done',
    )
  })

  test('a form compared with itself changed nothing, and every answer taken out or put in is said', () => {
    const keys = Object.keys(full) as (keyof Form)[]
    fc.assert(
      fc.property(fc.subarray(keys), (kept) => {
        const part = Object.fromEntries(kept.map((k) => [k, full[k]])) as Form
        assert.deepEqual(changesBetween(part, part), [])
        const fields = keys.filter((k) => k !== 'steps' && !kept.includes(k)).length + (kept.includes('steps') ? 0 : 5)
        assert.equal(changesBetween(part, full).length, fields)
        assert.equal(changesBetween(full, part).length, fields)
      }),
    )
  })
})
