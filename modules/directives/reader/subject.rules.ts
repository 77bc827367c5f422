/** What the document is about: the lines under its title, or "V/v …" of a letter. */
import type { Title } from './kind.rules.ts'
import { cellsOf, LONE_MARK, markOf, type Piece } from './layout.rules.ts'

const BODY =
  /^(?:ngày|sáng|chiều|tối|thực hiện|căn cứ|trước|để|kính gửi|sau khi|trong thời gian|trong những|thời gian|hiện nay|tình hình|xét(?! nghiệm)|theo|từ|qua|nhằm|tại|ban thường vụ|chủ tịch|ủy ban|thủ tướng|điện|bộ|ban chỉ đạo|trên cơ sở|đến nay|tiếp theo|ngay sau|nhân|nhằm)(?!\p{L})/iu

/** "V/v", and what scanners make of it. */
const SHORT = /^["“(]?v\s?[/wl]{1,2}\s?v(?!\p{L})/iu
const ABOUT = /^về\s(?:việc\s)?\p{L}.{10,280}$/iu

/** Words that open the text of a document, also on the line under its title. */
const OPENS_TEXT = /^(?:căn cứ|kính gửi|ngày \d|xét đề nghị|(?:thực hiện|theo) [^,]{0,40}số\s*\d)/iu
/** Whether a blank line or a rule stands between two places. */
const parted = (source: string, from: number, to: number): boolean =>
  /\n\s*\n/u.test(source.slice(from, to)) || /\n[\s\-–_*=]+\n/u.test(source.slice(from, to))
/** A line right under the title, with nothing between, that ends without a stop and has a gap below: what the document is about, whatever it begins with. */
function standsUnder(source: string, lines: readonly Piece[], at: number): boolean {
  const [above, line, below] = [lines[at - 1]!, lines[at]!, lines[at + 1]]
  return (
    line.text.length < 240 &&
    !/[.;:,]$/u.test(line.text) &&
    !OPENS_TEXT.test(line.text) &&
    !parted(source, above.end, line.start) &&
    below !== undefined &&
    (parted(source, line.end, below.start) || /^\p{Ll}/u.test(below.text))
  )
}

/** "CỦA BAN THƯỜNG VỤ TỈNH ỦY về tăng cường …": whose it is stands before what it is about. */
const OF_WHOM =
  /^của\s(?:ban|thường trực|bí thư|chủ tịch|ubnd|ủy ban|tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|sở|bộ)(?!\p{L})[^.;:]{0,120}?\s(?:về(?: việc)?|v\/v)\s/iu

/**
 * @param source the tidy view that the lines are of
 * @returns the subject, and the line where the body begins
 */
export function subjectOf(
  lines: readonly Piece[],
  title: Title | null,
  headed: number,
  source: string,
): { subject: string | null; body: number } {
  if (!title) {
    const cells = lines.slice(0, headed + 3).flatMap((l) => cellsOf(l))
    const short = cells.findIndex((c) => SHORT.test(c.text))
    const cited = short >= 0 ? short : cells.findIndex((c) => ABOUT.test(c.text))
    if (cited < 0) return { subject: null, body: headed }
    let text = cells[cited]!.text
    for (const cell of cells.slice(cited + 1, cited + 5)) {
      const loud = text === text.toUpperCase() && cell.text === cell.text.toUpperCase() && /\p{Lu}{2}/u.test(cell.text)
      if (!loud && !/^\p{Ll}|^Covid|^COVID|^\d/u.test(cell.text)) break
      text += ` ${cell.text}`
    }
    return {
      subject: text
        .replace(SHORT, '')
        .replace(/^[\s:]+/u, '')
        .replace(/\s+/gu, ' '),
      body: headed,
    }
  }
  const said: string[] = title.rest ? [title.rest] : []
  let at = title.line + 1
  for (; at < Math.min(lines.length, title.line + 9); at += 1) {
    const { text, start } = lines[at]!
    const loud = text === text.toUpperCase()
    if (
      /^(?:số\s*[:.]|nơi nhận)/iu.test(text) ||
      (/ngày\s.{0,14}tháng\s.{0,8}năm(?!.{0,12},\s\p{L})/iu.test(text) &&
        text.length < 70 &&
        !/họp|hội nghị/iu.test(text) &&
        !(said.length > 0 && /^\p{Ll}/u.test(text)))
    )
      continue
    if ((markOf(text, start) && (!loud || said.length > 0)) || LONE_MARK.test(text)) break
    // a line of the title that a line break has cut goes on in small letters, or with the rest of a name
    const goesOn = said.length > 0 && (/^\p{Ll}/u.test(text) || /\s(?:trưởng|phó|của|và|về|tại|với)$/iu.test(said.at(-1)!))
    const under = said.length === 0 && standsUnder(source, lines, at)
    if (!loud && !goesOn && !under && BODY.test(text) && !/^(?:về|của)/iu.test(text)) break
    // "…\n\nXét nghiệm sàng lọc trong tháng 7 đạt kết quả tốt.": the text has begun
    if (said.length > 0 && parted(source, lines[at - 1]!.end, start) && (/\.$/u.test(text) || /^xét(?!\p{L})/iu.test(text))) break
    if (text.length > 400) break
    if (loud && /^(?:CHỦ TỊCH|ỦY BAN|ỦY BAN NHÂN DÂN|UBND|GIÁM ĐỐC|TRƯỞNG BAN|BAN CHỈ ĐẠO)(?!\p{L})/u.test(text)) break
    if (/:$/u.test(text)) break
    said.push(text)
  }
  const subject = said
    .join(' ')
    .replace(/\s+/gu, ' ')
    .replace(/^["“]|["”]$/gu, '')
    .replace(/^\((.*)\)$/u, '$1')
    .replace(OF_WHOM, '')
    .trim()
  return { subject: subject || null, body: at }
}
