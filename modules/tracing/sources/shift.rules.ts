import { fold } from '@phaodai/text/fold.ts'
import { usualHours } from './defaults.rules.ts'
import { placeOf } from './places.rules.ts'
import type { Row } from './row.ts'
import { type Source, shared, untilToday } from './source.ts'
import type { Draft } from './stay.ts'
import { daysOn, readWeekdays, shiftOn } from './when.rules.ts'

const MOST_DAYS = 200

/** The days of a row: one date, or a span with or without weekdays. */
export function daysOf(row: Row, usual: readonly number[] | null): { days: string[]; assumed: boolean } {
  const on = row.day('date')
  const from = row.day('fromDate') ?? on
  const until = row.day('untilDate') ?? (row.day('fromDate') === null ? on : null) ?? from
  const word = row.text('weekdays')
  const weekdays = word === null ? null : readWeekdays(word)
  if (word !== null && weekdays === null)
    row.refuse(
      'weekdays',
      'not-understood',
      `"${word.slice(0, 40)}" không hiểu được: ghi như T2-T6`,
      `"${word.slice(0, 40)}" is not understood: write T2-T6`,
    )
  if (from === null || until === null) {
    if (row.refused.length === 0) row.refuse('date', 'missing', 'để trống', 'is empty')
    return { days: [], assumed: false }
  }
  if (until < from) {
    row.refuse('untilDate', 'ends-before-it-begins', 'ở trước từ ngày', 'is before the first day')
    return { days: [], assumed: false }
  }
  const assumed = weekdays === null && usual !== null && from !== until
  const days = daysOn(from, until, weekdays ?? (assumed ? usual : null))
  if (days.length > MOST_DAYS)
    row.refuse(
      'untilDate',
      'too-many-days',
      `xa quá: mỗi dòng tối đa ${MOST_DAYS} ngày`,
      `is too far: ${MOST_DAYS} days a row at most`,
    )
  return { days: days.length > MOST_DAYS ? [] : days, assumed }
}

/** Hours as the row gives them, else those that its shift or session is usually called by. */
export function hoursOf(
  row: Row,
  word: string | null,
  usual: typeof usualHours,
): { start: number; end: number; assumed: boolean } | null {
  const [start, end] = [row.clock('start'), row.clock('end')]
  if (start !== null && end !== null) {
    if (start !== end) return { start, end, assumed: false }
    row.refuse(
      'end',
      'same-minute',
      'trùng giờ bắt đầu: ca 24 giờ thì ghi thành hai dòng',
      'is the start: write a shift of 24 hours as two rows',
    )
    return null
  }
  const known = word === null ? undefined : usual.find((u) => u.names.includes(fold(word)))
  if (known) return { start: start ?? known.start, end: end ?? known.end, assumed: true }
  if (row.refused.length === 0) row.refuse(start === null ? 'start' : 'end', 'missing', 'để trống', 'is empty')
  return null
}

/** A roster: worker, workplace, line, days and hours. A night shift goes on past midnight. */
export const shift: Source = {
  kind: 'shift',
  words: { vi: 'Bảng phân ca', en: 'Roster' },
  source: 'bảng phân ca',
  columns: {
    date: 'ngay|date|ngay lam viec|work date|shift date|day',
    fromDate: 'tu ngay|from date|start date|ngay bat dau',
    untilDate: 'den ngay|until date|end date|to date|ngay ket thuc',
    weekdays: 'thu|cac thu|weekdays|days of week',
    start: 'gio vao|gio bat dau|bat dau|tu gio|start|start time|from|in',
    end: 'gio ra|gio ket thuc|ket thuc|den gio|end|end time|to_en|out',
    shift: 'ca|ca lam viec|ten ca|shift|shift name',
    workplace: 'noi lam viec|cong ty|nha may|xi nghiep|don vi|workplace|company|factory|employer',
    line: 'chuyen|to|chuyen to|phan xuong|xuong|bo phan|to san xuat|line|workshop|department|team',
    ...shared,
  },
  needs: [['workplace'], ['date', 'fromDate'], ['start', 'shift']],
  stays(row, today) {
    const workplace = row.must('workplace')
    const name = row.text('shift', 60)
    const { days } = daysOf(row, null)
    const hours = hoursOf(row, name, usualHours)
    const [space, masked] = [row.text('line', 100), row.yes('masked')]
    if (workplace === null || hours === null || row.refused.length > 0) return []
    const place = placeOf(row, 'shift', workplace)
    return untilToday(row, days, today).map(
      (day): Draft => ({
        place,
        ...shiftOn(day, hours.start, hours.end)!,
        space,
        seatRow: null,
        masked,
        detail: { ...(name !== null && { shift: name }), ...(hours.assumed && { assumed: ['hours'] }) },
        expiresOn: null,
      }),
    )
  },
}
