import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '@phaodai/text/dates.ts'
import fc from 'fast-check'
import { loadPacks } from './policy.packs.ts'
import {
  decideContactRelease,
  type HoldInput,
  holdSchedule,
  isImmune,
  packInForce,
  ruleIn,
  type TestDone,
  testsDue,
  unknownStatus,
} from './policy.rules.ts'

const packs = loadPacks()
const at = (provinceCode: string | null) => ({ packs, disease: 'covid19' as const, provinceCode })
const f1 = (over: Partial<HoldInput>): HoldInput => ({
  level: 'F1',
  personStatus: unknownStatus,
  lastExposureOn: null,
  orderedOn: '2021-02-22',
  place: 'site',
  ...over,
})
const due = (s: ReturnType<typeof holdSchedule>) => s?.testDays.map((t) => [t.dayNumber, t.dueOn, t.phase])

test('14 days from a last exposure on 2021-02-12 release on 2021-02-26, with tests on days 1 and 14, then 14 days at home', () => {
  const s = holdSchedule(f1({ lastExposureOn: '2021-02-12', orderedOn: '2021-02-13' }), at('30'), '2021-02-22')
  assert.equal(s?.holdUntilOn, '2021-02-26')
  assert.equal(s?.releaseOn, '2021-02-26')
  assert.equal(s?.watchUntilOn, '2021-03-12')
  assert.equal(s?.watchPlace, 'home')
  assert.deepEqual(due(s), [
    [1, '2021-02-13', 'hold'],
    [14, '2021-02-26', 'hold'],
  ])
  assert.equal(s?.minTests, 2)
  assert.equal(s?.unconfirmed, true, 'the test days are recalled, so the schedule says so')
  assert.equal(s?.basis.find((b) => b.says.vi === 'Cách ly 14 ngày')?.confirmed, true)
})

test('a first test whose day has passed falls due on the day of the order', () => {
  const s = holdSchedule(f1({ lastExposureOn: '2021-02-12', orderedOn: '2021-02-18' }), at('30'), '2021-02-22')
  assert.deepEqual(due(s), [
    [1, '2021-02-18', 'hold'],
    [14, '2021-02-26', 'hold'],
  ])
})

test('under Công điện 600 a contact is held 21 days, with a test a week after release', () => {
  const s = holdSchedule(f1({ lastExposureOn: '2021-06-01', orderedOn: '2021-06-01' }), at('24'), '2021-06-10')
  assert.equal(s?.releaseOn, '2021-06-22')
  assert.deepEqual(due(s), [
    [1, '2021-06-02', 'hold'],
    [14, '2021-06-15', 'hold'],
    [20, '2021-06-21', 'hold'],
    [7, '2021-06-29', 'watch'],
  ])
})

test('CV 5599 cuts an open order of 21 days to 14 from its own day on, and not a day before', () => {
  const order = f1({ lastExposureOn: '2021-07-02', orderedOn: '2021-07-03' })
  assert.equal(holdSchedule(order, at('24'), '2021-07-13')?.releaseOn, '2021-07-23')
  const cut = holdSchedule(order, at('24'), '2021-07-14')
  assert.equal(cut?.releaseOn, '2021-07-16')
  assert.deepEqual(due(cut), [
    [1, '2021-07-03', 'hold'],
    [14, '2021-07-16', 'hold'],
  ])
  assert.ok(cut?.basis.some((b) => b.packCode === 'vn-covid19-2021-07-14-cv5599'))
  const past = holdSchedule(f1({ lastExposureOn: '2021-06-28', orderedOn: '2021-06-28' }), at('24'), '2021-07-14')
  assert.equal(past?.releaseOn, '2021-07-14', 'day 14 has passed: the cut frees at once, not in the past')
})

test('an order closed before the cut keeps the rules of its day', () => {
  const closed = f1({ lastExposureOn: '2021-07-02', orderedOn: '2021-07-03', closedOn: '2021-07-13' })
  assert.equal(holdSchedule(closed, at('24'), '2021-08-01')?.releaseOn, '2021-07-23')
  const over = f1({ lastExposureOn: '2021-06-10', orderedOn: '2021-06-11' })
  assert.equal(holdSchedule(over, at('24'), '2021-08-01')?.releaseOn, '2021-07-01', 'the hold was over before the version came')
})

test('a version that does not reach open orders leaves them: CV 762 does not shorten an order of the day before', () => {
  const order = { lastExposureOn: '2022-02-19', orderedOn: '2022-02-20', place: 'home' as const }
  assert.equal(holdSchedule(f1(order), at('30'), '2022-03-01')?.releaseOn, '2022-03-05')
  assert.equal(holdSchedule(f1({ ...order, orderedOn: '2022-02-21' }), at('30'), '2022-03-01')?.releaseOn, '2022-02-26')
})

test('changing the pack changes the schedule: the same order with a cut that does not reach stays at 21 days', () => {
  const changed = structuredClone(packs)
  for (const p of changed) if (p.code === 'vn-covid19-2021-07-14-cv5599') p.rules.f1Hold!.reachesOpenOrders = false
  const s = holdSchedule(
    f1({ lastExposureOn: '2021-07-02', orderedOn: '2021-07-03' }),
    { ...at('24'), packs: changed },
    '2021-07-20',
  )
  assert.equal(s?.releaseOn, '2021-07-23')
})

