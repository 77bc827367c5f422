import { schoolWeekdays, sessionHours } from './defaults.rules.ts'
import { placeOf } from './places.rules.ts'
import { daysOf, hoursOf } from './shift.rules.ts'
import { type Source, shared, untilToday } from './source.ts'
import type { Assumed, Draft } from './stay.ts'
import { shiftOn } from './when.rules.ts'

/** 6A, Lớp 6A, lớp 6a: one class. */
const classOf = (text: string): string => `lớp ${text.replace(/^l[ớơo]p\s*(?:học\s*)?/iu, '').trim()}`

/** A class list: pupil, school, class, the days of the timetable, the row of desks. */
export const classList: Source = {
  kind: 'class',
  words: { vi: 'Danh sách lớp', en: 'Class list' },
  source: 'danh sách lớp',
  columns: {
    date: 'ngay|date|ngay hoc|day',
    fromDate: 'tu ngay|from date|start date|ngay bat dau',
    untilDate: 'den ngay|until date|end date|to date|ngay ket thuc',
    weekdays: 'thu|cac thu|ngay trong tuan|weekdays|days of week',
    start: 'gio vao|gio bat dau|bat dau|tu gio|start|start time',
    end: 'gio ra|gio tan|gio ket thuc|ket thuc|den gio|end|end time',
    session: 'buoi|buoi hoc|session',
    school: 'truong|ten truong|truong hoc|school',
    class: 'lop|ten lop|class|class name',
    row: 'ban|day ban|hang ban|hang ghe|desk row|row|desk',
    ...shared,
  },
  needs: [['school'], ['class'], ['date', 'fromDate'], ['start', 'session']],
  stays(row, today) {
    const [school, name] = [row.must('school'), row.must('class')]
    const { days, assumed } = daysOf(row, schoolWeekdays)
    const hours = hoursOf(row, row.text('session', 60), sessionHours)
    const [seatRow, masked] = [row.whole('row', 1000), row.yes('masked')]
    if (school === null || name === null || hours === null || row.refused.length > 0) return []
    const guessed: Assumed[] = [...(hours.assumed ? (['hours'] as const) : []), ...(assumed ? (['weekdays'] as const) : [])]
    const place = placeOf(row, 'class', school)
    return untilToday(row, days, today).map(
      (day): Draft => ({
        place,
        ...shiftOn(day, hours.start, hours.end)!,
        space: classOf(name),
        seatRow,
        masked,
        detail: guessed.length > 0 ? { assumed: guessed } : {},
        expiresOn: null,
      }),
    )
  },
}
