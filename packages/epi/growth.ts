import { qt } from './distributions.ts'

/** `one-day`: cases on one day at most; `short`: fewer days than the window; `unknown`: fewer than 3 known days. */
export type GrowthState = 'ok' | 'one-day' | 'short' | 'unknown'
export type Growth = {
  /** Last day of the window, the first day of the series being 1. */
  tEnd: number
  /** Days of the window, and how many of them are known. */
  window: number
  known: number
  cases: number
  state: GrowthState
  /** A day, natural logarithm; the rest is null with it where not estimable. */
  rate: number | null
  /** Standard error if the counts were Poisson, and widened by the dispersion. */
  sePoisson: number | null
  seQuasi: number | null
  /** Pearson's statistic over its degrees of freedom; 1 for Poisson counts. */
  dispersion: number | null
  /** 95 % limits by t with known - 2 degrees of freedom. */
  lower: number | null
  upper: number | null
  /** Days until cases are twice as many; negative: until they are half. */
  doublingTime: number | null
}

/**
 * How fast cases grow or fall over the last days, with the doubling time.
 *
 * @param cases new cases a day, not negative, the first day first; null or NaN: not known (left out of the fit, its day is kept)
 * @param options.days length of the window in days, a whole number from 3; 14 unless given
 * @param options.end last day of the window, 1 being the first; the last of the series unless given
 * Formula: log E(cases of day t) = c + r t by maximum likelihood (Poisson regression); iterated as R's glm iterates; dispersion
 * φ = Σ (y-μ)²/μ / (n-2); se = √φ · se of the Poisson; limits r ± t(n-2; 0.975) se; doubling time ln 2 / r.
 * @see McCullagh P, Nelder JA. Generalized Linear Models. 2nd ed. 1989, chapter 6. doi:10.1007/978-1-4899-3242-6
 * @return the figures; null figures and the reason where the window has cases on fewer than two days, is not full, or is mostly
 *   unknown
 * @throws RangeError where a count is negative, or days or end is not as said
 * @example growth([3, 4, 4, 6, 9, 9, 14, 15, 20, 28, 31, 43, 50, 71]).doublingTime // 2.8…
 */
export function growth(cases: ArrayLike<number | null>, options: { days?: number; end?: number } = {}): Growth {
  const { days = 14, end = cases.length } = options
  if (!Number.isSafeInteger(days) || days < 3) throw new RangeError(`days must be a whole number from 3: ${days}`)
  if (!Number.isSafeInteger(end) || end < 0 || end > cases.length)
    throw new RangeError(`end must be a day of the series (0 to ${cases.length}): ${end}`)
  const x: number[] = []
  const y: number[] = []
  for (let t = Math.max(0, end - days); t < end; t++) {
    const count = cases[t] ?? Number.NaN
    if (count < 0 || count === Number.POSITIVE_INFINITY)
      throw new RangeError(`cases must be finite and not negative: day ${t + 1}`)
    if (Number.isNaN(count)) continue
    x.push(t - end + 1)
    y.push(count)
  }
  const none = { rate: null, sePoisson: null, seQuasi: null, dispersion: null, lower: null, upper: null, doublingTime: null }
  const total = y.reduce((sum, count) => sum + count, 0)
  const found = { tEnd: end, window: days, known: y.length, cases: total }
  if (end < days) return { ...found, state: 'short', ...none }
  if (y.length < 3) return { ...found, state: 'unknown', ...none }
  if (y.filter((count) => count > 0).length < 2) return { ...found, state: 'one-day', ...none }

  const { rate, information, pearson } = fit(x, y)
  const dispersion = pearson / (y.length - 2)
  const sePoisson = 1 / Math.sqrt(information)
  const seQuasi = sePoisson * Math.sqrt(dispersion)
  const reach = reachOf(y.length - 2) * seQuasi
  return {
    ...found,
    state: 'ok',
    rate,
    sePoisson,
    seQuasi,
    dispersion,
    lower: rate - reach,
    upper: rate + reach,
    doublingTime: rate === 0 ? Number.POSITIVE_INFINITY : Math.LN2 / rate,
  }
}

const reaches = new Map<number, number>()

/** The 97.5 % quantile of t; windows of one length ask for the same again and again. */
function reachOf(df: number): number {
  let reach = reaches.get(df)
  if (reach === undefined) {
    reach = qt(0.975, df)
    if (reaches.size < 1000) reaches.set(df, reach)
  }
  return reach
}

/**
 * Poisson regression as R's glm goes about it, to the last step: reweighted least squares from y + 0.1 until the deviance moves
 * by less than 1e-8. Error and dispersion carry the weights of the last step, not of the limit, as every published figure from
 * glm does (1e-5 apart).
 */
function fit(x: readonly number[], y: readonly number[]) {
  const n = x.length
  const expected = Float64Array.from(y, (count) => count + 0.1)
  const level = expected.map(Math.log)
  const weight = new Float64Array(n)
  let [rate, squares, deviance] = [0, 0, devianceOf(y, expected)]
  for (let step = 0; step < 25; step++) {
    let [sum, meanDay, meanLevel] = [0, 0, 0]
    for (let i = 0; i < n; i++) {
      const w = expected[i]!
      weight[i] = w
      // the working level
      level[i]! += (y[i]! - w) / w
      sum += w
      meanDay += w * x[i]!
      meanLevel += w * level[i]!
    }
    meanDay /= sum
    meanLevel /= sum
    let product = 0
    squares = 0
    for (let i = 0; i < n; i++) {
      const off = x[i]! - meanDay
      squares += weight[i]! * off * off
      product += weight[i]! * off * (level[i]! - meanLevel)
    }
    rate = product / squares
    for (let i = 0; i < n; i++) {
      level[i] = meanLevel + rate * (x[i]! - meanDay)
      expected[i] = Math.max(Math.exp(level[i]!), Number.EPSILON)
    }
    const before = deviance
    deviance = devianceOf(y, expected)
    if (Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < 1e-8) break
  }
  let pearson = 0
  for (let i = 0; i < n; i++) pearson += weight[i]! * ((y[i]! - expected[i]!) / expected[i]!) ** 2
  return { rate, information: squares, pearson }
}

function devianceOf(y: readonly number[], expected: Float64Array): number {
  let sum = 0
  for (let i = 0; i < y.length; i++) {
    const count = y[i]!
    const mu = expected[i]!
    sum += (count > 0 ? count * Math.log(count / mu) : 0) - (count - mu)
  }
  return 2 * sum
}
