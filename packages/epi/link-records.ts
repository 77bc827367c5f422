import {
  type Blocks,
  bits,
  type Comparison,
  check,
  counted,
  differing,
  levelsOf,
  NOT_SAID,
  pairsOf,
  rarityOf,
  startOf,
} from './link-records.levels.ts'
import { oneToOne } from './one-to-one.ts'

export type { Comparison }

export type LinkOptions<L, R> = {
  /** Two records are compared only if they agree on one of these keys (null agrees with nothing). Without it all pairs are compared. */
  blocks?: Blocks<L, R>
  /** Least weight in bits of a pair. Without it: where a match becomes likelier than none. */
  threshold?: number
  /** Rounds of estimation, at most; 0 takes the stated or starting m. Default 50. */
  rounds?: number
}

export type Link = {
  left: number
  right: number
  /** Base-2 logarithm of P(what is seen | same person) / P(what is seen | different people). */
  weight: number
  /** That these two are the same person, weighed against every other record that either could be and against none. */
  probability: number
  /**
   * Weight above that of the best other candidate of either record; about 0: two people who cannot be told apart. Infinity: no other. A change of
   * several pairs at once may weigh as much all the same.
   */
  margin: number
}

export type Linkage = {
  /** By left row; each row in at most one. */
  links: Link[]
  /** Rows without a pair. */
  left: number[]
  right: number[]
  comparisons: { name: string; levels: { m: number; u: number; weight: number }[] }[]
  /** Least weight that counted, in bits. */
  threshold: number
  /** Pairs looked at. */
  compared: number
  rounds: number
  /** False where the estimate still moved in the last round. */
  settled: boolean
}

/**
 * Who in one list is who in another, without a common number: Fellegi and Sunter's weights, summed over the comparisons, and the one-to-one pairing
 * with the greatest sum. u is counted over all pairs (almost all are different people). m is estimated in turns: the best pairing under the present
 * weights is taken as the truth, m counted in it, and so on until the pairing stays (the classification form of EM, with the one-to-one rule inside;
 * the plain form drifts to groups such as "same province" where agreements hang together). Of pairings that weigh the same the one that keeps the order of
 * the rows is taken; `margin` shows such pairs.
 *
 * @param left records of one list, each person once
 * @param right records of the other
 * @param comparisons at least one; conditional on being the same person or not, they should say different things
 * @returns links with weight (bits), probability and margin; rows left over; the weights of every level
 * @throws RangeError if there is no comparison, a level or a stated m or u is impossible, or more than 10 million pairs would be compared
 * @see Fellegi IP, Sunter AB. A theory for record linkage. J Am Stat Assoc 1969;64:1183-1210. doi:10.1080/01621459.1969.10501049
 * @see Jaro MA. Advances in record-linkage methodology as applied to matching the 1985 census of Tampa, Florida. J Am Stat Assoc 1989;84:414-420.
 *   doi:10.1080/01621459.1989.10478785 (one-to-one)
 * @see Celeux G, Govaert G. A classification EM algorithm for clustering and two stochastic versions. Comput Stat Data Anal 1992;14:315-332.
 *   doi:10.1016/0167-9473(92)90042-E
 * @example linkRecords(listA, listB, [{ name: 'sex', levels: 2, level: (a, b) => (a.sex === b.sex ? 0 : 1) }, …])
 */
