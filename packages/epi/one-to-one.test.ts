import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Candidate, oneToOne } from './one-to-one.ts'

const total = (candidates: Candidate[], chosen: Int32Array) =>
  [...chosen].reduce((sum, i) => sum + (i < 0 ? 0 : candidates[i]!.gain), 0)

/** Every way of choosing. */
function best(candidates: Candidate[], left: number, lefts: number, used: Set<number>): number {
  if (left === lefts) return 0
  let most = best(candidates, left + 1, lefts, used)
  for (const { right, gain } of candidates.filter((candidate) => candidate.left === left && !used.has(candidate.right)))
    most = Math.max(most, gain + best(candidates, left + 1, lefts, new Set([...used, right])))
  return most
}

test('the second-best for one is taken where that is better for all', () => {
  const candidates = [
    { left: 0, right: 0, gain: 3 },
    { left: 0, right: 1, gain: 2 },
    { left: 1, right: 0, gain: 2 },
  ]
  assert.deepEqual([...oneToOne(2, 2, candidates)], [1, 2])
  assert.deepEqual([...oneToOne(2, 2, [])], [-1, -1])
})

test('no choice of pairs gains more, nobody is in two pairs', () => {
  const pair = fc.record({ left: fc.nat(4), right: fc.nat(5), gain: fc.integer({ min: -5, max: 20 }) })
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 20 }), (candidates) => {
      const chosen = oneToOne(5, 6, candidates)
      const rights = [...chosen].filter((i) => i >= 0).map((i) => candidates[i]!.right)
      assert.equal(new Set(rights).size, rights.length)
      chosen.forEach((i, left) => {
        assert.ok(i < 0 || (candidates[i]!.left === left && candidates[i]!.gain > 0))
      })
      assert.equal(total(candidates, chosen), best(candidates, 0, 5, new Set()))
    }),
    { numRuns: 500 },
  )
})

test('an item that is not there is refused', () => {
  assert.throws(() => oneToOne(1, 1, [{ left: 1, right: 0, gain: 1 }]), RangeError)
  assert.throws(() => oneToOne(1, 1, [{ left: 0, right: 1, gain: 1 }]), RangeError)
  assert.throws(() => oneToOne(1, 1, [{ left: 0, right: 0, gain: Number.NaN }]), RangeError)
})
