import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offspring } from './offspring.ts'

test('the fitted mean is the mean and the fitted k makes the likelihood flat', () => {
  const counts = [...Array(70).fill(0), ...Array(15).fill(1), 2, 2, 3, 3, 4, 6, 9, 12]
  const { n, R, k, zero, max } = offspring(counts)
  assert.equal(n, 93)
  assert.equal(zero, 70)
  assert.equal(max, 12)
  assert.ok(Math.abs(R! - counts.reduce((a, b) => a + b, 0) / 93) < 1e-12)
  const likelihood = (size: number) =>
    counts.reduce((sum, x) => {
      let term = size * Math.log(size / (size + R!)) + x * Math.log(R! / (size + R!))
      for (let j = 0; j < x; j++) term += Math.log((size + j) / (j + 1))
      return sum + term
    }, 0)
  assert.ok(likelihood(k!) >= likelihood(k! * 1.01))
  assert.ok(likelihood(k!) >= likelihood(k! * 0.99))
})

test('where cases differ no more than chance would have it there is no finite k', () => {
  assert.equal(offspring([1, 1, 1, 1]).k, null)
  assert.equal(offspring([0, 0, 0]).k, null)
  assert.deepEqual(offspring([]), { n: 0, R: null, k: null, variance: null, zero: 0, max: 0 })
})

test('the order of the cases changes nothing', () => {
  assert.equal(offspring([0, 5, 0, 1, 0]).k, offspring([5, 1, 0, 0, 0]).k)
})

test('what is not a count is refused', () => {
  assert.throws(() => offspring([1, -1]), RangeError)
  assert.throws(() => offspring([0.5]), RangeError)
})
