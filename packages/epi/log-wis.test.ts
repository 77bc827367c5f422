import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logWis } from './log-wis.ts'

test('a forecast twice too high costs the same in a small and a large province', () => {
  const levels = [0.25, 0.5, 0.75]
  const small = logWis(levels, [39, 79, 159], 39)
  const large = logWis(levels, [3999, 7999, 15999], 3999)
  assert.ok(Math.abs(small - large) < 1e-12)
  // (1/2·ln 2 + 0.25·ln 4)/1.5
  assert.ok(Math.abs(small - Math.log(2) / 1.5) < 1e-12)
})

test('zero cases have a score', () => {
  assert.equal(logWis([0.5], [0], 0), 0)
  assert.ok(Math.abs(logWis([0.5], [0], 1) - Math.log(2)) < 1e-12)
})

test('what has no logarithm is refused', () => {
  assert.throws(() => logWis([0.5], [-1], 1), RangeError)
  assert.throws(() => logWis([0.5], [1], 1, 0), RangeError)
})
