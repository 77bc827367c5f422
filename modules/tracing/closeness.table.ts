import { addDays } from '@phaodai/text/dates.ts'
import { isCloseContact, type Meeting } from '../policy/closeness.rules.ts'
import type { PackInForce } from '../policy/inforce.rules.ts'

import { CLASSES, type Closeness, describeClass, type MeetingClass } from './engine/classes.ts'

/** What is known of a meeting from the place and the two stays. In two parts of one place: only that much. */
export function meetingOfClass(c: MeetingClass, minutes: number | null): Meeting {
  const as = (...kinds: MeetingClass['kind'][]) => (!c.apart && kinds.includes(c.kind) ? true : null)
  return {
    closedSpace: c.apart ? null : c.closed,
    minutes,
    masked: c.masked,
    household: as('household', 'room'),
    class: as('class'),
    workshop: as('shift'),
    vehicle: as('vehicle'),
    rowsApart: c.apart ? null : c.rowsApart,
  }
}

const NEVER = new Int32Array(CLASSES).fill(-1)
const made = new WeakMap<object, Int32Array>()

/** For each class of meetings the seconds that the pack asks for: the same answers as isCloseContact, which only grows with the minutes. */
export function needsOf(pack: PackInForce | null): Int32Array {
  const version = pack?.rules.closeContact
  if (!pack || !version) return NEVER
  const known = made.get(version)
  if (known) return known
  const minutes = [...new Set([0, ...version.rule.anyOf.map((c) => c.minMinutes?.value ?? 0)])].sort((a, b) => a - b)
  const need = Int32Array.from({ length: CLASSES }, (_, c) => {
    const facts = describeClass(c)
    const enough = minutes.find((m) => isCloseContact(pack, meetingOfClass(facts, m)).counts)
    return enough === undefined ? -1 : enough * 60
  })
  made.set(version, need)
  return need
}

const localMidnight = (day: string) => Date.parse(`${day}T00:00:00+07:00`) / 1000
const dayOf = (at: number) => new Date((at + 7 * 3600) * 1000).toISOString().slice(0, 10)

/** The closeness of a window (seconds since 1970): each meeting is judged by the pack in force on the local day on which it began. */
export function closenessBetween(packOn: (day: string) => PackInForce | null, from: number, to: number): Closeness {
  const starts: number[] = []
  const tables: Int32Array[] = []
  for (let day = dayOf(from); localMidnight(day) < to; day = addDays(day, 1)) {
    const need = needsOf(packOn(day))
    if (tables.at(-1) === need) continue
    starts.push(tables.length === 0 ? 0 : localMidnight(day))
    tables.push(need)
  }
  if (tables.length === 0) return { from: [0], need: NEVER }
  const need = new Int32Array(CLASSES * tables.length)
  tables.forEach((table, i) => {
    need.set(table, i * CLASSES)
  })
  return { from: starts, need }
}
