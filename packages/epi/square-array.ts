import { needSize, needTest, type PoolFigures, type PoolTest, poolFigures } from './pool-figures.ts'

/**
 * Array testing without a master pool: `side` × `side` people, each in one row pool and one column pool. A person is tested alone where its row and
 * its column are positive; where only rows (or only columns) of the array are positive, everybody in those.
 *
 * @param test prevalence, sensitivity, specificity, the same for pools of every size
 * @param side people in a row or column, a whole number from 2
 *
 * With q = 1 − prevalence, n the side, R = 1 − Se − Sp, A = (1 − Se)(1 − qⁿ) + Sp qⁿ (a row is negative) and
 * b = (1 − Se)(1 − qⁿ⁻¹) + Sp qⁿ⁻¹ (a row that lost a healthy person is): tests = 2n + n² (a₁ + a₁ + a₃) where
 * a₁ = (1 − Sp) qⁿ bⁿ + Se (Aⁿ − qⁿ bⁿ) is a positive column and no positive row, and
 * a₃ = Se² + R² q²ⁿ⁻¹ + 2 (Se (1 − Sp) − Se²) qⁿ a positive row and column; sensitivity Se³ + 2 Se² (1 − Se)(1 − Se − R qⁿ)ⁿ⁻¹;
 * specificity 1 − (1 − Sp)(2 a₁′ + a₃′), the same for an array that holds one person known to be healthy.
 *
 * @see Kim HY, Hudgens MG, Dreyfuss JM, Westreich DJ, Pilcher CD. Comparison of group testing algorithms for case identification in the
 *   presence of test error. Biometrics 2007;63:1152-1163. doi:10.1111/j.1541-0420.2007.00817.x
 * @returns figures for one array
 * @throws RangeError if a figure or the side is outside its range
 * @example squareArray({ prevalence: 0.02, sensitivity: 0.95, specificity: 0.99 }, 12).testsPerPerson // 0.2256
 */
export function squareArray(test: PoolTest, side: number): PoolFigures {
  needTest(test)
  needSize(side, 2, 'side')
  const { prevalence, sensitivity: se, specificity: sp } = test
  const n = side
  const q = 1 - prevalence
  const [line, shorter] = [q ** n, q ** (n - 1)]
  const swing = 1 - se - sp
  const negative = (clean: number) => (1 - se) * (1 - clean) + sp * clean
  const [A, b] = [negative(line), negative(shorter)]

  const oneWay = (1 - sp) * line * b ** n + se * (A ** n - line * b ** n)
  const crossed = se * se + swing * swing * line * shorter + 2 * (se * (1 - sp) - se * se) * line
  const tests = 2 * n + n * n * (2 * oneWay + crossed)

  const sensitivity = se ** 3 + 2 * se * se * (1 - se) * (1 - se - swing * line) ** (n - 1)
  const healthyOneWay = (1 - sp) * shorter * b ** n + se * (A ** (n - 1) * b - shorter * b ** n)
  const healthyCrossed = (se + swing * shorter) ** 2
  return poolFigures(prevalence, n * n, tests, sensitivity, 1 - (1 - sp) * (2 * healthyOneWay + healthyCrossed))
}
