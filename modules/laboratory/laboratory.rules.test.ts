import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PackInForce } from '../policy/inforce.rules.ts'
import { packInForce } from '../policy/inforce.rules.ts'
import { loadPacks } from '../policy/policy.packs.ts'
import { confirmationsOwed, judgePositives, type Positive, sampleClock } from './laboratory.rules.ts'

const packs = loadPacks()
const on = (day: string): PackInForce | null => packInForce(packs, { disease: 'covid19', provinceCode: '30', day })
const nobody = { isF1: false, epiLink: false, symptomatic: false }
const positive = (resultId: string, sampledOn: string, method: Positive['method'] = 'pcr'): Positive => ({
  resultId,
  method,
  sampledOn,
  sampledAt: `${sampledOn}T03:00:00.000Z`,
  releasedAt: `${sampledOn}T09:00:00.000Z`,
})

test('a symptom is sampled in the hours that the pack allows, other tests in the hours of a sample', () => {
  assert.equal(sampleClock(on('2021-02-23'), 'symptom')?.packCode, 'hai-duong-covid19-2021-02-22-tb95')
  assert.equal(sampleClock(on('2021-02-23'), 'symptom')?.hours, 4)
  assert.equal(sampleClock(on('2021-02-23'), 'F1')?.packCode, 'product-covid19')
})

test('with no pack in force no clock is made up', () => {
  assert.equal(sampleClock(on('2024-01-01'), 'symptom'), null)
})

test('an antigen positive alone stays a suspect in February 2021, and a PCR positive confirms', () => {
  const both = judgePositives([positive('a', '2021-02-22', 'antigen'), positive('b', '2021-02-23')], nobody, on)
  assert.deepEqual([both.get('a'), both.get('b')], ['suspect', 'confirmed'])
  assert.equal(judgePositives([positive('s', '2021-02-22', 'serology')], nobody, on).get('s'), 'no')
})

test('only the earliest confirming positive makes the case, later ones follow it up', () => {
  const list = [positive('b', '2021-02-25'), positive('a', '2021-02-22')]
  const owed = confirmationsOwed(list, judgePositives(list, nobody, on), [])
  assert.deepEqual(
    owed.map((p) => p.resultId),
    ['a'],
  )
})

test('a confirmation that a person voided by hand is not made again by its result', () => {
  const list = [positive('a', '2021-02-22')]
  assert.deepEqual(
    confirmationsOwed(list, judgePositives(list, nobody, on), [{ resultId: 'a', day: '2021-02-22', voided: true }]),
    [],
  )
})

test('the order in which positives come does not change what they say', () => {
  const days = ['2021-02-20', '2021-02-21', '2021-02-22', '2021-02-23', '2022-01-05', '2022-01-06']
  const arb = fc.uniqueArray(
    fc.record({ id: fc.integer({ min: 0, max: 99 }), day: fc.constantFrom(...days), pcr: fc.boolean() }),
    { selector: (r) => r.id },
  )
  fc.assert(
    fc.property(arb, fc.integer(), (rows, turn) => {
      const list = rows.map((r) => positive(`r${r.id}`, r.day, r.pcr ? 'pcr' : 'antigen'))
      const other = list.map((_, i) => list[(i * 7 + Math.abs(turn)) % list.length]!).filter((p, i, all) => all.indexOf(p) === i)
      const whole = [...new Set([...other, ...list])]
      const [a, b] = [judgePositives(list, nobody, on), judgePositives(whole, nobody, on)]
      assert.deepEqual(new Map([...a].sort()), new Map([...b].sort()))
      assert.deepEqual(confirmationsOwed(list, a, []), confirmationsOwed(whole, b, []))
    }),
  )
})
