/** The names of bodies and offices in a sentence: where such a name begins and ends, and whose names it joins. */
import { knownNames } from './known.rules.ts'
import { EACH, headPattern, NAMED, qualifiesPattern, verbPattern } from './lexicon.rules.ts'

/** No name of a body, with all that it lists, is longer. */
const LONGEST = 420
/** Words that begin like a body and are none: ban hành, báo cáo, tổ chức lấy mẫu, phòng ngừa, xã hội. */
const NO_BODY = String.raw`(?!ban (?:hành|đầu|ngày|đêm)|báo (?:cáo(?! viên)|ngay|động)|phòng(?:,(?! ban| ngành| đơn vị)|-| chống| dịch| ngừa| bệnh| họp| hộ)|trường hợp|chủ (?:động|trì|quan|trương|yếu|đạo|đề)|xã hội|hội (?:nghị|họp|thảo|chẩn|tụ)|khoa học|cơ sở (?:vật chất|dữ liệu|pháp lý)|đội ngũ|vụ (?:việc|án|vải|nhãn|lúa|mùa|đông|xuân|hè|thu)|cục bộ|viện (?:trợ|dẫn)|lãnh đạo(?:,| chỉ| thực)|bộ (?:tiêu chí|sinh phẩm|kit|câu|đồ|luật)|hộ chiếu|chốt (?:lại|danh sách|số liệu|phương án|sổ)|tổ chức(?! đảng| chính trị| đoàn| cá nhân|,| tôn giáo| xã hội| hội(?! nghị| thảo| họp| chợ| thi)| kinh tế| công đoàn| cơ sở)|chợ đầu mối (?:đã|có)|người (?:bệnh|nhiễm|mắc|nghi)|thôn xóm|hội đồng thi(?! các| tỉnh| tốt| tuyển)|tỉnh táo|tỉnh (?:có|đã|ta)|quân sự hóa|ngành nghề|cơ quan chức năng đã|nhóm nguy cơ|y tế công|huyện đã|y tế(?! tư nhân| cơ sở| xã| thôn| trường| các| địa))`
const HEAD = new RegExp(
  String.raw`^(?:(?:${EACH}\s+){1,4}(?:tổ chức(?!\p{L})|${NO_BODY}(?:${headPattern}))|${NO_BODY}(?:${headPattern}))(?![\p{L}])`,
  'u',
)
const BARE_EACH =
  /^(?:(?:các|mỗi|từng|toàn|tất cả các|mọi)\s+)(?:cấp|ngành|địa bàn|tỉnh|huyện|xã|thôn|bản(?! cam| tin| án| sao)|làng|ấp|bộ phận|tiệm|quầy|khu|điểm|chủ thể|tầng lớp)(?!\p{L})/u
const VERB = new RegExp(String.raw`(?<!\p{L})(?:${verbPattern})(?!\p{L})`, 'gu')
const QUALIFIED = new RegExp(String.raw`(?:^|\s)(?:${qualifiesPattern})\s*$`, 'u')
/** Where a name ends even without a verb. */
const STOP =
  /(?:[.:;?!]|\s(?:để|nhằm|theo|nếu|thì|mà|là|đã|đang|sẽ|trước|sau khi|khi|vì|do|bằng|qua|ít nhất|(?<!căn )cứ|trước mắt|đồng thời|ngay|hết sức|chậm nhất|xong|từ ngày|kể từ|trong ngày|trong thời gian|trong quá trình|trên cơ sở|như sau|sau đây)(?!\p{L}))/gu
/** "Các Bộ: Công Thương, Ngoại giao …", "các tỉnh: Bắc Ninh, Hưng Yên …": the names follow the colon. */
const KIN =
  /(?:^|[\s,])(?:các|những) (?:đồng chí [^:;.,]{3,60}|bộ|bộ, ngành|tỉnh|tỉnh, thành phố|thành phố|huyện|quận|quận, huyện|thị xã|xã|phường|xã, phường|sở|sở, ngành|ban|hội|đoàn thể|phòng|phòng, ban|ban, ngành|ông,? bà|ông \(bà\))\s*$/u
