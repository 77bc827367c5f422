/** One row of a list of stays, read by field: what cannot be read is a reason to give the row back, and nothing is guessed. */
import type { Cell } from '@phaodai/tabular/cells.ts'
import type { DayOrder } from '@phaodai/text/dates.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import { repairText } from '@phaodai/text/mojibake.ts'
import type { Reason } from './stay.ts'
import { type Moment, readClock, readMoment } from './when.rules.ts'

const NOTHING = new Set(['', '-', '.', '?', 'na', 'n/a', 'nan', 'null', 'none', 'không rõ', 'chưa rõ'])
const PLAIN = /^[!-~]+(?: [!-~]+)*$/
const YES = new Set('co|yes|y|1|true|x|kin|deo|day du|deo khau trang|closed'.split('|'))
const NO = new Set('khong|no|n|0|false|thoang|ngoai troi|khong deo|open|khong kin'.split('|'))

/** Text as stored: mended where its damage can be undone, clean, at most 200 letters. */
export function textOfCell(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined) return null
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10)
  const raw = typeof cell === 'string' ? cell : String(cell)
  const text = PLAIN.test(raw) ? raw : clean(repairText(raw.toWellFormed().replaceAll('\0', '')).text)
  return NOTHING.has(text.toLowerCase()) ? null : text
}

export const said = (field: string, rule: string, vi: string, en: string): Reason => ({ field, rule, vi, en })

/** Reads a row's cells by field name; the reasons gather in `refused` and `notes`. */
export class Row {
  readonly refused: Reason[] = []
  readonly notes: Reason[] = []
  readonly #cells: readonly Cell[]
  readonly #at: Readonly<Record<string, number | undefined>>
  readonly #order: DayOrder | undefined

  constructor(cells: readonly Cell[], at: Readonly<Record<string, number | undefined>>, order?: DayOrder) {
    this.#cells = cells
    this.#at = at
    this.#order = order
  }

  cell(field: string): Cell {
    const at = this.#at[field]
    return at === undefined ? null : (this.#cells[at] ?? null)
  }

  text(field: string, most = 200): string | null {
    const text = textOfCell(this.cell(field))
    if (text === null || text.length <= most) return text
    this.refuse(field, 'too-long', `dài quá ${most} chữ`, `is longer than ${most} letters`)
    return null
  }

  /** Text that the row must have. */
  must(field: string): string | null {
    const text = this.text(field)
    if (text === null && !this.refused.some((r) => r.field === field)) this.refuse(field, 'missing', 'để trống', 'is empty')
    return text
  }

  refuse(field: string, rule: string, vi: string, en: string): void {
    this.refused.push(said(field, rule, `${wordOf(field, 'vi')} ${vi}`, `${wordOf(field, 'en')} ${en}`))
  }
  note(field: string, rule: string, vi: string, en: string): void {
    this.notes.push(said(field, rule, vi, en))
  }

  clock(field: string): number | null {
    const cell = this.cell(field)
    const text = textOfCell(cell)
    if (text === null) return null
    const minutes = readClock(cell)
    if (minutes === null)
      this.refuse(
        field,
        'unreadable-time',
        `"${text.slice(0, 40)}" không đọc được là giờ`,
        `"${text.slice(0, 40)}" is no time of day`,
      )
    return minutes
  }

  moment(field: string): Extract<Moment, { ok: true }> | null {
    const cell = this.cell(field)
    const text = textOfCell(cell)
    if (text === null) return null
    const read = readMoment(cell, this.#order)
    if (read.ok) return read
    const shown = text.slice(0, 40)
    if (read.problem === 'ambiguous')
      this.refuse(
        field,
        'ambiguous-date',
        `"${shown}" đọc được hai cách: nêu "dateOrder" ("dmy" hoặc "mdy") trong bảng ghép cột`,
        `"${shown}" can be read in two ways: say "dateOrder" ("dmy" or "mdy") in the mapping`,
      )
    else if (read.problem === 'impossible')
      this.refuse(field, 'impossible-date', `"${shown}" không có trong lịch`, `"${shown}" is not in the calendar`)
    else this.refuse(field, 'unreadable-date', `"${shown}" không đọc được là ngày`, `"${shown}" cannot be read as a date`)
    return null
  }

  day(field: string): string | null {
    return this.moment(field)?.day ?? null
  }

  whole(field: string, most: number): number | null {
    const text = this.text(field)
    if (text === null) return null
    const digits = /^\D{0,12}?(\d{1,4})(?:[.,]0)?$/u.exec(text)?.[1]
    if (digits !== undefined && Number(digits) <= most) return Number(digits)
    this.note(
      field,
      'not-understood',
      `không hiểu ô ${wordOf(field, 'vi')}, để trống`,
      `the cell of ${wordOf(field, 'en')} is not understood, left empty`,
    )
    return null
  }

  yes(field: string): boolean | null {
    const text = this.text(field)
    if (text === null) return null
    const plain = fold(text)
    if (YES.has(plain)) return true
    if (NO.has(plain)) return false
    this.note(
      field,
      'not-understood',
      `không hiểu ô ${wordOf(field, 'vi')}, để trống`,
      `the cell of ${wordOf(field, 'en')} is not understood, left empty`,
    )
    return null
  }
}

/** What the fields are called in a reason. */
export const FIELDS: Record<string, [vi: string, en: string]> = {
  code: ['mã hồ sơ', 'code'],
  idNumber: ['số giấy tờ', 'identity number'],
  phone: ['điện thoại', 'phone'],
  name: ['họ tên', 'name'],
  birth: ['ngày sinh', 'date of birth'],
  date: ['ngày', 'date'],
  fromDate: ['từ ngày', 'first day'],
  untilDate: ['đến ngày', 'last day'],
  weekdays: ['thứ', 'weekdays'],
  start: ['giờ bắt đầu', 'start'],
  end: ['giờ kết thúc', 'end'],
  shift: ['ca', 'shift'],
  session: ['buổi', 'session'],
  workplace: ['nơi làm việc', 'workplace'],
  line: ['chuyền, bộ phận', 'line'],
  school: ['trường', 'school'],
  class: ['lớp', 'class'],
  site: ['khu cách ly', 'site'],
  room: ['phòng', 'room'],
  from: ['thời điểm vào', 'from'],
  to: ['thời điểm ra', 'to'],
  vehicle: ['phương tiện', 'vehicle'],
  trip: ['chuyến', 'trip'],
  coach: ['toa', 'coach'],
  seat: ['số ghế', 'seat'],
  row: ['hàng ghế', 'row'],
  checkpoint: ['chốt kiểm soát', 'checkpoint'],
  venue: ['địa điểm', 'venue'],
  place: ['nơi đến', 'place'],
  kind: ['loại nơi', 'kind of place'],
  masked: ['khẩu trang', 'masks'],
  closed: ['không gian kín', 'closed space'],
}
const wordOf = (field: string, lang: 'vi' | 'en'): string => FIELDS[field]?.[lang === 'vi' ? 0 : 1] ?? field
