import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { nowcast } from './nowcast.ts'
import { type Report, reportingTriangle } from './reporting-triangle.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
type Row = Record<string, string>
const read = (name: string): Row[] => {
  const bytes = readFileSync(path(name))
  return parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true })
}
const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000
const lineList = (name: string, reference: string, report: string): Report[] =>
  read(name).flatMap((row) => {
    const [from, to] = [row[reference], row[report]]
    return from && to ? [{ reference: dayOf(from), report: dayOf(to) }] : []
  })

test('German hospital admissions: the point is the reference, the intervals are within 10 % and hold what came', (t) => {
  if (!existsSync(path('nowcast/germany_covid_hosp_00plus_triangle.csv.gz')))
    return t.skip('shared reference data is absent: germany_covid_hosp')
  const days = new Map<string, (number | null)[]>()
  for (const row of read('nowcast/germany_covid_hosp_00plus_triangle.csv.gz')) {
    const cells = days.get(row.reference_date!) ?? []
    cells[Number(row.delay)] = row.count === 'NA' ? null : Number(row.count)
    days.set(row.reference_date!, cells)
  }
  const dates = [...days.keys()].sort()
  const reference = read('nowcast/germany_covid_hosp_00plus_ref_baselinenowcast.csv')
  let [held95, held50, errors, raw] = [0, 0, 0, 0]
  for (const asOf of new Set(reference.map((row) => row.as_of!))) {
    const last = dates.indexOf(asOf)
    const found = nowcast(dates.slice(0, last + 1).map((date) => days.get(date)!))
    assert.deepEqual(found.used, { point: 120, delay: 60, past: 60 })
    assert.equal(found.shift?.shifting, false, asOf)
    for (const row of reference.filter((one) => one.as_of === asOf)) {
      const day = found.days.find((one) => one.row === dates.indexOf(row.reference_date!))!
      assert.equal(day.reported, Number(row.reported))
      assert.ok(Math.abs(day.point! / Number(row.point) - 1) < 1e-6, `${asOf} ${row.reference_date}`)
      found.levels.forEach((level, k) => {
        const wanted = Number(row[`q${level}`])
        assert.ok(Math.abs(day.quantiles![k]! / wanted - 1) < 0.1, `${asOf} ${row.reference_date} ${level}`)
      })
      const final = Number(row.final)
      if (day.quantiles![0]! <= final && final <= day.quantiles![4]!) held95 += 1
      if (day.quantiles![1]! <= final && final <= day.quantiles![3]!) held50 += 1
      errors += Math.abs(day.point! - final)
      raw += Math.abs(day.reported! - final)
    }
  }
  assert.ok(held95 / reference.length > 0.92 && held95 / reference.length < 0.99, `${held95}`)
  assert.ok(held50 / reference.length > 0.45 && held50 / reference.length < 0.62, `${held50}`)
  assert.ok(errors < 0.3 * raw)
})

test('haemolytic-uraemic syndrome in Germany 2011, whose delays shorten: a warning on each day, for each nowcast is worse than the raw count', (t) => {
  if (!existsSync(path('nowcast/husO104Hosp.csv'))) return t.skip('shared reference data is absent: husO104Hosp')
  const reports = lineList('nowcast/husO104Hosp.csv', 'dHosp', 'dReport')
  const reference = read('nowcast/husO104Hosp_ref_own_nowcast.csv')
  for (const asOf of new Set(reference.map((row) => row.as_of!))) {
    const { rows, first } = reportingTriangle(reports, { asOf: dayOf(asOf), maxDelay: 15, first: dayOf('2011-05-01') })
    const found = nowcast(rows)
    assert.equal(found.shift?.shifting, true, asOf)
    assert.ok(found.notes.some((note) => note.code === 'shifting'))
    let [errors, raw] = [0, 0]
    for (const row of reference.filter((one) => one.as_of === asOf)) {
      const day = found.days.find((one) => one.row === dayOf(row.event_date!) - first)!
      assert.equal(day.reported, Number(row.reported))
      errors += Math.abs((day.point ?? Number.POSITIVE_INFINITY) - Number(row.final))
      raw += Math.abs(day.reported! - Number(row.final))
    }
    assert.ok(errors > raw, asOf)
  }
})

test('the simulated Ebola outbreak: mostly steady delays, nearer than the raw count, intervals that hold', (t) => {
  if (!existsSync(path('linelist/ebola_sim_clean_linelist.csv'))) return t.skip('shared reference data is absent: ebola_sim')
  const reports = lineList('linelist/ebola_sim_clean_linelist.csv', 'date_of_onset', 'date_of_hospitalisation')
  const reference = read('nowcast/ebola_sim_clean_ref_own_nowcast.csv')
  let [held, n, errors, raw, warned] = [0, 0, 0, 0, 0]
  const dates = [...new Set(reference.map((row) => row.as_of!))]
  for (const asOf of dates) {
    const { rows, first } = reportingTriangle(reports, { asOf: dayOf(asOf), maxDelay: 22 })
    const found = nowcast(rows)
    if (found.shift?.shifting) warned += 1
    for (const row of reference.filter((one) => one.as_of === asOf)) {
      const day = found.days.find((one) => one.row === dayOf(row.event_date!) - first)!
      assert.equal(day.reported, Number(row.reported))
      if (found.shift?.shifting) continue
      const final = Number(row.final)
      n += 1
      if (day.quantiles![0]! <= final && final <= day.quantiles![4]!) held += 1
      errors += Math.abs(day.quantiles![2]! - final)
      raw += Math.abs(day.reported! - final)
    }
  }
  assert.ok(warned < dates.length / 2, `${warned} warned of ${dates.length}`)
  assert.ok(held / n > 0.88 && held / n <= 0.99, `${held / n}`)
  assert.ok(errors < 0.75 * raw, `${errors / raw}`)
})

