/** A line that opens a list: whom the items under it are for, whether orders follow, and whether it is an order itself. */

import { type Order, unissued } from './bare.rules.ts'
import { bodyAt, isBodyAlone, namesAlone, namesApart } from './bodies.rules.ts'
import { orderIn } from './orders.rules.ts'

export interface Heading {
  /** The body that the items are for; null where the line names none. */
  who: string[] | null
  /** The order that the line itself gives; null where it only opens the list. */
  own: Order | null
  /** What it orders where no order stands under it: "Tạm dừng hoạt động:" above a list of places. */
  barren: Order | null
  /** It is by the issuer's word: giao, yêu cầu … */
  issued: boolean
  /** It bears a date, which binds what stands under it. */
  dated: boolean
  /** What follows is a list of things: places, people, exceptions. */
  things: boolean
  /** Orders follow. */
  opens: boolean
  /** Who speaks concludes, agrees or finds; whether orders follow is not said yet. */
  concludes: boolean
}

const GENERIC =
  /(?:như sau|sau đây|sau|nội dung|nhiệm vụ|giải pháp|biện pháp|thực hiện|chỉ đạo|có trách nhiệm|chịu trách nhiệm|triển khai|tập trung|điện|yêu cầu|phối hợp với[^:]{0,160}|chủ trì[^:]{0,200}|nhất là|cụ thể|việc|tổ chức)[\s,]*:?\s*$/u
const OPENS = /(?:sau|sau đây|là|nhiệm vụ|nội dung|biện pháp|giải pháp|chỉ thị|yêu cầu|điện|thực hiện|quan tâm)$/u
const CONCLUDES = /(?:kết luận|(?<!có )ý kiến|thống nhất|đánh giá)(?: chỉ đạo)?(?: một số nội dung)?(?: cụ thể)? như sau$/u
const ANNOUNCES =
  /^(?:tổ chức |triển khai )?(?:thực hiện|triển khai)$|(?:nội dung|nhiệm vụ|giải pháp|biện pháp|kết quả|công việc|yêu cầu|kết luận|chỉ đạo|như)(?: cụ thể| chính| chủ yếu| trọng tâm| cấp bách)?(?: như)?(?: sau(?: đây)?)?$/u
/** "Chủ tịch UBND tỉnh yêu cầu:": who gives the orders, not who has them. */
const SPEAKS_ONLY =
  /^\s(?:thống nhất |quyết định )?(?:yêu cầu|chỉ thị|kết luận|quyết định|kêu gọi|đề nghị|(?<=thống nhất )chỉ đạo|chỉ đạo(?= như sau| (?:các|một số) (?:nội dung|nhiệm vụ|việc)))(?: (?:các|một số) (?:nội dung|nhiệm vụ|việc))?(?: như)?(?: sau(?: đây)?)?$/u
const DATED = /(?:ngày|giờ|tháng)\s*\d|\d\/\d/u
/** "… báo cáo Thủ tướng trước ngày 10/8 các nội dung sau:": what has a term is no mere announcement. */
const DUE =
  /(?:gửi|nộp|trình|báo cáo|hoàn thành|xong)[^,;]{0,60}?\s(?:trước|trong|chậm nhất|muộn nhất)[^,;]{0,16}?\s(?:ngày|tháng)\s\d[^;]{0,60}sau(?: đây)?$/u
/** "… lập danh sách những người đến từ các địa điểm sau:": a list of things, not of orders. */
const OF_THINGS =
  /(?:địa điểm|địa chỉ|trường hợp|đối tượng|khu vực|loại hình|cơ sở|dịch vụ|lĩnh vực|chuyến bay|chuyến xe|vùng dịch)(?: [^,;:]{2,30})?(?: như)? sau(?: đây)?$/u
