import { type DelayRow, delayDistribution } from './delay-distribution.ts'
import { dnbinom, qnbinom } from './distributions.ts'

export type NowcastDay = {
  /** Place of the day in the triangle. */
  row: number
  /** Days before the day of the triangle. */
  horizon: number
  reported: number | null
  /** Expected final count, the reports to come included; null where it cannot be said. */
  point: number | null
  /** At `levels`; null where there are too few past days to know the errors. */
  quantiles: number[] | null
}

export type NowcastNote = {
  code: 'short' | 'no-intervals' | 'shifting' | 'drifting' | 'untested' | 'unknown-days' | 'negative' | 'first-delay'
  vi: string
  en: string
}

export type Nowcast = {
  levels: number[]
  /** The days that are still incomplete, the oldest first. */
  days: NowcastDay[]
  /** Share reported with each delay, from the days that the point uses. */
  delay: number[] | null
  /** Days behind the point, behind each past nowcast, and past nowcasts compared. */
  used: { point: number; delay: number; past: number }
  /**
   * How the last nowcasts (14 days back, of 14 days each) did against what has become known since. `skill`: sum of their absolute errors over the sum
   * of the errors of the raw count; `bias`: reported since over foretold; `reports`: reported since.
   */
  shift: { skill: number; bias: number; reports: number; shifting: boolean } | null
  notes: NowcastNote[]
}

const LEVELS = [0.025, 0.25, 0.5, 0.75, 0.975]

/**
 * How many cases of the last days there will be once the late reports are in. The point is the chain ladder with the expectation under a flat prior, so
 * that a day without a report yet is not a certain zero; the intervals are as wide as past nowcasts were wrong: for each horizon, a negative binomial
 * fitted to what the nowcasts of the days before foretold and what has come in since.
 *
 * @param triangle reference days without a gap, the oldest first, the last being the day on which it is seen; in each, reports after 0 … maxDelay days
 *   (counts; negative ones are corrections and are taken from the delays before). Cells not yet known on that day are not read; a null among the known
 *   ones leaves the whole day out
 * @param options.levels quantiles wanted; by default 0.025, 0.25, 0.5, 0.75, 0.975
 * @param options.days reference days used, 3 × maxDelay by default; half of them for the delays of each past nowcast, half as past
 *   nowcasts; where there are fewer, maxDelay + 1 and half of the rest for the delays, the other half as past nowcasts
 * Formula: π from delayDistribution; for d = h+1 … D in turn x(t,d) = π_d·(x(t,<d) + 1 − Π_{d−1})/Π_{d−1}, Π_d = π_0 + … + π_d.
 *   Interval of horizon h: reported + NegBin(mean x(t,>h), size φ_h), π of the later half of the days, as in every past nowcast (so the median
 *   need not be the point); φ_h of most likelihood between 0.1 and 1000 over the past nowcasts (their means + 0.1), of which only what is known by now is compared.
 *   Shifting: skill = Σ|foretold − reported since|/Σ reported since at least 1, or bias = Σ reported since/Σ foretold outside 1/2 … 2;
 *   drifting (a note only): skill at least 0.8, or bias outside 2/3 … 3/2
 * @see Johnson KE et al. Baseline nowcasting methods for handling delays in epidemiological data. Wellcome Open Res 2025;10:614
 * @see Wolffram D et al. Collaborative nowcasting of COVID-19 hospitalization incidences in Germany. PLoS Comput Biol 2023;19:e1011394. doi:10.1371/journal.pcbi.1011394
 * @returns the incomplete days with point and quantiles. No chance is involved: the quantiles are exact, the same input gives the same answer
 * @throws RangeError if the rows differ in width, a count is not a whole number, a level lies outside 0 … 1, or `days` is no whole number above maxDelay
 * @example nowcast([[6, 2, 0], [5, 3, 1], [7, 2, null], [4, null, null]]).days.map((day) => day.point)
 */
