import { fitReweighted } from './anscombe.weights.ts'
import { pt, qnbinom, qnorm, qpois } from './distributions.ts'

/** Settings of farringtonFlexible; a week stands for whatever the series counts by. */
export type FarringtonFlexibleOptions = {
  /** Counts in a year: 52 (unless given), 12 for months, 365 for days. */
  frequency?: number
  /** b: years looked back, from 1; 4 unless given. A trend needs 3. */
  years?: number
  /** w: weeks on each side of the same week of earlier years, from 0; 3 unless given. */
  halfWindow?: number
  /** Seasonal periods into which a year is cut, the window being one of them, from 1 (the windows alone are used); 10 unless given. */
  periods?: number
  /** Latest weeks left out, that an outbreak under way does not raise its own bound; from 0; 26 unless given, half a year. */
  leftOut?: number
  /** One-sided error of the bound, above 0 and below 0.5; 0.01 unless given. */
  alpha?: number
  /** nbPlugin (unless given): negative binomial quantile at the expected count. muan: at its upper limit. delta: Farrington's 2/3 power. */
  threshold?: 'nbPlugin' | 'muan' | 'delta'
  trend?: boolean
  /** The trend is kept where its p value is below this; 1 unless given: always, if it foretells no more than was ever seen. */
  trendP?: number
  /** Past counts with a larger Anscombe residual are weighted down; null: none. 2.58 unless given. */
  weightsThreshold?: number | null
  /** No bound where fewer than `cases` were seen in the last `weeks`, this one included; 5 in 4 unless given. */
  least?: { cases: number; weeks: number }
  /** Day number of each week's date, rising. With them the same week of earlier years is found by date (years of 53 weeks), else by position. */
  days?: readonly number[]
}

/** One week looked at. Nulls where there is no bound: too few cases, an unknown count, or a model that does not converge. */
export type FarringtonRow = {
  /** Position in the series, from 1. */
  t: number
  observed: number | null
  /** Expected count. */
  expected: number | null
  upperbound: number | null
  /** Observed above the bound; null where a bound could not be computed because of the model or unknown counts; false where cases were too few. */
  alarm: boolean | null
  /** Dispersion, 1 or more. */
  phi: number | null
  trend: boolean
}

/**
 * Whether the count of each week is above what the same season of earlier years leads to expect: the improved Farrington algorithm. Past counts
 * get a quasi-Poisson log-linear model with a level for each seasonal period and a trend; past outbreaks are weighted down; the bound is a quantile
 * of the negative binomial with the expected count and dispersion φ: size μ/(φ − 1), or of the Poisson where φ is 1.
 *
 * @param counts cases of each week in order, whole numbers from 0; null where unknown (left out of the past, no verdict in the present)
 * @param options see FarringtonFlexibleOptions
 * @see Noufaily A, Enki DG, Farrington P, Garthwaite P, Andrews N, Charlett A. An improved algorithm for outbreak detection in multiple
 *   surveillance systems. Stat Med 2013;32:1206-1222. doi:10.1002/sim.5595
 * @see Salmon M, Schumacher D, Höhle M. Monitoring count time series in R: aberration detection in public health surveillance. J Stat Softw
 *   2016;70(10). doi:10.18637/jss.v070.i10 (the program whose choices are followed)
 * @returns a row for every week with `years` years and half a window before it; none where the series is shorter
 * @throws RangeError if a count or option is outside its range
 * @example farringtonFlexible(weeklyCounts, { years: 5 }).filter((row) => row.alarm)
 */
export function farringtonFlexible(counts: readonly (number | null)[], options: FarringtonFlexibleOptions = {}): FarringtonRow[] {
  const set = settings(counts, options)
  const rows: FarringtonRow[] = []
  for (let now = 0; now < counts.length; now++) {
    const past = references(now, set)
    if (past !== null) rows.push(judged(counts, now, past, set))
  }
  return rows
}

type Settings = Required<Omit<FarringtonFlexibleOptions, 'days'>> & { days: readonly number[] | null; n: number }

