/** The tree of sections: which item stands under which heading, and what headings say of the items under them. */
import type { Paragraph } from './layout.rules.ts'
import type { Source, Span } from './source.rules.ts'

export interface Section {
  label: string | null
  title: string
  span: Span
  children: Section[]
}

/** A tree of the marked paragraphs; what has no mark belongs to the item before it. */
export function sectionTree(source: Source, paragraphs: readonly Paragraph[]): Section[] {
  const roots: Section[] = []
  const open: { rank: number; section: Section }[] = []
  for (const p of paragraphs) {
    if (!p.mark) {
      for (const { section } of open) section.span[1] = source.span(p.start, p.end)[1]
      continue
    }
    while (open.length > 0 && open.at(-1)!.rank >= p.mark.rank) open.pop()
    const words = source.text.slice(p.mark.after, Math.min(p.end, p.mark.after + 160)).replace(/\s+/gu, ' ')
    const section: Section = {
      label: p.mark.label,
      title: /^.{0,140}?[:.](?=\s|$)/u.exec(words)?.[0] ?? words,
      span: source.span(p.start, p.end),
      children: [],
    }
    for (const { section: above } of open) above.span[1] = section.span[1]
    ;(open.at(-1)?.section.children ?? roots).push(section)
    open.push({ rank: p.mark.rank, section })
  }
  return roots
}

const OUTLOOK =
  /^(?:\s*(?:về|đánh giá|khái quát|một số)\s+)?(?:mục đích|mục tiêu|tình hình|đánh giá|kết quả|hạn chế|tồn tại|nguyên nhân|ưu điểm|quan điểm|nguyên tắc|căn cứ|phạm vi|đối tượng|dự báo|nhận định|bối cảnh|diễn biến)(?!\p{L})/u
/** In a whole sentence most of these words may open an order (hạn chế di chuyển, đánh giá nguy cơ): only the plain ones count. */
const OUTLOOK_SENTENCE =
  /^(?:về\s+)?(?:(?:thống nhất )?đánh giá (?:chung|tình hình|cao)|tình hình|mục đích|mục tiêu|quan điểm|nhận định|nguyên nhân)(?!\p{L})/u

/** A heading, or an item, of what is or is wished for; orders are not expected under it. */
export const isOutlook = (low: string): boolean => {
  const head = low.slice(0, 140)
  if (/nhiệm vụ|giải pháp|biện pháp/u.test(head.slice(0, 120))) return false
  const isHeading = /^[^.;:]{0,120}:?\s*$/u.test(head)
  return isHeading ? OUTLOOK.test(head) : OUTLOOK_SENTENCE.test(head)
}

/** "V. KIẾN NGHỊ", "Đề xuất, kiến nghị với UBND tỉnh": a heading of what a report asks of those above. */
export const isPetition = (low: string, kind: string | null): boolean =>
  (kind === 'báo cáo' || kind === 'tờ trình') &&
  /^(?:một số |những |các )?(?:kiến nghị|đề xuất|đề nghị)(?:(?:,| và)? (?:kiến nghị|đề xuất|đề nghị))*(?: (?:với|đối với) [^.;:]{2,60})?\s*:?\s*$/u.test(
    low.slice(0, 140),
  )

/** Behind the last item: "Kết quả thực hiện báo cáo về UBND tỉnh trước …" is for all whom the document is to, not for the last item's body. */
export const isReportLine = (low: string): boolean =>
  /^(?:riêng )?(?:đề nghị |yêu cầu )?(?:báo cáo |gửi )?(?:kết quả|danh sách|hồ sơ|ý kiến|nhu cầu)(?:,? [\p{L}-]+){0,12}? (?:báo cáo|gửi|nộp|về)(?: [\p{L}-]+){0,3}? (?:ubnd|ủy ban|sở|ban|tỉnh|thường trực|văn phòng|chủ tịch|công an)(?!\p{L})/u.test(
    low,
  )

/** A paragraph that closes the document; it stands under no item. */
export const isClosing = (low: string): boolean =>
  /^(?:trên đây là|chỉ thị (?:này|trên)|công điện này|thông báo này|quyết định này|kế hoạch này|kết luận này|nhận được|trong quá trình|yêu cầu (?:các|thủ trưởng|giám đốc|chủ tịch|đồng chí)|đề nghị (?:các|ủy ban mặt trận)|giao (?:văn phòng|ban tuyên giáo|chánh văn phòng|ban tổ chức|sở y tế (?:chủ trì, )?theo dõi)|căn cứ (?:nội dung|thông báo|chỉ thị|kế hoạch)|ban cán sự|chủ tịch ubnd tỉnh (?:yêu cầu|giao)|ban thường vụ tỉnh ủy (?:yêu cầu|giao)|văn phòng|thủ trưởng các|các sở, ban|các đồng chí|các cấp ủy|trưởng các|giám đốc các)/u.test(
    low,
  )

/** "Theo đó, Công an tỉnh chỉ đạo …": what a document says, told in running text. */
const TELLS =
  /^(?:theo đó|(?:công điện|công văn|chỉ thị|văn bản|thông báo|quyết định|kết luận)(?: này| trên)?(?: cũng)? nêu rõ)(?!\p{L})/u
export const tells = (low: string): boolean => TELLS.test(low)
/** "Thực hiện Công điện số 5 … ." */
const CARRIED_OUT =
  /^(?:thực hiện|căn cứ|trên cơ sở|theo) (?:các |tinh thần )?(?:công điện|công văn|chỉ thị|nghị quyết|kết luận|quyết định|ý kiến|thông báo|kế hoạch|văn bản|lời kêu gọi)(?!\p{L})[^:]*\.$/u
export const isCarriedOut = (low: string): boolean => CARRIED_OUT.test(low)
/** Under a picture of a page: "Chốt kiểm soát ở xã X. Ảnh: Bộ Y tế". */
const CAPTION = /(?:^|[\s(])Ảnh(?: minh họa)?\s?:|[-–]\s?Ảnh \d{1,2}\.?$/u
export const isCaption = (text: string): boolean => CAPTION.test(text)
/** A line of its own after which orders follow. */
const OPENS_ORDERS = /^(?:quyết định|chỉ thị|yêu cầu|kết luận|điện)\s*:?\s*$/u
export const opensOrders = (low: string): boolean => OPENS_ORDERS.test(low)