export function nowcast(
  triangle: readonly (readonly (number | null)[])[],
  options: { levels?: readonly number[]; days?: number } = {},
): Nowcast {
  const levels = [...(options.levels ?? LEVELS)]
  if (!levels.every((p) => p > 0 && p < 1)) throw new RangeError(`levels must lie between 0 and 1: ${levels.join(', ')}`)
  const width = triangle[0]?.length ?? 0
  const D = width - 1
  if (D < 1) throw new RangeError('triangle must have at least one day and the delays 0 and 1')
  const days = options.days ?? 3 * D
  if (!Number.isSafeInteger(days) || days <= D) throw new RangeError(`days must be a whole number above maxDelay ${D}: ${days}`)
  const notes: NowcastNote[] = []
  const total = triangle.length
  const raw = triangle.map((row, i) => cellsOf(row, width, total - 1 - i))
  const negative = raw.filter((row, i) => row.subarray(0, total - i).some((count) => count < 0)).length
  if (negative > 0) notes.push(say.negative(negative))
  /** The triangle as it was seen `back` days ago, `count` days of it. */
  const seen = (back: number, count: number): Float64Array[] => {
    const rows = raw.slice(Math.max(0, total - back - count), total - back)
    return negative === 0 ? rows : rows.map((row, i) => withoutNegatives(row, rows.length - 1 - i))
  }

  const now = seen(0, days)
  const pmf = now.length > D ? delayDistribution(now) : null
  if (pmf === null) notes.push(say.short(now.length, D))
  else if (pmf[0] === 0) notes.push(say.firstDelay())
  const used = Math.min(days, total)
  const pasts = total >= days ? days - Math.max(D + 1, Math.floor(days / 2)) : Math.max(2, Math.ceil((total - D - 1) / 2))
  const perPast = used - pasts
  const past = pmf === null || pasts < 2 || perPast <= D ? null : pastNowcasts(seen, pasts, perPast, D)
  if (pmf !== null && past === null) notes.push(say.noIntervals(total, D))
  const recent = past === null ? null : delayDistribution(seen(0, perPast))
  const shift = past === null ? null : shiftOf(past, D)
  if (shift?.shifting) notes.push(say.shifting(shift.skill, shift.bias))
  else if (shift !== null && (shift.skill >= 0.8 || shift.bias < 2 / 3 || shift.bias > 3 / 2))
    notes.push(say.drifting(shift.bias))
  if (pmf !== null && shift === null) notes.push(say.untested())

  const answer: NowcastDay[] = []
  let unknown = 0
  for (let horizon = Math.min(D, now.length) - 1; horizon >= 0; horizon--) {
    const cells = now[now.length - 1 - horizon]!
    const rawCells = raw[total - 1 - horizon]!
    let reported = 0
    for (let d = 0; d <= horizon; d++) reported += rawCells[d]!
    const day: NowcastDay = { row: total - 1 - horizon, horizon, reported, point: null, quantiles: null }
    answer.push(day)
    if (Number.isNaN(reported)) {
      day.reported = null
      unknown += 1
      continue
    }
    const more = pmf === null ? Number.NaN : expected(cells, pmf, horizon, D)
    if (!Number.isFinite(more)) continue
    let sum = 0
    for (let d = 0; d <= horizon; d++) sum += cells[d]!
    day.point = sum + more
    const size = past === null ? null : sizeOf(past.observed[horizon]!, past.foretold[horizon]!)
    const mean = recent === null ? Number.NaN : expected(cells, recent, horizon, D)
    if (size !== null && Number.isFinite(mean)) day.quantiles = levels.map((p) => sum + qnbinom(p, size, mean))
  }
  if (unknown > 0) notes.push(say.unknownDays(unknown))
  const behind = { point: now.length, delay: past === null ? 0 : perPast, past: past === null ? 0 : pasts }
  return { levels, days: answer, delay: pmf === null ? null : [...pmf], used: behind, shift, notes }
}

