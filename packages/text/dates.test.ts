import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyText } from '../../test/anyText.ts'
import { ageOn, parseAge, parseBirth } from './birth.ts'
import {
  addDays,
  type DateOptions,
  daysBetween,
  epiWeek,
  formatDate,
  inferOrder,
  isLocalDate,
  isOfOldDays,
  localDay,
  parseDate,
} from './dates.ts'

const says = (cell: unknown, options?: DateOptions) => {
  const reading = parseDate(cell, options)
  return reading.ok ? reading.date : reading.problem
}
const anyDay = fc.integer({ min: 0, max: 40_540 }).map((days) => addDays('1990-01-01', days))

test('every way a list writes a day that can only mean one day is read', () => {
  for (const cell of [
    '2021-08-22',
    '2021/8/22',
    '2021.08.22',
    '22/08/2021',
    '22/8/2021',
    ' 22 / 8 / 2021 ',
    '22-08-2021',
    '22.08.2021',
    '8/22/2021',
    '22/8/2021 14:30',
    '14h30 22/8/2021',
    '2021-08-22T23:59:59',
    '2021-08-22 09:05:00.123',
    '22 tháng 08 năm 2021',
    'Ngày 22 tháng 8 năm 2021',
    '20210822',
    '22-Aug-2021',
    '22aug2021',
    '22 August 2021',
    '22nd of Aug. 2021',
    'August 22, 2021',
    'Sun, 22 Aug 2021 14:30',
    '2021-Aug-22',
    44430,
    44430.75,
    '44430',
    new Date(Date.UTC(2021, 7, 22)),
    new Date(Date.UTC(2021, 7, 21, 23, 59, 59, 999)),
  ])
    assert.equal(says(cell), '2021-08-22', String(cell))
})

test('an instant with an offset falls on the day it was in Việt Nam', () => {
  assert.equal(says('2021-08-21T17:00:00Z'), '2021-08-22')
  assert.equal(says('2021-08-21T16:59:59.999Z'), '2021-08-21')
  assert.equal(says('2021-08-22T00:10:00+07:00'), '2021-08-22')
  assert.equal(localDay(new Date('2020-12-31T17:00:00Z')), '2021-01-01')
})

test('03/04/2020 is refused with both readings until somebody says which comes first', () => {
  assert.deepEqual(parseDate('03/04/2020'), {
    ok: false,
    problem: 'ambiguous',
    text: '03/04/2020',
    readings: { dmy: '2020-04-03', mdy: '2020-03-04' },
  })
  assert.equal(says('03/04/2020', { order: 'dmy' }), '2020-04-03')
  assert.equal(says('03/04/2020', { order: 'mdy' }), '2020-03-04')
  assert.equal(says('13/04/2020'), '2020-04-13')
  assert.equal(says('04/13/2020'), '2020-04-13')
  assert.equal(says('04/04/2020'), '2020-04-04')
})

test('a row that contradicts the declared order is shown, not turned round', () => {
  assert.equal(says('13/04/2020', { order: 'mdy' }), 'impossible')
  assert.equal(says('04/13/2020', { order: 'dmy' }), 'impossible')
})

test('days that do not exist and text that is no date are told apart', () => {
  for (const cell of [
    '30/02/2020',
    '29/02/2021',
    '31/04/2021',
    '2021-13-01',
    '32/13/2021',
    '00/05/2021',
    '22/8/1821',
    '20212208',
    '30-Feb-2021',
    '2021-02-30T10:00:00Z',
  ])
    assert.equal(says(cell), 'impossible', cell)
  for (const cell of [
    '12/12',
    '24/24',
    '3 ngày/lần',
    '22/8/21',
    '22/8-2021',
    '22-Aug-21',
    'Aug 2021',
    '22 Augment 2021',
    '#NAME?',
    '-',
    20210822,
    1985,
    -1,
    Number.NaN,
    true,
    {},
    new Date(Number.NaN),
  ])
    assert.equal(says(cell), 'unreadable', String(cell))
  for (const cell of ['', ' \u00a0', null, undefined]) assert.equal(says(cell), 'empty')
})

test('days of the nineteenth century are read where nearly the whole column is of it, and are a slip elsewhere', () => {
  const old = ['1861-11-21', '30/10/1861', 'NA', '1861-12-01']
  assert.ok(isOfOldDays(old))
  assert.equal(says('1861-11-21', { oldDays: true }), '1861-11-21')
  assert.equal(says('30/10/1861', { oldDays: true }), '1861-10-30')
  assert.equal(says('1761-11-21', { oldDays: true }), 'impossible')
  assert.equal(says('1861-11-21'), 'impossible')
  assert.equal(daysBetween('1861-10-30', '1861-11-21'), 22)
  assert.ok(!isLocalDate('1861-11-21'))
  assert.ok(!isOfOldDays(['1821-02-01', '2021-02-02', '2021-02-03', '1821-02-04']))
  assert.ok(!isOfOldDays(['1899-12-30', null, '']))
  assert.ok(!isOfOldDays(['1861-11-21', '1861-11-22', '1861-11-23', new Date(0), '44430']))
})

