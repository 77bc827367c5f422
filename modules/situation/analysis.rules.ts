import { delayDistribution } from '@phaodai/epi/delay-distribution.ts'
import { type ReportingTriangle, reportingTriangle } from '@phaodai/epi/reporting-triangle.ts'
import { type RtOptions, type RtRow, rt } from '@phaodai/epi/rt.ts'
import { rtNowcast } from '@phaodai/epi/rt-nowcast.ts'
import type { SerialInterval } from './analysis.contract.ts'

const DAY = 86_400_000
export const dayNumber = (day: string): number => Date.parse(day) / DAY
export const dayText = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10)

/** Cases alike in commune, days and origin. */
export interface Group {
  communeId: number
  onset: string | null
  sampled: string | null
  known: string | null
  imported: boolean
  stoodIn: boolean
  n: number
}
export type By = 'onset' | 'report'

/** Consecutive days, the first being that of the first case; zeros where there was none. */
export interface Series {
  first: number
  local: number[]
  imported: number[]
  all: number[]
  /** Cases with no such day. */
  undated: number
  dated: number
}

/** Cases by day, from the first case to `until`, told apart by where they were infected. A day after `until` is not counted. */
export function seriesOf(groups: readonly Group[], by: By, until: string): Series {
  const last = dayNumber(until)
  let [first, undated, dated] = [Number.POSITIVE_INFINITY, 0, 0]
  for (const g of groups) {
    const day = by === 'onset' ? g.onset : g.known
    if (day === null || dayNumber(day) > last) undated += g.n
    else {
      dated += g.n
      first = Math.min(first, dayNumber(day))
    }
  }
  const length = dated === 0 ? 0 : last - first + 1
  const local = new Array<number>(length).fill(0)
  const imported = new Array<number>(length).fill(0)
  for (const g of groups) {
    const day = by === 'onset' ? g.onset : g.known
    if (day === null || dayNumber(day) > last) continue
    const into = g.imported ? imported : local
    into[dayNumber(day) - first]! += g.n
  }
  return { first: dated === 0 ? last + 1 : first, local, imported, all: local.map((n, i) => n + imported[i]!), undated, dated }
}

export const countOf = (groups: readonly Group[]): number => groups.reduce((sum, g) => sum + g.n, 0)

/** Reports of the cases that have both days, for the reporting triangle. */
export const reportsOf = (groups: readonly Group[], of: 'onset' | 'sample') =>
  groups.flatMap((g) => {
    const reference = of === 'onset' ? g.onset : g.sampled
    return reference === null || g.known === null
      ? []
      : [{ reference: dayNumber(reference), report: dayNumber(g.known), count: g.n }]
  })

/** The delay by which 99 of 100 were reported so far, between 7 and 40 days. */
export function usualMaxDelay(reports: readonly { reference: number; report: number; count: number }[]): number {
  const counts = new Map<number, number>()
  let total = 0
  for (const { reference, report, count } of reports) {
    if (report < reference) continue
    counts.set(report - reference, (counts.get(report - reference) ?? 0) + count)
    total += count
  }
  let seen = 0
  for (let delay = 0; delay < 40; delay++) {
    seen += counts.get(delay) ?? 0
    if (delay >= 7 && seen >= 0.99 * total) return delay
  }
  return 40
}

/** Share of a day's cases that must be in before the day is drawn as complete. */
const COMPLETE = 0.9

/**
 * First day on which fewer than nine in ten of the cases are likely to be reported yet; null where all are in. While the delays are not known
 * yet, every day that a report may still be missing from counts as incomplete.
 */
export function incompleteFrom(triangle: ReportingTriangle): string | null {
  if (triangle.rows.length === 0) return null
  const delay = delayDistribution(triangle.rows.map((row) => row.map((n) => n ?? Number.NaN)))
  if (delay === null) return dayText(Math.max(triangle.first, triangle.asOf - triangle.rows[0]!.length + 2))
  let within = 0
  let first: number | null = null
  for (let d = 0; d < delay.length; d++) {
    within += delay[d]!
    if (within < COMPLETE) first = d
  }
  return first === null ? null : dayText(triangle.asOf - first)
}

/** The reporting triangle of a line list as it was known on a day, with its usual longest delay. */
export function triangleOf(groups: readonly Group[], of: 'onset' | 'sample', until: string, maxDelay?: number) {
  const reports = reportsOf(groups, of)
  const longest = maxDelay ?? usualMaxDelay(reports)
  return { maxDelay: longest, triangle: reportingTriangle(reports, { asOf: dayNumber(until), maxDelay: longest }), reports }
}

/** Where no source gives a spread: this share of the mean, near that of COVID-19, influenza and Ebola. An assumption of this product. */
export const ASSUMED_SD_SHARE = 0.6

interface ProfileInterval {
  value: number | null
  confirmed: boolean
  source: { document: string; mark: string; note?: { vi: string; en: string } | undefined }
}

const vi1 = (n: number) => String(Math.round(n * 100) / 100).replace('.', ',')