test('vaccination and recovery shorten a hold only within the days and months of the rule', () => {
  const order = (personStatus: HoldInput['personStatus']) =>
    holdSchedule(
      f1({ personStatus, lastExposureOn: '2021-12-28', orderedOn: '2021-12-29', place: 'home' }),
      at('30'),
      '2021-12-29',
    )
  const dosed = (lastDoseOn: string) => ({ ...unknownStatus, doses: 2, fullyDosed: true, lastDoseOn })
  assert.equal(order(dosed('2021-12-15'))?.releaseOn, '2022-01-04', '14 days after the dose')
  assert.equal(order(dosed('2021-12-16'))?.releaseOn, '2022-01-11', '13 days after')
  assert.equal(order(dosed('2021-06-29'))?.releaseOn, '2022-01-04', 'six months to the day')
  assert.equal(order(dosed('2021-06-28'))?.releaseOn, '2022-01-11')
  assert.equal(order({ ...unknownStatus, recoveredOn: '2021-08-01' })?.releaseOn, '2022-01-04')
  assert.equal(order(unknownStatus)?.releaseOn, '2022-01-11', 'not known never shortens')
})

test('six months after 31 August ends on the last day of February', () => {
  const criteria = ruleIn(packInForce(packs, { ...at(null), day: '2021-12-29' }), 'f1Hold')!.rows[0]!.immunity!
  assert.equal(isImmune(criteria, { ...unknownStatus, recoveredOn: '2021-08-31' }, '2022-02-28'), true)
  assert.equal(isImmune(criteria, { ...unknownStatus, recoveredOn: '2021-08-31' }, '2022-03-01'), false)
})

test('Bắc Giang tests F1 every 3 days from 22/08/2021, open orders too, and never before that day', () => {
  const s = holdSchedule(f1({ lastExposureOn: '2021-08-18', orderedOn: '2021-08-19' }), at('24'), '2021-08-22')
  const days = s!.testDays.map((t) => t.dueOn)
  assert.deepEqual(days, ['2021-08-19', '2021-08-22', '2021-08-25', '2021-08-28', '2021-08-31', '2021-09-01'])
  const before = holdSchedule(f1({ lastExposureOn: '2021-08-18', orderedOn: '2021-08-19' }), at('24'), '2021-08-21')
  assert.deepEqual(
    before!.testDays.map((t) => t.dueOn),
    ['2021-08-19', '2021-08-25', '2021-09-01'],
  )
})

test('an F2 has no day of release until the F1 tests negative, and the next test of the rhythm is always known', () => {
  const order = f1({ level: 'F2', place: 'home', orderedOn: '2021-08-22' })
  const held = holdSchedule(order, at('24'), '2021-08-24')
  assert.equal(held?.releaseOn, null)
  assert.equal(held?.endsWhen, 'source-negative')
  assert.deepEqual(
    held?.testDays.map((t) => t.dueOn),
    ['2021-08-23', '2021-08-26'],
  )
  const pack = packInForce(packs, { ...at('24'), day: '2021-08-24' })
  const no = decideContactRelease(pack, { schedule: held }, [], '2021-08-24')
  assert.deepEqual(no.ok ? [] : no.unmet.map((u) => u.rule), ['source-not-negative'])
  const freed = holdSchedule({ ...order, sourceNegativeOn: '2021-08-24' }, at('24'), '2021-08-24')
  assert.equal(decideContactRelease(pack, { schedule: freed }, [], '2021-08-24').ok, true)
})

test('with no rule in force there is no schedule, and the refusal says so', () => {
  const order = f1({ orderedOn: '2022-05-01', lastExposureOn: '2022-04-30' })
  assert.equal(holdSchedule(order, at('30'), '2022-05-02'), null)
  const decision = decideContactRelease(null, { schedule: null }, [], '2022-05-20')
  assert.deepEqual(decision.ok ? [] : decision.unmet.map((u) => u.rule), ['no-rule'])
})

test('a contact is released on day 14 with two negatives, and each unmet rule is named before that', () => {
  const schedule = holdSchedule(f1({ lastExposureOn: '2021-02-12', orderedOn: '2021-02-13' }), at('30'), '2021-02-26')
  const pack = packInForce(packs, { ...at('30'), day: '2021-02-26' })
  const neg = (sampledOn: string): TestDone => ({ sampledOn, outcome: 'negative' })
  const unmet = (tests: TestDone[], day: string) => {
    const d = decideContactRelease(pack, { schedule }, tests, day)
    return d.ok ? [] : d.unmet.map((u) => u.rule)
  }
  assert.deepEqual(unmet([neg('2021-02-13'), neg('2021-02-26')], '2021-02-26'), [])
  assert.deepEqual(unmet([neg('2021-02-13')], '2021-02-25'), ['hold-not-over', 'last-test', 'min-tests'])
  assert.deepEqual(unmet([neg('2021-02-13'), { sampledOn: '2021-02-26', outcome: 'pending' }], '2021-02-26'), [
    'result-pending',
    'last-test',
    'min-tests',
  ])
  assert.deepEqual(unmet([neg('2021-02-13'), neg('2021-02-20')], '2021-02-27'), ['last-test'])
  assert.deepEqual(
    unmet([{ sampledOn: '2021-02-20', outcome: 'positive' }, neg('2021-02-26'), neg('2021-02-13')], '2021-02-26'),
    ['positive-test'],
  )
})

