import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { finalSize } from './final-size.ts'

test('known sizes', () => {
  assert.ok(Math.abs(finalSize(2.5) - 0.892644753609206) < 1e-14)
  assert.ok(Math.abs(finalSize(2) - 0.7968121300200202) < 1e-14)
  assert.equal(finalSize(1), 0)
  assert.equal(finalSize(0.5), 0)
  assert.equal(finalSize(2, 0.4), 0)
  assert.equal(finalSize(2, 0, 1), 0)
})

test('just above 1 the size is 2(R − 1), and at large R almost all', () => {
  assert.ok(Math.abs(finalSize(1 + 1e-6) / 2e-6 - 1) < 1e-5)
  assert.ok(Math.abs(finalSize(30) - (1 - Math.exp(-30))) < 1e-12)
})

test('the size solves its equation and grows with R', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 20, noNaN: true }), share, share, (R0, s, part) => {
      const i = (1 - s) * part
      const z = finalSize(R0, s, i)
      assert.ok(Math.abs(s * (1 - Math.exp(-R0 * (z + i))) - z) < 1e-12)
      assert.ok(finalSize(R0 * 1.1, s, i) >= z)
    }),
  )
})

test('an impossible parameter is named', () => {
  assert.throws(() => finalSize(-1), /R0 must/)
  assert.throws(() => finalSize(2, 1.1), /susceptible must/)
  assert.throws(() => finalSize(2, 0.9, 0.2), /infectious must/)
})
