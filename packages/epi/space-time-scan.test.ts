import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import type { ScanOptions } from './scan-plan.ts'
import { spaceTimeScan } from './space-time-scan.ts'

const path = (name: string) => new URL(`data/epi/cluster/${name}`, shared)
const rows = (name: string): Record<string, string>[] => parse(readFileSync(path(name)), { columns: true })
const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000

const references: [string, string, ScanOptions, number][] = [
  ['fever in New York 2001', 'nyc_fever_2001', { maxRadiusKm: 3, prospective: true }, 3],
  ['Bắc Giang 2021', 'bac_giang_2021', {}, 22],
  ['Thành phố Hồ Chí Minh, June 2021', 'ho_chi_minh_2021_06', { runs: 99 }, 40],
]

for (const [title, name, options, same] of references)
  test(`${title}: clusters are those of SaTScan, with members, days and likelihood ratio`, (t) => {
    if (!existsSync(path(`${name}_ref_satscan.json`))) return t.skip('shared reference data is absent: cluster')
    const cases = rows(`${name}_cases.csv`).map((row) => ({ location: row.location!, day: day(row.date!), cases: +row.cases! }))
    const places = rows(`${name}_locations.csv`).map((row) => ({ location: row.location!, lat: +row.lat!, lng: +row.lng! }))
    const found = spaceTimeScan(cases, places, options)
    const wanted = JSON.parse(readFileSync(path(`${name}_ref_satscan.json`), 'utf8')).clusters
    for (const [i, cluster] of wanted.slice(0, same).entries()) {
      const mine = found[i]!
      assert.deepEqual([...mine.locations].sort(), [...cluster.locations].sort(), `cluster ${i + 1}`)
      assert.deepEqual([mine.start, mine.end, mine.observed], [day(cluster.start), day(cluster.end), cluster.observed])
      assert.ok(Math.abs(mine.llr - cluster.llr) < 1e-5)
      assert.ok(Math.abs(mine.radiusKm - cluster.radius_km) <= 0.01)
    }
    const p = Number.parseFloat(wanted[0].p.replace('<', ''))
    assert.ok(Math.abs(found[0]!.p - p) < 0.05)
    assert.equal(found[0]!.p < 0.05, p < 0.05)
  })

const small = fc.record({
  lats: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 8 }),
  cases: fc.array(fc.tuple(fc.nat(7), fc.nat(20), fc.integer({ min: 1, max: 5 })), { minLength: 8, maxLength: 40 }),
})
const laid = ({ lats, cases }: typeof small extends fc.Arbitrary<infer T> ? T : never) => ({
  places: lats.map((lat, i) => ({ location: `L${i}`, lat: 20 + lat / 100, lng: 106 })),
  rows: cases.map(([at, when, count]) => ({ location: `L${at % lats.length}`, day: when, cases: count })),
})

test('the order of rows and places changes nothing, p included; later days move the clusters', () => {
  fc.assert(
    fc.property(small, fc.integer({ min: -500, max: 500 }), (input, shift) => {
      const { places, rows: all } = laid(input)
      const found = spaceTimeScan(all, places, { runs: 19 })
      assert.deepEqual(spaceTimeScan([...all].reverse(), [...places].reverse(), { runs: 19 }), found)
      const later = spaceTimeScan(
        all.map((row) => ({ ...row, day: row.day + shift })),
        places,
        { runs: 19 },
      )
      assert.deepEqual(
        later.map((one) => ({ ...one, start: one.start - shift, end: one.end - shift })),
        found,
      )
    }),
    { numRuns: 25 },
  )
})

test('with twice the cases every ratio is twice as large', () => {
  fc.assert(
    fc.property(small, (input) => {
      const { places, rows: all } = laid(input)
      const options = { runs: 19, minCases: 1 }
      const [once] = spaceTimeScan(all, places, options)
      const [twice] = spaceTimeScan(
        all.map((row) => ({ ...row, cases: 2 * row.cases })),
        places,
        options,
      )
      if (once !== undefined && twice !== undefined) assert.ok(Math.abs(twice.llr - 2 * once.llr) < 1e-9)
    }),
    { numRuns: 25 },
  )
})

test('without any tie between place and time, p is seldom small', () => {
  const places = Array.from({ length: 10 }, (_, i) => ({ location: `L${i}`, lat: 20 + i / 20, lng: 106 }))
  const even = places.flatMap(({ location }) => Array.from({ length: 14 }, (_, when) => ({ location, day: when, cases: 2 })))
  assert.ok(spaceTimeScan(even, places, { runs: 99 }).every((cluster) => cluster.p > 0.5))
})
