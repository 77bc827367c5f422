import { qnorm } from './distributions.ts'
import { type Incidence, type SerialInterval, series, weightsOf } from './incidence.series.ts'

/** `none`: no case in the window. `open`: more than 5 % of its cases' serial intervals end after the series, so R is too low. */
export type CaseReproductionState = 'ok' | 'none' | 'open' | 'unknown'
export type CaseReproduction = {
  /** First and last day of the window, the first day of the series being 1. */
  tStart: number
  tEnd: number
  cases: number | null
  /** People infected by one case of the window; null where not estimable. */
  mean: number | null
  sd: number | null
  lower: number | null
  upper: number | null
  /** Share of the serial intervals of the window's cases that end within the series. */
  complete: number | null
  state: CaseReproductionState
}

/**
 * The case (cohort) reproduction number: how many people the cases of a window went on to infect. It looks forward from the
 * cases where `rt` looks back, so that it is smooth and late: the last serial interval of the series is never complete.
 *
 * @param incidence new cases a day by onset; imported cases infect but have no infector here (EpiEstim gives them one)
 * @param options.si serial interval, as in `rt`
 * @param options.window days of a window, a whole number from 1; 7 unless given
 * Formula: a case of day t was infected by a given case of day s with probability p = w(t-s) / Σ w(t-u) cases(u). R of a window
 * is the mean over its cases of the expected infectees. Each infectee picks its infector by itself: their number is a sum of
 * binomials, whose mean and sd are exact (EpiEstim draws them); limits of 95 % from mean, sd and skewness (Cornish-Fisher).
 * @see Wallinga J, Teunis P. Am J Epidemiol 2004;160:509-516. doi:10.1093/aje/kwh255
 * @return a row a window, from day 2 on; none where the series is not longer than the window
 * @throws RangeError as `rt`
 * @example caseReproduction({ cases }, { si: { mean: 2.6, sd: 1.5 } })
 */
export function caseReproduction(incidence: Incidence, options: { si: SerialInterval; window?: number }): CaseReproduction[] {
  const { window = 7 } = options
  if (!Number.isSafeInteger(window) || window < 1) throw new RangeError(`window must be a whole number of days from 1: ${window}`)
  const { local, all } = series(incidence)
  const days = all.length
  if (days <= window) return []
  const weights = weightsOf(options.si, days)
  const span = Math.min(days, weights.length) - 1
  const below = new Float64Array(days + 1)
  for (let k = 0; k < days; k++) below[k + 1] = below[k]! + (weights[k] ?? 0)

  const force = new Float64Array(days)
  for (let t = 1; t < days; t++)
    for (let k = Math.min(t, span); k > 0; k--) if (weights[k]! > 0) force[t]! += weights[k]! * all[t - k]!

  const rows: CaseReproduction[] = []
  const z = qnorm(0.975)
  for (let start = 1; start + window <= days; start++) {
    const end = start + window
    let [cases, closed] = [0, 0]
    for (let s = start; s < end; s++) {
      cases += all[s]!
      closed += all[s]! * below[days - s]!
    }
    const row: CaseReproduction = {
      tStart: start + 1,
      tEnd: end,
      cases: Number.isNaN(cases) ? null : cases,
      ...{ mean: null, sd: null, lower: null, upper: null, complete: null },
      state: Number.isNaN(cases) ? 'unknown' : cases === 0 ? 'none' : 'ok',
    }
    rows.push(row)
    if (row.state !== 'ok') continue
    let [mean, variance, third] = [0, 0, 0]
    for (let t = start + 1; t < Math.min(days, end + span); t++) {
      if (local[t] === 0 || force[t] === 0) continue
      let mine = 0
      for (let s = Math.max(start, t - span); s < Math.min(end, t); s++) mine += weights[t - s]! * all[s]!
      const p = mine / force[t]!
      mean += local[t]! * p
      variance += local[t]! * p * (1 - p)
      third += local[t]! * p * (1 - p) * (1 - 2 * p)
    }
    row.complete = closed / cases
    if (Number.isNaN(mean)) {
      row.state = 'unknown'
      continue
    }
    const sd = Math.sqrt(Math.max(0, variance))
    const skew = sd === 0 ? 0 : (third / sd ** 3) * ((z * z - 1) / 6)
    row.mean = mean / cases
    row.sd = sd / cases
    row.lower = Math.max(0, mean + sd * (skew - z)) / cases
    row.upper = (mean + sd * (skew + z)) / cases
    if (row.complete < 0.95) row.state = 'open'
  }
  return rows
}
