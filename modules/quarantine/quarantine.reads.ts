import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getAreas } from '../areas/areas.store.ts'
import { rangeOf } from '../people/people.brief.ts'
import { shownName } from '../people/people.rules.ts'
import { currentPersons, getPerson, sameAs } from '../people/people.store.ts'
import { type HoldSchedule, testsDue } from '../policy/holds.rules.ts'
import { type Rules, rulesFor } from '../policy/policy.reading.ts'
import { listAttempts, listOwnOperations } from '../tracing/calls.store.ts'
import { owedOf, standingFalls } from '../tracing/calls.told.ts'
import { owedFor } from './owed.rules.ts'
import { loadOrder, sentenceOf } from './quarantine.commands.ts'
import * as contract from './quarantine.contract.ts'
import { type Loaded, loadFacts, loadPerson } from './quarantine.facts.ts'
import {
  basisLines,
  decideRelease,
  exposureOf,
  needsOf,
  type OwedLine,
  openOrder,
  packOf,
  proposedOrder,
  scheduleOf,
  type TestFacts,
  testsDone,
  usualPlace,
} from './quarantine.rules.ts'
import * as store from './quarantine.store.ts'
import { servedBefore } from './told.rules.ts'

/** The range asked for and the body whose rows the post sees. */
async function asked(ctx: Ctx, areaId: number | undefined) {
  const { lo, hi, bodyId } = ctx.actor
  return bodyId === 0 ? { ...(await rangeOf(ctx, areaId)), body: 0 } : { lo, hi, body: bodyId }
}

/** Rows with who and where, as this role reads them. A site's manager reads those held there, though they live elsewhere. */
async function named<R extends { subjectId: string; communeId: number }>(ctx: Ctx, rows: R[]) {
  const ids = [...new Set(rows.map((r) => r.subjectId))]
  ctx.touch(...ids)
  const persons = await ctx.acrossAreas(() => currentPersons(ctx.db, ids))
  const areas = new Map((await getAreas(ctx.db, [...new Set(rows.map((r) => r.communeId))])).map((a) => [a.areaId, a.fullName]))
  return rows.map((r) => {
    const person = persons.get(r.subjectId)
    return {
      ...r,
      areaName: areas.get(r.communeId) ?? '',
      code: person?.code ?? '',
      name: person ? shownName(ctx.actor.role, person.fullName) : '',
    }
  })
}

const noPolicyWords = (day: string) => ({
  vi: `Ngày ${day.split('-').reverse().join('/')} không có gói quy định đang hiệu lực: không tính được việc phải làm, và không áp dụng quy định cũ`,
  en: `No policy pack is in force on ${day}: what is owed cannot be derived, and no older rule is applied`,
})
/** The late first, then by when it is due. */
const order3 = { late: 0, due: 1, upcoming: 2 } as const
const clockOf = (l: OwedLine) => l.dueAt ?? l.dueOn ?? '9999'
const byClock = (a: OwedLine, b: OwedLine) =>
  order3[a.state] - order3[b.state] || clockOf(a).localeCompare(clockOf(b)) || (a.subjectId < b.subjectId ? -1 : 1)

export const owed = read(contract.owed, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const { lo, hi, body } = await asked(ctx, input.areaId)
  const empty = { day: ctx.today, total: 0, late: 0, byKind: {}, rows: [] }
  if (rules.on(ctx.today) === null) return { ...empty, policyInForce: false, notice: noPolicyWords(ctx.today) }
  const concerned = await store.listConcerned(ctx.db, rules.disease, lo, hi, body)
  const lines = await ctx.acrossAreas(async () => {
    const loaded = await loadFacts(
      ctx.db,
      rules.disease,
      concerned.map((c) => c.subjectId),
    )
    return [...loaded.values()].flatMap(({ facts }) => owedFor(facts, rules, ctx))
  })
  const mine = lines.filter((l) => (body === 0 ? l.communeId >= lo && l.communeId <= hi : l.bodyId === body))
  const byKind: Record<string, { due: number; late: number }> = {}
  for (const l of mine) {
    if (l.state === 'upcoming') continue
    byKind[l.kind] ??= { due: 0, late: 0 }
    byKind[l.kind]![l.state]++
  }
  const wanted = mine
    .filter(
      (l) =>
        (!input.kind || l.kind === input.kind) &&
        (input.state === 'all' || (input.state === 'today' ? l.state !== 'upcoming' : l.state === input.state)),
    )
    .sort(byClock)
  const late = wanted.filter((l) => l.state === 'late').length
  const page = await named(ctx, wanted.slice(input.offset, input.offset + input.limit))
  return { day: ctx.today, policyInForce: true, notice: null, total: wanted.length, late, byKind, rows: page }
})

