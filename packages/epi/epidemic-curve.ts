/** `week`: ISO 8601, Monday to Sunday. `epiweek`: as the CDC's MMWR and PAHO count, Sunday to Saturday. */
export type CurveUnit = 'day' | 'week' | 'epiweek' | 'month'
export type CurveDay = { date: string; cases: number | null }
export type CurveBar = {
  /** 2021-05-06, 2021-W18, 2021-E18 or 2021-05. */
  period: string
  /** First and last day of the whole period, also where the series starts or ends within it. */
  start: string
  end: string
  /** Sum of the known days; null where none is known. */
  cases: number | null
  /** Days of the period, and how many of them are known. Fewer known than days: the bar is a lower bound. */
  days: number
  known: number
}

const DAY = 86_400_000

/**
 * The epidemic curve: cases by day, week, epidemiological week or month, every period from the first day to the last.
 *
 * @param series cases of days in any order, dates as YYYY-MM-DD; the same date twice is summed; null: not known
 * @param options.unit day unless given
 * @param options.gaps what a day between the first and the last that the series does not name is: 'zero' (a line list has no row
 *   for it) or 'unknown' (a report did not come). Days before the first and after the last are unknown
 * @param options.from first day of the curve (YYYY-MM-DD), earlier than the series or later; likewise `to`. Days in `from`-`to`
 *   follow `gaps`
 * Weeks: an ISO week belongs to the year of its Thursday, an epidemiological week to the year of its Wednesday, so that week 1
 * is the first with four days or more in January.
 * @see ISO 8601-1:2019. CDC, MMWR week fact sheet: https://ndc.services.cdc.gov/wp-content/uploads/MMWR_Week_overview.pdf
 * @return the bars in order; none for an empty series without from and to
 * @throws RangeError where a date is not a day of the calendar, or cases are negative or not finite
 * @example epidemicCurve([{ date: '2021-05-06', cases: 1 }, { date: '2021-05-08', cases: 32 }], { unit: 'week', gaps: 'zero' })
 */
export function epidemicCurve(
  series: readonly CurveDay[],
  options: { gaps: 'zero' | 'unknown'; unit?: CurveUnit; from?: string; to?: string },
): CurveBar[] {
  const { unit = 'day', gaps } = options
  const seen = new Map<number, number | null>()
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { date, cases } of series) {
    const day = dayOf(date)
    if (cases !== null && !(cases >= 0 && cases < Number.POSITIVE_INFINITY))
      throw new RangeError(`cases must be finite and not negative: ${cases} on ${date}`)
    const before = seen.get(day)
    seen.set(day, before === undefined ? cases : before === null || cases === null ? null : before + cases)
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  if (options.from !== undefined) first = dayOf(options.from)
  if (options.to !== undefined) last = dayOf(options.to)
  if (!(first <= last) || !Number.isFinite(last - first)) return []

  const bars: CurveBar[] = []
  for (let start = startOf(first, unit); start <= last; ) {
    const end = endOf(start, unit)
    let [cases, known] = [0, 0]
    for (let day = Math.max(start, first); day <= Math.min(end, last); day++) {
      const count = seen.has(day) ? seen.get(day)! : gaps === 'zero' ? 0 : null
      if (count === null) continue
      cases += count
      known++
    }
    const bar = { start: text(start), end: text(end), cases: known === 0 ? null : cases, days: end - start + 1, known }
    bars.push({ period: nameOf(start, unit), ...bar })
    start = end + 1
  }
  return bars
}

function dayOf(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(ms) || text(ms / DAY) !== date)
    throw new RangeError(`date must be a day as YYYY-MM-DD: ${JSON.stringify(date)}`)
  return ms / DAY
}

const text = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
/** 0 is Sunday; day 0, 1 January 1970, was a Thursday. */
const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7

function startOf(day: number, unit: CurveUnit): number {
  if (unit === 'week') return day - ((weekday(day) + 6) % 7)
  if (unit === 'epiweek') return day - weekday(day)
  return unit === 'month' ? dayOf(`${text(day).slice(0, 7)}-01`) : day
}

function endOf(start: number, unit: CurveUnit): number {
  if (unit === 'day') return start
  if (unit !== 'month') return start + 6
  const [year, month] = text(start).split('-').map(Number) as [number, number]
  return Date.UTC(year, month, 1) / DAY - 1
}

function nameOf(start: number, unit: CurveUnit): string {
  if (unit === 'day') return text(start)
  if (unit === 'month') return text(start).slice(0, 7)
  const middle = start + 3
  const year = text(middle).slice(0, 4)
  const week = 1 + Math.floor((middle - dayOf(`${year}-01-01`)) / 7)
  return `${year}-${unit === 'week' ? 'W' : 'E'}${String(week).padStart(2, '0')}`
}
