import assert from 'node:assert/strict'
import { test } from 'node:test'
import { earsBaselines } from './ears.window.ts'

test('a baseline is the seven days that end before the day and its lag', () => {
  const { mean, sd } = earsBaselines([0, 0, 1, 1, 1, 2, 2, 9, 9, 9], 2, {})
  assert.deepEqual([...mean.subarray(0, 9)], new Array(9).fill(Number.NaN))
  assert.equal(mean[9], 1)
  assert.equal(sd[9], Math.sqrt(4 / 6))
})

test('an unknown day makes the baselines that hold it unknown, and a least deviation is kept', () => {
  const { mean, sd } = earsBaselines([null, 1, 1, 1, 1, 1, 1, 1, 1], 0, { minSigma: 0.5 })
  assert.deepEqual([mean[7], mean[8], sd[8]], [Number.NaN, 1, 0.5])
})
