import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { earsC3 } from './ears-c3.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
type Row = Record<string, string>
const rows = (name: string): Row[] => parse(readFileSync(path(name)), { columns: true })

test('C2, C3 and alarms are those of the corrected reference', (t) => {
  const name = 'surveillance/salmonella_agona_ref_ears_c3_corrected.csv'
  if (!existsSync(path(name))) return t.skip('shared reference data is absent: surveillance')
  const counts = rows('surveillance/salmonella_agona_observed.csv').map((row) => +row.observed!)
  const found = new Map(earsC3(counts, { minSigma: 0.5 }).map((row) => [row.t, row]))
  assert.equal(found.size, rows(name).length)
  for (const row of rows(name)) {
    const { c2, c3, alarm } = found.get(+row.t!)!
    assert.ok(Math.abs(c2! - +row.C2!) < 1e-6 && Math.abs(c3! - +row.C3!) < 1e-6, `t ${row.t}`)
    assert.equal(Number(alarm), +row.alarm!)
  }
})

test('an alarm is a count above the bound, or two days before that make one by themselves', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 12, maxLength: 60 }), (counts) => {
      for (const row of earsC3(counts, { minSigma: 0.5 })) {
        if (row.upperbound! > 0) assert.equal(row.alarm, row.observed! > row.upperbound! + 1e-9 || row.c3! > 2)
        if (row.observed! > row.upperbound! + 1e-9) assert.equal(row.alarm, true)
      }
    }),
  )
})

test('after a week of none any case is beyond all measure, unless a least deviation is set', () => {
  const none = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
  assert.deepEqual(
    earsC3(none).map((row) => [row.c3, row.alarm]),
    [[Number.POSITIVE_INFINITY, true]],
  )
  assert.deepEqual(
    earsC3(none, { minSigma: 0.5 }).map((row) => [row.c3, row.alarm]),
    [[1, false]],
  )
})
