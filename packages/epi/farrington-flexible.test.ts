import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { type FarringtonRow, farringtonFlexible } from './farrington-flexible.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
type Row = Record<string, string>
const rows = (name: string): Row[] => parse(readFileSync(path(name)), { columns: true })

function agrees(found: FarringtonRow | undefined, row: Row): void {
  const what = JSON.stringify(row)
  assert.ok(found, what)
  if (row.upperbound === '') assert.equal(found.upperbound, null, what)
  else assert.ok(Math.abs(found.upperbound! - +row.upperbound!) <= 1e-3 * +row.upperbound!, `${found.upperbound} ${what}`)
  const near = found.upperbound !== null && Math.abs(found.observed! - found.upperbound) <= 0.005 * found.upperbound
  if (!near) assert.equal(Number(found.alarm ?? 0), +row.alarm!, what)
}

test('bounds and alarms of a weekly series are those of R surveillance, by each threshold', (t) => {
  if (!existsSync(path('surveillance/salmonella_agona_ref_farrington.csv')))
    return t.skip('shared reference data is absent: surveillance')
  const counts = rows('surveillance/salmonella_agona_observed.csv').map((row) => +row.observed!)
  for (const threshold of ['nbPlugin', 'muan', 'delta'] as const) {
    const found = new Map(farringtonFlexible(counts, { threshold }).map((row) => [row.t, row]))
    const wanted = rows('surveillance/salmonella_agona_ref_farrington.csv').filter((row) => row.method!.endsWith(`_${threshold}`))
    assert.equal(wanted.length, 97)
    for (const row of wanted) agrees(found.get(+row.t!), row)
  }
})

test('so are those of eighteen monthly series of Vietnamese provinces', (t) => {
  const name = 'vietnam_surveillance/gdpm_ref_farringtonFlexible.csv'
  if (!existsSync(path(name))) return t.skip('shared reference data is absent: vietnam_surveillance')
  const zipped = readFileSync(path('vietnam_surveillance/gdpm_ref_series_used.csv.gz'))
  const series: Row[] = parse(gunzipSync(zipped), { columns: true })
  const whose = (row: Row) => `${row.disease} ${row.province}`
  const monthly = { frequency: 12, years: 3, halfWindow: 2, periods: 1 }
  const by = Map.groupBy(rows(name), whose)
  assert.equal(by.size, 18)
  for (const [key, wanted] of by) {
    const used = series.filter((row) => whose(row) === key)
    for (const threshold of ['nbPlugin', 'delta'] as const) {
      const found = farringtonFlexible(
        used.map((row) => +row.cases!),
        { ...monthly, threshold },
      )
      for (const row of wanted.filter((one) => one.method!.endsWith(`_${threshold}`))) {
        const at = used.findIndex((one) => one.year === row.year && one.month === row.month) + 1
        agrees(
          found.find(({ t }) => t === at),
          row,
        )
      }
    }
  }
})

const weeks = fc.array(fc.nat(30), { minLength: 225, maxLength: 240 })

test('years before the first that is looked at change nothing but the numbering', () => {
  fc.assert(
    fc.property(weeks, fc.array(fc.nat(30), { minLength: 1, maxLength: 9 }), (counts, before) => {
      const found = farringtonFlexible(counts)
      const later = farringtonFlexible([...before, ...counts]).slice(before.length)
      assert.deepEqual(
        later.map(({ t, ...row }) => ({ t: t - before.length, ...row })),
        found,
      )
    }),
    { numRuns: 10 },
  )
})

test('the half year before a week, and all after it, have no say in its bound', () => {
  fc.assert(
    fc.property(weeks, fc.nat(1000), (counts, spike) => {
      const now = 215
      const changed = counts.map((count, i) => (i > now || (i < now && i > now - 26) ? count + spike : count))
      const [a, b] = [
        farringtonFlexible(counts, { least: { cases: 0, weeks: 1 } }),
        farringtonFlexible(changed, { least: { cases: 0, weeks: 1 } }),
      ]
      assert.equal(b.find((row) => row.t === now + 1)!.upperbound, a.find((row) => row.t === now + 1)!.upperbound)
    }),
    { numRuns: 10 },
  )
})

test('the same week by date is 104 weeks before after two years, and 209 weeks before after four', () => {
  const counts = Array.from({ length: 300 }, (_, i) => 20 + Math.round(10 * Math.sin((2 * Math.PI * i) / 52)) + (i % 4))
  const days = counts.map((_, i) => 18_627 + 7 * i)
  assert.deepEqual(farringtonFlexible(counts, { years: 2, days }), farringtonFlexible(counts, { years: 2 }))
  const [byDate, byPlace] = [farringtonFlexible(counts, { days }), farringtonFlexible(counts)]
  assert.deepEqual([byDate[0]!.t, byPlace[0]!.t], [213, 212])
  assert.ok(byDate.some((row) => row.expected !== byPlace.find(({ t }) => t === row.t)!.expected))
})

test('too few cases, and an unknown week, give no bound', () => {
  const counts: (number | null)[] = new Array(214).fill(1)
  assert.deepEqual(
    farringtonFlexible(counts).map(({ upperbound, alarm }) => [upperbound, alarm]),
    [
      [null, false],
      [null, false],
      [null, false],
    ],
  )
  counts[213] = null
  assert.equal(farringtonFlexible(counts).at(-1)!.alarm, null)
})

test('a series that is too short has no rows, and settings out of range are refused by name', () => {
  assert.deepEqual(farringtonFlexible(new Array(211).fill(3)), [])
  assert.throws(() => farringtonFlexible([], { years: 0 }), /years/)
  assert.throws(() => farringtonFlexible([], { frequency: 12, periods: 10, halfWindow: 3 }), /periods/)
  assert.throws(() => farringtonFlexible([1.5]), /counts/)
  assert.throws(() => farringtonFlexible([1, 2], { days: [5, 5] }), /days/)
})
