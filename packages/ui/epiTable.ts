import { addDays } from './formats.ts'
import { type Origin, originOrder } from './tokens.ts'

export type CurveDate = 'onset' | 'report'

/** Cases of one day by origin, counted by the day of onset and by the day of report. Days without cases may be left out. */
export interface CurveDay {
  on: string
  onset: Partial<Record<Origin, number>>
  report: Partial<Record<Origin, number>>
}

export interface CurveRow {
  on: string
  counts: Record<Origin, number>
  total: number
}

/** Every day from the first to the last, with zeros where nothing was recorded: a gap in a curve must be a zero, not an absence. */
export function curveRows(days: readonly CurveDay[], by: CurveDate): CurveRow[] {
  if (days.length === 0) return []
  const known = new Map(days.map((d) => [d.on, d]))
  const all = [...known.keys()].sort()
  const rows: CurveRow[] = []
  for (let on = all[0]!; on <= all.at(-1)!; on = addDays(on, 1)) {
    const of = known.get(on)?.[by] ?? {}
    const counts = Object.fromEntries(originOrder.map((o) => [o, of[o] ?? 0])) as Record<Origin, number>
    rows.push({ on, counts, total: originOrder.reduce((sum, o) => sum + counts[o], 0) })
  }
  return rows
}

/** The origins that occur at all, in their fixed order. */
export const originsSeen = (rows: readonly CurveRow[]): Origin[] => originOrder.filter((o) => rows.some((r) => r.counts[o] > 0))
