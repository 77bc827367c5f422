import { type EarsOptions, type EarsRow, earsBaselines } from './ears.window.ts'

export type EarsC3Row = EarsRow & { c2: number | null; c3: number | null }

/**
 * EARS C3: whether the excesses of the last three days together are too much: slow rises that C2 does not see day by day.
 *
 * @param counts of each day (or week) in order, from 0; null where unknown
 * @param options baseline 7 and minSigma 0 unless given; use minSigma 0.5 for small counts, where a baseline of zeros makes any case infinite
 *
 * C2(t) = (count − mean) / max(sd, minSigma) over days t − 9 … t − 3; C3(t) = Σ max(0, C2 − 1) of days t, t − 1, t − 2; alarm where C3 > 2.
 * bound = mean + (3 − earlier two) max(sd, minSigma), the count above which this day makes the alarm; 0 where the earlier two already do.
 * (R's surveillance puts the day's own count where the mean belongs in its C3 bound, so its C3 differs.)
 *
 * @see Hutwagner L, Thompson W, Seeman GM, Treadwell T. The bioterrorism preparedness and response Early Aberration Reporting System (EARS).
 *   J Urban Health 2003;80(2 Suppl 1):i89-i96. doi:10.1007/PL00022319
 * @see Fricker RD, Hegler BL, Dunfee DA. Comparing syndromic surveillance detection methods: EARS' versus a CUSUM-based methodology. Stat Med
 *   2008;27:3407-3429. doi:10.1002/sim.3197
 * @returns a row for every day from baseline + 5 on
 * @throws RangeError if a count or option is outside its range
 * @example earsC3(dailyCounts, { minSigma: 0.5 }).filter((row) => row.alarm)
 */
export function earsC3(counts: readonly (number | null)[], options: EarsOptions = {}): EarsC3Row[] {
  const { baseline = 7 } = options
  const { mean, sd } = earsBaselines(counts, 2, options)
  const c2 = counts.map((observed, day) => {
    if (observed === null || Number.isNaN(mean[day]!)) return null
    const excess = observed - mean[day]!
    return excess === 0 ? 0 : excess / sd[day]!
  })
  const over = c2.map((value) => (value === null ? null : Math.max(0, value - 1)))
  return counts.flatMap((observed, day) => {
    if (day < baseline + 4) return []
    const [today, one, two] = [over[day]!, over[day - 1]!, over[day - 2]!]
    const earlier = one === null || two === null ? null : one + two
    const c3 = today === null || earlier === null ? null : today + earlier
    const bound = earlier === null || Number.isNaN(mean[day]!) ? null : mean[day]! + (3 - earlier) * sd[day]!
    const upperbound = bound === null || earlier === null ? null : earlier > 2 ? 0 : Math.max(0, bound)
    return [{ t: day + 1, observed, upperbound, alarm: c3 === null ? null : c3 > 2, c2: c2[day]!, c3 }]
  })
}
