import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { testApp } from '../../test/database.ts'
import { recordOutcome } from '../cases/cases.commands.ts'
import { correctResult, releaseResult, takeSample } from '../laboratory/laboratory.commands.ts'
import { addHousehold, register } from '../people/people.commands.ts'
import { recordCall } from '../tracing/calls.commands.ts'
import { declareContact, voidContact } from '../tracing/tracing.commands.ts'
import { verify } from '../tracing/tracing.reads.ts'
import { decision } from './decision.read.ts'
import { issue, release, revoke, voidRelease } from './quarantine.commands.ts'
import { order, orders, owed, personOwed, propose, toldByOrder, toldOnVoid } from './quarantine.reads.ts'
import { verify as verifyIsolations } from './verify.reads.ts'

const t = await testApp()
after(() => t.close())
const commune = await t.post('commune', '10783')
const elsewhere = await t.post('commune', '10786')
const cdc = await t.post('cdc', '30')
const operator = await t.post('operator', '30')
const disease = 'covid19'
const signer = 'Nguyễn Văn Mẫu'
let n = 0

const someone = async (householdId?: string, by = commune) =>
  (
    await by.as(register, {
      fullName: `Vũ Văn ${String.fromCharCode(65 + (n++ % 26))}`,
      birth: { year: 1975 },
      sex: 'male',
      householdId,
    })
  ).subjectId
const home = async () => (await commune.as(addHousehold, { address: `Số nhà ${++n}, thôn Đông` })).householdId
const swab = async (subjectId: string) =>
  (await cdc.as(takeSample, { subjectId, disease, barcode: `HD-${String(++n).padStart(6, '0')}`, identityCheck: 'cccd' }))
    .sampleId
const tested = async (subjectId: string, value: 'positive' | 'negative') =>
  cdc.as(releaseResult, { sampleId: await swab(subjectId), method: 'pcr', value })
const owes = async (subjectId: string) => (await commune.as(personOwed, { subjectId })).rows
const kinds = async (subjectId: string) =>
  (await owes(subjectId)).filter((r) => r.state !== 'upcoming').map((r) => `${r.kind} ${r.level}`)
const held = async (subjectId: string, place: 'site' | 'home' | 'treatment' = 'site') =>
  (await commune.as(issue, { subjectIds: [subjectId], disease, place, signer })).orders[0]!
const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  try {
    await work
  } catch (e) {
    if (e instanceof Problem) return e
    throw e
  }
  throw new assert.AssertionError({ message: 'it was not refused' })
}

