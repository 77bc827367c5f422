/**
 * The next weeks as like the last one as weeks have been so far: the last weekly count plus the changes from week to week seen in the past, taken with
 * both signs. The baseline of the COVID-19 forecast hubs, without its chance: every sum of past changes is used instead of a sample.
 *
 * @param weeks weekly counts, the oldest first; null where unknown; the last 104 are used
 * @param ahead weeks ahead, 1 or 2
 * @param levels probabilities wanted
 * Formula: week n+1 ~ max(0, x_n + D), week n+2 ~ max(0, x_n + D + D'), D and D' drawn from {± (x_t − x_{t−1})}; quantiles as R's type 7
 * @see Cramer EY et al. Evaluation of individual and ensemble probabilistic forecasts of COVID-19 mortality in the United States.
 *   Proc Natl Acad Sci USA 2022;119:e2113561119. doi:10.1073/pnas.2113561119
 * @returns quantiles at the levels; null where the last week or every change is unknown
 * @throws RangeError if ahead is not 1 or 2, or a level lies outside 0 … 1
 * @example flatForecast([10, 12], 1, [0.5]) // [12]
 */
export function flatForecast(weeks: readonly (number | null)[], ahead: number, levels: readonly number[]): number[] | null {
  if (ahead !== 1 && ahead !== 2) throw new RangeError(`ahead must be 1 or 2: ${ahead}`)
  if (!levels.every((p) => p >= 0 && p <= 1)) throw new RangeError(`levels must lie between 0 and 1: ${levels.join(', ')}`)
  const recent = weeks.slice(-104)
  const last = recent.at(-1)
  if (last === null || last === undefined) return null
  const changes: number[] = []
  for (let i = 1; i < recent.length; i++) {
    const [before, after] = [recent[i - 1], recent[i]]
    if (before == null || after == null) continue
    changes.push(after - before, before - after)
  }
  if (changes.length === 0) return null
  const sums = Float64Array.from(ahead === 1 ? changes : changes.flatMap((one) => changes.map((other) => one + other))).sort()
  return levels.map((p) => {
    const place = p * (sums.length - 1)
    const below = Math.floor(place)
    const change = sums[below]! + (place - below) * ((sums[below + 1] ?? sums[below]!) - sums[below]!)
    return Math.max(0, last + change)
  })
}
