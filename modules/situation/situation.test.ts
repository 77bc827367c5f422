import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fakeCccd } from '@phaodai/text/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { list, recordOutcome, report } from '../cases/cases.commands.ts'
import { decideDuplicate, unmerge } from '../people/duplicates.commands.ts'
import { addHousehold, register } from '../people/people.commands.ts'
import { issue } from '../quarantine/quarantine.commands.ts'
import { recordCall } from '../tracing/calls.commands.ts'
import { declareContact, voidContact } from '../tracing/tracing.commands.ts'
import { levels } from '../tracing/tracing.reads.ts'
import { personPage, whatFollows } from './person.reads.ts'
import { chain, curve, map, overview } from './situation.reads.ts'

let t: TestApp
let cdc: TestPost
let kimLien: number
let other: number
before(async () => {
  t = await testApp()
  cdc = await t.post('cdc', '30')
  kimLien = (await t.area('10783')).areaId
  other = (await t.area('10507')).areaId
})
after(() => t.close())

const disease = 'covid19'
let n = 0
const person = async (communeId: number, householdId?: string) =>
  (await cdc.as(register, { communeId, fullName: `Trần Thị Diễn ${++n}`, sex: 'female', ...(householdId && { householdId }) }))
    .subjectId
const figure = async (post: TestPost, key: string, day?: string) =>
  (await post.as(overview, { day })).figures.find((f) => f.key === key)!

test('every figure equals the list that stands behind it, and shows the day before', async () => {
  const { householdId } = await cdc.as(addHousehold, { communeId: kimLien, address: 'Thôn 2' })
  const [a, b] = [await person(kimLien, householdId), await person(kimLien, householdId)]
  const c = await person(other)
  await cdc.as(report, {
    subjectId: a,
    disease,
    sampledOn: '2021-02-20',
    reportedOn: '2021-02-21',
    onsetOn: '2021-02-19',
    origin: 'community',
  })
  await cdc.as(report, { subjectId: c, disease, sampledOn: '2021-02-21', reportedOn: '2021-02-22', origin: 'quarantine' })
  const fresh = await figure(cdc, 'newF0')
  assert.deepEqual([fresh.value, fresh.before], [1, 1])
  assert.deepEqual(
    fresh.parts.map((p) => [p.key, p.value]),
    [
      ['community', 0],
      ['quarantine', 1],
      ['zone', 0],
      ['imported', 0],
    ],
  )
  const { screen, filters } = fresh.list
  assert.equal(screen, 'cases')
  assert.equal((await cdc.as(list, { disease, ...filters })).total, fresh.value)
  const f1 = await figure(cdc, 'f1')
  assert.equal(f1.value, 1)
  assert.equal((await cdc.as(levels, { disease, level: 'F1' })).total, 1)
  assert.equal((await cdc.as(levels, { disease })).rows.find((r) => r.subjectId === b)?.level, 'F1')
  assert.equal((await figure(cdc, 'activeF0')).value, 2)
})

test('a case that recovered is active the day before and not the day after', async () => {
  const id = await person(other)
  await cdc.as(report, { subjectId: id, disease, sampledOn: '2021-02-10', reportedOn: '2021-02-10' })
  const before = (await figure(cdc, 'activeF0')).value!
  await cdc.as(recordOutcome, { subjectId: id, disease, kind: 'recovered', onDay: '2021-02-22' })
  assert.equal((await figure(cdc, 'activeF0')).value, before - 1)
  assert.equal(
    (await figure(cdc, 'activeF0', '2021-02-21')).value,
    before - 1,
    'the case of the 22nd was not there yet, the recovered one still was',
  )
})

test('an F1 who was released and is found positive later is an active F0, in the figure, on the map and in the list', async () => {
  const committee = await t.post('commune', '10786')
  const at = committee.area.areaId
  const [patient, contact] = [await person(at), await person(at)]
  await cdc.as(report, { subjectId: patient, disease, sampledOn: '2021-02-01', reportedOn: '2021-02-01' })
  await cdc.as(declareContact, {
    subjectId: patient,
    otherId: contact,
    disease,
    firstOn: '2021-01-31',
    lastOn: '2021-01-31',
    physical: true,
  })
  const orderId = (await committee.as(issue, { subjectIds: [contact], disease, place: 'site', signer: 'Nguyễn Văn Mẫu' }))
    .orders[0]!.orderId
  await t.rows(
    `insert into release (commune_id, release_id, order_id, subject_id, disease, issuer_id, year, number, released_on, basis, released_at, released_by, signer, op_id)
     select commune_id, gen_random_uuid(), order_id, subject_id, disease, issuer_id, year, '99', '2021-02-16', '{}', now(), issued_by, signer, op_id
     from quarantine_order where order_id = $1`,
    [orderId],
  )
  assert.equal((await figure(committee, 'f1')).value, 0)
  await cdc.as(report, { subjectId: contact, disease, sampledOn: '2021-02-22', reportedOn: '2021-02-22' })
  assert.equal((await figure(committee, 'activeF0')).value, 2)
  assert.equal((await cdc.as(levels, { disease, level: 'F0', areaId: at, activeOn: '2021-02-22' })).total, 2)
  assert.equal((await cdc.as(map, {})).areas.find((d) => d.areaIds.includes(committee.area.parentId!))?.activeF0, 3)
})

