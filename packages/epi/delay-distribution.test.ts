import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { delayDistribution } from './delay-distribution.ts'

const near = (a: ArrayLike<number> | null, b: readonly number[]) => {
  assert.ok(a !== null && a.length === b.length)
  for (const [i, value] of b.entries()) assert.ok(Math.abs(a[i]! - value) < 1e-12, `${Array.from(a)} is not ${b}`)
}

test('the shares of a small triangle are those worked by hand', () => {
  // day 1: 6 2 2, day 2: 5 3, day 3: 9. θ₁ = (2+3)/(6+5), θ₂ = 2/8: P(≤1) = 4/5, P(0) = 4/5·11/16
  near(
    delayDistribution([
      [6, 2, 2],
      [5, 3, 7],
      [9, 4, 4],
    ]),
    [0.55, 0.25, 0.2],
  )
})

test('a complete table gives the plain shares, whatever the order of its days', () => {
  const row = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (days) => {
      const empty = [
        [0, 0, 0],
        [0, 0, 0],
      ]
      const all = days.flat().reduce((sum, x) => sum + x, 0)
      const pmf = delayDistribution([...days, ...empty])
      if (all === 0) return assert.equal(pmf, null)
      near(
        pmf,
        [0, 1, 2].map((d) => days.reduce((sum, x) => sum + x[d]!, 0) / all),
      )
      near(delayDistribution([...days.toReversed(), ...empty]), [...pmf!])
    }),
  )
})

test('a day with an unknown count is left out', () => {
  near(
    delayDistribution([
      [6, 2],
      [Number.NaN, 5],
      [3, 1],
      [7, 0],
    ]),
    [0.75, 0.25],
  )
})

test('where a delay was never seen nothing is said', () => {
  assert.equal(delayDistribution([[5, 1, 1]]), null)
  assert.equal(
    delayDistribution([
      [0, 0],
      [0, 0],
    ]),
    null,
  )
  assert.throws(() => delayDistribution([]), RangeError)
  assert.throws(() => delayDistribution([[1, 2], [1]]), RangeError)
})