test('the preview tells what a column shows about its order', () => {
  assert.deepEqual(inferOrder(['13/04/2020', '03/04/2020', null, '2020-04-01']), {
    order: 'dmy',
    dmy: 1,
    mdy: 0,
    either: 1,
    other: 2,
  })
  assert.equal(inferOrder(['04/13/2020', '1/22/2020']).order, 'mdy')
  assert.equal(inferOrder(['04/13/2020', '13/04/2020']).order, 'mixed')
  assert.equal(inferOrder(['03/04/2020', '05/05/2020']).order, 'unknown')
})

test('a date written for people is read back as the same day, in every style', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      assert.equal(says(formatDate(day), { order: 'dmy' }), day)
      const [y, m, d] = day.split('-')
      assert.equal(says(`${m}/${d}/${y}`, { order: 'mdy' }), day)
      assert.equal(says(day), day)
      assert.equal(says(new Date(`${day}T00:00:00Z`)), day)
      assert.equal(says(32_874 + daysBetween('1990-01-01', day)), day)
    }),
  )
})

test('without a declared order a cell is never read as a day that another order would contradict', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const reading = parseDate(formatDate(day))
      if (reading.ok) assert.equal(reading.date, day)
      else assert.equal(reading.readings?.dmy, day)
    }),
  )
})

test('no cell makes the reading fail', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), anyText(), fc.double(), fc.date({ noInvalidDate: false })), (cell) => {
      const reading = parseDate(cell)
      if (reading.ok) assert.ok(isLocalDate(reading.date))
      parseBirth(cell)
      parseAge(cell, '2021-08-22')
      inferOrder([cell])
    }),
    { numRuns: 1000 },
  )
})

test('days add up across months and leap years', () => {
  assert.equal(addDays('2020-02-28', 2), '2020-03-01')
  assert.equal(addDays('2021-03-01', -1), '2021-02-28')
  assert.equal(daysBetween('2021-07-28', '2021-08-11'), 14)
  assert.throws(() => addDays('2021-02-30', 1), RangeError)
  assert.throws(() => daysBetween('2021-02-03', '2021-2-4'), RangeError)
  // a year typed wrong that is on record: it is reckoned with, and the list around it still comes
  assert.deepEqual([addDays('0021-02-27', 2), daysBetween('0021-02-27', '2021-02-27')], ['0021-03-01', 730_485])
  assert.deepEqual([addDays('0096-02-28', 1), addDays('0100-02-28', 1)], ['0096-02-29', '0100-03-01'])
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, n) => {
      if (isLocalDate(addDays(day, n))) assert.equal(daysBetween(day, addDays(day, n)), n)
    }),
  )
})

test('weeks are counted as ISO 8601 counts them', () => {
  assert.deepEqual(epiWeek('2021-01-03'), { year: 2020, week: 53 })
  assert.deepEqual(epiWeek('2021-01-04'), { year: 2021, week: 1 })
  assert.deepEqual(epiWeek('2019-12-30'), { year: 2020, week: 1 })
  assert.deepEqual(epiWeek('2021-08-22'), { year: 2021, week: 33 })
})

test('a birth is kept as exactly as it was said', () => {
  assert.deepEqual(parseBirth('1985'), { ok: true, year: 1985, month: null, day: null })
  assert.deepEqual(parseBirth(1985), { ok: true, year: 1985, month: null, day: null })
  assert.deepEqual(parseBirth('03/1985'), { ok: true, year: 1985, month: 3, day: null })
  assert.deepEqual(parseBirth('1985-03'), { ok: true, year: 1985, month: 3, day: null })
  assert.deepEqual(parseBirth('1985-03-12'), { ok: true, year: 1985, month: 3, day: 12 })
  assert.deepEqual(parseBirth('12/03/1985', { order: 'dmy' }), { ok: true, year: 1985, month: 3, day: 12 })
  assert.equal(parseBirth('13/1985').ok, false)
  const unclear = parseBirth('12/03/1985')
  assert.equal(unclear.ok ? '' : unclear.problem, 'ambiguous')
})

test('an age stays an age with the day on which it was said', () => {
  assert.deepEqual(parseAge('35 tuổi', '2021-08-22'), { ok: true, ageYears: 35, saidOn: '2021-08-22' })
  assert.deepEqual(parseAge('8 tháng tuổi', '2021-08-22'), { ok: true, ageYears: 0, saidOn: '2021-08-22' })
  assert.equal(parseAge(350, '2021-08-22').ok, false)
  assert.equal(parseAge(-5, '2021-08-22').ok, false)
  assert.deepEqual(ageOn({ year: 1985, month: null, day: null }, '2021-08-22'), { least: 35, most: 36 })
  assert.deepEqual(ageOn({ year: 1985, month: 8, day: 23 }, '2021-08-22'), { least: 35, most: 35 })
  assert.equal(ageOn({ year: 2022, month: null, day: null }, '2021-08-22'), null)
})
