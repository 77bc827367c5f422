import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import type { SerialInterval } from './incidence.series.ts'
import { RT_QUANTILES, type RtRow, rt } from './rt.ts'

const path = (name: string) => new URL(`data/epi/rt/${name}.csv`, shared)
type Row = Record<string, string>
const rows = (name: string): Row[] => parse(readFileSync(path(name)), { columns: true })
const COLUMNS = ['q0.025', 'q0.05', 'q0.25', 'median', 'q0.75', 'q0.95', 'q0.975']

function near(found: number | null, wanted: number, relative = 1e-9): void {
  assert.ok(found !== null && Math.abs(found - wanted) <= relative * Math.abs(wanted), `${found} is not ${wanted}`)
}

function same(found: RtRow[], wanted: Row[], columns: string[]): void {
  assert.ok(wanted.length > 0)
  for (const row of wanted) {
    const mine = found.find((one) => String(one.tEnd) === row.t_end)!
    assert.equal(String(mine.tStart), row.t_start)
    if (row.mean === '') assert.equal(mine.state, 'early')
    else {
      near(mine.mean, Number(row.mean))
      near(mine.sd, Number(row.std))
      columns.forEach((column, i) => {
        near(mine.quantiles![i]!, Number(row[column]))
      })
    }
  }
  assert.equal(found.length, wanted.length)
}

const weights = (name: string) => rows(`${name}_si`).map((row) => Number(row.w))
const references: [string, string, (name: string) => SerialInterval][] = [
  ['Flu2009', 'non_parametric_si', weights],
  ['Flu2009', 'parametric_si', () => ({ mean: 2.596, sd: 1.5345 })],
  ['Flu1918', 'non_parametric_si', weights],
  ['Flu1918', 'parametric_si', () => ({ mean: 2.596, sd: 1.5345 })],
  ['mers_2014_15', 'parametric_si', () => ({ mean: 6.8, sd: 4.1 })],
  ['flu_2009_NYC_school', 'parametric_si', () => ({ mean: 2.7, sd: 1.1 })],
]
for (const [name, method, si] of references)
  test(`${name}, ${method}: mean, sd and quantiles of every window are those of EpiEstim`, (t) => {
    if (!existsSync(path(`${name}_ref_${method}`))) return t.skip(`shared reference data is absent: ${name}`)
    const days = rows(`${name}_incidence`)
    const of = (column: string) => days.map((row) => Number(row[column]))
    const found = rt({ local: of('local'), imported: of('imported') }, { si: si(name) })
    same(found, rows(`${name}_ref_${method}`), COLUMNS)
  })

test('five waves in Vietnamese provinces are as EpiEstim has them', (t) => {
  if (!existsSync(path('vietnam_segments_incidence'))) return t.skip('shared reference data is absent: vietnam_segments')
  const days = Map.groupBy(rows('vietnam_segments_incidence'), (row) => row.segment!)
  const wanted = Map.groupBy(rows('vietnam_segments_ref_parametric_si_4.7_2.9'), (row) => row.segment!)
  assert.equal(wanted.size, 5)
  for (const [segment, list] of wanted) {
    const cases = days.get(segment)!.map((row) => Number(row.cases))
    const found = rt({ cases }, { si: { mean: 4.7, sd: 2.9 }, quantiles: [0.025, 0.5, 0.975] })
    same(found, list, ['q0.025', 'median', 'q0.975'])
  }
})

// EpiEstim 2.2-4 of made-up counts: windows of 3 days, imported cases later than day 1, another prior
test('imported cases infect but are not infectees; a window that ends before the mean interval has no answer', () => {
  const found = rt(
    { local: [0, 0, 1, 2, 0, 4, 3, 5, 2, 0, 6, 3], imported: [1, 2, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0] },
    { si: { mean: 4.7, sd: 2.9 }, window: 3, priorMean: 2, priorSd: 1 },
  )
  assert.equal(found.length, 9)
  assert.deepEqual([found[0]!.tStart, found[0]!.tEnd, found[0]!.mean, found[0]!.state], [2, 4, null, 'early'])
  near(found[1]!.mean, 1.86007444188)
  near(found[1]!.sd, 0.703042056182)
  assert.equal(found[1]!.state, 'few')
  near(found[8]!.mean, 1.22370668182)
  near(found[8]!.quantiles![0]!, 0.651572270344)
  near(found[8]!.quantiles![6]!, 1.97314089884)
  assert.equal(found[8]!.cases, 10)
})

test('by hand: everybody falls ill the day after, ten cases a day, so R is near 1', () => {
  const [row] = rt({ cases: Array(8).fill(10) }, { si: [0, 1] })
  near(row!.mean, 71 / 70.2, 1e-14)
  near(row!.sd, Math.sqrt(71) / 70.2, 1e-14)
})

