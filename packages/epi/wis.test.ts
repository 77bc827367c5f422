import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { wis } from './wis.ts'

const levels = [0.025, 0.25, 0.5, 0.75, 0.975]

test('the score of a forecast is the one worked by hand', () => {
  // (1/2·|13 − 12| + 0.025·(22 − 5) + 0.25·(15 − 9))/2.5
  assert.ok(Math.abs(wis(levels, [5, 9, 12, 15, 22], 13) - 0.97) < 1e-12)
  assert.equal(wis([0.5], [7], 10), 3, 'with a median alone it is the absolute error')
})

test('scores equal the reference examples', (t) => {
  const path = new URL('data/epi/forecast/wis_examples.json', shared)
  if (!existsSync(path)) return t.skip('shared reference data is absent: wis_examples')
  const { examples } = JSON.parse(readFileSync(path, 'utf8')) as {
    examples: { levels: number[]; quantiles: number[]; observed: number; wis: number }[]
  }
  assert.ok(examples.length > 0)
  for (const example of examples)
    assert.ok(Math.abs(wis(example.levels, example.quantiles, example.observed) - example.wis) < 1e-9)
})

test('a score scales and shifts with its units and is never negative', () => {
  const ordered = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 }).map((q) => q.sort((a, b) => a - b))
  fc.assert(
    fc.property(ordered, fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 1, max: 9 }), (quantiles, observed, factor) => {
      const score = wis(levels, quantiles, observed)
      assert.ok(score >= 0)
      const scaled = quantiles.map((q) => q * factor + 3)
      assert.ok(Math.abs(wis(levels, scaled, observed * factor + 3) - factor * score) < 1e-9 * (1 + score * factor))
    }),
  )
})

test('what is no forecast by quantiles is refused', () => {
  assert.throws(() => wis([0.1, 0.5], [1, 2], 1), RangeError)
  assert.throws(() => wis([0.1, 0.5, 0.8], [1, 2, 3], 1), RangeError)
  assert.throws(() => wis([0.1, 0.5, 0.9], [1, 3, 2], 1), RangeError)
  assert.throws(() => wis([0.1, 0.5, 0.9], [1, 2], 1), RangeError)
  assert.throws(() => wis([0.1, 0.5, 0.9], [1, 2, 3], Number.NaN), RangeError)
})
