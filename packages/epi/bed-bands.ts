import { type BedDay, type BedTier, bedDemand } from './bed-demand.ts'

/** Daily cases of the days to come, at one level of probability (0.5: the median), all of the same length. */
export type CasePath = { level: number; cases: readonly number[] }

export type BedBandDay = { admissions: number[]; occupied: number[] }

/**
 * Beds needed in the days to come, as bands, from the cases seen so far and a forecast's quantile paths: the bed demand of each path.
 * The paths of a level are followed for all days together, as if the forecast erred the same way each day; that is the cautious reading, so the bands
 * are wider, never narrower, than what independent errors would give. Chance in who is admitted and how long each stays is not in the bands.
 *
 * @param seen cases by day, up to the last known day
 * @param paths one for each level, the days after it; levels distinct, from 0 to 1
 * @param tier as for bedDemand
 * @returns `levels` in rising order; `days` for seen and coming days together, each with one value per level (equal while the days are seen)
 * @throws RangeError if paths are of unequal length, levels repeat, or a higher level has fewer cases on a day than a lower one
 * @see Brookmeyer R, Gail MH. J Am Stat Assoc 1988;83:301-308. doi:10.1080/01621459.1988.10478599
 * @example bedBands([10, 12, 9], [{ level: 0.05, cases: [5, 4] }, { level: 0.95, cases: [14, 19] }], tier)
 */
export function bedBands(
  seen: readonly number[],
  paths: readonly CasePath[],
  tier: BedTier,
): { levels: number[]; days: BedBandDay[] } {
  if (paths.length === 0) throw new RangeError('paths must hold at least one path')
  const sorted = paths.toSorted((a, b) => a.level - b.level)
  sorted.forEach(({ level, cases }, i) => {
    if (!(level >= 0 && level <= 1)) throw new RangeError(`level must be from 0 to 1: ${level}`)
    const lower = sorted[i - 1]
    if (!lower) return
    if (lower.level === level) throw new RangeError(`level must not repeat: ${level}`)
    if (lower.cases.length !== cases.length)
      throw new RangeError(`paths must be of the same length: ${lower.cases.length} and ${cases.length} days`)
    const crossed = cases.findIndex((count, day) => count < lower.cases[day]!)
    if (crossed >= 0) throw new RangeError(`paths must not cross: level ${level} is below level ${lower.level} on day ${crossed}`)
  })
  const byLevel: BedDay[][] = sorted.map(({ cases }) => bedDemand([...seen, ...cases], tier))
  const days = byLevel[0]!.map((_, day) => ({
    admissions: byLevel.map((each) => each[day]!.admissions),
    occupied: byLevel.map((each) => each[day]!.occupied),
  }))
  return { levels: sorted.map(({ level }) => level), days }
}
