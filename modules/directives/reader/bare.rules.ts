/** An order by its own words: what it begins with, where nobody is named. */
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
  /** Who gives it, where that is said before the issuer's word: "Ban Quản lý … yêu cầu các doanh nghiệp …". */
  by?: Order['who']
  /** Where the words of the order begin. */
  from: number
  /** What is to be done with something ("các khu cách ly cần được kiểm tra"): by whom is not said. */
  passive?: boolean
}

/** An order that no word of the issuer gives. */
export const unissued = (from: number, who: Order['who'] = null, strong = false): Order => ({
  ...{ strong, issued: false, who, through: null, from },
})

export const MODAL =
  /^(?:phải|cần|cần phải|cần thiết phải|không được|không để|tuyệt đối không|nghiêm cấm|tuyệt đối|kiên quyết không|nghiêm túc|nhất thiết phải|cấm|có trách nhiệm|chịu trách nhiệm)(?!\p{L})/u
export const VERB = new RegExp(String.raw`^(?:${verbPattern})(?!\p{L})`, 'u')
/** What an order begins with that is no plain verb: what must be, what must not, what is to be let, met, reached. */
const ORDERS = [
  MODAL,
  /^việc (?!này)[^,.;:]{3,60} phải (?!xong|hoàn thành)/u,
  /^chưa (?:thực hiện (?:việc|điều|tăng|mở)|tổ chức|cho|cho phép|mở) |^chỉ (?:cho|cho phép|làm|giải quyết|tiếp nhận|tổ chức|bán|phục vụ|duy trì|ra|được)(?!\p{L})|^không (?:đùn đẩy|né tránh|bao che|trông chờ|ỷ lại|gây|thu|tăng giá|đầu cơ|chần chừ|di chuyển|sử dụng|yêu cầu|tổ chức|tụ tập|tập trung|tham gia|chủ quan|lơ là|cho|ra|thực hiện|giải quyết|đi|tiếp nhận|bố trí|họp|điều)/u,
  /^cho (?:chủ trương|ý kiến|(?:toàn bộ |tất cả |các )?(?:học sinh|sinh viên|trẻ|giáo viên|cán bộ|công nhân|người lao động))(?!\p{L})|^đưa (?!tin)[^,.;]{2,80} (?:vào|đi|về|ra khỏi|đến)(?!\p{L})|^quyết định (?:việc |ngay )?(?:tạm dừng|dừng|áp dụng|phong tỏa|thiết lập|thành lập|mở rộng|giãn cách|các biện pháp|cụ thể)(?!\p{L})/u,
  /^họp (?:giao ban|ban chỉ đạo|đánh giá|kiểm điểm|rút kinh nghiệm|bàn)(?!\p{L})/u,
  /^đạt (?:công suất|tỷ lệ|tối thiểu|ít nhất|mục tiêu)/u,
  /^không (?:chờ|vì|ngồi|làm qua|coi nhẹ|chạy theo|hình thức|dàn trải|bỏ sót|bỏ lọt|lúng túng|báo cáo sai|xem nhẹ|khoán trắng|cứng nhắc|máy móc|nới lỏng|hoang mang|lợi dụng|tự ý|để|sản xuất|kinh doanh|hoạt động|chia sẻ|đăng|đưa|nhận|chuyển|mở)(?!\p{L})/u,
]

/** "… vừa qua dừng, được bà con đồng tình": what has been, not what is to be done. */
const HAS_BEEN =
  /(?<!\p{L})(?:vừa qua|thời gian qua|từ (?:đầu|giữa|cuối) tháng \d{1,2}, |vượt (?:kế hoạch|tiến độ)|phát sinh \d|đồng tình|khiến)(?!\p{L})/u
/** "… gửi về | Sở Y tế chậm 02 ngày", "… chưa đầy đủ": how it came, with no comma between. */
const CAME =
  /^[^,]*?(?<!\p{L})(?:chậm(?! nhất)|đã được|cho thấy|nhưng chưa|chưa (?:đầy|đủ|kịp|được|chính xác|bảo đảm|đảm bảo|đạt|rõ)|không (?:đầy đủ|chính xác|kịp))(?!\p{L})/u
