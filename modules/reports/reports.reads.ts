import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getAreas } from '../areas/areas.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import { compareAll, cutOffOf, instantOf, listUnitsUnder, type Times } from './counting.ts'
import { changesOf, kindOf, kinds, type Stock } from './figures.rules.ts'
import { codesOf, listMembers } from './figures.store.ts'
import { figuresAgain, labelled, loadReport } from './reports.commands.ts'
import * as contract from './reports.contract.ts'
import * as store from './reports.store.ts'
import { olderWords, undatedIn } from './undated.rules.ts'

type Signed = Pick<store.StoredReport, 'signer' | 'title' | 'capacity' | 'documentNo' | 'year' | 'signedOn' | 'signedAt'>
/** Who answers for a report; null: nobody yet. */
export const signatureOf = (r: Signed): contract.Head['signature'] =>
  r.signer === null
    ? null
    : {
        ...{ documentNo: r.documentNo!, year: r.year!, signer: r.signer, title: r.title!, capacity: r.capacity! },
        ...{ signedOn: r.signedOn!, signedAt: r.signedAt! },
      }

/** What stands over a report, without its figures. */
export const headOf = (r: store.StoredReport): contract.Head => ({
  ...{
    reportId: r.reportId,
    areaId: r.areaId,
    areaName: r.areaName,
    tier: r.tier,
    disease: r.disease,
    day: r.day,
    number: r.number,
  },
  ...{
    corrects: r.corrects,
    correction: r.correction,
    reason: r.reason,
    knownAt: r.knownAt,
    frozenAt: r.frozenAt,
    byClock: r.byClock,
    withdrawn: r.withdrawn,
  },
  signature: signatureOf(r),
})

export const list = read(contract.list, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const { lo, hi } = await areaOf(ctx, input.areaId)
  const rows = await store.listReports(ctx.db, {
    ...{ ids: null, disease, lo, hi, from: input.from ?? null, until: input.until ?? null, limit: input.limit },
  })
  return { rows: rows.map(headOf), total: rows[0]?.total ?? 0 }
})

/** An area and the units just below it: who has frozen, who has signed, who is late. */
export const due = read(contract.due, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  const day = input.day ?? ctx.today
  const units = [area, ...(await listUnitsUnder(ctx.db, area.lo, day))]
  const asked = { ids: null, disease: rules.disease, lo: area.lo, hi: area.hi, from: day, until: day, limit: 20_000 }
  const last = new Map<number, store.StoredReport>()
  for (const r of await store.listReports(ctx.db, asked)) if (r.withdrawn === null && !last.has(r.areaId)) last.set(r.areaId, r)
  const hour = cutOffOf(rules, area.tier, day)
  const at = hour && instantOf(day, hour.hour)
  return {
    day,
    cutOff: hour && at ? { ...hour, at, passed: at <= ctx.now } : null,
    rows: units.map((u) => {
      const report = last.get(u.areaId)
      const own = cutOffOf(rules, u.tier, day)
      return {
        ...{
          areaId: u.areaId,
          name: u.fullName,
          tier: u.tier,
          reportId: report?.reportId ?? null,
          correction: report?.correction ?? 0,
        },
        state: !report
          ? ('none' as const)
          : report.signer !== null
            ? ('signed' as const)
            : report.byClock
              ? ('clock' as const)
              : ('frozen' as const),
        // what only the clock has frozen is nobody's word yet
        late: (!report || (report.byClock && report.signer === null)) && own !== null && instantOf(day, own.hour) <= ctx.now,
      }
    }),
  }
})

export const show = read(contract.show, async (ctx, input) => {
  const report = await loadReport(ctx, input.reportId)
  return {
    ...headOf(report),
    cutOff: report.cutOff,
    before: { day: report.beforeDay, knownAt: report.beforeKnownAt },
    body: report.body,
    supersededBy: report.supersededBy,
    drill: (await store.getMode(ctx.db)).mode === 'drill',
  }
})

/** A report from the facts known then, and the figures whose value or rows come out otherwise. */
export async function rebuilt(ctx: Ctx, report: Awaited<ReturnType<typeof loadReport>>) {
  const then = await figuresAgain(ctx, report, report.area, report.knownAt, undatedIn(report.body))
  const prints = new Map(then.map((f) => [f.key, f.list?.print ?? null]))
  const differences = labelled(changesOf(report.body.figures, then))
  const other = report.body.figures.filter((f) => (f.list?.print ?? null) !== prints.get(f.key))
  return { differences, keys: [...new Set([...differences, ...other].map((f) => f.key))] }
}

