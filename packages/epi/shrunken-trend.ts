export type Trend = {
  /** Natural logarithm of the cases a day now (plus 0.1). */
  level: number
  /** Growth a day on the logarithm, drawn towards 0 as far as the counts do not bear it out. */
  growth: number
  /** Variance over mean of the daily counts, at least 1. */
  dispersion: number
  levelVariance: number
  growthVariance: number
  covariance: number
}

/**
 * Level and growth of a daily count now: a Poisson regression on the day whose days count the less the older they are, whose growth is expected near 0
 * beforehand, and whose spread is measured. A noisy or small series keeps little of its growth, a smooth large one most of it.
 *
 * @param counts cases on consecutive days, the oldest first, the last 28 are used; null where unknown; at least 0
 * @param options.forget share by which a day's weight falls with each day of age, as a rate (weight e^(−forget·age)); 0.3 by default
 * @param options.growthSd sd of the growth a day expected beforehand; 0.03 by default
 * Formula: maximum of Σ w_t·(y_t·η_t − e^η_t)/φ − r²/(2·growthSd²), η_t = level + r·t, t = 0 today, y_t = count + 0.1,
 *   φ = max(1, (Σ w_t·(y_t − μ_t)²/μ_t + 4)/(Σ w_t + 3)), three rounds from φ = 1
 * @see McCullagh P, Nelder JA. Generalized linear models. 2nd ed. Chapman & Hall, 1989 (quasi-likelihood)
 * @returns the trend; null where fewer than 7 of the 28 days are known
 * @throws RangeError if a count is negative or not finite, or an option is not above 0
 * @example shrunkenTrend([10, 12, 11, 14, 15, 14, 18])
 */
export function shrunkenTrend(
  counts: readonly (number | null)[],
  options: { forget?: number; growthSd?: number } = {},
): Trend | null {
  const { forget = 0.3, growthSd = 0.03 } = options
  if (!(forget > 0)) throw new RangeError(`forget must be above 0: ${forget}`)
  if (!(growthSd > 0)) throw new RangeError(`growthSd must be above 0: ${growthSd}`)
  const [times, values, weights]: [number[], number[], number[]] = [[], [], []]
  for (let age = 0; age < 28 && age < counts.length; age++) {
    const count = counts[counts.length - 1 - age]
    if (count === null || count === undefined) continue
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) throw new RangeError(`counts must be at least 0: ${count}`)
    times.push(-age)
    values.push(count + 0.1)
    weights.push(Math.exp(-forget * age))
  }
  if (times.length < 7) return null
  const mass = weights.reduce((sum, w) => sum + w, 0)
  let level = Math.log(values.reduce((sum, y, i) => sum + weights[i]! * y, 0) / mass)
  let [growth, dispersion, levelVariance, growthVariance, covariance] = [0, 1, 0, 0, 0]
  for (let round = 0; round < 3; round++) {
    for (let step = 0; step < 50; step++) {
      let [slopeLevel, slopeGrowth, a, b, c] = [0, -growth / growthSd ** 2, 0, 0, 1 / growthSd ** 2]
      for (let i = 0; i < times.length; i++) {
        const [t, w] = [times[i]!, weights[i]! / dispersion]
        const mean = Math.exp(level + growth * t)
        slopeLevel += w * (values[i]! - mean)
        slopeGrowth += w * (values[i]! - mean) * t
        a += w * mean
        b += w * mean * t
        c += w * mean * t * t
      }
      const determinant = a * c - b * b
      const change = (c * slopeLevel - b * slopeGrowth) / determinant
      const bend = (a * slopeGrowth - b * slopeLevel) / determinant
      const part = Math.min(1, 1 / Math.max(Math.abs(change), 1e-9), 0.3 / Math.max(Math.abs(bend), 1e-9))
      level += part * change
      growth += part * bend
      ;[levelVariance, growthVariance, covariance] = [c / determinant, a / determinant, -b / determinant]
      if (Math.abs(change) + Math.abs(bend) < 1e-10) break
    }
    let misfit = 0
    for (let i = 0; i < times.length; i++) {
      const mean = Math.exp(level + growth * times[i]!)
      misfit += (weights[i]! * (values[i]! - mean) ** 2) / Math.max(mean, 1e-3)
    }
    dispersion = Math.max(1, (misfit + 4) / (mass + 3))
  }
  return { level, growth, dispersion, levelVariance, growthVariance, covariance }
}
