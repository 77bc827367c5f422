import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { earsC1 } from '@phaodai/epi/ears-c1.ts'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from './shared.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
type Row = Record<string, string>
const rows = (name: string): Row[] => parse(readFileSync(path(name)), { columns: true })

/** What C1 and C2 have alike, which differ in the week that they compare with. @param first days that they need before the first verdict; `firstAlarms`: day of the first alarm by province, where the reference states it */
export function isEars(method: 'C1' | 'C2', ears: typeof earsC1, first: number, firstAlarms: Row = {}): void {
  test('bounds and alarms are those of R surveillance', (t) => {
    if (!existsSync(path('surveillance/salmonella_agona_ref_ears.csv')))
      return t.skip('shared reference data is absent: surveillance')
    const counts = rows('surveillance/salmonella_agona_observed.csv').map((row) => +row.observed!)
    const found = new Map(ears(counts).map((row) => [row.t, row]))
    const wanted = rows('surveillance/salmonella_agona_ref_ears.csv').filter((row) => row.method === `EARS_${method}`)
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
      const wanted = all.filter((row) => row.segment === segment && row.method === method)
      const days = series.filter((row) => row.province === segment).sort((a, b) => (a.date! < b.date! ? -1 : 1))
      const start = days.findIndex((row) => row.date === wanted[0]!.date) - first
      const used = days.slice(start, start + wanted.length + first)
      const found = new Map(
        ears(
          used.map((row) => +row.confirmed!),
          { minSigma: 0.5 },
        ).map((row) => [used[row.t - 1]!.date, row]),
      )
      for (const row of wanted) {
        const { upperbound, alarm } = found.get(row.date!)!
        assert.ok(Math.abs(upperbound! - +row.upperbound!) <= 1e-7 * Math.max(1, +row.upperbound!), `${segment} ${row.date}`)
        assert.equal(Number(alarm), +row.alarm!)
      }
      const stated = firstAlarms[segment!]
      if (stated) assert.equal([...found].find(([, row]) => row.alarm)![0], stated)
    }
  })

  test('twice the counts have twice the bound, days before the series move the row, and an unknown day gives no verdict while it counts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 12, maxLength: 40 }), (counts) => {
        const [once, twice] = [ears(counts), ears(counts.map((count) => 2 * count))]
        for (const [i, row] of once.entries()) assert.ok(Math.abs(twice[i]!.upperbound! - 2 * row.upperbound!) < 1e-9)
        const later = ears([0, 0, 0, ...counts]).filter((row) => row.t > first + 3)
        assert.deepEqual(
          later.map(({ t, ...rest }) => ({ t: t - 3, ...rest })),
          once,
        )
      }),
    )
    const gap = ears([1, 2, 1, 2, 1, 2, 1, null, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    const silent = gap.filter((row) => row.upperbound === null).map((row) => row.t)
    assert.deepEqual(
      silent,
      [9, 10, 11, 12, 13, 14, 15].map((t) => t + first - 7),
    )
  })

  test('settings out of range are refused by name', () => {
    assert.throws(() => ears([1], { baseline: 2 }), /baseline/)
    assert.throws(() => ears([1], { minSigma: -1 }), /minSigma/)
    assert.throws(() => ears([-1]), /counts/)
    assert.throws(() => ears([1], { alpha: 0 }), /alpha/)
  })
}