/** The words from here to the end of the clause. */
const clauseFrom = (low: string, at: number): string => /^(?:[^.;:]|(?<=\d)[.:](?=\d)){0,300}/u.exec(low.slice(at, at + 300))![0]
/** "Các đám cưới tạm hoãn", "hoạt động thể thao ngoài trời tạm dừng": what is barred or kept small; by whom is not said. */
const THINGS_BARRED =
  /^(?:các |những |mọi |toàn bộ |tất cả (?:các )?)?(?:đám cưới|đám tang|đám hiếu|việc cưới|việc tang|việc hiếu|tiệc cưới|lễ hội|lễ cưới|lễ tang|hoạt động|sự kiện|hội nghị|cuộc họp|dịch vụ|loại hình)(?!\p{L})(?:(?!\s(?:đã|đang|còn|vẫn|từng|sẽ|do|của)\s)[^.;:]){0,140}?\s(?:tạm dừng|tạm hoãn|tạm ngừng|dừng|ngừng|hoãn|hạn chế|tổ chức (?:gọn|đơn giản|theo)|không (?:quá|tổ chức|tập trung)|chỉ(?! (?:đạo|thị|huy|số|tiêu|dẫn|mang|cầm chừng|còn|là)(?!\p{L})))(?!\p{L})/u
/** "Kết quả thực hiện báo cáo về UBND tỉnh trước …", "Danh sách gửi về Sở Nội vụ": what is to be handed in, whoever has it. */
const TO_HAND_IN =
  /^(?:kết quả|danh sách|hồ sơ|ý kiến|nhu cầu|số liệu|kế hoạch|phương án|văn bản|phiếu|biểu mẫu|dự thảo|bản cam kết)(?!\p{L})(?:(?!\s(?:đã|đang|được|do|của sở)\s)[^.;:]){0,200}?\s(?:phải |xin |đề nghị )?(?:gửi|nộp|trình|báo cáo|chuyển)\s(?:ngay |nhanh )?(?:về|cho|đến|tới|lên|qua)(?!\p{L})/u
/** An order without a subject: it begins with what is to be done. */
export function bareOrder(low: string, start: number): Order | null {
  const head = low.slice(start, start + 80)
  // "Không nhận được báo cáo của 3 huyện", "Hằng năm có 200 ca", "Liên kết vùng còn yếu": what is so
  if (
    /^không (?!cho|để|ai|người)\p{L}+(?: \p{L}+)? được (?!phép)|^(?:hàng|hằng) (?:năm|tháng|quý) (?:có|ghi nhận|xảy ra|phát hiện)(?!\p{L})|^ngưng trệ|^(?:liên kết|thiết kế|phân bố|phản hồi|góp ý|huấn luyện)(?!\p{L})[^,.;:]{0,50} còn (?:yếu|chậm|thiếu|hạn chế|lúng túng|lỏng lẻo)/u.test(
      head,
    )
  )
    return null
  if (
    /^(?:việc (?!này)|kết quả )[^,.;:]{0,60}(?:phải|cần|cần phải) được |^việc (?!này)[^.;:]{3,70}? (?:thực hiện|tiến hành) (?:trực tuyến|qua|theo|tại|bằng)(?!\p{L})|^việc (?!này)[^.;:]{3,160}?(?<!\s(?:đã|vừa|đang))\s(?:phải )?(?:hoàn thành|hoàn tất|xong|kết thúc)(?: xong)? (?:trước|trong|chậm nhất|muộn nhất|vào)(?!\p{L})/u.test(
      low.slice(start, start + 240),
    )
  )
    return HAS_BEEN.test(clauseFrom(low, start)) ? null : { ...unissued(start), passive: true }
  if (ORDERS.some((words) => words.test(head))) return unissued(start)
  const handed = TO_HAND_IN.exec(low.slice(start, start + 260))?.[0].length ?? 0
  if (handed > 0 || THINGS_BARRED.test(low.slice(start, start + 240))) {
    const told = HAS_BEEN.test(clauseFrom(low, start)) || (handed > 0 && CAME.test(clauseFrom(low, start + handed)))
    return told ? null : { ...unissued(start), passive: true }
  }
  const verb = VERB.exec(head)?.[0]
  if (!verb || NOT_OPENING.has(verb) || /^cấp (?:(?:độ|ủy|bậc|học)(?!\p{L})|\d)/u.test(head)) return null
  const rest = head.slice(verb.length)
  if (/^\s*(?:của|này|trên|đã|được|là|như sau|dịch bệnh đã)(?!\p{L})/u.test(rest)) return null
  // "Khắc phục môi trường là nhiệm vụ cấp bách"
  if (
    /^[^.;:]{4,140}?\slà (?:một |những )?(?:nhiệm vụ|việc làm|vấn đề|yêu cầu|nguồn lây|nguyên nhân|rất|điều)(?!\p{L})/u.test(
      low.slice(start, start + 200),
    )
  )
    return null
  return unissued(start)
}