function settings(counts: readonly (number | null)[], options: FarringtonFlexibleOptions): Settings {
  const {
    frequency = 52,
    years = 4,
    halfWindow = 3,
    periods = 10,
    leftOut = Math.floor(frequency / 2),
    alpha = 0.01,
    threshold = 'nbPlugin',
    trend = true,
    trendP = 1,
    weightsThreshold = 2.58,
    least = { cases: 5, weeks: 4 },
    days = null,
  } = options
  const whole = { frequency, years, halfWindow, periods, leftOut, 'least.cases': least.cases, 'least.weeks': least.weeks }
  const from = { frequency: 2, years: 1, halfWindow: 0, periods: 1, leftOut: 0, 'least.cases': 0, 'least.weeks': 1 }
  for (const [name, value] of Object.entries(whole)) {
    const lowest = from[name as keyof typeof from]
    if (!Number.isSafeInteger(value) || value < lowest)
      throw new RangeError(`${name} must be a whole number from ${lowest}: ${value}`)
  }
  if (frequency < 2 * halfWindow + 1) throw new RangeError(`halfWindow must leave windows apart: ${halfWindow} of ${frequency}`)
  if (periods > 1 && frequency - 2 * halfWindow - 1 < periods - 1)
    throw new RangeError(`periods must be at most ${frequency - 2 * halfWindow} here: ${periods}`)
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError(`alpha must be above 0 and below 0.5: ${alpha}`)
  if (!(trendP >= 0 && trendP <= 1)) throw new RangeError(`trendP must be from 0 to 1: ${trendP}`)
  if (weightsThreshold !== null && !(weightsThreshold > 0))
    throw new RangeError(`weightsThreshold must be above 0: ${weightsThreshold}`)
  for (const count of counts)
    if (count !== null && (!Number.isSafeInteger(count) || count < 0))
      throw new RangeError(`counts must be whole numbers from 0: ${count}`)
  if (days !== null) {
    if (days.length !== counts.length)
      throw new RangeError(`days must be as many as the counts (${counts.length}): ${days.length}`)
    for (let i = 1; i < days.length; i++)
      if (!(days[i]! > days[i - 1]!)) throw new RangeError(`days must rise: ${days[i]} after ${days[i - 1]}`)
  }
  return {
    ...{ frequency, years, halfWindow, periods, leftOut, alpha, threshold, trend, trendP, weightsThreshold, least, days },
    n: counts.length,
  }
}

/** Position of the same week in this and earlier years, latest first; null where there is none. */
function references(now: number, { days, years, frequency, halfWindow, n }: Settings): number[] | null {
  const found = [now]
  for (let back = 1; back <= years; back++) {
    const at = days === null ? now - back * frequency : placeOf(yearsBefore(days[now]!, back, frequency), days)
    if (at < halfWindow || at >= n) return null
    found.push(at)
  }
  return found
}

const DAY = 86_400_000

/** The date that many years before; of a weekly series the nearest day of the same weekday. */
function yearsBefore(day: number, back: number, frequency: number): number {
  const date = new Date(day * DAY)
  const same = Date.UTC(date.getUTCFullYear() - back, date.getUTCMonth(), date.getUTCDate()) / DAY
  if (frequency !== 52) return same
  const sunday = new Date(same * DAY).getUTCDay()
  const first = same - (sunday - date.getUTCDay())
  const other = first + (first > same ? -7 : 7)
  return Math.abs(first - same) > Math.abs(other - same) ? other : first
}

