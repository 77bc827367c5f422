/** One case, or `count` of them: the day it belongs to (onset, admission) and the day it became known, as whole day numbers. */
export type Report = { reference: number; report: number; count?: number }

export type ReportingTriangle = {
  /** Day number of the first row; rows are consecutive days up to `asOf`. */
  first: number
  asOf: number
  /** Row: reference day. Column: delay 0 … maxDelay. Null: not yet known on `asOf`. */
  rows: (number | null)[][]
  /** Cases left out: reported before they happened; known by `asOf` but later than maxDelay; reported after `asOf`. */
  leftOut: { negative: number; late: number; future: number }
}

/**
 * The reporting triangle of a line list: how many cases of each day had been reported after 0, 1, 2 … days, as it was known on a day.
 *
 * @param reports one for each case, in any order
 * @param options.asOf day number on which the list is seen; later reports are left out
 * @param options.maxDelay longest delay kept, in whole days from 1
 * @param options.first day number of the first row; by default the first reference day known
 * Formula: x(t, d) = number of cases with reference day t and report day t + d, for t + d at most asOf
 * @see Lawless JF. Adjustments for reporting delays and the prediction of occurred but not reported events. Can J Stat 1994;22:15-31. doi:10.2307/3315826
 * @returns the triangle; a day without reports is a row of zeros; no rows where nothing was known
 * @throws RangeError if a day, a delay or a count is not a whole number, or a count is negative
 * @example reportingTriangle([{ reference: 1, report: 2 }], { asOf: 2, maxDelay: 1 }).rows // [[0, 1], [0, null]]
 */
export function reportingTriangle(
  reports: readonly Report[],
  options: { asOf: number; maxDelay: number; first?: number },
): ReportingTriangle {
  const { asOf, maxDelay } = options
  if (!Number.isSafeInteger(asOf)) throw new RangeError(`asOf must be a whole day number: ${asOf}`)
  if (!Number.isSafeInteger(maxDelay) || maxDelay < 1) throw new RangeError(`maxDelay must be a whole number from 1: ${maxDelay}`)
  const leftOut = { negative: 0, late: 0, future: 0 }
  let first = options.first ?? Number.POSITIVE_INFINITY
  const kept: Required<Report>[] = []
  for (const { reference, report, count = 1 } of reports) {
    if (!Number.isSafeInteger(reference) || !Number.isSafeInteger(report))
      throw new RangeError(`days must be whole numbers: ${reference}, ${report}`)
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`count must be a whole number from 0: ${count}`)
    if (report > asOf) leftOut.future += count
    else if (report < reference) leftOut.negative += count
    else if (report - reference > maxDelay) leftOut.late += count
    else kept.push({ reference, report, count })
    if (options.first === undefined && report <= asOf && reference <= report) first = Math.min(first, reference)
  }
  if (first === Number.POSITIVE_INFINITY) first = asOf + 1
  if (!Number.isSafeInteger(first)) throw new RangeError(`first must be a whole day number: ${first}`)
  const rows = Array.from({ length: Math.max(0, asOf - first + 1) }, (_, i) =>
    Array.from({ length: maxDelay + 1 }, (_, d): number | null => (first + i + d <= asOf ? 0 : null)),
  )
  for (const { reference, report, count } of kept) {
    const row = rows[reference - first]
    if (row !== undefined) row[report - reference]! += count
  }
  return { first, asOf, rows, leftOut }
}
