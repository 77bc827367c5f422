/** How often: 'mỗi ngày ít nhất một lần', '3 ngày/lần', '24/24'. */

export interface Rhythm {
  /** At least so many times a day. */
  perDay: number | null
  /** Once in so many days. */
  everyDays: number | null
  /** Round the clock. */
  continuous: boolean
}

const COUNT: Record<string, number> = { một: 1, hai: 2, ba: 3, bốn: 4, năm: 5, bảy: 7, mười: 10 }
const N = String.raw`(\d{1,2}|một|hai|ba|bốn|năm|bảy|mười)`
const value = (text: string | undefined): number => (text === undefined ? 1 : (COUNT[text] ?? Number(text)))
const DAILY = String.raw`(?:mỗi ngày|mỗi đêm|hàng ngày|hằng ngày|một ngày|1 ngày|01 ngày|ngày)`
const PER_DAY = [
  new RegExp(
    String.raw`(?:mỗi|hàng|hằng|một|0?1|trong) (?:ngày|đêm)(?!\s*\/)[^.;]{0,140}?(?:ít nhất |tối thiểu |không dưới |từ )${N} (?:lần|lượt|tin|bản tin)`,
    'u',
  ),
  new RegExp(String.raw`(?:mỗi|hàng|hằng) ngày [^,.;]{2,40} ${N} lần(?! thứ)`, 'u'),
  new RegExp(String.raw`${DAILY} (?:phải )?(?:ít nhất |tối thiểu )?${N} (?:lần|lượt|tin|bản tin)`, 'u'),
  new RegExp(String.raw`${N} (?:lần|lượt) ?(?:\/|mỗi|trong|một|trên) ?(?:một |1 |0?1 )?ngày`, 'u'),
]
const EVERY = [
  new RegExp(String.raw`${N} ngày ?(?:\/|một|1|0?1|\/ ?0?1|xét nghiệm một|phải một) ?lần`, 'u'),
  new RegExp(String.raw`(?:định kỳ|cứ|mỗi|cách) (?:mỗi )?${N} ngày(?! (?:làm việc )?(?:kể|qua|nữa))`, 'u'),
]
const EVERY_WEEKS = new RegExp(String.raw`${N} tuần ?(?:\/ ?(?:một |0?1 )?|một |1 |0?1 )lần`, 'u')
const EVERY_WEEK = /(?:một|1|01) lần ?(?:\/|mỗi|trong) ?(?:một |1 )?tuần|(?:hàng|hằng|mỗi) tuần(?! lễ)|tuần (?:một|1|01) lần/u

/** "mỗi tuần ít nhất 2 lần", "02 lần/tuần": at least so often where a turn is due in so many whole days; not "theo dõi 01 tuần, xét nghiệm 02 lần". */
const PER_WEEK = [
  new RegExp(
    String.raw`(?:(?:mỗi|hàng|hằng) tuần(?: lễ)?,? [^.;,]{0,60}?|(?:một|0?1|trong) tuần(?: lễ)? )(?:ít nhất |tối thiểu |không dưới )?${N} (?:lần|lượt|buổi|kỳ)(?! thứ)`,
    'u',
  ),
  new RegExp(String.raw`${N} (?:lần|lượt|buổi|kỳ) ?(?:\/|mỗi|trong|một|trên) ?(?:một |1 |0?1 )?tuần`, 'u'),
]
const AT_HOURS =
  /(?:trước|vào|lúc|hồi) (\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: phút)?(?:(?:,| và|, và)(?: trước| vào| lúc)? \d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: phút)?)+)/u
/** "… hằng ngày trước 8 giờ và 16 giờ": as often as there are hours. */
function hoursIn(low: string): number | null {
  const clause = low.split(/[.;]/u).find((part) => /(?:hàng|hằng|mỗi) ngày/u.test(part) && AT_HOURS.test(part))
  const hours = clause && AT_HOURS.exec(clause)?.[1]
  return hours ? [...hours.matchAll(/\d{1,2} ?(?:giờ|h|g)/gu)].length : null
}

/** @param low a sentence in lower case */
export function rhythmIn(low: string): Rhythm {
  const flat = low.replace(/\s+/gu, ' ').slice(0, 3000)
  let perDay: number | null = null
  for (const pattern of PER_DAY) perDay ??= ((m) => (m ? value(m[1]) : null))(pattern.exec(flat))
  let everyDays: number | null = null
  for (const pattern of EVERY) everyDays ??= ((m) => (m ? value(m[1]) : null))(pattern.exec(flat))
  for (const pattern of PER_WEEK) everyDays ??= ((m) => (m ? Math.max(1, Math.floor(7 / value(m[1]))) : null))(pattern.exec(flat))
  perDay ??= hoursIn(flat)
  const weeks = everyDays === null ? EVERY_WEEKS.exec(flat)?.[1] : undefined
  if (weeks !== undefined) everyDays = 7 * value(weeks)
  if (everyDays === null && EVERY_WEEK.test(flat)) everyDays = 7
  if (perDay === null && everyDays === null && (DAILY_DUTY.test(flat) || DAILY_AT_END.test(flat))) perDay = 1
  return { perDay, everyDays, continuous: /24\s?\/\s?(?:24|7)|24 giờ mỗi ngày|cả ngày lẫn đêm|ngày đêm/u.test(flat) }
}
/** "… đến từng hộ hằng ngày.": at the end of an order; not of a noun (sinh hoạt hằng ngày). */
const DAILY_AT_END =
  /(?<!sinh hoạt|đời sống|cuộc sống|nhu cầu|công việc|hoạt động|lương thực|thực phẩm|thiết yếu|nhật ký|thường|giao dịch|ăn uống) (?:hàng|hằng|mỗi) (?:ngày|đêm)\s*[.;]?\s*$/u
const DAILY_DUTY =
  /(?:báo cáo|tổng hợp|cập nhật|giao ban|kiểm tra|gửi|thông báo|công bố|rà soát)[^.;]{0,100}(?:hàng|hằng|mỗi) (?:ngày|đêm)|(?:hàng|hằng|mỗi) ngày[^.;]{0,60}(?:báo cáo|tổng hợp|cập nhật|giao ban|kiểm tra|gửi|công bố|rà soát|thông tin|theo dõi|đo thân nhiệt|xét nghiệm|lấy mẫu|khử khuẩn|nắm)/u
