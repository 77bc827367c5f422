import { addDays, localDay } from '@phaodai/text/dates.ts'
import { betweenOf, detailOf } from './between.rules.ts'
import { keptDays, usualMinutes } from './defaults.rules.ts'
import { kindOfPlace, placeOf } from './places.rules.ts'
import { type Source, shared } from './source.ts'

/** Check-ins by a venue's code: in, and out where there was one; else as long as one usually stays at such a place. */
export const venue: Source = {
  kind: 'venue',
  words: { vi: 'Lượt quét mã tại địa điểm', en: 'Check-ins at venues' },
  source: 'quét mã',
  columns: {
    venue: 'dia diem|ten dia diem|noi quet|diem kiem soat|venue|place|location|point',
    kind: 'loai|loai dia diem|loai hinh|loai noi|kind|type',
    date: 'ngay|date|ngay quet',
    from: 'thoi diem vao|vao|check in|checkin|thoi gian quet|thoi diem quet|in|time in|thoi gian',
    to: 'thoi diem ra|ra|check out|checkout|out|time out',
    start: 'gio vao|gio quet|gio',
    end: 'gio ra',
    ...shared,
  },
  needs: [['venue'], ['from', 'date']],
  stays(row, today) {
    const name = row.must('venue')
    if (name === null) return []
    const kind = kindOfPlace(row, name)
    const at = betweenOf(row, today, usualMinutes[kind], 2)
    const masked = row.yes('masked')
    if (at === null || row.refused.length > 0) return []
    const { fromAt, toAt } = at
    const expiresOn = addDays(localDay(toAt), keptDays)
    return [
      { place: placeOf(row, kind, name), fromAt, toAt, space: null, seatRow: null, masked, detail: detailOf(at), expiresOn },
    ]
  },
}