const NAMES_FOLLOW = /^\s+\p{Lu}/u
const OPENS_WITH_VERB = new RegExp(String.raw`^(?:${verbPattern})(?!\p{L})`, 'u')
const LIST_WORDS =
  /^(?:và\s+|cùng\s+)?(?:ban|ngành|ban ngành|đoàn thể|thị xã|thị trấn|thị|thành phố|phường|quận|số \d{1,2}|đơn vị|địa phương|cơ quan|tổ chức|cá nhân|doanh nghiệp|bản|buôn|ấp|ban quản lý|khu phố|tổ dân phố|đặc khu|phân xưởng|siêu thị|trung tâm thương mại|thị ủy|thành ủy|huyện ủy|y tế|dân quân|sự nghiệp|thể thao|thương binh|cụm công nghiệp|hộ kinh doanh|kinh doanh|cao đẳng|trung cấp|trung học|tiểu học|mầm non|tin học|công sở|thành đoàn|huyện đoàn|chức việc|tín ngưỡng|thờ tự|bác sĩ|bảo vệ dân phố)(?!\p{L})/u

/** Whether a name of a body begins here. `low` is lower case. */
export const startsBody = (low: string): boolean => HEAD.test(low.slice(0, 80)) || BARE_EACH.test(low)

const OFFICIALS = /^(?:các |từng |những )?(?:đồng chí|đ\/c|thành viên|ủy viên|cán bộ)(?!\p{L})/u
/** What stands between here and the next verb; empty where there is none. */
const untilNextVerb = (low: string, at: number): string => {
  const rest = low.slice(at)
  const named = [...rest.matchAll(NAMED)]
  const next = [...rest.matchAll(VERB)].find((m) => !named.some((n) => m.index >= n.index && m.index < n.index + n[0].length))
  return next === undefined ? '' : rest.slice(0, next.index)
}

export interface BodyName {
  /** Length of the name in the text. */
  length: number
  /** The verb that ended it, where there is one. */
  verb: string | null
  /** It ends where a known office ends, though no known verb follows. */
  known?: boolean
}

/**
 * The name that begins at the start of `text`: as far as the first verb that says what is done, or the end of the list.
 * @param low the same in lower case
 */
