/** Weekly and monthly reports and outbreaks (TT 54/2015/TT-BYT): the draft as known now, and what was frozen. */
import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { z } from 'zod'
import { loadedPolicy } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import { listUnitsUnder } from './counting.ts'
import { type LoadedPeriod, loadPeriod, periodAgain } from './period.commands.ts'
import * as contract from './period.contract.ts'
import { byNow, countedBy, diseasesIn, isOlder, unknownOfForm } from './period.counting.ts'
import * as frozen from './period.frozen.contract.ts'
import { periodChanges, periodOf } from './period.rules.ts'
import * as store from './period.store.ts'
import { signatureOf } from './reports.reads.ts'
import { getMode } from './reports.store.ts'
import { olderWords } from './undated.rules.ts'

export async function periodIn(
  ctx: Ctx,
  input: z.output<typeof contract.period.input>,
): Promise<z.infer<typeof contract.Period>> {
  const area = await areaOf(ctx, input.areaId)
  const span = periodOf(input.kind, input.day ?? ctx.today)
  const { profiles } = await loadedPolicy(ctx.db)
  const by = profiles.map((p) => countedBy(p, span.until))
  return {
    ...{ kind: input.kind, ...span, ended: span.until < ctx.today, cutOffAt: ctx.now },
    area: { areaId: area.areaId, name: area.fullName, tier: area.tier },
    diseases: await diseasesIn(ctx, by, { area, ...span, known: ctx.now }),
    missing: unknownOfForm,
  }
}

export const period = read(contract.period, periodIn)

const headOf = (r: store.StoredPeriod): frozen.PeriodHead & { supersededBy: string | null } => ({
  ...{ reportId: r.reportId, areaId: r.areaId, areaName: r.areaName, tier: r.tier, kind: r.kind, from: r.from, until: r.until },
  ...{ number: r.number, corrects: r.corrects, correction: r.correction, reason: r.reason },
  ...{ knownAt: r.knownAt, frozenAt: r.frozenAt, withdrawn: r.withdrawn, supersededBy: r.supersededBy },
  signature: signatureOf(r),
})

export const periods = read(frozen.periods, async (ctx, { kind, day, areaId }) => {
  const area = await areaOf(ctx, areaId)
  const span = kind && day ? periodOf(kind, day) : null
  const asked = { lo: area.lo, hi: area.hi, reportId: null, kind: kind ?? null, from: span?.from ?? null, since: null }
  const rows = await store.listPeriods(ctx.db, asked)
  const standing = new Map<number, store.StoredPeriod>()
  for (const r of rows) if (r.withdrawn === null && !standing.has(r.areaId)) standing.set(r.areaId, r)
  const units = span ? await listUnitsUnder(ctx.db, area.lo, span.until) : []
  const theirs = units.flatMap((u) => standing.get(u.areaId) ?? [])
  return {
    rows: rows.map(headOf),
    below: span && { units: units.length, frozen: theirs.length, signed: theirs.filter((r) => r.signer !== null).length },
  }
})

export const showPeriod = read(frozen.showPeriod, async (ctx, input) => {
  const report = await loadPeriod(ctx, input.reportId)
  return { ...headOf(report), body: report.body, drill: (await getMode(ctx.db)).mode === 'drill' }
})

/** A period from the facts known then: figures that come out otherwise, and diseases whose cases are not the same ones. */
export async function rebuiltPeriod(ctx: Ctx, report: LoadedPeriod) {
  const then = await periodAgain(ctx, report, report.knownAt)
  const differences = periodChanges(report.body.diseases, then)
  const prints = new Map(then.map((d) => [d.disease, d.print]))
  const other = report.body.diseases.filter((d) => d.print !== prints.get(d.disease)).map((d) => `${d.disease}.print`)
  return { differences, keys: [...new Set([...differences.map((d) => d.key), ...other])] }
}

export const verifyPeriod = read(frozen.verifyPeriod, async (ctx, input) => {
  const report = await loadPeriod(ctx, input.reportId)
  const { differences, keys } = await rebuiltPeriod(ctx, report)
  const { diseases } = report.body
  // what a correction would say now, so by today's rule
  const late = periodChanges(diseases, await periodAgain(ctx, report, ctx.now, byNow(diseases)))
  const older = isOlder(diseases) ? olderWords : null
  return { reportId: report.reportId, same: keys.length === 0, differences, late, older, checkedAt: ctx.now }
})

/** Which facts came late, by code: never a name. */
export const latePeriod = read(frozen.latePeriod, async (ctx, input) => {
  const report = await loadPeriod(ctx, input.reportId)
  const { area, from, until, knownAt: known, body } = report
  const found = await ctx.acrossAreas(async () => {
    const all = []
    for (const { disease, name, rule } of body.diseases) {
      const asked = { disease, hours: rule.notifyHours, lo: area.lo, hi: area.hi, from, until, known, now: ctx.now }
      const rows = await store.listLate(ctx.db, { ...asked, limit: input.limit })
      all.push({ total: rows[0]?.total ?? 0, rows: rows.map((r) => ({ disease, name, ...r })) })
    }
    return all
  })
  const rows = found.flatMap((f) => f.rows).slice(0, input.limit)
  ctx.touch(...new Set(rows.map((r) => r.subjectId)))
  return {
    total: found.reduce((n, f) => n + f.total, 0),
    rows: rows.map(({ disease, name, what, code, subjectId, areaName, was, now, merged }) => ({
      ...{ disease, name, what, code, personId: subjectId, areaName, was, now, merged },
    })),
  }
})
