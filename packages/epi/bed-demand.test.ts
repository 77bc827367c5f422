import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { shared as reference } from '../../test/shared.ts'
import { type BedTier, bedDemand } from './bed-demand.ts'

const shared = new URL('data/epi/simulation/', reference)

test('admissions and beds of Bac Giang 2021 are those of the reference', (t) => {
  if (!existsSync(new URL('beds_meta.json', shared))) return t.skip('shared reference data is absent: simulation/beds_meta.json')
  const meta = JSON.parse(readFileSync(new URL('beds_meta.json', shared), 'utf8'))
  const rows = readFileSync(new URL('beds_reference.csv', shared), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').slice(1).map(Number) as [number, number, number])
  const tier = { name: 'bed', fraction: meta.hospital_fraction, delay: meta.delay_gamma, stay: meta.los_gamma }
  bedDemand(
    rows.map(([cases]) => cases),
    tier,
  ).forEach((day, i) => {
    assert.ok(Math.abs(day.admissions - rows[i]![1]) < 1e-8)
    assert.ok(Math.abs(day.occupied - rows[i]![2]) < 1e-7)
  })
})

test('worked by hand: half of the cases come the next day and stay two days', () => {
  const tier: BedTier = { name: 'bed', fraction: 0.5, delay: { probabilities: [0, 1] }, stay: { probabilities: [0, 0, 1] } }
  const days = bedDemand([10, 0, 4, 0, 0, 0], tier)
  assert.deepEqual(
    days.map((day) => day.admissions),
    [0, 5, 0, 2, 0, 0],
  )
  assert.deepEqual(
    // the day of admission, the next, and the day that ends the stay
    days.map((day) => day.occupied),
    [0, 5, 5, 7, 2, 2],
  )
})

const tier: BedTier = { name: 'bed', fraction: 0.12, delay: { mean: 6, sd: 3 }, stay: { mean: 11, sd: 6 } }
const cases = fc.array(fc.nat(1000), { minLength: 1, maxLength: 80 })

test('twice the cases need twice the beds; a later start needs them later; two waves add up', () => {
  fc.assert(
    fc.property(cases, cases, fc.nat(10), (a, b, shift) => {
      const once = bedDemand(a, tier)
      const twice = bedDemand(
        a.map((each) => 2 * each),
        tier,
      )
      const later = bedDemand([...new Array(shift).fill(0), ...a], tier)
      const both = bedDemand(
        a.map((each, i) => each + (b[i] ?? 0)),
        tier,
      )
      const other = bedDemand(
        a.map((_, i) => b[i] ?? 0),
        tier,
      )
      once.forEach((day, i) => {
        assert.ok(Math.abs(twice[i]!.occupied - 2 * day.occupied) < 1e-9)
        assert.ok(Math.abs(later[i + shift]!.occupied - day.occupied) < 1e-9)
        assert.ok(Math.abs(both[i]!.occupied - day.occupied - other[i]!.occupied) < 1e-9)
      })
    }),
  )
})

test('in the end everyone admitted has stayed the mean stay plus the part of a day', () => {
  const days = bedDemand([1000, ...new Array(200).fill(0)], tier)
  const admitted = days.reduce((sum, day) => sum + day.admissions, 0)
  assert.ok(Math.abs(admitted - 120) < 1e-6)
  // whole days (F(k+1) − F(k) lies half a day below the gamma) and the day that ends the stay
  const beds = days.reduce((sum, day) => sum + day.occupied, 0)
  assert.ok(Math.abs(beds / 120 - (11 - 0.5 + 1)) < 0.01, String(beds / 120))
})

test('an impossible parameter is named', () => {
  assert.deepEqual(bedDemand([], tier), [])
  assert.throws(() => bedDemand([1, -1], tier), /cases must.*day 1/)
  assert.throws(() => bedDemand([1], { ...tier, fraction: 1.5 }), /fraction must/)
  assert.throws(() => bedDemand([1], { ...tier, delay: { mean: 0, sd: 1 } }), /delay.mean must/)
  assert.throws(() => bedDemand([1], { ...tier, stay: { mean: 5, sd: 0 } }), /stay.sd must/)
  assert.throws(() => bedDemand([1], { ...tier, stay: { probabilities: [0.5, 0.6] } }), /stay.probabilities must/)
})
