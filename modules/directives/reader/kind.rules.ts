/** What kind of document it is, by its title; where it has none, by its symbol or by the marks of a letter (công văn). */
import { cellsOf, type Piece } from './layout.rules.ts'
import { KINDS } from './lexicon.rules.ts'
import { bones } from './source.rules.ts'

export interface Title {
  kind: string
  /** Index of the title among the lines. */
  line: number
  /** What the title line says after the kind: 'KẾT LUẬN CỦA …'. */
  rest: string
}

/** The title line: the kind alone, or the kind and what is said of it, in capitals; within the first lines that are not yet running text. */
export function titleOf(lines: readonly Piece[]): Title | null {
  for (let i = 0; i < Math.min(lines.length, 60); i += 1) {
    // a letter has no title: what stands behind "Kính gửi" is that of something it sends along
    if (/^kính gửi(?!\p{L})/iu.test(lines[i]!.text)) return null
    for (const cell of cellsOf(lines[i]!)) {
      const found = titleIn(cell.text)
      if (found) return { ...found, line: i }
    }
  }
  // a title that a scanner has left rubbish before: "DEN i: : _¬ CHỈ THỊ"
  for (let i = 0; i < Math.min(lines.length, 40); i += 1) {
    const m = lines[i]!.text.length < 60 ? STAINED.exec(lines[i]!.text) : null
    const found = m && titleIn(m[1]!)
    if (found) return { ...found, line: i }
  }
  return null
}
const STAINED = /[:_¬|~»«].{0,12}\s((?:THÔNG|CHỈ|CÔNG|QUYẾT|NGHỊ|KẾT|KẾ)\s\p{Lu}{2,6})$/u

/** "Công điện số 149/CĐ-TTg ngày 28/8/2025 về …": a text whose first line names it, in place of a header. */
const NAMED_FIRST = new RegExp(
  String.raw`^(${KINDS.map(([, kind]) => kind).join('|')})\s(?:khẩn\s|hỏa tốc\s)?(?:số\s)?(\d{1,6}[-/][\p{L}\d]+(?:[-/][\p{L}\d]+)*),?\s(?:ngày\s([\d/.-]{6,10})|năm\s\d{4})(?![^\n]{0,200}\s(?:đã|nêu rõ|yêu cầu)\s)`,
  'iu',
)
export function namedFirst(
  lines: readonly Piece[],
): { kind: string; number: string; symbol: string; date: string | null } | null {
  const m = lines[0] && lines[0].text.length < 300 ? NAMED_FIRST.exec(lines[0].text) : null
  if (!m) return null
  return { kind: m[1]!.toLowerCase(), number: m[2]!, symbol: m[2]!.replace(/^\d+[-/]/u, ''), date: m[3] ?? null }
}

function titleIn(text: string): { kind: string; rest: string } | null {
  if (text.length > 160) return null
  const words = text.replace(/^[#\s"“(]+/u, '').split(/\s+/u)
  let seen = ''
  for (let n = 0; n < Math.min(words.length, 8); n += 1) {
    seen += bones(words[n]!).replace(/[^a-z]/gu, '')
    const kind = KINDS.find(([key]) => key === seen)
    if (!kind) continue
    const said = words.slice(0, n + 1).join(' ')
    const rest = words.slice(n + 1).join(' ')
    // "THÔNG BÁO KẾT LUẬN": the title goes on; "Quyết định số 12": running text
    if (said !== said.toUpperCase() && !(rest === '' && words.length <= 3)) return null
    if (kind[1] === 'công điện' && seen === 'dien' && rest !== '' && !/^(?:khẩn|hỏa tốc|của|mật)/iu.test(rest)) return null
    if (/^(?:số|ngày)(?!\p{L})/iu.test(rest) && said !== said.toUpperCase()) return null
    return { kind: kind[1], rest: rest.replace(/^[:.]+/u, '').trim() }
  }
  return null
}

/** The kind that a symbol stands for: 'TB/TU' and 'TB-UBND' are thông báo; a symbol with no kind in it (UBND-VX) is that of a công văn. */
export function kindOfSymbol(symbol: string | null): string | null {
  if (!symbol) return null
  const first = symbol.split(/[-/]/u)[0]!
  const kind = KINDS.find(([, , symbols]) => symbols.includes(first))
  return kind?.[1] ?? (/^(?:UBND|BCĐ|VP|S[A-ZĐ]{1,}|BYT|TTg|SYT|BCA|TU|HU|ĐU)/u.test(first) ? 'công văn' : null)
}
