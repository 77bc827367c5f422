/** Lines, cells and paragraphs of a document's text. A paragraph that a page break or a hard line break has cut is one again. */
import { isBodyAlone } from './bodies.rules.ts'
import { verbPattern } from './lexicon.rules.ts'
import type { Source } from './source.rules.ts'

/** A piece of the tidy view, without white space at its ends. */
export interface Piece {
  start: number
  end: number
  text: string
}

export type MarkKind = 'roman' | 'article' | 'number' | 'dotted' | 'bracketed' | 'letter' | 'dash' | 'plus'
export interface Mark {
  kind: MarkKind
  /** Smaller is nearer the root: an item belongs to the last item before it of a smaller rank. */
  rank: number
  label: string
  /** Where the words after the mark begin, in the view. */
  after: number
}
export interface Paragraph extends Piece {
  mark: Mark | null
}

const MARKS: [MarkKind, number, RegExp][] = [
  ['article', 1, /^Điều\s+\d{1,3}\s*[.:]\s*/iu],
  ['roman', 1, /^(?:phần\s+)?(?:X{0,2}(?:IX|IV|V?I{1,3}|V|X))\s*[.\-)/:]\s+/u],
  ['dotted', 3, /^\d{1,2}(?:\.\d{1,2}){1,3}\.?\)?\s+(?=\S)/u],
  ['number', 2, /^\d{1,2}\s*(?:[.)]\s*(?!\d)|[-–/]\s*(?=\p{Lu}))/u],
  ['number', 2, /^(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy))\s*[,:]\s*/u],
  ['bracketed', 4, /^\(\s*(?:\d{1,2}|[a-zđ]|[ivx]{2,4})\s*\)\s*/u],
  ['letter', 5, /^[a-zđ]\s*[.)]\s*(?=[\p{Lu}"“])/u],
  ['plus', 7, /^(?:[-–•]\s*)?\+\s*/u],
  ['dash', 6, /^[-–—•●▪◦·−]\s*(?=[\p{L}“"(\d])/u],
]

/** The mark of an item at the start of a text, if it has one. */
export function markOf(text: string, start: number): Mark | null {
  const head = text.slice(0, 24)
  for (const [kind, rank, pattern] of MARKS) {
    const found = pattern.exec(head)
    if (!found) continue
    const label = found[0].trim()
    const deeper = kind === 'dotted' ? Math.min(label.split('.').filter(Boolean).length - 2, 1) * 0.5 : 0
    return { kind, rank: rank + deeper, label, after: start + found[0].length }
  }
  return null
}

const PAGE_NUMBER = /^(?:[-–]?\s*\d{1,3}\s*[-–]?|(?:trang|page)\s*\d{1,3}(?:\s*(?:\/|trên)\s*\d{1,3})?|\d{1,3}\s*\/\s*\d{1,3})$/iu
const RULE = /^[-–—_=~.·\s|]+$|^[-=\s]*page break[-=\s]*$/iu
/** A page number, alone on its line, between two lines. */
const PAGED = /\n\s*(?:[-–]?\s?\d{1,3}\s?[-–]?|[-=\s]*page break[-=\s]*)\s*\n/iu
/** What a scanner makes of a stain at the edge of a line. */
const STAIN = /^(?:[_~¬]+|\._)\s+/u

/** Trimmed lines that say something: no page numbers, no ruled lines. */
export function linesOf(source: Source): Piece[] {
  const lines: Piece[] = []
  const { text } = source
  for (let start = 0; start <= text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop < 0 ? text.length : stop
    const stain = STAIN.exec(text.slice(start, Math.min(end, start + 12)))?.[0].length ?? 0
    const piece = trimmed(text, start + stain, end)
    if (piece && !RULE.test(piece.text.slice(0, 200)) && !(piece.text.length < 20 && PAGE_NUMBER.test(piece.text)))
      lines.push(piece)
    start = end + 1
  }
  return lines
}

/** The piece without the white space around it, or null where nothing is left. */
export function trimmed(text: string, from: number, to: number): Piece | null {
  let [start, end] = [from, to]
  while (start < end && /\s/u.test(text[start]!)) start += 1
  while (end > start && /\s/u.test(text[end - 1]!)) end -= 1
  return start < end ? { start, end, text: text.slice(start, end) } : null
}

const BLANK_BEFORE = /(?:^|\s)(?:số\s*[:.]?|ngày|tháng)\s*$/iu
const BLANK_AFTER = /^(?:tháng|năm)(?!\p{L})|^[-–/]\s?\p{Lu}{2}/u
/** The columns of a line: what wide gaps, tabs or bars set apart. */
export function cellsOf(line: Piece): Piece[] {
  const cells: Piece[] = []
  const gap = /\t+|\s*\|\s*| {3,}/gu
  let from = 0
  for (const found of line.text.matchAll(gap)) {
    // a number or a day left blank is no gap between columns
    const after = line.text.slice(found.index + found[0].length, found.index + found[0].length + 12)
    if (
      !found[0].includes('|') &&
      (BLANK_BEFORE.test(line.text.slice(Math.max(0, found.index - 12), found.index)) || BLANK_AFTER.test(after))
    )
      continue
    const cell = trimmed(line.text, from, found.index)
    if (cell) cells.push({ ...cell, start: cell.start + line.start, end: cell.end + line.start })
    from = found.index + found[0].length
  }
  const last = trimmed(line.text, from, line.text.length)
  if (last) cells.push({ ...last, start: last.start + line.start, end: last.end + line.start })
  return cells
}

const isLoud = (text: string): boolean => text === text.toUpperCase() && /\p{Lu}/u.test(text)

/** Paragraphs of a stretch of lines. */
export function paragraphsOf(source: Source, all: readonly Piece[]): Paragraph[] {
  const lines = marksJoined(source, all)
  const wrapped = isWrapped(source, lines)
  const paragraphs: Paragraph[] = []
  let last: Paragraph | undefined
  let lastLine: Piece | undefined
  const full = fullLine(lines)
  for (const line of lines) {
    const mark = markOf(line.text, line.start)
    if (last && lastLine && (goesOn(source, lastLine, line, mark, full) || (wrapped && wraps(source, lastLine, line, mark)))) {
      last.end = line.end
    } else {
      last = { ...line, mark }
      paragraphs.push(last)
    }
    lastLine = line
  }
  for (const p of paragraphs) p.text = source.text.slice(p.start, p.end)
  return paragraphs.flatMap((p) => itemsWithin(p))
}

/** A mark alone on its line; what it marks is on the next. */
export const LONE_MARK = /^(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[.)]$/u
/** "VI." and the line after it as one. */
function marksJoined(source: Source, lines: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const line of lines) {
    const before = joined.at(-1)
    if (before && LONE_MARK.test(before.text) && !isBlank(source, before, line)) {
      before.end = line.end
      before.text = source.text.slice(before.start, line.end)
    } else joined.push({ ...line })
  }
  return joined
}
const isBlank = (source: Source, before: Piece, line: Piece): boolean =>
  (source.text.slice(before.end, line.start).match(/\n/gu)?.length ?? 0) > 1

/** Whether a line without a mark may carry on the one before it: no blank between, no stop at its end. */
const wraps = (source: Source, before: Piece, line: Piece, mark: Mark | null): boolean =>
  !mark &&
  !isBlank(source, before, line) &&
  !/[.:;!?…]$/u.test(before.text) &&
  !isLoud(line.text) &&
  !isLoud(before.text) &&
  !headsOrder(before, line)
/** A page whose paragraphs are cut into lines of any length, and set apart by blanks: most such lines begin with a small letter. */
function isWrapped(source: Source, lines: readonly Piece[]): boolean {
  let [open, small] = [0, 0]
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    if (!before || before.text.length > 60 || !wraps(source, before, line, markOf(line.text, line.start))) return
    open += 1
    if (/^\p{Ll}/u.test(line.text)) small += 1
  })
  return open >= 8 && small / open > 0.7
}

/** "…, các tỉnh:" at the end of a line: their names are on the next. */
const NAMES_GO_ON = /(?<!\p{L})các (?:bộ|tỉnh|huyện|xã|phường|sở|thành phố|quận)\s?:$/iu
/** A word that no sentence and no heading ends with. */
const DANGLING =
  /\s(?:và|hoặc|của|các|những|với|cho|về|tại|theo|để|trong|từ|đến|trước|là|do|bởi|như|hơn|khoảng|vào|ngày|tháng|cùng|bằng)$/u
/** "… thành phố Chí / Linh …": a name cut in two. */
const HALF_NAME = /(?:thành phố|tỉnh|huyện|thị xã|quận|phường|xã|thị trấn|đồng chí|ông|bà)\s\p{Lu}\p{Ll}{0,6}$/u
const HALF = /^\p{Lu}\p{Ll}{1,6}[\s,.;]/u

/** "… Bộ / Giáo dục và Đào tạo": no line ends with what an office is. */
const HALF_OFFICE = /\s(?:Bộ|Sở|Cục|Hội|Viện|Đài)$/u

/** "tổ chức chính trị / - xã hội". */
const HALF_DASHED = /(?:^|\s)(?:chính trị|kinh tế|văn hóa|xã hội|quốc phòng|khoa học|sản xuất|thương binh)$/iu

/** The end of a line under a picture. */
const CAPTION = /(?:^|[\s(])Ảnh(?: minh họa)?\s?:[^.;]{0,60}$/u
/** Words that in capitals only begin a sentence. */
const OPENS_SENTENCE =
  /^(?:Theo đó|Thực hiện|Căn cứ|Để|Nhằm|Ngoài ra|Đồng thời|Bên cạnh đó|Trên cơ sở|Tiếp tục|Tuy nhiên|Trước tình hình|Yêu cầu|Giao|Đề nghị|Vì vậy|Do đó|Trên đây|Ngày \d)(?!\p{L})/u
/** From how many letters on a line is full, so that the next word had no room on it; for narrow columns less than for a page. */
function fullLine(lines: readonly Piece[]): number {
  const widths = lines.map((line) => line.text.length).sort((a, b) => a - b)
  const widest = widths[Math.floor(widths.length * 0.97)] ?? 0
  return widths.length >= 12 && widest < 62 ? Math.max(30, widest * 0.88) : 62
}

/** What an order begins with on the line under whom it is for. */
const OPENS_ORDER = new RegExp(String.raw`^(?:${verbPattern})(?!\p{L})`, 'u')
/** The beginning of a name that goes on: "…, Ban / Tổ chức Tỉnh ủy". */
const HALF_BODY =
  /(?:^|[\s,;])(?:các )?(?:sở|ban|bộ|ủy ban|tổ|đoàn|đội|phòng|văn phòng|trung tâm|cục|chi cục|(?<!xã )hội|hội đồng|tiểu ban|cơ quan|đơn vị|lực lượng|trạm|chốt|đảng|đồng chí)$/iu
/** The same where only a capital tells it from a word for many: "…, Báo Hà Mẫu, Đài / Phát thanh và Truyền hình". */
const HALF_OWN_NAME =
  /(?:^|[\s,;])(?:Đài|Cổng|Bệnh viện|Viện|Thanh tra|Cảnh sát|Bộ Chỉ huy|Công ty|Tổng công ty|Ngân hàng|Quỹ|Hạt|Khoa|Nhà máy|Chi nhánh)$/u
/** "2. Các trường học, trung tâm ngoại ngữ" above "Tạm dừng dạy học trực tiếp …": a heading, and what is ordered under it. */
function headsOrder(before: Piece, line: Piece): boolean {
  if (!/^\p{Lu}/u.test(line.text) || HALF_BODY.test(before.text) || HALF_OWN_NAME.test(before.text)) return false
  const head = before.text.slice(markOf(before.text, 0)?.after ?? 0)
  return OPENS_ORDER.test(line.text.slice(0, 40).toLowerCase()) && isBodyAlone(head, head.toLowerCase())
}

/** Whether a line carries on the sentence of the line before it. */
function goesOn(source: Source, before: Piece, line: Piece, mark: Mark | null, full: number): boolean {
  const lastLetter = before.text.at(-1)!
  // "… Chỉ thị số / 16/CT-TTg": a number, not an item
  if (/(?<!\p{L})(?:số|ngày|tháng|năm|điều|khoản)$/iu.test(before.text) && /^\d/u.test(line.text)) return true
  const gap = source.text.slice(before.end, line.start)
  const blank = (gap.match(/\n/gu)?.length ?? 0) > 1 && !PAGED.test(gap.slice(0, 200))
  const lower = /^[("“]?\p{Ll}/u.test(line.text)
  // a name with a dash in it: "tổ chức chính trị / - xã hội", "Sở Lao động / - Thương binh và Xã hội"
  if (!blank && mark?.kind === 'dash' && /\p{L}$/u.test(before.text))
    if (
      // on a short line only behind words that such a name begins with: else it is the next item of a list
      (/^[-–]\s*\p{Ll}/u.test(line.text) && (before.text.length > 55 || HALF_DASHED.test(before.text))) ||
      (/lao động$/iu.test(before.text) && /^[-–]\s*thương binh/iu.test(line.text)) ||
      (/phát thanh$/iu.test(before.text) && /^[-–]\s*truyền hình/iu.test(line.text))
    )
      return true
  if (mark && !(mark.kind === 'dash' && /\d$/u.test(before.text) && /^[-–]\s*\d/u.test(line.text))) return false
  if (isLoud(line.text.slice(0, 60)) && line.text.length < 120) return false
  if (/[.!?…]$/u.test(before.text) && !/\b(?:TP|TX|P|Q|số)\.$/u.test(before.text)) return false
  if (!blank && (NAMES_GO_ON.test(before.text) || DANGLING.test(before.text))) return true
  if (!blank && HALF_OFFICE.test(before.text) && /^\p{Lu}\p{Ll}/u.test(line.text)) return true
  if (!lower && (/(?:như sau|sau đây)$/iu.test(before.text) || (blank && OPENS_SENTENCE.test(line.text)))) return false
  // in a narrow column a line that had no room for the next word goes on behind a semicolon too
  if (lastLetter === ';' && !blank && full < 62 && before.text.length > full - /^\S*/u.exec(line.text)![0].length) return true
  // "thời hạn: / 09/5/2021"
  if (/[:;]$/u.test(lastLetter)) return !blank && (lower || (lastLetter === ':' && /^\d{1,2}\/\d/u.test(line.text)))
  if (!blank && before.text.length > 24 && (/,$/u.test(before.text) || (HALF_NAME.test(before.text) && HALF.test(line.text))))
    return true
  if (isLoud(before.text.slice(0, 60)) || CAPTION.test(before.text.slice(-90)) || headsOrder(before, line)) return false
  if (lower || /^\d/u.test(line.text)) return lower || before.text.length > Math.min(50, full)
  if (/[.)”"]$/u.test(lastLetter) && blank) return false
  return before.text.length > (blank ? 80 : Math.min(55, full - /^\S*/u.exec(line.text)![0].length))
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']
/** "… chỉ đạo: (1) Sở Y tế …; (2) Sở Tài chính …": items within a paragraph become paragraphs of their own. */
function itemsWithin(p: Paragraph): Paragraph[] {
  const starts: number[] = []
  for (const m of p.text.matchAll(/[:;.]\s+\((\d{1,2}|[ivx]{1,4})\)\s+(?=\p{Lu}|\p{Ll})/gu))
    if (
      m[1] === ROMAN[starts.length] ||
      (Number(m[1]) === starts.length + 1 && /\p{Lu}$/u.test(p.text.slice(m.index, m.index + m[0].length + 1)))
    )
      starts.push(m.index + m[0].indexOf('('))
  // one alone is a list whose other items stand on lines of their own
  if (starts.length === 0 || (starts.length < 2 && !/:\s*$/u.test(p.text.slice(0, starts[0])))) return [p]
  const head = trimmed(p.text, 0, starts[0]!)!
  const items = starts.map((from, i) => trimmed(p.text, from, starts[i + 1] ?? p.text.length)!)
  return [
    { ...p, end: p.start + head.end, text: head.text },
    ...items.map((item) => {
      const start = p.start + item.start
      return { start, end: p.start + item.end, text: item.text, mark: markOf(item.text, start) }
    }),
  ]
}