test('a commune sees its own figures only, and may not ask for another', async () => {
  const commune = await t.post('commune', '10783')
  assert.equal((await figure(commune, 'activeF0')).value, 1)
  await assert.rejects(commune.as(overview, { areaId: other }), { code: 'outside-area' })
  assert.deepEqual(
    (await commune.as(chain, {})).nodes.map((x) => x.areaId),
    [kimLien],
  )
})

test('the map counts by district of 2021, and by commune of 2025 through the mapping, and says so', async () => {
  const districts = await cdc.as(map, {})
  assert.equal(districts.areas.length, 12)
  assert.equal(districts.areas.find((d) => d.code === '293')?.activeF0, 3)
  const communes = await cdc.as(map, { by: 'commune-2025' })
  assert.equal(communes.areas.find((x) => x.code === '10750')?.activeF0, 1, 'Kim Liên is part of Xã Phú Thái')
  assert.match(communes.note!.vi, /2025/)
})

test('the curve shows every day, zeros too, and counts apart what has no date', async () => {
  const byReport = await cdc.as(curve, { by: 'report', days: 14 })
  assert.equal(byReport.days.length, 14)
  assert.equal(byReport.days.at(-1)?.quarantine, 1)
  assert.equal(
    byReport.days.reduce((sum, d) => sum + d.community + d.quarantine + d.unknown, 0),
    4,
    'one is older than 14 days',
  )
  const byOnset = await cdc.as(curve, { by: 'onset', days: 14 })
  assert.equal(byOnset.undated, 4)
})

test("a person's page says why in one sentence, with the facts, what is owed and the chain", async () => {
  const [a, b] = [await person(kimLien), await person(kimLien)]
  await cdc.as(report, { subjectId: a, disease, sampledOn: '2021-02-20', reportedOn: '2021-02-21' })
  await cdc.as(declareContact, { subjectId: a, otherId: b, disease, firstOn: '2021-02-19', lastOn: '2021-02-19', physical: true })
  const page = await cdc.as(personPage, { subjectId: b })
  assert.match(page.around.sentence.vi, /^F1 của Trần Thị Diễn \d+ \(.+\): Tiếp xúc cơ thể trực tiếp.*, lần cuối 19\/02\/2021$/)
  assert.deepEqual(
    page.around.chain.map((c) => c.level),
    ['F0'],
  )
  assert.ok(page.facts.some((f) => f.kind === 'exposure' && f.on === '2021-02-19'))
  assert.ok(page.owed.rows.some((r) => r.kind === 'isolate'))
  const read = await t.rows<{ n: number }>(
    "select count(*)::int as n from audit where action = 'situation.person' and kind = 'read' and $1 = any (subject_ids)",
    [b],
  )
  assert.equal(read[0]?.n, 1)
})

