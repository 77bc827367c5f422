import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { farrington } from './farrington.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
type Row = Record<string, string>
const rows = (name: string): Row[] => parse(readFileSync(path(name)), { columns: true })

test('bounds and alarms are those of R surveillance', (t) => {
  const name = 'surveillance/salmonella_agona_ref_farrington.csv'
  if (!existsSync(path(name))) return t.skip('shared reference data is absent: surveillance')
  const counts = rows('surveillance/salmonella_agona_observed.csv').map((row) => +row.observed!)
  const found = new Map(farrington(counts).map((row) => [row.t, row]))
  for (const row of rows(name).filter((one) => one.method!.startsWith('farrington_'))) {
    const { upperbound, alarm, observed } = found.get(+row.t!)!
    // the program writes 0 where too few cases were seen
    assert.ok(Math.abs((upperbound ?? 0) - +row.upperbound!) <= 1e-3 * +row.upperbound!, `t ${row.t}`)
    if (Math.abs(observed! - (upperbound ?? 0)) > 0.005 * (upperbound ?? 0)) assert.equal(Number(alarm), +row.alarm!)
  }
})

test('only the windows of earlier years have a say', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 212, maxLength: 212 }), fc.nat(500), (counts, more) => {
      const changed = counts.map((count, i) => ((211 - i) % 52 > 3 && (211 - i) % 52 < 49 ? count + more : count))
      assert.equal(farrington(changed).at(-1)!.upperbound, farrington(counts).at(-1)!.upperbound)
    }),
    { numRuns: 20 },
  )
})

test('settings out of range are refused by name', () => {
  assert.throws(() => farrington([], { years: 0 }), /years/)
  assert.throws(() => farrington([], { alpha: 1 }), /alpha/)
})
