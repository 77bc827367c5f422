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
  String.raw`^(${KINDS.map(([, kind]) => kind).join('|')})\s(?:khẩn\s|hỏa tốc\s)?(?:số\s)?(\d{1,6}[-/][\p{L}\d]+(?:[-/][\p{L}\d]+)*),?\s(?:ngày\s([\d/.-]{6,10})|năm\s\d{4})(?![^\n]{0,200}\s(?:đã|nêu rõ|yêu cầu)\s)|^(?<alone>${KINDS.map(([, kind]) => kind).join('|')})\s(?:số\s)?(?<number>\d{1,6}[-/][\p{L}\d]+(?:[-/][\p{L}\d]+)*)$`,
  'iu',
)
export function namedFirst(
  lines: readonly Piece[],
): { kind: string; number: string; symbol: string; date: string | null } | null {
  const m = lines[0] && lines[0].text.length < 300 ? NAMED_FIRST.exec(lines[0].text) : null
  if (!m) return null
  const [kind, number] = [m[1] ?? m.groups!.alone!, m[2] ?? m.groups!.number!]
  return { kind: kind.toLowerCase(), number, symbol: number.replace(/^\d+[-/]/u, ''), date: m[3] ?? null }
}

export interface Told {
  /** Null where it is only called "văn bản". */
  kind: string | null
  number: string | null
  symbol: string | null
  /** As written: "02/5/2021". */
  date: string | null
  issuer: string | null
}
const KIND_WORDS = KINDS.map(([, kind]) => kind).join('|')
const DAY = String.raw`\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?`
const PAPER = String.raw`(?<kind>${KIND_WORDS}|văn bản)(?:\s(?:khẩn|hỏa tốc))*(?:\s(?:số|CV))*(?:\s(?<number>\d{1,6}(?:\s?[-/&]\s?\p{L}[\p{L}\d]*)*)(?:,?\sngày\s(?<of>${DAY}))?)?(?!\p{L})`
const WHO = String.raw`(?<who>(?:Chủ tịch|Phó Chủ tịch|UBND|Ủy ban|Ban thường vụ|Thường trực|Ban chỉ đạo|BCĐ|Tỉnh ủy|Thành ủy|Huyện ủy|Sở|Bộ|Thủ tướng|Chính phủ|Văn phòng|Cục|Tổng cục|Chi cục|Bộ Tư lệnh|Công an|Trung tâm|Ban Quản lý|Ban Chỉ huy)(?!\p{L})[^.;:()]{0,120}?)(?:\s\([^()]{2,20}\))?`
/** "Ngày 02/5/2021, Sở Y tế ban hành công văn số 12/SYT-NVY …", "Chủ tịch UBND tỉnh vừa Quyết định số 5/QĐ-UBND …". */
const TOLD = new RegExp(
  String.raw`(?:(?:^|[\s,])(?:ngày|sáng|trưa|chiều|tối|đêm)\s(?:ngày\s)?(?<date>${DAY}),?\s|^|[.,]\s)${WHO}(?:,?\s(?:mới đây|vừa|đã|cũng|chính thức|tiếp tục))*\s(?:ký\s)?(?:ban hành|có|ra|gửi|(?=quyết định số))\s?${PAPER}`,
  'iu',
)
/** "UBND tỉnh cho biết ông A, Chủ tịch UBND tỉnh này đã có văn bản …": a sentence, no name. */
const NO_NAME = /\scho biết(?!\p{L})|\s(?:này|trên)$/iu
/** "… (Thông báo 94 của Ban chỉ đạo …)" in a headline. */
const TOLD_IN_HEADLINE = new RegExp(String.raw`\(${PAPER}\scủa\s${WHO}\)`, 'iu')

const TOLD_SAYS = new RegExp(String.raw`^(${KIND_WORDS})(?: này)? nêu rõ(?!\p{L})`, 'iu')

