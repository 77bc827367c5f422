import { localDay } from '@phaodai/kernel/clock.ts'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { maskName } from '@phaodai/text/names.ts'
import { voidConfirmationsOf } from '../cases/cases.commands.ts'
import { getPerson } from '../people/people.store.ts'
import { findDisease, rulesFor } from '../policy/policy.reading.ts'
import { changedHere } from '../tracing/changed.ts'
import { lockLevels } from '../tracing/tracing.store.ts'
import { settle, verdictOf } from './confirming.ts'
import * as contract from './laboratory.contract.ts'
import { sampleClock } from './laboratory.rules.ts'
import * as store from './laboratory.store.ts'

const HOUR = 3_600_000
const later = (a: string, b: string) => Date.parse(a) > Date.parse(b)

function notAhead(ctx: Ctx, field: string, value: string): void {
  if (later(value, ctx.now)) throw new Problem('laboratory-time-ahead', { field, value, now: ctx.now })
}
function notBefore(name: string, value: string, boundName: string, bound: string): void {
  if (later(bound, value)) throw new Problem('laboratory-time-order', { later: name, value, earlier: boundName, bound })
}

/** A test is owed by someone, with a clock from the pack in force; by hand where none is. */
export const orderTest = command(contract.orderTest, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const { communeId } = await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  const clock = sampleClock(rules.on(ctx.today), input.reason)
  if (!clock && !input.dueAt) throw new Problem('order-needs-clock', { day: ctx.today })
  const dueAt = new Date(input.dueAt ?? Date.parse(ctx.now) + clock!.hours * HOUR).toISOString()
  const orderId = input.orderId ?? newId()
  const packCode = input.dueAt ? null : clock!.packCode
  const row = {
    communeId,
    orderId,
    subjectId: input.subjectId,
    disease: rules.disease,
    reason: input.reason,
    dueAt,
    packCode,
    orderedBy: ctx.actor.accountId,
  }
  await written(store.insertOrder(ctx.db, row, ctx.now, ctx.opId), orderId)
  await ctx.emit({
    name: 'laboratory.test-ordered',
    communeId,
    body: { subjectId: input.subjectId, disease: rules.disease, orderId },
  })
  return { orderId, dueAt, packCode, unconfirmed: input.dueAt ? false : clock!.unconfirmed }
})

/** A swab taken from a person whose identity was checked. The label is all that the bench reads. */
export const takeSample = command(contract.takeSample, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const person = await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  const sampledAt = new Date(input.sampledAt ?? ctx.now).toISOString()
  notAhead(ctx, 'sampledAt', sampledAt)
  if (input.orderId) {
    const order = await store.findOrder(ctx.db, input.orderId)
    if (!order || order.voidedAt) throw new Problem('not-found', { what: 'chỉ định xét nghiệm' })
    if (order.subjectId !== input.subjectId || order.disease !== disease) throw new Problem('order-of-another')
    if (order.sampled) throw new Problem('order-sampled')
  }
  const { barcode } = input
  await store.lockBarcode(ctx.db, barcode)
  if (await ctx.acrossAreas(() => store.findSample(ctx.db, null, barcode))) throw new Problem('barcode-used', { barcode })
  const sampleId = input.sampleId ?? newId()
  const label = { name: maskName(person.fullName), birthYear: person.birthYear, sex: person.sex }
  const { subjectId, kind, identityCheck } = input
  const row = {
    communeId: person.communeId,
    sampleId,
    orderId: input.orderId ?? null,
    subjectId,
    disease,
    barcode,
    kind,
    identityCheck,
    label,
  }
  const taken = { ...row, sampledAt, sampledOn: localDay(sampledAt), takenBy: ctx.actor.accountId }
  await written(store.insertSample(ctx.db, taken, ctx.now, ctx.opId), sampleId)
  await ctx.emit({ name: 'laboratory.sample-taken', communeId: person.communeId, body: { subjectId, disease, sampleId } })
  return { sampleId, label }
})

