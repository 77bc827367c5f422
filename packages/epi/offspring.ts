/** Offspring distribution: `R` mean and `k` dispersion (null: no more spread than a Poisson, so k has no finite estimate). */
export type Offspring = { n: number; R: number | null; k: number | null; variance: number | null; zero: number; max: number }

/**
 * Mean R and dispersion k of a negative binomial fitted by maximum likelihood to the number of people that each case infected.
 * Variance of the fitted distribution: R + R²/k; the smaller k, the more the spread depends on few cases.
 *
 * @param counts secondary cases of every case of the line list, the zeros included; without the zeros R and k are far too large
 * @throws RangeError if a count is not a whole number from 0
 * @see Lloyd-Smith JO et al. Superspreading and the effect of individual variation on disease emergence.
 *   Nature 2005;438:355-359. doi:10.1038/nature04153
 */
export function offspring(counts: readonly number[]): Offspring {
  const n = counts.length
  const tally: number[] = []
  for (const count of counts) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a count: ${count}`)
    tally[count] = (tally[count] ?? 0) + 1
  }
  const max = tally.length === 0 ? 0 : tally.length - 1
  const zero = tally[0] ?? 0
  if (n === 0) return { n, R: null, k: null, variance: null, zero, max }
  const R = counts.reduce((sum, count) => sum + count, 0) / n
  const squares = counts.reduce((sum, count) => sum + (count - R) ** 2, 0)
  const variance = n < 2 ? null : squares / (n - 1)
  // The likelihood rises without end in k unless the spread (divisor n) is above the mean.
  if (squares / n <= R * (1 + 1e-12)) return { n, R, k: null, variance, zero, max }

  // more[j] = cases with more than j offspring; the derivative of the likelihood in k is sum more[j]/(k+j) - n ln(1+R/k)
  const more: number[] = []
  for (let j = max - 1, above = 0; j >= 0; j--) {
    above += tally[j + 1] ?? 0
    more[j] = above
  }
  const slope = (k: number) => more.reduce((sum, above, j) => sum + above / (k + j), 0) - n * Math.log1p(R / k)
  let [low, high] = [Math.log(1e-9), Math.log(1e9)]
  while (high - low > 1e-12) {
    const middle = (low + high) / 2
    if (slope(Math.exp(middle)) > 0) low = middle
    else high = middle
  }
  return { n, R, k: Math.exp((low + high) / 2), variance, zero, max }
}