/** Rebuilt from the facts known then: the same figures and prints; and what later facts would change. */
export const verify = read(contract.verify, async (ctx, input) => {
  const report = await loadReport(ctx, input.reportId)
  const { differences, keys } = await rebuilt(ctx, report)
  const now = await figuresAgain(ctx, report, report.area, ctx.now, 'recorded', false)
  const { day, knownAt } = report
  const times: Times = { day, known: ctx.now, beforeDay: day, beforeKnown: knownAt, undated: 'recorded' }
  const moved = await compareAll(ctx, report.disease, report.area, times)
  const sum = (stock: Stock, side: 'new' | 'gone') => (moved.get(stock) ?? []).reduce((n, r) => n + r[side], 0)
  const nowValues = new Map(now.map((f) => [f.key, f.value]))
  return {
    reportId: report.reportId,
    same: keys.length === 0,
    differences,
    late: kinds.flatMap((k) => {
      if (!k.of) return []
      const [added, removed] = [sum(k.of.stock, 'new'), sum(k.of.stock, 'gone')]
      const frozen = report.body.figures.find((f) => f.key === k.key)?.value ?? null
      const value = nowValues.get(k.key) ?? null
      return frozen === value && (k.of.side !== 'there' || added + removed === 0)
        ? []
        : [{ key: k.key, label: k.label, frozen, now: value, added, removed }]
    }),
    older: undatedIn(report.body) === 'always' ? olderWords : null,
    checkedAt: ctx.now,
  }
})

/** The area asked for: the report's own, or a unit of its table. @throws Problem not-found */
async function unitOf(ctx: Ctx, report: Awaited<ReturnType<typeof loadReport>>, areaId: number | undefined) {
  const { area, body } = report
  if (areaId === undefined || areaId === area.areaId) return { ...area, name: report.areaName, values: null }
  const row = body.rows.find((r) => r.areaId === areaId)
  const [unit] = row ? await getAreas(ctx.db, [areaId]) : []
  if (!row || !unit) throw new Problem('not-found', { what: 'đơn vị trong báo cáo' })
  return { ...unit, name: row.name, values: row.values }
}

/** The rows of a figure, of the area or of one unit below, by code and unit: never a name. Only those in the reader's own area. */
export const members = read(contract.members, async (ctx: Ctx, input) => {
  const report = await loadReport(ctx, input.reportId)
  const kind = kindOf(input.figure)
  const of = kind?.of
  if (!of) throw new Problem(kind ? 'report-no-facts' : 'not-found', { what: 'số liệu' })
  const unit = await unitOf(ctx, report, input.areaId)
  const { lo, hi } = unit
  const base = { stock: of.stock, disease: report.disease, lo, hi, day: report.day, limit: input.limit, offset: input.offset }
  const times =
    input.side === 'frozen'
      ? {
          known: report.knownAt,
          beforeDay: report.beforeDay,
          beforeKnown: report.beforeKnownAt,
          side: of.side,
          undated: undatedIn(report.body),
        }
      : {
          known: ctx.now,
          beforeDay: report.day,
          beforeKnown: report.knownAt,
          undated: 'recorded' as const,
          side: input.side === 'late' ? ('new' as const) : ('gone' as const),
        }
  const { rows, head, codes } = await ctx.acrossAreas(async () => {
    const { rows, head } = await pageOf((asked) => listMembers(ctx.db, asked), { ...base, ...times })
    const ids = rows.map((r) => r.id)
    return { rows, head, codes: await codesOf(ctx.db, of.stock, ids) }
  })
  const named = new Map(codes.map((c) => [c.id, c]))
  const areas = new Map((await getAreas(ctx.db, [...new Set(rows.map((r) => r.communeId))])).map((a) => [a.areaId, a.fullName]))
  ctx.touch(...codes.flatMap((c) => (c.page === 'person' && c.pageId ? [c.pageId] : [])))
  const { label, how, unit: unitWords } = kind
  const own = report.body.figures.find((f) => f.key === kind.key)?.value ?? null
  return {
    ...{ label, how, unit: unitWords, areaName: unit.name, day: report.day, knownAt: report.knownAt },
    frozen: input.side === 'frozen' ? (unit.values ? (unit.values[kind.key] ?? null) : own) : null,
    total: head?.total ?? 0,
    sum: head?.sum ?? 0,
    rows: rows.map((r) => {
      const { code = '', page = null, pageId = null } = named.get(r.id) ?? {}
      return { id: r.id, code, areaName: areas.get(r.communeId) ?? '', n: r.n, page, pageId }
    }),
  }
})