test('without a case the prior is all there is, and it is said', () => {
  const [row] = rt({ cases: [1, 0, 0, 0, 0, 0, 0, 0] }, { si: [0, 1], priorMean: 5, priorSd: 5 })
  assert.equal(row!.state, 'few')
  const last = rt({ cases: [1, ...Array(20).fill(0)] }, { si: [0, 1] }).at(-1)!
  near(last.mean, 5)
  assert.deepEqual([last.cases, last.state], [0, 'few'])
})

test('an unknown day is no zero: windows that hold it, or whose infectors it hides, are not estimable', () => {
  const cases: (number | null)[] = Array(40).fill(20)
  cases[14] = null
  const found = rt({ cases }, { si: [0, 0.5, 0.5], window: 7 })
  assert.deepEqual(
    found.filter((row) => row.state === 'unknown').map((row) => row.tEnd),
    [15, 16, 17, 18, 19, 20, 21, 22, 23],
  )
  assert.equal(found.find((row) => row.tEnd === 16)!.mean, null)
  near(found.at(-1)!.mean, 141 / 140.2, 1e-12)
})

const counts = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 12, maxLength: 60 })
const si = { mean: 4.2, sd: 2.1 }

test('what happens later changes no earlier window', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 8, max: 11 }), (cases, cut) => {
      // the tail of the interval that the shorter series cannot hold is given in full to both
      const weights = [0, 0.2, 0.5, 0.3]
      const part = rt({ cases: cases.slice(0, cut) }, { si: weights })
      assert.deepEqual(part, rt({ cases }, { si: weights }).slice(0, part.length))
    }),
    { numRuns: 50 },
  )
})

test('quiet days before the first case change no estimate of a window after the mean interval', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 9 }), (cases, shift) => {
      const local = [0, ...cases.slice(1)]
      const imported = cases.map((count, t) => (t === 0 ? count : 0))
      const quiet = Array<number>(shift).fill(0)
      const found = rt({ local, imported }, { si: [0, 0.2, 0.5, 0.3] })
      const later = rt({ local: [...quiet, ...local], imported: [...quiet, ...imported] }, { si: [0, 0.2, 0.5, 0.3] })
      for (const row of found) {
        const moved = later.find((one) => one.tEnd === row.tEnd + shift)!
        if (row.mean !== null) near(moved.mean, row.mean, 1e-12)
      }
    }),
    { numRuns: 50 },
  )
})

test('twice the cases leave the mean nearly where it is and narrow the interval', () => {
  const flat = { priorMean: 1, priorSd: 1000 }
  fc.assert(
    fc.property(
      counts.filter((cases) => cases.every((count) => count > 20)),
      (cases) => {
        const one = rt({ cases }, { si, ...flat })
        const two = rt({ cases: cases.map((count) => 2 * count) }, { si, ...flat })
        one.forEach((row, i) => {
          if (row.mean === null) return
          near(two[i]!.mean, row.mean, 1e-4)
          assert.ok(two[i]!.sd! < row.sd!)
        })
      },
    ),
    { numRuns: 30 },
  )
})

test('a series no longer than the window has no rows', () => {
  assert.deepEqual(rt({ cases: [1, 2, 3, 4, 5, 6, 7] }, { si }), [])
  assert.deepEqual(rt({ cases: [] }, { si }), [])
  assert.equal(rt({ cases: [1, 2] }, { si: [0, 1], window: 1 }).length, 1)
})

test('arguments that make no sense are refused by name', () => {
  const cases = [1, 2, 3, 4, 5, 6, 7, 8]
  assert.throws(() => rt({ cases: [1, -2] }, { si, window: 1 }), /cases must be finite and not negative: day 2/)
  assert.throws(() => rt({ local: [1], imported: [1, 2] }, { si }), /same length: 1 and 2/)
  assert.throws(() => rt({ cases }, { si: [0.1, 0.9] }), /no weight to 0 days/)
  assert.throws(() => rt({ cases }, { si: [0, 0.4] }), /si must sum to 1: 0.4/)
  assert.throws(() => rt({ cases }, { si: [0, 2, -1] }), /no negative weight/)
  assert.throws(() => rt({ cases }, { si, window: 2.5 }), /window/)
  assert.throws(() => rt({ cases }, { si, priorSd: 0 }), /priorSd must be above 0/)
  assert.throws(() => rt({ cases }, { si, quantiles: [1] }), /p must lie between 0 and 1/)
  assert.equal(RT_QUANTILES.length, 7)
})
