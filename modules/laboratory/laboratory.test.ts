import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { testApp } from '../../test/database.ts'
import { report, voidFact } from '../cases/cases.commands.ts'
import { decideDuplicate, unmerge } from '../people/duplicates.commands.ts'
import { register } from '../people/people.commands.ts'
import { declareContact } from '../tracing/tracing.commands.ts'
import { verify } from '../tracing/tracing.reads.ts'
import { correctResult, orderTest, receive, releaseResult, takeSample, voidSample } from './laboratory.commands.ts'
import { orders, results, samples, turnaround } from './laboratory.reads.ts'

const t = await testApp()
after(() => t.close())
const station = await t.post('station', '10783')
const other = await t.post('station', '10786')
const cdc = await t.post('cdc', '30')
const lab = await t.post('laboratory', '30', { body: 'CDC Hải Dương' })
const lab2 = await t.post('laboratory', '30', { body: 'Bệnh viện Nhiệt đới' })
const disease = 'covid19'
let n = 0
const barcode = () => `HD-${String(++n).padStart(6, '0')}`
const someone = async (by = station) =>
  (await by.as(register, { fullName: `Phạm Thị ${'ABCDEGHKLMNP'[n % 12]}nh`, birth: { year: 1980 }, sex: 'female' })).subjectId
const swab = async (subjectId: string, more: Record<string, unknown> = {}) => {
  const code = barcode()
  const { sampleId } = await station.as(takeSample, { subjectId, disease, barcode: code, identityCheck: 'cccd', ...more })
  return { sampleId, barcode: code }
}

const levelOf = async (subjectId: string) =>
  (await t.rows<{ level: string }>('select level from classification where subject_id = $1', [subjectId]))[0]?.level ?? null

test('a symptom is to be sampled at once, by the clock of the pack in force; a late order says so', async () => {
  const subjectId = await someone()
  const order = await station.as(orderTest, { subjectId, disease, reason: 'symptom' })
  assert.equal(order.packCode, 'hai-duong-covid19-2021-02-22-tb95')
  assert.equal(order.unconfirmed, true)
  const before = await station.as(orders, { state: 'due' })
  assert.equal(before.rows.find((r) => r.orderId === order.orderId)?.state, 'due')
  await t.day('2021-02-23')
  assert.equal((await station.as(orders, { state: 'late' })).rows.find((r) => r.orderId === order.orderId)?.state, 'late')
  await station.as(takeSample, { subjectId, disease, orderId: order.orderId, barcode: barcode(), identityCheck: 'cccd' })
  assert.equal((await station.as(orders, { state: 'sampled' })).rows.find((r) => r.orderId === order.orderId)?.state, 'sampled')
  await assert.rejects(
    station.as(takeSample, { subjectId, disease, orderId: order.orderId, barcode: barcode(), identityCheck: 'cccd' }),
    { code: 'order-sampled' },
  )
})

test('nobody is sampled without an identity check, under a used barcode, or in the future', async () => {
  const subjectId = await someone()
  const first = await swab(subjectId)
  await assert.rejects(station.as(takeSample, { subjectId, disease, barcode: barcode() } as never), { code: 'invalid-input' })
  await assert.rejects(station.as(takeSample, { subjectId, disease, barcode: first.barcode, identityCheck: 'cccd' }), {
    code: 'barcode-used',
  })
  const elsewhere = await someone(other)
  await assert.rejects(other.as(takeSample, { subjectId: elsewhere, disease, barcode: first.barcode, identityCheck: 'cccd' }), {
    code: 'barcode-used',
  })
  await assert.rejects(
    station.as(takeSample, {
      subjectId,
      disease,
      barcode: barcode(),
      identityCheck: 'cccd',
      sampledAt: '2021-03-01T08:00:00+07:00',
    }),
    { code: 'laboratory-time-ahead' },
  )
})

test('a laboratory sees the tubes that it received and no others, with a masked label', async () => {
  const subjectId = await someone()
  const { sampleId, barcode: code } = await swab(subjectId)
  await assert.rejects(lab.as(releaseResult, { sampleId, method: 'pcr', value: 'negative' }), { code: 'not-found' })
  await lab.as(receive, { barcode: code })
  await assert.rejects(lab2.as(receive, { barcode: code }), { code: 'sample-elsewhere' })
  const [row] = (await lab.as(samples, { state: 'waiting' })).rows
  assert.equal(row?.sampleId, sampleId)
  assert.match(row!.label.name, /^Phạm T\. \S\.$/)
  assert.equal((await lab2.as(samples, { state: 'all' })).total, 0)
  await assert.rejects(lab2.as(releaseResult, { sampleId, method: 'pcr', value: 'negative' }), { code: 'not-found' })
  await lab.as(releaseResult, { sampleId, method: 'pcr', value: 'negative' })
  const shown = (await lab.as(results, {})).rows
  assert.deepEqual(
    shown.map((r) => [r.resultId.length, r.name === row!.label.name]),
    [[36, true]],
  )
})

