/** A forecast by quantiles and what happened. */
export type Scored = { quantiles: readonly number[]; observed: number }

/**
 * Share of forecasts whose central interval held what happened, its ends included. An honest 95 % interval holds about 95 of 100.
 *
 * @param levels probabilities of the quantiles of every forecast
 * @param scored forecasts with their outcomes
 * @param nominal probability inside the interval, above 0 and below 1; both its ends must be among the levels
 * @see Gneiting T, Balabdaoui F, Raftery AE. Probabilistic forecasts, calibration and sharpness. J R Stat Soc B 2007;69:243-268.
 *   doi:10.1111/j.1467-9868.2007.00587.x
 * @returns the share, 0 to 1; null without any forecast
 * @throws RangeError if an end of the interval is not among the levels
 * @example coverage([0.25, 0.5, 0.75], [{ quantiles: [1, 2, 3], observed: 3 }], 0.5) // 1
 */
export function coverage(levels: readonly number[], scored: readonly Scored[], nominal: number): number | null {
  const place = (level: number) => levels.findIndex((known) => Math.abs(known - level) < 1e-9)
  const [low, high] = [place((1 - nominal) / 2), place((1 + nominal) / 2)]
  if (!(nominal > 0 && nominal < 1) || low < 0 || high < 0)
    throw new RangeError(`nominal must have both ends of its interval among the levels: ${nominal}`)
  if (scored.length === 0) return null
  const held = scored.filter(({ quantiles, observed }) => quantiles[low]! <= observed && observed <= quantiles[high]!)
  return held.length / scored.length
}
