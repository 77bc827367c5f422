/** Whether a clause is an order, and to whom. */
import { bareOrder, type Order, unissued, VERB } from './bare.rules.ts'
import { bodyAt, startsBody } from './bodies.rules.ts'
import { isPaper, issued } from './issued.rules.ts'
import { NOT_OPENING } from './lexicon.rules.ts'
import { PEOPLE, subjectAt } from './subjects.rules.ts'

const OPENERS =
  /^(?:(?:\d{1,2}|[a-z])[.)]\s*)?(?:(?:(?:công điện|công văn|chỉ thị|văn bản|thông báo|quyết định|kết luận)(?: này| trên)?(?: cũng)? (?:nêu rõ|lưu ý|nhấn mạnh|chỉ rõ)(?: rõ)?(?=[,:])|(?:đợt|giai đoạn|bước|vòng) \d{1,2}(?: \([^()]{1,60}\))?(?=\s*:)|đồng thời|ngoài ra|bên cạnh đó|trước mắt|vì vậy|do đó|do vậy|theo đó|trong đó|cụ thể|cụ thể là|đặc biệt|đặc biệt là|nhất là|trước hết|thứ (?:nhất|hai|ba|tư|năm)(?: là)?|riêng|song song|(?:mỗi|hằng|hàng) ngày (?:ít nhất )?\d{1,2} lần(?: \([^()]{1,40}\))?|tiếp đó|sau đó|mặt khác|cùng với đó|hằng ngày|hàng ngày|mỗi ngày|ngay sau khi [^,]{1,80}|từ nay|trong thời gian tới|thời gian tới|nếu cần|khi cần thiết|mỗi tuần|(?:(?:trước|vào|đến|lúc) |định kỳ (?:(?:trước|vào|đến|lúc) )?)\d{1,2} ?(?:giờ|h|g) ?(?:\d{2})?(?: phút)? ?(?:hằng|hàng|mỗi) ngày|định kỳ (?:(?:vào )?(?:thứ \p{L}+ |chủ nhật |sáng |chiều |cuối ngày )?(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý)|(?:mỗi )?\d{1,2} ngày(?: (?:một|1|01) lần|\/lần)?)(?: \([^()]{1,40}\))?(?=,)|(?:trước|vào|lúc) \d{1,2} ?(?:giờ|h) ?(?:\d{2})?(?: phút)?(?:(?:,| và) \d{1,2} ?(?:giờ|h) ?(?:\d{2})?)*(?=,?\s(?!ngày|hôm|chiều|đêm|sáng|tối|trưa|cùng|hằng|hàng|mỗi|đến|và|\d))|(?:hằng|hàng) tuần|(?:chậm nhất|muộn nhất|kể từ|bắt đầu từ|từ|đúng|trước|đến hết|đến|ngay trong|trong)(?: \p{L}+| \d{1,2} ?(?:giờ|h)?\d{0,2}(?:’|')?){0,4}? ngày \d{1,2}[\d/.-]*(?:(?:,| và) \d{1,2}(?![\d%])[\d/.-]*)*(?: tháng \d{1,2}(?: năm \d{4})?)?)(?!\p{L})[,:]?\s*){1,3}/u
/** Words of condition, aim and scope that may stand before the order, up to a comma or colon. */
const SCOPE =
  /^(?:trên tinh thần|trên nguyên tắc|thay vì|phát huy (?=kết quả|tinh thần|vai trò|kinh nghiệm)|để|đối với|về|trong|tại|với|căn cứ|trên cơ sở|theo(?! dõi| sát)|khi|nếu|trường hợp|liên quan (?=đến|tới)\p{L}*|vụ (?=đông|xuân|hè|thu|mùa|lúa|vải|nhãn)\p{L}*|cùng với|trước|sau|sau khi|kết thúc (?=mỗi|đợt|từng|các|thời gian|giai đoạn|chiến dịch)\p{L}*|hết (?=thời gian|thời hạn)\p{L}*|từ|kể từ|bắt đầu từ|thực hiện (?=công|chỉ|nghị|kết luận|quyết định|ý kiến|thông|kế hoạch|văn bản|lời|sự|tinh thần|chủ trương|mục tiêu)\p{L}*|nhằm|qua|riêng|ngoài|tùy|do|vì|đến|tới|sáng|chiều|tối|đêm|trên địa bàn|ở|ngày|hằng|nhân|bên cạnh|ngay|thông qua|song song với|tiếp tục thực hiện (?=công|chỉ|nghị|kết luận)\p{L}*|lĩnh vực|công tác|phòng, chống|cho đến|vào (?=\d|ngày|sáng|chiều|tối|đêm|hồi|lúc))(?!\p{L})/u
/** What sounds like an order and is none: a sanction, praise, a wish, a finding, what is agreed. */
const NO_ORDER =
  /^(?:trước đó|từ đầu (?:năm|mùa|vụ|tháng|đợt)|trong \d{1,2} (?:tháng|tuần|ngày)(?: đầu| cuối)? (?:năm|qua|vừa)|trong (?:thời gian|những ngày|những tuần) (?:vừa )?qua|xác định|đồng ý|chấp thuận(?= (?:đề nghị|đề xuất|kiến nghị|tờ trình|chủ trương|nội dung))|(?:hình thức|phương thức|phương pháp|cách thức)(?=[^.;:,]{0,40}:)|thống nhất|nhất trí|biểu dương|ghi nhận|đánh giá (?:cao|đây|chung)|hoan nghênh|cơ bản|tình hình|kết quả(?! [^,.;:]{0,40}(?:phải|cần) được| [^.;:]{0,160}?(?:gửi|báo cáo|nộp|trình|chuyển) (?:về|cho|đến|tới|lên|qua)(?!\p{L}))|nguyên nhân|tuy nhiên|nhìn chung|mặc dù|hiện nay|đến nay|qua đợt|qua kiểm tra|thời gian qua|vừa qua|kinh phí|nơi nào|xã nào|nếu xã nào|địa phương nào|đơn vị nào|cơ quan, đơn vị nào|trên đây là|chúng ta|thông báo này|chỉ thị này|quyết định này|công điện này|kế hoạch này|chỉ thị trên|nội dung|mục đích|mục tiêu|phạm vi|đối tượng|thời gian|địa điểm|thành phần|quan điểm|phương châm|nguyên tắc|số lượng|tổng số|có \d|trong đó có|tham dự|ví dụ|căn cứ (?:luật|nghị|quyết|thông|chỉ|kết luận|công|văn bản|hướng dẫn|pháp lệnh|hiến pháp|kế hoạch)(?![^,;]{0,60} này,)|theo đề nghị|xét đề nghị)(?!\p{L})/u
/** "II. Phân công nhiệm vụ", above a table or another heading: what follows is not told by it. */
const ONLY_A_HEADING =
  /^(?:phân công(?: (?:nhiệm vụ|trách nhiệm|công việc|thực hiện))*(?: cụ thể)?|(?:tổ chức|triển khai) thực hiện)(?: \([^()]{0,60}\))?[\s:]*$/u
/** "Cách ly tập trung: tổng số 2.449; đang cách ly …": a figure of the report. */
const COUNT = /^[^:;.]{3,120}:\s*(?:tổng (?:số|cộng)|lũy (?:kế|tích)|hiện (?:có|đang)|(?:đã|đang)\s|có \d)/u
/** "Từ ngày 08/5 đến 18/5, toàn tỉnh đã ghi nhận 584 ca, tập trung ở …": what is told. */
const REPORTED =
  /^(?:từ|trong|tính|đến|ngày|qua|tối|sáng|chiều|đêm)\s[^.;:]{0,110}?\s(?:đã |mới |tiếp tục )?(?:ghi nhận|phát hiện|xuất hiện|xảy ra|có) (?:thêm |tổng (?:số|cộng) |mới )?\d[\d.]* (?:ca|trường hợp|f\d|bệnh nhân|ổ dịch|người (?:mắc|nhiễm|dương tính))(?!\p{L})/u
/** The closing line that only makes known: "Văn phòng thông báo để các đơn vị biết, thực hiện." */
const MAKES_KNOWN =
  /^[^.;]{0,90}(?:xin )?thông báo (?:để |đến |tới |cho )?[^.;]{0,160}biết(?!\p{L})|^(?:văn phòng|ban chỉ đạo|sở)[^.;:]{0,60}? thông báo (?:ý kiến|kết luận|nội dung)(?!\p{L})/u
const SANCTION =
  /^nếu (?:để|không|còn|buông lỏng)[^.;]{3,120}, (?:thì )?(?:(?! phải (?!chịu))[^.;,]){3,80}? (?:phải |sẽ )?(?:chịu trách nhiệm(?=[.,;]|$| (?:trước|về|toàn bộ|hoàn toàn|theo))|bị (?:xử lý|kỷ luật))|^(?:người đứng đầu|thủ trưởng|địa phương|đơn vị)(?: [^.;:,]{3,40})? (?:phải )?chịu trách nhiệm (?:nếu|khi) (?:để|không) |^[^.;:,]{3,60} mà (?:để|buông lỏng|lơ là|chủ quan|thiếu|chậm|không|chưa)[^.;]{0,160} thì (?!phải (?:báo|khẩn|thực hiện))[^.;]{0,120}?(?:kiểm điểm|trách nhiệm|kỷ luật|phê bình|bị xử lý|phải xử lý)|^(?:cấp ủy|chính quyền|người đứng đầu|chủ tịch|bí thư)[^.;]{0,60} nào (?:để|mà) [^.;]{0,220}(?:xử lý|trách nhiệm|kỷ luật|kiểm điểm)|^(?:nếu |trường hợp |khi |để )?[^,;.]{0,30}?(?:xã|huyện|nơi|đơn vị|địa phương|cơ quan|ai|người|tổ chức|cá nhân|doanh nghiệp|ngành|cấp) nào (?!để )[^.;]{0,220}(?:xử lý|trách nhiệm|kỷ luật)|^[^.;]{0,160}(?:mà|nếu) [^.;]{0,120}thì (?:sẽ )(?:xem xét,? )?(?:bị )?(?:xử lý|xem xét|chịu)/u
/** "chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để dịch bệnh lây lan.": who answers for it, and nothing to do; what is named more closely ("nếu để người dân ra vào chốt") is a charge. */
const BLAMED =
  /^\s*(?:thì |sẽ |phải ){0,2}chịu (?:hoàn toàn |toàn bộ |mọi )?trách nhiệm(?: (?:trước|về|cá nhân|toàn diện|hoàn toàn|người đứng đầu|theo)(?! công tác| việc thực hiện)[^.;:]{0,120}?)?,? (?:nếu|khi|trong trường hợp) (?:\p{L}+ ){0,4}?(?:để (?:xảy ra |phát sinh )?(?:tình trạng )?(?:dịch|covid|lây|bùng phát|ổ dịch|phát tán|ca (?:bệnh|mắc|nhiễm))|xảy ra (?:dịch|lây)|buông lỏng|lơ là|chủ quan)(?!\p{L})(?:(?!,\s(?:và |đồng thời )?(?:thường xuyên|khẩn trương|phải|báo cáo|tổ chức|chỉ đạo|kiểm tra|tăng cường|chủ động|rà soát)(?!\p{L}))[^.;:])*[.;]?\s*$/u
/** What an item under a body's name says that body is to do, though its first word is no verb that the lexicon knows: "Chốt danh sách trước 12 giờ". */
export function chargedIn(text: string, low: string): Order | null {
  const finds = SANCTION.test(low) || MAKES_KNOWN.test(low) || NO_ORDER.test(low) || COUNT.test(low) || NO_CHARGE.test(low)
  const barred = finds || MEMBER.test(text) || AMOUNT.test(low)
  return barred || low.length < 16 || !/^\p{L}/u.test(low) || startsBody(low) ? null : unissued(0)
}

/** How a thing, a finding, a condition or a permission begins. */
const NO_CHARGE =
  /^(?:số|các|những|một|mỗi|có|là|nếu|khi|trường|khu|tại|ở|đối với|về|từ|trong|ngày|thời|địa|thành phần|kinh phí|được|không có|người|hồ sơ|mẫu|theo|do|vì|đã|đang|vẫn|còn|bị|chưa|gồm|bao gồm|riêng|sau|trước|mục|bảng|phụ lục|chi tiết|trừ|như|nhiều|tuy|hiện)(?!\p{L})|(?:^|\s)(?:đã|đang|vẫn|còn|bị)\s[^.;]{0,60}\./u

/** "Nguyễn Văn Mẫu, Trưởng phòng": who belongs to it. */
const MEMBER = /^\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}*){1,5}\s*[,(:–-]/u
/** "Máy thở: 10 chiếc", "Đường dây nóng: 0912 …", "Quy mô 300 giường": what there is of it. */
const AMOUNT =
  /^[^.;:,\d]{2,60}:\s*(?:\+|khoảng\s|trên\s)?\d|^(?:quy mô|công suất|mức|giường|máy|khẩu trang|ngân sách|chế độ)(?!\p{L})/u

/** @param low the clause in lower case; same length as `text` */
export function orderIn(text: string, low: string): Order | null {
  const lead = OPENERS.exec(low)?.[0].length ?? 0
  const start = lead + (/^[\s"“(:–-]*/u.exec(low.slice(lead))?.[0].length ?? 0)
  const head = low.slice(start, start + 700)
  if (ONLY_A_HEADING.test(low) || (text.length < 160 && /\p{Lu}{3}/u.test(text) && text === text.toUpperCase())) return null
  const said = issued(text, low, start)
  if (SANCTION.test(head) || MAKES_KNOWN.test(head)) return null
  if (said?.who && BLAMED.test(low.slice(said.who.end))) return null
  const barred = NO_ORDER.test(head) || COUNT.test(head) || REPORTED.test(low)
  const by = barred ? null : doneBy(text, low, start)
  // "Do các địa phương thực hiện chưa nghiêm, yêu cầu …": why it is ordered, not by whom it is done
  const why = by !== null && said?.who && low.startsWith('do ', start)
  if (by && !why && (!said || by.who!.end < said.from)) return by
  // who is charged stands before what they are to order others: "đồng chí A chỉ đạo Sở B"
  const own = barred ? null : (subjectAt(text, low, start) ?? scoped(text, low, start, said?.from ?? 700))
  if (own?.who && BLAMED.test(low.slice(own.who.end))) return null
  if (own && said?.who && own.from > start && !own.strong) return said
  const speaks =
    own &&
    said &&
    !OWN_PEOPLE.test(low.slice(start)) &&
    (isIssuer(low, own) || (!isMany(low, own) && isPaper(low.slice(own.who!.end, said.from))))
  if (own && (!said || (own.from < said.from && !speaks))) return own
  if (said?.who) return speaks ? { ...said, by: own.who } : said
  if (barred) return labelled(text, low, start)
  return (
    said ??
    own ??
    bareOrder(low, start) ??
    together(text, low, start) ??
    bareAfterScope(low, start) ??
    afterThen(text, low, start) ??
    proper(text, low, start) ??
    ownDuty(low, start)
  )
}

/** "Cùng với UBND các phường triển khai …": who helps stands before what is to be done. */
function together(text: string, low: string, start: number): Order | null {
  const lead = /^cùng (?:với )?/u.exec(low.slice(start, start + 12))?.[0].length
  if (lead === undefined || !bodyAt(text.slice(start + lead, start + 300), low.slice(start + lead, start + 300))?.verb)
    return null
  return unissued(start)
}

/** "Kinh phí: Sở Tài chính hướng dẫn …": behind a label of two or three words somebody is charged. */
function labelled(text: string, low: string, start: number): Order | null {
  const label = /^\p{L}+(?:\s\p{L}+){0,3}:\s+/u.exec(low.slice(start, start + 60))?.[0]
  return label === undefined || OF_FACTS.test(label) ? null : subjectAt(text, low, start + label.length)
}

/** What such a label says that is no charge. */
const OF_FACTS =
  /^(?:kết quả|nguyên nhân|tình hình|ví dụ|nội dung|mục đích|mục tiêu|quan điểm|hiện nay|đến nay|thành phần|tham dự|thời gian)(?!\p{L})/u

/** "Các thôn có ca bệnh thì UBND xã lập danh sách …": who acts stands behind the condition. */
function afterThen(text: string, low: string, start: number): Order | null {
  const at = /^[^.;]{6,160}?\sthì\s(?=\S)/u.exec(low.slice(start, start + 200))?.[0].length
  const found = at === undefined ? null : subjectAt(text, low, start + at)
  // "nếu để lây nhiễm thì giám đốc chịu trách nhiệm": a sanction
  const blamed = found?.who && NO_ACT.test(low.slice(found.who.end))
  return found && !found.passive && !blamed ? { ...found, strong: false } : null
}

const NO_ACT = /^\s*(?:(?:phải )?(?:chịu|bị)|dự báo|tự quyết|không (?:đáp ứng|kham|thể|đủ|còn|có)|khó|có thể|sẽ|mới)(?!\p{L})/u

/** "Samsung Bắc Ninh bố trí …": a proper name that the lexicon does not know. */
function proper(text: string, low: string, start: number): Order | null {
  const name = PROPER_NAME.exec(text.slice(start, start + 80))?.[0]
  const verb = name && VERB.exec(low.slice(start + name.length + 1))?.[0]
  // "Hà Nội tiếp tục ghi nhận …", "Delta Plus phát triển nhanh": what is so
  if (!name || !verb || NOT_OPENING.has(verb) || name === 'Việt Nam') return null
  if (/^\s(?:tiếp tục\s)?(?:ghi nhận|phát hiện|là|có)(?!\p{L})/u.test(low.slice(start + name.length))) return null
  return unissued(start, { start, end: start + name.length })
}

const PROPER_NAME = /^\p{Lu}\p{L}+(?:\s\p{Lu}[\p{L}\d]+){1,5}(?=\s\p{Ll})/u

/** "Tất cả các phương tiện vào tỉnh phải có …": what must be so; by whom is not said. */
function ownDuty(low: string, start: number): Order | null {
  const before = DUTY.exec(low.slice(start, start + 220))?.[1]
  if (before === undefined || TOLD_OF.test(before)) return null
  return { ...unissued(start), passive: true }
}

const DUTY =
  /^([^.;:]{4,140}?)\s(?:phải|chỉ được|chỉ(?=\s(?:dừng|đỗ|hoạt động|chở|đón|bán|phục vụ|tiếp nhận|giao|lưu thông)\s)|không được|bắt buộc)\s(?!là |chăng|đâu|không |mất |chịu |đối mặt|đối diện|phải |thừa nhận|khẳng định|nhìn nhận)/u
/** Words of a finding, a reason or a condition, which is no duty. */
const TOLD_OF =
  /^(?:nhiều|một số|số|tỷ lệ|có|hiện|do|vì|tuy|nếu|khi|đây|đó|điều|chúng|tại sao|trường hợp|bệnh nhân|dịch(?! vụ))(?!\p{L})|(?:^|\s)(?:đã|đang|vẫn|còn|từng|sẽ|bị|nào|mà|khiến|cho rằng|buộc|làm cho)(?:\s|$)/u

const BY =
  /^(?:(?:việc|công tác|nội dung|nhiệm vụ)\s[^.;:]{2,160}?\s|(?:người|trường hợp|khu|chốt|tổ|đoàn|kinh phí)\s[^.;:,]{2,80}?\s)?do\s+(?=\S)|^(?:trách nhiệm|việc|công tác)\s[^.;:]{2,160}?\sthuộc (?:về |trách nhiệm (?:của )?)*(?=\S)/u
/** "Việc xét nghiệm do Sở Y tế chủ trì", "Trách nhiệm quản lý … thuộc về Chủ tịch UBND cấp xã". */
function doneBy(text: string, low: string, start: number): Order | null {
  const lead = BY.exec(low.slice(start, start + 200))?.[0].length
  if (lead === undefined) return null
  const at = start + lead
  const body = bodyAt(text.slice(at, at + 300), low.slice(at, at + 300))
  const belongs = /^trách nhiệm\s.*\sthuộc $|thuộc (?:về |trách nhiệm (?:của )?)+$/u.test(low.slice(start, at))
  if (
    !body ||
    (!belongs &&
      !/^\s*(?:chủ trì|thực hiện|đảm nhiệm|đảm nhận|phụ trách|chịu trách nhiệm|làm đầu mối|làm nòng cốt|là nòng cốt|phối hợp[^.;:]{3,120}?\s(?:thực hiện|tổ chức|đảm nhiệm))/u.test(
        low.slice(at + body.length),
      )) ||
    /^\s*\p{L}+ \p{L}+ (?:đã|đang) /u.test(low.slice(at + body.length, at + body.length + 40))
  )
    return null
  return unissued(start, { start: at, end: at + body.length })
}

/** "Đối với cán bộ, công chức, thực hiện …" is to them; "đối với các khu cách ly, kiểm tra …" is about them. */
const ORGANISED =
  /^(?:các |những |toàn thể )?(?:cán bộ|công chức|viên chức|đảng viên|giáo viên|học sinh|người lao động|ubnd|ủy ban nhân dân|sở|công an|cơ quan|đơn vị|địa phương|cấp ủy|người đứng đầu|thủ trưởng|chủ)(?!\p{L})/u
/** A subject after "Đối với …," or "…:", before the issuer's word. */
function scoped(text: string, low: string, start: number, until: number): Order | null {
  const scope = SCOPE.test(low.slice(start, start + 40))
  // "Đối với các doanh nghiệp: thực hiện …" is to the firms
  const to = /^(?:đối với|(?:nhiệm vụ|trách nhiệm) của)\s+(?!người |trường hợp |công dân )/u.exec(low.slice(start, start + 40))
  if (to) {
    const at = start + to[0].length
    const body = bodyAt(text.slice(at, at + 300), low.slice(at, at + 300))
    const after = body && low.slice(at + body.length, at + body.length + 60)
    // "Đối với các cơ quan, đơn vị hạn chế …": the verb follows at once
    if (body?.verb && ORGANISED.test(low.slice(at)) && at + body.length < until && bareOrder(low, at + body.length + 1))
      return unissued(start, { start: at, end: at + body.length })
    const colon =
      after && (ORGANISED.test(low.slice(at)) ? /^\s*(?:[:,]\s*[-+]?|thì(?=\s))\s*/u : /^\s*:\s*[-+]?\s*/u).exec(after)
    if (colon && at + body.length < until && bareOrder(low, at + body.length + colon[0].length))
      return unissued(start, { start: at, end: at + body.length })
  }
  for (const m of low.slice(start, Math.min(start + 700, until)).matchAll(/[,:]\s+|\s(?=(?:cần|phải)\s)/gu)) {
    const colon = m[0].trim() === ':'
    if (!scope && !colon) continue
    const at = start + m.index + m[0].length
    if (NO_ORDER.test(low.slice(at, at + 60))) continue
    const found = subjectAt(text, low, at)
    // "Cách ly theo quy định: người về từ … phải …": the rule for people, not whom the order is to
    if (found && !(colon && PEOPLE.test(low.slice(at, at + 260)) && bareOrder(low, start))) return found
    if (colon && bareOrder(low, at)) return null
  }
  return null
}

/** "Đối với …, thực hiện …", "Về …: …": an order without a subject after its scope. */
function bareAfterScope(low: string, start: number): Order | null {
  const scope = SCOPE.test(low.slice(start, start + 40))
  for (const m of low.slice(start, start + 600).matchAll(/[,:]\s+|\sthì\s+|\s(?=(?:cần|phải)\s)/gu)) {
    const colon = m[0].trim() === ':'
    if (!scope && !colon) continue
    const at = start + m.index + m[0].length
    const found = NO_ORDER.test(low.slice(at, at + 60)) ? null : bareOrder(low, at)
    if (found) return found
    if (colon) return null
  }
  const people = FOR_PEOPLE.exec(low.slice(start, start + 300))?.[0].length
  return people === undefined ? null : bareOrder(low, start + people)
}

/** "Đối với các trường hợp F1 thực hiện cách ly …": what is to be done with them follows at once. */
const FOR_PEOPLE =
  /^đối với (?:(?:các|những|mọi|tất cả)\s){0,3}(?:người|trường hợp|công dân|lao động|hành khách|lái xe|phương tiện|f\d)(?!\p{L})[^.;:,]{0,160}?(?<!(?:đang|đã|được|việc|công tác|không|chưa|về|tổ chức|phải|diện|từng|có|tự|vừa)\s)(?=(?:thực hiện|áp dụng|tiến hành|bắt buộc|yêu cầu|tạm dừng|tiếp tục|lấy mẫu|xét nghiệm|cách ly|đưa|chuyển)\s)/u

/** Who speaks is one body: "ban thường vụ các huyện ủy phân công …" is told to. */
const isMany = (low: string, own: Order): boolean => /(?:^|\s)(?:các|từng|mỗi) /u.test(low.slice(own.who!.start, own.who!.end))

/** Whether the subject is who gives the order: "Ban Thường vụ Tỉnh ủy yêu cầu …". */
const isIssuer = (low: string, own: Order): boolean =>
  !isMany(low, own) &&
  /^[\s,]*(?:phê bình và |thống nhất |quyết định |đồng ý |tiếp tục |cũng |vừa )?(?:yêu cầu|giao|đề nghị|phân công|quyết định|kêu gọi|kiến nghị|ủy quyền|chỉ thị|nhắc nhở|lưu ý)(?!\p{L})/u.test(
    low.slice(own.who!.end, own.who!.end + 60),
  )
/** "CDC tỉnh phân công cán bộ trực": an office tells off its own people. */
const OWN_PEOPLE =
  /^(?:cdc|công an|bộ chỉ huy|bộ chqs|trung tâm|bệnh viện|trạm|mặt trận|tỉnh đoàn|hội)(?!\p{L})(?:(?! (?:giao|yêu cầu|chỉ đạo|đề nghị|phân công)(?!\p{L}))[^.;:,]){0,60} phân công (?:cán bộ|lực lượng|nhân viên|người|y, bác sĩ|bác sĩ|chiến sĩ|thành viên)(?!\p{L})/u
