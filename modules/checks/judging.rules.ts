import type { Check, RefusalReason } from './checks.contract.ts'
import {
  type Assignment,
  askingTeam,
  type DayHours,
  type FirstDay,
  firstDay,
  judgeTime,
  type Lateness,
  outcomeOf,
  teamOn,
  type Version,
} from './checks.rules.ts'

/** A household as it is known where the round arrives. */
export interface Home {
  hamletId: number
  history: readonly Assignment[]
}
/** A version that stands already, or was judged earlier in this round. */
export interface Known extends Version {
  householdId: string
  onDay: string
  slot: string
  lateness: Lateness
}
export interface Around {
  receivedAt: string
  homes: ReadonlyMap<string, Home>
  /** By household, day and slot. */
  versions: Map<string, Known[]>
  /** Subjects of the commune's register, of those that the round names. */
  residents: ReadonlySet<string>
  hours(day: string): DayHours | null
  backDays(day: string): number | null
  /** A person has looked at the first days of symptoms, and takes them as they are. */
  sinceAsSaid: boolean
  /** The asking teams of a day; null: an officer, for any team. */
  mine(day: string): ReadonlySet<string> | null
}
export type Judged =
  | { outcome: 'duplicate' }
  | { outcome: 'refused'; reason: RefusalReason }
  | {
      outcome: 'applied' | 'merged' | 'conflict'
      check: Check
      /** keyOf() it. */
      key: string
      hamletId: number
      /** Who asked. */
      teamId: string
      /** Whose figures it counts in; null where nobody's. */
      countsFor: string | null
      capturedAt: string
      lateness: Lateness
      /** Of its symptoms, one by one. */
      firstDays: FirstDay[]
    }

export const keyOf = (c: { householdId: string; onDay: string; slot: string }): string => `${c.householdId} ${c.onDay} ${c.slot}`
const refused = (reason: RefusalReason): Judged => ({ outcome: 'refused', reason })

/** Whether a check says what one of that id says already. */
export const sameSaid = (a: Omit<Known, 'lateness' | 'voided'>, check: Check): boolean =>
  keyOf(a) === keyOf(check) && a.answer === check.answer && a.replaces === (check.replaces ?? null)

/** Judges one check of a round; what it accepts becomes known to the ones after it. A repeat is recognised before any rule of time. */
export function judge(check: Check, around: Around): Judged {
  const key = keyOf(check)
  const versions = around.versions.get(key) ?? []
  const same = versions.find((v) => v.checkId === check.checkId)
  if (same) return sameSaid(same, check) ? { outcome: 'duplicate' } : refused('id-used')
  const home = around.homes.get(check.householdId)
  if (!home) return refused('household-unknown')
  const { onDay, slot, capturedAt, clockErrorMs = null } = check
  const timing = judgeTime(
    { onDay, slot, capturedAt, clockErrorMs, receivedAt: around.receivedAt },
    around.hours(onDay),
    around.backDays(onDay),
  )
  if (!timing.ok) return refused(timing.reason)
  const countsFor = teamOn(home.history, onDay)
  const mine = around.mine(onDay)
  const teamId = mine ? askingTeam(home.history, onDay, mine, around.backDays(onDay) ?? 0) : countsFor
  if (!teamId) return refused(mine ? 'not-yours' : 'household-no-team')
  if (check.symptoms?.some((s) => s.subjectId && !around.residents.has(s.subjectId))) return refused('person-unknown')
  const version: Known = {
    checkId: check.checkId,
    answer: check.answer,
    replaces: check.replaces ?? null,
    voided: false,
    householdId: check.householdId,
    onDay,
    slot,
    lateness: timing.lateness,
  }
  const outcome = outcomeOf(versions, version)
  around.versions.set(key, [...versions, version])
  const { lateness } = timing
  const firstDays = (check.symptoms ?? []).map((s) => firstDay(s.sinceOn, onDay, timing.capturedAt, around.sinceAsSaid))
  const { hamletId } = home
  return { outcome, check, key, hamletId, teamId, countsFor, capturedAt: timing.capturedAt, lateness, firstDays }
}
