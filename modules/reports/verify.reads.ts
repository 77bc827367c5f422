import { read } from '@phaodai/kernel/command.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { listKnownDecisions } from './briefing.store.ts'
import { verifyAll } from './conclusion.contract.ts'
import { listVersions } from './conclusion.store.ts'
import { loadPeriod } from './period.commands.ts'
import { rebuiltPeriod } from './period.reads.ts'
import { listPeriods } from './period.store.ts'
import { loadReport } from './reports.commands.ts'
import { rebuilt } from './reports.reads.ts'
import { listReports } from './reports.store.ts'

/** How far back everything is rebuilt unless told otherwise: a year of reports would take hours. */
const DAYS = 7

/** Each standing report of a day, week or month from the facts known when it was cut off, each signed notice from the decisions that stood then. */
export const verify = read(verifyAll, async (ctx, input) => {
  const { lo, hi } = ctx.actor
  const from = input.from ?? addDays(ctx.today, -DAYS)
  const asked = { ids: null, disease: null, lo, hi, from, until: null, limit: 100_000 }
  const standing = (await listReports(ctx.db, asked)).filter((r) => r.withdrawn === null)
  const differences = []
  for (const { reportId, areaName, day } of standing) {
    const { keys } = await rebuilt(ctx, await loadReport(ctx, reportId))
    if (keys.length > 0) differences.push({ kind: 'report' as const, id: reportId, areaName, day, keys })
  }
  const since = { lo, hi, reportId: null, kind: null, from: null, since: from }
  const periods = (await listPeriods(ctx.db, since)).filter((r) => r.withdrawn === null)
  for (const { reportId, areaName, from: day } of periods) {
    const { keys } = await rebuiltPeriod(ctx, await loadPeriod(ctx, reportId))
    if (keys.length > 0) differences.push({ kind: 'period' as const, id: reportId, areaName, day, keys })
  }
  const signed = await listVersions(ctx.db, { lo, hi, briefingId: null, signedFrom: from })
  for (const v of signed) {
    const then = (await listKnownDecisions(ctx.db, v.areaId, v.briefingId, v.signedAt!)).map((d) => JSON.stringify(d))
    const now = v.body!.decisions.map(({ decisionId, topic, words, assignee, dueOn, product }) =>
      JSON.stringify({ decisionId, topic, words, assignee, dueOn, product }),
    )
    const keys = [...then.filter((d) => !now.includes(d)), ...now.filter((d) => !then.includes(d))].map(
      (d) => (JSON.parse(d) as { decisionId: string }).decisionId,
    )
    if (keys.length > 0)
      differences.push({
        kind: 'conclusion' as const,
        id: v.conclusionId,
        areaName: v.areaName,
        day: v.body!.day,
        keys: [...new Set(keys)],
      })
  }
  return {
    ...{ from, agrees: differences.length === 0, reports: standing.length, periods: periods.length },
    ...{ conclusions: signed.length, differences },
  }
})
