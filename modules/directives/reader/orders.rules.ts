/** Whether a clause is an order, and to whom. */
import { type BodyName, bodyAt, startsBody } from './bodies.rules.ts'
import { NOT_OPENING, verbPattern } from './lexicon.rules.ts'

export interface Order {
  /** How sure: an issuer's word (giao, yêu cầu …) or a duty (phải, có trách nhiệm); else an order only where orders are expected. */
  strong: boolean
  /** Whose order it is, as places in the clause; null where the clause names nobody. */
  who: { start: number; end: number } | null
  /** Whom they are to move: 'chỉ đạo Sở Tài chính'. */
  through: { start: number; end: number } | null
  /** By the issuer's word: giao, yêu cầu, đề nghị … */
  issued: boolean
  /** Where the words of the order begin. */
  from: number
  /** What is to be done with something ("các khu cách ly cần được kiểm tra"): by whom is not said. */
  passive?: boolean
}

const ISSUING =
  /(?<![\p{L}])(giao cho|giao trách nhiệm cho|giao nhiệm vụ cho|giao|yêu cầu|đề nghị|phân công|chỉ đạo|ủy quyền cho|ủy quyền|kêu gọi|đồng ý giao|nhắc nhở|kiến nghị|chỉ thị):?\s+(?=\S)/gu
/** Before "yêu cầu" or "giao" that make it a noun or something already done. */
const NOT_ISSUING =
  /(?:theo|các|những|đáp ứng|một số|được|đã|mọi|đúng|với|nhiệm vụ|bàn|có|khi|nếu|sự|công tác|về việc|thực hiện|của|văn bản|ban|quyền|và sự|lãnh đạo,|bị|đủ|cầu,)\s*$/u
