import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { flatForecast } from './flat-forecast.ts'

test('the next week is the last one, give or take the changes seen', () => {
  assert.deepEqual(flatForecast([10, 16, 14], 1, [0, 0.5, 1]), [8, 14, 20])
  assert.deepEqual(flatForecast([10, 16, 14], 2, [0, 0.5, 1]), [2, 14, 26])
  assert.deepEqual(flatForecast([30, 2], 1, [0, 0.5]), [0, 2])
})

test('its median is the last week and its quantiles rise from 0', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 2, maxLength: 12 }), fc.constantFrom(1, 2), (weeks, ahead) => {
      const q = flatForecast(weeks, ahead, [0.025, 0.25, 0.5, 0.75, 0.975])!
      assert.ok(Math.abs(q[2]! - weeks.at(-1)!) < 1e-9)
      assert.ok(q.every((value, k) => value >= 0 && (k === 0 || value >= q[k - 1]!)))
    }),
  )
})

test('without a last week or a change there is none', () => {
  assert.equal(flatForecast([5], 1, [0.5]), null)
  assert.equal(flatForecast([5, null], 1, [0.5]), null)
  assert.equal(flatForecast([null, 5], 1, [0.5]), null)
  assert.throws(() => flatForecast([1, 2], 3, [0.5]), RangeError)
})