/** One person in the post's scope: of its area, or held by its body. @throws Problem not-found */
async function personInScope(ctx: Ctx, disease: string, subjectId: string): Promise<Loaded> {
  const loaded = await ctx.acrossAreas(() => loadPerson(ctx.db, disease, subjectId))
  const { bodyId } = ctx.actor
  if (bodyId === 0) await getPerson(ctx.db, subjectId)
  else if (!loaded.facts.orders.some((o) => o.bodyId === bodyId && !o.revokedOn))
    throw new Problem('not-found', { what: 'người' })
  return loaded
}

export const personOwed = read(contract.personOwed, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const { facts } = await personInScope(ctx, rules.disease, input.subjectId)
  ctx.touch(input.subjectId)
  const lines = owedFor(facts, rules, ctx).sort(byClock)
  return { day: ctx.today, policyInForce: rules.on(ctx.today) !== null, rows: await named(ctx, lines) }
})

function scheduleOut(schedule: HoldSchedule | null, tests: readonly TestFacts[], day: string): contract.ScheduleOut | null {
  if (!schedule) return null
  const { holdUntilOn, releaseOn, endsWhen, minTests, watchUntilOn, placeAllowed, unconfirmed, testDays } = schedule
  const due = testsDue({ testDays }, testsDone(tests), day).map(({ dayNumber, dueOn, phase, state }) => ({
    dayNumber,
    dueOn,
    phase,
    state,
  }))
  return {
    holdUntilOn,
    releaseOn,
    endsWhen,
    minTests,
    watchUntilOn,
    placeAllowed,
    unconfirmed,
    basis: basisLines(schedule.basis),
    tests: due,
  }
}

export const propose = read(contract.propose, async (ctx, input) => {
  const rules: Rules = await rulesFor(ctx.db, input.disease)
  const pack = rules.on(ctx.today)
  if (!pack) throw new Problem('no-policy', { day: ctx.today })
  await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  const { facts, classification } = await ctx.acrossAreas(() => loadPerson(ctx.db, rules.disease, input.subjectId))
  const { level } = facts
  if (!level || !classification) throw new Problem('order-no-level', { subjectId: input.subjectId })
  const place = input.place ?? usualPlace(level.level, rules, ctx.today)
  const draft = proposedOrder(facts, level, { place, fromOn: input.fromOn ?? ctx.today, today: ctx.today, now: ctx.now })
  const open = openOrder(facts)
  return {
    level: level.level,
    place,
    fromOn: draft.fromOn,
    lastExposureOn: draft.lastExposureOn,
    packCode: packOf(level.level, pack),
    sentence: await ctx.acrossAreas(() => sentenceOf(ctx, classification)),
    schedule: scheduleOut(scheduleOf(draft, facts, rules, ctx.today), facts.tests, ctx.today),
    openOrder: open && { orderId: open.orderId, number: open.number, level: open.level },
  }
})

export const orders = read(contract.orders, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const subjectIds = input.subjectId ? [...(await sameAs(ctx.db, [input.subjectId])).values()].flat() : null
  const { rows, head } = await pageOf((page) => store.listPage(ctx.db, page), {
    disease,
    ...(await asked(ctx, input.areaId)),
    subjectIds,
    state: input.state,
    limit: input.limit,
    offset: input.offset,
  })
  return { total: head?.total ?? 0, rows: (await named(ctx, rows)).map(({ total: _, ...r }) => r) }
})

