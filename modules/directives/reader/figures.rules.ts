/** Figures of an order: '50 - 70 hộ', '12/12 huyện', '60.000 - 80.000/ngày', '100%', '20 người'. Dates and numbers of documents are none. */
import type { Source, Span } from './source.rules.ts'

export interface Figure {
  /** The lower end of a range, or the figure. */
  from: number
  /** The upper end; the same as `from` where there is no range. */
  to: number
  /** 'hộ gia đình', '%', 'huyện'; null where none is named. */
  unit: string | null
  /** 12/12: so many of so many. */
  of: number | null
  span: Span
}

const N = String.raw`\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?`
const FIGURE = new RegExp(
  String.raw`(?<![\d/.,:\p{L}-])(${N})(?:\s?(-|–|đến|/)\s?(${N}))?\s?(%|/ngày|/giờ|\p{Ll}+(?:\s\p{Ll}+)?)?`,
  'gu',
)
const UNIT =
  /^(?:%|\/ngày|\/giờ|người|hộ|hộ gia đình|huyện|xã|tổ|mẫu|lần|giường|chốt|đội|ca|liều|mét|m|phòng|tỷ|triệu|đồng|cơ sở|doanh nghiệp|trường hợp|đơn vị|địa phương|lối|cán bộ|thôn|phường|nhân viên|km|tháng|ngày|giờ|phút|đoàn|bộ)(?:\s|$)/u
/** Before a number that names or dates something. */
const NAMES =
  /(?:số|ngày|tháng|năm|điều|khoản|mục|điểm|quý|covid|sars-cov|f|nq|chỉ thị|quốc lộ|phụ lục|giai đoạn|cấp độ|mức độ|lần thứ|thứ|loại|\d\s?[/-])\s*$/iu

export function figuresIn(source: Source, start: number, end: number): Figure[] {
  const text = source.text.slice(start, Math.min(end, start + 4000))
  const figures: Figure[] = []
  for (const m of text.matchAll(FIGURE)) {
    if (NAMES.test(text.slice(Math.max(0, m.index - 14), m.index))) continue
    const [one, two] = [amount(m[1]!), m[3] === undefined ? null : amount(m[3])]
    const unit =
      m[4] && UNIT.test(m[4])
        ? UNIT.exec(m[4])![0].trim() === 'hộ' && m[4] === 'hộ gia'
          ? 'hộ gia đình'
          : UNIT.exec(m[4])![0].trim()
        : null
    if (m[2] === '/' && (unit === null || two === null || one > two || /24|7/u.test(m[3]!))) continue
    if (unit === null && (m[2] === undefined || m[2] === '/')) continue
    if (
      /^(?:ngày|giờ|tháng|phút)$/u.test(unit ?? '') &&
      m[2] === undefined &&
      /^\s?(?:\d|năm|\/)/u.test(text.slice(m.index + m[0].length))
    )
      continue
    const bare = unit === null ? m[0].replace(/\s?\p{Ll}.*$/u, '').trimEnd().length : m[0].length
    figures.push({
      from: one,
      to: m[2] === '/' ? one : (two ?? one),
      unit,
      of: m[2] === '/' ? two : null,
      span: source.span(start + m.index, start + m.index + bare),
    })
  }
  return figures
}

const amount = (text: string): number => Number(text.replace(/\.(?=\d{3})/gu, '').replace(',', '.'))
