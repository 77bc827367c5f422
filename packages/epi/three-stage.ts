import { needSize, needTest, type PoolFigures, type PoolTest, poolFigures } from './pool-figures.ts'

/**
 * Three-stage pooling: one pool of everybody; if positive, smaller pools; the people of a positive smaller pool are tested alone.
 * A smaller pool of one person is that person's last test.
 *
 * @param test prevalence, sensitivity, specificity, the same for pools of every size
 * @param groups sizes of the second-stage pools, at least two, each a whole number from 1; the first pool holds their sum
 *
 * With q = 1 − prevalence, n people, a group of g, the first pool positive with probability A = Se + (1 − Se − Sp) qⁿ and both positive with
 * probability B(g) = Se² (1 − q^g) + (1 − Sp)(Se (q^g − qⁿ) + (1 − Sp) qⁿ): tests = 1 + Σ (A + g B(g), the second only where g > 1);
 * sensitivity Se³ (Se² where g = 1); specificity 1 − (1 − Sp) B with one healthy person taken out of group and pool.
 *
 * @see Kim HY, Hudgens MG, Dreyfuss JM, Westreich DJ, Pilcher CD. Comparison of group testing algorithms for case identification in the
 *   presence of test error. Biometrics 2007;63:1152-1163. doi:10.1111/j.1541-0420.2007.00817.x
 * @see Black MS, Bilder CR, Tebbs JM. Optimal retesting configurations for hierarchical group testing. J R Stat Soc C 2015;64:693-710.
 *   doi:10.1111/rssc.12097
 * @returns figures for one first pool; sensitivity and specificity are means over its people
 * @throws RangeError if a figure or a size is outside its range, or there is one group only
 * @example threeStage({ prevalence: 0.02, sensitivity: 0.95, specificity: 0.99 }, [4, 4, 4, 4]).testsPerPerson // 0.202
 */
export function threeStage(test: PoolTest, groups: readonly number[]): PoolFigures {
  needTest(test)
  if (groups.length < 2) throw new RangeError(`groups must be at least two: ${groups.length}`)
  for (const g of groups) needSize(g, 1, 'groups')
  const { prevalence, sensitivity: se, specificity: sp } = test
  const q = 1 - prevalence
  const n = groups.reduce((sum, g) => sum + g, 0)
  const first = (people: number) => se + (1 - se - sp) * q ** people
  const both = (group: number, people: number) =>
    se * se * (1 - q ** group) + (1 - sp) * (se * (q ** group - q ** people) + (1 - sp) * q ** people)
  let [tests, sensitivity, specificity] = [1, 0, 0]
  for (const g of groups) {
    tests += first(n) + (g > 1 ? g * both(g, n) : 0)
    sensitivity += g * se * se * (g > 1 ? se : 1)
    specificity += g * (1 - (1 - sp) * (g > 1 ? both(g - 1, n - 1) : first(n - 1)))
  }
  return poolFigures(prevalence, n, tests, sensitivity / n, specificity / n)
}
