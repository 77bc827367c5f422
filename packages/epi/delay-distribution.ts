/** One reference day: reports by delay in whole days from 0; NaN where it is not known how many came. */
export type DelayRow = ArrayLike<number>

/**
 * Share of a day's cases that is reported after 0, 1, 2 … days, from a reporting triangle: the chain ladder. Every delay is compared with the shorter
 * ones over the days on which both were already known, so that the latest, incomplete days count too. A day with an unknown cell is left out.
 *
 * @param rows consecutive reference days, the oldest first, all of the same width D + 1; the last is the day on which the triangle was seen, so that of
 *   the day h before it only the delays 0 … h are read, whatever else it holds; counts at least 0
 * Formula: θ_d = Σ x(t,d) / Σ x(t,<d) over the days with delay d known; P(≤ d−1) = P(≤ d)/(1 + θ_d), P(≤ D) = 1
 * @see Mack T. Distribution-free calculation of the standard error of chain ladder reserve estimates. ASTIN Bull 1993;23:213-225. doi:10.2143/AST.23.2.2005092
 * @see Johnson KE et al. Baseline nowcasting methods for handling delays in epidemiological data. Wellcome Open Res 2025;10:614.
 * @returns probabilities of the delays 0 … D, sum 1; null where some delay has not been seen on any known day, or there is no case
 * @throws RangeError if the rows have no width or differ in it
 * @example delayDistribution([[8, 2], [4, 0]]) // [0.8, 0.2]
 */
export function delayDistribution(rows: readonly DelayRow[]): Float64Array | null {
  const width = rows[0]?.length ?? 0
  if (width === 0) throw new RangeError('rows must have at least one delay')
  const last = rows.length - 1
  const same = new Float64Array(width)
  const before = new Float64Array(width)
  let seen = false
  const known = new Uint32Array(width)
  for (let i = 0; i <= last; i++) {
    const row = rows[i]!
    if (row.length !== width) throw new RangeError(`rows must have the same width: ${row.length} and ${width}`)
    const most = Math.min(width - 1, last - i)
    let sum = 0
    for (let d = 0; d <= most; d++) sum += row[d]!
    if (Number.isNaN(sum)) continue
    if (sum > 0) seen = true
    for (let d = 0, shorter = 0; d <= most; d++) {
      known[d]! += 1
      same[d]! += row[d]!
      before[d]! += shorter
      shorter += row[d]!
    }
  }
  if (!seen || known[width - 1] === 0) return null
  const pmf = new Float64Array(width)
  let within = 1
  for (let d = width - 1; d > 0; d--) {
    const both = same[d]! + before[d]!
    const shorter = both > 0 ? (within * before[d]!) / both : within
    pmf[d] = within - shorter
    within = shorter
  }
  pmf[0] = within
  return pmf
}