test('a PCR positive of a laboratory makes a case in the commune of the person, once however often it is sent', async () => {
  const subjectId = await someone()
  const { sampleId, barcode: code } = await swab(subjectId)
  await lab.as(receive, { barcode: code })
  const opId = newId()
  const first = await lab.as(releaseResult, { sampleId, method: 'pcr', value: 'positive', ct: 21 }, opId)
  const again = await lab.as(releaseResult, { sampleId, method: 'pcr', value: 'positive', ct: 21 }, opId)
  assert.deepEqual(again, first)
  assert.equal(first.verdict, 'confirmed')
  assert.deepEqual(first.changed, [{ subjectId, from: null, to: 'F0' }])
  const rows = await t.rows<{ commune_id: number; origin: string }>(
    'select commune_id, origin from confirmation where subject_id = $1',
    [subjectId],
  )
  assert.deepEqual(rows, [{ commune_id: station.area.areaId, origin: 'community' }])
  assert.equal((await t.rows('select 1 from result where sample_id = $1', [sampleId])).length, 1)
  await assert.rejects(lab.as(releaseResult, { sampleId, method: 'pcr', value: 'negative' }), { code: 'result-released' })
})

test('a laboratory is told what its result made of the person, and not who else changed', async () => {
  const [patient, contact] = [await someone(), await someone()]
  await station.as(declareContact, {
    subjectId: patient,
    otherId: contact,
    disease,
    firstOn: '2021-02-22',
    lastOn: '2021-02-22',
    physical: true,
  })
  const { sampleId, barcode: code } = await swab(patient)
  await lab.as(receive, { barcode: code })
  const { changed } = await lab.as(releaseResult, { sampleId, method: 'pcr', value: 'positive' })
  assert.deepEqual(changed, [{ subjectId: patient, from: null, to: 'F0' }])
  assert.equal(await levelOf(contact), 'F1')
})

test('an antigen positive alone stays a listed suspect until PCR confirms', async () => {
  const subjectId = await someone()
  const rapid = await swab(subjectId)
  const first = await station.as(releaseResult, { sampleId: rapid.sampleId, method: 'antigen', value: 'positive' })
  assert.equal(first.verdict, 'suspect')
  assert.equal(
    (await station.as(results, { state: 'suspect' })).rows.some((r) => r.subjectId === subjectId && r.suspect),
    true,
  )
  const pcr = await swab(subjectId)
  assert.equal((await cdc.as(releaseResult, { sampleId: pcr.sampleId, method: 'pcr', value: 'positive' })).verdict, 'confirmed')
  assert.equal(
    (await station.as(results, { state: 'suspect' })).rows.some((r) => r.subjectId === subjectId),
    false,
  )
})

test('a second positive follows the case up; when the first is corrected, the second carries it', async () => {
  const subjectId = await someone()
  const [a, b] = [await swab(subjectId), await swab(subjectId)]
  const first = await cdc.as(releaseResult, { sampleId: a.sampleId, method: 'pcr', value: 'positive' })
  const second = await cdc.as(releaseResult, { sampleId: b.sampleId, method: 'pcr', value: 'positive' })
  assert.equal(second.verdict, 'follow-up')
  const corrected = await cdc.as(correctResult, { resultId: first.resultId, value: 'negative', reason: 'nhầm ống số 1 và số 2' })
  assert.deepEqual(corrected.changed, [])
  const standing = await t.rows<{ result_id: string }>(
    'select result_id from confirmation where subject_id = $1 and voided_at is null',
    [subjectId],
  )
  assert.deepEqual(standing, [{ result_id: second.resultId }])
  await assert.rejects(cdc.as(correctResult, { resultId: first.resultId, value: 'positive', reason: 'đính chính lần hai' }), {
    code: 'result-voided',
  })
})

