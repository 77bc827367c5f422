/** Who is to do something, where the clause begins with whom it is to. */
import { MODAL, type Order, unissued, VERB } from './bare.rules.ts'
import { type BodyName, bodyAt, startsBody } from './bodies.rules.ts'
import { verbPattern } from './lexicon.rules.ts'

const PASSIVE =
  /^(?:được|bị|đã|đang|vẫn|còn|có xu hướng|diễn biến|là(?! (?:cơ quan|đơn vị|đầu mối)| [^.;:]{2,80}, (?:có|chịu) (?:trách nhiệm|nhiệm vụ))|đưa vào (?:hoạt động|sử dụng|vận hành)(?=\s*[,.;]|\s(?:từ|trước|trong|kể|ngày|chậm|vào)\s)|gồm|bao gồm|có hiệu lực)(?!\p{L})/u
/** People by what they did: "người về từ các địa phương đang … phải cách ly". */
export const PEOPLE =
  /^(?:(?:tất cả|mọi|những|các|toàn bộ)\s){0,3}(?:người|công dân|lao động|trường hợp(?! (?:cần|vượt|phát sinh|đặc biệt|khẩn cấp|cấp bách|bất khả kháng)(?!\p{L}))|hành khách|lái xe|lái, phụ xe)(?! dân(?! (?:đã|đang|từng|đến|về|từ|trở về|ở|tại|vào|ra|đi|có mặt|có nhu cầu|sinh sống|lưu trú))| đứng đầu| lao động| phụ trách| nào)(?!\p{L})[^.;:]{0,200}?\s((?:đều |vẫn |bắt buộc )?(?:phải|không được|bắt buộc)(?!\p{L}))/u
/** "Tổ giúp việc do đồng chí A làm tổ trưởng có nhiệm vụ …": who heads it does not end the name. */
const HEADED =
  /^((?:các\s)?(?:tổ|đoàn|tiểu ban|ban|đội|trung tâm)\s[^.;:,]{0,60}?)\sdo\s[^.;:]{4,140}?\slàm\s(?:tổ trưởng|trưởng \p{L}+)\s(?=(?:có nhiệm vụ|có trách nhiệm|chịu trách nhiệm|phải|cần|tiếp tục|thường xuyên|khẩn trương|trực tiếp|tập trung|chủ động|bám sát|xuống)(?!\p{L}))/u
/** "Các địa phương đang thực hiện giãn cách … phải …", "các xã có dịch tiếp tục …": which of them, before what they are to do. */
const WHICH =
  /^((?:địa phương|cơ quan|đơn vị|chính quyền|ubnd (?:xã|huyện|tỉnh)) nơi\s[^.;:,]{2,60}?(?=\s(?:phải|có trách nhiệm|chịu trách nhiệm)(?!\p{L}))|(?:(?:ubnd|ủy ban nhân dân|chủ tịch ubnd|chủ tịch ủy ban nhân dân|chính quyền|cấp ủy|cấp ủy, chính quyền|người đứng đầu|thủ trưởng|giám đốc|lãnh đạo)\s)?(?:các|những|mọi|tất cả các|từng|riêng các)\s[^.;:]{2,60}?\s(?:(?:đang|đã|hiện đang|vừa)\s[^.;:]{3,160}?(?=\s(?:phải|cần|không được|có trách nhiệm|chịu trách nhiệm|tuyệt đối)(?!\p{L}))|(?:chưa|có|không có|thuộc|nằm trong|giáp)\s(?!tinh thần|ý thức|trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|phương án|văn bản|thể|liên quan)[^.;:,]{2,120}?(?=\s(?:phải|cần|tiếp tục|chủ động|khẩn trương|tập trung|chuẩn bị|thường xuyên|tăng cường|có trách nhiệm|chịu trách nhiệm|không được|tạm dừng|rà soát|nghiêm túc|thực hiện (?:nghiêm|ngay|cách))(?!\p{L}))))/u
