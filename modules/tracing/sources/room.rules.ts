import { betweenOf, detailOf } from './between.rules.ts'
import { placeOf } from './places.rules.ts'
import { type Source, shared } from './source.ts'

/** Rooms of a quarantine site: person, site, room, from and to. Who has not left is there until the end of today. */
export const room: Source = {
  kind: 'room',
  words: { vi: 'Phòng ở khu cách ly', en: 'Quarantine rooms' },
  source: 'khu cách ly',
  columns: {
    site: 'khu cach ly|co so cach ly|noi cach ly|diem cach ly|site|facility|quarantine site',
    room: 'phong|so phong|buong|room|room number',
    from: 'tu ngay|ngay vao|thoi diem vao|vao|from|check in|in',
    to: 'den ngay|ngay ra|thoi diem ra|ra|to_en|until|check out|out',
    start: 'gio vao|start|time in',
    end: 'gio ra|end|time out',
    ...shared,
  },
  needs: [['site'], ['from']],
  stays(row, today) {
    const site = row.must('site')
    const between = betweenOf(row, today, null, 92)
    const [space, masked] = [row.text('room', 60), row.yes('masked')]
    if (site === null || between === null || row.refused.length > 0) return []
    const { fromAt, toAt } = between
    const named = space === null ? null : /^\d/u.test(space) ? `phòng ${space}` : space
    return [
      {
        place: placeOf(row, 'room', site),
        fromAt,
        toAt,
        space: named,
        seatRow: null,
        masked,
        detail: detailOf(between),
        expiresOn: null,
      },
    ]
  },
}