test('from a positive in a household to the release of the contact, day by day', async () => {
  await t.day('2021-02-22')
  const householdId = await home()
  const [patient, contact] = [await someone(householdId), await someone(householdId)]
  const result = await tested(patient, 'positive')
  assert.deepEqual(
    new Map(result.changed.map((c) => [c.subjectId, c.to])),
    new Map([
      [patient, 'F0'],
      [contact, 'F1'],
    ]),
  )
  assert.deepEqual(await kinds(patient), ['isolate F0'])
  assert.deepEqual(await kinds(contact), ['isolate F1', 'call F1'])

  const draft = await commune.as(propose, { subjectId: contact })
  assert.deepEqual(
    [draft.level, draft.place, draft.lastExposureOn, draft.schedule?.releaseOn],
    ['F1', 'site', '2021-02-22', '2021-03-08'],
  )
  await held(patient, 'treatment')
  const made = await held(contact)
  assert.equal(made.number, '2/QĐ-BCĐ')
  assert.deepEqual(await kinds(contact), [])
  assert.equal((await refusal(held(contact))).code, 'order-already-open')

  await t.day('2021-02-23')
  assert.deepEqual(await kinds(contact), ['test F1'])
  await tested(contact, 'negative')
  assert.deepEqual(await kinds(contact), [])

  await t.day('2021-03-01')
  const early = await refusal(commune.as(release, { orderId: made.orderId, signer }))
  assert.equal(early.code, 'release-not-allowed')
  const unmet = early.details.unmet as {
    rule: string
    needed: string
    have: string
    vi: string
    en: string
    source: { vi: string }
  }[]
  assert.deepEqual(
    unmet.map((u) => u.rule),
    ['hold-not-over', 'last-test', 'min-tests'],
  )
  assert.deepEqual([unmet[0]!.needed, unmet[0]!.have], ['2021-03-08', '2021-03-01'])
  assert.ok(unmet.every((u) => u.vi && u.en && u.source.vi))

  await t.day('2021-03-08')
  assert.deepEqual(await kinds(contact), ['test F1', 'release F1'])
  await tested(contact, 'negative')
  const [line] = await owes(contact)
  assert.deepEqual([line?.kind, line?.state, line?.needs], ['release', 'due', []])
  const done = await commune.as(release, { orderId: made.orderId, signer })
  assert.deepEqual([done.number, done.watchUntilOn], ['3/QĐ-BCĐ', '2021-03-22'])
  assert.deepEqual(await owes(contact), [])
  assert.equal((await commune.as(order, { orderId: made.orderId })).state, 'released')

  await commune.as(voidRelease, { orderId: made.orderId, reason: 'ban hành nhầm người' })
  assert.equal((await commune.as(order, { orderId: made.orderId })).state, 'open')
})

test('a contact who turns positive is an F0 at once, with new F1 and F2 and the orders owed for them', async () => {
  await t.day('2021-03-10')
  const householdId = await home()
  const [patient, contact] = [await someone(householdId), await someone(householdId)]
  const [friend, further] = [await someone(), await someone()]
  await tested(patient, 'positive')
  const made = await held(contact)
  const meet = (subjectId: string, otherId: string, on: string) =>
    cdc.as(declareContact, { subjectId, otherId, disease, firstOn: on, lastOn: on, physical: true })
  await meet(friend, contact, '2021-03-09')
  await meet(further, friend, '2021-03-09')
  assert.deepEqual(await kinds(friend), ['isolate F2', 'call F2'])
  assert.deepEqual(await kinds(further), [])

  await t.day('2021-03-11')
  const positive = await tested(contact, 'positive')
  assert.equal(positive.verdict, 'confirmed')
  const [confirmation] = await t.rows<{ origin: string }>('select origin from confirmation where subject_id = $1', [contact])
  assert.equal(confirmation?.origin, 'quarantine')
  assert.deepEqual(
    new Map(positive.changed.map((c) => [c.subjectId, `${c.from}>${c.to}`])),
    new Map([
      [contact, 'F1>F0'],
      [friend, 'F2>F1'],
      [further, 'null>F2'],
    ]),
  )
  assert.deepEqual(await kinds(contact), ['isolate F0'])
  assert.deepEqual(await kinds(friend), ['isolate F1', 'call F1'])
  assert.deepEqual(await kinds(further), ['isolate F2', 'call F2'])
  const f0 = await held(contact, 'treatment')
  assert.equal((await commune.as(order, { orderId: made.orderId })).state, 'replaced')

  // a negative of the F1 frees its F2
  await held(further, 'home')
  assert.deepEqual(await kinds(further), [])
  await tested(friend, 'negative')
  assert.deepEqual(await kinds(further), ['release F2'])

  // the positive was wrong: levels fall, the told are listed, the order of the F0 is for a person to revoke
  const corrected = await cdc.as(correctResult, { resultId: positive.resultId, value: 'negative', reason: 'nhầm ống mẫu' })
  assert.deepEqual(
    new Map(corrected.changed.map((c) => [c.subjectId, c.to])),
    new Map([
      [contact, 'F1'],
      [friend, 'F2'],
      [further, null],
    ]),
  )
  const told = await commune.as(toldOnVoid, { opId: corrected.opId })
  assert.deepEqual(
    new Map(told.rows.map((r) => [r.subjectId, r.told.map((x) => `${x.how} ${x.level}`).join()])),
    new Map([
      [contact, 'order F0'],
      [further, 'order F2'],
    ]),
  )
  assert.equal(told.rows.find((r) => r.subjectId === contact)?.told[0]?.document, f0.number)
  assert.deepEqual(await kinds(contact), ['revoke F0'])
  await commune.as(revoke, { orderId: f0.orderId, reason: 'kết quả đã đính chính' })
  assert.equal((await commune.as(order, { orderId: made.orderId })).state, 'open')
  assert.equal((await operator.as(verify, {})).agrees, true)
})

