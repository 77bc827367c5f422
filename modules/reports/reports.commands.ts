import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { getAreas, type StoredArea } from '../areas/areas.store.ts'
import { type Rules, rulesFor } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import { type Counts, countAll, dayBefore, figuresOf, hourFor, rowsOf, type Times } from './counting.ts'
import { type Change, changesOf, kindOf } from './figures.rules.ts'
import * as contract from './reports.contract.ts'
import './reports.problems.ts'
import * as store from './reports.store.ts'
import { type Undated, undatedIn } from './undated.rules.ts'

/** A level freezes, signs and corrects its own reports; the operator of the server for any in its area. */
export function assertOwn(ctx: Ctx, areaId: number): void {
  if (ctx.actor.role !== 'operator' && ctx.actor.areaId !== areaId) throw new Problem('report-not-own')
}

/** @throws Problem not-found */
export async function loadReport(ctx: Ctx, reportId: string): Promise<store.StoredReport & { area: StoredArea }> {
  const { lo, hi } = ctx.actor
  const [report] = await store.listReports(ctx.db, { ids: [reportId], disease: null, lo, hi, from: null, until: null, limit: 1 })
  if (!report) throw new Problem('not-found', { what: 'báo cáo' })
  const [area] = await getAreas(ctx.db, [report.areaId])
  return { ...report, area: area! }
}

/** The report of a day that counts: the last one not withdrawn. */
export async function standingOf(ctx: Ctx, areaId: number, disease: string, day: string): Promise<store.StoredReport | null> {
  const asked = { ids: null, disease, lo: areaId, hi: areaId, from: day, until: day, limit: 50 }
  const [last] = (await store.listReports(ctx.db, asked)).filter((r) => r.withdrawn === null)
  return last ? await loadReport(ctx, last.reportId) : null
}

export const labelled = (changes: readonly Change[]) =>
  changes.map((c) => ({ ...c, label: kindOf(c.key)?.label ?? { vi: c.key, en: c.key } }))

/**
 * The figures of a frozen report with what is known at another instant, against the same day before: what it would have said.
 * @param undated the rule of the report itself for its rebuild, today's for what is told of it now
 * @param prints whether the prints of the rows are wanted too
 */
export async function figuresAgain(
  ctx: Ctx,
  report: store.StoredReport,
  area: StoredArea,
  known: string,
  undated: Undated,
  prints = true,
) {
  const { disease, day, beforeDay, beforeKnownAt } = report
  const times = { day, known, beforeDay, beforeKnown: beforeKnownAt, undated }
  return figuresOf(await countAll(ctx, disease, area, times, prints), area, new Map())
}

async function bodyOf(
  ctx: Ctx,
  area: StoredArea,
  counts: Counts,
  day: string,
  layers: string[],
  before: store.StoredReport | null,
  told: { changed: readonly Change[]; of: store.StoredReport | null },
): Promise<contract.Body> {
  const values = new Map((before?.body.figures ?? []).map((f) => [f.key, f.value]))
  return {
    area: { areaId: area.areaId, code: area.code, name: area.fullName, tier: area.tier },
    policy: layers,
    figures: figuresOf(counts, area, values),
    rows: await rowsOf(ctx, counts, area, day),
    changed: labelled(told.changed),
    beforeId: before?.reportId ?? null,
    undated: 'recorded',
    ...(told.of && told.changed.length > 0 && undatedIn(told.of.body) === 'always' && { againstOlder: true }),
  }
}

/** What is to be frozen: a unit, its day, and the hour with its source. */
interface Moment {
  rules: Rules
  area: StoredArea
  day: string
  cutOff: object
  knownAt: string
  reason: string | null
  byClock: boolean
}

/**
 * The figures of a level as known at its cut-off hour, whenever it is asked for after it. Against yesterday's frozen report, at the hour of
 * that one; what became known of yesterday since is told in it. @throws Problem report-frozen
 */
