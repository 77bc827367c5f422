import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { discretiseSerialInterval } from './discretise-serial-interval.ts'

const sets = [
  ['Flu1918', 2.596, 1.5345],
  ['Flu2009', 2.596, 1.5345],
  ['flu_2009_NYC_school', 2.7, 1.1],
  ['mers_2014_15', 6.8, 4.1],
] as const

for (const [name, mean, sd] of sets)
  test(`${name}: the weights of the days are those of EpiEstim`, (t) => {
    const path = new URL(`data/epi/rt/${name}_si_parametric_discretised.csv`, shared)
    if (!existsSync(path)) return t.skip(`shared reference data is absent: ${path}`)
    const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true })
    const weights = discretiseSerialInterval(mean, sd, rows.length)
    assert.ok(rows.length > 10)
    for (const { k, w } of rows) assert.ok(Math.abs(weights[Number(k)]! - Number(w)) < 1e-12, `${k} days`)
  })

test('single weights are those of EpiEstim, also where nearly everyone falls ill the next day', () => {
  const wanted = [0, 0.0565007868882051, 0.1780742743114282, 0.1854180058907666, 0.1557344076270766]
  discretiseSerialInterval(4.7, 2.9, 5).forEach((w, k) => {
    assert.ok(Math.abs(w - wanted[k]!) < 1e-14)
  })
  const close = [0, 0.9732028617017727, 0.01708821957343119, 0.004536389483296479]
  discretiseSerialInterval(1.05, 0.4, 4).forEach((w, k) => {
    assert.ok(Math.abs(w - close[k]!) < 1e-13)
  })
})

test('the weights are a distribution with the mean that was asked for, none on day 0', () => {
  const inputs = fc.record({
    mean: fc.double({ min: 1.5, max: 15, noNaN: true }),
    sd: fc.double({ min: 0.2, max: 8, noNaN: true }),
  })
  fc.assert(
    fc.property(inputs, ({ mean, sd }) => {
      const weights = discretiseSerialInterval(mean, sd, 4000)
      const sum = weights.reduce((a, w) => a + w, 0)
      const found = weights.reduce((a, w, k) => a + k * w, 0)
      return weights[0] === 0 && weights.every((w) => w >= 0) && Math.abs(sum - 1) < 1e-6 && Math.abs(found - mean) < 1e-3
    }),
    { numRuns: 100 },
  )
})

test('more days add weights and change none', () => {
  const short = discretiseSerialInterval(5, 3, 10)
  assert.deepEqual([...discretiseSerialInterval(5, 3, 40).slice(0, 10)], [...short])
})

test('a mean of one day or less has no shifted gamma', () => {
  assert.throws(() => discretiseSerialInterval(1, 1, 10), /mean must be above 1 day: 1/)
  assert.throws(() => discretiseSerialInterval(5, 0, 10), /sd must be above 0 days/)
  assert.throws(() => discretiseSerialInterval(5, 2, 0), /days must be a whole number/)
})
