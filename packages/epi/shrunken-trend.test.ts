import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shrunkenTrend } from './shrunken-trend.ts'

const grown = (size: number) => Array.from({ length: 28 }, (_, i) => Math.round(size * Math.exp(0.05 * (i - 27))))

test('large smooth counts keep their growth, small ones are drawn to none', () => {
  const large = shrunkenTrend(grown(100_000))!
  assert.ok(Math.abs(large.growth - 0.05) < 0.001)
  assert.ok(Math.abs(large.level - Math.log(100_000)) < 0.01)
  const small = shrunkenTrend(grown(3))!
  assert.ok(small.growth > 0 && small.growth < 0.04)
  assert.ok(small.growthVariance > large.growthVariance)
})

test('the estimate makes the penalised likelihood flat', () => {
  const days = [3, 5, 4, 9, 12, 8, 15, 20, 13, 22]
  const { level, growth, dispersion } = shrunkenTrend(days)!
  const value = (a: number, r: number) =>
    days.reduce((sum, y, i) => {
      const t = i - (days.length - 1)
      const eta = a + r * t
      return sum + (Math.exp(0.3 * t) * ((y + 0.1) * eta - Math.exp(eta))) / dispersion
    }, 0) -
    r ** 2 / (2 * 0.03 ** 2)
  const best = value(level, growth)
  // the dispersion is measured once more after the last step, so the top is flat to a hair only
  for (const [a, r] of [
    [0.01, 0],
    [-0.01, 0],
    [0, 0.003],
    [0, -0.003],
  ] as const)
    assert.ok(value(level + a, growth + r) < best + 1e-3)
})

test('unknown days are passed over and zeros give a finite level', () => {
  const days: (number | null)[] = grown(500)
  days[27] = null
  days[20] = null
  assert.ok(Math.abs(shrunkenTrend(days)!.growth - shrunkenTrend(grown(500))!.growth) < 0.01)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 7, maxLength: 40 }), (counts) => {
      const found = shrunkenTrend(counts)!
      assert.ok(Object.values(found).every(Number.isFinite))
      assert.ok(found.dispersion >= 1 && found.levelVariance > 0 && found.growthVariance > 0)
    }),
  )
  assert.ok(Number.isFinite(shrunkenTrend(Array<number>(28).fill(0))!.level))
})

test('six known days are too few', () => {
  assert.equal(shrunkenTrend([1, 2, 3, 4, 5, 6]), null)
  assert.throws(() => shrunkenTrend([-1, 2, 3, 4, 5, 6, 7]), RangeError)
  assert.throws(() => shrunkenTrend([1, 2, 3, 4, 5, 6, 7], { growthSd: 0 }), RangeError)
})
