import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dilution } from './dilution.ts'

test('a pool of eight costs three cycles: the share of seen cycles that have three to spare', () => {
  assert.equal(dilution([20, 30, 33, 34, 35, 36, 39], 37, 8), 4 / 6)
  assert.equal(dilution([38, 39], 37, 8), 0)
})

test('half of a normal spread is lost where the mean lies just at the shifted limit', () => {
  const kept = dilution({ mean: 30, sd: 3 }, 34, 16)
  assert.ok(Math.abs(kept - 0.5 / 0.9087887802741321) < 1e-12)
})

test('larger pools keep no more, a pool of one keeps all, and slower doubling costs more cycles', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 }), (a, b) => {
      const [small, large] = [Math.min(a, b), Math.max(a, b)]
      const ct = { mean: 28, sd: 5 }
      assert.ok(dilution(ct, 37, large) <= dilution(ct, 37, small) + 1e-15)
      assert.equal(dilution(ct, 37, 1), 1)
      assert.ok(dilution(ct, 37, large, 0.9) <= dilution(ct, 37, large))
    }),
  )
})

test('what is no spread is refused', () => {
  assert.throws(() => dilution([], 37, 4), /ct/)
  assert.throws(() => dilution({ mean: 28, sd: 0 }, 37, 4), /sd/)
  assert.throws(() => dilution({ mean: 28, sd: 5 }, 37, 0), /size/)
})
