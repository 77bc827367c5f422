import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '@phaodai/text/dates.ts'
import fc from 'fast-check'
import { unknownStatus } from '../policy/holds.rules.ts'
import { packInForce } from '../policy/inforce.rules.ts'
import { loadPacks } from '../policy/policy.packs.ts'
import { owedButReleases, owedFor } from './owed.rules.ts'
import {
  type OrderFacts,
  type OwedLine,
  openOrder,
  type PersonFacts,
  type RulesOn,
  scheduleOf,
  stateOf,
  watchTests,
} from './quarantine.rules.ts'

const where = { disease: 'covid19' as const, provinceCode: '30' }
const rulesOf = (packs = loadPacks()): RulesOn => ({
  timeline: { packs, ...where },
  on: (day) => packInForce(packs, { ...where, day }),
})
const rules = rulesOf()
const at = (today: string, hour = '08') => ({ today, now: new Date(`${today}T${hour}:00:00+07:00`).toISOString() })

const person = (more: Partial<PersonFacts> = {}): PersonFacts => ({
  subjectId: 'a',
  communeId: 1,
  level: null,
  orders: [],
  tests: [],
  onsetOn: null,
  firstPositiveOn: null,
  endedOn: null,
  diedOn: null,
  reachedAt: null,
  sourceNegative: null,
  ...more,
})
const level = (of: 'F0' | 'F1' | 'F2', day: string) => ({
  level: of,
  sinceOn: day,
  arisenAt: at(day).now,
  lastExposedOn: day,
  kind: 'declared',
})
const order = (of: OrderFacts['level'], day: string, more: Partial<OrderFacts> = {}): OrderFacts => ({
  orderId: `${of} ${day}`,
  subjectId: 'a',
  communeId: 1,
  bodyId: 0,
  level: of,
  place: of === 'F2' ? 'home' : 'site',
  number: '1/QĐ-BCĐ',
  fromOn: day,
  issuedOn: day,
  issuedAt: at(day).now,
  lastExposureOn: day,
  personStatus: unknownStatus,
  packCode: '',
  revokedOn: null,
  releasedOn: null,
  ...more,
})
const kinds = (facts: PersonFacts, today: string, hour?: string) =>
  owedFor(facts, rules, at(today, hour)).map((l) => `${l.kind} ${l.state}`)

test('someone without a level or an order owes nothing', () => {
  assert.deepEqual(kinds(person(), '2021-02-22'), [])
})

test('an F1 owes an order within the hours in force, and is late after them; the default hours are marked unconfirmed', () => {
  const facts = person({ level: level('F1', '2021-02-22') })
  assert.deepEqual(kinds(facts, '2021-02-22', '13'), ['isolate due', 'call due'])
  assert.deepEqual(kinds(facts, '2021-02-22', '15'), ['isolate late', 'call due'])
  const [line] = owedFor(facts, rules, at('2021-02-22'))
  assert.equal(line?.unconfirmed, true)
  assert.match(line!.basis[0]!.source.vi, /chưa kiểm chứng/)
})

test('an F1 whose time to be held is over without an order owes none any more', () => {
  assert.deepEqual(kinds(person({ level: level('F1', '2021-02-22') }), '2021-03-08'), [])
})

test('an F1 released from this exposure owes no other order; a later exposure asks for one', () => {
  const served = order('F1', '2021-02-22', { releasedOn: '2021-03-08' })
  assert.deepEqual(kinds(person({ level: level('F1', '2021-02-22'), orders: [served] }), '2021-03-09'), [])
  assert.deepEqual(kinds(person({ level: level('F1', '2021-03-10'), orders: [served] }), '2021-03-10'), [
    'isolate due',
    'call due',
  ])
})

test('an order gives way to one of a higher level, and holds again when that one is revoked', () => {
  const f1 = order('F1', '2021-02-22')
  const f0 = order('F0', '2021-02-25')
  assert.equal(stateOf(f1, [f1, f0]), 'replaced')
  assert.equal(openOrder({ orders: [f1, f0] })?.level, 'F0')
  const undone = { ...f0, revokedOn: '2021-02-26' }
  assert.equal(stateOf(f1, [f1, undone]), 'open')
  assert.equal(openOrder({ orders: [f1, undone] })?.level, 'F1')
})