/** The serial interval: the reader's, else the disease profile's mean with an assumed spread, said as such; nulls where nothing is known. */
export function serialIntervalOf(
  profile: ProfileInterval,
  asked: { siMean?: number | undefined; siSd?: number | undefined },
): SerialInterval {
  const mean = asked.siMean ?? profile.value
  const sd = asked.siSd ?? (mean === null ? null : mean * ASSUMED_SD_SHARE)
  const meanFrom = asked.siMean !== undefined ? 'reader' : profile.value === null ? null : 'profile'
  const sdFrom = asked.siSd !== undefined ? 'reader' : mean === null ? null : 'assumed'
  const confirmed = meanFrom === 'profile' && profile.confirmed && sdFrom === 'reader'
  const unsure = profile.confirmed ? { vi: 'đã xác nhận', en: 'confirmed' } : { vi: 'chưa xác nhận', en: 'not confirmed' }
  const note = profile.source.note
  const meanWords =
    meanFrom === 'reader'
      ? { vi: `Trung bình ${vi1(mean!)} ngày do người đọc chọn`, en: `Mean of ${mean} days chosen by the reader` }
      : meanFrom === 'profile'
        ? {
            vi: `Trung bình ${vi1(mean!)} ngày theo hồ sơ bệnh (${profile.source.document}${note ? `; ${note.vi.replace(/\.$/, '')}` : ''}; ${unsure.vi})`,
            en: `Mean of ${mean} days from the disease profile (${profile.source.document}${note ? `; ${note.en.replace(/\.$/, '')}` : ''}; ${unsure.en})`,
          }
        : {
            vi: 'Hồ sơ bệnh không có khoảng thế hệ: hãy chọn trung bình và độ lệch chuẩn',
            en: 'The disease profile has no serial interval: choose a mean and a standard deviation',
          }
  const sdWords =
    sdFrom === 'reader'
      ? {
          vi: `; độ lệch chuẩn ${vi1(sd!)} ngày do người đọc chọn.`,
          en: `; standard deviation of ${sd} days chosen by the reader.`,
        }
      : sdFrom === 'assumed'
        ? {
            vi: `; độ lệch chuẩn ${vi1(sd!)} ngày là giả định của phần mềm (0,6 lần trung bình), chưa xác nhận.`,
            en: `; standard deviation of ${Math.round(sd! * 100) / 100} days is this product’s assumption (0.6 of the mean), not confirmed.`,
          }
        : { vi: '.', en: '.' }
  return {
    ...{ mean, sd, meanFrom, sdFrom, confirmed },
    words: { vi: meanWords.vi + sdWords.vi, en: meanWords.en + sdWords.en },
  }
}

/** Whether a figure must say that its interval is nobody's finding: what the reader chose is the reader's own. */
export const isUnsure = (si: SerialInterval): boolean =>
  si.mean !== null && !si.confirmed && !(si.meanFrom === 'reader' && si.sdFrom === 'reader')

/** How many cases infected 0, 1, 2 … people, without the numbers that nobody has. */
export function tallyOf(counts: readonly number[]): { infected: number; cases: number }[] {
  const found = new Map<number, number>()
  for (const n of counts) found.set(n, (found.get(n) ?? 0) + 1)
  return [...found].map(([infected, cases]) => ({ infected, cases })).sort((a, b) => a.infected - b.infected)
}

/** Sums of seven days that end on the last day, the oldest first; the weeks that are not whole are left out. */
export function weekSums(series: Series, weeks: number): { from: number; until: number; cases: number }[] {
  const sums: { from: number; until: number; cases: number }[] = []
  for (let end = series.all.length; end >= 7 && sums.length < weeks; end -= 7) {
    const cases = series.all.slice(end - 7, end).reduce((sum, n) => sum + n, 0)
    sums.unshift({ from: series.first + end - 7, until: series.first + end - 1, cases })
  }
  return sums
}

/** The counts of the last days, with zeros before the first case. */
export const lastDays = (series: Series, days: number): number[] =>
  Array.from({ length: days }, (_, i) => series.all[series.all.length - days + i] ?? 0)

export interface RtDay extends RtRow {
  /** The window ends on a day that still lacks reports. */
  incomplete: boolean
  /** It does, and the nowcast must not be used: no figure. */
  late: boolean
}

/**
 * R by window. Windows that end from `late` on lack reports: theirs is R with the nowcast of the cases to come, or none, never that of what is
 * reported so far, which falls of itself. `lateDays`: how they were met; null where none lacks reports.
 */
export function rtRows(
  series: Pick<Series, 'first' | 'local' | 'imported'>,
  late: string | null,
  triangle: ReportingTriangle | null,
  settings: RtOptions,
): { rows: RtDay[]; lateDays: 'nowcast' | 'short' | 'shifting' | null } {
  const bare = rt(series, settings)
  if (late === null || triangle === null)
    return { rows: bare.map((row) => ({ ...row, incomplete: false, late: false })), lateDays: null }
  const ahead = rtNowcast(series, triangle.rows, settings)
  const again = new Map(ahead.rows.map((row) => [row.tEnd, row]))
  const rows = bare.map((row): RtDay => {
    if (dayText(series.first + row.tEnd - 1) < late) return { ...row, incomplete: false, late: false }
    const found = again.get(row.tEnd)
    if (found) return { ...found, incomplete: true, late: false }
    return { ...row, mean: null, sd: null, quantiles: null, incomplete: true, late: true }
  })
  return { rows, lateDays: ahead.unusable ?? 'nowcast' }
}