test('the cut from 21 to 14 days reaches an order opened before it, and the order still shows the rules of its day', async () => {
  await t.day('2021-07-05')
  const householdId = await home()
  const [patient, contact] = [await someone(householdId), await someone(householdId)]
  await tested(patient, 'positive')
  const { orderId } = await held(contact)
  const before = await commune.as(order, { orderId })
  assert.deepEqual([before.packCode, before.today?.releaseOn], ['vn-covid19-2021-05-05-cd600', '2021-07-26'])
  await t.day('2021-07-14')
  const reached = await commune.as(order, { orderId })
  assert.deepEqual(
    [reached.packCode, reached.atIssue?.releaseOn, reached.today?.releaseOn],
    ['vn-covid19-2021-05-05-cd600', '2021-07-26', '2021-07-19'],
  )
  assert.ok(reached.today?.basis.some((b) => b.vi.includes('lệnh đang mở') && b.source.vi.includes('CV 5599')))
  assert.equal(reached.today?.unconfirmed, true)
})

test('someone released and infected later has contacts after the release: an isolation that ended says nothing of them', async () => {
  await t.day('2021-04-01')
  const householdId = await home()
  const [patient, contact] = [await someone(householdId), await someone(householdId)]
  await tested(patient, 'positive')
  const { orderId } = await held(contact)
  for (const day of ['2021-04-02', '2021-04-15']) {
    await t.day(day)
    await tested(contact, 'negative')
  }
  await commune.as(release, { orderId, signer })
  await t.day('2021-04-28')
  const friend = await someone()
  await cdc.as(declareContact, {
    subjectId: friend,
    otherId: contact,
    disease,
    firstOn: '2021-04-27',
    lastOn: '2021-04-27',
    physical: true,
  })
  const result = await tested(contact, 'positive')
  assert.equal(result.changed.find((c) => c.subjectId === friend)?.to, 'F1')
  assert.equal((await operator.as(verify, {})).agrees, true)
})

test('results of one cluster released side by side give the same levels as one after another', async () => {
  await t.day('2021-05-20')
  const cluster = async () => {
    const [h1, h2] = [await home(), await home()]
    const people = [await someone(h1), await someone(h1), await someone(h2), await someone(h2), await someone()]
    const link = (a: number, b: number) =>
      cdc.as(declareContact, {
        subjectId: people[a]!,
        otherId: people[b]!,
        disease,
        firstOn: '2021-05-19',
        lastOn: '2021-05-19',
        physical: true,
      })
    await link(1, 2)
    await link(3, 4)
    return { people, samples: [await swab(people[0]!), await swab(people[1]!), await swab(people[2]!)] }
  }
  const say = (sampleId: string) => cdc.as(releaseResult, { sampleId, method: 'pcr', value: 'positive' })
  const [together, oneByOne] = [await cluster(), await cluster()]
  await Promise.all([...together.samples].reverse().map(say))
  for (const sample of oneByOne.samples) await say(sample)
  const levels = async (people: string[]) => {
    const rows = await t.rows<{ subject_id: string; level: string; source_id: string | null; first: string; last: string }>(
      'select subject_id, level, source_id, first_exposed_on::text as first, last_exposed_on::text as last from classification where subject_id = any ($1)',
      [people],
    )
    return people.map((id) =>
      rows.filter((r) => r.subject_id === id).map((r) => [r.level, people.indexOf(r.source_id ?? ''), r.first, r.last]),
    )
  }
  assert.deepEqual(await levels(together.people), await levels(oneByOne.people))
  assert.equal((await operator.as(verify, {})).agrees, true)
})

