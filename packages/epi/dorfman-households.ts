import { lchoose, lgamma } from './distributions.ts'
import { needSize, needTest, type PoolFigures, type PoolTest, poolFigures } from './pool-figures.ts'

export type HouseholdPool = {
  /** People in a pool, a whole number from 1. */
  size: number
  /** People of one household who stand in the same pool, a whole number from 1; the last household of a pool may be smaller. */
  household: number
  /** Intra-class correlation of being infected within a household, from 0 (none) to below 1. */
  correlation: number
  /** Share of its sensitivity that a pool with one infected keeps (see dilution), above 0 and at most 1; 1 unless given. */
  kept?: number
}

/**
 * Two-stage (Dorfman) pooling of households: infections go together within a household, and a pool may be less sensitive than a test alone.
 * Members of a household are exchangeable: the number infected is beta-binomial with mean p and correlation ρ, α = p(1 − ρ)/ρ, β = (1 − p)(1 − ρ)/ρ.
 * With k infected in the pool it is positive with probability Se (1 − (1 − kept)^k), any one sufficing; with none, 1 − Sp. Correlated pools cost
 * fewer tests and lose fewer infected to dilution than independent ones.
 *
 * @param test prevalence, sensitivity of a test alone, specificity
 * @see Lendle SD, Hudgens MG, Qaqish BF. Group testing for case identification with correlated responses. Biometrics 2012;68:532-540.
 *   doi:10.1111/j.1541-0420.2011.01674.x
 * @returns figures for one pool
 * @throws RangeError if an argument is outside its range
 * @example dorfmanHouseholds({ prevalence: 0.01, sensitivity: 0.95, specificity: 0.99 }, { size: 12, household: 4, correlation: 0.2 })
 */
export function dorfmanHouseholds(test: PoolTest, pool: HouseholdPool): PoolFigures {
  needTest(test)
  const { size, household, correlation, kept = 1 } = pool
  needSize(size, 1)
  needSize(household, 1, 'household')
  if (!(correlation >= 0 && correlation < 1)) throw new RangeError(`correlation must be from 0 to below 1: ${correlation}`)
  if (!(kept > 0 && kept <= 1)) throw new RangeError(`kept must be above 0 and at most 1: ${kept}`)
  const { prevalence, sensitivity: se, specificity: sp } = test
  if (size === 1) return poolFigures(prevalence, 1, 1, se, sp)

  let infected = [1]
  for (let left = size; left > 0; left -= household)
    infected = added(infected, infectedIn(Math.min(household, left), prevalence, correlation))
  let [positive, found, alarmed] = [0, 0, 0]
  infected.forEach((probability, k) => {
    const called = k === 0 ? 1 - sp : se * (1 - (1 - kept) ** k)
    positive += probability * called
    found += probability * called * k
    alarmed += probability * called * (size - k)
  })
  const sensitivity = (found / (size * prevalence)) * se
  const specificity = 1 - (alarmed / (size * (1 - prevalence))) * (1 - sp)
  return poolFigures(prevalence, size, 1 + size * positive, sensitivity, specificity)
}

/** Probabilities of 0 … n infected of n people of one household. */
function infectedIn(n: number, p: number, correlation: number): number[] {
  const counts = Array.from({ length: n + 1 }, (_, k) => k)
  if (correlation === 0 || n === 1) return counts.map((k) => Math.exp(lchoose(n, k)) * p ** k * (1 - p) ** (n - k))
  const [a, b] = [(p * (1 - correlation)) / correlation, ((1 - p) * (1 - correlation)) / correlation]
  const beta = (x: number, y: number) => lgamma(x) + lgamma(y) - lgamma(x + y)
  return counts.map((k) => Math.exp(lchoose(n, k) + beta(k + a, n - k + b) - beta(a, b)))
}

/** Probabilities of the sum of two independent counts. */
function added(left: readonly number[], right: readonly number[]): number[] {
  const sum = new Array<number>(left.length + right.length - 1).fill(0)
  left.forEach((x, i) => {
    right.forEach((y, j) => {
      sum[i + j]! += x * y
    })
  })
  return sum
}
