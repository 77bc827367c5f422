import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dorfman } from './dorfman.ts'
import { threeStage } from './three-stage.ts'

test('second pools of one person each are Dorfman pooling', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      fc.double({ min: 0.5, max: 1, noNaN: true }),
      fc.double({ min: 0.5, max: 1, noNaN: true }),
      fc.integer({ min: 2, max: 30 }),
      (prevalence, sensitivity, specificity, n) => {
        const test = { prevalence, sensitivity, specificity }
        const [three, two] = [threeStage(test, new Array(n).fill(1)), dorfman(test, n)]
        assert.ok(Math.abs(three.expectedTests - two.expectedTests) < 1e-9)
        assert.ok(Math.abs(three.sensitivity - two.sensitivity) < 1e-12)
        assert.ok(Math.abs(three.specificity - two.specificity) < 1e-12)
      },
    ),
  )
})

test('a perfect test of two pools of two, worked by hand', () => {
  // q = 1/2: pool positive 15/16, two pools if so; a pool of two positive 3/4, two tests if so
  const found = threeStage({ prevalence: 0.5, sensitivity: 1, specificity: 1 }, [2, 2])
  assert.ok(Math.abs(found.expectedTests - (1 + 2 * (15 / 16) + 4 * (3 / 4))) < 1e-12)
  assert.equal(found.specificity, 1)
})

test('the order of the second pools changes nothing', () => {
  const test = { prevalence: 0.02, sensitivity: 0.9, specificity: 0.97 }
  const [a, b] = [threeStage(test, [5, 4, 1]), threeStage(test, [1, 5, 4])]
  assert.ok(Math.abs(a.expectedTests - b.expectedTests) < 1e-12)
  assert.ok(Math.abs(a.specificity - b.specificity) < 1e-12)
})

test('one second pool is no second stage', () => {
  assert.throws(() => threeStage({ prevalence: 0.1, sensitivity: 1, specificity: 1 }, [8]), /groups/)
  assert.throws(() => threeStage({ prevalence: 0.1, sensitivity: 1, specificity: 1 }, [4, 0]), /groups/)
})