test('before a contact is voided the page tells who falls back and who had been told; asking changes nothing', async () => {
  const [a, b, c, abroad] = [await person(kimLien), await person(kimLien), await person(kimLien), await person(other)]
  const met = (subjectId: string, otherId: string, on: string | null = '2021-02-19') =>
    cdc.as(declareContact, { subjectId, otherId, disease, firstOn: on, lastOn: on, physical: true })
  await cdc.as(report, { subjectId: a, disease, sampledOn: '2021-02-20', reportedOn: '2021-02-21' })
  const { contactId } = await met(a, b)
  await met(b, c, '2021-02-20')
  await met(b, abroad, '2021-02-20')
  const committee = await t.post('commune', '10783')
  await committee.as(recordCall, { subjectId: b, disease, outcome: 'reached' })
  const written = async () =>
    (await t.rows<{ n: number }>('select (select count(*) from classification_change) + (select count(*) from event) as n'))[0]?.n
  const before = await written()
  const asked = { subjectId: b, kind: 'contact' as const, factId: contactId }
  const told = await committee.as(whatFollows, asked)
  assert.deepEqual(
    new Map(told.changes.map((x) => [x.subjectId, [x.from, x.to]])),
    new Map([
      [b, ['F1', null]],
      [c, ['F2', null]],
    ]),
  )
  assert.equal(told.elsewhere, 1, 'of another commune the number, not the name')
  assert.deepEqual(
    told.told.map((x) => [x.subjectId, x.told.map((how) => how.how)]),
    [[b, ['call']]],
  )
  assert.equal(await written(), before)
  assert.equal((await committee.as(personPage, { subjectId: b })).around.level, 'F1')

  const done = await committee.as(voidContact, { contactId, reason: 'ghi nhầm người' })
  assert.deepEqual(new Set(done.changed.map((x) => x.subjectId)), new Set(told.changes.map((x) => x.subjectId)))
  const fact = (await committee.as(personPage, { subjectId: b })).facts.find((f) => f.fact?.id === contactId)
  assert.deepEqual([fact?.voided, fact?.source], [true, 'ghi nhầm người'], 'it stays on the page, with the reason')
  await assert.rejects(committee.as(whatFollows, asked), { code: 'already-voided' })
  const laboratory = await t.post('commune', '10507')
  await assert.rejects(laboratory.as(whatFollows, asked), { code: 'not-found' })
})

test('a contact whose day nobody knew, or which does not count, stands on the page and can be voided', async () => {
  const [a, b] = [await person(kimLien), await person(kimLien)]
  const { contactId, counts } = await cdc.as(declareContact, { subjectId: a, otherId: b, disease, minutes: 1, distanceM: 20 })
  assert.equal(counts, false)
  const fact = (await cdc.as(personPage, { subjectId: a })).facts.find((f) => f.fact?.id === contactId)
  assert.deepEqual([fact?.fact?.kind, fact?.on, fact?.voided], ['contact', '2021-02-22', false])
  assert.match(fact!.words.vi, /không tính.*không rõ ngày/)
})

test('with no policy pack in force the page says so and nobody becomes F1', async () => {
  const [a, b] = [await person(kimLien), await person(kimLien)]
  await t.day('2024-01-10')
  await cdc.as(report, { subjectId: a, disease, sampledOn: '2024-01-09', reportedOn: '2024-01-10' })
  await cdc.as(declareContact, {
    subjectId: a,
    otherId: b,
    disease,
    firstOn: '2024-01-08',
    lastOn: '2024-01-08',
    physical: true,
    tracerSays: { counts: true, reason: 'sống cùng phòng' },
  })
  assert.equal((await cdc.as(overview, {})).policy.inForce, false)
  assert.equal((await cdc.as(personPage, { subjectId: b })).around.level, null)
  await t.day('2021-02-22')
})

test('a person recorded twice and confirmed under both records is one case, once the records are merged', async () => {
  const numbered = (communeId: number) =>
    cdc.as(register, { communeId, fullName: 'Trần Thị Hai Sổ', birth: { year: 1977 }, idNumber: fakeCccd(41) })
  const [a, b] = [await numbered(kimLien), await numbered(kimLien)]
  for (const [{ subjectId }, reportedOn, onsetOn] of [
    [a, '2021-02-22', '2021-02-20'],
    [b, '2021-02-22', '2021-02-19'],
  ] as const)
    await cdc.as(report, { subjectId, disease, sampledOn: '2021-02-21', reportedOn, onsetOn, origin: 'community' })
  const cases = async (by: 'report' | 'onset', day: string) =>
    (await cdc.as(curve, { by })).days.find((d) => d.day === day)!.community
  const asked = async () => ({
    fresh: (await figure(cdc, 'newF0')).value!,
    drawn: (await cdc.as(map, {})).areas.reduce((sum, u) => sum + u.newF0, 0),
    listed: (await cdc.as(list, { disease })).total!,
    reported: await cases('report', '2021-02-22'),
    fellIll: [await cases('onset', '2021-02-19'), await cases('onset', '2021-02-20')],
  })
  const before = await asked()
  const pair = { aSubjectId: a.subjectId, bSubjectId: b.subjectId }
  const { mergeId } = await cdc.as(decideDuplicate, { ...pair, decision: 'same', reason: 'cùng số CCCD' })
  assert.deepEqual(await asked(), {
    fresh: before.fresh - 1,
    drawn: before.drawn - 1,
    listed: before.listed - 1,
    reported: before.reported - 1,
    fellIll: [before.fellIll[0], before.fellIll[1]! - 1],
  })
  await cdc.as(unmerge, { mergeId: mergeId!, reason: 'hai người khác nhau' })
  assert.deepEqual(await asked(), before)
})
