import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { shared } from '../../test/shared.ts'
import { poolingDays } from './pooling-days.ts'

const anchor = new URL('data/epi/pooling/anchor_da_nang_2020.json', shared)

test('Đà Nẵng in August 2020: tests per person and tests saved within one percent', (t) => {
  if (!existsSync(anchor)) return t.skip('shared reference data is absent: pooling')
  const seen = JSON.parse(readFileSync(anchor, 'utf8'))
  const test = { prevalence: seen.infected / seen.people, sensitivity: 1, specificity: 1 }
  const found = poolingDays(test, seen.people, seen.pools, (seen.pools + seen.retest_samples) / seen.days)
  const near = (value: number, wanted: number) => assert.ok(Math.abs(value / wanted - 1) < 0.01, `${value} is not ${wanted}`)
  near(found.testsPerPerson, seen.tests_per_person)
  near(found.testsPerPerson, seen.dorfman_expected_tests_per_person_if_independent)
  near(found.saved, seen.tests_saved_percent / 100)
  assert.ok(Math.abs(found.days! - seen.days) <= 1)
  // infected people stood together in pools: fewer positive pools than if they had not
  assert.ok(found.positivePools > seen.positive_pools && found.positivePools <= seen.infected)
})

test('people are spread over the pools as evenly as can be', () => {
  const found = poolingDays({ prevalence: 0.01, sensitivity: 1, specificity: 1 }, 103, 10, 40)
  assert.deepEqual([found.size, found.small], [10, 7])
  assert.equal(found.daysAlone, 3)
  assert.equal(found.days, 1)
})

test('without a capacity there are no days; a pool for each person is testing alone', () => {
  const found = poolingDays({ prevalence: 0.01, sensitivity: 1, specificity: 1 }, 50, 50)
  assert.equal(found.days, null)
  assert.equal(found.expectedTests, 50)
  assert.equal(found.positivePools, 0)
})

test('more pools than people are refused', () => {
  assert.throws(() => poolingDays({ prevalence: 0.01, sensitivity: 1, specificity: 1 }, 5, 6), /pools/)
})
