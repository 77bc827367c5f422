import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { offspring } from './offspring.ts'
import { offspringLimits } from './offspring-limits.ts'
import { rng } from './random.ts'

test('at each limit the likelihood is as far below the best as the level says', () => {
  const counts = [...Array(70).fill(0), ...Array(15).fill(1), 2, 2, 3, 3, 4, 6, 9, 12]
  const { R, k } = offspring(counts)
  const at = (mean: number, size: number) =>
    counts.reduce((sum, x) => {
      let term = size * Math.log(size / (size + mean)) + x * Math.log(mean / (size + mean))
      for (let j = 0; j < x; j++) term += Math.log((size + j) / (j + 1))
      return sum + term
    }, 0)
  const found = offspringLimits(counts)
  const drop = 3.841458820694124 / 2
  for (const limit of found.k!) assert.ok(Math.abs(at(R!, k!) - at(R!, limit!) - drop) < 1e-6)
  for (const limit of found.R!) {
    // the best k for that mean, by a fine search
    const best = Math.max(...Array.from({ length: 4000 }, (_, i) => at(limit, Math.exp(-6 + i * 0.003))))
    assert.ok(Math.abs(at(R!, k!) - best - drop) < 1e-4)
  }
})

test('about nineteen of twenty intervals hold the true R and k', () => {
  const chance = rng(7)
  let [heldR, heldK] = [0, 0]
  for (let i = 0; i < 100; i++) {
    const { R, k } = offspringLimits(Array.from({ length: 150 }, () => chance.negativeBinomial(1.4, 0.4)))
    if (R![0] <= 1.4 && 1.4 <= R![1]) heldR++
    if (k![0] <= 0.4 && (k![1] === null || 0.4 <= k![1])) heldK++
  }
  assert.ok(heldR >= 90 && heldK >= 90, `${heldR} ${heldK}`)
})

test('the estimates lie within their limits, and more data of the same kind narrow them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 5, maxLength: 40 }), (counts) => {
      const { R, k } = offspring(counts)
      const once = offspringLimits(counts)
      if (R === 0) return assert.deepEqual([once.R![0], once.k], [0, null])
      const four = offspringLimits([...counts, ...counts, ...counts, ...counts])
      assert.ok(once.R![0] <= R! && R! <= once.R![1])
      assert.ok(four.R![0] >= once.R![0] - 1e-9 && four.R![1] <= once.R![1] + 1e-9)
      assert.ok(k === null ? once.k![1] === null : once.k![0] <= k && (once.k![1] === null || k <= once.k![1]))
    }),
    { numRuns: 60 },
  )
})

test('no case has no limits, and a level that is none is refused', () => {
  assert.deepEqual(offspringLimits([]), { level: 0.95, R: null, k: null })
  assert.throws(() => offspringLimits([1], 1), RangeError)
})
