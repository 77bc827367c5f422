import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { addDays } from '@phaodai/text/dates.ts'
import fc from 'fast-check'
import { splitStay } from '../visits.rules.ts'
import { kindOfWord } from './places.rules.ts'
import { Row } from './row.ts'
import { sources } from './sources.ts'
import { type SourceKind, sourceKinds } from './stay.ts'
import { rowOfSeat } from './vehicle.rules.ts'
import { daysOn, instantOf, readClock, readMoment, readWeekdays, shiftOn, weekdayOf } from './when.rules.ts'

const TODAY = '2021-02-22'
const read = (kind: SourceKind, cells: Record<string, Cell>) => {
  const fields = Object.keys(cells)
  const row = new Row(Object.values(cells), Object.fromEntries(fields.map((f, i) => [f, i])))
  return {
    stays: sources[kind].stays(row, TODAY),
    refused: row.refused.map((r) => [r.field, r.rule]),
    notes: row.notes.map((r) => r.rule),
  }
}
const hours = (s: { fromAt: string; toAt: string }) => (Date.parse(s.toAt) - Date.parse(s.fromAt)) / 3_600_000
const day = fc.integer({ min: 0, max: 800 }).map((n) => addDays('2020-01-01', n))
const minute = fc.integer({ min: 0, max: 1439 })

describe('days and hours', () => {
  test('a shift is as long as its hours say on every day of the year, past midnight too', () => {
    fc.assert(
      fc.property(day, minute, minute, (d, start, end) => {
        const on = shiftOn(d, start, end)
        if (start === end) return assert.equal(on, null)
        assert.equal(Math.round(hours(on!) * 60), (end - start + 1440) % 1440)
        assert.equal(Date.parse(on!.fromAt), Date.parse(`${d}T00:00:00+07:00`) + start * 60_000)
      }),
    )
    assert.deepEqual(shiftOn('2021-02-16', 22 * 60, 6 * 60), {
      fromAt: '2021-02-16T15:00:00.000Z',
      toAt: '2021-02-16T23:00:00.000Z',
    })
  })

  test('local midnight is 17:00 UTC of the day before on every day: no hour is missing or twice', () => {
    fc.assert(
      fc.property(day, (d) => {
        assert.equal(instantOf(d, 0), `${addDays(d, -1)}T17:00:00.000Z`)
        assert.equal(instantOf(d, 1440), instantOf(addDays(d, 1), 0))
      }),
    )
  })

  test('the parts of a stay are at most 14 hours, touch each other, and are together the stay', () => {
    fc.assert(
      fc.property(day, minute, fc.integer({ min: 1, max: 30 * 24 * 3600 }), (d, start, seconds) => {
        const fromAt = instantOf(d, start)
        const toAt = new Date(Date.parse(fromAt) + seconds * 1000).toISOString()
        const parts = splitStay(fromAt, toAt)
        assert.equal(parts[0]!.fromAt, fromAt)
        assert.equal(parts.at(-1)!.toAt, toAt)
        for (const [i, p] of parts.entries()) {
          assert.ok(hours(p) > 0 && hours(p) <= 14)
          if (i > 0) assert.equal(p.fromAt, parts[i - 1]!.toAt)
        }
      }),
    )
  })

  test('hours are read as they are written', () => {
    for (const [text, minutes] of [
      ['6:00', 360],
      ['06h30', 390],
      ['6h', 360],
      ['6 giờ 30', 390],
      ['6g15', 375],
      ['18:05:59', 1085],
      ['6:30 PM', 1110],
      ['12:00 am', 0],
      ['24:00', 1440],
      [0.25, 360],
      [44242.75, 1080],
      [7, 420],
      [new Date(Date.UTC(1899, 11, 30, 14, 30)), 870],
    ] as const)
      assert.equal(readClock(text), minutes, String(text))
    for (const text of ['', 'sáng', '25:00', '6:75', '24:01', '13:00 PM', -1, 30])
      assert.equal(readClock(text), null, String(text))
  })

  test('a moment is a day with its time, whichever stands first; an instant with an offset is the time in Việt Nam', () => {
    const moment = (cell: unknown) => {
      const m = readMoment(cell)
      return m.ok ? [m.day, m.minutes] : m.problem
    }
    assert.deepEqual(moment('22/02/2021 06:30'), ['2021-02-22', 390])
    assert.deepEqual(moment('6h30 22/02/2021'), ['2021-02-22', 390])
    assert.deepEqual(moment('2021-02-22T06:30'), ['2021-02-22', 390])
    assert.deepEqual(moment('2021-02-21T23:30:00Z'), ['2021-02-22', 390])
    assert.deepEqual(moment('2021-02-22'), ['2021-02-22', null])
    assert.deepEqual(moment(new Date(Date.UTC(2021, 1, 22, 6, 30))), ['2021-02-22', 390])
    assert.deepEqual(moment(44249.25), ['2021-02-22', 360])
    assert.equal(moment('03/04/2021 06:30'), 'ambiguous')
    assert.equal(moment('30/02/2021 06:30'), 'impossible')
    assert.equal(moment('hôm qua'), 'unreadable')
  })

  test('weekdays are read in both languages, and days are counted from Monday', () => {
    for (const [text, days] of [
      ['T2-T6', [1, 2, 3, 4, 5]],
      ['thứ 2, 4, 6', [1, 3, 5]],
      ['Thứ 2 đến thứ 7', [1, 2, 3, 4, 5, 6]],
      ['2–7, CN', [1, 2, 3, 4, 5, 6, 7]],
      ['Mon-Fri', [1, 2, 3, 4, 5]],
      ['hằng ngày', [1, 2, 3, 4, 5, 6, 7]],
      ['Chủ nhật', [7]],
    ] as const)
      assert.deepEqual(readWeekdays(text), days, text)
    for (const text of ['', 'thỉnh thoảng', 'T6-T2', '9']) assert.equal(readWeekdays(text), null, text)
    assert.equal(weekdayOf('2021-02-22'), 1)
    assert.equal(weekdayOf('2021-02-28'), 7)
    assert.deepEqual(daysOn('2021-02-19', '2021-02-23', [1, 5]), ['2021-02-19', '2021-02-22'])
  })
})

