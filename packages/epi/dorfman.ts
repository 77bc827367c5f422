import { needSize, needTest, type PoolFigures, type PoolTest, poolFigures } from './pool-figures.ts'

/**
 * Two-stage (Dorfman) pooling: one pool of `size` people; if it is positive each of them is tested again, alone.
 *
 * @param test prevalence, sensitivity, specificity; sensitivity is taken to be the same in a pool and alone (for dilution see dorfmanHouseholds)
 * @param size people in a pool, a whole number from 1; 1 is testing everybody alone, once
 *
 * With q = 1 − prevalence: tests = 1 + n (Se + (1 − Se − Sp) qⁿ); sensitivity Se²; specificity 1 − (1 − Sp)(Se + (1 − Se − Sp) qⁿ⁻¹).
 *
 * @see Dorfman R. The detection of defective members of large populations. Ann Math Stat 1943;14:436-440. doi:10.1214/aoms/1177731363
 * @see Kim HY, Hudgens MG, Dreyfuss JM, Westreich DJ, Pilcher CD. Comparison of group testing algorithms for case identification in the
 *   presence of test error. Biometrics 2007;63:1152-1163. doi:10.1111/j.1541-0420.2007.00817.x
 * @returns figures for one pool
 * @throws RangeError if a figure or the size is outside its range
 * @example dorfman({ prevalence: 0.01, sensitivity: 0.95, specificity: 0.99 }, 11).testsPerPerson // 0.199
 */
export function dorfman(test: PoolTest, size: number): PoolFigures {
  needTest(test)
  needSize(size, 1)
  const { prevalence, sensitivity: se, specificity: sp } = test
  const q = 1 - prevalence
  if (size === 1) return poolFigures(prevalence, 1, 1, se, sp)
  const positive = se + (1 - se - sp) * q ** size
  const ifHealthy = se + (1 - se - sp) * q ** (size - 1)
  return poolFigures(prevalence, size, 1 + size * positive, se * se, 1 - (1 - sp) * ifHealthy)
}
