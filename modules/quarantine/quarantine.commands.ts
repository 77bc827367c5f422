import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { maskName } from '@phaodai/text/names.ts'
import type { z } from 'zod'
import { recordIsolations, setIsolationEnd, voidIsolation } from '../cases/cases.commands.ts'
import { currentPersons, getPerson } from '../people/people.store.ts'
import { unknownStatus } from '../policy/holds.rules.ts'
import { type Rules, rulesFor } from '../policy/policy.reading.ts'
import type { Classification } from '../tracing/levels.rules.ts'
import { levelSentence } from '../tracing/sentence.rules.ts'
import { lockLevels } from '../tracing/tracing.store.ts'
import * as contract from './quarantine.contract.ts'
import { loadPerson, orderFacts } from './quarantine.facts.ts'
import { basisLines, decideRelease, openOrder, packOf, proposedOrder, scheduleOf, stateOf } from './quarantine.rules.ts'
import * as store from './quarantine.store.ts'

const isolationOf = (orderId: string) => idOf('order', orderId)

/** Who issues: the committee of the post; the operator records in the name of the person's commune. */
const issuerOf = (ctx: Ctx, communeId: number): number => (ctx.actor.role === 'operator' ? communeId : ctx.actor.areaId)

async function nextNumber(ctx: Ctx, issuerId: number) {
  const year = Number(ctx.today.slice(0, 4))
  return { issuerId, year, number: `${await store.takeNumbers(ctx.db, issuerId, year, 1)}/QĐ-BCĐ` }
}

/** Why the person has the level, with the source's name masked, frozen into the order. */
export async function sentenceOf(ctx: Ctx, row: Classification) {
  const source = row.sourceId ? (await currentPersons(ctx.db, [row.sourceId])).get(row.sourceId) : undefined
  return levelSentence(row, source ? { name: maskName(source.fullName), code: source.code } : null)
}

type Issue = z.output<typeof contract.issue.input>

/** One order with its number and frozen basis. */
async function issueOne(ctx: Ctx, rules: Rules, input: Issue, subjectId: string) {
  const person = await getPerson(ctx.db, subjectId)
  const { facts, classification } = await ctx.acrossAreas(() => loadPerson(ctx.db, rules.disease, subjectId))
  const { level } = facts
  if (!level || !classification) throw new Problem('order-no-level', { subjectId })
  const open = openOrder(facts)
  if (open && open.level === level.level)
    throw new Problem('order-already-open', { number: open.number, level: open.level, orderId: open.orderId, subjectId })
  const { today, now } = ctx
  const fromOn = input.fromOn ?? today
  const draft = proposedOrder(facts, level, { place: input.place, fromOn, today, now, personStatus: input.personStatus })
  const schedule = scheduleOf(draft, { ...facts, orders: [] }, rules, today)
  if (schedule && !schedule.placeAllowed && !input.placeReason)
    throw new Problem('place-not-in-rule', { level: level.level, place: input.place })
  const orderId = idOf('quarantine', ctx.opId, subjectId)
  const numbered = await nextNumber(ctx, issuerOf(ctx, person.communeId))
  const basis = {
    sentence: await ctx.acrossAreas(() => sentenceOf(ctx, classification)),
    level: classification.basis,
    rules: schedule ? basisLines(schedule.basis) : [],
    releaseOn: schedule?.releaseOn ?? null,
    tests: schedule?.testDays.filter((t) => t.phase === 'hold').map((t) => t.dueOn) ?? [],
    placeReason: input.placeReason ?? null,
    citations: input.citations,
  }
  const { lastExposureOn, issuedOn, issuedAt } = draft
  await store.insertOrder(
    ctx.db,
    {
      ...numbered,
      orderId,
      communeId: person.communeId,
      bodyId: input.bodyId ?? 0,
      subjectId,
      disease: rules.disease,
      level: level.level,
      place: input.place,
      placeName: input.placeName ?? null,
      batchId: input.subjectIds.length > 1 ? ctx.opId : null,
      fromOn,
      lastExposureOn,
      personStatus: JSON.stringify(input.personStatus ?? unknownStatus),
      packCode: packOf(level.level, rules.on(today)!),
      basis,
      issuedOn,
      issuedAt,
      signer: input.signer,
    },
    ctx.actor.accountId,
    ctx.opId,
  )
  ctx.touch(subjectId)
  return { subjectId, orderId, number: numbered.number, fromOn, communeId: person.communeId }
}

/** Days that an order may date back; a product default, no authority behind it. */
const LONGEST_BACK = 30

/**
 * Issued by an authorised person, singly or in a batch: in a batch those who can get an order get it, the rest come back with the reason.
 * The isolations are recorded with the orders, and the levels of others follow in this transaction.
 */