test('an order is written once however often it is sent, and a batch gives back those it could not bind', async () => {
  await t.day('2021-06-01')
  const householdId = await home()
  const people = [await someone(householdId), await someone(householdId), await someone(householdId)]
  const stranger = await someone()
  await tested(people[0]!, 'positive')
  const opId = newId()
  const input = { subjectIds: [people[1]!, people[2]!, stranger], disease, place: 'site' as const, signer }
  const first = await commune.as(issue, input, opId)
  assert.deepEqual(await commune.as(issue, input, opId), first)
  assert.equal(first.orders.length, 2)
  assert.deepEqual(
    first.refused.map((r) => [r.subjectId, r.problem]),
    [[stranger, 'order-no-level']],
  )
  assert.equal((await t.rows('select 1 from quarantine_order where subject_id = any ($1)', [people])).length, 2)
  assert.equal((await t.rows('select 1 from isolation where subject_id = any ($1)', [people])).length, 2)
})

test('a commune neither binds nor sees a person of another commune', async () => {
  const householdId = (await elsewhere.as(addHousehold, { address: 'Số 1, thôn Tây' })).householdId
  const [patient, contact] = [await someone(householdId, elsewhere), await someone(householdId, elsewhere)]
  await tested(patient, 'positive')
  assert.equal((await refusal(held(contact))).code, 'not-found')
  const { orders: made } = await elsewhere.as(issue, { subjectIds: [contact], disease, place: 'site', signer })
  assert.equal(made[0]!.number, '1/QĐ-BCĐ')
  const { orderId } = made[0]!
  for (const attempt of [
    () => commune.as(order, { orderId }),
    () => commune.as(decision, { orderId }),
    () => commune.as(revoke, { orderId, reason: 'thử từ xã khác' }),
    () => commune.as(release, { orderId, signer }),
    () => commune.as(personOwed, { subjectId: contact }),
  ])
    assert.equal((await refusal(attempt())).code, 'not-found')
  assert.equal((await commune.as(orders, { state: 'all', subjectId: contact })).total, 0)
  const mine = await commune.as(owed, { state: 'all', limit: 1000 })
  assert.ok(mine.rows.length > 0 && mine.rows.every((r) => r.communeId === commune.area.areaId))
  const station = await t.post('station', '10783')
  assert.equal((await refusal(station.as(issue, { subjectIds: [contact], disease, place: 'site', signer }))).code, 'forbidden')
})

test('the manager of a site sees those held there by name, and what they owe', async () => {
  const site = await t.post('site', '10786', { body: 'Khu cách ly Trường Quân sự' })
  const householdId = await home()
  const [patient, contact] = [await someone(householdId), await someone(householdId)]
  await tested(patient, 'positive')
  await commune.as(issue, { subjectIds: [contact], disease, place: 'site', bodyId: site.bodyId, signer })
  await t.day('2021-06-02')
  const seen = await site.as(owed, {})
  assert.deepEqual(
    seen.rows.map((r) => [r.kind, r.subjectId, r.name.startsWith('Vũ Văn')]),
    [['test', contact, true]],
  )
  assert.equal((await site.as(orders, {})).total, 1)
  assert.equal((await refusal(site.as(personOwed, { subjectId: patient }))).code, 'not-found')
})

