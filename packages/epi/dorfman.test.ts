import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { shared } from '../../test/shared.ts'
import { dorfman } from './dorfman.ts'

const fixed = new URL('data/epi/pooling/ref_bingroup_dorfman_fixed.csv', shared)

test('two people of whom one in two is infected: worked by hand', () => {
  const found = dorfman({ prevalence: 0.5, sensitivity: 1, specificity: 1 }, 2)
  assert.equal(found.expectedTests, 1 + 2 * 0.75)
  assert.equal(found.testsPerPerson, 1.25)
  assert.deepEqual([found.sensitivity, found.specificity, found.ppv, found.npv], [1, 1, 1, 1])
})

test('figures of a given pool size are those of binGroup', (t) => {
  if (!existsSync(fixed)) return t.skip('shared reference data is absent: pooling')
  const rows: Record<string, string>[] = parse(readFileSync(fixed), { columns: true })
  for (const row of rows) {
    const found = dorfman({ prevalence: +row.p!, sensitivity: +row.Se!, specificity: +row.Sp! }, +row.n!)
    assert.ok(Math.abs(found.expectedTests - +row.ET!) < 1e-6, `ET ${JSON.stringify(row)}`)
    assert.ok(Math.abs(found.testsPerPerson - +row.per_person!) < 1e-6)
    assert.ok(Math.abs(found.sensitivity - +row.PSe!) < 1e-6)
    assert.ok(Math.abs(found.specificity - +row.PSp!) < 1e-6)
  }
})

test('a pool of one is one test of one person', () => {
  const found = dorfman({ prevalence: 0.03, sensitivity: 0.9, specificity: 0.98 }, 1)
  assert.equal(found.testsPerPerson, 1)
  assert.equal(found.sensitivity, 0.9)
  assert.equal(found.specificity, 0.98)
})

test('shares stay shares, and more infection never means fewer tests', () => {
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true })
  fc.assert(
    fc.property(share, share, share, fc.integer({ min: 1, max: 100 }), (a, b, specificity, size) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      const sensitivity = Math.max(0.5, 1 - specificity / 2)
      const few = dorfman({ prevalence: low, sensitivity, specificity: Math.max(0.5, specificity) }, size)
      const many = dorfman({ prevalence: high, sensitivity, specificity: Math.max(0.5, specificity) }, size)
      assert.ok(many.expectedTests >= few.expectedTests - 1e-9)
      for (const value of [few.sensitivity, few.specificity, few.ppv!, few.npv!]) assert.ok(value >= 0 && value <= 1)
    }),
  )
})

test('figures that are no shares, and sizes that are no whole numbers, are refused by name', () => {
  const good = { prevalence: 0.1, sensitivity: 1, specificity: 1 }
  assert.throws(() => dorfman({ ...good, prevalence: 0 }, 5), /prevalence/)
  assert.throws(() => dorfman({ ...good, sensitivity: 1.1 }, 5), /sensitivity/)
  assert.throws(() => dorfman({ ...good, specificity: Number.NaN }, 5), /specificity/)
  assert.throws(() => dorfman(good, 2.5), /size/)
})