/** "Ủy ban nhân dân thành phố Hà Mẫu đề nghị …": who speaks, by the name of the place. */
const NAMED_ISSUER =
  /(?:^|[\s,;.“"])(?:ban thường vụ|thường trực|ubnd|ủy ban nhân dân|tỉnh ủy|thành ủy|huyện ủy|thị ủy|đảng ủy|quận ủy|ban chỉ đạo|bí thư|sở|bộ|cục|chủ tịch|giám đốc)(?!\p{L})[^.;:]{0,80}$/u
const ENDS_IN_NAME = /\p{Lu}\p{L}*\s(?:tiếp tục\s|cũng\s)?$/u
/** "Sở Y tế ban hành công văn số 12/SYT-NVY yêu cầu …": the paper that gives the order. */
const BY_PAPER =
  /(?:ban hành|ký|có|vừa có|gửi|ra)\s(?:công văn|văn bản|công điện|quyết định|chỉ thị|thông báo|kế hoạch)(?:\s(?:khẩn|hỏa tốc))?(?:\ssố)?(?:\s\d[\p{L}\d/-]*)?(?:,?\s(?:về việc|về|v\/v)\s[^,;.]{3,60},?|,)?\s*$/u
/** "Yêu cầu ngay trong đêm nay Sở Y tế điều động …". */
const NOW = /^(?:ngay )?(?:trong|từ) (?:đêm|sáng|trưa|chiều|tối|ngày|hôm)(?: nay| mai)?,?\s+(?=\p{L})|^ngay lập tức\s+/u
/** "Việc vận chuyển nông sản giao Sở Giao thông vận tải hướng dẫn": what is charged stands first. */
const TOPIC = /^(?:việc|nội dung|nhiệm vụ|công tác|phần|kinh phí|phương án|về)\s[^.;:]{3,160}\s$/u
/** Between who speaks and the issuer's word there is nothing, or the paper. */
const isPaper = (between: string): boolean =>
  between.length < 160 &&
  between
    .replace(BY_PAPER, '')
    .replace(/(?:vừa|đã|mới)\s*$/u, '')
    .trim() === ''
/** "giao ban Ban Chỉ đạo": they meet. A ban in small letters that is given something: ban thường vụ các huyện ủy. */
const GATHERS = /^ban (?!thường vụ|chỉ đạo|quản lý|tổ chức|cán sự|chấp hành|chỉ huy|dân vận)/u
const OPENERS =
  /^(?:(?:\d{1,2}|[a-z])[.)]\s*)?(?:(?:(?:công điện|công văn|chỉ thị|văn bản|thông báo|quyết định|kết luận)(?: này| trên)?(?: cũng)? (?:nêu rõ|lưu ý|nhấn mạnh|chỉ rõ)(?: rõ)?(?=[,:])|(?:đợt|giai đoạn|bước|vòng) \d{1,2}(?: \([^()]{1,60}\))?(?=\s*:)|đồng thời|ngoài ra|bên cạnh đó|trước mắt|vì vậy|do đó|do vậy|theo đó|trong đó|cụ thể|cụ thể là|đặc biệt|đặc biệt là|nhất là|trước hết|thứ (?:nhất|hai|ba|tư|năm)(?: là)?|riêng|song song|(?:mỗi|hằng|hàng) ngày (?:ít nhất )?\d{1,2} lần(?: \([^()]{1,40}\))?|tiếp đó|sau đó|mặt khác|cùng với đó|hằng ngày|hàng ngày|mỗi ngày|ngay sau khi [^,]{1,80}|từ nay|trong thời gian tới|thời gian tới|nếu cần|khi cần thiết|mỗi tuần|(?:trước|vào|đến) \d{1,2} ?(?:giờ|h) ?(?:\d{2})?(?: phút)? ?(?:hằng|hàng|mỗi) ngày|(?:hằng|hàng) tuần|(?:chậm nhất|muộn nhất|kể từ|bắt đầu từ|từ|đúng|trước|đến hết|đến|ngay trong|trong)(?: \p{L}+| \d{1,2} ?(?:giờ|h)?\d{0,2}){0,4}? ngày \d{1,2}[\d/.-]*(?:(?:,| và) \d{1,2}(?![\d%])[\d/.-]*)*(?: tháng \d{1,2}(?: năm \d{4})?)?)(?!\p{L})[,:]?\s*){1,3}/u
/** Words of condition, aim and scope that may stand before the order, up to a comma or colon. */
const SCOPE =
  /^(?:trên tinh thần|trên nguyên tắc|thay vì|phát huy (?=kết quả|tinh thần|vai trò|kinh nghiệm)|để|đối với|về|trong|tại|với|căn cứ|trên cơ sở|theo(?! dõi| sát)|khi|nếu|trường hợp|cùng với|trước|sau|sau khi|từ|kể từ|bắt đầu từ|thực hiện (?=công|chỉ|nghị|kết luận|quyết định|ý kiến|thông|kế hoạch|văn bản|lời|sự|tinh thần|chủ trương|mục tiêu)\p{L}*|nhằm|qua|riêng|ngoài|tùy|do|vì|đến|tới|sáng|chiều|tối|đêm|trên địa bàn|ở|ngày|hằng|nhân|bên cạnh|ngay|thông qua|song song với|tiếp tục thực hiện (?=công|chỉ|nghị|kết luận)\p{L}*|lĩnh vực|công tác|phòng, chống)(?!\p{L})/u
const MODAL =
  /^(?:phải|cần|cần phải|cần thiết phải|không được|không để|tuyệt đối không|nghiêm cấm|tuyệt đối|kiên quyết không|nghiêm túc|nhất thiết phải|cấm|có trách nhiệm|chịu trách nhiệm)(?!\p{L})/u
const VERB = new RegExp(String.raw`^(?:${verbPattern})(?!\p{L})`, 'u')
const ANY_VERB = new RegExp(String.raw`(?<!\p{L})(?:${verbPattern})(?!\p{L})`, 'gu')
/** What sounds like an order and is none: a sanction, praise, a wish, a finding, what is agreed. */
const NO_ORDER =
  /^(?:trước đó|từ đầu (?:năm|mùa|vụ|tháng|đợt)|trong \d{1,2} (?:tháng|tuần|ngày)(?: đầu| cuối)? (?:năm|qua|vừa)|trong (?:thời gian|những ngày|những tuần) (?:vừa )?qua|xác định|đồng ý|thống nhất|nhất trí|biểu dương|ghi nhận|đánh giá (?:cao|đây|chung)|hoan nghênh|cơ bản|tình hình|kết quả(?! [^,.;:]{0,40}(?:phải|cần) được)|nguyên nhân|tuy nhiên|nhìn chung|mặc dù|hiện nay|đến nay|qua đợt|qua kiểm tra|thời gian qua|vừa qua|kinh phí|nơi nào|xã nào|nếu xã nào|địa phương nào|đơn vị nào|cơ quan, đơn vị nào|trên đây là|chúng ta|thông báo này|chỉ thị này|quyết định này|công điện này|kế hoạch này|chỉ thị trên|nội dung|mục đích|mục tiêu|phạm vi|đối tượng|thời gian|địa điểm|thành phần|quan điểm|phương châm|nguyên tắc|số lượng|tổng số|có \d|trong đó có|tham dự|ví dụ|căn cứ (?:luật|nghị|quyết|thông|chỉ|kết luận|công|văn bản|hướng dẫn|pháp lệnh|hiến pháp|kế hoạch)(?![^,;]{0,60} này,)|theo đề nghị|xét đề nghị)(?!\p{L})/u
/** "Cách ly tập trung: tổng số 2.449; đang cách ly …": a figure of the report. */
const COUNT = /^[^:;.]{3,120}:\s*(?:tổng (?:số|cộng)|lũy (?:kế|tích)|hiện (?:có|đang)|(?:đã|đang)\s|có \d)/u
/** The closing line that only makes known: "Văn phòng thông báo để các đơn vị biết, thực hiện." */
const MAKES_KNOWN =
  /^[^.;]{0,90}(?:xin )?thông báo (?:để |đến |tới |cho )?[^.;]{0,160}biết(?!\p{L})|^(?:văn phòng|ban chỉ đạo|sở)[^.;:]{0,60}? thông báo (?:ý kiến|kết luận|nội dung)(?!\p{L})/u
const SANCTION =
  /^(?:người đứng đầu|thủ trưởng|địa phương|đơn vị)(?: [^.;:,]{3,40})? (?:phải )?chịu trách nhiệm (?:nếu|khi) (?:để|không) |^[^.;:,]{3,60} mà (?:để|buông lỏng|lơ là|chủ quan|thiếu|chậm|không|chưa)[^.;]{0,160} thì (?!phải (?:báo|khẩn|thực hiện))[^.;]{0,120}?(?:kiểm điểm|trách nhiệm|kỷ luật|phê bình|bị xử lý|phải xử lý)|^(?:cấp ủy|chính quyền|người đứng đầu|chủ tịch|bí thư)[^.;]{0,60} nào (?:để|mà) [^.;]{0,220}(?:xử lý|trách nhiệm|kỷ luật|kiểm điểm)|^(?:nếu |trường hợp |khi |để )?[^,;.]{0,30}?(?:xã|huyện|nơi|đơn vị|địa phương|cơ quan|ai|người|tổ chức|cá nhân|doanh nghiệp|ngành|cấp) nào (?!để )[^.;]{0,220}(?:xử lý|trách nhiệm|kỷ luật)|^[^.;]{0,160}(?:mà|nếu) [^.;]{0,120}thì (?:sẽ )(?:xem xét,? )?(?:bị )?(?:xử lý|xem xét|chịu)/u
const PASSIVE =
  /^(?:được|bị|đã|đang|vẫn|còn|có xu hướng|diễn biến|là(?! (?:cơ quan|đơn vị|đầu mối)| [^.;:]{2,80}, (?:có|chịu) (?:trách nhiệm|nhiệm vụ))|đưa vào (?:hoạt động|sử dụng|vận hành)(?=\s*[,.;]|\s(?:từ|trước|trong|kể|ngày|chậm|vào)\s)|gồm|bao gồm|có hiệu lực)(?!\p{L})/u
/** People by what they did: "người về từ các địa phương đang … phải cách ly". */
export const PEOPLE =
  /^(?:(?:tất cả|mọi|những|các|toàn bộ)\s){0,3}(?:người|công dân|lao động|trường hợp|hành khách|lái xe|lái, phụ xe)(?! dân(?! (?:đã|đang|từng|đến|về|từ|trở về|ở|tại|vào|ra|đi|có mặt|có nhu cầu|sinh sống|lưu trú))| đứng đầu| lao động| phụ trách| nào)(?!\p{L})[^.;:]{0,200}?\s((?:đều |bắt buộc )?(?:phải|không được|bắt buộc)(?!\p{L}))/u
/** "Tổ giúp việc do đồng chí A làm tổ trưởng có nhiệm vụ …": who heads it does not end the name. */
const HEADED =
  /^((?:tổ|đoàn|tiểu ban|ban|đội|trung tâm)\s[^.;:,]{0,60}?)\sdo\s[^.;:]{4,140}?\slàm\s(?:tổ trưởng|trưởng \p{L}+)\s(?=(?:có nhiệm vụ|có trách nhiệm|chịu trách nhiệm|phải|cần|tiếp tục|thường xuyên|khẩn trương|trực tiếp|tập trung|chủ động|bám sát|xuống)(?!\p{L}))/u
/** "Các địa phương đang thực hiện giãn cách … phải …", "các xã có dịch tiếp tục …": which of them, before what they are to do. */
const WHICH =
  /^((?:địa phương|cơ quan|đơn vị|chính quyền|ubnd (?:xã|huyện|tỉnh)) nơi\s[^.;:,]{2,60}?(?=\s(?:phải|có trách nhiệm|chịu trách nhiệm)(?!\p{L}))|(?:(?:ubnd|ủy ban nhân dân|chủ tịch ubnd|chủ tịch ủy ban nhân dân|chính quyền|cấp ủy|cấp ủy, chính quyền|người đứng đầu|thủ trưởng|giám đốc|lãnh đạo)\s)?(?:các|những|mọi|tất cả các|từng|riêng các)\s[^.;:]{2,60}?\s(?:(?:đang|đã|hiện đang|vừa)\s[^.;:]{3,160}?(?=\s(?:phải|cần|không được|có trách nhiệm|chịu trách nhiệm|tuyệt đối)(?!\p{L}))|(?:chưa|có|không có|thuộc|nằm trong|giáp)\s(?!tinh thần|ý thức|trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|phương án|văn bản|thể|liên quan)[^.;:,]{2,120}?(?=\s(?:phải|cần|tiếp tục|chủ động|khẩn trương|tập trung|chuẩn bị|thường xuyên|tăng cường|có trách nhiệm|chịu trách nhiệm|không được|tạm dừng|rà soát|nghiêm túc|thực hiện (?:nghiêm|ngay|cách))(?!\p{L}))))/u
/** "trong hai ngày tới xây dựng xong …": the term stands before what is to be done. */
const AFTER_TERM = new RegExp(
  String.raw`^(?:ngay )?(?:trong|trước|đến|từ nay đến|chậm nhất|muộn nhất)\s[^.;:]{0,40}?\d*[^.;:]{0,20}?[,\s]\s?(?:phải\s)?(?:${verbPattern})(?!\p{L})`,
  'u',
)
/** "Các nhà máy được tiếp tục hoạt động nhưng phải bảo đảm …", "các huyện mỗi nơi có …": what stands before the duty ends the name. */
const MUST_THEN =
  /^([^.;:]{3,100}?)\s(?:(?:vẫn |chỉ )?được [^.;:]{3,120}?\s(?:nhưng|song|với điều kiện) (?:phải|cần)|mỗi (?:nơi|đơn vị|huyện|xã|phường|thôn) (?:phải |cần )?(?:có|bố trí|lập|chuẩn bị|cử|thành lập))(?!\p{L})/u
const NOT_WHO =
  /^(?:tỉnh ta|người dân (?:còn|không (?:hiểu|biết|nắm|chấp hành|tự giác|khai báo))|toàn tỉnh (?:có|đã|ghi nhận)|cả nước|hội nghị|hội đồng nhân dân thông qua)/u

const SPEAKS =
  /^(?:đồng chí )?(?:ban thường vụ|thường trực|ban chỉ đạo|(?:phó )?chủ tịch (?:ubnd|ủy ban nhân dân) (?:tỉnh|huyện|thành phố)|trưởng ban|(?:phó )?bí thư|ubnd tỉnh|ủy ban nhân dân tỉnh)(?!\p{L})/u
const SAYS_ONLY =
  /^(?:cơ bản )?(?:biểu dương|ghi nhận|đánh giá cao|hoan nghênh|nhất trí|thống nhất(?! (?:quản lý|chỉ đạo|tổ chức|triển khai))|đồng ý|cho rằng|nhận định|nhận thấy|cảm ơn|trân trọng|chia sẻ|phê bình)(?!\p{L})/u

/** What an item under a body's name says that body is to do, though its first word is no verb that the lexicon knows: "Chốt danh sách trước 12 giờ". */
export function chargedIn(low: string): Order | null {
  const barred = SANCTION.test(low) || MAKES_KNOWN.test(low) || NO_ORDER.test(low) || COUNT.test(low) || NO_CHARGE.test(low)
  return barred || low.length < 16 || !/^\p{L}/u.test(low) || startsBody(low)
    ? null
    : { strong: false, issued: false, who: null, through: null, from: 0 }
}
/** How a thing, a finding, a condition or a permission begins. */
const NO_CHARGE =
  /^(?:số|các|những|một|mỗi|có|là|nếu|khi|trường|khu|tại|ở|đối với|về|từ|trong|ngày|thời|địa|thành phần|kinh phí|được|không có|người|hồ sơ|mẫu|theo|do|vì|đã|đang|vẫn|còn|bị|chưa|gồm|bao gồm|riêng|sau|trước|mục|bảng|phụ lục|chi tiết|trừ|như|nhiều|tuy|hiện)(?!\p{L})|(?:^|\s)(?:đã|đang|vẫn|còn|bị)\s[^.;]{0,60}\./u

/** @param low the clause in lower case; same length as `text` */
export function orderIn(text: string, low: string): Order | null {
  const lead = OPENERS.exec(low)?.[0].length ?? 0
  const start = lead + (/^[\s"“(:–-]*/u.exec(low.slice(lead))?.[0].length ?? 0)
  const head = low.slice(start, start + 700)
  const said = issued(text, low, start)
  if (SANCTION.test(head) || MAKES_KNOWN.test(head)) return null
  const barred = NO_ORDER.test(head) || COUNT.test(head)
  const by = barred ? null : doneBy(text, low, start)
  // "Do các địa phương thực hiện chưa nghiêm, yêu cầu …": why it is ordered, not by whom it is done
  const why = by !== null && said?.who && low.startsWith('do ', start)
  if (by && !why && (!said || by.who!.end < said.from)) return by
  // who is charged stands before what they are to order others: "đồng chí A chỉ đạo Sở B"
  const own = barred ? null : (subjectAt(text, low, start) ?? scoped(text, low, start, said?.from ?? 700))
  if (own && said?.who && own.from > start && !own.strong) return said
  const speaks = own && said && (isIssuer(low, own) || (!isMany(low, own) && isPaper(low.slice(own.who!.end, said.from))))
  if (own && (!said || (own.from < said.from && !speaks))) return own
  if (said?.who) return said
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
  return { strong: false, issued: false, who: null, through: null, from: start }
}

/** "Kinh phí: Sở Tài chính hướng dẫn …": behind a label of two or three words somebody is charged. */
function labelled(text: string, low: string, start: number): Order | null {
  const at = /^\p{L}+(?:\s\p{L}+){0,3}:\s+/u.exec(low.slice(start, start + 60))?.[0].length
  return at === undefined ? null : subjectAt(text, low, start + at)
}

/** "Các thôn có ca bệnh thì UBND xã lập danh sách …": who acts stands behind the condition. */
function afterThen(text: string, low: string, start: number): Order | null {
  const at = /^[^.;]{6,160}?\sthì\s(?=\S)/u.exec(low.slice(start, start + 200))?.[0].length
  const found = at === undefined ? null : subjectAt(text, low, start + at)
  // "nếu để lây nhiễm thì giám đốc chịu trách nhiệm": a sanction
  const blamed = found?.who && /^\s*(?:phải )?(?:chịu|bị)(?!\p{L})/u.test(low.slice(found.who.end))
  return found && !found.passive && !blamed ? { ...found, strong: false } : null
}

/** "Samsung Bắc Ninh bố trí …": a proper name that the lexicon does not know. */
function proper(text: string, low: string, start: number): Order | null {
  const name = PROPER_NAME.exec(text.slice(start, start + 80))?.[0]
  if (!name || !VERB.test(low.slice(start + name.length + 1))) return null
  return { strong: false, issued: false, who: { start, end: start + name.length }, through: null, from: start }
}
const PROPER_NAME = /^\p{Lu}\p{L}+(?:\s\p{Lu}[\p{L}\d]+){1,5}(?=\s\p{Ll})/u

/** "Tất cả các phương tiện vào tỉnh phải có …": what must be so; by whom is not said. */
function ownDuty(low: string, start: number): Order | null {
  const before = DUTY.exec(low.slice(start, start + 220))?.[1]
  if (before === undefined || TOLD_OF.test(before)) return null
  return { strong: false, issued: false, who: null, through: null, from: start, passive: true }
}
const DUTY = /^([^.;:]{4,140}?)\s(?:phải|chỉ được|không được|bắt buộc)\s(?!là |chăng|đâu|không )/u
/** Words of a finding, a reason or a condition, which is no duty. */
const TOLD_OF =
  /^(?:nhiều|một số|có|hiện|do|vì|tuy|nếu|khi|đây|đó|điều|chúng|tại sao|trường hợp)(?!\p{L})|(?:^|\s)(?:đã|đang|vẫn|còn|từng|sẽ|bị|nào|mà)\s/u

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
      ))
  )
    return null
  return { strong: false, issued: false, who: { start: at, end: at + body.length }, through: null, from: start }
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
    const colon = after && (ORGANISED.test(low.slice(at)) ? /^\s*[:,]\s*[-+]?\s*/u : /^\s*:\s*[-+]?\s*/u).exec(after)
    if (colon && at + body.length < until && bareOrder(low, at + body.length + colon[0].length))
      return { strong: false, issued: false, who: { start: at, end: at + body.length }, through: null, from: start }
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
  for (const m of low.slice(start, start + 600).matchAll(/[,:]\s+|\s(?=(?:cần|phải)\s)/gu)) {
    const colon = m[0].trim() === ':'
    if (!scope && !colon) continue
    const at = start + m.index + m[0].length
    const found = NO_ORDER.test(low.slice(at, at + 60)) ? null : bareOrder(low, at)
    if (found) return found
    if (colon) return null
  }
  return null
}

