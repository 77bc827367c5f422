import { wis } from './wis.ts'

/**
 * Weighted interval score after log(x + offset): scores growth rather than counts, so that a small province weighs as much as a large one.
 *
 * @param levels probabilities as in wis
 * @param quantiles the forecast at these levels, each above −offset
 * @param observed what happened, above −offset
 * @param offset added before the logarithm so that zero has one; 1 by default
 * Formula: WIS of log(q + offset) against log(y + offset), natural logarithm
 * @see Bosse NI et al. Scoring epidemiological forecasts on transformed scales. PLoS Comput Biol 2023;19:e1011393. doi:10.1371/journal.pcbi.1011393
 * @returns the score, at least 0
 * @throws RangeError as wis; if the offset is not above 0 or a value lies at or below −offset
 * @example logWis([0.25, 0.5, 0.75], [0, 1, 3], 1) // 0.2310…
 */
export function logWis(levels: readonly number[], quantiles: readonly number[], observed: number, offset = 1): number {
  if (!(offset > 0 && offset < Number.POSITIVE_INFINITY)) throw new RangeError(`offset must be above 0: ${offset}`)
  const log = (value: number) => {
    if (!(value + offset > 0)) throw new RangeError(`values must be above -${offset}: ${value}`)
    return Math.log(value + offset)
  }
  return wis(levels, quantiles.map(log), log(observed))
}
