/** Days, hours and weekdays as lists write them. Local time is +07:00 the whole year round, so a night has always as many hours. */
import { addDays, type DayOrder, daysBetween, isLocalDate, parseDate } from '@phaodai/text/dates.ts'
import { clean, fold } from '@phaodai/text/fold.ts'

export const DAY_MINUTES = 1440

/** The instant of a local day and minutes after its midnight (also beyond that day), as ISO 8601 in UTC. */
export const instantOf = (day: string, minutes: number): string =>
  new Date(Date.parse(`${day}T00:00:00+07:00`) + minutes * 60_000).toISOString()

const CLOCK = /^(\d{1,2})\s*(?:(?:[:hg.]|gio)\s*(\d{1,2})?\s*(?:phut|p|m)?(?::\d{2}(?:\.\d+)?)?)?\s*(am|pm|sa|ch)?$/u

/** Minutes after midnight, 0 to 1440: '6:00', '06h30', '6 giờ 30', '6:00 PM', 24:00, a spreadsheet's time. Null where it is none. */
export function readClock(cell: unknown): number | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : minutesOf(cell)
  if (typeof cell === 'number') {
    if (cell < 0) return null
    // a fraction of a day, or a whole hour typed as a number
    if (Number.isInteger(cell)) return cell <= 24 ? cell * 60 : null
    return Math.round((cell % 1) * DAY_MINUTES)
  }
  if (typeof cell !== 'string') return null
  const plain = /^(\d\d?):(\d\d)$/.exec(cell)
  const text = plain ? cell : fold(clean(cell))
  if (/^0?\.\d+$/u.test(text)) return Math.round(Number(text) * DAY_MINUTES)
  const said = CLOCK.exec(text)
  if (!said) return null
  const half = said[3]
  let hour = Number(said[1])
  const minute = Number(said[2] ?? 0)
  if (half && (hour < 1 || hour > 12)) return null
  if (half) hour = (hour % 12) + (half === 'pm' || half === 'ch' ? 12 : 0)
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null
  return hour * 60 + minute
}

/** A spreadsheet's Date holds the wall clock in its UTC fields, sometimes some milliseconds short. */
const minutesOf = (date: Date): number => ((Math.round(date.getTime() / 60_000) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES

export type Moment =
  | { ok: true; day: string; minutes: number | null }
  | { ok: false; problem: 'ambiguous' | 'impossible' | 'unreadable' }

const OFFSET_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})$/u
const TIME_IN = /(?:^|[\sT])(\d{1,2}(?:[:hHgG]\d{0,2})(?::\d{2}(?:\.\d+)?)?(?:\s?[aApP][mM])?)(?=$|\s)/u

/** A day with or without a time of day: '22/02/2021 06:30', '6h30 22/2/2021', ISO 8601, a spreadsheet's date. */
export function readMoment(cell: unknown, order?: DayOrder): Moment {
  if (cell instanceof Date) {
    const day = parseDate(cell)
    if (!day.ok) return { ok: false, problem: 'unreadable' }
    const rounded = new Date(Math.round(cell.getTime() / 60_000) * 60_000)
    const minutes = minutesOf(rounded)
    return { ok: true, day: rounded.toISOString().slice(0, 10), minutes: minutes === 0 ? null : minutes }
  }
  if (typeof cell === 'number') {
    const day = parseDate(cell)
    if (!day.ok) return { ok: false, problem: 'unreadable' }
    const minutes = Math.round((cell % 1) * DAY_MINUTES)
    return { ok: true, day: day.date, minutes: minutes === 0 ? null : minutes }
  }
  const text = typeof cell === 'string' ? clean(cell) : ''
  if (OFFSET_TIME.test(text)) {
    const at = Date.parse(text.replace(' ', 'T'))
    if (Number.isNaN(at)) return { ok: false, problem: 'unreadable' }
    const local = new Date(at + 7 * 3_600_000)
    return { ok: true, day: local.toISOString().slice(0, 10), minutes: minutesOf(local) }
  }
  const time = TIME_IN.exec(text)?.[1]
  const rest = time ? text.replace(time, ' ').replace(/T\s*$/u, '').replace(/\s+/gu, ' ').trim() : text
  const day = parseDate(rest, { order })
  if (!day.ok) return { ok: false, problem: day.problem === 'empty' ? 'unreadable' : day.problem }
  if (!time) return { ok: true, day: day.date, minutes: null }
  const minutes = readClock(time)
  return minutes === null ? { ok: false, problem: 'unreadable' } : { ok: true, day: day.date, minutes }
}

const NAMES = new Map(
  [
    '2|t2|thu 2|hai|thu hai|mon|monday',
    '3|t3|thu 3|ba|thu ba|tue|tuesday',
    '4|t4|thu 4|tu|thu tu|wed|wednesday',
    '5|t5|thu 5|nam|thu nam|thu|thursday',
    '6|t6|thu 6|sau|thu sau|fri|friday',
    '7|t7|thu 7|bay|thu bay|sat|saturday',
    '8|cn|chu nhat|sun|sunday',
  ].flatMap((names, i) => names.split('|').map((name) => [name, i + 1] as const)),
)
const ALL = new Set('hang ngay|moi ngay|ca tuan|daily|every day|all'.split('|'))

/** Weekdays, 1 Monday to 7 Sunday, in order: 'T2-T6', 'thứ 2, 4, 6', '2-7, CN', 'Mon-Fri', 'hằng ngày'. Null where it is not understood. */
export function readWeekdays(text: string): number[] | null {
  // folding makes a space of a hyphen
  const plain = fold(text.replace(/[-\u2010-\u2015]/gu, ' den '))
  if (ALL.has(plain)) return [1, 2, 3, 4, 5, 6, 7]
  const found = new Set<number>()
  for (const part of plain.split(/\s*[,;/+]\s*|\s+va\s+|\s+and\s+/u)) {
    const ends = part.split(/\s+(?:den|to)\s+/u).map((p) => NAMES.get(p.trim()))
    if (ends.length > 2 || ends.some((e) => e === undefined)) return null
    const [from, until = from] = ends as [number, number?]
    if (until! < from) return null
    for (let d = from; d <= until!; d++) found.add(d)
  }
  return found.size > 0 ? [...found].sort((a, b) => a - b) : null
}

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => ((Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 3) % 7) + 1

/** The days of a span, both included, on these weekdays (null: every day). Empty where it ends before it begins. */
export function daysOn(from: string, until: string, weekdays: readonly number[] | null): string[] {
  if (!isLocalDate(from) || !isLocalDate(until)) return []
  return Array.from({ length: Math.max(0, daysBetween(from, until) + 1) }, (_, i) => addDays(from, i)).filter(
    (day) => weekdays === null || weekdays.includes(weekdayOf(day)),
  )
}

/**
 * From and to of a shift that begins on a day; one that ends at or before it begins goes on past midnight (22:00 to 06:00 is 8 hours).
 * Null where both are the same minute: nobody can tell none from 24 hours.
 */
export function shiftOn(day: string, start: number, end: number): { fromAt: string; toAt: string } | null {
  if (start === end) return null
  return { fromAt: instantOf(day, start), toAt: instantOf(day, end > start ? end : end + DAY_MINUTES) }
}
