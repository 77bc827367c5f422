import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { qgamma } from './distributions.ts'
import { gammaQuantile } from './gamma-quantile.ts'

test('the fast quantile is the exact one within 1e-10, for any probability and shape', () => {
  const inputs = fc.record({
    p: fc.oneof(fc.constantFrom(0.001, 0.025, 0.25, 0.5, 0.975, 0.999), fc.double({ min: 1e-5, max: 1 - 1e-5, noNaN: true })),
    shape: fc.double({ min: -2, max: 9, noNaN: true }).map((x) => 10 ** x),
  })
  fc.assert(
    fc.property(inputs, ({ p, shape }) => {
      const wanted = qgamma(p, shape, 1)
      return Math.abs(gammaQuantile(p)(shape) - wanted) <= 1e-10 * wanted
    }),
    { numRuns: 2000 },
  )
})

test('shape 1 is the exponential, at the border of the stretches as elsewhere', () => {
  for (const p of [0.025, 0.5, 0.975]) assert.ok(Math.abs(gammaQuantile(p)(1) / -Math.log1p(-p) - 1) < 1e-11)
})

test('a probability or shape that does not exist is refused', () => {
  assert.throws(() => gammaQuantile(0), /p must lie between 0 and 1/)
  assert.throws(() => gammaQuantile(Number.NaN), RangeError)
  assert.throws(() => gammaQuantile(0.5)(0), /shape must be positive/)
})
