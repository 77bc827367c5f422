/** What an order is to bring forth, to whom it reports, who helps. */
import { bodyAt } from './bodies.rules.ts'
import { productPattern } from './lexicon.rules.ts'

const MADE = new RegExp(
  String.raw`(?:xây dựng|ban hành|hoàn thiện|lập|trình|in ấn|soạn thảo|bổ sung|cập nhật|rà soát|triển khai|tham mưu|cung cấp|gửi|điều chỉnh|phê duyệt|cụ thể hóa|(?<!(?:khi|nếu|lúc) )có|viết|hoàn thành|dự thảo)(?:\s(?:và|,|ngay|bổ sung|triển khai|lại|các|những|một|dự thảo|bản|hoàn thiện|ban hành|ubnd tỉnh|chủ tịch ubnd tỉnh)){0,5}\s((?:${productPattern})(?!\p{L})(?:[^,;.:()]|(?<=\d)[.,](?=\d)|(?<=phòng), (?=chống)){0,80})`,
  'gu',
)
/** "văn bản ngay trong ngày …": how soon is not what it is. */
const NOW = /\s(?:ngay|khẩn trương|kịp thời)(?:\s.*)?$/iu
/** "triển khai Kế hoạch này": the document itself. */
const THIS = /^\p{L}+(?:\s\p{L}+){0,2}?\s(?:này|trên|nêu trên)(?!\p{L})/iu
/** "danh sách về Sở Y tế": to whom it goes is not what it is; "kế hoạch về tiêm chủng" is. */
const beforeReceiver = (words: string): string => words.split(RECEIVER)[0]!
const RECEIVER =
  /\s(?:(?:gửi|trình|nộp|báo cáo)(?:\s(?:về|cho|đến|tới|lên))?|về|lên)\s(?=(?:các )?(?:sở|ubnd|ủy ban|ban (?:chỉ đạo|thường vụ|quản lý|cán sự|tuyên giáo|tổ chức|dân vận)|bộ|trung tâm|ttyt|cdc|công an|phòng|văn phòng|thường trực|chủ tịch|cơ quan|tỉnh ủy|thành ủy|huyện ủy|trạm)(?!\p{L}))/iu
const REPORTS =
  /(?:báo cáo|gửi|nộp|thông báo|trình)(?:\s(?:ngay|nhanh|kết quả|kết quả thực hiện|tình hình|kịp thời|bằng văn bản|thường xuyên|hằng ngày|hàng ngày|định kỳ|tổng hợp|danh sách|qua nhóm zalo|đề xuất)){0,4},?\s?(?:(?:về|cho|tới|đến|lên|với)\s)?/gu
/** By when it is due is not what it is. */
const TERM =
  /\s(?:xong |hoàn thành )?(?:trước|chậm nhất|muộn nhất|trong|đến|từ|kể từ)\s(?:(?:là|vào|hết|ngay|lúc)\s)*(?:ngày|tháng|quý|năm|\d{1,2}\s?(?:giờ|h|g|\/)).*$/iu
const HELP = /(?:phối hợp(?: chặt chẽ| tốt| cùng)?(?: với| cùng)?|cùng với)\s+/gu

/** 'kế hoạch cụ thể tổ chức xét nghiệm …'; null where none is named. `low` is in lower case, `text` as written. */
export function productIn(text: string, low: string): string | null {
  for (const found of low.slice(0, 1500).matchAll(MADE)) {
    const at = found.index + found[0].length - found[1]!.length
    const said = text
      .slice(at, at + found[1]!.length)
      .replace(/\s+/gu, ' ')
      .trim()
      .replace(TERM, '')
      .replace(NOW, '')
    if (THIS.test(said)) continue
    return beforeReceiver(said)
      .split(' ')
      .slice(0, 12)
      .join(' ')
      .replace(/\s(?:trước|trong|để|về|và|theo|gửi|trình)$/u, '')
  }
  return /(?:^|[\s,;(])báo cáo (?:kết quả|tình hình|về|nhanh|ubnd|ban)/u.test(low) ? 'báo cáo' : null
}

/** 'Thường trực Tỉnh ủy' of 'báo cáo ngay về Thường trực Tỉnh ủy qua nhóm Zalo'. */
export function reportToIn(text: string, low: string): string | null {
  for (const m of low.slice(0, 3000).matchAll(REPORTS)) {
    const at = m.index + m[0].length
    const body = nameAt(text, low, at)
    if (body) return body
    // "báo cáo kết quả thực hiện công tác … về UBND tỉnh"
    const later = /^[^.,;:()]{0,160}?\s(?:về|cho|lên)\s(?=\S)/u.exec(low.slice(at))
    const far = later && /^(?:báo cáo|gửi)/u.test(m[0]) ? nameAt(text, low, at + later[0].length) : null
    if (far) return far
  }
  return null
}

/** Bodies named after 'phối hợp với'. */
export function helpersIn(text: string, low: string): string[] {
  const names: string[] = []
  for (const m of low.slice(0, 3000).matchAll(HELP)) {
    const name = nameAt(text, low, m.index + m[0].length)
    if (name && !names.includes(name)) names.push(name)
  }
  return names
}

function nameAt(text: string, low: string, at: number): string | null {
  const body = bodyAt(text.slice(at, at + 300), low.slice(at, at + 300))
  if (!body || body.length < 3) return null
  const name = text.slice(at, at + body.length).replace(/\s+/gu, ' ')
  return name.replace(/\s(?:qua|trước|để|và|theo|trong|\(.*)$/u, '').trim() || null
}
