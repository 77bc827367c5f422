import { dorfman } from './dorfman.ts'
import { needSize, needTest, type PoolFigures, type PoolTest } from './pool-figures.ts'
import { squareArray } from './square-array.ts'
import { threeStage } from './three-stage.ts'

/** D2 Dorfman, D3 three stages, A2 square array without a master pool. */
export type PoolMethod = 'D2' | 'D3' | 'A2'

export type PoolPlan = PoolFigures & {
  method: PoolMethod
  /** People in the first pool (D2, D3), or in a row (A2). */
  size: number
  /** D3: sizes of the second-stage pools, largest first. */
  groups: number[] | null
  /** The best was the largest size that was tried: a larger one could be cheaper. */
  atLimit: boolean
}

/**
 * The plan with the fewest expected tests per person among all sizes tried; of equal ones the smaller. For D3 all ways to cut the first pool
 * into two or more are compared (by dynamic programming: the expected tests are a sum over the second-stage pools).
 *
 * @param test prevalence, sensitivity, specificity
 * @param method D2, D3 or A2
 * @param range smallest and largest size; without them as usual for reporting optimal configurations: D2 from 2 to 30 (40 where prevalence < 0.005),
 *   D3 from 3 to 24 (18 where prevalence > 0.01), A2 from 3 to 14 (12 where prevalence > 0.01)
 * @see Hitt BD, Bilder CR, Tebbs JM, McMahan CS. The objective function controversy for group testing: much ado about nothing? Stat Med
 *   2019;38:4912-4923. doi:10.1002/sim.8341
 * @returns the plan and its figures; testing everybody alone (1 test each) is not among those compared
 * @throws RangeError if a figure or the range is not possible
 * @example poolingOptimum({ prevalence: 0.01, sensitivity: 0.95, specificity: 0.99 }, 'D2').size // 11
 */
export function poolingOptimum(test: PoolTest, method: PoolMethod, range: { min?: number; max?: number } = {}): PoolPlan {
  needTest(test)
  const usual = usualRange(method, test.prevalence)
  const least = method === 'D2' || method === 'A2' ? 2 : 3
  const max = range.max ?? Math.max(usual.max, range.min ?? 0)
  const min = range.min ?? Math.min(usual.min, max)
  needSize(min, least, 'min')
  needSize(max, min, 'max')
  if (max > 1000) throw new RangeError(`max must be at most 1000: ${max}`)
  let best: PoolPlan | null = null
  for (let size = min; size <= max; size++) {
    const groups = method === 'D3' ? bestGroups(test, size) : null
    const figures = groups ? threeStage(test, groups) : method === 'D2' ? dorfman(test, size) : squareArray(test, size)
    if (best && !(figures.testsPerPerson < best.testsPerPerson * (1 - 1e-12))) continue
    best = { method, size, groups, atLimit: size === max && max > min, ...figures }
  }
  return best!
}

function usualRange(method: PoolMethod, p: number): { min: number; max: number } {
  if (method === 'D2') return { min: 2, max: p < 0.005 ? 40 : 30 }
  if (method === 'D3') return { min: 3, max: p > 0.01 ? 18 : 24 }
  return { min: 3, max: p > 0.01 ? 12 : 14 }
}

/** The cheapest cut of a first pool of n into two or more, largest first. Each pool of g adds P(first +), and g P(both +) where g > 1. */
function bestGroups({ prevalence, sensitivity: se, specificity: sp }: PoolTest, n: number): number[] {
  const q = 1 - prevalence
  const whole = q ** n
  const cost = new Float64Array(n)
  for (let g = 1; g < n; g++) {
    const both = se * se * (1 - q ** g) + (1 - sp) * (se * (q ** g - whole) + (1 - sp) * whole)
    cost[g] = se + (1 - se - sp) * whole + (g > 1 ? g * both : 0)
  }
  const least = new Float64Array(n + 1)
  const taken = new Int32Array(n + 1)
  for (let people = 1; people <= n; people++) {
    least[people] = Number.POSITIVE_INFINITY
    for (let g = Math.min(people, n - 1); g >= 1; g--) {
      const sum = least[people - g]! + cost[g]!
      if (sum >= least[people]! * (1 - 1e-14)) continue
      least[people] = sum
      taken[people] = g
    }
  }
  const groups: number[] = []
  for (let left = n; left > 0; left -= taken[left]!) groups.push(taken[left]!)
  return groups.sort((a, b) => b - a)
}