export async function freezeAt(ctx: Ctx, { rules, area, day, cutOff, knownAt, reason, byClock }: Moment) {
  const { disease } = rules
  await store.lockReports(ctx.db, area.areaId)
  const { next, open } = await store.nextNumber(ctx.db, area.areaId, disease, day)
  if (open) throw new Problem('report-frozen', { day: day.split('-').reverse().join('/'), area: area.fullName })
  const before = await standingOf(ctx, area.areaId, disease, addDays(day, -1))
  const paced = dayBefore(rules, area.tier, day, knownAt)
  const times: Times = {
    day,
    known: knownAt,
    beforeDay: paced.beforeDay,
    beforeKnown: before?.knownAt ?? paced.beforeKnown,
    undated: 'recorded',
  }
  const counts = await countAll(ctx, disease, area, times)
  const again = before && (await figuresAgain(ctx, before, area, knownAt, 'recorded', false))
  const changed = before && again ? changesOf(before.body.figures, again) : []
  const body = await bodyOf(ctx, area, counts, day, rules.on(day)?.layers ?? [], before, { changed, of: before })
  const reportId = idOf('report', ctx.opId)
  const row = {
    ...{ areaId: area.areaId, reportId, disease, tier: area.tier, day, number: next, corrects: null, reason, byClock },
    ...{ knownAt, beforeDay: times.beforeDay, beforeKnownAt: times.beforeKnown, cutOff, body },
  }
  await store.insertReport(ctx.db, row, ctx.now, ctx.actor.accountId, ctx.opId)
  ctx.note({ reportId, day })
  return { reportId, number: next, knownAt }
}

export const freeze = command(contract.freeze, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  assertOwn(ctx, area.areaId)
  const day = input.day ?? ctx.today
  const { cutOff, knownAt } = hourFor(ctx, rules, area.tier, day, input)
  return freezeAt(ctx, { rules, area, day, cutOff, knownAt, reason: input.reason ?? null, byClock: false })
})

export const withdraw = command(contract.withdraw, async (ctx, input) => {
  const report = await loadReport(ctx, input.reportId)
  assertOwn(ctx, report.areaId)
  await store.lockReports(ctx.db, report.areaId)
  const { signer, withdrawn } = await loadReport(ctx, input.reportId)
  if (withdrawn !== null) throw new Problem('report-withdrawn', { reason: withdrawn })
  if (signer !== null) throw new Problem('report-signed', { signer })
  await store.voidReport(ctx.db, report.areaId, report.reportId, ctx.now, ctx.opId, input.reason)
  return { withdrawnAt: ctx.now }
})

/** A named person answers for it; from here on it changes only by a numbered correction. */
export const sign = command(contract.sign, async (ctx, input) => {
  const { areaId, reportId } = await loadReport(ctx, input.reportId)
  assertOwn(ctx, areaId)
  await store.lockReports(ctx.db, areaId)
  const report = await loadReport(ctx, reportId)
  if (report.withdrawn !== null) throw new Problem('report-withdrawn', { reason: report.withdrawn })
  if (report.signer !== null) throw new Problem('report-signed', { signer: report.signer })
  const { signer, title, capacity } = input
  return store.insertSignature(
    ctx.db,
    { areaId, reportId, signer, title, capacity, signedOn: ctx.today },
    ...([ctx.now, ctx.actor.accountId, ctx.opId] as const),
  )
})

/** What is known now of that day, as the next number beside what was signed; it says what it changes, and waits for its own signature. */
export const correct = command(contract.correct, async (ctx, input) => {
  const first = await loadReport(ctx, input.reportId)
  assertOwn(ctx, first.areaId)
  await store.lockReports(ctx.db, first.areaId)
  const old = await loadReport(ctx, input.reportId)
  if (old.withdrawn !== null) throw new Problem('report-withdrawn', { reason: old.withdrawn })
  if (old.signer === null) throw new Problem('report-unsigned')
  if (old.supersededBy !== null) throw new Problem('report-superseded')
  const { disease, day, area } = old
  const rules = await rulesFor(ctx.db, disease)
  const { next } = await store.nextNumber(ctx.db, area.areaId, disease, day)
  const times: Times = { day, known: ctx.now, beforeDay: old.beforeDay, beforeKnown: old.beforeKnownAt, undated: 'recorded' }
  const counts = await countAll(ctx, disease, area, times)
  const before = await standingOf(ctx, area.areaId, disease, old.beforeDay)
  const changed = changesOf(old.body.figures, figuresOf(counts, area, new Map()))
  const body = await bodyOf(ctx, area, counts, day, rules.on(day)?.layers ?? [], before, { changed, of: old })
  const reportId = idOf('report', ctx.opId)
  const row = {
    ...{
      areaId: area.areaId,
      reportId,
      disease,
      tier: area.tier,
      day,
      number: next,
      corrects: old.reportId,
      reason: input.reason,
      byClock: false,
    },
    ...{ knownAt: ctx.now, beforeDay: old.beforeDay, beforeKnownAt: old.beforeKnownAt, cutOff: old.cutOff, body },
  }
  await store.insertReport(ctx.db, row, ctx.now, ctx.actor.accountId, ctx.opId)
  return { reportId, number: next, knownAt: ctx.now }
})
