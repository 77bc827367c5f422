import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poolFigures } from './pool-figures.ts'

test('predictive values follow from sensitivity, specificity and prevalence', () => {
  const found = poolFigures(0.1, 10, 5, 0.8, 0.9)
  assert.equal(found.testsPerPerson, 0.5)
  assert.ok(Math.abs(found.ppv! - 0.08 / 0.17) < 1e-15)
  assert.ok(Math.abs(found.npv! - 0.81 / 0.83) < 1e-15)
})

test('where nobody is called positive there is no predictive value of it', () => {
  assert.equal(poolFigures(0.1, 1, 1, 0, 1).ppv, null)
  assert.equal(poolFigures(0.1, 1, 1, 1, 0).npv, null)
})
