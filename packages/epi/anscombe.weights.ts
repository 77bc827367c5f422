import { fitLogLinear, type LogLinearFit } from './log-linear.ts'

export type ReweightedFit = { fit: LogLinearFit; phi: number; weights: Float64Array | null }

/**
 * The fit of both Farrington methods: a log-linear fit; without the trend if it does not converge with it; then once more with past outbreaks
 * weighted down by their standardised Anscombe residual s: weight γ s⁻² where s is above the threshold, else γ, the weights summing to the number of
 * counts.
 *
 * @param data counts, times and groups as for fitLogLinear
 * @param trend whether a slope is tried
 * @param threshold of the residual; null to leave every count its full weight
 * @see Farrington CP, Andrews NJ, Beale AD, Catchpole MA. A statistical algorithm for the early detection of outbreaks of infectious disease.
 *   J R Stat Soc A 1996;159:547-563. doi:10.2307/2983331
 * @returns the last fit, its dispersion or 1 if that is more, and the weights; null where nothing converges
 * @throws RangeError as fitLogLinear
 * @example fitReweighted({ counts, times, groups, size: 1 }, true, 2.58)?.phi
 */
export function fitReweighted(
  data: { counts: ArrayLike<number>; times: ArrayLike<number>; groups: ArrayLike<number>; size: number },
  trend: boolean,
  threshold: number | null,
): ReweightedFit | null {
  const { counts, times, groups, size } = data
  let withTrend = trend
  let fit = fitLogLinear(counts, times, groups, size, trend)
  if (!fit.converged && trend) {
    withTrend = false
    fit = fitLogLinear(counts, times, groups, size, false)
  }
  if (!fit.converged) return null
  const phi = atLeastOne(fit.dispersion)
  if (threshold === null) return { fit, phi, weights: null }
  const weights = new Float64Array(counts.length)
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    const mu = fit.mu[i]!
    const raw = 1.5 * (counts[i]! ** (2 / 3) * mu ** (-1 / 6) - Math.sqrt(mu))
    const free = 1 - fit.leverage[i]!
    const residual = free > 1e-14 ? raw / Math.sqrt(phi * free) : 0
    weights[i] = residual > threshold ? 1 / (residual * residual) : 1
    sum += weights[i]!
  }
  for (let i = 0; i < weights.length; i++) weights[i]! *= counts.length / sum
  const again = fitLogLinear(counts, times, groups, size, withTrend, weights)
  return { fit: again, phi: atLeastOne(again.dispersion), weights }
}

const atLeastOne = (dispersion: number): number => (dispersion > 1 ? dispersion : 1)