/** Keeps the likelihood defined where nothing more was expected. */
const PAD = 0.1
const RECENT = 14

function cellsOf(row: readonly (number | null)[], width: number, horizon: number): Float64Array {
  if (row.length !== width) throw new RangeError(`triangle must have rows of the same width: ${row.length} and ${width}`)
  const cells = new Float64Array(width).fill(Number.NaN)
  for (let d = 0; d < width && d <= horizon; d++) {
    const count = row[d]
    if (count === null || count === undefined) continue
    if (!Number.isSafeInteger(count)) throw new RangeError(`triangle must hold whole counts: ${count}`)
    cells[d] = count
  }
  return cells
}

/** Corrections downwards are taken from the nearest shorter delays; a row that is negative in all has nothing left. */
function withoutNegatives(row: Float64Array, horizon: number): Float64Array {
  const cells = row.slice()
  let owed = 0
  for (let d = Math.min(horizon, row.length - 1); d >= 0; d--) {
    const left = row[d]! - owed
    owed = left < 0 ? -left : 0
    cells[d] = Math.max(0, left)
  }
  return cells
}

/** Reports still to come with the delays after `horizon`, up to `until`. Infinite or NaN where none were ever seen so early. */
function expected(cells: DelayRow, pmf: Float64Array, horizon: number, until: number): number {
  let [sum, within, more] = [0, 0, 0]
  for (let d = 0; d <= horizon; d++) {
    sum += cells[d]!
    within += pmf[d]!
  }
  for (let d = horizon + 1; d <= until; d++) {
    const next = (pmf[d]! * (sum + more + 1 - within)) / within
    more += next
    within += pmf[d]!
  }
  return more
}

type Past = { observed: number[][]; foretold: number[][]; back: number[][] }

function pastNowcasts(seen: (back: number, count: number) => Float64Array[], pasts: number, count: number, D: number): Past {
  const lists = () => Array.from({ length: D }, (): number[] => [])
  const past: Past = { observed: lists(), foretold: lists(), back: lists() }
  const now = seen(0, pasts + D + 1)
  for (let back = 1; back <= pasts; back++) {
    const rows = seen(back, count)
    const pmf = delayDistribution(rows)
    if (pmf === null) continue
    for (let horizon = 0; horizon < D && horizon < rows.length; horizon++) {
      const later = now[now.length - 1 - back - horizon]
      if (later === undefined) break
      const until = Math.min(D, horizon + back)
      const foretold = expected(rows[rows.length - 1 - horizon]!, pmf, horizon, until)
      let observed = 0
      for (let d = horizon + 1; d <= until; d++) observed += later[d]!
      if (Number.isNaN(foretold) || Number.isNaN(observed)) continue
      past.observed[horizon]!.push(observed)
      past.foretold[horizon]!.push(foretold)
      past.back[horizon]!.push(back)
    }
  }
  return past
}

/** The dispersion of most likelihood; null without two past nowcasts that could say something. */
function sizeOf(observed: readonly number[], foretold: readonly number[]): number | null {
  const pairs = observed.map((x, i) => [x, foretold[i]!] as const).filter(([, mean]) => Number.isFinite(mean))
  if (pairs.length < 2) return null
  const likelihood = (log: number) => pairs.reduce((sum, [x, mean]) => sum + dnbinom(x, Math.exp(log), mean + PAD, true), 0)
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [Math.log(0.1), Math.log(1000)]
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)]
  let [atA, atB] = [likelihood(a), likelihood(b)]
  while (high - low > 1e-4) {
    if (atA >= atB) {
      ;[high, b, atB] = [b, a, atA]
      a = high - golden * (high - low)
      atA = likelihood(a)
    } else {
      ;[low, a, atA] = [a, b, atB]
      b = low + golden * (high - low)
      atB = likelihood(b)
    }
  }
  return Math.exp((low + high) / 2)
}