/** The tube is here: from now on the laboratory sees its row. Whoever holds the tube reads its barcode, so the search crosses areas. */
export const receive = command(contract.receive, async (ctx, input) => {
  const body = ctx.actor.bodyId
  const find = () => standingSample(ctx, input)
  const sample = body === 0 ? await find() : await ctx.acrossAreas(find)
  if (sample.bodyId !== 0 && sample.bodyId !== body) throw new Problem('sample-elsewhere')
  if (sample.receivedAt) throw new Problem('sample-received-before', { at: sample.receivedAt })
  const receivedAt = new Date(input.receivedAt ?? ctx.now).toISOString()
  notAhead(ctx, 'receivedAt', receivedAt)
  notBefore('receivedAt', receivedAt, 'sampledAt', sample.sampledAt)
  ctx.touch(sample.subjectId)
  await ctx.acrossAreas(() => store.receiveSample(ctx.db, sample.communeId, sample.sampleId, body, receivedAt))
  return { sampleId: sample.sampleId, receivedAt }
})

/** The sample as it stands once nobody else is writing about its tube. Where levels are locked too, they come first. */
async function lockedSample(
  ctx: Ctx,
  ref: { sampleId?: string | undefined; barcode?: string | undefined },
): Promise<store.SampleRow> {
  const { sampleId, barcode } = await standingSample(ctx, ref)
  await store.lockBarcode(ctx.db, barcode)
  return standingSample(ctx, { sampleId })
}

async function standingSample(
  ctx: Ctx,
  ref: { sampleId?: string | undefined; barcode?: string | undefined },
): Promise<store.SampleRow> {
  const sample = await store.findSample(ctx.db, ref.sampleId ?? null, ref.barcode ?? null)
  if (!sample) throw new Problem('not-found', { what: 'mẫu' })
  if (sample.voidedAt) throw new Problem('sample-voided', { reason: sample.voidReason })
  return sample
}

/** A result leaves the laboratory; where it confirms a case, the levels of everyone around follow in this transaction. */
export const releaseResult = command(contract.releaseResult, async (ctx, input) => {
  const { disease } = await standingSample(ctx, input)
  const rules = await rulesFor(ctx.db, disease)
  // a positive changes levels: one at a time, before anything that it depends on is read
  if (input.value === 'positive') await lockLevels(ctx.db, disease)
  const sample = await lockedSample(ctx, input)
  const { subjectId } = sample
  const testedAt = checkedTime(ctx, input, sample)
  const same = (await store.listOfSample(ctx.db, sample.sampleId)).find((r) => r.method === input.method)
  if (same) throw new Problem('result-released', { method: same.method, value: same.value, resultId: same.resultId })
  const resultId = input.resultId ?? newId()
  const { communeId, sampleId } = sample
  ctx.touch(subjectId)
  return ctx.acrossAreas(async () => {
    const row = {
      communeId,
      resultId,
      bodyId: ctx.actor.bodyId || sample.bodyId,
      sampleId,
      subjectId,
      disease,
      method: input.method,
      value: input.value,
    }
    const result = { ...row, ct: input.ct ?? null, testedAt, corrects: null }
    await written(store.insertResult(ctx.db, result, ctx.now, ctx.actor.accountId, ctx.opId), resultId)
    const verdicts = input.value === 'positive' ? await settle(ctx, rules, subjectId) : new Map()
    await ctx.emit({ name: 'laboratory.result-released', communeId, body: { subjectId, disease, resultId } })
    const policyInForce = rules.on(sample.sampledOn) !== null
    return {
      resultId,
      ...(await verdictOf(ctx, rules, subjectId, resultId, verdicts)),
      policyInForce,
      changed: await changedHere(ctx, disease, subjectId),
    }
  })
})

