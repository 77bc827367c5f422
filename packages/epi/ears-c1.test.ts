import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { earsC1 } from './ears-c1.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
type Row = Record<string, string>
const rows = (name: string): Row[] => parse(readFileSync(path(name)), { columns: true })

test('bounds and alarms are those of R surveillance', (t) => {
  if (!existsSync(path('surveillance/salmonella_agona_ref_ears.csv')))
    return t.skip('shared reference data is absent: surveillance')
  const counts = rows('surveillance/salmonella_agona_observed.csv').map((row) => +row.observed!)
  const found = new Map(earsC1(counts).map((row) => [row.t, row]))
  const wanted = rows('surveillance/salmonella_agona_ref_ears.csv').filter((row) => row.method === 'EARS_C1')
  assert.equal(found.size, wanted.length)
  for (const row of wanted) {
    const { upperbound, alarm, observed } = found.get(+row.t!)!
    assert.equal(observed, +row.observed!)
    assert.ok(Math.abs(upperbound! - +row.upperbound!) <= 1e-7 * Math.max(1, +row.upperbound!), `t ${row.t}`)
    assert.equal(Number(alarm), +row.alarm!)
  }
})

test('so they are for daily cases of three provinces, with a least standard deviation of 0.5', (t) => {
  if (!existsSync(path('surveillance/vietnam_ref_ears_minSigma0.5.csv')))
    return t.skip('shared reference data is absent: surveillance')
  const all = rows('surveillance/vietnam_ref_ears_minSigma0.5.csv')
  const series: Row[] = parse(gunzipSync(readFileSync(path('vietnam/vncdc_province_daily.csv.gz'))), { columns: true })
  for (const segment of new Set(all.map((row) => row.segment))) {
    const wanted = all.filter((row) => row.segment === segment && row.method === 'C1')
    const days = series.filter((row) => row.province === segment).sort((a, b) => (a.date! < b.date! ? -1 : 1))
    const start = days.findIndex((row) => row.date === wanted[0]!.date) - 7
    const used = days.slice(start, start + wanted.length + 7)
    const found = new Map(
      earsC1(
        used.map((row) => +row.confirmed!),
        { minSigma: 0.5 },
      ).map((row) => [used[row.t - 1]!.date, row]),
    )
    for (const row of wanted) {
      const { upperbound, alarm } = found.get(row.date!)!
      assert.ok(Math.abs(upperbound! - +row.upperbound!) <= 1e-7 * Math.max(1, +row.upperbound!), `${segment} ${row.date}`)
      assert.equal(Number(alarm), +row.alarm!)
    }
  }
})

test('worked by hand: mean 1, standard deviation 1', () => {
  const found = earsC1([0, 0, 1, 1, 1, 2, 2, 4])
  assert.equal(found.length, 1)
  assert.ok(Math.abs(found[0]!.upperbound! - (1 + 3.090232306167813 * Math.sqrt(4 / 6))) < 1e-12)
  assert.equal(found[0]!.alarm, true)
})

test('twice the counts have twice the bound, days before the series move the row, and an unknown day gives no verdict while it counts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 12, maxLength: 40 }), (counts) => {
      const [once, twice] = [earsC1(counts), earsC1(counts.map((count) => 2 * count))]
      for (const [i, row] of once.entries()) assert.ok(Math.abs(twice[i]!.upperbound! - 2 * row.upperbound!) < 1e-9)
      const later = earsC1([0, 0, 0, ...counts]).filter((row) => row.t > 7 + 3)
      assert.deepEqual(
        later.map(({ t, ...rest }) => ({ t: t - 3, ...rest })),
        once,
      )
    }),
  )
  const gap = earsC1([1, 2, 1, 2, 1, 2, 1, null, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
  const silent = gap.filter((row) => row.upperbound === null).map((row) => row.t)
  assert.deepEqual(silent, [9, 10, 11, 12, 13, 14, 15])
})

test('settings out of range are refused by name', () => {
  assert.throws(() => earsC1([1], { baseline: 2 }), /baseline/)
  assert.throws(() => earsC1([1], { minSigma: -1 }), /minSigma/)
  assert.throws(() => earsC1([-1]), /counts/)
  assert.throws(() => earsC1([1], { alpha: 0 }), /alpha/)
})
