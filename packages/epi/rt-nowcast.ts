import { gammaQuantile } from './gamma-quantile.ts'
import { nowcast } from './nowcast.ts'
import { RT_QUANTILES, type RtOptions, type RtRow, rt } from './rt.ts'

/** Courses that the recent days may take, and the points at which R of each is read. */
const PATHS = 40
const POINTS = 40
const middles = (n: number) => Array.from({ length: n }, (_, i) => (i + 0.5) / n)

export type RtNowcast = {
  /** Windows whose last days are still incomplete, R from the nowcast; `cases` is what has been reported. */
  rows: RtRow[]
  /** Why there is no row: too few past days to know the delays and their errors, or delays that are shifting. */
  unusable: 'short' | 'shifting' | null
}

/**
 * R of the last days by onset, with the cases that are yet to be reported put back: a fall that is only late reports is taken out, and the
 * interval widens by what the nowcast does not know.
 *
 * @param incidence cases of each day reported so far, local and imported, by onset, the last day being that on which they are seen
 * @param triangle reports after 0 … maxDelay days of the same days (see nowcast); it may begin later than the series
 * @param options as of `rt`
 * Formula: the nowcast's quantiles at 40 levels give 40 courses of the incomplete days, each at one level on all days, for their delays are the same and
 *   err together (the widest reading); the cases added are local in the share of the last 28 days. `rt` of each course; mean and sd of the mixture
 *   of the 40 posteriors, and its quantiles from 40 points of each. No chance is involved
 * @see Gostic KM et al. Practical considerations for measuring the effective reproductive number, Rt. PLoS Comput Biol 2020;16:e1008409.
 *   doi:10.1371/journal.pcbi.1008409
 * @see Cori A et al. 2013 (rt); Johnson KE et al. 2025 (nowcast)
 * @returns a row for every window that ends on a day the nowcast speaks of; none where it must not be used
 * @throws RangeError as `rt` and `nowcast`, or where the triangle is longer than the series
 * @example rtNowcast({ local, imported }, triangle.rows, { si: { mean: 4.7, sd: 2.9 } }).rows.at(-1)?.mean
 */
export function rtNowcast(
  incidence: { local: readonly number[]; imported: readonly number[] },
  triangle: readonly (readonly (number | null)[])[],
  options: RtOptions,
): RtNowcast {
  const { local, imported } = incidence
  const quantiles = options.quantiles ?? RT_QUANTILES
  if (triangle.length > local.length) throw new RangeError(`triangle must not be longer than the series: ${triangle.length} days`)
  const found = triangle.length === 0 ? null : nowcast(triangle, { levels: middles(PATHS) })
  if (found?.shift?.shifting) return { rows: [], unusable: 'shifting' }
  const days = found?.days ?? []
  if (days.length === 0 || days.some((day) => day.quantiles === null)) return { rows: [], unusable: 'short' }

  const offset = local.length - triangle.length
  const recent = (of: readonly number[]) => of.slice(-28).reduce((sum, n) => sum + n, 0)
  const all = recent(local) + recent(imported)
  const share = all === 0 ? 1 : recent(local) / all
  const paths = middles(PATHS).map((_, i) => {
    const [mine, theirs] = [[...local], [...imported]]
    for (const { row, quantiles: at, reported } of days) {
      const added = Math.max(0, at![i]! - (reported ?? 0))
      mine[offset + row]! += added * share
      theirs[offset + row]! += added * (1 - share)
    }
    return rt({ local: mine, imported: theirs }, { ...options, quantiles: [] })
  })
  const first = offset + days[0]!.row + 1
  const gamma = middles(POINTS).map((p) => gammaQuantile(p))
  const pointsOf = ({ mean, sd }: RtRow) => gamma.map((at) => (at((mean! / sd!) ** 2) * sd! ** 2) / mean!)
  const reported = rt(incidence, { ...options, quantiles: [] })
  const rows = reported.flatMap((row, w): RtRow[] => {
    if (row.tEnd < first) return []
    const each = paths.map((path) => path[w]!)
    if (each.some((one) => one.mean === null)) return [{ ...row, mean: null, sd: null, quantiles: null }]
    const mean = each.reduce((sum, one) => sum + one.mean!, 0) / PATHS
    const square = each.reduce((sum, one) => sum + one.sd! ** 2 + one.mean! ** 2, 0) / PATHS
    // each posterior is a gamma, known by its mean and sd
    const points = Float64Array.from(each.flatMap(pointsOf)).sort()
    const at = (p: number) => {
      const place = Math.min(points.length - 1, Math.max(0, p * points.length - 0.5))
      const below = Math.floor(place)
      return points[below]! + (place - below) * ((points[below + 1] ?? points[below]!) - points[below]!)
    }
    const few = each.filter((one) => one.state === 'few').length * 2 > PATHS
    return [
      { ...row, mean, sd: Math.sqrt(Math.max(0, square - mean * mean)), quantiles: quantiles.map(at), state: few ? 'few' : 'ok' },
    ]
  })
  return { rows, unusable: null }
}
