import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { shared } from '../../test/shared.ts'
import { firstControlled } from './first-controlled.ts'
import { RT_QUANTILES, rt } from './rt.ts'

test('the day on which four provinces came under control is the one on record', (t) => {
  const path = new URL('data/epi/rt/vietnam_segments_incidence.csv', shared)
  if (!existsSync(path)) return t.skip(`shared reference data is absent: ${path}`)
  const days = Map.groupBy<string, Record<string, string>>(parse(readFileSync(path), { columns: true }), (row) => row.segment!)
  const wanted = {
    'Bắc Giang': '2021-06-04',
    'Hồ Chí Minh': '2021-08-02',
    'Long An': '2021-07-30',
    'Khánh Hòa': '2021-08-08',
  }
  for (const [segment, date] of Object.entries(wanted)) {
    const list = days.get(segment)!
    const found = rt({ cases: list.map((row) => Number(row.cases)) }, { si: { mean: 4.7, sd: 2.9 } })
    assert.equal(list[firstControlled(found, RT_QUANTILES)!.tEnd - 1]!.date, date)
  }
})

test('an outbreak that keeps growing has no such day', () => {
  const rows = rt({ cases: Array.from({ length: 30 }, (_, t) => 2 ** (t / 3)) }, { si: { mean: 4.7, sd: 2.9 } })
  assert.equal(firstControlled(rows, RT_QUANTILES), null)
  assert.equal(firstControlled([], RT_QUANTILES), null)
})

test('the upper limit must be among the quantiles', () => {
  assert.throws(() => firstControlled([], [0.5]), /upper must be one of the quantiles: 0.975/)
})