const TELLS_OF_IT = /theo đó|nêu rõ|cụ thể|(?:công điện|công văn|chỉ thị|văn bản|thông báo|quyết định) (?:này|trên)(?!\p{L})/iu
const SPEAKS_ITSELF =
  /[.:;,]\s(?:Chủ tịch |Phó Chủ tịch )?(?:UBND|Ủy ban nhân dân|Ban Thường vụ|Thường trực|Ban Chỉ đạo|Tỉnh ủy|Thành ủy|Huyện ủy)(?!\p{L})[^.;:]{0,80}?\s(?:yêu cầu|đề nghị|chỉ đạo|giao|thông báo)(?!\p{L})/u
/** "Chính phủ đã ban hành Công điện số …. Chủ tịch UBND tỉnh yêu cầu …": an order that cites another document, and tells nothing of it. */
function citesBefore(lines: readonly Piece[], head: string, who: string): boolean {
  const centre = /^(?:Thủ tướng|Chính phủ|Bộ)(?!\p{L})/iu.test(who)
  if (!centre && !/\sđã\s(?:ký\s)?ban hành/iu.test(head)) return false
  const all = lines
    .slice(0, 12)
    .map(({ text }) => text)
    .join('. ')
  return !TELLS_OF_IT.test(all) && SPEAKS_ITSELF.test(all.slice(all.indexOf(head.slice(0, 200)) + head.indexOf(who) + who.length))
}

/** A text that tells what a document says, in place of the document: which one it tells of, and whose. */
export function toldOf(lines: readonly Piece[]): Told | null {
  if (lines.some((l) => /^(?:nơi\s+nhận|kính gửi)\s*:|CỘNG HÒA XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM/iu.test(l.text))) return null
  for (const { text } of lines.slice(0, 6)) {
    const head = text.slice(0, 1500)
    const says = TOLD_SAYS.exec(head)?.[1]
    if (says) return { kind: says.toLowerCase(), number: null, symbol: null, date: null, issuer: null }
    const m = (TOLD.exec(head) ?? TOLD_IN_HEADLINE.exec(head))?.groups
    if (!m || NO_NAME.test(m.who!) || citesBefore(lines, head, m.who!)) continue
    const number = m.number?.replace(/\s/gu, '') ?? null
    const symbol = number?.includes('/') || number?.includes('-') ? number.replace(/^\d+[-/]/u, '') : null
    const kind = /^văn bản$/iu.test(m.kind!) ? null : m.kind!.toLowerCase()
    return { kind, number, symbol, date: m.date ?? m.of ?? null, issuer: m.who!.replace(/\s+/gu, ' ').trim() }
  }
  return null
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

/** "Chỉ thị về việc …" as the first line, in small letters and without a number: the headline is the title. */
const HEADLINE = new RegExp(
  String.raw`^(${KIND_WORDS})(?:\s(?:khẩn|hỏa tốc))?\s(?:về|của)\s(?![^\n]{0,200}\s(?:nêu rõ|cho biết)(?!\p{L}))`,
  'iu',
)
export const kindOfHeadline = (lines: readonly Piece[]): string | null =>
  (lines[0] && lines[0].text.length < 300 ? HEADLINE.exec(lines[0].text)?.[1]?.toLowerCase() : undefined) ?? null

/** The kind that a symbol stands for: 'TB/TU' and 'TB-UBND' are thông báo; a symbol with no kind in it (UBND-VX) is that of a công văn. */
export function kindOfSymbol(symbol: string | null): string | null {
  if (!symbol) return null
  const first = symbol.split(/[-/]/u)[0]!
  const kind = KINDS.find(([, , symbols]) => symbols.includes(first))
  return kind?.[1] ?? (/^(?:UBND|BCĐ|VP|S[A-ZĐ]{1,}|BYT|TTg|SYT|BCA|TU|HU|ĐU)/u.test(first) ? 'công văn' : null)
}