test('an F0 leaves when the discharge rule in force is met, and not a test earlier', async () => {
  await t.day('2021-06-10')
  const patient = await someone()
  await tested(patient, 'positive')
  const { orderId } = await held(patient, 'treatment')
  const leave = () => commune.as(release, { orderId, signer, clinicallyWell: true })
  for (const day of ['2021-06-18', '2021-06-20']) {
    await t.day(day)
    await tested(patient, 'negative')
  }
  assert.deepEqual(
    ((await refusal(leave())).details.unmet as { rule: string }[]).map((u) => u.rule),
    ['negatives'],
  )
  assert.deepEqual(await kinds(patient), ['test F0'])
  await t.day('2021-06-22')
  await tested(patient, 'negative')
  assert.deepEqual(
    ((await refusal(commune.as(release, { orderId, signer }))).details.unmet as { rule: string }[]).map((u) => u.rule),
    ['clinically-well'],
  )
  assert.deepEqual(await kinds(patient), ['release F0'])
  await leave()
  assert.deepEqual(await kinds(patient), [])
})

test('the order of an F0 who died is closed, not revoked: the isolation stays', async () => {
  await t.day('2021-06-22')
  const patient = await someone()
  await tested(patient, 'positive')
  const { orderId } = await held(patient, 'treatment')
  await t.day('2021-06-23')
  await cdc.as(recordOutcome, { subjectId: patient, disease, kind: 'died', onDay: '2021-06-23' })
  assert.deepEqual(await kinds(patient), ['release F0'])
  await commune.as(release, { orderId, signer })
  assert.deepEqual(await kinds(patient), [])
  const rows = await t.rows<{ until: string; voided: boolean }>(
    'select until_on::text as until, voided_at is not null as voided from isolation where subject_id = $1',
    [patient],
  )
  assert.deepEqual(rows, [{ until: '2021-06-23', voided: false }])
})

test('a release taken back leaves the levels as the facts say', async () => {
  await t.day('2021-06-23')
  const householdId = await home()
  const [patient, contact] = [await someone(householdId), await someone(householdId)]
  const friend = await someone()
  await tested(patient, 'positive')
  const { orderId } = await held(contact)
  await held(patient, 'treatment')
  for (const day of ['2021-06-24', '2021-06-30', '2021-07-07', '2021-07-14']) {
    await t.day(day)
    await tested(contact, 'negative')
  }
  await commune.as(release, { orderId, signer })
  await t.day('2021-07-20')
  await cdc.as(declareContact, {
    subjectId: friend,
    otherId: contact,
    disease,
    firstOn: '2021-07-18',
    lastOn: '2021-07-18',
    physical: true,
  })
  await tested(contact, 'positive')
  assert.deepEqual(await kinds(friend), ['isolate F1', 'call F1'])
  await commune.as(voidRelease, { orderId, reason: 'ban hành nhầm người' })
  assert.equal((await operator.as(verify, {})).agrees, true)
})

test('a role that reads no addresses gets none by the printed decision', async () => {
  await t.day('2021-06-25')
  const householdId = await home()
  const [patient, contact] = [await someone(householdId), await someone(householdId)]
  await tested(patient, 'positive')
  const { orderId } = await held(contact)
  const pageOf = async (post: typeof commune) =>
    new TextDecoder().decode(((await post.as(decision, { orderId })) as FileAnswer).bytes)
  assert.match(await pageOf(commune), /Số nhà \d+, thôn Đông/)
  const inspector = await t.post('inspector', '30')
  assert.doesNotMatch(await pageOf(inspector), /thôn Đông|Vũ Văn/)
})