function checkedTime(
  ctx: Ctx,
  input: { method?: string | undefined; ct?: number | null | undefined; testedAt?: string | undefined },
  sample: store.SampleRow,
): string {
  if (input.ct != null && input.method !== 'pcr') throw new Problem('ct-without-pcr')
  const testedAt = new Date(input.testedAt ?? ctx.now).toISOString()
  notAhead(ctx, 'testedAt', testedAt)
  notBefore('testedAt', testedAt, 'sampledAt', sample.sampledAt)
  return testedAt
}

/** A wrong result is voided by the right one, and so is everything that followed from it; nothing is erased. */
export const correctResult = command(contract.correctResult, async (ctx, input) => {
  const found = await store.findResult(ctx.db, input.resultId)
  if (!found) throw new Problem('not-found', { what: 'kết quả' })
  await lockLevels(ctx.db, found.disease)
  const old = (await store.findResult(ctx.db, input.resultId))!
  if (old.voidedAt) throw new Problem('result-voided')
  const sample = await lockedSample(ctx, { sampleId: old.sampleId })
  const rules = await rulesFor(ctx.db, old.disease)
  const method = input.method ?? old.method
  const testedAt = checkedTime(ctx, { ...input, method, testedAt: input.testedAt ?? old.testedAt }, sample)
  const other = (await store.listOfSample(ctx.db, old.sampleId)).find((r) => r.method === method && r.resultId !== old.resultId)
  if (other) throw new Problem('result-released', { method: other.method, value: other.value, resultId: other.resultId })
  const resultId = input.newResultId ?? newId()
  const { communeId, subjectId, disease, sampleId, bodyId } = old
  ctx.touch(subjectId)
  ctx.note({ corrects: old.resultId })
  return ctx.acrossAreas(async () => {
    await store.voidResult(ctx.db, communeId, old.resultId, ctx.now, ctx.opId, input.reason)
    const row = {
      communeId,
      resultId,
      bodyId,
      sampleId,
      subjectId,
      disease,
      method,
      value: input.value,
      ct: input.ct ?? null,
      testedAt,
      corrects: old.resultId,
    }
    await written(store.insertResult(ctx.db, row, ctx.now, ctx.actor.accountId, ctx.opId), row.resultId)
    // what the new result confirms is there before the old one goes: positive to positive moves nobody
    await settle(ctx, rules, subjectId, old.resultId)
    await voidConfirmationsOf(ctx, old.resultId, input.reason)
    const verdicts = await settle(ctx, rules, subjectId)
    await ctx.emit({
      name: 'laboratory.result-corrected',
      communeId,
      body: { subjectId, disease, resultId, corrects: old.resultId },
    })
    const { verdict } = await verdictOf(ctx, rules, subjectId, resultId, verdicts)
    return { resultId, verdict, changed: await changedHere(ctx, disease, subjectId), opId: ctx.opId }
  })
})

/** A sample of the wrong person, or spoilt: its results and what they confirmed are void with it. */
export const voidSample = command(contract.voidSample, async (ctx, input) => {
  const { disease: of } = await standingSample(ctx, { sampleId: input.sampleId })
  const rules = await rulesFor(ctx.db, of)
  await lockLevels(ctx.db, of)
  const sample = await lockedSample(ctx, { sampleId: input.sampleId })
  ctx.touch(sample.subjectId)
  return ctx.acrossAreas(async () => {
    const { communeId, sampleId, subjectId, disease } = sample
    await store.voidSample(ctx.db, communeId, sampleId, ctx.now, ctx.opId, input.reason)
    const standing = await store.listOfSample(ctx.db, sampleId)
    for (const { resultId } of standing) {
      await store.voidResult(ctx.db, communeId, resultId, ctx.now, ctx.opId, input.reason)
      await settle(ctx, rules, subjectId, resultId)
      await voidConfirmationsOf(ctx, resultId, input.reason)
    }
    await settle(ctx, rules, subjectId)
    await ctx.emit({ name: 'laboratory.sample-voided', communeId, body: { subjectId, disease, sampleId } })
    return { voidedResults: standing.length, changed: await changedHere(ctx, disease, subjectId), opId: ctx.opId }
  })
})
