import type { Kind } from './stay.ts'

/*
 * What the product takes where a list does not say it. No document gives these: each use is marked `assumed` on the stay and shown as
 * unconfirmed beside whatever rests on it.
 */

/** Minutes that someone is taken to have been at a place of a kind, where only the arrival is known. */
export const usualMinutes: Record<Kind, number> = {
  household: 120,
  room: 1440,
  class: 240,
  shift: 480,
  office: 60,
  ward: 120,
  vehicle: 120,
  market: 60,
  venue: 60,
  other: 60,
}
/** Minutes at a checkpoint, where the list has the instant of the crossing. */
export const crossingMinutes = 10

/** Hours of shifts and sessions by their names, minutes after midnight. */
export const usualHours: readonly { names: readonly string[]; start: number; end: number }[] = [
  { names: ['1', 'ca 1', 'ca sang', 'sang'], start: 6 * 60, end: 14 * 60 },
  { names: ['2', 'ca 2', 'ca chieu', 'chieu'], start: 14 * 60, end: 22 * 60 },
  { names: ['3', 'ca 3', 'ca dem', 'dem', 'dem 3'], start: 22 * 60, end: 6 * 60 },
  { names: ['hc', 'hanh chinh', 'ca hanh chinh', 'ca hc'], start: 7 * 60 + 30, end: 17 * 60 },
]
export const sessionHours: readonly { names: readonly string[]; start: number; end: number }[] = [
  { names: ['sang', 'buoi sang', 'morning', 's'], start: 7 * 60, end: 11 * 60 + 30 },
  { names: ['chieu', 'buoi chieu', 'afternoon', 'c'], start: 13 * 60, end: 17 * 60 },
  { names: ['ca ngay', 'sang chieu', 'full day', 'ban tru', 'hai buoi', '2 buoi'], start: 7 * 60, end: 17 * 60 },
]
export const schoolWeekdays = [1, 2, 3, 4, 5] as const

/** Days that a location from a checkpoint, a venue's code or a vehicle's list is kept: twice the longest incubation counted, 14 days, and two. */
export const keptDays = 30
