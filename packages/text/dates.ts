/**
 * Local dates are strings 'YYYY-MM-DD' in Asia/Ho_Chi_Minh. Nothing here reads the clock.
 * A date that can be read in two ways is refused, never guessed: the person who maps the file declares the order.
 */
import { clean, fold } from './fold.ts'

/** 'YYYY-MM-DD', a day on the wall calendar in Việt Nam. */
export type LocalDate = string
/** Which comes first in 03/04/2020: the day (dmy, Vietnamese) or the month (mdy). */
export type DayOrder = 'dmy' | 'mdy'
export interface DateOptions {
  /** Declared by the person who maps the file; without it ambiguous dates are refused. */
  order?: DayOrder | undefined
  /** Reads days from 1800 too, for an outbreak of long ago (see `isOfOldDays`). Without it a day before 1900 is a slip of the pen. */
  oldDays?: boolean | undefined
}
/** Why a cell gave no date. `readings` only for 'ambiguous': what it would be under each order. */
export interface DateProblem {
  ok: false
  problem: 'ambiguous' | 'impossible' | 'unreadable' | 'empty'
  text: string
  readings?: Record<DayOrder, LocalDate>
}
export type DateReading = { ok: true; date: LocalDate } | DateProblem

const DAY_MS = 86_400_000
/** +07:00 without daylight saving since 1975. */
const OFFSET_MS = 7 * 3_600_000
const FIRST_YEAR = 1900
const FIRST_OLD_YEAR = 1800
const LAST_YEAR = 2100
/** Excel's 1900 system: serial 1 is 1900-01-01 and 1900 wrongly has a 29 February, so from March 1900 day 0 is 1899-12-30. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30)
const FIRST_SERIAL = (Date.UTC(1990, 0, 1) - SERIAL_ZERO) / DAY_MS
const LAST_SERIAL = (Date.UTC(2101, 0, 1) - SERIAL_ZERO) / DAY_MS - 1e-9

const two = (n: number): string => String(n).padStart(2, '0')
const utcDay = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10)

/** The date, or null where the calendar has no such day or the year lies outside 1900–2100 (1800–2100 for old days). */
function calendar(year: number, month: number, day: number, old = false): LocalDate | null {
  if (year < (old ? FIRST_OLD_YEAR : FIRST_YEAR) || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${two(month)}-${two(day)}`
}

/** Whether the text is an existing day as 'YYYY-MM-DD' (1900–2100). */
export function isLocalDate(text: string): text is LocalDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text)
  return parts !== null && calendar(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== null
}

/* What a province owes asks for the same few hundred days hundreds of thousands of times: reading and writing a date was an eighth of it. */
const MOST_KEPT = 20_000
const numbers = new Map<LocalDate, number>()
const names = new Map<number, LocalDate>()

/**
 * Days since 1970. Of any year of four digits: nobody types a day of an old outbreak, or of the year 21, but one that is on record is reckoned with, and
 * holds nothing else up.
 */
function numberOf(date: LocalDate): number {
  const known = numbers.get(date)
  if (known !== undefined) return known
  const ms = /^\d{4}-\d{2}-\d{2}$/u.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(ms) || utcDay(ms) !== date) throw new RangeError(`Not a date as YYYY-MM-DD: ${JSON.stringify(date)}`)
  if (numbers.size > MOST_KEPT) numbers.clear()
  numbers.set(date, ms / DAY_MS)
  return ms / DAY_MS
}

function dateOf(number: number): LocalDate {
  let name = names.get(number)
  if (name !== undefined) return name
  name = utcDay(number * DAY_MS)
  if (names.size > MOST_KEPT) names.clear()
  names.set(number, name)
  return name
}

const refuse = (problem: DateProblem['problem'], text: string): DateProblem => ({ ok: false, problem, text })
const given = (date: LocalDate | null, text: string): DateReading => (date ? { ok: true, date } : refuse('impossible', text))

const TIME = String.raw`\d{1,2}[:hH]\d{0,2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[aApP][mM])?`
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?:[T\s]+${TIME}(Z|[+-]\d{2}:?\d{2})?)?$`,
  'u',
)
const YEAR_LAST = new RegExp(String.raw`^(?:${TIME}\s+)?(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})(?:\s+${TIME})?$`, 'u')
const WORDED = /^(?:ngay )?(\d{1,2}) thang (\d{1,2}),? nam (\d{4})$/u
/** ISO 8601 without hyphens. Read day first it would be of a month 19 or 20, so it can mean only one day. */
const BASIC = /^(\d{4})(\d{2})(\d{2})$/u
const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|')
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?'
/** 14-Mar-2020, 14 March 2020, 14mar2020; March 14, 2020; 2020-Mar-14: folded, so hyphens are spaces. The year has four digits. */
const ENGLISH = {
  day: new RegExp(`^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?[ ./]?(?:of )?${MONTH}[ ./,]? ?(\\d{4})(?: ${TIME})?$`, 'u'),
  month: new RegExp(`^${WEEKDAY}${MONTH} ?(\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?: ${TIME})?$`, 'u'),
  year: new RegExp(`^(\\d{4})[ ./]?${MONTH}[ ./]?(\\d{1,2})(?: ${TIME})?$`, 'u'),
}
const SERIAL_TEXT = /^\d{5}(?:\.\d+)?$/u

function fromSerial(serial: number, text: string): DateReading {
  if (!(serial >= FIRST_SERIAL && serial <= LAST_SERIAL)) return refuse('unreadable', text)
  return { ok: true, date: utcDay(SERIAL_ZERO + Math.floor(serial) * DAY_MS) }
}

function fromTwoNumbers(a: number, b: number, year: number, text: string, { order, oldDays }: DateOptions): DateReading {
  const readings = { dmy: calendar(year, b, a, oldDays), mdy: calendar(year, a, b, oldDays) }
  // A declared order is held to: 13/04 in a file said to be month first is shown to the person, not quietly turned round.
  if (order) return given(readings[order], text)
  const { dmy, mdy } = readings
  if (dmy && mdy && dmy !== mdy) return { ok: false, problem: 'ambiguous', text, readings: { dmy, mdy } }
  return given(dmy ?? mdy, text)
}

/** The day in words of English, as [year, month, day]; null where the text is none. */
function englishDay(folded: string): [number, number, number] | null {
  const month = (word: string) => MONTHS.indexOf(word.slice(0, 3)) + 1
  const d = ENGLISH.day.exec(folded)
  if (d) return [Number(d[3]), month(d[2]!), Number(d[1])]
  const m = ENGLISH.month.exec(folded)
  if (m) return [Number(m[3]), month(m[1]!), Number(m[2])]
  const y = ENGLISH.year.exec(folded)
  return y && [Number(y[1]), month(y[2]!), Number(y[3])]
}

/**
 * The day that a cell of a file says, or why it says none. Never throws.
 * Reads ISO dates and instants (an instant with an offset becomes the day in Việt Nam), yyyy/mm/dd, d/m/yyyy, dd-mm-yyyy, dd.mm.yyyy
 * with or without a time, yyyymmdd, '22 tháng 2 năm 2021', '22-Feb-2021', 'February 22, 2021', Excel serial numbers (1900 system) between 1990 and 2100, and a Date as spreadsheet
 * readers give it (the wall-clock day in its UTC fields). Years have four digits: 5/6/21 is refused as unreadable.
 */
export function parseDate(cell: unknown, options: DateOptions = {}): DateReading {
  if (cell === null || cell === undefined) return refuse('empty', '')
  if (cell instanceof Date) {
    const ms = cell.getTime()
    if (Number.isNaN(ms)) return refuse('unreadable', 'Invalid Date')
    const day = new Date(Math.round(ms / 1000) * 1000) // serial fractions leave a midnight some milliseconds short
    return given(calendar(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()), cell.toISOString())
  }
  if (typeof cell === 'number') return fromSerial(cell, String(cell))
  if (typeof cell !== 'string') return refuse('unreadable', typeof cell)
  const text = clean(cell)
  if (text === '') return refuse('empty', '')
  const iso = YEAR_FIRST.exec(text)
  if (iso) {
    const date = calendar(Number(iso[1]), Number(iso[3]), Number(iso[4]), options.oldDays)
    if (!date || !iso[5]) return given(date, text)
    const instant = Date.parse(text.replace(' ', 'T'))
    if (Number.isNaN(instant)) return refuse('unreadable', text)
    const day = localDay(instant)
    return given(isLocalDate(day) ? day : null, text)
  }
  const numbers = YEAR_LAST.exec(text)
  if (numbers) return fromTwoNumbers(Number(numbers[1]), Number(numbers[3]), Number(numbers[4]), text, options)
  if (SERIAL_TEXT.test(text)) return fromSerial(Number(text), text)
  const basic = BASIC.exec(text)
  if (basic) return given(calendar(Number(basic[1]), Number(basic[2]), Number(basic[3]), options.oldDays), text)
  const folded = fold(text)
  const words = WORDED.exec(folded)
  if (words) return given(calendar(Number(words[3]), Number(words[2]), Number(words[1])), text)
  const english = englishDay(folded)
  if (english) return given(calendar(...english, options.oldDays), text)
  return refuse('unreadable', text)
}

/** Whether a column's days are of the years 1800 to 1899, all but one in ten: an outbreak of long ago, not a year mistyped. */
export function isOfOldDays(cells: Iterable<unknown>): boolean {
  let [dated, old] = [0, 0]
  for (const cell of cells) {
    const year = typeof cell === 'string' ? /(?:^|[-/.])(\d{4})(?:[-/.]|$)/u.exec(cell.trim())?.[1] : undefined
    if (cell instanceof Date || (typeof cell === 'string' && SERIAL_TEXT.test(cell.trim()))) dated += 1
    if (year === undefined) continue
    dated += 1
    if (year.startsWith('18')) old += 1
  }
  return old >= 3 && old >= dated * 0.9
}

/** What a column shows about its order. Counts of cells: only readable day first, only month first, either way, without this question. */
export interface OrderEvidence {
  order: DayOrder | 'mixed' | 'unknown'
  dmy: number
  mdy: number
  either: number
  other: number
}

/** Counts the evidence of a column for the preview. It informs a person, who declares the order; nothing applies it by itself. */
export function inferOrder(cells: Iterable<unknown>): OrderEvidence {
  const seen: OrderEvidence = { order: 'unknown', dmy: 0, mdy: 0, either: 0, other: 0 }
  for (const cell of cells) {
    const parts = typeof cell === 'string' ? YEAR_LAST.exec(clean(cell)) : null
    const year = Number(parts?.[4])
    const dmy = parts && calendar(year, Number(parts[3]), Number(parts[1]))
    const mdy = parts && calendar(year, Number(parts[1]), Number(parts[3]))
    seen[dmy && mdy ? 'either' : dmy ? 'dmy' : mdy ? 'mdy' : 'other'] += 1
  }
  if (seen.dmy && seen.mdy) seen.order = 'mixed'
  else if (seen.dmy) seen.order = 'dmy'
  else if (seen.mdy) seen.order = 'mdy'
  return seen
}

/** The day `days` later (negative: earlier). Throws RangeError where `date` is not a date. */
export const addDays = (date: LocalDate, days: number): LocalDate => dateOf(numberOf(date) + days)

/** Whole days from one day to another; negative where `to` is earlier. Throws RangeError where one is not a date. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => numberOf(to) - numberOf(from)

/** ISO 8601 week: Monday first, week 1 holds the year's first Thursday; `year` is the year of that Thursday. */
export function epiWeek(date: LocalDate): { year: number; week: number } {
  const ms = numberOf(date) * DAY_MS
  const thursday = ms + (3 - ((new Date(ms).getUTCDay() + 6) % 7)) * DAY_MS
  const year = new Date(thursday).getUTCFullYear()
  return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) }
}

/** As people read it: '2021-08-22' -> '22/08/2021'. Throws RangeError where `date` is not a date. */
export function formatDate(date: LocalDate): string {
  numberOf(date)
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

/** The day in Việt Nam at an instant (Date, milliseconds, or ISO text with an offset). Throws RangeError for what is no instant. */
export const localDay = (instant: Date | number | string): LocalDate => utcDay(new Date(instant).getTime() + OFFSET_MS)
