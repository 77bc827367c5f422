/** What two persons shared, in the words of a tracer: "cùng ca, chuyền 3, thứ Ba 16/02/2021 6:00–14:00, 8 giờ, không gian kín". */
import type { Words } from '@phaodai/kernel/words.ts'
import { dayAt, isApart, type Piece, secondsOf, spansOf, type Together } from './together.rules.ts'

const w = (vi: string, en: string): Words => ({ vi, en })

const KIND: Record<string, Words> = {
  household: w('cùng nhà', 'same household'),
  room: w('cùng khu, cùng phòng', 'same room'),
  class: w('cùng lớp', 'same class'),
  shift: w('cùng ca', 'same shift'),
  office: w('cùng nơi làm việc', 'same office'),
  ward: w('cùng khoa, buồng bệnh', 'same ward'),
  vehicle: w('cùng chuyến xe', 'same vehicle'),
  market: w('cùng chợ', 'same market'),
  venue: w('cùng địa điểm', 'same venue'),
  other: w('cùng nơi', 'same place'),
}
/** Parts of a place that are called by the kind already: "cùng lớp 6A", not "cùng lớp, lớp 6A". */
const NAMED: Record<string, RegExp> = { class: /^lớp\b/iu, room: /^(phòng|buồng)\b/iu, ward: /^(khoa|buồng|phòng)\b/iu }

const WEEKDAYS = [
  w('Chủ nhật', 'Sunday'),
  w('thứ Hai', 'Monday'),
  w('thứ Ba', 'Tuesday'),
  w('thứ Tư', 'Wednesday'),
  w('thứ Năm', 'Thursday'),
  w('thứ Sáu', 'Friday'),
  w('thứ Bảy', 'Saturday'),
]

const local = (seconds: number) => new Date((seconds + 7 * 3600) * 1000)
const clock = (seconds: number): string => {
  const at = local(seconds)
  return `${at.getUTCHours()}:${String(at.getUTCMinutes()).padStart(2, '0')}`
}
const shortDay = (seconds: number) => dayAt(seconds).split('-').reverse().slice(0, 2).join('/')

/** '8 giờ', '1 giờ 30 phút', '45 phút'; under a minute as such. */
export function lengthWords(seconds: number): Words {
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return w('dưới 1 phút', 'under a minute')
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  return w(
    [h && `${h} giờ`, m && `${m} phút`].filter(Boolean).join(' '),
    [h && `${h} h`, m && `${m} min`].filter(Boolean).join(' '),
  )
}

function whereWords(p: Piece): Words[] {
  const kind = KIND[p.kind] ?? KIND.other!
  if (isApart(p))
    return [
      w('cùng nơi, khác bộ phận', 'same place, other parts of it'),
      w(`${p.space}, ${p.otherSpace}`, `${p.space}, ${p.otherSpace}`),
    ]
  const space = p.space ?? p.otherSpace
  const rows =
    p.rowsApart === null
      ? []
      : [p.rowsApart === 0 ? w('cùng hàng ghế', 'same row') : w(`cách ${p.rowsApart} hàng ghế`, `${p.rowsApart} rows apart`)]
  // known of one of them only: it is not said that they shared it
  if (space === null || p.space === null || p.otherSpace === null) return [kind, ...rows]
  if (NAMED[p.kind]?.test(space)) return [w(`cùng ${space}`, `same ${space}`), ...rows]
  return [kind, w(space, space), ...rows]
}

function whenWords(spans: readonly [number, number][]): Words {
  const [first] = spans[0]!
  const weekday = WEEKDAYS[local(first).getUTCDay()]!
  const date = dayAt(first).split('-').reverse().join('/')
  const hours = spans.map(([a, b]) => {
    const end =
      dayAt(b) === dayAt(first) || b - a > 86_400 ? clock(b) : clock(b) === '0:00' ? '24:00' : `${clock(b)} (${shortDay(b)})`
    return `${clock(a)}–${end}`
  })
  const shown = hours.length > 3 ? [...hours.slice(0, 3), '…'] : hours
  return w(`${weekday.vi} ${date} ${shown.join(', ')}`, `${weekday.en} ${date} ${shown.join(', ')}`)
}

/** Of several pieces what holds for all of them. */
function common<T>(pieces: readonly Piece[], of: (p: Piece) => T): T | undefined {
  const said = new Set(pieces.map(of))
  return said.size === 1 ? [...said][0] : undefined
}

/** Where, when, how long and in what conditions, without the rule. */
export function togetherWords(t: Together): Words {
  const counting = t.pieces.filter((p) => !t.counts || p.need >= 0)
  const pieces = counting.length > 0 ? counting : t.pieces
  const spans = spansOf(pieces)
  const seconds = secondsOf(spans)
  const parts = [...whereWords(pieces.find((p) => !isApart(p)) ?? pieces[0]!), whenWords(spans), lengthWords(seconds)]
  if (t.counts && t.within24 > seconds) {
    const total = lengthWords(t.within24)
    parts.push(w(`cộng dồn ${total.vi} trong 24 giờ`, `${total.en} within 24 h in all`))
  }
  const closed = common(pieces, (p) => p.closed)
  if (closed !== undefined && closed !== null)
    parts.push(closed ? w('không gian kín', 'closed space') : w('ngoài trời, thoáng', 'open air'))
  const masked = common(pieces, (p) => p.masked)
  if (masked !== undefined && masked !== null)
    parts.push(masked ? w('đều đeo khẩu trang', 'both masked') : w('không đủ khẩu trang', 'not both masked'))
  if (pieces.some((p) => p.assumed)) parts.push(w('giờ giấc theo mặc định, chưa kiểm chứng', 'times by default, unconfirmed'))
  return w(parts.map((p) => p.vi).join(', '), parts.map((p) => p.en).join(', '))
}