export function linkRecords<L, R>(
  left: readonly L[],
  right: readonly R[],
  comparisons: readonly Comparison<L, R>[],
  options: LinkOptions<L, R> = {},
): Linkage {
  if (comparisons.length === 0) throw new RangeError('comparisons must name at least one comparison')
  for (const comparison of comparisons) check(comparison)
  const pairs = pairsOf(left, right, options.blocks)
  const n = pairs.left.length
  const levels = comparisons.map((comparison) => levelsOf(comparison, left, right, pairs))
  const u = comparisons.map((comparison, k) => comparison.u ?? differing(comparison, left, right, levels[k]!, options.blocks))
  const rarity = comparisons.map((comparison, k) => rarityOf(comparison, left, right, u[k]![0]!))
  const most = Math.max(left.length, right.length)
  const order = new Float64Array(n)
  for (let p = 0; p < n; p++) order[p] = -1e-6 * Math.abs(pairs.left[p]! / left.length - pairs.right[p]! / right.length)

  let m = comparisons.map((comparison, k) => comparison.m ?? startOf(comparison, u[k]!))
  let weight = weigh(m)
  let least = options.threshold ?? 0
  let chosen = pairing(least)
  const limit = options.rounds ?? 50
  let rounds = 0
  let settled = limit === 0
  while (rounds < limit && !settled) {
    rounds += 1
    m = comparisons.map((comparison, k) => comparison.m ?? counted(comparison, levels[k]!, chosen, u[k]!))
    weight = weigh(m)
    least = options.threshold ?? evenOdds(chosen.length)
    const next = pairing(least)
    settled = next.length === chosen.length && next.every((pair, i) => pair === chosen[i])
    chosen = next
  }

  const links = judged(chosen)
  const [seenLeft, seenRight] = [new Set(links.map((link) => link.left)), new Set(links.map((link) => link.right))]
  return {
    links,
    left: left.flatMap((_, i) => (seenLeft.has(i) ? [] : [i])),
    right: right.flatMap((_, i) => (seenRight.has(i) ? [] : [i])),
    comparisons: comparisons.map(({ name }, k) => ({
      name,
      levels: m[k]!.map((same, level) => ({ m: same, u: u[k]![level]!, weight: bits(same, u[k]![level]!) })),
    })),
    threshold: least,
    compared: n,
    rounds,
    settled,
  }

  function weigh(same: readonly (readonly number[])[]): Float64Array {
    const sum = new Float64Array(n)
    comparisons.forEach((_, k) => {
      const table = Float64Array.from(same[k]!, (each, level) => bits(each, u[k]![level]!))
      const level = levels[k]!
      const { ofLeft } = rarity[k]!
      for (let p = 0; p < n; p++) {
        const reached = level[p]!
        if (reached === NOT_SAID) continue
        sum[p]! += table[reached]! + (reached === 0 && ofLeft ? ofLeft[pairs.left[p]!]! : 0)
      }
    })
    return sum
  }

  /** Positions of the chosen pairs, by left row. */
  function pairing(floor: number): number[] {
    const candidates: { left: number; right: number; gain: number; pair: number }[] = []
    for (let p = 0; p < n; p++) {
      if (weight[p]! <= floor) continue
      const gain = weight[p]! - floor + 1e-5 + order[p]!
      candidates.push({ left: pairs.left[p]!, right: pairs.right[p]!, gain, pair: p })
    }
    return [...oneToOne(left.length, right.length, candidates)].flatMap((i) => (i < 0 ? [] : [candidates[i]!.pair]))
  }

  /** Bits at which "this one" and "nobody in the list" are as likely, if this many have a match. */
  function evenOdds(matches: number): number {
    const share = (matches + 0.5) / (Math.min(left.length, right.length) + 1)
    return Math.max(0, Math.log2((most * (1 - share)) / share))
  }

  function judged(best: readonly number[]): Link[] {
    const none = 2 ** Math.min(evenOdds(best.length), 1000)
    const totalLeft = new Float64Array(left.length).fill(none)
    const totalRight = new Float64Array(right.length).fill(none)
    const isBest = new Uint8Array(n)
    for (const p of best) isBest[p] = 1
    const rivalLeft = new Float64Array(left.length).fill(Number.NEGATIVE_INFINITY)
    const rivalRight = new Float64Array(right.length).fill(Number.NEGATIVE_INFINITY)
    for (let p = 0; p < n; p++) {
      const [l, r, odds] = [pairs.left[p]!, pairs.right[p]!, 2 ** Math.min(weight[p]!, 1000)]
      totalLeft[l]! += odds
      totalRight[r]! += odds
      if (isBest[p]) continue
      rivalLeft[l] = Math.max(rivalLeft[l]!, weight[p]!)
      rivalRight[r] = Math.max(rivalRight[r]!, weight[p]!)
    }
    return best.map((p) => {
      const [l, r, odds] = [pairs.left[p]!, pairs.right[p]!, 2 ** Math.min(weight[p]!, 1000)]
      const probability = Math.min(odds / totalLeft[l]!, odds / totalRight[r]!)
      return { left: l, right: r, weight: weight[p]!, probability, margin: weight[p]! - Math.max(rivalLeft[l]!, rivalRight[r]!) }
    })
  }
}
