import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { getAreas, type StoredArea } from '../areas/areas.store.ts'
import { loadedPolicy } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import { instantOf } from './counting.ts'
import { byNow, type CountedBy, countedBy, diseasesIn, isOlder, unknownOfForm } from './period.counting.ts'
import * as contract from './period.frozen.contract.ts'
import { type PeriodChange, periodChanges, periodOf, settledInstant } from './period.rules.ts'
import * as store from './period.store.ts'
import { assertOwn } from './reports.commands.ts'
import { insertSignature, lockReports } from './reports.store.ts'

export type LoadedPeriod = store.StoredPeriod & { body: contract.FrozenBody; area: StoredArea }

const day = (on: string) => on.split('-').reverse().join('/')

/** @throws Problem not-found */
export async function loadPeriod(ctx: Ctx, reportId: string): Promise<LoadedPeriod> {
  const { lo, hi } = ctx.actor
  const [report] = await store.listPeriods(ctx.db, { lo, hi, reportId, kind: null, from: null, since: null })
  if (!report?.body) throw new Problem('not-found', { what: 'báo cáo kỳ' })
  const [area] = await getAreas(ctx.db, [report.areaId])
  return { ...report, body: report.body, area: area! }
}

/**
 * A frozen period with what is known at another instant, by the rules that it was frozen by: what it would have said.
 * @param by other rules: where it is held against a report that counts by those of today
 */
export const periodAgain = (
  ctx: Ctx,
  { area, body, from, until }: LoadedPeriod,
  known: string,
  by: readonly CountedBy[] = body.diseases,
) => diseasesIn(ctx, by, { area, from, until, known })

/** The last instant of which every fact is in. */
async function settled(ctx: Ctx): Promise<string> {
  return settledInstant(ctx.now, (await store.oldestOpen(ctx.db)).seconds)
}

/** What a report says of another one: figures that are not as they were told there, and whether that one counted by the older rule. */
interface Against {
  beforeId: string | null
  changed: PeriodChange[]
  older: boolean
}
const correctionOf = (was: contract.FrozenBody, now: contract.FrozenBody['diseases']): Against => ({
  ...{ beforeId: was.beforeId, changed: periodChanges(was.diseases, now), older: isOlder(was.diseases) },
})

/** What became known since of the period before, where that was frozen. */
async function sinceBefore(
  ctx: Ctx,
  areaId: number,
  kind: store.StoredPeriod['kind'],
  from: string,
  known: string,
): Promise<Against> {
  const span = periodOf(kind, addDays(from, -1))
  const asked = { lo: areaId, hi: areaId, reportId: null, kind, from: span.from, since: null }
  const standing = (await store.listPeriods(ctx.db, asked)).find((r) => r.withdrawn === null)
  const before = standing ? await loadPeriod(ctx, standing.reportId) : null
  if (!before) return { beforeId: null, changed: [], older: false }
  // by the rule of the report that tells it: what is not of the period before is of this one, once
  const again = await periodAgain(ctx, before, known, byNow(before.body.diseases))
  const older = isOlder(before.body.diseases)
  return { beforeId: before.reportId, changed: periodChanges(before.body.diseases, again), older }
}

async function bodyOf(
  ctx: Ctx,
  area: StoredArea,
  span: { from: string; until: string; known: string },
  against: Against | { corrects: LoadedPeriod },
): Promise<contract.FrozenBody> {
  const { profiles } = await loadedPolicy(ctx.db)
  const by = profiles.map((p) => countedBy(p, span.until))
  const diseases = await diseasesIn(ctx, by, { area, ...span })
  const told = 'corrects' in against ? correctionOf(against.corrects.body, diseases) : against
  return {
    area: { areaId: area.areaId, code: area.code, name: area.fullName, tier: area.tier },
    ...{ diseases, missing: unknownOfForm },
    ...{ changed: told.changed, beforeId: told.beforeId },
    ...(told.older && told.changed.length > 0 && { againstOlder: true }),
  }
}

/**
 * The figures of a level for a week or month that is over, as known in the last minute of which every fact is in; never before its end.
 * @throws Problem period-running, report-frozen, report-not-own
 */
export const freezePeriod = command(contract.freezePeriod, async (ctx, { kind, day: on, areaId }) => {
  const area = await areaOf(ctx, areaId)
  assertOwn(ctx, area.areaId)
  const { from, until } = periodOf(kind, on)
  await lockReports(ctx.db, area.areaId)
  const known = await settled(ctx)
  if (known < instantOf(addDays(until, 1), '00:00')) throw new Problem('period-running', { until: day(until) })
  const { next, open } = await store.nextPeriodNumber(ctx.db, area.areaId, kind, from)
  if (open) throw new Problem('report-frozen', { day: `${day(from)} – ${day(until)}`, area: area.fullName })
  const body = await bodyOf(ctx, area, { from, until, known }, await sinceBefore(ctx, area.areaId, kind, from, known))
  const reportId = idOf('period-report', ctx.opId)
  const row = { areaId: area.areaId, tier: area.tier, reportId, kind, from, until, number: next, corrects: null, reason: null }
  await store.insertPeriod(ctx.db, { ...row, knownAt: known, body }, ctx.now, ctx.actor.accountId, ctx.opId)
  ctx.note({ reportId, kind, from })
  return { reportId, number: next, knownAt: known }
})

/** The report of the level's own, read again under its lock. */
async function own(ctx: Ctx, reportId: string): Promise<LoadedPeriod> {
  const { areaId } = await loadPeriod(ctx, reportId)
  assertOwn(ctx, areaId)
  await lockReports(ctx.db, areaId)
  const report = await loadPeriod(ctx, reportId)
  if (report.withdrawn !== null) throw new Problem('report-withdrawn', { reason: report.withdrawn })
  return report
}

export const withdrawPeriod = command(contract.withdrawPeriod, async (ctx, input) => {
  const { areaId, reportId, signer } = await own(ctx, input.reportId)
  if (signer !== null) throw new Problem('report-signed', { signer })
  await store.voidPeriod(ctx.db, areaId, reportId, ctx.now, ctx.opId, input.reason)
  return { withdrawnAt: ctx.now }
})

/** Under the next number of the unit's reports of that year, daily ones too. */
export const signPeriod = command(contract.signPeriod, async (ctx, input) => {
  const { areaId, reportId, signer } = await own(ctx, input.reportId)
  if (signer !== null) throw new Problem('report-signed', { signer })
  const signature = { areaId, reportId, signer: input.signer, title: input.title, capacity: input.capacity, signedOn: ctx.today }
  return insertSignature(ctx.db, signature, ctx.now, ctx.actor.accountId, ctx.opId)
})

/** What is known now of that period, by the rules of today, as the next number beside what was signed; it waits for its own signature. */
export const correctPeriod = command(contract.correctPeriod, async (ctx, input) => {
  const old = await own(ctx, input.reportId)
  if (old.signer === null) throw new Problem('report-unsigned')
  if (old.supersededBy !== null) throw new Problem('report-superseded')
  const { area, kind, from, until, areaId, tier } = old
  const known = await settled(ctx)
  const { next } = await store.nextPeriodNumber(ctx.db, areaId, kind, from)
  const body = await bodyOf(ctx, area, { from, until, known }, { corrects: old })
  const reportId = idOf('period-report', ctx.opId)
  const row = { areaId, tier, reportId, kind, from, until, number: next, corrects: old.reportId, reason: input.reason }
  await store.insertPeriod(ctx.db, { ...row, knownAt: known, body }, ctx.now, ctx.actor.accountId, ctx.opId)
  return { reportId, number: next, knownAt: known }
})
