/**
 * Weighted interval score of a forecast given by quantiles: how far it lay from what happened, in units of the count. Smaller is better; 0 only for a
 * certain forecast that came true. With the median alone it is half the absolute error over one half, the absolute error; with many intervals it
 * approaches the continuous ranked probability score.
 *
 * @param levels probabilities of the quantiles, rising, in pairs a and 1 − a around 0.5, which must be among them
 * @param quantiles the forecast at these levels, not falling, same length
 * @param observed what happened, in the same units
 * Formula: WIS = (|y − m|/2 + Σ a_k/2 · IS_k)/(K + 1/2), IS_a = (u − l) + 2/a·max(l − y, 0) + 2/a·max(y − u, 0), a the share outside the interval
 * @see Bracher J, Ray EL, Gneiting T, Reich NG. Evaluating epidemic forecasts in an interval format.
 *   PLoS Comput Biol 2021;17:e1008618. doi:10.1371/journal.pcbi.1008618
 * @returns the score, at least 0
 * @throws RangeError if the levels are not symmetric around a median, the quantiles fall, or a value is not finite
 * @example wis([0.025, 0.25, 0.5, 0.75, 0.975], [5, 9, 12, 15, 22], 13) // 0.97
 */
export function wis(levels: readonly number[], quantiles: readonly number[], observed: number): number {
  const pairs = (levels.length - 1) / 2
  if (!Number.isInteger(pairs) || pairs < 0 || levels[pairs] !== 0.5)
    throw new RangeError('levels must be pairs around 0.5, with 0.5 among them')
  if (quantiles.length !== levels.length) throw new RangeError('quantiles must be as many as levels')
  if (!Number.isFinite(observed)) throw new RangeError(`observed must be finite: ${observed}`)
  let score = Math.abs(observed - quantiles[pairs]!) / 2
  for (let k = 0; k < levels.length; k++) {
    if (!(levels[k]! > 0 && levels[k]! < 1 && (k === 0 || levels[k]! > levels[k - 1]!)))
      throw new RangeError(`levels must rise within 0 and 1: ${levels[k]}`)
    if (!Number.isFinite(quantiles[k]!) || (k > 0 && quantiles[k]! < quantiles[k - 1]!))
      throw new RangeError(`quantiles must be finite and must not fall: ${quantiles[k]}`)
  }
  for (let k = 0; k < pairs; k++) {
    const half = levels[k]!
    if (Math.abs(half + levels[levels.length - 1 - k]! - 1) > 1e-9)
      throw new RangeError(`levels must be pairs around 0.5: ${half} has no partner`)
    const [low, high] = [quantiles[k]!, quantiles[levels.length - 1 - k]!]
    score += half * (high - low) + Math.max(low - observed, 0) + Math.max(observed - high, 0)
  }
  return score / (pairs + 0.5)
}
