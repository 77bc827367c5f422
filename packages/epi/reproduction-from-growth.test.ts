import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { reproductionFromGrowth } from './reproduction-from-growth.ts'

test('by hand: rate 0.1 a day and an interval of 5 days, sd 2', () => {
  assert.ok(Math.abs(reproductionFromGrowth(0.1, { mean: 5, sd: 2 })! - 1.08 ** 6.25) < 1e-12)
})

test('an exponential interval gives 1 + r·mean, a fixed one e to the r·mean', () => {
  assert.ok(Math.abs(reproductionFromGrowth(0.2, { mean: 4, sd: 4 })! - 1.8) < 1e-12)
  assert.ok(Math.abs(reproductionFromGrowth(0.2, { mean: 4, sd: 0 })! - Math.exp(0.8)) < 1e-12)
  assert.ok(Math.abs(reproductionFromGrowth(0.2, { mean: 4, sd: 1e-5 })! - Math.exp(0.8)) < 1e-8)
})

test('steady cases mean R 1, and R rises with the rate', () => {
  const interval = fc.record({
    mean: fc.double({ min: 0.5, max: 20, noNaN: true }),
    sd: fc.double({ min: 0.01, max: 10, noNaN: true }),
  })
  fc.assert(
    fc.property(interval, fc.double({ min: 0, max: 0.5, noNaN: true }), (si, rate) => {
      assert.equal(reproductionFromGrowth(0, si), 1)
      assert.ok(reproductionFromGrowth(rate, si)! <= reproductionFromGrowth(rate + 0.1, si)!)
    }),
  )
})

test('a fall faster than the interval allows has no R', () => {
  assert.equal(reproductionFromGrowth(-1, { mean: 4, sd: 4 }), null)
  assert.throws(() => reproductionFromGrowth(Number.NaN, { mean: 4, sd: 4 }), /rate must be a number/)
  assert.throws(() => reproductionFromGrowth(0, { mean: 0, sd: 4 }), /interval.mean/)
  assert.throws(() => reproductionFromGrowth(0, { mean: 3, sd: -1 }), /interval.sd/)
})
