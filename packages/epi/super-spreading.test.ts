import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { superSpreading } from './super-spreading.ts'

test('of those seen, the share that infected four fifths of all', () => {
  assert.equal(superSpreading([0, 0, 0, 0, 10], null).seen, 0.16)
  assert.equal(superSpreading([8, 1, 1, 0, 0, 0, 0, 0, 0, 0], null).seen, 0.1)
  assert.ok(Math.abs(superSpreading([1, 1, 1, 1, 1], null).seen! - 0.8) < 1e-12)
  assert.equal(superSpreading([0, 0], null).seen, null)
})

test('SARS 2003 (k 0.16): a fifth of the cases caused 88 % of the transmission (Lloyd-Smith 2005)', () => {
  assert.ok(Math.abs(superSpreading([1], 0.16, 0.88).fitted! - 0.2) < 0.01)
})

test('infectiousness without spread has every case cause its share, and the smaller k, the fewer cause most', () => {
  assert.ok(Math.abs(superSpreading([1], 1e5).fitted! - 0.8) < 0.01)
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 5, noNaN: true }), (k) => {
      assert.ok(superSpreading([1], k).fitted! < superSpreading([1], k * 1.2).fitted!)
    }),
  )
})

test('the order of the cases changes nothing, and shares outside 0 to 1 are refused', () => {
  assert.equal(superSpreading([0, 5, 1, 0], null).seen, superSpreading([5, 0, 0, 1], null).seen)
  assert.throws(() => superSpreading([1], 1, 1), RangeError)
  assert.throws(() => superSpreading([1], 0), RangeError)
})
