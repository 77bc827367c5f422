import { qnorm } from './distributions.ts'
import { flatForecast } from './flat-forecast.ts'
import { type PlainDayChange, plainDays } from './plain-days.ts'
import { shrunkenTrend, type Trend } from './shrunken-trend.ts'

export type ForecastNote = {
  code: 'short' | 'few' | 'unknown-days' | 'last-days' | 'negative' | 'spike'
  vi: string
  en: string
}

export type ForecastWeek = {
  /** 1: the seven days after the origin; 2: the seven after these. */
  week: number
  /** Of the number of cases in these seven days, at `levels`; null where it cannot be said. */
  quantiles: number[] | null
}

export type Forecast = {
  levels: number[]
  weeks: ForecastWeek[]
  /** Level, growth and spread at the origin, before damping. */
  trend: Trend | null
  notes: ForecastNote[]
}

const LEVELS = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]
/** Chosen on the Vietnamese provinces of 2021; how, and how far they may be moved without harm, is in docs/epi.md. */
const DAMPING = 0.9
const PROCESS_SD = [0.65, 1.05]
const SIZE_POWER = 0.3
const PRIOR_WEIGHT = 5
const BEND = 0.2
const OWN_SHARE = 0.8

/**
 * Cases of the next one or two weeks, as quantiles of 7-day sums. The present growth goes on but dies away (damped trend of the logarithm); the spread is
 * that of epidemics of such a size, drawn towards what this method would have got wrong on the same series at the five origins a week apart before; and
 * the answer is averaged, quantile by quantile, with "as last week" (flatForecast).
 *
 * @param counts cases on consecutive days, the oldest first, the last being the origin; null where unknown; negative counts are corrections (plainDays).
 *   Up to three zeros at the end, after a week of at least 5 a day, are taken as not reported yet. Nothing after the origin is needed or used
 * @param options.weeks 1 or 2, by default 2
 * @param options.levels probabilities of the quantiles, rising; by default the nine of the hubs' weekly format
 * Formula: level, r and their covariance by shrunkenTrend; day k: μ_k = e^(level + r·(δ + δ² + … + δ^k)), δ = 0.9; week: μ = Σ μ_k.
 *   s² = [Var(level + r·g) + φ/μ + σ²·(μ/100)^−0.3]·(5 + Σ e²)/(5 + n), g the mean of the damped sums, σ = 0.65 and 1.05, e the standardised errors of
 *   log(count + 1) at the n ≤ 5 earlier origins with at least 20 cases in 28 days, e² at most 9.
 *   Own quantile (μ + 1)·(1 + 0.2·z·s)^5 − 1 (between normal and log-normal), answer 0.8·own + 0.2·flat
 * @see Gardner ES, McKenzie E. Forecasting trends in time series. Manag Sci 1985;31:1237-1246. doi:10.1287/mnsc.31.10.1237
 * @see Ray EL et al. Comparing trained and untrained probabilistic ensemble forecasts of COVID-19 cases and deaths in the United States.
 *   Int J Forecast 2023;39:1366-1383. doi:10.1016/j.ijforecast.2022.06.005 (averages of quantiles)
 * @returns quantiles by week. No chance is involved: the same input gives the same answer
 * @throws RangeError if a count is not finite, weeks is not 1 or 2, or the levels do not rise within 0 and 1
 * @example forecast(days).weeks[0].quantiles
 */
export function forecast(
  counts: readonly (number | null)[],
  options: { weeks?: number; levels?: readonly number[] } = {},
): Forecast {
  const { weeks = 2 } = options
  const levels = [...(options.levels ?? LEVELS)]
  if (weeks !== 1 && weeks !== 2) throw new RangeError(`weeks must be 1 or 2: ${weeks}`)
  if (!levels.every((p, i) => p > 0 && p < 1 && (i === 0 || p > levels[i - 1]!)))
    throw new RangeError(`levels must rise within 0 and 1: ${levels.join(', ')}`)
  const { counts: days, changes } = plainDays(counts)
  const origin = days.length - 1
  const notes = notesOf(days, changes)
  const trend = days.length < 14 ? null : shrunkenTrend(reportedYet(days))
  if (trend === null) notes.push(say.short())

  const sums: (number | null)[] = []
  for (let end = origin; end >= 6; end -= 7) sums.unshift(weekSum(days, end))
  const answer = Array.from({ length: weeks }, (_, i): ForecastWeek => {
    if (trend === null) return { week: i + 1, quantiles: null }
    const { mean, variance } = ahead(trend, i)
    let [errors, n] = [0, 0]
    for (let back = i + 1; back <= i + 5; back++) {
      const at = origin - 7 * back
      const error = at < 13 ? null : errorAt(days, at, i)
      if (error === null) continue
      errors += Math.min(9, error)
      n += 1
    }
    const sd = Math.sqrt((variance * (PRIOR_WEIGHT + errors)) / (PRIOR_WEIGHT + n))
    const flat = flatForecast(sums, i + 1, levels)
    const quantiles = levels.map((p, k) => {
      const own = Math.max(0, (mean + 1) * Math.max(0, 1 + BEND * qnorm(p) * sd) ** (1 / BEND) - 1)
      return flat === null ? own : OWN_SHARE * own + (1 - OWN_SHARE) * flat[k]!
    })
    return { week: i + 1, quantiles }
  })
  return { levels, weeks: answer, trend, notes }
}