/** "Sở Giáo dục và Đào tạo: học sinh các cấp nghỉ học …": what it is to see to with those in its care. */
const WARDS = /^(?:(?:toàn bộ|tất cả|các|cho)\s){0,2}(?:học sinh|sinh viên|trẻ em|bệnh nhân|hành khách|công nhân)(?!\p{L})/u
/** "trong hai ngày tới xây dựng xong …": the term stands before what is to be done. */
const AFTER_TERM = new RegExp(
  String.raw`^(?:ngay )?(?:trong|trước|đến|từ nay đến|chậm nhất|muộn nhất)\s[^.;:(]{0,40}?\d*[^.;:(]{0,20}?[,\s]\s?(?:phải\s)?(?:${verbPattern})(?!\p{L})`,
  'u',
)
/** "Các nhà máy được tiếp tục hoạt động nhưng phải bảo đảm …", "các huyện mỗi nơi có …": what stands before the duty ends the name. */
const MUST_THEN =
  /^([^.;:]{3,100}?)\s(?:(?:vẫn |chỉ )?được [^.;:]{3,120}?\s(?:nhưng|song|với điều kiện) (?:phải|cần|yêu cầu)|mỗi (?:nơi|đơn vị|huyện|xã|phường|thôn) (?:phải |cần )?(?:có|bố trí|lập|chuẩn bị|cử|thành lập))(?!\p{L}|\s\d+ (?:ca|người|trường hợp)(?!\p{L}))/u
/** "người dân vẫn | phải thực hiện 5K", "các xã chưa | thành lập tổ … khẩn trương thành lập": an order, though what is so stands before it. */
const URGED =
  /^(?=[^.;:]{0,160}(?<!\p{L})(?:phải(?! (?:thừa nhận|khẳng định|nhìn nhận|nói rằng|thấy rằng)(?!\p{L}))|khẩn trương|lập tức|có trách nhiệm|tạm dừng)(?!\p{L}))|^\s?tiếp tục (?:duy trì|thực hiện|áp dụng|bảo đảm|trực)(?!\p{L})/u
const NOT_WHO =
  /^(?:tỉnh ta|người dân (?:còn|không (?:hiểu|biết|nắm|chấp hành|tự giác|khai báo))|toàn tỉnh (?:có|đã|ghi nhận)|cả nước|hội nghị|hội đồng nhân dân thông qua)/u

const SPEAKS =
  /^(?:đồng chí )?(?:ban thường vụ|thường trực|ban chỉ đạo|(?:phó )?chủ tịch (?:ubnd|ủy ban nhân dân) (?:tỉnh|huyện|thành phố)|trưởng ban|(?:phó )?bí thư|ubnd tỉnh|ủy ban nhân dân tỉnh)(?!\p{L})/u
const SAYS_ONLY =
  /^(?:cơ bản )?(?:biểu dương|ghi nhận|đánh giá cao|hoan nghênh|nhất trí|thống nhất(?! (?:quản lý|chỉ đạo|tổ chức|triển khai))|đồng ý|cho rằng|nhận định|nhận thấy|cảm ơn|trân trọng|chia sẻ|phê bình|đồng tình|(?:lưu ý|nhấn mạnh)(?=:| (?:rằng|nguy cơ|tình hình)))(?!\p{L})/u

