/** Numbers of other documents that the text cites, each with its date where the text gives one. */
import type { LocalDate } from '@phaodai/text/dates.ts'
import { type Calendar, datesIn } from './dates.rules.ts'
import { KINDS } from './lexicon.rules.ts'
import type { Source, Span } from './source.rules.ts'

export interface Reference {
  number: string
  date: LocalDate | null
  kind: string | null
  span: Span
}

const PART = String.raw`[A-ZĐƯ][A-Za-zĐđƯư]{0,9}\d{0,2}`
const CITED = new RegExp(
  String.raw`(?<![\d/\p{L}-])(\d{1,5})\s?(?:/\s?((?:19|20)\d{2})\s?)?([-–/])\s?(${PART}(?:\s?[-–/]\s?${PART}){0,3})(?![\p{L}\d])`,
  'gu',
)
/** "Văn bản số 06 ngày 26/3/2020", "Chỉ thị 16": a number without its symbol. */
const BARE = new RegExp(
  String.raw`(?:${KINDS.map(([, kind]) => kind).join('|')}|văn bản)\s{1,2}(?:kết luận\s)?(?:số\s{1,2})?(\d{1,5})(?=\s|[,;.)]|$)(?!\s?(?:giờ|ngày/|%|người|hộ))`,
  'giu',
)
/** Words of one or two letters that look like a symbol and are not one: F0, F1, A. */
const NO_SYMBOL = /^(?:F\d|[A-ZĐ]\d?|BN\d*|Km\d*|QL\d*|TP|TX|PCR|UBND|HĐND|Covid)$/u

export function referencesIn(source: Source, calendar: Calendar, own: string | null): Reference[] {
  const { text } = source
  const found: Reference[] = []
  const seen = new Set<string>()
  const add = (number: string, start: number, end: number) => {
    const after = text.slice(end, end + 40)
    const dated = /^[^.;:\d]{0,24}$|^[\s,(]*(?:ban hành\s)?(?:ngày|năm)/iu.test(after) ? datesIn(after, calendar)[0] : undefined
    const date = dated && dated.start <= 12 ? dated.date : null
    const key = `${number} ${date ?? ''}`
    if (number === own || seen.has(key) || seen.has(number)) return
    seen.add(key)
    if (date === null) seen.add(number)
    found.push({ number, date, kind: kindBefore(text.slice(Math.max(0, start - 30), start)), span: source.span(start, end) })
  }
  for (const m of text.matchAll(CITED)) {
    const symbol = m[4]!.replace(/\s/gu, '').replace(/–/gu, '-')
    if (NO_SYMBOL.test(symbol) || (!/[-/]/u.test(symbol) && symbol.length > 6) || /^\d+$/u.test(symbol)) continue
    if (!/\p{Lu}\p{Lu}|[-/]/u.test(symbol)) continue
    const sign = m[3] === '/' ? '/' : '-'
    add(`${m[1]}${m[2] ? `/${m[2]}` : ''}${sign}${symbol}`, m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(BARE)) {
    const rest = text.slice(m.index + m[0].length, m.index + m[0].length + 8)
    if (/^\s?[-–/]/u.test(rest)) continue
    const start = m.index + m[0].length - m[1]!.length
    if (!found.some((r) => r.number.startsWith(`${m[1]}/`) || r.number.startsWith(`${m[1]}-`)))
      add(m[1]!, start, m.index + m[0].length)
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

function kindBefore(text: string): string | null {
  const low = text.toLowerCase()
  let best: { at: number; kind: string } | null = null
  for (const [, kind] of KINDS) {
    const at = low.lastIndexOf(kind)
    if (at >= 0 && (!best || at > best.at)) best = { at, kind }
  }
  return best?.kind ?? null
}
