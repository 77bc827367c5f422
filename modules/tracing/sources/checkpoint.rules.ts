import { addDays, localDay } from '@phaodai/text/dates.ts'
import { betweenOf, detailOf } from './between.rules.ts'
import { crossingMinutes, keptDays } from './defaults.rules.ts'
import { placeOf } from './places.rules.ts'
import { type Source, shared } from './source.ts'

/** Crossings of a checkpoint: an instant each, taken as some minutes. */
export const checkpoint: Source = {
  kind: 'checkpoint',
  words: { vi: 'Lượt qua chốt kiểm soát', en: 'Checkpoint crossings' },
  source: 'chốt kiểm soát',
  columns: {
    checkpoint: 'chot|chot kiem soat|ten chot|chot kiem dich|checkpoint|gate',
    date: 'ngay|date|ngay qua chot',
    from: 'thoi diem|thoi gian|thoi diem qua chot|thoi gian qua chot|time|at|crossed at|timestamp',
    start: 'gio|gio qua chot|gio qua|clock|hour',
    ...shared,
  },
  needs: [['checkpoint'], ['from', 'date']],
  stays(row, today) {
    const name = row.must('checkpoint')
    const masked = row.yes('masked')
    const at = betweenOf(row, today, crossingMinutes, 1)
    if (at?.assumed.includes('from')) row.refuse('from', 'missing', 'không có giờ qua chốt', 'has no time of day')
    if (name === null || at === null || row.refused.length > 0) return []
    const { fromAt, toAt } = at
    const expiresOn = addDays(localDay(fromAt), keptDays)
    return [
      { place: placeOf(row, 'other', name), fromAt, toAt, space: null, seatRow: null, masked, detail: detailOf(at), expiresOn },
    ]
  },
}
