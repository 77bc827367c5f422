import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { type PoolMethod, poolingOptimum } from './pooling-optimum.ts'
import { threeStage } from './three-stage.ts'

const optimal = new URL('data/epi/pooling/ref_bingroup_optimal.csv', shared)

test('the best plan and its figures are those of binGroup', (t) => {
  if (!existsSync(optimal)) return t.skip('shared reference data is absent: pooling')
  const rows: Record<string, string>[] = parse(readFileSync(optimal), { columns: true })
  assert.ok(rows.length >= 90)
  for (const row of rows) {
    const test = { prevalence: +row.p!, sensitivity: +row.Se!, specificity: +row.Sp! }
    const best = poolingOptimum(test, row.algorithm as PoolMethod)
    const size = Number(/(?:Stage1|Array\.dim)=(\d+)/.exec(row.config!)![1])
    const what = `${row.algorithm} p ${row.p} Se ${row.Se}`
    assert.equal(best.size, size, what)
    const figures = [best.expectedTests, best.testsPerPerson, best.sensitivity, best.specificity, best.ppv!, best.npv!]
    const wanted = [row.ET, row.value_tests_per_person, row.PSe, row.PSp, row.PPPV, row.PNPV]
    for (const [i, value] of figures.entries()) assert.ok(Math.abs(value - +wanted[i]!) < 1e-6, `${what} ${i}`)
    const groups = /Stage2=(.*)/.exec(row.config!)?.[1]
    if (groups) assert.equal(best.groups!.join('/'), groups, what)
  }
})

/** All ways to write n as a sum of two or more, largest first. */
function* cuts(n: number, most = n - 1): Generator<number[]> {
  if (n === 0) yield []
  for (let g = Math.min(n, most); g >= 1; g--) for (const rest of cuts(n - g, g)) yield [g, ...rest]
}

test('no way to cut a first pool is cheaper than the one found', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.4, noNaN: true }),
      fc.double({ min: 0.6, max: 1, noNaN: true }),
      fc.integer({ min: 3, max: 12 }),
      (prevalence, sensitivity, size) => {
        const test = { prevalence, sensitivity, specificity: 0.98 }
        const best = poolingOptimum(test, 'D3', { min: size, max: size })
        const least = Math.min(...[...cuts(size)].map((groups) => threeStage(test, groups).expectedTests))
        assert.ok(Math.abs(best.expectedTests - least) < 1e-9)
      },
    ),
    { numRuns: 30 },
  )
})

test('it says when a larger pool could be cheaper still', () => {
  const test = { prevalence: 0.001, sensitivity: 1, specificity: 1 }
  assert.equal(poolingOptimum(test, 'D2', { max: 10 }).atLimit, true)
  assert.equal(poolingOptimum(test, 'D2', { max: 60 }).size, 32)
  assert.equal(poolingOptimum(test, 'D2', { max: 60 }).atLimit, false)
})

test('a range that holds no size is refused', () => {
  assert.throws(() => poolingOptimum({ prevalence: 0.1, sensitivity: 1, specificity: 1 }, 'D3', { max: 2 }), RangeError)
  assert.throws(() => poolingOptimum({ prevalence: 0.1, sensitivity: 1, specificity: 1 }, 'D2', { min: 9, max: 5 }), RangeError)
})
