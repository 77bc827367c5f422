import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstHamletId } from '../areas/hamlets.rules.ts'
import { neighbourOf, outbreaksOf, periodChanges, periodOf, settledInstant } from './period.rules.ts'

test('a week is Monday to Sunday, a month its calendar days', () => {
  assert.deepEqual(periodOf('week', '2021-02-22'), { from: '2021-02-22', until: '2021-02-28' })
  assert.deepEqual(periodOf('week', '2021-02-28'), { from: '2021-02-22', until: '2021-02-28' })
  assert.deepEqual(periodOf('month', '2021-02-22'), { from: '2021-02-01', until: '2021-02-28' })
  assert.deepEqual(periodOf('month', '2024-02-10').until, '2024-02-29')
})

test('an outbreak begins with enough cases in few enough days, ends after quiet days, and where the profile is silent its end is unknown', () => {
  const dengue = { casesAtLeast: 3, withinDays: 7, endsAfterDaysWithoutCase: 14 }
  const days = ['2021-02-01', '2021-02-03', '2021-02-05', '2021-02-26', '2021-03-01', '2021-03-02']
  assert.deepEqual(outbreaksOf(days, dengue, '2021-03-10'), [
    { firstOn: '2021-02-01', lastOn: '2021-02-05', cases: 3, state: 'ended' },
    { firstOn: '2021-02-26', lastOn: '2021-03-02', cases: 3, state: 'active' },
  ])
  assert.deepEqual(outbreaksOf(['2021-02-01', '2021-02-09', '2021-02-17'], dengue, '2021-03-10'), [], 'too far apart')
  const silent = { casesAtLeast: null, withinDays: null, endsAfterDaysWithoutCase: null }
  assert.deepEqual(outbreaksOf(['2021-02-01', '2021-05-01'], silent, '2021-06-01'), [
    { firstOn: '2021-02-01', lastOn: '2021-05-01', cases: 2, state: null },
  ])
})

const words = { vi: 'v', en: 'e' }
const figure = fc.option(fc.nat(3), { nil: null })
const told = fc.record({
  disease: fc.constantFrom('covid19', 'dengue'),
  name: fc.constant(words),
  ...{ cases: figure, deaths: figure, casesThisYear: figure },
  notices: fc.option(fc.record({ sent: fc.nat(2), sentLate: fc.nat(2), owed: fc.nat(2), late: fc.nat(2) }), { nil: null }),
  units: fc.uniqueArray(fc.record({ areaId: fc.nat(3), name: fc.constant('Xã'), cases: figure, deaths: figure }), {
    selector: (u) => u.areaId,
  }),
  outbreaks: fc.uniqueArray(
    fc.record({
      ...{ areaId: fc.nat(3), areaName: fc.constant('Xã'), firstOn: fc.constantFrom('2021-02-01', '2021-02-09') },
      ...{ lastOn: fc.constantFrom('2021-02-09', '2021-02-10'), cases: fc.nat(3) },
      state: fc.constantFrom('active', 'ended', null),
    }),
    { selector: (o) => `${o.areaId} ${o.firstOn}` },
  ),
})
const counting = fc.uniqueArray(told, { selector: (d) => d.disease, minLength: 2, maxLength: 2 })

test('a counting does not differ from itself; what differs one way differs the other way; a changed figure is always named', () => {
  fc.assert(
    fc.property(counting, counting, (a, b) => {
      assert.deepEqual(periodChanges(a, [...a].reverse()), [])
      const there = periodChanges(a, b)
      const back = new Map(periodChanges(b, a).map((c) => [c.key, [c.now, c.was]]))
      assert.deepEqual(new Map(there.map((c) => [c.key, [c.was, c.now]])), back)
      const keys = new Set(there.map((c) => c.key))
      for (const x of a) {
        const y = b.find((d) => d.disease === x.disease)!
        assert.equal(keys.has(`${x.disease}.cases`), x.cases !== y.cases)
        assert.equal(keys.has(`${x.disease}.notices.late`), (x.notices?.late ?? null) !== (y.notices?.late ?? null))
        for (const u of x.units) {
          const other = y.units.find((v) => v.areaId === u.areaId)?.cases ?? null
          assert.equal(keys.has(`${x.disease}.units.${u.areaId}.cases`), u.cases !== other)
        }
      }
    }),
  )
})

test('a report frozen while hamlets stood in it with zeros is rebuilt without them', () => {
  const none = { disease: 'covid19', name: words, cases: 1, deaths: 0, casesThisYear: 1, notices: null, outbreaks: [] }
  const old = { ...none, units: [{ areaId: firstHamletId + 1, name: 'Thôn Một', cases: 0, deaths: 0 }] }
  assert.deepEqual(periodChanges([old], [{ ...none, units: [] }]), [])
})

test('a period is frozen as of a whole minute before which nobody is still writing', () => {
  const now = fc
    .date({ min: new Date('2021-01-01'), max: new Date('2022-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString())
  fc.assert(
    fc.property(now, fc.option(fc.double({ min: 0, max: 7200, noNaN: true }), { nil: null }), (at, open) => {
      const settled = Date.parse(settledInstant(at, open))
      assert.equal(settled % 60_000, 0)
      const began = Date.parse(at) - 1000 * (open ?? 0)
      assert.ok(settled <= began - 5000 && settled > began - 65_001)
    }),
  )
})

test('one period follows another without a gap', () => {
  for (const kind of ['week', 'month'] as const)
    for (const day of ['2021-02-28', '2021-12-31', '2024-02-29']) {
      assert.equal(periodOf(kind, neighbourOf(kind, neighbourOf(kind, day, 1), -1)).from, periodOf(kind, day).from)
      assert.ok(periodOf(kind, neighbourOf(kind, day, -1)).until < periodOf(kind, day).from)
    }
})
