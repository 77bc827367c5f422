import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { list, recordOutcome, report } from '../cases/cases.commands.ts'
import { addHousehold, register } from '../people/people.commands.ts'
import { issue } from '../quarantine/quarantine.commands.ts'
import { declareContact } from '../tracing/tracing.commands.ts'
import { levels } from '../tracing/tracing.reads.ts'
import { personPage } from './person.reads.ts'
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