export function bodyAt(text: string, low: string): BodyName | null {
  if (!startsBody(low)) return null
  const window = low.slice(0, LONGEST)
  const named = [...window.matchAll(NAMED)].map((m) => [m.index, m.index + m[0].length] as const)
  const inName = (at: number, end: number) => named.some(([a, b]) => (at >= a && end <= b) || (at > a && at < b))
  let verbAt = -1
  let verb: string | null = null
  let skippedTo = -1
  const headEnd = HEAD.exec(window)?.[0].length ?? 4
  for (const m of window.matchAll(VERB)) {
    if (m.index < headEnd && m.index !== 0 && !/^(?:phải|cần)$/u.test(m[0])) continue
    if (m.index === 0 || inName(m.index, m.index + m[0].length)) continue
    // a capital within a name: Ủy ban Kiểm tra, Sở Giao thông
    if (text[m.index] !== low[m.index]) continue
    const before = window.slice(Math.max(0, m.index - 24), m.index)
    const strong = /^(?:phải|cần|có trách nhiệm|chịu trách nhiệm)$/u.test(m[0])
    const qualifier = QUALIFIED.exec(before)
    // "Phòng Tài chính - Kế hoạch tham mưu": in capitals it is part of the name
    const asName = qualifier !== null && /^\s?\p{Lu}/u.test(text.slice(m.index - before.length + qualifier.index))
    const qualified = qualifier !== null && !asName && !named.some(([, b]) => b === m.index || b === m.index - 1)
    const chained =
      skippedTo === m.index - 1 && /^(?:phụ trách|theo dõi|chỉ đạo|quản lý|giúp|kiểm tra|thực hiện|hỗ trợ)/u.test(m[0])
    // "các đồng chí phụ trách huyện trực tiếp kiểm tra": whom they are, not what they are to do
    const office =
      m[0] === 'phụ trách' && OFFICIALS.test(window) && /^[^.;:,]{2,60}$/u.test(untilNextVerb(window, m.index + m[0].length))
    if (!strong && (qualified || chained || office)) {
      skippedTo = m.index + m[0].length
      continue
    }
    verbAt = m.index
    verb = m[0]
    break
  }
  // "các tổ kiểm tra chặt chẽ …": with no verb after it, what looked like part of the name is the verb
  if (verbAt < 0)
    for (const m of window.matchAll(VERB))
      if (
        m.index >= headEnd &&
        text[m.index] === low[m.index] &&
        named.some(([a, b]) => m.index > a && m.index < b) &&
        /^(?:các |mỗi |từng )?(?:tổ|chốt|đội|đoàn|khu|lực lượng|bộ phận)\s/u.test(window.slice(0, m.index)) &&
        window.length > m.index + m[0].length + 12
      ) {
        verbAt = m.index
        verb = m[0]
        break
      }
  let end = verbAt < 0 ? window.length : verbAt
  for (const m of window.slice(0, end).matchAll(STOP)) {
    if (
      m[0] === ':' &&
      NAMES_FOLLOW.test(text.slice(m.index + 1)) &&
      /(?:các sở|giám đốc các sở|đồng chí|các huyện|các đơn vị|thủ trưởng các sở, ban, ngành|thủ trưởng các đơn vị)\s*$/u.test(
        window.slice(0, m.index),
      )
    )
      continue
    if (
      m[0] === ':' &&
      KIN.test(window.slice(0, m.index)) &&
      NAMES_FOLLOW.test(text.slice(m.index + 1)) &&
      (verbAt < 0 || verbAt > m.index)
    ) {
      if (!OPENS_WITH_VERB.test(window.slice(m.index + 1).trimStart())) continue
    }
    if (m[0] === ' trước' && /^ trước hết là/u.test(window.slice(m.index))) continue
    if (m[0] === ' là' && /(?:nhất|trước hết|đặc biệt|trực tiếp)$/u.test(window.slice(0, m.index))) continue
    if (/^ trong thời gian (?:vừa )?qua/u.test(window.slice(m.index))) continue
    if (m[0].trim() === 'theo' && /^ theo (?:địa bàn|lĩnh vực|phân công)/u.test(window.slice(m.index))) continue
    if (m[0] === '.' && /(?:tp|tx|q|p|\d)$/u.test(window.slice(0, m.index))) continue
    if (m[0] === ';' && startsBody(window.slice(m.index + 1).trimStart()) && verbAt > 0) continue
    if (named.some(([a, b]) => m.index >= a && m.index < b)) continue
    end = m.index
    verb = null
    break
  }
  const known = knownNames(text, window)
  const comma = listEnd(text, window, end, inName, end === verbAt)
  const length = trimEnd(window, comma < end ? comma : end)
  if (known > 0 && known < length) return { length: known, verb: null, known: true }
  return length < 2 ? null : { length, verb: comma < end ? null : verb }
}

/** "Các cơ quan báo chí, mạng xã hội, loa truyền thanh …": one that the lexicon does not know, among those it knows. */
const UNKNOWN_BETWEEN = new RegExp(String.raw`^(?!(?:${verbPattern})(?!\p{L}))[^,.;:()]{3,26}(?:,|\svà)\s`, 'u')

/** "các trường đại học, cao đẳng | chủ động …": what no other of such a list begins with. */
const NO_MORE = new RegExp(
  String.raw`^(?:${verbPattern}|trong|từ|trên|theo|để|nếu|khi|với|nhất|đặc biệt|kể|ngay|trước|sau|tại|ngoài|do|vì|nhằm|qua|bằng|mỗi|riêng|đã|đang|chưa|có|là|cũng|thì|mà|trừ|gồm|bao gồm|như|về|đối với|ở|vào|đến|cho|bởi|tùy|hiện|nay|được|bị|vẫn|còn|sẽ|nơi|cả|xong|đồng thời)(?!\p{L})`,
  'u',
)
/** Whether all that stands up to the verb is the rest of the list. */
const moreOfThem = (rest: string): boolean =>
  rest
    .trim()
    .split(/,\s+|\svà\s/u)
    .every((part) => /^\p{L}[^.;:()\d]{1,38}$/u.test(part) && !NO_MORE.test(part))
