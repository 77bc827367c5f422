/** Number and symbol of the document itself: 'Số: 24/CT-UBND', 'Số 95 - TB/TU', or with the number left blank. */
import { cellsOf, type Piece } from './layout.rules.ts'

export interface NumberRead {
  /** '24/CT-UBND', '95-TB/TU'; null where the number is left blank. */
  number: string | null
  /** 'CT-UBND', 'TB/TU'. */
  symbol: string | null
}

const LETTERS = String.raw`[A-ZĐƯ][A-Za-zĐđƯưÐ0-9]{0,11}`
const SYMBOL = String.raw`${LETTERS}(?:\s{0,2}[-–/.&]\s{0,2}${LETTERS}){0,4}`
const LINE = new RegExp(
  String.raw`^[\s"“(#]*S[ốôỐÔ]\s{0,3}[:.]?\s{0,3}(\d{1,6}[a-zA-Z]?)?[\s._…-]{0,40}([-–/])\s{0,3}(${SYMBOL})(?=\s|$|[,;)|])`,
  'u',
)
/** "Số: 1 0 9 4 3 /BYT-MT": a number that was stamped on, digit by digit. */
const STAMPED = /(?<=^\s{0,3}S[ốô]\s{0,3}[:.]?\s{0,3})\d(?:\s\d){1,5}(?=\s{0,2}[-–/])/u
const BLANK = /[\s._…]+/u
const NUMBER_ONLY = /^S[ốô]\s{0,3}[:.]\s{0,3}(\d{1,6})\s*$/u
const YEARED = new RegExp(String.raw`^[\s"“(#]*S[ốôỐÔ]\s{0,3}[:.]?\s{0,3}(\d{1,6})\s?/\s?(\d{4})\s?/\s?(${SYMBOL})`, 'u')

/** Only lines that begin with "Số" and bear a symbol; documents cited in a sentence do not. */
export function numberOf(lines: readonly Piece[], title: number | null): NumberRead {
  const inHeader = lines.slice(0, Math.max(12, (title ?? 0) + 4))
  for (const line of [...inHeader, ...lines.slice(-40)]) {
    if (line.text.length > 200) continue
    for (const { text } of [line, ...cellsOf(line)]) {
      const cell = { text: text.replace(STAMPED, (digits) => digits.replace(/\s/gu, '')) }
      const yeared = YEARED.exec(cell.text)
      if (yeared) return { number: `${yeared[1]}/${yeared[2]}/${tight(yeared[3]!)}`, symbol: tight(yeared[3]!) }
      const found = LINE.exec(cell.text)
      if (found) {
        const symbol = tight(found[3]!)
        const number = found[1] && !BLANK.test(found[1]) ? `${found[1]}${found[2] === '/' ? '/' : '-'}${symbol}` : null
        return { number, symbol }
      }
      const bare = NUMBER_ONLY.exec(cell.text)
      if (bare) return { number: bare[1]!, symbol: null }
    }
  }
  return { number: null, symbol: null }
}

const tight = (symbol: string): string =>
  symbol
    .replace(/\s+/gu, '')
    .replace(/–/gu, '-')
    .replace(/[.&-]+$/u, '')
