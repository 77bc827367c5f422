import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SeirParameters } from './seir.parameters.ts'
import { seir } from './seir.ts'
import { seirStochastic } from './seir-stochastic.ts'

const plain: SeirParameters = {
  N: 1_000_000,
  R0: 2.5,
  lat: 3,
  inf: 5,
  I0: 2000,
  days: 120,
  mult: [
    [20, 0.6],
    [50, 1],
  ],
}
const everything: SeirParameters = {
  ...plain,
  mult: [[15, 0.7]],
  vaccination: { from: 5, dosesPerDay: 8000, efficacy: 0.8, delay: 10, uptake: 0.7 },
  testing: { from: 10, rate: 0.2, capacityPerDay: 20_000, testsPerCase: 5, effect: 0.9 },
  tracing: { from: 20, share: 0.5, contactsPerCase: 10, capacityPerDay: 20_000 },
}

test('in a large population the mean of many runs is the deterministic course', () => {
  for (const parameters of [plain, everything]) {
    const expected = seir(parameters)
    const { days } = seirStochastic(parameters, { seed: 11, runs: 40 })
    for (const day of [5, 20, 40, 60, 90, 120])
      for (const name of ['S', 'E', 'I', 'R', 'V', 'isolated', 'infections', 'detected', 'doses'] as const) {
        const [found, wanted] = [days[day]![name].mean, expected[day]![name]]
        assert.ok(Math.abs(found - wanted) < 0.015 * wanted + 20, `day ${day} ${name}: ${found} for ${wanted}`)
      }
  }
})

test('from one case an outbreak dies out about once in R, and 100 runs show it', () => {
  const { eachRun } = seirStochastic({ N: 5000, R0: 2, lat: 3, inf: 5, I0: 1, days: 300 }, { seed: 4, runs: 400 })
  const small = eachRun.filter((run) => run.infections < 500).length / 400
  assert.ok(Math.abs(small - 0.5) < 0.08, String(small))
})

test('the same seed gives the same figures, another seed others, and more runs begin with the same ones', () => {
  const p = { N: 5000, R0: 2, lat: 3, inf: 5, I0: 5, days: 60 }
  const once = seirStochastic(p, { seed: 1 })
  assert.equal(once.runs, 100)
  assert.deepEqual(seirStochastic(p, { seed: 1 }), once)
  assert.notDeepEqual(seirStochastic(p, { seed: 2 }).eachRun, once.eachRun)
  assert.deepEqual(seirStochastic(p, { seed: 1, runs: 7 }).eachRun, once.eachRun.slice(0, 7))
})

test('nobody is lost, people are whole, and quantiles rise', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 20, max: 3000 }),
      fc.double({ min: 0, max: 6, noNaN: true }),
      fc.nat(30),
      fc.nat(400),
      (seed, N, R0, delay, capacity) => {
        const p: SeirParameters = {
          ...{ N, R0, lat: 2, inf: 4, I0: 3, E0: 2, immune: 5, days: 40 },
          vaccination: { from: 3, dosesPerDay: capacity / 7, efficacy: 0.7, delay, uptake: 0.8 },
          testing: { from: 5, rate: 0.5, capacityPerDay: capacity, testsPerCase: 3 },
          tracing: { from: 8, share: 0.6, contactsPerCase: 4, capacityPerDay: capacity },
        }
        const { days } = seirStochastic(p, { seed, runs: 1, quantiles: [0.5] })
        for (const day of days) {
          const at = (name: 'S' | 'E' | 'I' | 'R' | 'V' | 'isolated' | 'doses') => day[name].quantiles[0]!
          assert.equal(at('S') + at('E') + at('I') + at('R') + at('V'), N)
          for (const name of ['S', 'E', 'I', 'R', 'V', 'isolated', 'doses'] as const)
            assert.ok(at(name) >= 0 && Number.isInteger(at(name)))
          assert.ok(at('doses') <= 0.8 * N)
        }
        const bands = seirStochastic(p, { seed, runs: 20 }).days.at(-1)!.I.quantiles
        assert.deepEqual(
          bands,
          bands.toSorted((a, b) => a - b),
        )
      },
    ),
    { numRuns: 40 },
  )
})

test('found cases never exceed the tests there are', () => {
  const p = { ...everything, tracing: undefined, testing: { from: 0, rate: 5, capacityPerDay: 100, testsPerCase: 10 } }
  const { days } = seirStochastic(p, { seed: 3, runs: 10, quantiles: [1] })
  for (const { day, detected } of days) assert.ok(detected.quantiles[0]! <= 10 * day)
})

test('an impossible option is named', () => {
  assert.throws(() => seirStochastic(plain, { seed: -1 }), /seed must/)
  assert.throws(() => seirStochastic(plain, { seed: 1, runs: 0 }), /runs must/)
  assert.throws(() => seirStochastic(plain, { seed: 1, quantiles: [2] }), /quantiles must/)
  assert.throws(() => seirStochastic({ ...plain, N: 10.5, I0: 1 }, { seed: 1 }), /N must/)
})
