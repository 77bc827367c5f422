import { betweenOf, detailOf } from './between.rules.ts'
import { usualMinutes } from './defaults.rules.ts'
import { kindOfPlace, placeOf } from './places.rules.ts'
import { type Source, shared } from './source.ts'

/** Declared itineraries: where someone says that they were, from and to. */
export const itinerary: Source = {
  kind: 'itinerary',
  words: { vi: 'Lịch trình tự khai', en: 'Declared itineraries' },
  source: 'khai báo',
  columns: {
    place: 'noi den|dia diem|noi|noi da den|dia diem da den|place|location|where',
    kind: 'loai|loai noi|loai dia diem|kind|type',
    space: 'bo phan|phong|chuyen|lop|space|room|line',
    date: 'ngay|date|ngay den',
    from: 'tu|thoi diem den|thoi diem vao|tu luc|from|arrived',
    to: 'den|thoi diem di|thoi diem ra|den luc|to_en|left',
    start: 'gio den|gio vao|tu gio|start|start time',
    end: 'gio di|gio ra|den gio|end|end time',
    ...shared,
  },
  needs: [['place'], ['from', 'date']],
  stays(row, today) {
    const name = row.must('place')
    if (name === null) return []
    const kind = kindOfPlace(row, name)
    const at = betweenOf(row, today, usualMinutes[kind], 30)
    const [space, masked] = [row.text('space', 100), row.yes('masked')]
    if (at === null || row.refused.length > 0) return []
    const { fromAt, toAt } = at
    return [
      { place: placeOf(row, kind, name), fromAt, toAt, space, seatRow: null, masked, detail: detailOf(at), expiresOn: null },
    ]
  },
}
