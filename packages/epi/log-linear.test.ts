import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitLogLinear } from './log-linear.ts'

test('without a trend the levels are the means of the groups', () => {
  const fit = fitLogLinear([1, 3, 10, 20], [0, 1, 2, 3], [0, 0, 1, 1], 2, false)
  assert.ok(Math.abs(Math.exp(fit.predict(0, 9).eta) - 2) < 1e-5)
  assert.ok(Math.abs(Math.exp(fit.predict(1, 9).eta) - 15) < 1e-5)
  // Pearson: (1 + 1)/2 + (25 + 25)/15, two degrees of freedom
  assert.ok(Math.abs(fit.dispersion - (1 + 50 / 15) / 2) < 1e-4)
  for (const part of fit.leverage) assert.ok(Math.abs(part - 0.5) < 1e-9)
})

test('counts that double with every step have slope ln 2', () => {
  const fit = fitLogLinear([1, 2, 4, 8, 16], [0, 1, 2, 3, 4], [0, 0, 0, 0, 0], 1, true)
  assert.ok(Math.abs(fit.slope! - Math.LN2) < 1e-5)
})

test('at the fit the score is zero: residuals sum to nothing in every group and along time', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 12, maxLength: 40 }), (counts) => {
      const times = counts.map((_, i) => i - counts.length)
      const groups = counts.map((_, i) => i % 3)
      const fit = fitLogLinear(counts, times, groups, 3, true)
      for (let g = 0; g < 3; g++) {
        const sum = counts.reduce((all, count, i) => all + (groups[i] === g ? count - fit.mu[i]! : 0), 0)
        assert.ok(Math.abs(sum) < 1e-3)
      }
      assert.ok(Math.abs(counts.reduce((all, count, i) => all + (count - fit.mu[i]!) * times[i]!, 0)) < 1e-2)
      assert.ok(Math.abs(fit.leverage.reduce((sum, part) => sum + part, 0) - 4) < 1e-9)
    }),
  )
})

test('a group of zeros has no finite level, and the fit ends all the same', () => {
  const fit = fitLogLinear([0, 0, 0, 5, 7, 6], [0, 1, 2, 3, 4, 5], [0, 0, 0, 1, 1, 1], 2, false)
  assert.equal(fit.converged, true)
  assert.ok(Math.exp(fit.predict(0, 0).eta) < 1e-6)
})

test('lists that do not match are refused', () => {
  assert.throws(() => fitLogLinear([1], [1, 2], [0], 1, false), RangeError)
  assert.throws(() => fitLogLinear([], [], [], 1, false), RangeError)
})