/** 'chỉ đạo Sở Tài chính khẩn trương …' after the name: the second body. */
export function throughOf(text: string, low: string, at: number, body: BodyName): Order['through'] {
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
export function peopleAt(low: string, start: number): Order['who'] {
  const people = PEOPLE.exec(low.slice(start, start + 500))
  return people && { start, end: start + people[0].slice(0, people[0].length - people[1]!.length).trimEnd().length }
}

/** A body as the subject, and what it is to do. */
export function subjectAt(text: string, low: string, start: number): Order | null {
  const head = low.slice(start, start + 500)
  const people = peopleAt(low, start)
  if (people) return unissued(start, people, true)
  const headed = HEADED.exec(head)?.[1]
  const which = startsBody(head) ? WHICH.exec(head)?.[1] : undefined
  if (which && !NOT_WHO.test(head) && !bodyAt(text.slice(start, start + 500), head)?.verb) {
    const duty = /^\s(?:phải|cần|không được|có trách nhiệm|chịu trách nhiệm|tuyệt đối)/u.test(head.slice(which.length))
    return unissued(start, { start, end: start + which.length }, duty)
  }
  if (headed) return unissued(start, { start, end: start + headed.length }, true)
  if (NOT_WHO.test(head) || !startsBody(head)) return null
  const must = MUST_THEN.exec(head)?.[1]
  if (must) return unissued(start, { start, end: start + must.length }, true)
  const body = bodyAt(text.slice(start, start + 500), head)
  if (!body || body.length < 2) return null
  const who = { start, end: start + body.length }
  const rest = head
    .slice(body.length)
    .replace(
      /^[\s,]*(?:\([^)]{0,160}\))?[\s,]*(?:và|cũng|đều|thì|mới|đồng thời|ngay|trước mắt|hết sức|hàng ngày|hằng ngày|ít nhất \d+ lần|mỗi ngày|(?:theo|căn cứ|trong phạm vi) (?:chức năng|nhiệm vụ|thẩm quyền)[^.;:]{0,60}?(?:,(?=\s(?!nhiệm vụ|quyền hạn))|(?:được giao|được phân công|của mình|của ngành|quản lý)(?=\s)))?\s*/u,
      '',
    )
  // "ghi nhận" holds a verb: the name seems to end within it
  if (
    SPEAKS.test(head) &&
    /\s(?:đồng ý|đồng tình|nhất trí|mong muốn|biểu dương|ghi nhận|hoan nghênh)(?!\p{L})/u.test(head.slice(0, body.length + 6))
  )
    return null
  // "tỉnh ghi nhận 16 ca"; what a station is to write down ("ghi nhận đầy đủ các ca") is its work
  if (/\sghi$/u.test(head.slice(0, body.length))) {
    const found = /^\s*nhận(?!\p{L})(?<many>\s(?:thêm |mới |tổng (?:số |cộng )?)?\d)?/u.exec(head.slice(body.length))
    if (found?.groups?.many) return null
    if (found) who.end -= 4
  }
  // "trường học được trưng dụng làm nơi cách ly": what is done with it
  if (/\s(?:được|bị)\s(?:trưng dụng|sử dụng|chuyển đổi|bố trí|thiết lập|mở rộng)$/u.test(head.slice(0, body.length))) return null
  if (/(?:^|\s)(?:nào|cho biết|cho rằng|nhận định|nhận thấy)(?:\s|$)/u.test(head.slice(0, body.length))) return null
  // "một số huyện chưa quyết liệt": what is so; "các xã chưa lập tổ … khẩn trương lập ngay": which of them
  const still = /\s(?:chưa|còn|vẫn)$/u.exec(head.slice(0, body.length))
  if (still) {
    if (!URGED.test(head.slice(body.length))) return null
    who.end = start + (which?.length ?? still.index)
  }
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
    return at < low.length &&
      (WARDS.test(low.slice(at)) ||
        VERB.test(low.slice(at)) ||
        MODAL.test(low.slice(at)) ||
        AFTER_TERM.test(low.slice(at, at + 120)))
      ? unissued(start, who, true)
      : null
  }
  const duty =
    /^(?:(?:hàng|hằng|mỗi) ngày |ít nhất |thường xuyên )*(?:phải|cần|có trách nhiệm|chịu trách nhiệm|không được|có nhiệm vụ|tuyệt đối)/u.test(
      rest,
    ) || /^[^.;:]{0,60}?(?<!\p{L})(?:phải|chịu trách nhiệm|có trách nhiệm)\s/u.test(rest)
  // "phải thừa nhận rằng …": a finding
  if (/^(?:phải|cần) (?:thừa nhận|khẳng định|nhìn nhận|nói rằng|thấy rằng)(?!\p{L})/u.test(rest)) return null
  // "các khu cách ly cần được kiểm tra lại": by whom is not said
  if (/^(?:phải|cần|cần phải) (?:nhận )?được (?!giao|phân công)/u.test(rest))
    return { ...unissued(start, null, true), passive: true }
  if (body.verb || body.known || VERB.test(rest) || duty) return { strong: duty, issued: false, who, through, from: start }
  return null
}
