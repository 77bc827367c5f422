import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { growth } from './growth.ts'

type Row = Record<string, string>
const rows = (name: string): Row[] =>
  parse(readFileSync(new URL(`data/epi/rt/vietnam_segments_${name}.csv`, shared)), { columns: true })

function near(found: number | null, wanted: number, relative = 1e-9): void {
  assert.ok(found !== null && Math.abs(found - wanted) <= relative * Math.abs(wanted), `${found} is not ${wanted}`)
}

test('growth, its errors, dispersion and doubling time of 48 windows are those of the reference', (t) => {
  if (!existsSync(new URL('data/epi/rt/vietnam_segments_ref_growth_rate.csv', shared)))
    return t.skip('shared reference data is absent: vietnam_segments')
  const days = Map.groupBy(rows('incidence'), (row) => row.segment!)
  const wanted = rows('ref_growth_rate')
  assert.equal(wanted.length, 48)
  for (const row of wanted) {
    const list = days.get(row.segment!)!
    const end = list.findIndex((day) => day.date === row.date_end) + 1
    const found = growth(
      list.map((day) => Number(day.cases)),
      { days: Number(row.window), end },
    )
    assert.equal(found.cases, Number(row.cases))
    near(found.rate, Number(row.growth_rate), 1e-8)
    near(found.sePoisson, Number(row.se_poisson), 1e-8)
    near(found.seQuasi, Number(row.se_quasi), 1e-8)
    near(found.dispersion, Number(row.dispersion), 1e-8)
    near(found.lower, Number(row.lo95_quasi_t), 1e-8)
    near(found.upper, Number(row.hi95_quasi_t), 1e-8)
    near(found.doublingTime, Number(row.doubling_time), 1e-8)
  }
})

const rising = [3, 4, 4, 6, 9, 9, 14, 15, 20, 28, 31, 43, 50, 71]

test('rate, error and dispersion are those of glm in R, also with days that are not known', () => {
  const full = growth(rising)
  near(full.rate, 0.241354460826974)
  near(full.sePoisson, 0.0181172210126236)
  near(full.dispersion, 0.109679032878912)
  const holes: (number | null)[] = [...rising]
  holes[3] = holes[8] = null
  const part = growth(holes)
  near(part.rate, 0.240782830565257)
  near(part.seQuasi, 0.00696529973931374)
  assert.deepEqual([part.known, part.window, part.tEnd], [12, 14, 14])
})

test('exact growth is found exactly: doubling every three days', () => {
  const found = growth(Array.from({ length: 20 }, (_, t) => 100 * 2 ** (t / 3)))
  near(found.doublingTime, 3, 1e-8)
  assert.ok(found.dispersion! < 1e-20)
  assert.ok(Math.abs(growth(Array(14).fill(7)).doublingTime!) > 1e12)
})

test('no case, cases on one day, a short or an unknown series are not estimable, and say why', () => {
  const none = growth(Array(14).fill(0))
  assert.deepEqual([none.state, none.rate, none.doublingTime, none.cases], ['one-day', null, null, 0])
  assert.equal(growth([...Array(10).fill(0), 1, 0, 0, 0]).state, 'one-day')
  assert.equal(growth([...Array(13).fill(0), 9]).state, 'one-day')
  assert.equal(growth([1, 2, 3]).state, 'short')
  assert.equal(growth([]).state, 'short')
  assert.equal(growth([...Array(12).fill(null), 3, 4]).state, 'unknown')
})

test('cases on the first two days or the last two only still have a finite rate', () => {
  for (const cases of [
    [1, 500, ...Array(12).fill(0)],
    [...Array(12).fill(0), 1, 900000],
  ]) {
    const found = growth(cases)
    assert.ok(Number.isFinite(found.rate) && Number.isFinite(found.seQuasi))
  }
})

const counts = fc
  .array(fc.integer({ min: 0, max: 500 }), { minLength: 14, maxLength: 14 })
  .filter((list) => list.filter(Boolean).length > 2)

test('the series backwards has the opposite rate, and twice the cases the same', () => {
  fc.assert(
    fc.property(counts, (cases) => {
      const found = growth(cases)
      const back = growth([...cases].reverse())
      const twice = growth(cases.map((count) => 2 * count))
      assert.ok(Math.abs(found.rate! + back.rate!) < 1e-10)
      assert.ok(Math.abs(found.rate! - twice.rate!) < 1e-5)
      assert.ok(Math.abs(twice.sePoisson! * Math.SQRT2 - found.sePoisson!) < 1e-3 * found.sePoisson!)
    }),
    { numRuns: 100 },
  )
})

test('days before the window change nothing', () => {
  const { tEnd, ...found } = growth(rising)
  const { tEnd: later, ...same } = growth([900, 0, 4, ...rising])
  assert.deepEqual(same, found)
  assert.deepEqual([tEnd, later], [14, 17])
})

test('arguments that make no sense are refused by name', () => {
  assert.throws(() => growth([1, -1, 2], { days: 3 }), /cases must be finite and not negative: day 2/)
  assert.throws(() => growth([1, 2, 3], { days: 2 }), /days must be a whole number from 3/)
  assert.throws(() => growth([1, 2, 3], { end: 4 }), /end must be a day of the series/)
})
