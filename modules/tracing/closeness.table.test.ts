import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCloseContact } from '../policy/closeness.rules.ts'
import { packInForce } from '../policy/inforce.rules.ts'
import { loadPacks } from '../policy/policy.packs.ts'
import { closenessBetween, meetingOfClass, needsOf } from './closeness.table.ts'
import { CLASSES, describeClass, KINDS } from './engine/classes.ts'

const packs = loadPacks()
const on = (day: string) => packInForce(packs, { disease: 'covid19', provinceCode: '30', day })
const DAYS = ['2020-03-25', '2020-08-10', '2021-02-22', '2021-08-01', '2022-01-05', '2022-05-01']

test('for every class of meetings and every length the table says what the rule itself says', () => {
  let counting = 0
  for (const day of DAYS) {
    const pack = on(day)
    const need = needsOf(pack)
    for (let c = 0; c < CLASSES; c++) {
      for (const minutes of [0, 1, 14, 15, 16, 600]) {
        const { counts } = isCloseContact(pack, meetingOfClass(describeClass(c), minutes))
        assert.equal(need[c]! >= 0 && minutes * 60 >= need[c]!, counts, `${day} ${JSON.stringify(describeClass(c))} ${minutes}`)
        if (counts) counting++
      }
    }
  }
  assert.ok(counting > 1000)
})

test('an F1 of a shift is not an F1 of a market, and two lines of one hall are not one', () => {
  const need = needsOf(on('2021-02-22'))
  const of = (kind: string, apart = false) =>
    need.filter(
      (_, c) => describeClass(c).kind === kind && describeClass(c).apart === apart && describeClass(c).rowsApart === null,
    )
  assert.ok(of('shift').every((n) => n === 0))
  assert.ok(of('market').every((n) => n === -1))
  assert.ok(of('shift', true).every((n) => n === -1))
})

test('where the rule changes between two days each holds for its own, and with none in force nobody is close', () => {
  const from = Date.parse('2021-12-27T12:00:00+07:00') / 1000
  const c = closenessBetween(on, from, from + 5 * 86_400)
  assert.deepEqual(c.from, [0, Date.parse('2021-12-29T00:00:00+07:00') / 1000])
  assert.deepEqual(c.need.subarray(0, CLASSES), needsOf(on('2021-12-28')))
  assert.deepEqual(c.need.subarray(CLASSES), needsOf(on('2021-12-29')))
  assert.ok(closenessBetween(() => null, from, from + 86_400).need.every((n) => n === -1))
  assert.equal(KINDS.length * 3 * 102, CLASSES)
})