test('an order whose level is gone is for a person to revoke, and asks for nothing else', () => {
  assert.deepEqual(kinds(person({ orders: [order('F1', '2021-02-22')] }), '2021-02-24'), ['revoke due'])
})

test('under Công điện 600 a test is due on day 7 after the release itself, however late that was', () => {
  const released = order('F1', '2021-05-10', { releasedOn: '2021-06-02' })
  assert.deepEqual(
    watchTests(released, person(), rules).map((t) => t.dueOn),
    ['2021-06-09'],
  )
  const facts = person({ level: level('F1', '2021-05-10'), orders: [released] })
  assert.deepEqual(kinds(facts, '2021-06-09'), ['test due'])
})

test('living with an F0 no longer exposes someone who was taken to a site', () => {
  const facts = person({ level: { ...level('F1', '2021-02-22'), lastExposedOn: '2021-02-25', kind: 'household' } })
  assert.equal(scheduleOf(order('F1', '2021-02-22'), facts, rules, '2021-02-26')?.releaseOn, '2021-03-08')
  const home = order('F1', '2021-07-20', { place: 'home', lastExposureOn: '2021-07-20' })
  const stays = person({ level: { ...level('F1', '2021-07-20'), lastExposedOn: '2021-07-22', kind: 'household' } })
  assert.equal(scheduleOf(home, stays, rules, '2021-07-23')?.releaseOn, '2021-08-05')
})

test('with no pack in force there is one line that says so, on any day and whatever the facts', () => {
  const none = rulesOf([])
  const day = fc.integer({ min: 0, max: 700 }).map((d) => addDays('2020-06-01', d))
  const lv = fc.constantFrom('F0' as const, 'F1' as const, 'F2' as const)
  fc.assert(
    fc.property(lv, lv, day, day, (a, b, x, y) => {
      const facts = person({ level: level(a, x), orders: [order(b, y)] })
      assert.deepEqual(
        owedFor(facts, none, at(y)).map((l) => l.kind),
        ['no-policy'],
      )
    }),
  )
})

test('nobody is ever owed both an order and its revocation, and what is owed never depends on the order of the tests', () => {
  const day = fc.integer({ min: 0, max: 300 }).map((d) => addDays('2021-01-10', d))
  const lv = fc.constantFrom('F0' as const, 'F1' as const, 'F2' as const)
  const one = fc.record({ on: day, outcome: fc.constantFrom('negative' as const, 'pending' as const, 'inconclusive' as const) })
  fc.assert(
    fc.property(
      fc.option(lv, { nil: null }),
      lv,
      day,
      fc.uniqueArray(one, { selector: (r) => r.on }),
      fc.integer({ min: 0, max: 40 }),
      (a, b, from, rows, later) => {
        const tests = rows.map((r) => ({
          sampleId: r.on,
          sampledAt: at(r.on).now,
          sampledOn: r.on,
          outcome: r.outcome,
          method: 'pcr' as const,
          ct: null,
          knownOn: r.on,
          knownAt: at(r.on).now,
        }))
        const facts = person({ level: a && level(a, from), orders: [order(b, from)], tests })
        const lines = owedFor(facts, rules, at(addDays(from, later)))
        const figures = (all: readonly OwedLine[]) => all.filter((l) => l.kind === 'isolate' || l.kind === 'test')
        assert.deepEqual(figures(owedButReleases(facts, rules, at(addDays(from, later)))), figures(lines))
        assert.deepEqual(owedFor({ ...facts, tests: [...tests].reverse() }, rules, at(addDays(from, later))), lines)
        const rank = { F0: 0, F1: 1, F2: 2 }
        const isolate = lines.some((l) => l.kind === 'isolate')
        if (isolate) assert.ok(a !== null && rank[a] < rank[b])
        assert.ok(!(isolate && lines.some((l) => l.kind === 'revoke')))
      },
    ),
  )
})
