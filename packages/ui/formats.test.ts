import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as f from './formats.ts'

test('numbers carry Vietnamese separators', () => {
  assert.equal(f.number(1234.5, 1), '1.234,5')
  assert.equal(f.number(60000), '60.000')
  assert.equal(f.number(null), '–')
  assert.equal(f.percent(0.125), '12,5 %')
})

test('a change carries its sign, and none is 0', () => {
  assert.deepEqual([f.signed(3), f.signed(-2), f.signed(0), f.signed(-0)], ['+3', '−2', '0', '0'])
})

test('dates are read day first; a partial date keeps what is known', () => {
  assert.equal(f.date('2021-02-22'), '22/02/2021')
  assert.equal(f.date('1984-05'), '05/1984')
  assert.equal(f.date('1984'), '1984')
  assert.equal(f.date(null), '–')
  assert.equal(f.weekdayDate('2021-02-22', 'vi'), 'Thứ Hai, 22/02/2021')
})

test('an instant is shown in the province’s own time, whatever the machine’s zone', () => {
  assert.equal(f.localDate('2021-02-21T17:30:00Z'), '2021-02-22')
  assert.equal(f.hour('2021-02-21T17:30:00Z'), '00:30')
  assert.equal(f.instant('2021-02-22T09:30:00Z', 'vi'), '16:30 ngày 22/02/2021')
})

test('a clock says how long is left or how late it is', () => {
  const now = '2021-02-22T09:00:00+07:00'
  assert.equal(f.dueAt('2021-02-22T12:30:00+07:00', now).words.vi, 'còn 3 giờ')
  assert.equal(f.dueAt('2021-02-20T08:00:00+07:00', now).words.vi, 'quá hạn 2 ngày')
  assert.equal(f.dueAt('2021-02-22T08:15:00+07:00', now).words.en, 'overdue by 45 minutes')
  assert.equal(f.dueAt(now, now).state, 'now')
  assert.equal(f.dueOn('2021-02-20', '2021-02-22').words.vi, 'quá hạn 2 ngày')
  assert.equal(f.dueOn('2021-02-22', '2021-02-22').words.vi, 'hôm nay')
  assert.equal(f.dueOn('2021-02-23', '2021-02-22').words.en, 'tomorrow')
  assert.equal(f.dueOn('2021-03-08', '2021-02-22').words.en, '14 days left')
})

test('turnaround is told to the minute', () => {
  assert.equal(f.turnaround(200 * 60_000).vi, '3 giờ 20 phút')
  assert.equal(f.turnaround(45 * 60_000).vi, '45 phút')
})

test('adding days and counting them agree, over leap days and year ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -4000, max: 4000 }), (base, days) => {
      const from = f.addDays('1960-01-01', base)
      assert.equal(f.daysBetween(from, f.addDays(from, days)), days)
    }),
  )
})
