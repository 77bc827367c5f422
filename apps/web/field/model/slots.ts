import type { Slot } from '@phaodai/modules/checks/checks.contract.ts'
import { currentSlot } from '@phaodai/modules/checks/slots.rules.ts'
import { addDays } from '@phaodai/ui/formats.ts'
import { dayOf } from './clock.ts'
import type { DayPace, SlotHours } from './held.ts'

/** One slot of one day. */
export interface SlotRef {
  day: string
  slot: Slot
}
export interface SlotChoice extends SlotRef {
  /** `late`: its hours are over, and what is recorded now says so; `unknown`: no hours are in force. */
  state: 'open' | 'late' | 'not-begun' | 'unknown'
  hours: { from: string; to: string } | null
}

export const slotKey = ({ day, slot }: SlotRef): string => `${day} ${slot}`
const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`)

/** Rules of a day: its own, or those of the last day that the phone knows before it. */
export const paceOn = (pace: readonly DayPace[], day: string): DayPace | null =>
  pace.reduce<DayPace | null>((best, p) => (p.day <= day && (!best || p.day > best.day) ? p : best), null)

const hoursOn = (pace: readonly DayPace[], day: string): SlotHours | null => paceOn(pace, day)?.hours ?? null

/** The slot that is asked now, or was asked last. */
export const slotNow = (now: string, pace: readonly DayPace[]): SlotRef => currentSlot(now, hoursOn(pace, dayOf(now)))

export function choiceOf({ day, slot }: SlotRef, now: string, pace: readonly DayPace[]): SlotChoice {
  const hours = hoursOn(pace, day)?.[slot] ?? null
  const clock = Date.parse(now)
  const state = !hours
    ? day > dayOf(now)
      ? 'not-begun'
      : 'unknown'
    : clock >= at(day, hours.to)
      ? 'late'
      : // a morning is taken before its hour; an evening is not, and the server refuses it
        clock >= at(day, hours.from) || (slot === 'morning' && day === dayOf(now))
        ? 'open'
        : 'not-begun'
  return { day, slot, state, hours }
}

/** Every slot that can still be recorded, the newest first; how far back is the pack's `backDays`. */
export function reachable(now: string, pace: readonly DayPace[]): SlotChoice[] {
  const today = dayOf(now)
  const back = paceOn(pace, today)?.backDays ?? 3
  return Array.from({ length: back + 1 }, (_, i) => addDays(today, -i)).flatMap((day) =>
    (['evening', 'morning'] as const).map((slot) => choiceOf({ day, slot }, now, pace)),
  )
}
