/** Births as people know them: often only a year. What is not said stays null; an age never becomes a birth year. */
import { type DateOptions, type DateProblem, type LocalDate, parseDate } from './dates.ts'
import { clean, fold } from './fold.ts'

/** month and day are 1-based, null where not known. */
export interface Birth {
  year: number
  month: number | null
  day: number | null
}
export type BirthReading = ({ ok: true } & Birth) | DateProblem

const inYears = (year: number): boolean => year >= 1900 && year <= 2100

/**
 * '1985', '03/1985', '1985-03', '1985-03-12', and day and month in numbers as `parseDate` reads them: 13/04/1985 is plain, 12/03/1985
 * needs the declared order (a form of our own declares 'dmy'). Never throws.
 */
export function parseBirth(cell: unknown, options: DateOptions = {}): BirthReading {
  const text = typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? clean(cell) : null
  if (text !== null) {
    const part = /^(?:(\d{1,2})[-/.])?(\d{4})$/u.exec(text) ?? /^()(\d{4})[-/.](\d{1,2})$/u.exec(text)
    if (part) {
      const year = Number(part[2])
      const said = part[1] || part[3]
      const month = said ? Number(said) : null
      if (!inYears(year) || (month !== null && (month < 1 || month > 12))) return { ok: false, problem: 'impossible', text }
      return { ok: true, year, month, day: null }
    }
  }
  const whole = parseDate(cell, options)
  if (!whole.ok) return whole
  const [year, month, day] = whole.date.split('-').map(Number)
  return { ok: true, year: year!, month: month!, day: day! }
}

/** An age in completed years as it was said on a day. Kept as such. */
export interface StatedAge {
  ageYears: number
  saidOn: LocalDate
}
export type AgeReading = ({ ok: true } & StatedAge) | { ok: false; problem: 'empty' | 'impossible' | 'unreadable'; text: string }

/** '35', 35, '35 tuổi', '8 tháng tuổi' (0 years). Above 125 is impossible. Never throws. */
export function parseAge(cell: unknown, saidOn: LocalDate): AgeReading {
  const text = typeof cell === 'number' || typeof cell === 'string' ? clean(String(cell)) : ''
  if (text === '') return { ok: false, problem: 'empty', text }
  const said = /^(\d{1,3})(?: ?(thang))?(?: ?tuoi)?$/u.exec(fold(text))
  if (!said || text.startsWith('-')) return { ok: false, problem: 'unreadable', text }
  const ageYears = said[2] ? Math.floor(Number(said[1]) / 12) : Number(said[1])
  return ageYears > 125 ? { ok: false, problem: 'impossible', text } : { ok: true, ageYears, saidOn }
}

/** Completed years on a day: exact where the birth is whole, otherwise the least and the most they can be; null before birth. */
export function ageOn(birth: Birth, day: LocalDate): { least: number; most: number } | null {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const reached = (m: number, d: number) => year - birth.year - (m < month || (m === month && d <= date) ? 0 : 1)
  const least = reached(birth.month ?? 12, birth.day ?? 31)
  const most = reached(birth.month ?? 1, birth.day ?? 1)
  return most < 0 ? null : { least: Math.max(0, least), most }
}
