import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { coverage } from './coverage.ts'
import { forecast } from './forecast.ts'
import { logWis } from './log-wis.ts'
import { wis } from './wis.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
type Row = Record<string, string>
const levels = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]

test('seventeen Vietnamese provinces and Ho Chi Minh City in 2021: better than the hub baseline and honest', (t) => {
  if (!existsSync(path('forecast/vnexpress_weekly_baseline_forecasts.csv')))
    return t.skip('shared reference data is absent: vnexpress forecasts')
  const series: Row[] = parse(readFileSync(path('vietnam/vnexpress_province_daily_wide.csv')), { columns: true })
  const reference: Row[] = parse(readFileSync(path('forecast/vnexpress_weekly_baseline_forecasts.csv')), { columns: true })
  const made = new Map<string, (number[] | null)[]>()
  for (const week of [1, 2]) {
    const goal = week === 1 ? 0.85 : 0.9
    let [own, hub, ownLog, walkLog] = [0, 0, 0, 0]
    const scored: { quantiles: number[]; observed: number }[] = []
    for (const row of reference.filter((one) => Number(one.horizon_weeks) === week)) {
      const observed = Number(row.observed)
      if (row.model === 'log_random_walk') {
        const walk = levels.map((level) => Number(row[`q${level}`]))
        walkLog += logWis(levels, walk, observed)
      }
      if (row.model !== 'hub_baseline') continue
      const key = `${row.province} ${row.origin}`
      if (!made.has(key)) {
        const known = series.slice(0, series.findIndex((day) => day.date === row.origin) + 1)
        const found = forecast(known.map((day) => Number(day[row.province!])))
        made.set(
          key,
          found.weeks.map((one) => one.quantiles),
        )
      }
      const quantiles = made.get(key)![week - 1]!
      own += wis(levels, quantiles, observed)
      ownLog += logWis(levels, quantiles, observed)
      hub += Number(row.wis)
      scored.push({ quantiles, observed })
    }
    assert.equal(scored.length, 245)
    assert.ok(own / hub < goal, `week ${week}: WIS ${own / hub} of the hub's`)
    assert.ok(ownLog / walkLog < 0.96, `week ${week}: log-WIS ${ownLog / walkLog} of the random walk's`)
    const [half, most] = [coverage(levels, scored, 0.5)!, coverage(levels, scored, 0.95)!]
    assert.ok(half >= 0.4 && half <= 0.6, `week ${week}: 50 % interval held ${half}`)
    assert.ok(most >= 0.88 && most <= 0.99, `week ${week}: 95 % interval held ${most}`)
  }
})

const wave = Array.from({ length: 70 }, (_, i) => Math.round(200 * Math.exp(0.04 * (i - 69)) * (1 + 0.2 * Math.sin(i * 1.7))))
const quantilesOf = (counts: readonly (number | null)[]) => forecast(counts).weeks.map((week) => week.quantiles!)

test('quantiles rise, are at least 0, and are the same each time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: -3, max: 5000 }), { freq: 9 }), { minLength: 14, maxLength: 120 }),
      (counts) => {
        const found = forecast(counts)
        assert.deepEqual(forecast(counts), found)
        for (const { quantiles } of found.weeks) {
          if (quantiles === null) continue
          assert.ok(quantiles.every((q, k) => Number.isFinite(q) && q >= 0 && (k === 0 || q >= quantiles[k - 1]!)))
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('twice the cases make about twice the forecast', () => {
  const [once, twice] = [quantilesOf(wave), quantilesOf(wave.map((count) => 2 * count))]
  once.forEach((quantiles, week) => {
    assert.ok(Math.abs(twice[week]![4]! / quantiles[4]! - 2) < 0.2)
    for (const k of [1, 7]) assert.ok(twice[week]![k]! / quantiles[k]! > 1.6 && twice[week]![k]! / quantiles[k]! < 2.4)
  })
})

test('a growing series is forecast to grow less and less, a falling one to fall', () => {
  const week = wave.slice(-7).reduce((sum, x) => sum + x, 0)
  const [first, second] = quantilesOf(wave)
  assert.ok(first![4]! > 1.05 * week && first![4]! < 1.45 * week)
  assert.ok(second![4]! > first![4]! && second![4]! / first![4]! < first![4]! / week)
  const fallen = wave.slice(0, 7).reduce((sum, x) => sum + x, 0)
  assert.ok(quantilesOf(wave.toReversed())[0]![4]! < fallen)
  assert.ok(second![8]! - second![0]! > first![8]! - first![0]!, 'two weeks ahead is less sure than one')
})

test('days that no one has reported yet are not taken for an end of the outbreak, and are said', () => {
  const late = [...wave.slice(0, -2), 0, 0]
  const found = forecast(late)
  assert.ok(found.notes.some((note) => note.code === 'last-days'))
  assert.ok(found.weeks[0]!.quantiles![4]! > 0.7 * quantilesOf(wave)[0]![4]!)
})

test('unknown days, corrections and slips of the pen move the forecast little, and are said', () => {
  const straight = quantilesOf(wave)[0]![4]!
  const dirty: (number | null)[] = [...wave]
  dirty[50] = null
  dirty[58] = -20
  dirty[40] = 151919
  const found = forecast(dirty)
  assert.ok(Math.abs(found.weeks[0]!.quantiles![4]! / straight - 1) < 0.15)
  assert.deepEqual(new Set(found.notes.map((note) => note.code)), new Set(['unknown-days', 'spike', 'negative']))
})

test('too little is said to be too little', () => {
  const found = forecast(wave.slice(0, 10))
  assert.ok(found.weeks.every((week) => week.quantiles === null))
  assert.ok(found.notes.some((note) => note.code === 'short'))
  const few = forecast(Array<number>(60).fill(0))
  assert.ok(few.weeks[0]!.quantiles![4]! < 2)
  assert.ok(few.notes.some((note) => note.code === 'few'))
})

test('what cannot be forecast is refused', () => {
  assert.throws(() => forecast(wave, { weeks: 3 }), RangeError)
  assert.throws(() => forecast([...wave, Number.NaN]), RangeError)
  assert.throws(() => forecast(wave, { levels: [0.5, 0.25] }), RangeError)
})
