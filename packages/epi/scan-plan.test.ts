import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scanPlan } from './scan-plan.ts'

const places = [
  { location: 'b', lat: 21, lng: 106 },
  { location: 'a', lat: 21, lng: 106.01 },
  { location: 'c', lat: 21.2, lng: 106 },
]
const cases = [
  { location: 'a', day: 3, cases: 2 },
  { location: 'b', day: 5, cases: 1 },
  { location: 'c', day: 4, cases: 3 },
]

test('circles grow place by place to the largest radius, from every place in turn', () => {
  const plan = scanPlan(cases, places, { maxRadiusKm: 5, maxFraction: 1 })
  assert.deepEqual(plan.locations, ['a', 'b', 'c'])
  assert.deepEqual([...plan.first], [0, 2, 4, 5])
  assert.deepEqual([...plan.near], [0, 1, 1, 0, 2])
  // one hundredth of a degree of longitude at 21° north on a sphere of 6367 km
  assert.ok(Math.abs(plan.km[1]! - 6367 * (Math.PI / 18_000) * Math.cos((21 * Math.PI) / 180)) < 1e-6)
  // a and b together are one circle, seen from both
  assert.deepEqual([...plan.circle], [1, 1, 1, 2, 1])
  assert.deepEqual([plan.from, plan.days, plan.total], [3, 3, 6])
})

test('a circle ends before it holds more than the largest share of the cases', () => {
  const plan = scanPlan(cases, places, { maxRadiusKm: 5, maxFraction: 0.4 })
  assert.deepEqual([...plan.near], [0, 1])
})

test('the order of rows and places, and cases of one place and day in one row or several, change nothing', () => {
  const one = scanPlan(cases, places)
  fc.assert(
    fc.property(fc.shuffledSubarray(cases, { minLength: 3 }), fc.shuffledSubarray(places, { minLength: 3 }), (rows, all) => {
      const split = rows.flatMap((row) => Array.from({ length: row.cases }, () => ({ ...row, cases: 1 })))
      assert.deepEqual(scanPlan(rows, all), one)
      assert.deepEqual(scanPlan(split, all), one)
    }),
  )
})

test('places at one point enter a circle together', () => {
  const same = [...places, { location: 'd', lat: 21, lng: 106 }]
  const plan = scanPlan(cases, same, { maxFraction: 1 })
  const at = plan.locations.indexOf('b')
  const around = [...plan.near.subarray(plan.first[at], plan.first[at + 1])].map((i) => plan.locations[i])
  assert.deepEqual(around, ['b', 'd', 'a'])
  assert.equal(plan.circle[plan.first[at]!], 0)
})

test('what cannot be scanned is refused by name', () => {
  assert.throws(() => scanPlan([{ location: 'x', day: 1, cases: 2 }], places), /locations/)
  assert.throws(() => scanPlan([{ location: 'a', day: 1, cases: 1 }], places), /at least 2/)
  assert.throws(() => scanPlan(cases, [...places, places[0]!]), /differ/)
  assert.throws(() => scanPlan(cases, places, { runs: 0 }), /runs/)
  assert.throws(() => scanPlan(cases, places, { maxFraction: 0 }), /maxFraction/)
  assert.throws(() => scanPlan(cases, [{ location: 'a', lat: 91, lng: 0 }]), /lat/)
})