function shiftOf(past: Past, D: number): Nowcast['shift'] {
  let [errors, reports, foretold] = [0, 0, 0]
  for (let horizon = 0; horizon < Math.min(D, RECENT); horizon++)
    for (let k = 0; k < past.back[horizon]!.length; k++) {
      if (past.back[horizon]![k]! > RECENT) continue
      errors += Math.abs(past.foretold[horizon]![k]! - past.observed[horizon]![k]!)
      reports += past.observed[horizon]![k]!
      foretold += past.foretold[horizon]![k]!
    }
  if (reports < 20) return null
  const [skill, bias] = [errors / reports, reports / foretold]
  return { skill, bias, reports, shifting: skill >= 1 || bias < 1 / 2 || bias > 2 }
}

const comma = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '∞').replace('.', ',')
const say = {
  short: (days: number, D: number): NowcastNote => ({
    code: 'short',
    vi: `Chỉ có ${days} ngày; cần ít nhất ${D + 1} ngày có ca để biết độ trễ. Không ước tính được.`,
    en: `Only ${days} days; at least ${D + 1} with cases are needed to know the delays. Not estimable.`,
  }),
  noIntervals: (days: number, D: number): NowcastNote => ({
    code: 'no-intervals',
    vi: `Chỉ có ${days} ngày; cần ít nhất ${D + 3} ngày để biết sai số. Có giá trị ước tính, không có khoảng.`,
    en: `Only ${days} days; at least ${D + 3} are needed to know the errors. The point is given without intervals.`,
  }),
  firstDelay: (): NowcastNote => ({
    code: 'first-delay',
    vi: 'Chưa có ca nào được báo ngay trong ngày. Những ngày mới nhất không ước tính được.',
    en: 'No case was ever reported on its own day. The latest days are not estimable.',
  }),
  shifting: (skill: number, bias: number): NowcastNote => ({
    code: 'shifting',
    vi:
      `Độ trễ báo cáo đang thay đổi: trong 14 ngày qua, sai số của ước tính bằng ${comma(skill)} lần sai số của số đã báo cáo, ` +
      `số báo thêm bằng ${comma(bias)} lần dự kiến. Không nên dùng ước tính; hãy dùng số đã báo cáo và nói rõ là chưa đủ.`,
    en:
      `Reporting delays are shifting: over the last 14 days the nowcasts erred ${skill.toFixed(2)} times as much as the raw counts, and ` +
      `${bias.toFixed(2)} times the foretold reports came in. Do not use the nowcast; use the raw counts and say that they are incomplete.`,
  }),
  drifting: (bias: number): NowcastNote => ({
    code: 'drifting',
    vi: `Độ trễ báo cáo có dấu hiệu thay đổi: trong 14 ngày qua số báo thêm bằng ${comma(bias)} lần dự kiến. Dùng ước tính một cách thận trọng.`,
    en: `Reporting delays may be changing: over the last 14 days ${bias.toFixed(2)} times the foretold reports came in. Use the nowcast with caution.`,
  }),
  untested: (): NowcastNote => ({
    code: 'untested',
    vi: 'Quá ít báo cáo trong 14 ngày qua để biết độ trễ có thay đổi hay không.',
    en: 'Too few reports in the last 14 days to tell whether delays are shifting.',
  }),
  unknownDays: (days: number): NowcastNote => ({
    code: 'unknown-days',
    vi: `${days} ngày không rõ số liệu nên không ước tính.`,
    en: `${days} days have unknown counts and are not estimated.`,
  }),
  negative: (days: number): NowcastNote => ({
    code: 'negative',
    vi: `${days} ngày có số âm (hiệu chỉnh); đã trừ vào các độ trễ ngắn hơn.`,
    en: `${days} days have negative counts (corrections); they were taken from the shorter delays.`,
  }),
}
