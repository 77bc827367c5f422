import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coverage } from './coverage.ts'

const levels = [0.025, 0.25, 0.5, 0.75, 0.975]
const scored = [2, 3, 5, 9, 10].map((observed) => ({ quantiles: [1, 3, 4, 5, 9], observed }))

test('the share held by an interval counts its ends', () => {
  assert.equal(coverage(levels, scored, 0.5), 2 / 5)
  assert.equal(coverage(levels, scored, 0.95), 4 / 5)
})

test('nothing can be said without forecasts, or of an interval that was not given', () => {
  assert.equal(coverage(levels, [], 0.5), null)
  assert.throws(() => coverage(levels, scored, 0.9), RangeError)
  assert.throws(() => coverage(levels, scored, 1), RangeError)
})
