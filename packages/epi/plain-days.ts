/** `day` is the place in the series; `used` what stands for the count (null: unknown). */
export type PlainDayChange = { day: number; kind: 'negative' | 'spike'; count: number; used: number | null }
export type PlainDays = { counts: (number | null)[]; changes: PlainDayChange[] }

/**
 * A daily series made fit to be forecast: a negative count is a correction and is taken from the days before it; a day more than twenty times as high as
 * any of the 27 days before it, and by more than 500, that none of the next three days bears out is taken for a slip of the pen and becomes unknown.
 * Zeros followed by a burst are left as they are: spreading the burst back over the zeros was tried on the Vietnamese provinces and forecast no better.
 *
 * @param counts cases on consecutive days, the oldest first; null where unknown; finite
 * Formula: spike when x > 20·max(27 days before) + 500 and x > 10·max(3 days after)
 * @returns the series, same length, none negative, and each change made
 * @throws RangeError if a count is not finite
 * @example plainDays([4, -1, 3]).counts // [3, 0, 3]
 */
export function plainDays(counts: readonly (number | null)[]): PlainDays {
  const plain = counts.map((count) => {
    if (count !== null && !Number.isFinite(count)) throw new RangeError(`counts must be finite or null: ${count}`)
    return count
  })
  const changes: PlainDayChange[] = []
  for (let day = 0; day < plain.length; day++) {
    const count = plain[day]!
    if (count === null || count >= 0) continue
    changes.push({ day, kind: 'negative', count, used: 0 })
    plain[day] = 0
    let owed = -count
    for (let before = day - 1; before >= 0 && owed > 0; before--) {
      const there = plain[before]!
      if (there === null) continue
      plain[before] = Math.max(0, there - owed)
      owed = Math.max(0, owed - there)
    }
  }
  const most = (from: number, to: number) =>
    plain.slice(Math.max(0, from), to).reduce<number>((max, x) => Math.max(max, x ?? 0), 0)
  for (let day = 7; day < plain.length; day++) {
    const count = plain[day]!
    if (count === null || count <= 20 * most(day - 27, day) + 500 || count <= 10 * most(day + 1, day + 4)) continue
    changes.push({ day, kind: 'spike', count, used: null })
    plain[day] = null
  }
  return { counts: plain, changes }
}