export const order = read(contract.order, async (ctx, input) => {
  const { stored, order: o, rules, facts, state } = await loadOrder(ctx, input.orderId)
  const lastDay = o.releasedOn ?? o.revokedOn ?? ctx.today
  const frozen = { ...o, releasedOn: null, revokedOn: null }
  const decision = state === 'open' ? decideRelease(o, facts, rules, ctx.today, {}, ctx.now) : null
  const [row] = await named(ctx, [stored])
  // what the answer's shape does not name is left out when it is parsed
  return {
    ...row!,
    state,
    sentence: (stored.basis.sentence as { vi: string; en: string } | undefined) ?? { vi: '', en: '' },
    lastExposureOn: o.lastExposureOn,
    lastExposureNowOn: exposureOf(o, facts.level),
    atIssue: scheduleOut(scheduleOf(frozen, { ...facts, level: null }, rules, o.issuedOn), facts.tests, lastDay),
    today: scheduleOut(scheduleOf(o, facts, rules, lastDay), facts.tests, lastDay),
    releaseNeeds: decision && !decision.ok ? needsOf(decision.unmet) : [],
  }
})

export const toldOnVoid = read(contract.toldOnVoid, async (ctx, input) => {
  const { rows, elsewhere } = await toldOf(ctx, input.opId)
  // of an operation that is another area's and touched nobody here, not even the number of those told is said
  const own = rows.length > 0 || (await listOwnOperations(ctx.db, [input.opId])).length > 0
  return { rows, elsewhere: own ? elsewhere : 0 }
})

/** Of those whose level an operation lowered: who had been told of it, by order or by call; those of other areas as a number. */
export async function toldOf(ctx: Ctx, opId: string) {
  const { lo, hi } = ctx.actor
  const { told, steps } = await ctx.acrossAreas(async () => ({
    told: await store.listTold(ctx.db, null, opId),
    steps: await store.listFallen(ctx.db, opId),
  }))
  const here = (r: { communeId: number }) => r.communeId >= lo && r.communeId <= hi
  const fell = steps.filter(
    (s) =>
      s.from !== null && s.from !== s.to && (s.to === null || s.to > s.from) && told.some((t) => t.subjectId === s.subjectId),
  )
  const rows = fell.filter(here).map((s) => ({
    subjectId: s.subjectId,
    communeId: s.communeId,
    fromLevel: s.from!,
    toLevel: s.to,
    told: told
      .filter((t) => t.subjectId === s.subjectId)
      .map(({ how, level, at, document, orderId }) => ({ how, level, at, document, orderId })),
  }))
  return { rows: await named(ctx, rows), elsewhere: fell.length - rows.length }
}

/** Who holds an order for a level that was taken back and has not heard of it. Those told by a call: `tracing.told-after-void`. */
export const toldByOrder = read(contract.toldByOrder, async (ctx, input) => {
  const { lo, hi } = await rangeOf(ctx, input.areaId)
  const ids = input.subjectId
    ? [...(await sameAs(ctx.db, [(await getPerson(ctx.db, input.subjectId)).subjectId])).values()].flat()
    : null
  const fallen = await standingFalls(ctx.db, lo, hi, ids)
  const members = [...new Set(fallen.flatMap((f) => f.members))]
  const orders = Map.groupBy(await store.listOrders(ctx.db, null, null, members), (o) => `${o.disease}/${o.subjectId}`)
  const calls = new Map<string, Awaited<ReturnType<typeof listAttempts>>>()
  for (const disease of new Set(fallen.map((f) => f.disease)))
    for (const [id, made] of Map.groupBy(await listAttempts(ctx.db, disease, members), (a) => a.subjectId))
      calls.set(`${disease}/${id}`, made)
  const told = fallen.flatMap((fall) => {
    const of = <R>(known: Map<string, R[]>) => fall.members.flatMap((id) => known.get(`${fall.disease}/${id}`) ?? [])
    const served = servedBefore(fall, of(orders), of(calls))
    return served ? [{ fall, saidLevel: served.order.level, ...served }] : []
  })
  const rows = (input.subjectId ? told : owedOf(told)).map(({ fall, order: o, correctedAt }) => ({
    subjectId: fall.subjectId,
    communeId: fall.communeId,
    disease: fall.disease,
    opId: fall.opId,
    orderId: o.orderId,
    number: o.number,
    toldLevel: o.level,
    toldAt: o.issuedAt,
    signer: o.signer,
    levelNow: fall.levelNow,
    fellAt: fall.at,
    correctedAt,
  }))
  return { rows: await named(ctx, rows) }
})