/** The first comma or bracket at which the list of names ends, or `end`. */
function listEnd(text: string, low: string, end: number, inName: (at: number, end: number) => boolean, byVerb: boolean): number {
  let depth = 0
  for (let i = 0; i < end; i += 1) {
    const char = low[i]
    if (char === '(') depth += 1
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (char === ',' && depth === 0 && !inName(i, i + 1)) {
      const rest = low.slice(i + 1, i + 90).trimStart()
      const at = i + 1 + (low.slice(i + 1).length - low.slice(i + 1).trimStart().length)
      if (at >= end && end < low.length) return i
      if (startsBody(rest) || LIST_WORDS.test(rest)) continue
      // "Quân khu 3, 4, 5"
      if (/^\d{1,3}(?=\s*(?:[,;]|và\s|$))/u.test(rest) && /\d$/u.test(low.slice(0, i))) continue
      if (/^chống/u.test(rest) && low.slice(0, i).endsWith('phòng')) continue
      if (/^(?:các|những|mọi)\s/u.test(low) && UNKNOWN_BETWEEN.test(rest) && startsBody(rest.replace(UNKNOWN_BETWEEN, '')))
        continue
      if (text[at] !== low[at]) continue
      if (byVerb && /^(?:các|những|mọi|tất cả các)\s/u.test(low) && moreOfThem(low.slice(at, end))) return end
      return i
    }
  }
  return end
}

function trimEnd(low: string, end: number): number {
  let length = end
  const tail = /(?:\s|,|[-–]|và|đồng thời|cùng|cũng|thì|mới|đều|trong tỉnh,|\()$/u
  while (length > 0 && tail.test(low.slice(Math.max(0, length - 10), length))) {
    const found = tail.exec(low.slice(Math.max(0, length - 10), length))!
    length -= found[0].length
  }
  return length
}

/** A body with a name of its own: the next one in a list is another. */
const OWN_NAME =
  /^(?:(?:giám đốc|phó giám đốc|đồng chí|thủ trưởng)\s)?(?:sở\s|ban\s\p{L}|công an|bộ\s|văn phòng|ubnd|ủy ban|cdc|trung tâm|mặt trận|mttq|ubmttq|đài|báo|thanh tra|cục|chi cục|tỉnh đoàn|đoàn thanh niên|hội|liên đoàn|bảo hiểm|kho bạc|ngân hàng|huyện|quận đoàn|thành đoàn|thị đoàn|thành phố|thị xã|chủ tịch|bí thư|giám đốc|đồng chí|bệnh viện|các sở|các cấp|người đứng đầu|thủ trưởng|lực lượng|đảng đoàn|đảng ủy|tổ|cơ quan|bch|phòng|các|chánh|cổng thông tin|chi bộ|chỉ huy trưởng|chính ủy|hiệu trưởng|cục trưởng|tổng biên tập|trạm y tế|ttyt|ttksbt|vnpt|viettel|mobifone|vinaphone|bưu điện|điện lực|công ty|trưởng|doanh nghiệp|cấp ủy)/u

/** "Các ông (bà): Chánh Văn phòng …": how they are addressed. */
const SIRS =
  /^(?:các\s)?ông(?:\s?\(bà\)|,? bà)\s*:?\s+(?=(?:phó\s)?(?:chánh|trưởng|giám đốc|thủ trưởng|chủ tịch|chỉ huy|bí thư|hiệu trưởng)\s)/iu
/** "Bệnh viện Đa khoa thị xã, Trường Cao đẳng Y tế …": one by its own name, not a kind of school. */
const SCHOOL = /^(?:Trường|Học viện|Viện|Nhà máy|Khu)\s\p{Lu}/u

/**
 * A list of names apart: 'Sở Y tế, CDC' is two. 'Cấp ủy, chính quyền các huyện' and 'các sở, ban, ngành' stay one, for what
 * follows belongs to all of it.
 */
export function namesApart(text: string): string[] {
  const flat = text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^đề nghị\s+/iu, '')
    .replace(SIRS, '')
  if (/^(?:các\s)?(?:đồng chí|đ\/c|ông|bà)\s/iu.test(flat)) return people(flat)
  const names: string[] = []
  let from = 0
  let depth = 0
  for (const m of flat.matchAll(/[()]|;\s*|,\s*|\s+và\s+(?=\p{Lu}|các\s)/gu)) {
    if (m[0] === '(') depth += 1
    else if (m[0] === ')') depth -= 1
    else if (depth <= 0) {
      const [before, after] = [flat.slice(from, m.index), flat.slice(m.index + m[0].length)]
      const lowAfter = after.toLowerCase()
      if (!startsBody(lowAfter) || !(OWN_NAME.test(lowAfter) || SCHOOL.test(after))) continue
      if (
        !m[0].startsWith(';') &&
        (!/\s|^CDC$/u.test(before) || !(OWN_NAME.test(before.toLowerCase()) || SCHOOL.test(before)) || shares(before, after))
      )
        continue
      names.push(before.trim())
      from = m.index + m[0].length
    }
  }
  names.push(flat.slice(from).trim())
  return names.filter((name) => name.length > 1)
}

