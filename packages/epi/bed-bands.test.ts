import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bedBands } from './bed-bands.ts'
import { type BedTier, bedDemand } from './bed-demand.ts'

const tier: BedTier = { name: 'bed', fraction: 0.2, delay: { mean: 4, sd: 3 }, stay: { mean: 9, sd: 5 } }
const seen = [5, 9, 14, 20, 31]
const paths = [
  { level: 0.5, cases: [35, 41, 50] },
  { level: 0.025, cases: [20, 19, 15] },
  { level: 0.975, cases: [60, 80, 120] },
]

test('each band is the bed demand of its path, and bands do not cross', () => {
  const { levels, days } = bedBands(seen, paths, tier)
  assert.deepEqual(levels, [0.025, 0.5, 0.975])
  assert.equal(days.length, 8)
  assert.deepEqual(
    days.map((day) => day.occupied[1]),
    bedDemand([...seen, 35, 41, 50], tier).map((day) => day.occupied),
  )
  days.forEach(({ occupied, admissions }, day) => {
    if (day < seen.length) assert.ok(occupied[0] === occupied[1] && occupied[1] === occupied[2])
    else assert.ok(occupied[0]! < occupied[1]! && occupied[1]! < occupied[2]! && admissions[0]! < admissions[2]!)
  })
})

test('paths that cross, repeat or differ in length are refused', () => {
  const low = { level: 0.1, cases: [1, 2] }
  assert.throws(() => bedBands(seen, [], tier), /paths must/)
  assert.throws(() => bedBands(seen, [low, { level: 0.1, cases: [3, 4] }], tier), /level must not repeat/)
  assert.throws(() => bedBands(seen, [low, { level: 0.9, cases: [3] }], tier), /same length/)
  assert.throws(() => bedBands(seen, [low, { level: 0.9, cases: [3, 1] }], tier), /must not cross.*day 1/)
  assert.throws(() => bedBands(seen, [{ level: 2, cases: [1] }], tier), /level must be/)
})
