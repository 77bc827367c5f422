import { fitReweighted } from './anscombe.weights.ts'
import { pt, qnorm } from './distributions.ts'
import type { FarringtonRow } from './farrington-flexible.ts'

/** Settings of farrington; a week stands for whatever the series counts by. */
export type FarringtonOptions = {
  /** Counts in a year; 52 unless given. */
  frequency?: number
  /** b: years looked back, from 1; 4 unless given. */
  years?: number
  /** w: weeks on each side of the same week of earlier years, from 0; 3 unless given. */
  halfWindow?: number
  /** Two-sided error of the bound, above 0 and below 1; 0.05 unless given. */
  alpha?: number
  /** No bound where fewer than `cases` were seen in the last `weeks`, this one included; 5 in 4 unless given. */
  least?: { cases: number; weeks: number }
}

/**
 * Whether the count of each week is above what the same weeks of earlier years lead to expect: the algorithm of 1996. Quasi-Poisson log-linear
 * model of the windows of earlier years, with a trend where it is significant (p < 0.05), at least 3 years are used and it foretells no more than
 * was seen; past outbreaks (Anscombe residual above 1) are weighted down; bound on the 2/3 power scale: (μ^⅔ + z √(4/9 μ^⅓ (φ + se²/μ)))^³⁄².
 *
 * @param counts cases of each week in order, whole numbers from 0; null where unknown
 * @param options see FarringtonOptions
 * @see Farrington CP, Andrews NJ, Beale AD, Catchpole MA. A statistical algorithm for the early detection of outbreaks of infectious disease.
 *   J R Stat Soc A 1996;159:547-563. doi:10.2307/2983331
 * @returns a row for every week with `years` years and half a window before it. Where too few cases were seen the bound is null
 * @throws RangeError if a count or option is outside its range
 * @example farrington(weeklyCounts, { years: 5 }).filter((row) => row.alarm)
 */
export function farrington(counts: readonly (number | null)[], options: FarringtonOptions = {}): FarringtonRow[] {
  const { frequency = 52, years = 4, halfWindow = 3, alpha = 0.05, least = { cases: 5, weeks: 4 } } = options
  for (const [name, value, lowest] of [
    ['frequency', frequency, 2],
    ['years', years, 1],
    ['halfWindow', halfWindow, 0],
    ['least.cases', least.cases, 0],
    ['least.weeks', least.weeks, 1],
  ] as const)
    if (!Number.isSafeInteger(value) || value < lowest)
      throw new RangeError(`${name} must be a whole number from ${lowest}: ${value}`)
  if (frequency < 2 * halfWindow + 1) throw new RangeError(`halfWindow must leave windows apart: ${halfWindow} of ${frequency}`)
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must be above 0 and below 1: ${alpha}`)
  for (const count of counts)
    if (count !== null && (!Number.isSafeInteger(count) || count < 0))
      throw new RangeError(`counts must be whole numbers from 0: ${count}`)

  const rows: FarringtonRow[] = []
  for (let now = frequency * years + halfWindow; now < counts.length; now++) {
    const [seen, times]: [number[], number[]] = [[], []]
    for (let back = years; back >= 1; back--)
      for (let off = -halfWindow; off <= halfWindow; off++) {
        const count = counts[now - back * frequency + off]
        if (count === null || count === undefined) continue
        seen.push(count)
        times.push(off - back * frequency)
      }
    rows.push(judged(counts, now, seen, times, { years, alpha, least }))
  }
  return rows
}

function judged(
  counts: readonly (number | null)[],
  now: number,
  seen: readonly number[],
  times: readonly number[],
  set: { years: number; alpha: number; least: { cases: number; weeks: number } },
): FarringtonRow {
  const observed = counts[now]!
  const none: FarringtonRow = { t: now + 1, observed, expected: null, upperbound: null, alarm: null, phi: null, trend: false }
  if (seen.length < 2) return none
  const data = { counts: seen, times, groups: new Int8Array(seen.length), size: 1 }
  let model = fitReweighted(data, true, 1)
  if (model === null) return none
  let trend = false
  const { slope, slopeVariance, dispersion, df } = model.fit
  if (slope !== null) {
    const p = df > 0 ? 2 * pt(-Math.abs(slope / Math.sqrt(slopeVariance * dispersion)), df) : Number.NaN
    trend = set.years >= 3 && p < 0.05 && Math.exp(model.fit.predict(0, 0).eta) <= Math.max(...seen)
    if (!trend) model = fitReweighted(data, false, 1)
    if (model === null) return none
  }
  const { eta, variance } = model.fit.predict(0, 0)
  const mu = Math.exp(eta)
  const tau = model.phi + (mu * mu * variance * model.phi) / mu
  const bound = (mu ** (2 / 3) + qnorm(1 - set.alpha / 2) * Math.sqrt((4 / 9) * mu ** (1 / 3) * tau)) ** 1.5
  const recent = counts.slice(Math.max(0, now - set.least.weeks + 1), now + 1)
  if (recent.includes(null) || !Number.isFinite(bound)) return { ...none, phi: model.phi, trend }
  if (recent.reduce<number>((sum, count) => sum + count!, 0) < set.least.cases)
    return { ...none, alarm: false, phi: model.phi, trend }
  return { t: now + 1, observed, expected: mu, upperbound: bound, alarm: observed! > bound, phi: model.phi, trend }
}
