/** The day that a document is of, the day of its meeting, and the year its dates are in. */
import type { LocalDate } from '@phaodai/text/dates.ts'
import { type Calendar, datesIn } from './dates.rules.ts'
import { type PlaceDate, placeDateOf } from './issuer.rules.ts'
import type { Piece } from './layout.rules.ts'

/** Place and date of the header, or the date in a first line that names the document. */
export function placeOf(lines: readonly Piece[], self: string | null): PlaceDate {
  const placed = placeDateOf(lines)
  const date = self && !placed.date ? datesIn(`ngày ${self}`, { year: null, month: null })[0]?.date : undefined
  return date ? { ...placed, date, year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) } : placed
}

/** The year that most dates of the text bear, where the header and the meeting give none. */
export function withYear({ year, month }: Calendar, text: string): Calendar {
  if (year) return { year, month }
  const counts = new Map<number, number>()
  for (const m of text.slice(0, 200_000).matchAll(/(?:\/|năm )(20\d{2})(?!\d)/gu))
    counts.set(Number(m[1]), (counts.get(Number(m[1])) ?? 0) + 1)
  const best = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]
  return { year: best?.[0] ?? null, month }
}

const MEETING = String.raw`(?:hội nghị|cuộc họp|phiên họp|buổi làm việc|giao ban|họp|làm việc|hội ý)`
const DATE = String.raw`ngày\s(\d{1,2})\s?(?:/|-|\.|\stháng\s)\s?(\d{1,2})(?:\s?(?:/|-|\.|,?\snăm\s)\s?(\d{4}))?`
const MEETINGS = [
  new RegExp(String.raw`${MEETING}[^.;]{0,220}?\(?${DATE}`, 'iu'),
  new RegExp(String.raw`${DATE},?[^.;]{0,260}?${MEETING}`, 'iu'),
]
/** The day of the meeting that the opening speaks of. */
export function meetingIn(opening: string, calendar: Calendar): LocalDate | null {
  let best: { at: number; date: LocalDate } | null = null
  for (const pattern of MEETINGS) {
    const m = pattern.exec(opening.slice(0, 2500))
    const found = m && datesIn(`ngày ${m[1]}/${m[2]}${m[3] ? `/${m[3]}` : ''}`, calendar)[0]
    if (found && (!best || m.index < best.at)) best = { at: m.index, date: found.date }
  }
  return best?.date ?? null
}
