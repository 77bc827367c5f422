/** "Nơi nhận": one recipient for each dash of the first order; lines with a plus belong to the one before. */
import { cellsOf, type Piece } from './layout.rules.ts'

export interface Recipient {
  name: string
  /** 'để báo cáo', 'để thực hiện' … as written in brackets, abbreviations spelled out; null where none is given. */
  purpose: string | null
}

const PURPOSES: [RegExp, string][] = [
  [/^(?:để\s+)?(?:b\/?\s?c(?:áo)?|báo cáo|bc)$/iu, 'để báo cáo'],
  [/^(?:để\s+)?(?:t\/?\s?h(?:iện)?|thực hiện|chỉ đạo thực hiện|tổ chức thực hiện)$/iu, 'để thực hiện'],
  [/^(?:để\s+)?(?:p\/?\s?h(?:ợp)?|phối hợp)$/iu, 'để phối hợp'],
  [/^(?:để\s+)?(?:t\/?\s?d(?:õi)?|theo dõi)$/iu, 'để theo dõi'],
  [/^(?:để\s+)?(?:c\/?\s?đ|chỉ đạo)$/iu, 'để chỉ đạo'],
  [/^(?:để\s+)?biết$/iu, 'để biết'],
  [/^(?:để\s+)?(?:đ\/?\s?t(?:in)?|đăng tải|đưa tin)$/iu, 'để đưa tin'],
]
const purposeOf = (text: string): string | null => {
  const inside = [...text.matchAll(/\(([^()]{1,60})\)/gu)].map((m) => m[1]!.trim())
  for (const said of inside) for (const [pattern, purpose] of PURPOSES) if (pattern.test(said)) return purpose
  return inside.find((said) => /^để\s/iu.test(said)) ?? null
}

const SIGNED = /^(?:T\s?\/\s?M|T\s?\/\s?L|K\s?\/\s?T|TM|TL|KT|TUQ|Q|T\/UQ)\s?[./]?\s+\p{Lu}/u
const isLoud = (text: string) =>
  text === text.toUpperCase() && /\p{Lu}{3}/u.test(text) && !/^[-+•]/u.test(text) && !/[;,]$/u.test(text)

/** Index of the line that says "Nơi nhận", the last one, or -1. */
export function recipientsLine(lines: readonly Piece[]): number {
  for (let i = lines.length - 1; i >= 0; i -= 1)
    if (lines[i]!.text.length < 300 && /(?:^|[\s|])n\s?[ơo]i\s+(?:nh[ậâa]n|gửi|nh ận)\s*(?::|$|\s*\|)/iu.test(lines[i]!.text))
      return i
  return -1
}

/** @param from the line of "Nơi nhận" */
export function recipientsOf(lines: readonly Piece[], from: number): Recipient[] {
  const items: string[] = []
  for (const line of from < 0 ? [] : lines.slice(from, from + 120)) {
    const cells = cellsOf(line).map((cell) => cell.text)
    // a signature in the other column: the recipients are in the cell with the dash
    const own = cells.length > 1 ? cells.filter((text) => !SIGNED.test(text) && !isLoud(text)) : cells
    const text = (own[0] ?? '').replace(/^[\s|]*n\s?[ơo]i\s+(?:nh[ậâa]n|gửi)\s*:?\s*/iu, '').trim()
    if (own.length === 0 || text === '' || (line === lines[from] && isLoud(text))) {
      if (items.length > 0 && cells.length === 1 && (SIGNED.test(cells[0]!) || isLoud(cells[0]!))) break
      continue
    }
    if (items.length > 0 && (SIGNED.test(text) || isLoud(text))) break
    if (/^[-–•]?\s*\+/u.test(text)) {
      if (items.length > 0) items[items.length - 1] += `; ${text.replace(/^[-–•+\s]+/u, '')}`
    } else if (/^[-–—•·]/u.test(text)) items.push(...apart(text.replace(/^[-–—•·\s]+/u, '')))
    else if (items.length > 0 && !/[;.]$/u.test(items.at(-1)!) && !/^\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,4}$/u.test(text))
      items[items.length - 1] += ` ${text}`
    else if (/[;,]$/u.test(text) || (items.length === 0 && cells.length === 1)) items.push(...apart(text))
    else if (items.length > 0 && /\.$/u.test(items.at(-1)!)) break
  }
  return items
    .map((text) => ({ name: text.replace(/[;,.\s/]+$/u, '').trim(), purpose: purposeOf(text) }))
    .filter((r) => r.name !== '')
}

/** Several recipients on one line: "…; - Như Điều 3; - Lưu: VT". */
const apart = (text: string): string[] => text.split(/(?<=[;.])\s*[-–]\s+(?=\p{Lu})/u)
