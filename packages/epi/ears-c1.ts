import { qnorm } from './distributions.ts'
import { type EarsOptions, type EarsRow, earsBaselines } from './ears.window.ts'

/**
 * EARS C1: whether the count of a day is above the mean of the days just before it by more than z standard deviations.
 *
 * @param counts of each day (or week) in order, from 0; null where unknown
 * @param options baseline 7 and minSigma 0 unless given; alpha, the one-sided error, 0.001 unless given (z = 3.09), above 0 and below 1
 *
 * bound = mean + z max(sd, minSigma), over days t − 7 … t − 1.
 *
 * @see Hutwagner L, Thompson W, Seeman GM, Treadwell T. The bioterrorism preparedness and response Early Aberration Reporting System (EARS).
 *   J Urban Health 2003;80(2 Suppl 1):i89-i96. doi:10.1007/PL00022319
 * @see Fricker RD, Hegler BL, Dunfee DA. Comparing syndromic surveillance detection methods: EARS' versus a CUSUM-based methodology. Stat Med
 *   2008;27:3407-3429. doi:10.1002/sim.3197
 * @returns a row for every day from baseline + 1 on
 * @throws RangeError if a count or option is outside its range
 * @example earsC1([0, 1, 0, 2, 1, 0, 1, 1, 0, 9])
 */
export function earsC1(counts: readonly (number | null)[], options: EarsOptions & { alpha?: number } = {}): EarsRow[] {
  const { baseline = 7, alpha = 0.001 } = options
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must be above 0 and below 1: ${alpha}`)
  const z = qnorm(1 - alpha)
  const { mean, sd } = earsBaselines(counts, 0, options)
  const rows: EarsRow[] = []
  for (let day = baseline; day < counts.length; day++) {
    const observed = counts[day]!
    const bound = mean[day]! + z * sd[day]!
    const upperbound = Number.isNaN(bound) ? null : bound
    rows.push({
      t: day + 1,
      observed,
      upperbound,
      alarm: upperbound === null || observed === null ? null : observed > upperbound,
    })
  }
  return rows
}
