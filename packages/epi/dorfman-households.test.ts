import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dorfman } from './dorfman.ts'
import { dorfmanHouseholds } from './dorfman-households.ts'

const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`)

test('without correlation, or with one person of each household, it is plain pooling', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      fc.double({ min: 0.5, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 1, max: 8 }),
      (prevalence, sensitivity, size, household) => {
        const test = { prevalence, sensitivity, specificity: 0.97 }
        const plain = dorfman(test, size)
        for (const pool of [
          { size, household, correlation: 0 },
          { size, household: 1, correlation: 0.4 },
        ]) {
          const found = dorfmanHouseholds(test, pool)
          close(found.expectedTests, plain.expectedTests)
          close(found.sensitivity, plain.sensitivity)
          close(found.specificity, plain.specificity)
        }
      },
    ),
  )
})

test('a household of two, worked by hand', () => {
  // correlation 1/2, p 1/10: alpha 0.1, beta 0.9; nobody infected 0.9 * 1.9 / 2
  const found = dorfmanHouseholds(
    { prevalence: 0.1, sensitivity: 1, specificity: 1 },
    { size: 2, household: 2, correlation: 0.5 },
  )
  close(found.expectedTests, 1 + 2 * (1 - (0.9 * 1.9) / 2))
  assert.equal(found.specificity, 1)
})

test('the more a household is alike the fewer the tests, and the less is lost to dilution', () => {
  const test = { prevalence: 0.02, sensitivity: 0.95, specificity: 0.99 }
  const at = (correlation: number) => dorfmanHouseholds(test, { size: 12, household: 4, correlation, kept: 0.8 })
  assert.ok(at(0.3).expectedTests < at(0).expectedTests)
  assert.ok(at(0.3).sensitivity > at(0).sensitivity)
  assert.ok(at(0).sensitivity > 0.8 * 0.95 * 0.95)
})

test('figures outside their range are refused by name', () => {
  const test = { prevalence: 0.02, sensitivity: 1, specificity: 1 }
  assert.throws(() => dorfmanHouseholds(test, { size: 5, household: 2, correlation: 1 }), /correlation/)
  assert.throws(() => dorfmanHouseholds(test, { size: 5, household: 0, correlation: 0 }), /household/)
  assert.throws(() => dorfmanHouseholds(test, { size: 5, household: 2, correlation: 0, kept: 0 }), /kept/)
})
