import type { RtRow } from './rt.ts'

/**
 * The first window in which the outbreak is under control beyond doubt: the upper limit of R lies below 1.
 *
 * @param rows windows of `rt`, in order, with the quantile `upper` among those asked for
 * @param quantiles the probabilities that `rt` was asked for, in its order
 * @param upper probability of the upper limit, 0.975 unless given
 * @see Cori A et al. Am J Epidemiol 2013;178:1505-1512. doi:10.1093/aje/kwt133
 * @return the row, whose `tEnd` is the day; null if there is none. Later windows may rise above 1 again
 * @throws RangeError where `upper` is not among the quantiles
 * @example firstControlled(rt(incidence, { si }), RT_QUANTILES)?.tEnd
 */
export function firstControlled(rows: readonly RtRow[], quantiles: readonly number[], upper = 0.975): RtRow | null {
  const at = quantiles.indexOf(upper)
  if (at < 0) throw new RangeError(`upper must be one of the quantiles: ${upper}`)
  return rows.find((row) => row.quantiles !== null && row.quantiles[at]! < 1) ?? null
}
