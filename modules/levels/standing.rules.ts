/** Of a decision, what its standing follows from. */
export interface Decided {
  decisionId: string
  areaId: number
  scale: 'distancing' | 'riskLevels'
  fromOn: string
  untilOn: string | null
  reviewOn: string | null
  endedOn: string | null
  decidedAt: string
  voidedAt: string | null
}
export type State = 'planned' | 'in-force' | 'ended' | 'replaced' | 'void'
export interface Standing {
  state: State
  /** Last day on which it holds; null: until further notice. */
  lastOn: string | null
  /** The decision that took its place. */
  replacedBy: string | null
  /** Days left after this one; null: until further notice, or not in force. */
  daysLeft: number | null
  /** Until further notice, and the day to look at it again is here or past. */
  reviewDue: boolean
}

import { addDays, daysBetween } from '@phaodai/text/dates.ts'
/**
 * Where a decision stands on a day. A later decision for the same unit on the same scale takes its place from the later one's first day; one that was
 * void takes nothing. Units are not replaced by those above them: a commune's own order stays until it is ended.
 */
export function standingOf(d: Decided, all: readonly Decided[], day: string): Standing {
  const later = all
    .filter((o) => o.decisionId !== d.decisionId && o.areaId === d.areaId && o.scale === d.scale && o.voidedAt === null)
    .filter((o) => o.decidedAt > d.decidedAt || (o.decidedAt === d.decidedAt && o.decisionId > d.decisionId))
    .sort((a, b) => a.fromOn.localeCompare(b.fromOn))[0]
  const ends = [d.untilOn, d.endedOn, later ? addDays(later.fromOn, -1) : null].filter((e) => e !== null).sort()
  const lastOn = ends[0] ?? null
  const replacedBy = later && lastOn === addDays(later.fromOn, -1) ? later.decisionId : null
  const past = lastOn !== null && lastOn < day
  const state: State = d.voidedAt
    ? 'void'
    : past || (lastOn !== null && lastOn < d.fromOn)
      ? replacedBy
        ? 'replaced'
        : 'ended'
      : d.fromOn > day
        ? 'planned'
        : 'in-force'
  const standing = state === 'in-force'
  return {
    state,
    lastOn,
    replacedBy,
    daysLeft: standing && lastOn !== null ? daysBetween(day, lastOn) : null,
    reviewDue: standing && lastOn === null && d.reviewOn !== null && d.reviewOn <= day,
  }
}