test('a sample of the wrong person takes its result and the case back, and erases nothing', async () => {
  const subjectId = await someone()
  const { sampleId } = await swab(subjectId)
  await cdc.as(releaseResult, { sampleId, method: 'pcr', value: 'positive' })
  const done = await cdc.as(voidSample, { sampleId, reason: 'lấy nhầm người cùng tên' })
  assert.equal(done.voidedResults, 1)
  assert.deepEqual(done.changed, [{ subjectId, from: 'F0', to: null }])
  const [kept] = await t.rows<{ n: number }>(
    'select count(*)::int as n from result where sample_id = $1 and void_reason is not null',
    [sampleId],
  )
  assert.equal(kept?.n, 1)
})

test('a positive that only followed a case up makes the case when what it followed is voided by hand', async () => {
  const subjectId = await someone()
  const { confirmationId } = await cdc.as(report, { subjectId, disease, sampledOn: '2021-02-20', reportedOn: '2021-02-21' })
  const { sampleId } = await swab(subjectId)
  assert.equal((await cdc.as(releaseResult, { sampleId, method: 'pcr', value: 'positive' })).verdict, 'follow-up')
  await cdc.as(voidFact, { subjectId, kind: 'confirmation', factId: confirmationId, reason: 'thông báo nhầm người' })
  assert.equal(await levelOf(subjectId), 'F0')
})

test('a merge taken back leaves each of the two with what their own positives say', async () => {
  const [a, b] = [await someone(), await someone()]
  const { mergeId } = await station.as(decideDuplicate, {
    aSubjectId: a,
    bSubjectId: b,
    decision: 'same',
    reason: 'cùng số điện thoại',
  })
  for (const id of [a, b]) await cdc.as(releaseResult, { sampleId: (await swab(id)).sampleId, method: 'pcr', value: 'positive' })
  await station.as(unmerge, { mergeId: mergeId!, reason: 'hai chị em sinh đôi' })
  assert.deepEqual([await levelOf(a), await levelOf(b)], ['F0', 'F0'])
  const operator = await t.post('operator', '30')
  assert.equal((await operator.as(verify, {})).agrees, true)
})

test('of two results of one method sent at once for one tube, one stands', async () => {
  for (const values of [['negative', 'positive'] as const, ['negative', 'negative'] as const]) {
    const { sampleId } = await swab(await someone())
    const both = await Promise.allSettled(values.map((value) => cdc.as(releaseResult, { sampleId, method: 'pcr', value })))
    assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
    assert.equal((await t.rows('select 1 from result where sample_id = $1', [sampleId])).length, 1)
  }
})

test('turnaround says how long each step took', async () => {
  const { rows } = await cdc.as(turnaround, { from: '2021-02-22', until: '2021-02-28' })
  assert.equal(rows.length, 1)
  assert.ok(rows[0]!.sampleToResult.n >= 4)
  assert.ok(rows[0]!.sampleToResult.medianHours! >= 0)
  assert.equal((await cdc.as(turnaround, { by: 'day' })).rows[0]?.key, '2021-02-23')
  assert.equal((await lab.as(turnaround, {})).rows[0]?.sampleToReceived.n, 3)
})

test('an antigen positive of someone who turns out to be a contact confirms the case, whichever was known first', async () => {
  await t.day('2022-01-10')
  const day = '2022-01-09'
  const levels: (string | null)[][] = []
  for (const antigenFirst of [true, false]) {
    const [patient, contact, friend] = [await someone(), await someone(), await someone()]
    const meet = (subjectId: string, otherId: string) =>
      station.as(declareContact, { subjectId, otherId, disease, firstOn: day, lastOn: day, physical: true })
    await meet(patient, contact)
    await meet(contact, friend)
    const steps = [
      async () => station.as(releaseResult, { sampleId: (await swab(contact)).sampleId, method: 'antigen', value: 'positive' }),
      async () => cdc.as(releaseResult, { sampleId: (await swab(patient)).sampleId, method: 'pcr', value: 'positive' }),
    ]
    for (const step of antigenFirst ? steps : steps.reverse()) await step()
    levels.push([await levelOf(patient), await levelOf(contact), await levelOf(friend)])
  }
  assert.deepEqual(levels[1], ['F0', 'F0', 'F1'])
  assert.deepEqual(levels[0], levels[1])
  const operator = await t.post('operator', '30')
  assert.equal((await operator.as(verify, {})).agrees, true)
})

test('where no pack is in force, a test needs a time stated by a person', async () => {
  const subjectId = await someone()
  await t.day('2024-03-01')
  await assert.rejects(station.as(orderTest, { subjectId, disease, reason: 'symptom' }), { code: 'order-needs-clock' })
  const made = await station.as(orderTest, { subjectId, disease, reason: 'symptom', dueAt: '2024-03-01T20:00:00+07:00' })
  assert.equal(made.packCode, null)
})