/** Who speaks is one body: "ban thường vụ các huyện ủy phân công …" is told to. */
const isMany = (low: string, own: Order): boolean => /(?:^|\s)(?:các|từng|mỗi) /u.test(low.slice(own.who!.start, own.who!.end))

/** Whether the subject is who gives the order: "Ban Thường vụ Tỉnh ủy yêu cầu …". */
const isIssuer = (low: string, own: Order): boolean =>
  !isMany(low, own) &&
  /^[\s,]*(?:phê bình và |thống nhất |quyết định |đồng ý |tiếp tục |cũng |vừa )?(?:yêu cầu|giao|đề nghị|phân công|quyết định|kêu gọi|kiến nghị|ủy quyền|chỉ thị)(?!\p{L})/u.test(
    low.slice(own.who!.end, own.who!.end + 60),
  )

/** "Giao Sở Y tế …", "Ban Thường vụ yêu cầu các cấp ủy …": the body after the issuer's word. */
function issued(text: string, low: string, start: number): Order | null {
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
      /(?:ban thường vụ|thường trực|chủ tịch|ubnd|ủy ban nhân dân|tỉnh ủy|thành ủy|ban chỉ đạo|tỉnh|giám đốc|trưởng ban|huyện ủy|thủ tướng chính phủ|quyết định|đảng ủy|thị ủy|quận ủy|tp|bộ y tế|sở y tế|(?:sở|bộ) (?:gdđt|gd&đt|giáo dục và đào tạo)|phố|huyện|quận|thị xã|covid-19|này)(?:\s(?:tiếp tục|cũng|còn))?\s*$/u.test(
        before,
      ) || BY_PAPER.test(low.slice(Math.max(start, at - 90), at))
    const spoken =
      byIssuer ||
      (NAMED_ISSUER.test(low.slice(Math.max(start, at - 120), at)) && ENDS_IN_NAME.test(text.slice(Math.max(start, at - 30), at)))
    const body = bodyAt(text.slice(next, next + 480), low.slice(next, next + 480)) ?? unknownBody(text, low, next)
    if (word === 'chỉ đạo' || word === 'nhắc nhở') {
      if (at !== start && !/[,;:]\s*$/u.test(before)) continue
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

/** 'chỉ đạo Sở Tài chính khẩn trương …' after the name: the second body. */
function throughOf(text: string, low: string, at: number, body: BodyName): Order['through'] {
  const after = low.slice(at + body.length, at + body.length + 60)
  const m = /^\s*(?:cần |phải |tập trung |trực tiếp |khẩn trương )?chỉ đạo[,:]?\s+/u.exec(after)
  if (!m) return null
  const next = at + body.length + m[0].length
  const second = bodyAt(text.slice(next, next + 480), low.slice(next, next + 480))
  return second?.verb || (second && /^,?\s*phối hợp/u.test(low.slice(next + second.length)))
    ? { start: next, end: next + second.length }
    : null
}

/** The words for people by what they did, up to what they must do. */
function peopleAt(low: string, start: number): Order['who'] {
  const people = PEOPLE.exec(low.slice(start, start + 500))
  return people && { start, end: start + people[0].slice(0, people[0].length - people[1]!.length).trimEnd().length }
}

/** A body as the subject, and what it is to do. */
function subjectAt(text: string, low: string, start: number): Order | null {
  const head = low.slice(start, start + 500)
  const people = peopleAt(low, start)
  if (people) return { strong: true, issued: false, who: people, through: null, from: start }
  const headed = HEADED.exec(head)?.[1]
  const which = startsBody(head) ? WHICH.exec(head)?.[1] : undefined
  if (which && !NOT_WHO.test(head) && !bodyAt(text.slice(start, start + 500), head)?.verb) {
    const duty = /^\s(?:phải|cần|không được|có trách nhiệm|chịu trách nhiệm|tuyệt đối)/u.test(head.slice(which.length))
    return { strong: duty, issued: false, who: { start, end: start + which.length }, through: null, from: start }
  }
  if (headed) return { strong: true, issued: false, who: { start, end: start + headed.length }, through: null, from: start }
  if (NOT_WHO.test(head) || !startsBody(head)) return null
  const must = MUST_THEN.exec(head)?.[1]
  if (must) return { strong: true, issued: false, who: { start, end: start + must.length }, through: null, from: start }
  const body = bodyAt(text.slice(start, start + 500), head)
  if (!body || body.length < 2) return null
  const who = { start, end: start + body.length }
  const rest = head
    .slice(body.length)
    .replace(
      /^[\s,]*(?:\([^)]{0,160}\))?[\s,]*(?:và|cũng|đều|thì|mới|đồng thời|ngay|trước mắt|hết sức|hàng ngày|hằng ngày|ít nhất \d+ lần|mỗi ngày|(?:theo|căn cứ|trong phạm vi) (?:chức năng|nhiệm vụ|thẩm quyền)[^.;:]{0,60}?(?:,(?=\s(?!nhiệm vụ|quyền hạn))|(?:được giao|được phân công|của mình|của ngành|quản lý)(?=\s)))?\s*/u,
      '',
    )
  if (SPEAKS.test(head) && /\s(?:đồng ý|nhất trí|mong muốn|biểu dương|ghi nhận)(?!\p{L})/u.test(head.slice(0, body.length)))
    return null
  if (/(?:^|\s)(?:nào|cho biết|cho rằng|nhận định|nhận thấy)(?:\s|$)/u.test(head.slice(0, body.length))) return null
  if (PASSIVE.test(rest) && !/^được giao/u.test(rest)) return null
  if (/(?:^|[\s,])(?:đã|đang) /u.test(head.slice(Math.max(0, body.length - 4), body.length + 8))) return null
  // who gives the orders praises, finds and agrees: none of it is work for anybody
  if (SPEAKS.test(head.slice(0, body.length)) && SAYS_ONLY.test(rest)) return null
  const through = throughOf(text, low, start, body)
  const colon = /^\s*:/u.test(head.slice(body.length))
  if (colon) {
    const at =
      start +
      body.length +
      (/^\s*:\s*[-+]?\s*(?:là (?:cơ quan|đơn vị|đầu mối)[^,.;]{0,80},\s*)?/u.exec(head.slice(body.length))?.[0].length ?? 1)
    return at < low.length && (VERB.test(low.slice(at)) || MODAL.test(low.slice(at)) || AFTER_TERM.test(low.slice(at, at + 120)))
      ? { strong: true, issued: false, who, through: null, from: start }
      : null
  }
  const duty =
    /^(?:(?:hàng|hằng|mỗi) ngày |ít nhất |thường xuyên )*(?:phải|cần|có trách nhiệm|chịu trách nhiệm|không được|có nhiệm vụ|tuyệt đối)/u.test(
      rest,
    ) || /^[^.;:]{0,60}?(?<!\p{L})(?:phải|chịu trách nhiệm|có trách nhiệm)\s/u.test(rest)
  // "các khu cách ly cần được kiểm tra lại": by whom is not said
  if (/^(?:phải|cần|cần phải) được (?!giao|phân công)/u.test(rest))
    return { strong: true, issued: false, who: null, through: null, from: start, passive: true }
  if (body.verb || body.known || VERB.test(rest) || duty) return { strong: duty, issued: false, who, through, from: start }
  return null
}

/** An order without a subject: it begins with what is to be done. */
function bareOrder(low: string, start: number): Order | null {
  const head = low.slice(start, start + 80)
  if (
    /^(?:việc (?!này)|kết quả )[^,.;:]{0,60}(?:phải|cần|cần phải) được |^việc (?!này)[^.;:]{3,70}? (?:thực hiện|tiến hành) (?:trực tuyến|qua|theo|tại)(?!\p{L})/u.test(
      head,
    )
  )
    return { strong: false, issued: false, who: null, through: null, from: start, passive: true }
  if (MODAL.test(head) || /^việc (?!này)[^,.;:]{3,60} phải (?!xong|hoàn thành)/u.test(head))
    return { strong: false, issued: false, who: null, through: null, from: start }
  if (
    /^chưa (?:thực hiện (?:việc|điều|tăng|mở)|tổ chức|cho|cho phép|mở) |^chỉ (?:cho|cho phép|làm|giải quyết|tiếp nhận|tổ chức|bán|phục vụ|duy trì|ra|được)(?!\p{L})|^không (?:đùn đẩy|né tránh|bao che|trông chờ|ỷ lại|gây|thu|tăng giá|đầu cơ|chần chừ|di chuyển|sử dụng|yêu cầu|tổ chức|tụ tập|tập trung|tham gia|chủ quan|lơ là|cho|ra|thực hiện|giải quyết|đi|tiếp nhận|bố trí|họp|điều)/u.test(
      head,
    )
  )
    return { strong: false, issued: false, who: null, through: null, from: start }
  if (
    /^cho (?:chủ trương|ý kiến|(?:toàn bộ |tất cả |các )?(?:học sinh|sinh viên|trẻ|giáo viên|cán bộ|công nhân|người lao động))(?!\p{L})|^đưa (?!tin)[^,.;]{2,80} (?:vào|đi|về|ra khỏi|đến)(?!\p{L})|^quyết định (?:việc |ngay )?(?:tạm dừng|dừng|áp dụng|phong tỏa|thiết lập|thành lập|mở rộng|giãn cách|các biện pháp|cụ thể)(?!\p{L})/u.test(
      head,
    )
  )
    return { strong: false, issued: false, who: null, through: null, from: start }
  if (/^họp (?:giao ban|ban chỉ đạo|đánh giá|kiểm điểm|rút kinh nghiệm|bàn)(?!\p{L})/u.test(head))
    return { strong: false, issued: false, who: null, through: null, from: start }
  if (/^đạt (?:công suất|tỷ lệ|tối thiểu|ít nhất|mục tiêu)/u.test(head))
    return { strong: false, issued: false, who: null, through: null, from: start }
  if (
    /^không (?:chờ|vì|ngồi|làm qua|coi nhẹ|chạy theo|hình thức|dàn trải|bỏ sót|bỏ lọt|lúng túng|báo cáo sai|xem nhẹ|khoán trắng|cứng nhắc|máy móc|nới lỏng|hoang mang|lợi dụng|tự ý|để|sản xuất|kinh doanh|hoạt động|chia sẻ|đăng|đưa|nhận|chuyển|mở)(?!\p{L})/u.test(
      head,
    )
  )
    return { strong: false, issued: false, who: null, through: null, from: start }
  const verb = VERB.exec(head)?.[0]
  if (!verb || NOT_OPENING.has(verb) || /^cấp (?:(?:độ|ủy|bậc|học)(?!\p{L})|\d)/u.test(head)) return null
  const rest = head.slice(verb.length)
  if (/^\s*(?:của|này|trên|đã|được|là|như sau|dịch bệnh đã)(?!\p{L})/u.test(rest)) return null
  // "Khắc phục môi trường là nhiệm vụ cấp bách"
  if (/^[^.;:]{4,140}?\slà (?:một |những )?(?:nhiệm vụ|việc làm|vấn đề|yêu cầu)(?!\p{L})/u.test(low.slice(start, start + 200)))
    return null
  return { strong: false, issued: false, who: null, through: null, from: start }
}
