import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadPacks } from './policy.packs.ts'
import { decideF0Release, type F0Facts, type F0Result, packInForce } from './policy.rules.ts'

const packs = loadPacks()
const on = (day: string) => packInForce(packs, { disease: 'covid19', provinceCode: '30', day })
const pcr = (day: string, ct: number | null = null): F0Result => ({
  sampledAt: `${day}T08:00:00+07:00`,
  method: 'pcr',
  outcome: ct === null ? 'negative' : 'positive',
  ct,
})
const facts = (over: Partial<F0Facts>): F0Facts => ({
  firstPositiveSampleOn: '2021-02-10',
  symptomatic: true,
  vaccinated: null,
  place: 'facility',
  lastSymptomOn: '2021-02-15',
  lastFeverOn: '2021-02-15',
  clinicallyWell: true,
  results: [],
  ...over,
})
const unmet = (f: F0Facts, day: string) => {
  const d = decideF0Release(on(day), f, day)
  return d.ok ? [] : d.unmet.map((u) => u.rule)
}

test('in February 2021 an F0 needs three PCR negatives a day apart, three days without fever, and the doctor', () => {
  const three = [pcr('2021-02-20'), pcr('2021-02-22'), pcr('2021-02-24')]
  const d = decideF0Release(on('2021-02-25'), facts({ results: three }), '2021-02-25')
  assert.equal(d.ok && d.watchUntilOn, '2021-03-11')
  assert.equal(d.ok && d.unconfirmed, false)
  assert.deepEqual(unmet(facts({ results: three.slice(1) }), '2021-02-25'), ['negatives'])
  assert.deepEqual(unmet(facts({ results: three, lastFeverOn: '2021-02-23', clinicallyWell: null }), '2021-02-25'), [
    'fever-free-days',
    'clinically-well',
  ])
})

test('a positive between negatives starts the count again, and samples too near each other count once', () => {
  assert.deepEqual(
    unmet(facts({ results: [pcr('2021-02-20'), pcr('2021-02-21'), pcr('2021-02-22', 25), pcr('2021-02-23')] }), '2021-02-25'),
    ['negatives'],
  )
  const near = { ...pcr('2021-02-24'), sampledAt: '2021-02-24T20:00:00+07:00' }
  assert.deepEqual(unmet(facts({ results: [pcr('2021-02-23'), pcr('2021-02-24'), near] }), '2021-02-25'), ['negatives'])
})

test('QĐ 3416: day 10, ten days without symptoms, two PCR negative or Ct from 30, the last within 24 hours', () => {
  const f = (over: Partial<F0Facts>) =>
    facts({ firstPositiveSampleOn: '2021-08-01', lastSymptomOn: null, lastFeverOn: null, ...over })
  assert.deepEqual(unmet(f({ results: [pcr('2021-08-09'), pcr('2021-08-10', 30)] }), '2021-08-11'), [])
  assert.deepEqual(unmet(f({ results: [pcr('2021-08-09'), pcr('2021-08-10', 29.9)] }), '2021-08-11'), ['negatives'])
  assert.deepEqual(unmet(f({ results: [pcr('2021-08-08'), pcr('2021-08-09')] }), '2021-08-11'), ['last-sample'])
  assert.deepEqual(unmet(f({ results: [pcr('2021-08-08'), pcr('2021-08-09')] }), '2021-08-10'), ['days-since-positive'])
  assert.deepEqual(unmet(f({ results: [pcr('2021-08-09'), pcr('2021-08-10')], lastSymptomOn: '2021-08-05' }), '2021-08-11'), [
    'symptom-free-days',
  ])
  const hour = f({ results: [pcr('2021-08-09'), pcr('2021-08-10')], releaseAt: '2021-08-11T08:30:00+07:00' })
  assert.deepEqual(unmet(hour, '2021-08-11'), ['last-sample'])
})

test('an unmet rule is told in both languages with what is needed, what there is, and its source', () => {
  const d = decideF0Release(on('2021-08-11'), facts({ firstPositiveSampleOn: '2021-08-05', lastSymptomOn: null }), '2021-08-11')
  assert.equal(d.ok, false)
  const first = d.ok ? undefined : d.unmet.find((u) => u.rule === 'days-since-positive')
  assert.deepEqual([first?.needed, first?.have], ['10', '6'])
  assert.equal(first?.vi, 'Chưa đủ 10 ngày từ mẫu dương tính')
  assert.match(first?.source.vi ?? '', /^QĐ 3416\/QĐ-BYT/)
})

test('a rule whose figure is not known releases no one by itself, and says that a person decides', () => {
  const d = decideF0Release(
    on('2022-03-01'),
    facts({ firstPositiveSampleOn: '2022-01-01', results: [pcr('2022-02-28')] }),
    '2022-03-01',
  )
  assert.match(d.ok ? '' : d.unmet[0]!.vi, /Chưa có số liệu của quy định; người có thẩm quyền quyết định/)
})

test('a case at home in 2022 goes after 7 days with a negative antigen test, later without', () => {
  const home = (over: Partial<F0Facts>) => facts({ firstPositiveSampleOn: '2022-02-21', place: 'home', ...over })
  const antigen: F0Result = { sampledAt: '2022-02-28T08:00:00+07:00', method: 'antigen', outcome: 'negative', ct: null }
  assert.deepEqual(unmet(home({ results: [antigen] }), '2022-02-28'), [])
  assert.deepEqual(unmet(home({ vaccinated: true }), '2022-02-28').length, 1)
  assert.deepEqual(unmet(home({ vaccinated: true }), '2022-03-03'), [])
  assert.deepEqual(unmet(home({ vaccinated: null }), '2022-03-03').length, 1)
  assert.deepEqual(unmet(home({ vaccinated: null }), '2022-03-07'), [])
})

test('with no pack in force no F0 is released', () => {
  assert.deepEqual(unmet(facts({}), '2020-03-01'), ['no-rule'])
})

test('the order of results changes nothing, and results after the release day are not known', () => {
  const result = fc.record({ n: fc.integer({ min: 1, max: 28 }), ct: fc.constantFrom(null, 25, 31) })
  fc.assert(
    fc.property(fc.uniqueArray(result, { selector: (r) => r.n, maxLength: 8 }), fc.integer({ min: 1, max: 28 }), (raw, dayOf) => {
      const day = `2021-08-${String(dayOf).padStart(2, '0')}`
      const results = raw.map((r) => pcr(`2021-08-${String(r.n).padStart(2, '0')}`, r.ct))
      const f = facts({ firstPositiveSampleOn: '2021-08-01', lastSymptomOn: null, results })
      const d = decideF0Release(on(day), f, day)
      assert.deepEqual(decideF0Release(on(day), { ...f, results: [...results].reverse() }, day), d)
      const known = results.filter((r) => r.sampledAt.slice(0, 10) <= day)
      assert.deepEqual(decideF0Release(on(day), { ...f, results: known }, day), d)
    }),
  )
})
