import { gammaQuantile } from './gamma-quantile.ts'
import { type Incidence, type SerialInterval, series, weightsOf } from './incidence.series.ts'

export type RtOptions = {
  si: SerialInterval
  /** Days of a window; 7 unless given. */
  window?: number
  /** Prior of R: a gamma of this mean and sd; 5 and 5 unless given. */
  priorMean?: number
  priorSd?: number
  /** Probabilities of the quantiles; the nine of EpiEstim's table unless given. */
  quantiles?: readonly number[]
}
/**
 * `few`: the posterior is wider than a coefficient of variation of 0.3, so the prior speaks as loud as the cases.
 * Not estimable: `early`, the window ends before the mean serial interval; `unknown`, its cases or their infectors are not known.
 */
export type RtState = 'ok' | 'few' | 'early' | 'unknown'
export type RtRow = {
  /** First and last day of the window, the first day of the series being 1. */
  tStart: number
  tEnd: number
  /** Cases in the window, imported ones too; null where a day is not known. */
  cases: number | null
  mean: number | null
  sd: number | null
  /** As asked; null where not estimable. */
  quantiles: number[] | null
  state: RtState
}

export const RT_QUANTILES: readonly number[] = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975]
/** EpiEstim's cv_posterior. With the prior 5 and 5 it asks for 11 cases in the window. */
const WIDEST_CV = 0.3
/** Share of infectors' weight that may fall on unknown days. */
const MOST_UNKNOWN = 0.05

/**
 * The reproduction number of each window of days: how many people a case infects on average if things stay as they are in the
 * window.
 *
 * @param incidence new cases a day by onset (or, with its delay in mind, by report); whole series in days without a hole. Cases
 *   of the first day count as imported, whoever they are: their infectors cannot be in the series
 * @param options the serial interval, in days: parametric (gamma, shifted by a day, see discretiseSerialInterval) or weights
 *   from day 0, the first 0, the sum within 0.01 of 1; the window, whole days from 1; the prior of R
 * Formula: R of a window is gamma with shape a + local cases and scale 1/(1/b + Λ), a = (m/s)², b = s²/m of the prior, Λ the sum
 * over the window's days t of Σ w(k) (local + imported)(t-k). Windows start on day 2 and follow day by day.
 * `few` where the coefficient of variation (a + local cases)^(-1/2) exceeds 0.3 (Cori 2013, web appendix; EpiEstim asks the same
 * of the first window).
 * @see Cori A, Ferguson NM, Fraser C, Cauchemez S. Am J Epidemiol 2013;178:1505-1512. doi:10.1093/aje/kwt133
 * @see Thompson RN et al. Epidemics 2019;29:100356. doi:10.1016/j.epidem.2019.100356 (imported cases)
 * @return a row a window, none where the series is not longer than the window
 * @throws RangeError where cases are negative, the lengths differ, or the serial interval, window, prior or quantiles are not as
 *   said
 * @example rt({ cases: [1, 2, 32, 12, 30, 41, 60, 55] }, { si: { mean: 4.7, sd: 2.9 } })[0].mean
 */
export function rt(incidence: Incidence, options: RtOptions): RtRow[] {
  const { window = 7, priorMean = 5, priorSd = 5, quantiles = RT_QUANTILES } = options
  if (!Number.isSafeInteger(window) || window < 1) throw new RangeError(`window must be a whole number of days from 1: ${window}`)
  if (!(priorMean > 0)) throw new RangeError(`priorMean must be above 0: ${priorMean}`)
  if (!(priorSd > 0)) throw new RangeError(`priorSd must be above 0: ${priorSd}`)
  const { local, all } = series(incidence)
  const days = all.length
  if (days <= window) return []
  const weights = weightsOf(options.si, days)
  let [interval, last] = [0, 0]
  for (let k = 0; k < weights.length; k++) {
    interval += k * weights[k]!
    if (weights[k]! > 0) last = k
  }
  const a = (priorMean / priorSd) ** 2
  const b = (priorSd * priorSd) / priorMean
  const quantile = quantiles.map((p) => gammaQuantile(p))
  const { infectivity, hidden } = infectors(all, weights, last)

  const rows: RtRow[] = []
  for (let start = 1; start + window <= days; start++) {
    const end = start + window
    let cases = 0
    let mine = 0
    let lambda = 0
    let dark = 0
    for (let t = start; t < end; t++) {
      cases += all[t]!
      mine += local[t]!
      lambda += infectivity[t]!
      dark += hidden[t]!
    }
    const row: RtRow = {
      tStart: start + 1,
      tEnd: end,
      cases: Number.isNaN(cases) ? null : cases,
      mean: null,
      sd: null,
      quantiles: null,
      state: 'ok',
    }
    rows.push(row)
    if (Number.isNaN(cases) || dark > MOST_UNKNOWN * window) row.state = 'unknown'
    else if (!(end > interval)) row.state = 'early'
    else {
      const shape = a + mine
      const scale = 1 / (1 / b + lambda)
      row.mean = shape * scale
      row.sd = Math.sqrt(shape) * scale
      row.quantiles = quantile.map((at) => at(shape) * scale)
      if (1 / Math.sqrt(shape) > WIDEST_CV) row.state = 'few'
    }
  }
  return rows
}

/** For each day the cases before it, weighted by the serial interval, and the share of that weight that lies on unknown days. */
function infectors(all: Float64Array, weights: ArrayLike<number>, last: number) {
  const w = Float64Array.from({ length: last + 1 }, (_, k) => weights[k]!)
  const known = all.map((cases) => (Number.isNaN(cases) ? 0 : cases))
  const unknown = all.map((cases) => (Number.isNaN(cases) ? 1 : 0))
  const infectivity = before(known, w)
  const hidden = unknown.includes(1) ? before(unknown, w) : unknown
  return { infectivity, hidden }
}

/** Σ w(k) cases(t-k) over the days before each day. */
function before(cases: Float64Array, w: Float64Array): Float64Array {
  const found = new Float64Array(cases.length)
  for (let t = 1; t < cases.length; t++) {
    const reach = t < w.length ? t : w.length - 1
    let sum = 0
    for (let k = 1; k <= reach; k++) sum += w[k]! * cases[t - k]!
    found[t] = sum
  }
  return found
}
