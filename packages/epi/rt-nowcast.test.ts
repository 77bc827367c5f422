import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RT_QUANTILES, rt } from './rt.ts'
import { rtNowcast } from './rt-nowcast.ts'

const DELAY = [0.1, 0.2, 0.25, 0.2, 0.15, 0.1]
const si = { mean: 4.7, sd: 2.9 }

/** An outbreak of which each day's cases are reported after 0 … 5 days in the same shares, give or take; seen on its last day. */
function outbreak(growth: number, days = 60) {
  const truth = Array.from({ length: days }, (_, t) => Math.round(2000 * Math.exp(growth * t)))
  const rows = truth.map((n, t) =>
    DELAY.map((share, d): number | null => (t + d < days ? Math.round(n * share * (1 + 0.1 * Math.sin(3 * t + d))) : null)),
  )
  const reported = rows.map((row) => row.reduce<number>((sum, n) => sum + (n ?? 0), 0))
  return { truth, rows, reported, none: truth.map(() => 0) }
}

test('a steady outbreak whose last days are reported late does not look as if it were ending', () => {
  const { truth, rows, reported, none } = outbreak(0)
  const raw = rt({ local: reported, imported: none }, { si }).at(-1)!
  const { rows: found, unusable } = rtNowcast({ local: reported, imported: none }, rows, { si })
  const last = found.at(-1)!
  const real = rt({ cases: truth }, { si }).at(-1)!
  assert.equal(unusable, null)
  assert.ok(raw.quantiles!.at(-1)! < 0.8, `what is reported says R ${raw.mean}`)
  assert.ok(Math.abs(last.mean! / real.mean! - 1) < 0.05, `${last.mean} of ${real.mean}`)
  assert.ok(last.quantiles![0]! < real.mean! && real.mean! < last.quantiles!.at(-1)!)
  assert.ok(last.sd! > real.sd!, 'it is less sure than if everything were known')
})

test('a true rise and a true fall are still seen', () => {
  for (const growth of [0.05, -0.05]) {
    const { truth, rows, reported, none } = outbreak(growth)
    const last = rtNowcast({ local: reported, imported: none }, rows, { si }).rows.at(-1)!
    const real = rt({ cases: truth }, { si }).at(-1)!
    assert.ok(Math.abs(last.mean! / real.mean! - 1) < 0.08, `${growth}: ${last.mean} of ${real.mean}`)
  }
})

test('quantiles rise, imported cases keep their share, and the triangle may begin later than the series', () => {
  const { rows, reported } = outbreak(0.02)
  const incidence = { local: reported.map((n) => n - Math.round(n / 4)), imported: reported.map((n) => Math.round(n / 4)) }
  const whole = rtNowcast(incidence, rows, { si })
  assert.deepEqual(rtNowcast(incidence, rows.slice(20), { si }).rows, whole.rows, 'the delays are those of the last days')
  for (const { quantiles } of whole.rows) {
    assert.equal(quantiles!.length, RT_QUANTILES.length)
    assert.ok(quantiles!.every((q, i) => i === 0 || q >= quantiles![i - 1]!))
  }
  const alone = rtNowcast({ local: reported, imported: reported.map(() => 0) }, rows, { si })
  assert.ok(whole.rows.at(-1)!.mean! < 0.85 * alone.rows.at(-1)!.mean!)
})

test('too short a past and shifting delays give no figure, and say which', () => {
  const { rows, reported, none } = outbreak(0, 6)
  assert.deepEqual(rtNowcast({ local: reported, imported: none }, rows, { si }), { rows: [], unusable: 'short' })
  assert.deepEqual(rtNowcast({ local: [], imported: [] }, [], { si }), { rows: [], unusable: 'short' })
  // late for weeks, then all at once
  const turned = Array.from({ length: 40 }, (_, t) =>
    Array.from({ length: 9 }, (_, d): number | null =>
      t + d >= 40 ? null : t > 30 ? (d === 0 ? 40 : 0) : d === 8 ? 36 : d === 0 ? 4 : 0,
    ),
  )
  const local = turned.map((row) => row.reduce<number>((sum, n) => sum + (n ?? 0), 0))
  assert.equal(rtNowcast({ local, imported: local.map(() => 0) }, turned, { si }).unusable, 'shifting')
  assert.throws(() => rtNowcast({ local: [1], imported: [0] }, rows, { si }), RangeError)
})
