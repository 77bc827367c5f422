import type { HouseholdStay } from './tracing.store.ts'

export interface HouseholdDays {
  subjectId: string
  otherId: string
  householdId: string
  firstOn: string | null
  lastOn: string | null
}

const latest = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a)
const soonest = (a: string | null, b: string | null) => (a === null || (b !== null && b < a) ? b : a)

/**
 * Living in one household, with the days that both did. A first residence says nothing of when it began, so it is open to the left.
 * @param firstDay first day of a person's first residence
 */
export function householdDays(stays: readonly HouseholdStay[], firstDay: ReadonlyMap<string, string>): HouseholdDays[] {
  const began = (id: string, fromOn: string) => (fromOn === (firstDay.get(id) ?? fromOn) ? null : fromOn)
  return stays.map((s) => ({
    subjectId: s.subjectId,
    otherId: s.otherId,
    householdId: s.householdId,
    firstOn: latest(began(s.subjectId, s.fromOn), began(s.otherId, s.otherFromOn)),
    lastOn: soonest(s.untilOn, s.otherUntilOn),
  }))
}
