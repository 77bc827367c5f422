import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanClusters } from './scan-clusters.ts'
import { type ScanCase, scanPlan } from './scan-plan.ts'

const places = Array.from({ length: 6 }, (_, i) => ({ location: `L${i}`, lat: 21 + 0.05 * i, lng: 106 }))
const steady: ScanCase[] = places.flatMap(({ location }) => Array.from({ length: 20 }, (_, day) => ({ location, day, cases: 1 })))
const outbreak: ScanCase[] = [
  { location: 'L0', day: 5, cases: 12 },
  { location: 'L0', day: 6, cases: 12 },
  { location: 'L5', day: 15, cases: 10 },
]
const plan = scanPlan([...steady, ...outbreak], places, { maxRadiusKm: 6, runs: 9 })

test('two outbreaks far apart are found, the likelier first, with figures worked by hand', () => {
  const found = scanClusters(plan, Float64Array.from([5, 5, 6, 6, 6, 7, 7, 7, 8]))
  const [first, second] = found
  assert.deepEqual([first!.locations, first!.start, first!.end, first!.observed], [['L0'], 5, 6, 26])
  const [N, mu] = [154, (44 * 36) / 154]
  assert.ok(Math.abs(first!.expected - mu) < 1e-12)
  assert.ok(Math.abs(first!.llr - (26 * Math.log(26 / mu) + (N - 26) * Math.log((N - 26) / (N - mu)))) < 1e-12)
  assert.deepEqual([second!.locations, second!.start, second!.end, second!.observed], [['L5'], 15, 15, 11])
  assert.equal(first!.p, 0.1)
  assert.equal(first!.radiusKm, 0)
})

test('what no run falls short of is no cluster', () => {
  assert.deepEqual(scanClusters(plan, new Float64Array(9).fill(1000)), [])
})

test('as many ratios as runs are needed', () => {
  assert.throws(() => scanClusters(plan, new Float64Array(8)), RangeError)
})
