import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CurveUnit, epidemicCurve } from './epidemic-curve.ts'

const day = (offset: number) => new Date(Date.UTC(2020, 11, 20) + offset * 86_400_000).toISOString().slice(0, 10)

test('a day without a row is a zero or unknown as asked, never left out', () => {
  const series = [
    { date: '2021-05-08', cases: 32 },
    { date: '2021-05-06', cases: 1 },
  ]
  const zero = epidemicCurve(series, { gaps: 'zero' })
  assert.deepEqual(
    zero.map((bar) => [bar.period, bar.cases, bar.known]),
    [
      ['2021-05-06', 1, 1],
      ['2021-05-07', 0, 1],
      ['2021-05-08', 32, 1],
    ],
  )
  assert.deepEqual(
    epidemicCurve(series, { gaps: 'unknown' }).map((bar) => bar.cases),
    [1, null, 32],
  )
})

test('weeks around the new year carry the year and number that each rule gives them', () => {
  const one = (date: string, unit: CurveUnit) => {
    const [bar] = epidemicCurve([{ date, cases: 1 }], { gaps: 'zero', unit })
    return [bar!.period, bar!.start, bar!.end]
  }
  assert.deepEqual(one('2021-01-01', 'week'), ['2020-W53', '2020-12-28', '2021-01-03'])
  assert.deepEqual(one('2021-01-04', 'week'), ['2021-W01', '2021-01-04', '2021-01-10'])
  assert.deepEqual(one('2021-01-02', 'epiweek'), ['2020-E53', '2020-12-27', '2021-01-02'])
  assert.deepEqual(one('2021-01-03', 'epiweek'), ['2021-E01', '2021-01-03', '2021-01-09'])
  assert.deepEqual(one('2024-12-31', 'epiweek'), ['2025-E01', '2024-12-29', '2025-01-04'])
  assert.deepEqual(one('2024-02-29', 'month'), ['2024-02', '2024-02-01', '2024-02-29'])
})

test('a week that the series does not fill says how many of its days are known', () => {
  const [first, second] = epidemicCurve(
    [
      { date: '2021-05-06', cases: 5 },
      { date: '2021-05-07', cases: null },
      { date: '2021-05-11', cases: 2 },
    ],
    { gaps: 'unknown', unit: 'week' },
  )
  assert.deepEqual([first!.cases, first!.known, first!.days], [5, 1, 7])
  assert.deepEqual([second!.cases, second!.known], [2, 1])
})

test('the same date twice is summed; the order of the rows changes nothing and no case is lost', () => {
  const rows = fc.array(fc.record({ date: fc.integer({ min: 0, max: 800 }).map(day), cases: fc.integer({ min: 0, max: 50 }) }), {
    minLength: 1,
    maxLength: 60,
  })
  fc.assert(
    fc.property(rows, fc.constantFrom<CurveUnit>('day', 'week', 'epiweek', 'month'), (series, unit) => {
      const bars = epidemicCurve(series, { gaps: 'zero', unit })
      assert.deepEqual(epidemicCurve([...series].reverse(), { gaps: 'zero', unit }), bars)
      const total = (list: { cases: number | null }[]) => list.reduce((sum, one) => sum + (one.cases ?? 0), 0)
      assert.equal(total(bars), total(series))
      assert.equal(new Set(bars.map((bar) => bar.period)).size, bars.length)
      bars.slice(1).forEach((bar, i) => {
        assert.equal(Date.parse(bar.start) - Date.parse(bars[i]!.end), 86_400_000)
      })
    }),
    { numRuns: 60 },
  )
})

test('the curve may begin before the first case and end after the last', () => {
  const bars = epidemicCurve([{ date: '2021-05-06', cases: 1 }], { gaps: 'zero', from: '2021-05-05', to: '2021-05-07' })
  assert.deepEqual(
    bars.map((bar) => bar.cases),
    [0, 1, 0],
  )
  assert.deepEqual(epidemicCurve([], { gaps: 'zero' }), [])
  assert.equal(epidemicCurve([], { gaps: 'unknown', from: '2021-05-05', to: '2021-05-07' })[0]!.cases, null)
})

test('what is no day of the calendar or no count is refused', () => {
  assert.throws(() => epidemicCurve([{ date: '2021-02-29', cases: 1 }], { gaps: 'zero' }), /date must be a day/)
  assert.throws(() => epidemicCurve([{ date: '2021-02-28', cases: -1 }], { gaps: 'zero' }), /not negative: -1 on 2021-02-28/)
})