test('the decision is printed in the state layout, marked as a drill, with every name escaped', async () => {
  await t.day('2021-06-25')
  const householdId = await home()
  const patient = await someone(householdId)
  const { subjectId } = await commune.as(register, {
    fullName: 'Vũ <b>Thị</b> Hoa',
    birth: { year: 1990 },
    sex: 'female',
    householdId,
  })
  await tested(patient, 'positive')
  const { orderId, number } = await held(subjectId)
  const file = (await commune.as(decision, { orderId })) as FileAnswer
  const page = new TextDecoder().decode(file.bytes)
  for (const part of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    `Số: ${number}`,
    'DIỄN TẬP',
    'Điều 3.',
    'Nơi nhận',
    signer,
    'CĐ 600/CĐ-BCĐ',
    'ngày 25 tháng 6 năm 2021',
  ])
    assert.ok(page.includes(part), part)
  assert.ok(!page.includes('<b>Thị</b>'))
})

test('with no pack in force it says so, and derives nothing', async () => {
  await t.day('2024-03-01')
  const all = await commune.as(owed, { state: 'all' })
  assert.deepEqual([all.policyInForce, all.total, all.rows], [false, 0, []])
  assert.match(all.notice!.vi, /không có gói quy định/)
  const [{ subject_id: anyone }] = (await t.rows<{ subject_id: string }>('select subject_id from quarantine_order limit 1')) as [
    { subject_id: string },
  ]
  assert.deepEqual(
    (await commune.as(personOwed, { subjectId: anyone })).rows.map((r) => r.kind),
    ['no-policy'],
  )
  assert.equal((await refusal(held(anyone))).code, 'no-policy')
})

test('who was told only by an order stands on the list of the area until a call, or an order for what holds now, tells them', async () => {
  await t.day('2021-02-22')
  const [patient, mistaken, second] = [await someone(), await someone(), await someone()]
  const met = async (subjectId: string, otherId: string) =>
    cdc.as(declareContact, { subjectId, otherId, disease, firstOn: '2021-02-20', lastOn: '2021-02-20', physical: true })
  const wrong = await met(patient, mistaken)
  await met(mistaken, second)
  await tested(patient, 'positive')
  const [f1, f2] = [await held(mistaken), await held(second, 'home')]
  const owedTo = async (post = commune) => (await post.as(toldByOrder, {})).rows.map((r) => r.subjectId)
  assert.deepEqual(
    await owedTo(),
    (await owedTo()).filter((id) => ![mistaken, second].includes(id)),
    'it still holds',
  )

  await cdc.as(voidContact, { contactId: wrong.contactId, reason: 'ghi nhầm người cùng tên' })
  const { rows } = await commune.as(toldByOrder, {})
  const row = rows.find((r) => r.subjectId === mistaken)!
  assert.deepEqual([row.number, row.toldLevel, row.levelNow, row.signer, row.correctedAt], [f1.number, 'F1', null, signer, null])
  assert.equal(rows.find((r) => r.subjectId === second)?.number, f2.number)
  assert.deepEqual(
    (await owedTo(elsewhere)).filter((id) => [mistaken, second].includes(id)),
    [],
  )

  await commune.as(revoke, { orderId: f1.orderId, reason: 'không còn là F1' })
  assert.ok((await owedTo()).includes(mistaken), 'a revocation on paper tells nobody')
  await commune.as(recordCall, { subjectId: mistaken, disease, outcome: 'reached' })
  assert.ok(!(await owedTo()).includes(mistaken))
  assert.ok((await commune.as(toldByOrder, { subjectId: mistaken })).rows[0]?.correctedAt, 'their own page still says when')
  assert.ok((await owedTo()).includes(second))
})

test('after all of this the isolation of every order is what the order says, and verify names one that is not', async () => {
  assert.deepEqual((await operator.as(verifyIsolations, {})).differences, [])
  const [moved] = await t.rows<{ id: string }>(
    `update isolation set from_on = from_on - 1 where isolation_id = (
       select isolation_id from isolation where voided_at is null and basis like 'Quyết định %' limit 1) returning subject_id as id`,
  )
  const { agrees, differences } = await operator.as(verifyIsolations, {})
  assert.equal(agrees, false)
  assert.deepEqual(
    differences.map((d) => d.subjectId),
    [moved!.id],
  )
})