/** 40 days of 100 cases a day, half of them reported on the day, a quarter after one day, a quarter after two. */
const steady = Array.from({ length: 40 }, (_, i) => [50, 25, 25].map((count, d) => (i + d < 40 ? count : null)))

test('steady reports are completed as worked by hand', () => {
  const { days, delay, shift, used } = nowcast(steady)
  assert.deepEqual(delay, [0.5, 0.25, 0.25])
  assert.deepEqual(used, { point: 6, delay: 3, past: 3 })
  // one day back: 75 + 0.25·(75 + 1 − 0.75)/0.75; today: 50, then 25.25, then with these
  assert.ok(Math.abs(days[0]!.point! - (75 + (0.25 * 75.25) / 0.75)) < 1e-9)
  const second = (0.25 * 50.5) / 0.5
  assert.ok(Math.abs(days[1]!.point! - (50 + second + (0.25 * (50 + second + 0.25)) / 0.75)) < 1e-9)
  assert.equal(shift?.shifting, false)
  for (const day of days) {
    assert.ok(day.quantiles!.every((q, k) => q >= day.reported! && (k === 0 || q >= day.quantiles![k - 1]!)))
    assert.ok(day.quantiles![0]! <= 100 && 100 <= day.quantiles![4]!)
  }
})

test('what lies beyond the day of the triangle is never read', () => {
  const later = steady.map((row) => row.map((count) => count ?? 999))
  assert.deepEqual(nowcast(later), nowcast(steady))
})

test('more and more days before the used ones change nothing, and the same input gives the same answer', () => {
  const days = fc.array(fc.tuple(fc.nat(60), fc.nat(30), fc.nat(20)), { minLength: 8, maxLength: 20 })
  fc.assert(
    fc.property(days, (rows) => {
      const found = nowcast(rows)
      assert.deepEqual(nowcast(rows), found)
      const shifted = nowcast([...rows.slice(0, 3), ...rows], { days: 6 })
      assert.deepEqual(
        shifted.days.map((day) => day.point),
        found.days.map((day) => day.point),
      )
      for (const day of found.days) if (day.point !== null) assert.ok(day.point >= day.reported! && Number.isFinite(day.point))
    }),
    { numRuns: 40 },
  )
})

test('twice the cases make about twice the nowcast', () => {
  const twice = nowcast(steady.map((row) => row.map((count) => (count === null ? null : 2 * count))))
  for (const [i, day] of nowcast(steady).days.entries()) assert.ok(Math.abs(twice.days[i]!.point! / day.point! - 2) < 0.02)
})

test('a delay that jumps is warned of', () => {
  const jump = Array.from({ length: 40 }, (_, i) => (i < 30 ? [10, 10, 80] : [80, 15, 5]).map((c, d) => (i + d < 40 ? c : null)))
  const { shift, notes } = nowcast(jump, { days: 30 })
  assert.equal(shift?.shifting, true)
  assert.ok(notes.find((note) => note.code === 'shifting')?.vi.includes('đang thay đổi'))
})

test('a correction downwards keeps the total of its day', () => {
  const rows = steady.map((row, i) => (i === 36 ? [50, 30, -5] : row))
  const { notes, days } = nowcast(rows)
  assert.ok(notes.some((note) => note.code === 'negative'))
  assert.ok(days.every((day) => day.point! > 90 && day.point! < 110))
})

test('an unknown day is said and not estimated; too short a triangle is not estimable', () => {
  const rows = steady.map((row, i) => (i === 39 ? [null, null, null] : row))
  const { days, notes } = nowcast(rows)
  assert.deepEqual([days[1]!.reported, days[1]!.point], [null, null])
  assert.ok(days[0]!.point! > 90)
  assert.ok(notes.some((note) => note.code === 'unknown-days'))
  const short = nowcast([
    [5, 1, 1],
    [5, 1, null],
  ])
  assert.ok(short.days.every((day) => day.point === null && day.quantiles === null))
  assert.equal(short.notes[0]!.code, 'short')
  const never = nowcast(steady.map(([a, b, c]) => [0, (a ?? 0) + (b ?? 0), c ?? 0]))
  assert.equal(never.days[1]!.point, null)
  assert.ok(never.notes.some((note) => note.code === 'first-delay'))
})

test('what is no triangle is refused', () => {
  assert.throws(() => nowcast([[1], [2]]), RangeError)
  assert.throws(() => nowcast([[1, 2], [1]]), RangeError)
  assert.throws(() => nowcast([[1.5, 2]]), RangeError)
  assert.throws(() => nowcast(steady, { levels: [0, 0.5] }), RangeError)
  assert.throws(() => nowcast(steady, { days: 2 }), RangeError)
})