test('a test day is due, late, missed or done by the samples known on the day', () => {
  const schedule = holdSchedule(
    f1({ lastExposureOn: '2021-08-01', orderedOn: '2021-08-01', place: 'home' }),
    at('30'),
    '2021-08-02',
  )!
  const states = (done: string[], day: string) =>
    testsDue(
      { testDays: schedule.testDays.filter((t) => t.phase === 'hold') },
      done.map((sampledOn) => ({ sampledOn, outcome: 'negative' })),
      day,
    ).map((t) => t.state)
  assert.deepEqual(states([], '2021-08-02'), ['due', 'upcoming', 'upcoming'])
  assert.deepEqual(states([], '2021-08-05'), ['late', 'upcoming', 'upcoming'])
  assert.deepEqual(states(['2021-08-09'], '2021-08-10'), ['missed', 'done', 'upcoming'])
  assert.deepEqual(
    states(['2021-08-02', '2021-08-09'], '2021-08-08'),
    ['done', 'due', 'upcoming'],
    'a sample of tomorrow is not known',
  )
})

const day = (from: string, span: number) => fc.integer({ min: 0, max: span }).map((n) => addDays(from, n))
const anyOrder = fc
  .record({
    orderedOn: day('2020-03-18', 740),
    ago: fc.integer({ min: 0, max: 30 }),
    place: fc.constantFrom('site', 'home', 'hotel'),
    province: fc.constantFrom('30', '24', null),
    later: fc.integer({ min: 0, max: 60 }),
  })
  .map((r) => ({
    ...r,
    input: f1({ orderedOn: r.orderedOn, lastExposureOn: addDays(r.orderedOn, -r.ago), place: r.place as 'site' }),
    day: addDays(r.orderedOn, r.later),
  }))

test('release never comes before the hold, the order, or a test of the hold; a release refused stays refused until then', () => {
  fc.assert(
    fc.property(anyOrder, fc.array(fc.integer({ min: 0, max: 60 })), (o, sampled) => {
      const s = holdSchedule(o.input, at(o.province), o.day)
      if (s === null) return
      assert.ok(s.releaseOn! >= s.holdUntilOn! && s.holdUntilOn! >= o.orderedOn)
      for (const t of s.testDays)
        assert.ok(t.phase === 'watch' ? t.dueOn > s.releaseOn! : t.dueOn <= s.releaseOn! && t.dueOn >= o.orderedOn)
      const tests = sampled.map((n): TestDone => ({ sampledOn: addDays(o.orderedOn, n), outcome: 'negative' }))
      const decision = decideContactRelease(null, { schedule: s }, tests, o.day)
      if (decision.ok) assert.ok(o.day >= s.releaseOn!)
    }),
    { numRuns: 200 },
  )
})

test('a later last exposure never brings an earlier release under the same rules', () => {
  fc.assert(
    fc.property(anyOrder, fc.integer({ min: 0, max: 30 }), (o, back) => {
      const earlier = holdSchedule(
        { ...o.input, lastExposureOn: addDays(o.input.lastExposureOn!, -back) },
        at(o.province),
        o.orderedOn,
      )
      const later = holdSchedule(o.input, at(o.province), o.orderedOn)
      assert.equal(earlier === null, later === null)
      if (earlier && later) assert.ok(earlier.releaseOn! <= later.releaseOn!)
    }),
    { numRuns: 200 },
  )
})

test('the order in which test results arrive changes no decision and no due list; one more negative never undoes a release', () => {
  const outcomes = fc.constantFrom<TestDone['outcome']>('negative', 'positive', 'pending')
  const someTests = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), outcomes), { maxLength: 8 })
  fc.assert(
    fc.property(anyOrder, someTests, fc.integer({ min: 0, max: 40 }), (o, raw, extra) => {
      const s = holdSchedule(o.input, at(o.province), o.day)
      if (s === null) return
      const tests = raw.map(([n, outcome]): TestDone => ({ sampledOn: addDays(o.orderedOn, n), outcome }))
      const turned = [...tests].reverse()
      const decide = (t: TestDone[]) => decideContactRelease(null, { schedule: s }, t, o.day)
      const rules = (t: TestDone[]) => {
        const d = decide(t)
        return d.ok ? [] : d.unmet.map((u) => u.rule)
      }
      assert.deepEqual(rules(turned), rules(tests))
      assert.deepEqual(testsDue(s, turned, o.day), testsDue(s, tests, o.day))
      if (decide(tests).ok) assert.ok(decide([...tests, { sampledOn: addDays(o.orderedOn, extra), outcome: 'negative' }]).ok)
    }),
    { numRuns: 200 },
  )
})