describe('what a row says', () => {
  const anything: fc.Arbitrary<Cell> = fc.oneof(
    fc.constantFrom(
      '',
      '6:00',
      '22h',
      '2021-02-16',
      '16/02/2021',
      '03/04/2021',
      'chuyền 3',
      'T2-T6',
      '12A',
      'có',
      'sáng',
      'Chợ Sặt',
      'ca 3',
      '2021-02-16 08:00',
    ),
    fc.string({ maxLength: 20 }),
    fc.double({ min: -10, max: 50_000, noNaN: true }),
    fc.date({ noInvalidDate: false }),
    fc.constant(null),
  )

  test('whatever stands in its cells, a row gives stays of positive length up to today, or a reason; never both', () => {
    for (const kind of sourceKinds) {
      const fields = Object.keys(sources[kind].columns)
      fc.assert(
        fc.property(fc.array(anything, { minLength: fields.length, maxLength: fields.length }), (cells) => {
          const { stays, refused, notes } = read(kind, Object.fromEntries(fields.map((f, i) => [f, cells[i]!])))
          if (refused.length > 0) return assert.equal(stays.length, 0)
          assert.ok(stays.length > 0 || notes.length > 0 || kind === 'class' || kind === 'shift')
          for (const s of stays) {
            assert.ok(hours(s) > 0)
            assert.ok(Date.parse(s.fromAt) < Date.parse(instantOf(TODAY, 1440)))
            assert.ok(s.place.name.length > 0)
          }
        }),
        { numRuns: 150 },
      )
    }
  })

  test('a shift named without hours is taken at its usual ones, and that is said', () => {
    const { stays } = read('shift', { workplace: 'X', date: '2021-02-16', shift: 'Ca 3' })
    assert.equal(hours(stays[0]!), 8)
    assert.deepEqual(stays[0]!.detail, { shift: 'Ca 3', assumed: ['hours'] })
    assert.deepEqual(read('shift', { workplace: 'X', date: '2021-02-16' }).refused, [['start', 'missing']])
  })

  test('days that are still to come are left for later, and the row says so', () => {
    const { stays, notes } = read('shift', {
      workplace: 'X',
      fromDate: '2021-02-20',
      untilDate: '2021-02-28',
      start: '6:00',
      end: '14:00',
    })
    assert.equal(stays.length, 3)
    assert.deepEqual(notes, ['still-to-come'])
    assert.deepEqual(read('venue', { venue: 'X', from: '2021-02-23 08:00' }).refused, [['from', 'date-in-future']])
  })

  test('a class without weekdays is held Monday to Friday, which is an assumption', () => {
    const { stays } = read('class', {
      school: 'S',
      class: 'Lớp 6A',
      fromDate: '2021-02-01',
      untilDate: '2021-02-07',
      session: 'sáng',
      row: 'Bàn 3',
    })
    assert.equal(stays.length, 5)
    assert.deepEqual([stays[0]!.space, stays[0]!.seatRow, stays[0]!.detail.assumed], ['lớp 6A', 3, ['hours', 'weekdays']])
  })

  test('who has not left a room is there until the end of today; a room held for over three months is asked about', () => {
    const { stays } = read('room', { site: 'S', room: '204', from: '2021-02-20 10:00' })
    assert.deepEqual([stays[0]!.toAt, stays[0]!.detail.assumed], [instantOf(TODAY, 1440), ['to']])
    assert.deepEqual(read('room', { site: 'S', from: '2020-10-01', to: '2021-02-20' }).refused, [['to', 'too-long-a-stay']])
  })

  test('a seat says its row only where rows are part of its name', () => {
    assert.deepEqual(['12A', '3 - c', '17', 'B2', ''].map(rowOfSeat), [12, 3, null, null, null])
    const { stays, notes } = read('vehicle', {
      vehicle: '34B-001.02',
      seat: '17',
      from: '2021-02-20 08:00',
      to: '2021-02-20 10:00',
    })
    assert.deepEqual([stays[0]!.seatRow, stays[0]!.detail.seat, notes], [null, '17', ['no-row']])
  })

  test('a crossing is some minutes, and needs its time of day', () => {
    assert.equal(hours(read('checkpoint', { checkpoint: 'C', from: '2021-02-20 08:00' }).stays[0]!), 1 / 6)
    assert.deepEqual(read('checkpoint', { checkpoint: 'C', from: '2021-02-20' }).refused, [['from', 'missing']])
  })

  test('a place’s name alone never makes it a class, a shift, a vehicle or a room, at which sharing it would count', () => {
    const kind = (name: string, said: string | null = null) =>
      read('itinerary', { place: name, kind: said, date: '2021-02-20', start: '8:00', end: '9:00' }).stays[0]!.place.kind
    assert.deepEqual(
      ['Chợ Sặt', 'Quán Hùng', 'Xe khách 34B', 'Trường THCS', 'nhà chị Ba'].map((n) => kind(n)),
      ['market', 'venue', 'other', 'other', 'other'],
    )
    assert.equal(kind('Trường THCS', 'lớp học'), 'class')
    assert.equal(kindOfWord('Siêu thị'), 'market')
  })

  test('two times of one day past midnight are one night', () => {
    const { stays } = read('itinerary', { place: 'Karaoke X', date: '2021-02-20', start: '22:00', end: '1:00' })
    assert.equal(hours(stays[0]!), 3)
    assert.deepEqual(read('itinerary', { place: 'X', from: '2021-02-20 10:00', to: '2021-02-20 09:00' }).refused, [
      ['to', 'ends-before-it-begins'],
    ])
  })
})
