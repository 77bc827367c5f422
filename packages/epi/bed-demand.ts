import { pgamma } from './distributions.ts'

/** A delay in whole days: gamma of this mean and sd (days), cut into days as P(k) = F(k+1) − F(k); or the probabilities of 0, 1, 2 … days. */
export type Delay = { mean: number; sd: number } | { probabilities: readonly number[] }

/** One kind of bed. */
export type BedTier = {
  name: string
  /** Share of the cases that come to need it, from 0 to 1. */
  fraction: number
  /** Days from the case (as dated in the series) to the bed. */
  delay: Delay
  /** Days in the bed. */
  stay: Delay
}

export type BedDay = { cases: number; admissions: number; occupied: number }

/**
 * Beds needed by day from cases by day: each case is admitted with probability `fraction` after the delay and stays for the stay.
 * Formula: admissions_t = fraction · Σ_s cases_s · p(t−s); occupied_t = Σ_s admissions_s · (1 − Σ_{j < t−s} stay(j)): a bed is counted on the day of
 * admission and until the day before the stay's length is reached. Means, not whole patients. Patients admitted before the series began are not in it.
 *
 * @param cases expected or seen cases of consecutive days, from the first; fractions allowed, none below 0
 * @param tier share, delay and stay
 * @returns one day for each of the cases' days
 * @throws RangeError naming the parameter
 * @see Deschepper M et al. Prediction of hospital bed capacity during the COVID-19 pandemic. BMC Health Serv Res 2021;21:468.
 *   doi:10.1186/s12913-021-06492-3 (admissions convolved with stay)
 * @see Brookmeyer R, Gail MH. A method for obtaining short-term projections of the AIDS epidemic. J Am Stat Assoc 1988;83:301-308.
 *   doi:10.1080/01621459.1988.10478599 (convolution of incidence with a delay)
 * @example bedDemand([10, 12, 9], { name: 'bed', fraction: 0.12, delay: { mean: 6, sd: 3 }, stay: { mean: 11, sd: 6 } })
 */
export function bedDemand(cases: readonly number[], tier: BedTier): BedDay[] {
  cases.forEach((count, day) => {
    if (!(count >= 0 && Number.isFinite(count)))
      throw new RangeError(`cases must be numbers of at least 0: ${count} on day ${day}`)
  })
  if (!(tier.fraction >= 0 && tier.fraction <= 1)) throw new RangeError(`fraction must be from 0 to 1: ${tier.fraction}`)
  const n = cases.length
  const delay = daysOf(tier.delay, 'delay', n)
  const stay = daysOf(tier.stay, 'stay', n)
  const still = new Float64Array(n)
  for (let day = 0, left = 1; day < n; day++) {
    still[day] = Math.max(0, left)
    left -= stay[day]!
  }
  const admissions = convolved(Float64Array.from(cases), delay).map((each) => each * tier.fraction)
  const occupied = convolved(admissions, still)
  return cases.map((count, day) => ({ cases: count, admissions: admissions[day]!, occupied: occupied[day]! }))
}

/** Probabilities of 0 … n−1 whole days. */
function daysOf(delay: Delay, name: string, n: number): Float64Array {
  const days = new Float64Array(n)
  if ('probabilities' in delay) {
    const sum = delay.probabilities.reduce((total, p) => total + p, 0)
    if (!delay.probabilities.every((p) => p >= 0) || Math.abs(sum - 1) > 1e-6)
      throw new RangeError(`${name}.probabilities must be at least 0 and add up to 1: they add up to ${sum}`)
    days.set(delay.probabilities.slice(0, n))
    return days
  }
  const { mean, sd } = delay
  if (!(mean > 0 && Number.isFinite(mean))) throw new RangeError(`${name}.mean must be above 0 days: ${mean}`)
  if (!(sd > 0 && Number.isFinite(sd))) throw new RangeError(`${name}.sd must be above 0 days: ${sd}`)
  const [shape, scale] = [(mean / sd) ** 2, sd ** 2 / mean]
  let below = 0
  for (let day = 0; day < n; day++) {
    const upTo = pgamma(day + 1, shape, scale)
    days[day] = upTo - below
    below = upTo
  }
  return days
}

function convolved(series: Float64Array, kernel: Float64Array): Float64Array {
  const out = new Float64Array(series.length)
  for (let s = 0; s < series.length; s++) {
    const amount = series[s]!
    if (amount === 0) continue
    for (let k = 0; s + k < series.length; k++) out[s + k]! += amount * kernel[k]!
  }
  return out
}
