import { clean } from './fold.ts'

export type NumberReading =
  | { ok: true; value: number }
  | { ok: false; problem: 'empty' | 'unreadable' | 'ambiguous'; text: string; readings?: { vi: number; en: number } }

const WHOLE = /^[-+]?\d+$/u
const DOT_GROUPS = /^[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/u
const COMMA_GROUPS = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/u
const DECIMAL = /^[-+]?\d+[.,]\d+$/u

/**
 * A number as written in Việt Nam: 60.000 is sixty thousand, 1.234,5 has a decimal comma, 60 000 is grouped by spaces.
 * 1.5 and 1,234.5 can only be read one way and are read so. 60,000 may be sixty or sixty thousand: refused unless `style` is declared.
 * Never throws.
 */
export function parseNumber(cell: unknown, options: { style?: 'vi' | 'en' | undefined } = {}): NumberReading {
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? { ok: true, value: cell } : { ok: false, problem: 'unreadable', text: String(cell) }
  if (cell === null || cell === undefined) return { ok: false, problem: 'empty', text: '' }
  if (typeof cell !== 'string') return { ok: false, problem: 'unreadable', text: typeof cell }
  const text = clean(cell)
  if (text === '') return { ok: false, problem: 'empty', text }
  const digits = text.replace(/^\u2212/u, '-').replace(/(?<=\d) (?=\d{3}(?!\d))/gu, '')
  const vi = Number(digits.replace(/\./gu, '').replace(',', '.'))
  const en = Number(digits.replace(/,/gu, ''))
  const isVi = DOT_GROUPS.test(digits)
  const isEn = COMMA_GROUPS.test(digits)
  if (WHOLE.test(digits)) return { ok: true, value: vi }
  if (options.style === 'vi')
    return isVi || (DECIMAL.test(digits) && digits.includes(',')) ? { ok: true, value: vi } : loose(digits, text)
  if (options.style === 'en')
    return isEn || (DECIMAL.test(digits) && digits.includes('.')) ? { ok: true, value: en } : loose(digits, text)
  if (isEn && DECIMAL.test(digits)) return { ok: false, problem: 'ambiguous', text, readings: { vi, en } }
  if (isVi) return { ok: true, value: vi }
  if (isEn) return { ok: true, value: en }
  return loose(digits, text)
}

/** A single separator that cannot group: 1.5 and 1,5 are both one and a half. */
function loose(digits: string, text: string): NumberReading {
  if (!DECIMAL.test(digits) || DOT_GROUPS.test(digits) || COMMA_GROUPS.test(digits))
    return { ok: false, problem: 'unreadable', text }
  return { ok: true, value: Number(digits.replace(',', '.')) }
}

const formats = new Map<number, Intl.NumberFormat>()

/** '1.234,5': dots group, comma is decimal; at most `decimals` decimals (default 1). '–' for what is not finite. */
export function formatNumber(value: number, decimals = 1): string {
  if (!Number.isFinite(value)) return '–'
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: decimals })
    formats.set(decimals, format)
  }
  return format.format(value)
}
