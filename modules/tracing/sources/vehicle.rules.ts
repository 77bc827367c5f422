import { addDays, localDay } from '@phaodai/text/dates.ts'
import { betweenOf, detailOf } from './between.rules.ts'
import { keptDays, usualMinutes } from './defaults.rules.ts'
import { placeOf } from './places.rules.ts'
import { type Source, shared } from './source.ts'

/** The row that a seat's name says: '12A' is row 12, as in aeroplanes and coaches with lettered seats; a plain number says none. */
export const rowOfSeat = (seat: string): number | null => {
  const row = /^(\d{1,3})\s*-?\s*[A-K]$/iu.exec(seat.trim())?.[1]
  return row === undefined ? null : Number(row)
}

/** Passengers: vehicle or flight, trip, coach, seat, departure and arrival. */
export const vehicle: Source = {
  kind: 'vehicle',
  words: { vi: 'Hành khách trên phương tiện', en: 'Passengers of a vehicle' },
  source: 'danh sách hành khách',
  columns: {
    vehicle:
      'phuong tien|bien so|bien so xe|bien kiem soat|xe|so hieu|chuyen bay|so hieu chuyen bay|tau|vehicle|plate|flight|flight number|train|bus',
    trip: 'chuyen|tuyen|tuyen duong|hanh trinh|trip|route',
    coach: 'toa|toa so|khoang|coach|carriage|car',
    seat: 'ghe|so ghe|cho ngoi|vi tri ghe|seat|seat number',
    row: 'hang ghe|hang|so hang|seat row|row',
    date: 'ngay di|ngay khoi hanh|ngay|date|travel date',
    from: 'khoi hanh|thoi diem di|thoi gian khoi hanh|departure|departed|from|len xe',
    to: 'den|den noi|thoi diem den|thoi gian den|arrival|arrived|to_en|xuong xe',
    start: 'gio di|gio khoi hanh|gio len xe|departure time|start',
    end: 'gio den|gio xuong xe|arrival time|end',
    ...shared,
  },
  needs: [
    ['vehicle', 'trip'],
    ['from', 'date'],
  ],
  stays(row, today) {
    const [own, trip] = [row.text('vehicle', 100), row.text('trip', 100)]
    const name = own ?? trip
    if (name === null) row.refuse('vehicle', 'missing', 'để trống', 'is empty')
    const between = betweenOf(row, today, usualMinutes.vehicle, 4)
    const [seat, masked, coach] = [row.text('seat', 20), row.yes('masked'), row.text('coach', 40)]
    const seatRow = row.whole('row', 1000) ?? (seat === null ? null : rowOfSeat(seat))
    if (seat !== null && seatRow === null)
      row.note(
        'seat',
        'no-row',
        'số ghế không cho biết hàng ghế: thêm cột "Hàng ghế"',
        'the seat does not tell its row: add a column of rows',
      )
    if (name === null || between === null || row.refused.length > 0) return []
    const { fromAt, toAt } = between
    const space = coach === null ? null : /^\d/u.test(coach) ? `toa ${coach}` : coach
    const expiresOn = addDays(localDay(toAt), keptDays)
    const detail = detailOf(between, { seat, trip: own === null ? null : trip })
    return [{ place: placeOf(row, 'vehicle', name), fromAt, toAt, space, seatRow, masked, detail, expiresOn }]
  },
}
