import { alarmsOf } from '@phaodai/modules/checks/frail.rules.ts'
import { dayOf } from './clock.ts'
import type { Held, Resident } from './held.ts'
import { type RoundShown, roundOf } from './round.ts'
import { paceOn, reachable, type SlotChoice } from './slots.ts'

/** Everything that waits for the member, beside the round itself. */
export interface Tasks {
  messages: Held['messages']
  refused: Held['refused']
  missed: { choice: SlotChoice; round: RoundShown }[]
  frail: { person: Resident; householdId: string; door: string | null; alarm: boolean }[]
  /** Signals not at their end, the newest first. */
  open: Held['signals']
  answered: Held['signals']
  /** What the badge of the tab says. */
  waiting: number
}

export function tasksOf(held: Held, now: string): Tasks {
  const today = dayOf(now)
  const messages = held.messages.filter((m) => m.readAt === null)
  const missed = reachable(now, held.pace)
    .filter((c) => c.state === 'late')
    .map((choice) => ({ choice, round: roundOf(held, choice) }))
    // a slot in which nobody of the team was asked may be from before the team had its doors
    .filter(({ round, choice }) => round.asked < round.total && (round.asked > 0 || choice.day === today))
  const limits = paceOn(held.pace, today)
  const visits = Map.groupBy(
    held.visits.filter((v) => v.onDay === today && !v.voided),
    (v) => v.subjectId,
  )
  const frail = held.doors.flatMap((d) =>
    d.people.flatMap((person) => {
      if (!person.frailId) return []
      const of = visits.get(person.subjectId) ?? []
      const alarm = of.some((v) => alarmsOf(v, limits).length > 0)
      return of.length === 0 || alarm ? [{ person, householdId: d.householdId, door: d.door, alarm }] : []
    }),
  )
  const signals = held.signals.toSorted((a, b) => b.onDay.localeCompare(a.onDay))
  return {
    ...{ messages, refused: held.refused, missed, frail },
    open: signals.filter((s) => s.state !== 'answered' && s.state !== 'closed'),
    answered: signals.filter((s) => s.state === 'answered' || s.state === 'closed'),
    waiting: messages.length + held.refused.length + missed.length,
  }
}
