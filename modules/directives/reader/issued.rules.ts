/** An order by the issuer's word: giao, yêu cầu, đề nghị. */
import type { Order } from './bare.rules.ts'
import { type BodyName, bodyAt, startsBody } from './bodies.rules.ts'
import { verbPattern } from './lexicon.rules.ts'
import { peopleAt, throughOf } from './subjects.rules.ts'

const ISSUING =
  /(?<![\p{L}])(giao cho|giao trách nhiệm cho|giao nhiệm vụ cho|giao|yêu cầu|đề nghị|phân công|chỉ đạo|ủy quyền cho|ủy quyền|kêu gọi|đồng ý giao|nhắc nhở|lưu ý|kiến nghị|chỉ thị):?\s+["“]?(?=\S)/gu
/** Before "yêu cầu" or "giao" that make it a noun or something already done. */
const NOT_ISSUING =
  /(?:theo|các|những|đáp ứng|một số|được|đã|mọi|đúng|với|nhiệm vụ|bàn|có|khi|nếu|sự|công tác|về việc|thực hiện|của|văn bản|ban|quyền|và sự|lãnh đạo,|bị|đủ|cầu,)\s*$/u
/** "Ủy ban nhân dân thành phố Hà Mẫu đề nghị …": who speaks, by the name of the place. */
const NAMED_ISSUER =
  /(?:^|[\s,;.“"])(?:ban thường vụ|thường trực|ubnd|ủy ban nhân dân|tỉnh ủy|thành ủy|huyện ủy|thị ủy|đảng ủy|quận ủy|ban chỉ đạo|bí thư|sở|bộ|cục|chủ tịch|giám đốc)(?!\p{L})[^.;:]{0,80}$/u
/** "Ông Mẫu giao chủ tịch UBND các huyện …". */
const BY_MAN = /(?:^|[\s,;.])(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí)(?:\s\p{Lu}\p{L}*){1,4}\s(?:tiếp tục\s|cũng\s|đã\s)?$/u
const ENDS_IN_NAME = /\p{Lu}\p{L}*\s(?:tiếp tục\s|cũng\s)?$/u
/** "Sở Y tế ban hành công văn số 12/SYT-NVY yêu cầu …": the paper that gives the order. */
const BY_PAPER =
  /(?:ban hành|ký|có|vừa có|gửi|ra)\s(?:công văn|văn bản|công điện|quyết định|chỉ thị|thông báo|kế hoạch)(?:\s(?:khẩn|hỏa tốc))?(?:\ssố)?(?:\s\d[\p{L}\d/-]*)?(?:,?\s(?:về việc|về|v\/v)\s[^,;.]{3,60},?|,)?\s*$/u
/** "Yêu cầu ngay trong đêm nay Sở Y tế điều động …". */
const NOW = /^(?:ngay )?(?:trong|từ) (?:đêm|sáng|trưa|chiều|tối|ngày|hôm)(?: nay| mai)?,?\s+(?=\p{L})|^ngay lập tức\s+/u
/** "Việc vận chuyển nông sản giao Sở Giao thông vận tải hướng dẫn": what is charged stands first. */
const TOPIC = /^(?:việc|nội dung|nhiệm vụ|công tác|phần|kinh phí|phương án|về)\s[^.;:]{3,160}\s$/u
/** Between who speaks and the issuer's word there is nothing, or the paper. */
export const isPaper = (between: string): boolean =>
  between.length < 160 &&
  between
    .replace(BY_PAPER, '')
    .replace(/(?:vừa|đã|mới)\s*$/u, '')
    .trim() === ''
/** "giao ban Ban Chỉ đạo": they meet. A ban in small letters that is given something: ban thường vụ các huyện ủy. */
const GATHERS = /^ban (?!thường vụ|chỉ đạo|quản lý|tổ chức|cán sự|chấp hành|chỉ huy|dân vận)/u
const ANY_VERB = new RegExp(String.raw`(?<!\p{L})(?:${verbPattern})(?!\p{L})`, 'gu')
/** "Giao Sở Y tế …", "Ban Thường vụ yêu cầu các cấp ủy …": the body after the issuer's word. */
export function issued(text: string, low: string, start: number): Order | null {
  let nobody: Order | null = null
  for (const m of low.slice(start, start + 1200).matchAll(ISSUING)) {
    const at = start + m.index
    const before = low.slice(Math.max(start, at - 24), at)
    const word = m[1]!
    if (NOT_ISSUING.test(before) || (text[at] !== low[at] && at > start && /\p{L}\s$/u.test(before))) continue
    // "Yêu cầu từ nay đến ngày 30/7, các huyện phải …": the term stands between
    const term = /^(?:từ|kể từ|trong|trước|đến|chậm nhất)\s[^,;:.]{2,60},\s+/u.exec(
      low.slice(at + m[0].length, at + m[0].length + 90),
    )
    const soon = NOW.exec(low.slice(at + m[0].length, at + m[0].length + 60))?.[0].length ?? 0
    const next = at + m[0].length + soon + (term && startsBody(low.slice(at + m[0].length + term[0].length)) ? term[0].length : 0)
    if (word === 'giao' && GATHERS.test(text.slice(next, next + 14))) continue
    const opensClause = at === start || /[,;:.("”-]\s*$/u.test(before) || /(?:và|đồng thời|thì)\s$/u.test(before)
    const byIssuer =
      /(?:ban thường vụ|thường trực|chủ tịch|ubnd|ủy ban nhân dân|tỉnh ủy|thành ủy|ban chỉ đạo|tỉnh|giám đốc|trưởng ban|huyện ủy|thủ tướng chính phủ|quyết định|đảng ủy|thị ủy|quận ủy|tp|bộ y tế|sở y tế|(?:sở|bộ) (?:gdđt|gd&đt|giáo dục và đào tạo)|phố|huyện|quận|thị xã|covid-19|này)(?:\s(?:tiếp tục|cũng|còn|thống nhất|nhất trí))?\s*$/u.test(
        before,
      ) || BY_PAPER.test(low.slice(Math.max(start, at - 90), at))
    const spoken =
      byIssuer ||
      BY_MAN.test(text.slice(Math.max(start, at - 50), at)) ||
      (NAMED_ISSUER.test(low.slice(Math.max(start, at - 120), at)) && ENDS_IN_NAME.test(text.slice(Math.max(start, at - 30), at)))
    const body = bodyAt(text.slice(next, next + 480), low.slice(next, next + 480)) ?? unknownBody(text, low, next)
    if (word === 'chỉ đạo' || word === 'nhắc nhở' || word === 'lưu ý') {
      if (at !== start && !/[,;:]\s*$/u.test(before) && (word === 'chỉ đạo' || !byIssuer)) continue
      if (!body?.verb) continue
    } else if (!opensClause && !spoken && !(word === 'giao' && body?.verb && TOPIC.test(low.slice(start, at)))) continue
    if (body && body.length > 2)
      return {
        strong: true,
        issued: true,
        who: { start: next, end: next + body.length },
        through: throughOf(text, low, next, body),
        from: at,
      }
    const people = word === 'chỉ đạo' ? null : peopleAt(low, next)
    if (people) return { strong: true, issued: true, who: people, through: null, from: at }
    if (word === 'yêu cầu' || word === 'đề nghị') nobody ??= { strong: true, issued: true, who: null, through: null, from: at }
  }
  return nobody
}

/** A name in capitals that the lexicon does not know, up to what it is to do: "đề nghị Nhà thờ Phát Diệm tạm dừng …". */
function unknownBody(text: string, low: string, at: number): BodyName | null {
  if (!/^\p{Lu}/u.test(text.slice(at, at + 2))) return null
  const window = low.slice(at, at + 120)
  for (const m of window.matchAll(ANY_VERB)) {
    if (/[.;:]/u.test(window.slice(0, m.index))) return null
    if (m.index > 3 && text[at + m.index] === low[at + m.index])
      return { length: window.slice(0, m.index).trimEnd().length, verb: m[0].trim() }
  }
  return null
}
