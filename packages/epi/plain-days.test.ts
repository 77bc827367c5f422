import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainDays } from './plain-days.ts'

test('a correction is taken from the days before it', () => {
  const { counts, changes } = plainDays([4, 2, -3, 5])
  assert.deepEqual(counts, [3, 0, 0, 5])
  assert.deepEqual(changes, [{ day: 2, kind: 'negative', count: -3, used: 0 }])
})

test('a slip of the pen becomes unknown, an outbreak that goes on does not', () => {
  const calm = Array<number>(10).fill(40)
  assert.equal(plainDays([...calm, 151919, 0, 0]).counts[10], null)
  assert.equal(plainDays([...calm, 2000, 900]).counts[10], 2000)
  assert.equal(plainDays([...calm, 400]).counts[10], 400)
})

test('counts at least 0 that jump by less than twentyfold are left alone', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 500 }))), (counts) => {
      assert.deepEqual(plainDays(counts), { counts, changes: [] })
    }),
  )
  assert.throws(() => plainDays([Number.NaN]), RangeError)
})