function placeOf(day: number, days: readonly number[]): number {
  let [low, high] = [0, days.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (days[middle] === day) return middle
    if (days[middle]! < day) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The counts that the model of this week sees, with their distance in time and their seasonal period (0 is the window). */
function history(counts: readonly (number | null)[], past: readonly number[], set: Settings) {
  const { halfWindow: w, periods, leftOut } = set
  const now = past[0]!
  const first = past.at(-1)! - w
  const period = new Int16Array(now - first + 1).fill(-1)
  period.fill(0, now - w - first)
  for (let year = 1; year < past.length; year++) {
    const at = past[year]! - first
    period.fill(0, at - w, at + w + 1)
    if (periods === 1) continue
    const between = past[year - 1]! - 2 * w - 1 - past[year]!
    const [length, rest] = [Math.floor(between / (periods - 1)), between % (periods - 1)]
    let start = at + w + 1
    for (let block = 1; block < periods; block++) {
      const end = start + length + (block <= rest ? 1 : 0)
      period.fill(block, start, end)
      start = end
    }
  }
  const until = Math.max(0, now - leftOut - first)
  const [seen, times, groups]: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < Math.min(until, period.length); i++) {
    const count = counts[first + i]
    if (period[i] === -1 || count === null || count === undefined) continue
    seen.push(count)
    times.push(first + i - now)
    groups.push(period[i]!)
  }
  return { counts: seen, times, groups, size: periods }
}

function judged(counts: readonly (number | null)[], now: number, past: readonly number[], set: Settings): FarringtonRow {
  const observed = counts[now]!
  const none: FarringtonRow = { t: now + 1, observed, expected: null, upperbound: null, alarm: null, phi: null, trend: false }
  const data = history(counts, past, set)
  if (!data.groups.includes(0)) return none
  let model = fitReweighted(data, set.trend, set.weightsThreshold)
  if (model === null) return none
  let spread = reportedDispersion(data.counts, model)
  let trend = false
  if (model.fit.slope !== null) {
    const { slope, slopeVariance, df } = model.fit
    const p = df > 0 ? 2 * pt(-Math.abs(slope / Math.sqrt(slopeVariance * spread)), df) : Number.NaN
    const highest = Math.max(...data.counts)
    trend = set.years >= 3 && p < set.trendP && Math.exp(model.fit.predict(0, 0).eta) <= highest
    if (!trend) {
      model = fitReweighted(data, false, set.weightsThreshold)
      if (model === null) return none
      spread = reportedDispersion(data.counts, model)
    }
  }
  const { eta, variance } = model.fit.predict(0, 0)
  const bound = upperbound(eta, Math.sqrt(variance * spread), model.phi, set)
  const recent = counts.slice(Math.max(0, now - set.least.weeks + 1), now + 1)
  if (recent.includes(null) || bound === null) return { ...none, phi: model.phi, trend }
  if (recent.reduce<number>((sum, count) => sum + count!, 0) < set.least.cases)
    return { ...none, alarm: false, phi: model.phi, trend }
  const alarm = observed! > bound && observed! > 0
  return { t: now + 1, observed, expected: Math.exp(eta), upperbound: bound, alarm, phi: model.phi, trend }
}

/** The dispersion behind standard errors and p values: with the outbreak weights in place of the working ones, as the program followed has it. */
function reportedDispersion(counts: readonly number[], { fit, weights }: NonNullable<ReturnType<typeof fitReweighted>>): number {
  if (weights === null) return fit.dispersion
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += weights[i]! * ((counts[i]! - fit.mu[i]!) / fit.mu[i]!) ** 2
  return sum / fit.df
}

function upperbound(eta: number, se: number, phi: number, { alpha, threshold }: Settings): number | null {
  if (threshold === 'delta') {
    const mu = Math.exp(eta)
    const tau = phi + (se * mu) ** 2 / mu
    const upper = mu ** (2 / 3) + qnorm(1 - alpha) * Math.sqrt((4 / 9) * mu ** (1 / 3) * tau)
    return Number.isFinite(upper) ? upper ** 1.5 : null
  }
  const mean = Math.exp(threshold === 'nbPlugin' ? eta : eta + qnorm(1 - alpha) * se)
  if (!Number.isFinite(mean)) return null
  return phi > 1 ? qnbinom(1 - alpha, mean / (phi - 1), mean) : qpois(1 - alpha, mean)
}
