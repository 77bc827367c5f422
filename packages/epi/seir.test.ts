import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { shared as reference } from '../../test/shared.ts'
import { finalSize } from './final-size.ts'
import type { SeirParameters } from './seir.parameters.ts'
import { seir } from './seir.ts'
import { seirGrowth } from './seir-growth.ts'

const shared = new URL('data/epi/simulation/', reference)

type Meta = Record<string, { params: SeirParameters; peak_I: number; peak_day: number; final_R: number }>

test('the course by day is that of the reference, with and without measures', (t) => {
  if (!existsSync(new URL('seir_meta.json', shared))) return t.skip('shared reference data is absent: simulation/seir_meta.json')
  const meta: Meta = JSON.parse(readFileSync(new URL('seir_meta.json', shared), 'utf8'))
  for (const [name, { params, peak_I, peak_day, final_R }] of Object.entries(meta)) {
    const days = seir(params)
    const lines = readFileSync(new URL(`seir_${name}.csv`, shared), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    assert.equal(days.length, lines.length)
    for (const line of lines) {
      const [day, ...expected] = line.split(',').map(Number)
      const found = days[day!]!
      // the file has six decimals
      for (const [i, value] of [found.S, found.E, found.I, found.R].entries())
        assert.ok(Math.abs(value - expected[i]!) <= 1e-6 * expected[i]! + 6e-7, `${name} day ${day}: ${value} ${expected[i]}`)
    }
    const peak = days.reduce((most, day) => (day.I > most.I ? day : most))
    assert.equal(peak.day, peak_day)
    assert.ok(Math.abs(peak.I / peak_I - 1) < 1e-7)
    assert.ok(Math.abs(days.at(-1)!.R / final_R - 1) < 1e-8)
  }
})

test('growth and final size of the course are those of theory', () => {
  const days = seir({ N: 1e8, R0: 1.8, lat: 3, inf: 5, I0: 1, days: 1000 })
  const growth = Math.log(days[60]!.I / days[40]!.I) / 20
  assert.ok(Math.abs(growth / seirGrowth(1.8, 3, 5) - 1) < 1e-3)
  assert.ok(Math.abs(days.at(-1)!.R / 1e8 / finalSize(1.8) - 1) < 1e-3)
})

test('a measure counts from its day, also within a day, and replaces the one before', () => {
  const base = { N: 1e6, R0: 2, lat: 3, inf: 5, I0: 100, days: 60 }
  const late = seir({ ...base, mult: [[30, 0.5]] })
  assert.deepEqual(late[30], seir(base)[30])
  assert.ok(late[31]!.infections < seir(base)[31]!.infections)
  const twice = seir({
    ...base,
    mult: [
      [40, 1],
      [20, 0.5],
    ],
  })
  const atOnce = seir({
    ...base,
    mult: [
      [20, 0.5],
      [40, 1],
    ],
  })
  assert.deepEqual(twice, atOnce)
  const half = seir({ ...base, mult: [[29.5, 0.5]] })[40]!.infections
  assert.ok(half < late[40]!.infections && half > seir({ ...base, mult: [[29, 0.5]] })[40]!.infections)
})

test('a perfect vaccine given to all before the outbreak stops it; doses are spread over immune people too', () => {
  const base = { N: 10_000, R0: 3, lat: 3, inf: 5, I0: 1, days: 200 }
  const all = seir({ ...base, vaccination: { from: 0, dosesPerDay: 10_000, efficacy: 1, delay: 0 } })
  assert.ok(all.at(-1)!.infections < 1e-6)
  assert.ok(Math.abs(all[1]!.V - 9999) < 1e-6)
  const immune = seir({ ...base, R0: 0, immune: 5000, vaccination: { from: 0, dosesPerDay: 1000, efficacy: 0.8, delay: 7 } })
  assert.equal(immune[6]!.V, 0)
  assert.ok(Math.abs(immune[7]!.V - (1000 * 0.8 * 4999) / 10_000) < 1e-9)
  assert.equal(immune.at(-1)!.doses, 10_000)
})

test('isolation that finds people at once ends the outbreak; capacity limits what is found', () => {
  const base = { N: 1e6, R0: 2.5, lat: 3, inf: 5, I0: 1000, days: 100 }
  const fast = seir({ ...base, testing: { from: 0, rate: 10 } })
  assert.ok(fast.at(-1)!.I < 1e-3)
  const few = seir({ ...base, testing: { from: 0, rate: 10, capacityPerDay: 200, testsPerCase: 10 } })
  for (const day of few) assert.ok(day.detected <= 20 * day.day + 1e-6)
  const traced = seir({ ...base, testing: { from: 0, rate: 0.2 }, tracing: { from: 0, share: 0.5 } }).at(-1)!
  assert.ok(traced.infections < seir({ ...base, testing: { from: 0, rate: 0.2 } }).at(-1)!.infections)
})

const anyParameters = fc.record({
  N: fc.integer({ min: 2, max: 1_000_000 }),
  R0: fc.double({ min: 0, max: 8, noNaN: true }),
  lat: fc.double({ min: 0.2, max: 20, noNaN: true }),
  inf: fc.double({ min: 0.2, max: 20, noNaN: true }),
  I0: fc.integer({ min: 0, max: 2 }),
  days: fc.integer({ min: 0, max: 80 }),
  mult: fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.double({ min: 0, max: 2, noNaN: true })), { maxLength: 3 }),
  vaccination: fc.record({
    from: fc.nat(40),
    dosesPerDay: fc.nat(50_000),
    efficacy: fc.double({ min: 0, max: 1, noNaN: true }),
    delay: fc.nat(20),
    uptake: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  testing: fc.record({
    from: fc.nat(40),
    rate: fc.double({ min: 0, max: 3, noNaN: true }),
    capacityPerDay: fc.nat(5000),
    testsPerCase: fc.integer({ min: 1, max: 20 }),
    effect: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  tracing: fc.record({
    from: fc.nat(40),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    contactsPerCase: fc.integer({ min: 1, max: 50 }),
    capacityPerDay: fc.nat(5000),
  }),
})

test('nobody is lost and nobody is less than nobody, whatever is done', () => {
  fc.assert(
    fc.property(anyParameters, (p) => {
      let before = { infections: 0, detected: 0, doses: 0 }
      for (const day of seir(p)) {
        assert.ok(Math.abs(day.S + day.E + day.I + day.R + day.V - p.N) < 1e-6 * p.N)
        for (const value of Object.values(day)) assert.ok(value >= -1e-6, JSON.stringify(day))
        assert.ok(day.isolated <= day.E + day.I + 1e-6)
        assert.ok(
          day.infections >= before.infections - 1e-6 && day.detected >= before.detected - 1e-6 && day.doses >= before.doses,
        )
        before = day
      }
    }),
    { numRuns: 60 },
  )
})

test('a course in which nearly nobody is left ends like any other', () => {
  // found by chance, and only to the last digit: in a stage E and I cancel out to zero, and the traced would be zero parted by zero
  const last = seir({
    N: 606_933,
    R0: 2.026854498049226e-69,
    lat: 0.2000000000000003,
    inf: 0.5516360372573379,
    I0: 2,
    days: 78,
    mult: [
      [69, 9.954412148147365e-170],
      [63, 4.5363948740379964e-229],
      [25, 4.940523129887551e-173],
    ],
    testing: { from: 33, rate: 4.3468870542681415e-291, capacityPerDay: 858, testsPerCase: 14, effect: 3.022231724455941e-62 },
    tracing: { from: 34, share: 6.4e-323, contactsPerCase: 15, capacityPerDay: 251 },
  }).at(-1)!
  assert.ok(Math.abs(last.R - 2) < 1e-9 && last.I < 1e-9)
})

test('a course too fast to be followed is refused and does not run for ever', () => {
  const p = { N: 1e6, R0: 0.5, I0: 1, days: 3 }
  // a step that is no number; and more steps than a day is given
  for (const period of [1e-9, 1e-6])
    assert.throws(() => seir({ ...p, lat: period, inf: period }), /^RangeError: lat, inf, R0 and testing\.rate must/)
  assert.ok(seir({ ...p, lat: 1 / 86_400, inf: 1 / 86_400 }).at(-1)!.I < 1e-6, 'periods of a second are still followed')
})

test('twice the people and twice the start give twice everything', () => {
  const p = { N: 1e5, R0: 2.2, lat: 2, inf: 6, I0: 20, days: 120, mult: [[25, 0.7]] as [number, number][] }
  const once = seir(p)
  seir({ ...p, N: 2e5, I0: 40 }).forEach((day, i) => {
    assert.ok(Math.abs(day.S - 2 * once[i]!.S) < 1e-2 && Math.abs(day.I - 2 * once[i]!.I) < 1e-2)
  })
})

test('an impossible parameter is named', () => {
  const good = { N: 1000, R0: 2, lat: 3, inf: 5, I0: 1, days: 10 }
  assert.throws(() => seir({ ...good, N: 0 }), /^RangeError: N must/)
  assert.throws(() => seir({ ...good, inf: 0 }), /inf must/)
  assert.throws(() => seir({ ...good, I0: 2000 }), /I0 \+ E0 \+ immune must/)
  assert.throws(() => seir({ ...good, days: 1.5 }), /days must/)
  assert.throws(() => seir({ ...good, mult: [[3, -1]] }), /mult must/)
  assert.throws(() => seir({ ...good, tracing: { from: 0, share: 0.5 } }), /testing must/)
  assert.throws(() => seir({ ...good, vaccination: { from: 0, dosesPerDay: 1, efficacy: 1.2, delay: 0 } }), /efficacy must/)
})
