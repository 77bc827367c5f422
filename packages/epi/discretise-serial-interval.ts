import { pgamma } from './distributions.ts'

/**
 * The serial interval in whole days: the share of infectees whose onset comes k days after their infector's, from a gamma
 * distribution shifted by one day, so that nobody falls ill on the infector's day. The same weights as EpiEstim's discr_si.
 *
 * @param mean days, above 1
 * @param sd days, above 0
 * @param days how many weights, for k = 0, 1, … days - 1; a whole number from 1
 * Formula: w(k) = k F(k) + (k-2) F(k-2) - 2(k-1) F(k-1) + ab [2 G(k-1) - G(k-2) - G(k)], F the gamma distribution of shape a =
 * ((mean-1)/sd)² and scale b = sd²/(mean-1), G that of shape a + 1; never below 0. It is the density seen through days on which
 * both onsets are spread evenly.
 * @see Cori A et al. Am J Epidemiol 2013;178:1505-1512, web appendix. doi:10.1093/aje/kwt133
 * @return the weights; the first is 0; their sum falls short of 1 by what lies beyond the last day
 * @throws RangeError where mean, sd or days is not as said
 * @example discretiseSerialInterval(4.7, 2.9, 30)[1] // 0.0565…: the day after
 */
export function discretiseSerialInterval(mean: number, sd: number, days: number): Float64Array {
  if (!(mean > 1 && mean < Number.POSITIVE_INFINITY)) throw new RangeError(`mean must be above 1 day: ${mean}`)
  if (!(sd > 0 && sd < Number.POSITIVE_INFINITY)) throw new RangeError(`sd must be above 0 days: ${sd}`)
  if (!Number.isSafeInteger(days) || days < 1) throw new RangeError(`days must be a whole number from 1: ${days}`)
  const a = ((mean - 1) / sd) ** 2
  const b = (sd * sd) / (mean - 1)
  const weights = new Float64Array(days)
  let [f1, f2, g1, g2] = [0, 0, 0, 0]
  for (let k = 1; k < days && f2 < 1; k++) {
    const f = f1 < 1 ? pgamma(k, a, b) : 1
    const g = g1 < 1 ? pgamma(k, a + 1, b) : 1
    const weight = k * f + (k - 2) * f2 - 2 * (k - 1) * f1 + a * b * (2 * g1 - g2 - g)
    weights[k] = Math.max(0, weight)
    ;[f2, f1, g2, g1] = [f1, f, g1, g]
  }
  return weights
}
