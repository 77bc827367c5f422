import { passShare } from './checklist.rules.ts'

export type FindingState = 'no-task' | 'tasked' | 'closed'
/** Of a finding: closed by hand, or by its task once the giver accepted it as done; a withdrawn task leaves it without one. */
export function findingState(closedAt: string | null, lastActs: readonly (string | null)[]): FindingState {
  if (closedAt !== null || lastActs.includes('checked')) return 'closed'
  return lastActs.some((a) => a !== 'withdrawn') ? 'tasked' : 'no-task'
}

export interface Unit {
  areaId: number
  name: string
  lo: number
  hi: number
}
export interface Leader {
  accountId: string
  areaId: number
}
export interface Visit {
  communeId: number
  accountId: string
  surprise: boolean
  late: boolean
  pass: number
  fail: number
}
export interface LeagueRow {
  areaId: number
  name: string
  /** Officers who answer for the unit or a part of it, and how many unannounced inspections they owe and made of the day. */
  leaders: number
  owed: number
  done: number
  missing: number
  inspections: number
  late: number
  pass: number
  fail: number
  share: number | null
  findingsOpen: number
  findingsClosed: number
}

/** Surprise inspections that an officer made of a day inside the area they answer for. */
export const doneBy = (visits: readonly Visit[], accountId: string, { lo, hi }: { lo: number; hi: number }): number =>
  visits.filter((v) => v.accountId === accountId && v.surprise && v.communeId >= lo && v.communeId <= hi).length

/** Units side by side on a day; those that owe most first, then those with most left open. @param perDay owed of each leader; null: no rule */
export function leagueOf(
  units: readonly Unit[],
  leaders: readonly (Leader & { lo: number; hi: number })[],
  visits: readonly Visit[],
  findings: readonly { communeId: number; open: number; closed: number }[],
  perDay: number | null,
): LeagueRow[] {
  return units
    .map((u) => {
      const inside = <T extends { communeId: number }>(rows: readonly T[]) =>
        rows.filter((r) => r.communeId >= u.lo && r.communeId <= u.hi)
      const own = leaders.filter((l) => l.lo >= u.lo && l.hi <= u.hi)
      const made = own.map((l) => doneBy(visits, l.accountId, l))
      const here = inside(visits)
      const sum = (key: 'pass' | 'fail') => here.reduce((n, v) => n + v[key], 0)
      const mine = inside(findings)
      const count = (key: 'open' | 'closed') => mine.reduce((n, f) => n + f[key], 0)
      return {
        areaId: u.areaId,
        name: u.name,
        leaders: own.length,
        owed: own.length * (perDay ?? 0),
        done: made.reduce((n, m) => n + m, 0),
        missing: made.reduce((n, m) => n + Math.max(0, (perDay ?? 0) - m), 0),
        inspections: here.length,
        late: here.filter((v) => v.late).length,
        pass: sum('pass'),
        fail: sum('fail'),
        share: passShare(sum('pass'), sum('fail')),
        findingsOpen: count('open'),
        findingsClosed: count('closed'),
      }
    })
    .sort((a, b) => b.missing - a.missing || b.findingsOpen - a.findingsOpen || a.areaId - b.areaId)
}
