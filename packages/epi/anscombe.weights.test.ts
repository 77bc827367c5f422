import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitReweighted } from './anscombe.weights.ts'

const steady = Array.from({ length: 30 }, (_, i) => 10 + (i % 3))
const data = (counts: number[]) => ({ counts, times: counts.map((_, i) => i), groups: new Int8Array(counts.length), size: 1 })

test('a past outbreak loses weight and hardly moves the level; the weights sum to the number of counts', () => {
  const outbreak = steady.map((count, i) => (i === 12 ? 90 : count))
  const [plain, weighted] = [fitReweighted(data(outbreak), false, null)!, fitReweighted(data(outbreak), false, 2.58)!]
  assert.ok(weighted.weights![12]! < 0.5 * weighted.weights![0]!)
  assert.ok(Math.abs(weighted.weights!.reduce((sum, w) => sum + w, 0) - 30) < 1e-9)
  assert.ok(weighted.fit.predict(0, 0).eta < plain.fit.predict(0, 0).eta)
  assert.equal(plain.weights, null)
})

test('where nothing stands out all weights are one, and the dispersion is at least one', () => {
  const { weights, phi } = fitReweighted(data(steady), true, 2.58)!
  for (const weight of weights!) assert.ok(Math.abs(weight - 1) < 1e-12)
  assert.equal(phi, 1)
})