/** "Các hoạt động sau đây tạm dừng từ 18 giờ …:": what is barred or allowed is a list of things. */
const LIST_BARRED =
  /^(?:các|những|một số) (?:hoạt động|loại hình|dịch vụ|cơ sở|lĩnh vực|địa điểm|trường hợp|đối tượng)(?: [\p{L},]+){0,8}? sau(?: đây)? (?:phải |được phép |được |tiếp tục )?(?:tạm )?(?:dừng|ngừng|hoạt động|đóng cửa|không|chỉ|hạn chế|mở)(?!\p{L})/u
/** "Phong tỏa toàn bộ …, trong đó:": the items are parts of an order already given. */
const IN_PARTS =
  /[\s,;(]*(?:trong đó|cụ thể(?: là)?|gồm|bao gồm|với các (?:biện pháp|nội dung|yêu cầu)(?: cụ thể)? sau(?: đây)?|theo nguyên tắc)\)?$/u

/**
 * @param lowText the line in lower case
 * @param isItem it has a mark (1., a), -)
 */
export function headingOf(text: string, lowText: string, isItem: boolean): Heading {
  const plain = lowText.replace(/[\s:]+$/u, '')
  const barred = LIST_BARRED.test(lowText)
  const order = barred ? { ...unissued(0), passive: true } : orderIn(text, lowText)
  const named = (place: { start: number; end: number }) => namesApart(text.slice(place.start, place.end))
  const to = order?.who && !isItem ? spokenTo(text, lowText, order.who.end) : null
  let who: string[] | null = null
  const scope = /^(?:đối với|(?:nhiệm vụ|trách nhiệm) của)\s+(?!người |trường hợp |công dân )/u.exec(lowText)?.[0].length ?? 0
  const alone = namesAlone(text.slice(scope), lowText.slice(scope))
  if (scope > 0 && alone > 0) who = named({ start: scope, end: scope + alone })
  else if (!isItem && /\s(?:kết luận|yêu cầu|chỉ thị|quyết định)$/u.test(plain) && isBodyAlone(text, lowText)) who = null
  else if (scope === 0 && alone > 0) who = named({ start: 0, end: alone })
  else if (order?.who && !isItem && SPEAKS_ONLY.test(plain.slice(order.who.end))) who = null
  else if (to) who = to
  else if (order?.who && (isItem || order.issued || (order.from < 4 && !/như sau\s*:?$/u.test(lowText)))) who = named(order.who)
  const dated = DATED.test(plain)
  return {
    who,
    things: barred || OF_THINGS.test(plain),
    own:
      order &&
      (barred || isSpecific(order, plain) || (isItem && !order.who && dated && plain.length > 60 && !GENERIC.test(plain)))
        ? order
        : null,
    barren: order && plain.length > 6 && !ANNOUNCES.test(plain) ? order : null,
    issued: order?.issued ?? false,
    dated,
    opens: OPENS.test(plain) || who !== null,
    concludes: CONCLUDES.test(plain) && who === null,
  }
}

/** "Cục Cứu nạn đề nghị các đơn vị:": whom the speaker of an opening line turns to. */
function spokenTo(text: string, low: string, from: number): string[] | null {
  const at = from + (/^\s(?:yêu cầu|đề nghị|kêu gọi)\s/u.exec(low.slice(from))?.[0].length ?? Number.NaN)
  const body = at ? bodyAt(text.slice(at), low.slice(at)) : null
  const rest = body && low.slice(at + body.length).replace(/[\s:]+$/u, '')
  return body && (rest === '' || GENERIC.test(rest!)) ? namesApart(text.slice(at, at + body.length)) : null
}

/** Whether the line orders something itself, and does not only announce what follows. */
function isSpecific(order: Order, plain: string): boolean {
  if (!order.who) {
    if (OF_THINGS.test(plain)) return true
    const whole = plain.replace(IN_PARTS, '')
    return whole !== plain && whole.length > 40 && !GENERIC.test(whole)
  }
  const rest = plain.slice(order.who.end).trim()
  if (DUE.test(rest) || OF_THINGS.test(rest)) return true
  return order.strong && rest.length > 12 && !GENERIC.test(rest) && !/^(?:chỉ đạo|thực hiện|tập trung)?$/u.test(rest)
}