/** Mean of the week after next (i = 1) or the next (i = 0), and the variance of its logarithm. */
function ahead(trend: Trend, i: number): { mean: number; variance: number } {
  let [mean, sum] = [0, 0]
  for (let day = 1 + 7 * i; day <= 7 + 7 * i; day++) {
    const damped = (DAMPING * (1 - DAMPING ** day)) / (1 - DAMPING)
    mean += Math.exp(Math.min(30, trend.level + trend.growth * damped))
    sum += damped
  }
  const g = sum / 7
  const known = trend.levelVariance + g * g * trend.growthVariance + 2 * g * trend.covariance
  const size = Math.max(mean, 1)
  return { mean, variance: known + trend.dispersion / size + PROCESS_SD[i]! ** 2 * (size / 100) ** -SIZE_POWER }
}

/** Squared standardised error that the method made at an earlier day for the week that has passed since; null if it says nothing. */
function errorAt(days: readonly (number | null)[], at: number, i: number): number | null {
  const then = days.slice(0, at + 1)
  if (then.slice(-28).reduce<number>((sum, x) => sum + (x ?? 0), 0) < 20) return null
  const trend = shrunkenTrend(reportedYet(then))
  const came = weekSum(days, at + 7 * (i + 1))
  if (trend === null || came === null) return null
  const { mean, variance } = ahead(trend, i)
  return (Math.log1p(came) - Math.log1p(mean)) ** 2 / variance
}

/** Cases of the seven days up to `end`, unknown days as the others; null where fewer than four are known. */
function weekSum(days: readonly (number | null)[], end: number): number | null {
  let [sum, known] = [0, 0]
  for (let day = end - 6; day <= end; day++) {
    const count = days[day]
    if (count === null || count === undefined) continue
    sum += count
    known += 1
  }
  return known < 4 ? null : (sum * 7) / known
}

/** How many days at the end are zeros that look like reports not in yet. */
function missing(days: readonly (number | null)[]): number {
  let zeros = 0
  while (zeros < 4 && days[days.length - 1 - zeros] === 0) zeros += 1
  if (zeros === 0 || zeros > 3) return 0
  const before = days.slice(-zeros - 7, -zeros).filter((count) => count !== null)
  return before.length > 0 && before.reduce((sum, x) => sum + x, 0) / before.length >= 5 ? zeros : 0
}

function reportedYet(days: readonly (number | null)[]): readonly (number | null)[] {
  const zeros = missing(days)
  return zeros === 0 ? days : days.map((count, day) => (day >= days.length - zeros ? null : count))
}

function notesOf(days: readonly (number | null)[], changes: readonly PlainDayChange[]): ForecastNote[] {
  const notes: ForecastNote[] = []
  const last = days.slice(-28)
  const zeros = missing(days)
  if (zeros > 0) notes.push(say.lastDays(zeros))
  const spikes = changes.filter((change) => change.kind === 'spike')
  const unknown = last.filter((count) => count === null).length
  if (unknown > 0) notes.push(say.unknownDays(unknown))
  for (const { day, count } of spikes) notes.push(say.spike(days.length - 1 - day, count))
  const negative = changes.length - spikes.length
  if (negative > 0) notes.push(say.negative(negative))
  if (last.reduce<number>((sum, count) => sum + (count ?? 0), 0) < 20) notes.push(say.few())
  return notes
}

const say = {
  short: (): ForecastNote => ({
    code: 'short',
    vi: 'Cần ít nhất 14 ngày, trong đó ít nhất 7 ngày có số liệu. Không dự báo được.',
    en: 'At least 14 days are needed, 7 of the last 28 known. No forecast can be made.',
  }),
  few: (): ForecastNote => ({
    code: 'few',
    vi: 'Dưới 20 ca trong 28 ngày: phương pháp chưa được kiểm tra với số ca ít như vậy.',
    en: 'Fewer than 20 cases in 28 days: the method has not been tested on so few.',
  }),
  unknownDays: (days: number): ForecastNote => ({
    code: 'unknown-days',
    vi: `${days} trong 28 ngày cuối không rõ số ca; được bỏ qua, không coi là 0.`,
    en: `${days} of the last 28 days are unknown; they are passed over, not taken as zero.`,
  }),
  lastDays: (days: number): ForecastNote => ({
    code: 'last-days',
    vi: `${days} ngày cuối ghi 0 ca sau một tuần nhiều ca: coi là chưa báo cáo.`,
    en: `The last ${days} days show 0 after a week with many cases: taken as not reported yet.`,
  }),
  negative: (days: number): ForecastNote => ({
    code: 'negative',
    vi: `${days} ngày có số âm (hiệu chỉnh); đã trừ vào các ngày trước.`,
    en: `${days} days have negative counts (corrections); they were taken from the days before.`,
  }),
  spike: (back: number, count: number): ForecastNote => ({
    code: 'spike',
    vi: `Số ${count} ca (${back} ngày trước ngày gốc) cao bất thường, coi như không rõ. Hãy kiểm tra lại.`,
    en: `${count} cases (${back} days before the origin) is out of all proportion and was taken as unknown. Check it.`,
  }),
}