/** 'Bí thư, Chủ tịch UBND huyện': the first has no body of its own and takes that of the next. */
const shares = (before: string, after: string): boolean =>
  /^(?:các\s|từng\s|mỗi\s)?(?:bí thư(?: cấp ủy)?|cấp ủy|chủ tịch|ban thường vụ|giám đốc|trưởng ban|thủ trưởng|các sở|các ban|các cấp|các huyện|các xã|sở|ban)$/iu.test(
    before.trim(),
  ) ||
  /^(?:ban|ngành|thị xã|thành phố|phường)(?!\p{L})/u.test(after) ||
  // "Chủ tịch UBND thành phố Thủ Đức và các quận, huyện"
  (/(?:thành phố|thị xã|huyện|quận)\s\p{Lu}[\p{L} ]{1,24}$/u.test(before) &&
    /^các (?:quận|huyện|xã|phường|thị xã)(?!\p{L})/u.test(after)) ||
  // "cơ quan thông tấn, báo chí"
  (/thông tấn$/iu.test(before) && /^báo chí/iu.test(after)) ||
  // "Văn phòng HĐND và UBND huyện"
  (/văn phòng (?:đoàn đbqh, |đoàn đbqh và )?(?:hđnd|hội đồng nhân dân|đoàn đbqh)$/iu.test(before) &&
    /^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân)/iu.test(after)) ||
  (/(?:^|\s)(?:các|từng|mỗi|ubnd|ủy ban nhân dân|công an|trạm y tế)\s(?:quận|huyện|tỉnh|xã|phường|thị trấn)$/iu.test(before) &&
    /^(?:huyện|quận|xã|thị trấn)(?=\s*(?:[,;]|$|và\s|trực thuộc|trên|trong))/u.test(after)) ||
  (/^(?:(?:thủ trưởng|người đứng đầu|lãnh đạo|giám đốc) )?(?:các |các cơ quan|các đơn vị)/iu.test(before) &&
    /^(?:cơ quan|đơn vị|địa phương|tổ chức|doanh nghiệp)/u.test(after))

/** 'Đồng chí Mai Sơn, Phó Chủ tịch': an office after a comma is of the same person. */
const people = (flat: string): string[] =>
  flat
    .split(
      /;\s*(?=(?:phó )?(?:chủ tịch|bí thư|giám đốc|chánh|trưởng|chỉ huy trưởng)\s)|[;,]\s*(?=(?:các\s)?(?:đồng chí|đ\/c|ông|bà|sở|công an|ubnd|thủ trưởng|giám đốc các|thành viên)\s)|\s+và\s+(?=(?:các\s)?(?:đồng chí|thành viên|sở)\s)/iu,
    )
    .map((name) => name.trim())
    .filter(Boolean)

/** Whether the text is nothing but a name (and a closing colon): a heading that names who the items under it are for. */
export const isBodyAlone = (text: string, low: string): boolean => text.length < 200 && namesAlone(text, low) > 0

/** A heading that is nothing but names is no longer. */
const LONGEST_HEADING = 400
/** How long the names are of which the text consists, with a closing colon: "Các sở, ban, ngành; UBND các huyện:"; 0 where it says more. */
export function namesAlone(text: string, low: string): number {
  if (text.length > LONGEST_HEADING) return 0
  let [at, end] = [0, 0]
  while (at < text.length) {
    const body = bodyAt(text.slice(at), low.slice(at))
    if (!body) return 0
    end = at + body.length
    const next = /^\s*;\s*(?:và\s)?/u.exec(text.slice(end))?.[0].length ?? 0
    if (next === 0) break
    at = end + next
  }
  return /^[\s:.]*$/u.test(text.slice(end)) ? end : 0
}
