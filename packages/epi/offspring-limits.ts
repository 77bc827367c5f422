import { lgamma, qchisq } from './distributions.ts'
import { offspring } from './offspring.ts'

/** Limits of R and k; an upper limit of k that is null is without end (no more spread than chance is not ruled out). */
export type OffspringLimits = { level: number; R: [number, number] | null; k: [number, number | null] | null }

const [LOW, HIGH] = [Math.log(1e-6), Math.log(1e7)]

/**
 * Profile-likelihood limits of the mean R and the dispersion k of a negative binomial offspring distribution.
 *
 * @param counts secondary cases of every case, the zeros included (see offspring)
 * @param level probability that the limits hold the truth, between 0 and 1
 *
 * Formula: all values whose best likelihood lies less than χ²₁(level) / 2 below the greatest. The likelihood's best mean is the sample's, whatever k is.
 *
 * @returns limits, null where there is no case; of k also where nobody infected anyone
 * @throws RangeError for a level outside (0, 1) or what is not a count
 * @see Lloyd-Smith JO. Maximum likelihood estimation of the negative binomial dispersion parameter for highly overdispersed data.
 *   PLoS ONE 2007;2:e180. doi:10.1371/journal.pone.0000180
 * @example offspringLimits([0, 0, 3, 0, 1, 0, 0, 8]).k // [0.06…, 1.0…]
 */
export function offspringLimits(counts: readonly number[], level = 0.95): OffspringLimits {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1: ${level}`)
  const { n, R, k } = offspring(counts)
  if (n === 0 || R === null) return { level, R: null, k: null }
  const drop = qchisq(level, 1) / 2
  // nobody infected anyone: exp(-n R) alone is left of the likelihood as k goes up, the widest case
  if (R === 0) return { level, R: [0, drop / n], k: null }
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  const likelihood = (mean: number, logK: number): number => {
    const size = Math.exp(logK)
    let sum = 0
    for (const [x, times] of tally) {
      // ln Γ(x+k) − ln Γ(k) as a sum of logarithms: exact where k is huge
      let rising = 0
      for (let j = 0; j < x; j++) rising += Math.log1p(j / size)
      sum += times * (rising - lgamma(x + 1) + x * Math.log(mean) - (size + x) * Math.log1p(mean / size))
    }
    return sum
  }
  /** The best likelihood of a mean, over k: unimodal in ln k. */
  const best = (mean: number): number => {
    let [low, high] = [LOW, HIGH]
    while (high - low > 1e-5) {
      const [a, b] = [low + (high - low) * 0.382, low + (high - low) * 0.618]
      if (likelihood(mean, a) < likelihood(mean, b)) low = a
      else high = b
    }
    return likelihood(mean, (low + high) / 2)
  }
  const top = k === null ? likelihood(R, HIGH) : likelihood(R, Math.log(k))
  /** Where f crosses zero between a point inside (f > 0) and one outside. */
  const edge = (f: (x: number) => number, inside: number, outside: number): number => {
    let [a, b] = [inside, outside]
    for (let i = 0; i < 48; i++) {
      const middle = (a + b) / 2
      if (f(middle) > 0) a = middle
      else b = middle
    }
    return (a + b) / 2
  }
  const ofMean = (logMean: number) => best(Math.exp(logMean)) - top + drop
  const ofK = (logK: number) => likelihood(R, logK) - top + drop
  const [meanAt, kAt] = [Math.log(R), k === null ? HIGH : Math.log(k)]
  return {
    level,
    R: [Math.exp(edge(ofMean, meanAt, meanAt - 20)), Math.exp(edge(ofMean, meanAt, meanAt + 20))],
    k: [Math.exp(edge(ofK, kAt, LOW)), ofK(HIGH) > 0 ? null : Math.exp(edge(ofK, kAt, HIGH))],
  }
}
