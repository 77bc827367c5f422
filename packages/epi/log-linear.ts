/** A quasi-Poisson regression of counts on groups and, if wanted, on time. */
export type LogLinearFit = {
  converged: boolean
  /** Fitted means, one for each count. */
  mu: Float64Array
  /** Leverage of each count (diagonal of the hat matrix). */
  leverage: Float64Array
  /** Σ weights of the last iteration × squared working residuals / degrees of freedom. */
  dispersion: number
  /** Counts less coefficients. */
  df: number
  /** Change of ln(mean) for each unit of time; null without a trend. */
  slope: number | null
  /** Variance of the slope for a dispersion of 1. */
  slopeVariance: number
  /** ln(mean) of a group at a time, and its variance for a dispersion of 1. */
  predict(group: number, time: number): { eta: number; variance: number }
}

/**
 * Fits ln(mean) = level of the group (+ slope × time) to counts by iteratively reweighted least squares, from means of count + 0.1, until the
 * deviance changes by less than 1e-8 of itself, at most 25 times: the steps of R's glm, so that fits without a finite maximum (a group of zeros)
 * stop where R stops. Levels and slope are solved by elimination, not by matrices: one pass over the counts each time.
 *
 * @param counts from 0
 * @param times in any unit; nearness to 0 is nearness to the best precision
 * @param groups group of each count, whole numbers from 0 to below `size`; groups without counts have no level
 * @param size number of groups
 * @param trend whether there is a slope
 * @param weights prior weights above 0, one for each count; all 1 unless given
 * @see McCullagh P, Nelder JA. Generalized Linear Models. 2nd ed. London: Chapman and Hall, 1989. doi:10.1007/978-1-4899-3242-6
 * @returns the fit; the dispersion is NaN where no degree of freedom is left
 * @throws RangeError if the lists differ in length or are empty
 * @example fitLogLinear([3, 5, 8], [0, 1, 2], [0, 0, 0], 1, true).slope // 0.49
 */
export function fitLogLinear(
  counts: ArrayLike<number>,
  times: ArrayLike<number>,
  groups: ArrayLike<number>,
  size: number,
  trend: boolean,
  weights?: ArrayLike<number>,
): LogLinearFit {
  const n = counts.length
  if (n === 0) throw new RangeError('counts must not be empty')
  if (times.length !== n || groups.length !== n || (weights && weights.length !== n))
    throw new RangeError('counts, times, groups and weights must be of one length')
  const eta = new Float64Array(n)
  const mu = new Float64Array(n)
  const w = new Float64Array(n)
  const sumW = new Float64Array(size)
  const meanT = new Float64Array(size)
  const meanZ = new Float64Array(size)
  const level = new Float64Array(size)
  for (let i = 0; i < n; i++) {
    mu[i] = counts[i]! + 0.1
    eta[i] = Math.log(mu[i]!)
  }
  let slope = 0
  let spread = 0
  const before = { level: new Float64Array(size), slope: 0, held: false }
  let deviance = devianceOf(counts, mu, weights)
  let converged = false

  for (let round = 0; round < 25 && !converged; round++) {
    sumW.fill(0)
    meanT.fill(0)
    meanZ.fill(0)
    for (let i = 0; i < n; i++) {
      const g = groups[i]!
      const weight = mu[i]! * (weights ? weights[i]! : 1)
      w[i] = weight
      sumW[g]! += weight
      meanT[g]! += weight * times[i]!
      meanZ[g]! += weight * (eta[i]! + (counts[i]! - mu[i]!) / mu[i]!)
    }
    for (let g = 0; g < size; g++) {
      if (sumW[g] === 0) continue
      meanT[g]! /= sumW[g]!
      meanZ[g]! /= sumW[g]!
    }
    slope = 0
    if (trend) {
      spread = 0
      let along = 0
      for (let i = 0; i < n; i++) {
        const off = times[i]! - meanT[groups[i]!]!
        spread += w[i]! * off * off
        along += w[i]! * off * (eta[i]! + (counts[i]! - mu[i]!) / mu[i]!)
      }
      slope = along / spread
    }
    for (let g = 0; g < size; g++) level[g] = meanZ[g]! - slope * meanT[g]!

    const last = deviance
    for (let halvings = 0; ; halvings++) {
      for (let i = 0; i < n; i++) {
        eta[i] = level[groups[i]!]! + slope * times[i]!
        mu[i] = Math.max(Math.exp(eta[i]!), Number.EPSILON)
      }
      deviance = devianceOf(counts, mu, weights)
      if (Number.isFinite(deviance) || !before.held || halvings === 25) break
      slope = (slope + before.slope) / 2
      for (let g = 0; g < size; g++) level[g] = (level[g]! + before.level[g]!) / 2
    }
    if (!Number.isFinite(deviance)) break
    converged = Math.abs(deviance - last) / (Math.abs(deviance) + 0.1) < 1e-8
    before.level.set(level)
    before.slope = slope
    before.held = true
  }

  const leverage = new Float64Array(n)
  let pearson = 0
  for (let i = 0; i < n; i++) {
    const g = groups[i]!
    const off = times[i]! - meanT[g]!
    leverage[i] = w[i]! * (1 / sumW[g]! + (trend ? (off * off) / spread : 0))
    const residual = (counts[i]! - mu[i]!) / mu[i]!
    pearson += w[i]! * residual * residual
  }
  const coefficients = sumW.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0) + (trend ? 1 : 0)
  return {
    converged,
    mu,
    leverage,
    dispersion: n > coefficients ? pearson / (n - coefficients) : Number.NaN,
    df: n - coefficients,
    slope: trend ? slope : null,
    slopeVariance: trend ? 1 / spread : 0,
    predict: (group, time) => ({
      eta: level[group]! + slope * time,
      variance: 1 / sumW[group]! + (trend ? (time - meanT[group]!) ** 2 / spread : 0),
    }),
  }
}

function devianceOf(counts: ArrayLike<number>, mu: Float64Array, weights: ArrayLike<number> | undefined): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    const y = counts[i]!
    const part = y > 0 ? y * Math.log(y / mu[i]!) - (y - mu[i]!) : mu[i]!
    sum += weights ? weights[i]! * part : part
  }
  return 2 * sum
}
