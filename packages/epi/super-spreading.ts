import { pgamma, qgamma } from './distributions.ts'

/** The least share of cases behind a share of the transmission: as seen, and as the fitted distribution has it (null where k is not finite). */
export type SuperSpreading = { of: number; seen: number | null; fitted: number | null }

/**
 * How few cases cause most of the transmission: the least share of cases that infected `of` of all who were infected.
 *
 * @param counts secondary cases of every case, the zeros included
 * @param k dispersion of the offspring distribution, from `offspring`; null: no finite k
 * @param of share of the transmission, between 0 and 1
 *
 * Formula: seen, cases from the one with most offspring down until `of` of all offspring are reached (the last case in part). Fitted, with infectiousness
 * ν ~ Gamma(k, R/k): 1 − F_k(x) where 1 − F_{k+1}(x) = of; R cancels out.
 *
 * @returns shares between 0 and 1; `seen` is null where nobody infected anyone
 * @throws RangeError where `of` is outside (0, 1) or k is not above 0
 * @see Lloyd-Smith JO et al. Superspreading and the effect of individual variation on disease emergence.
 *   Nature 2005;438:355-359. doi:10.1038/nature04153
 * @example superSpreading([0, 0, 0, 0, 10], 0.1) // { of: 0.8, seen: 0.16, fitted: 0.07… }
 */
export function superSpreading(counts: readonly number[], k: number | null, of = 0.8): SuperSpreading {
  if (!(of > 0 && of < 1)) throw new RangeError(`of must lie between 0 and 1: ${of}`)
  if (k !== null && !(k > 0)) throw new RangeError(`k must be above 0: ${k}`)
  const wanted = of * counts.reduce((sum, count) => sum + count, 0)
  let [left, cases] = [wanted, 0]
  for (const count of [...counts].sort((a, b) => b - a)) {
    if (left <= 0 || count === 0) break
    cases += Math.min(1, left / count)
    left -= count
  }
  return {
    of,
    seen: wanted === 0 ? null : cases / counts.length,
    fitted: k === null ? null : 1 - pgamma(qgamma(1 - of, k + 1, 1), k, 1),
  }
}