export const issue = command(contract.issue, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  if (rules.on(ctx.today) === null) throw new Problem('no-policy', { day: ctx.today })
  // an isolation closes the days on which contacts count: a day typed wrong would lose people without a word
  if (input.fromOn && input.fromOn < addDays(ctx.today, -LONGEST_BACK))
    throw new Problem('order-day-far', { fromOn: input.fromOn, days: LONGEST_BACK })
  if (input.fromOn && input.fromOn > ctx.today) throw new Problem('order-day-ahead', { fromOn: input.fromOn, today: ctx.today })
  const subjectIds = [...new Set(input.subjectIds)]
  if (input.personStatus && subjectIds.length > 1) throw new Problem('status-of-one')
  await lockLevels(ctx.db, rules.disease)
  const orders: Awaited<ReturnType<typeof issueOne>>[] = []
  const refused: { subjectId: string; problem: string; vi: string; en: string }[] = []
  for (const subjectId of subjectIds) {
    try {
      orders.push(await issueOne(ctx, rules, input, subjectId))
    } catch (e) {
      if (!(e instanceof Problem) || subjectIds.length === 1) throw e
      const said = e.toJSON()
      refused.push({ subjectId, problem: e.code, vi: said.title, en: said.titleEn })
    }
  }
  await ctx.acrossAreas(async () => {
    const { disease } = rules
    const isolations = orders.map(({ orderId, subjectId, number, fromOn }) => ({
      isolationId: isolationOf(orderId),
      subjectId,
      disease,
      fromOn,
      basis: `Quyết định ${number}`,
    }))
    await recordIsolations(ctx, disease, isolations)
    for (const { subjectId, orderId, communeId } of orders)
      await ctx.emit({ name: 'quarantine.issued', communeId, body: { subjectId, disease, orderId } })
  })
  ctx.note({ issued: orders.length, refused: refused.length })
  return { orders: orders.map(({ subjectId, orderId, number }) => ({ subjectId, orderId, number })), refused }
})

/** An order in the post's scope with all that is known of its person. @throws Problem not-found */
export async function loadOrder(ctx: Ctx, orderId: string) {
  const [stored] = await store.listOrders(ctx.db, null, [orderId], null)
  if (!stored) throw new Problem('not-found', { what: 'quyết định cách ly' })
  const rules = await rulesFor(ctx.db, stored.disease)
  const loaded = await ctx.acrossAreas(() => loadPerson(ctx.db, stored.disease, stored.subjectId))
  const order = loaded.facts.orders.find((o) => o.orderId === orderId) ?? orderFacts(stored)
  ctx.touch(stored.subjectId)
  return { stored, order, rules, ...loaded, state: stateOf(order, loaded.facts.orders) }
}

async function loadLocked(ctx: Ctx, orderId: string) {
  const { stored } = await loadOrder(ctx, orderId)
  await lockLevels(ctx.db, stored.disease)
  return loadOrder(ctx, orderId)
}

/** Only when the rules in force allow it; else a refusal that names every unmet rule with its source. */
export const release = command(contract.release, async (ctx, input) => {
  const { stored, order, rules, facts, state } = await loadLocked(ctx, input.orderId)
  if (state !== 'open') throw new Problem('order-not-open', { number: stored.number, state })
  if (rules.on(ctx.today) === null && order.level === 'F0') throw new Problem('no-policy', { day: ctx.today })
  const decision = decideRelease(order, facts, rules, ctx.today, input, ctx.now)
  if (!decision.ok) {
    const { unmet } = decision
    const said = { rulesVi: unmet.map((u) => u.vi).join('; '), rulesEn: unmet.map((u) => u.en).join('; ') }
    throw new Problem('release-not-allowed', { number: stored.number, ...said, unmet })
  }
  const releaseId = idOf('release', ctx.opId, input.orderId)
  const numbered = await nextNumber(ctx, issuerOf(ctx, stored.communeId))
  const { communeId, bodyId, orderId, subjectId, disease } = stored
  const { watchUntilOn, unconfirmed } = decision
  const basis = { rules: basisLines(decision.basis), watchUntilOn, unconfirmed }
  const row = {
    communeId,
    releaseId,
    bodyId,
    orderId,
    subjectId,
    disease,
    ...numbered,
    releasedOn: ctx.today,
    basis,
    signer: input.signer,
  }
  await store.insertRelease(ctx.db, row, ctx.now, ctx.actor.accountId, ctx.opId)
  await ctx.acrossAreas(async () => {
    await setIsolationEnd(ctx, isolationOf(orderId), ctx.today)
    await ctx.emit({ name: 'quarantine.released', communeId, body: { subjectId, disease, orderId } })
  })
  return { releaseId, number: numbered.number, watchUntilOn, unconfirmed }
})

/** The way back from a release made in error: the order holds again. */
export const voidRelease = command(contract.voidRelease, async (ctx, input) => {
  const { stored, state } = await loadLocked(ctx, input.orderId)
  if (state !== 'released') throw new Problem('order-not-released', { number: stored.number })
  await store.voidRelease(ctx.db, stored.communeId, stored.orderId, ctx.now, ctx.opId, input.reason)
  await ctx.acrossAreas(() => setIsolationEnd(ctx, isolationOf(stored.orderId), null))
  return { voided: true as const }
})

/** The order was wrong or has lost its basis: it is void with the isolation that it made; one that it had replaced holds again. */
export const revoke = command(contract.revoke, async (ctx, input) => {
  const { stored, state } = await loadLocked(ctx, input.orderId)
  if (state === 'revoked' || state === 'released') throw new Problem('order-not-open', { number: stored.number, state })
  const { communeId, orderId, subjectId, disease } = stored
  await store.revokeOrder(ctx.db, communeId, orderId, ctx.now, ctx.actor.accountId, input.reason)
  await ctx.acrossAreas(async () => {
    await voidIsolation(ctx, isolationOf(orderId), input.reason)
    await ctx.emit({ name: 'quarantine.revoked', communeId, body: { subjectId, disease, orderId } })
  })
  return { revoked: true as const }
})
