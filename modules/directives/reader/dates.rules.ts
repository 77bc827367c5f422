/** Dates as documents write them, found in a text. Which of them bind someone is for deadlines.rules.ts. */
import type { LocalDate } from '@phaodai/text/dates.ts'

export interface FoundDate {
  /** Where the words begin, with "ngày" and the hour before it. */
  start: number
  end: number
  date: LocalDate
  /** '17:00' where an hour is named. */
  time: string | null
  /** The last day of a month, quarter or year that is named without a day. */
  ofMonth: boolean
  /** Counted from the day of the document: "trong đêm nay"; 'by' where the words say the whole term: "trong 5 ngày kể từ ngày ký". */
  counted: 'day' | 'by' | null
}
/** Which year, and month, a date without them belongs to. */
export interface Calendar {
  year: number | null
  month: number | null
  /** The day of the document, from which "hôm nay" and "kể từ ngày ký" count. */
  day?: LocalDate | null
}

const DAY = String.raw`(\d{1,2})`
const FULL = new RegExp(
  [
    String.raw`${DAY}\s{0,2}(?:/|\.|-)\s{0,2}${DAY}\s{0,2}(?:/|\.|-)\s{0,2}(\d{4})(?!\d)`,
    String.raw`${DAY}\s{0,2}tháng\s{1,2}(\d{1,2}|giêng|tư|chạp)(?:,?\s{0,2}(?:năm\s{1,2}|/)(\d{4}))?`,
    String.raw`(?:(?<=(?:ngày|đêm|sáng|chiều|tối|hết|trước|đến|từ|vào|và|nhất|nhất là|chót|trước\s(?:(?:kỳ\s)?nghỉ\s|dịp\s)?lễ|(?:hạn|thời gian):|(?:từ|ngày)\s\d{1,2}\s?[-–]|\d\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\s?phút|’|')?\s|,|\d\/\d{1,2}\s?[-–]|\d ngày\s\d{1,2}\s?[-–]|(?:nay|mai|tết|âm lịch|thứ \p{L}+|chủ nhật)\s?\()\s{0,2})|(?<=[(:]\s{0,2})(?=\d{1,2}\/\d{1,2}\s{0,2}[-–]\s{0,2}\d{1,2}\/\d)|(?<=\n\s{0,4}(?:[-+•]\s{0,2})?)(?=\d{1,2}\/\d{1,2}(?:\s?[-–]\s?\d{1,2}\/\d{1,2})?\s?:))${DAY}\s{0,2}[/-]\s{0,2}${DAY}(?![\d/]|-(?!\d{1,2}\/\d)|\s{0,2}(?:huyện|xã|tỉnh|giờ|%))`,
    String.raw`(?:(?<=(?:từ|từ ngày|từ các ngày)\s{0,2})(?=\d{1,2}\s{0,3}(?:đến|-|–|tới)\s{0,3}(?:hết\s)?(?:ngày\s)?\d{1,2}\s{0,2}(?:/|tháng))|(?<=(?<!ngày\s)[:(]\s{0,2})(?=\d{1,2}\s?[-–]\s?\d{1,2}/\d{1,2}(?:/\d{4})?\s*(?:[;,.)\n]|$|và\s|đến\s)))${DAY}`,
    String.raw`(?<=(?:tháng)\s{1,2})(\d{1,2})\s{0,2}(?:/|\s?năm\s)\s{0,2}(\d{4})`,
    String.raw`(?<=(?:trong|hết|cuối)\s{1,2}tháng\s{1,2})(\d{1,2})(?!\d|\s{0,2}/|\s{0,2}năm|\s{0,2}-)`,
    String.raw`(?<=(?:trong|hết|cuối)\s{1,2}năm\s{1,2})(20\d{2})(?![\d/-])`,
    String.raw`(?<=quý\s{1,2})(I{1,3}|IV|i{1,3}|iv|[1-4])\s{0,2}(?:/|\s?năm\s)\s{0,2}(\d{4})`,
    String.raw`(?:(?<=(?:ngày|hết|\d\s?(?:giờ|h|g))\s{0,2})|(?<=từ\s)(?=\d{1,2}\.\d{1,2}\s?(?:đến|-|–)\s?(?:hết\s)?(?:ngày\s)?\d{1,2}\.\d{1,2}))${DAY}\.${DAY}(?![\d/-]|\.\d|\s?(?:triệu|tỷ|%|tấn|kg|km|ha|mét|liều|mẫu|người))`,
    String.raw`(?<=(?:trong|hết|cuối)\s{1,2}quý\s{1,2})(I{1,3}|IV|i{1,3}|iv|[1-4])(?![\d\p{L}]|\s{0,2}/|\s{0,2}năm)`,
  ]
    // a day may follow a dash only after another day: "từ 26-30/7/2021", "từ 28/7-03/8"
    .map((pattern) => `(?<![\\d/.,]|(?<!(?<![\\d/-])\\d{1,2}|\\d\\/\\d{1,2})-)${pattern}`)
    .join('|'),
  'giu',
)
/** The hour and the day's name that may stand before the numbers. */
const BEFORE =
  /(?:(?:vào\s+)?(?:hồi\s+|lúc\s+)?(\d{1,2})\s?(?:giờ|gi|h|g|:(?=\d{2}))\s?(\d{2})?(?:\s?phút|’|')?\s*(?:\d{2}\s?phút\s*)?,?\s*)?(?:(?:cùng\s+)?(?:hết\s+)?(?:các\s+)?(?:ngày|đêm|sáng|chiều|tối|trưa|thứ\s+(?:\p{L}+|[2-7])|chủ nhật)\s*(?:thứ\s+\p{L}+\s*|chủ nhật\s*)?,?\s*){0,2}\(?$/iu
const AFTER_HOUR = /^\s*(?:\(|,|lúc|hồi)?\s*(?:trước\s+)?(\d{1,2})\s?(?:giờ|h)\s?(\d{2})?(?!\p{L})/iu

const BARE_DAY = /^(\d{1,2})\s?[/.-]\s?(\d{1,2})(?=\s*(?:$|[\n\t|;,]| {2}|(?:-|–|đến|tới)\s*(?:hết\s)?(?:ngày\s)?\d))/u

/**
 * Every date of a text, in order. A date that no calendar has is left out.
 * @param cells where cells of time begin: there "25/7" needs no word before it
 */
export function datesIn(text: string, calendar: Calendar, cells: ReadonlySet<number> = new Set()): FoundDate[] {
  const found: FoundDate[] = []
  for (const m of text.matchAll(FULL)) {
    const [d, month, year, ofMonth] = partsOf(m, calendar)
    const date = ofMonth ? lastDay(year, month) : local(year, month, d)
    if (!date) continue
    const window = text.slice(Math.max(0, m.index - 48), m.index)
    const before = BEFORE.exec(window)
    const lead = ofMonth ? (/(?:tháng|quý|năm)\s+$/iu.exec(window)?.[0] ?? '') : (before?.[0].trimStart() ?? '')
    const hour = before?.[1] !== undefined ? clock(before[1], before[2]) : null
    const end = m.index + m[0].length
    const within = dayAfter(text, m.index - lead.length, end, date)
    if (within) {
      found.push({ ...within, end })
      continue
    }
    const after = hour === null ? AFTER_HOUR.exec(text.slice(end, end + 24)) : null
    found.push({
      start: m.index - lead.length,
      end,
      date,
      time: hour ?? (after ? clock(after[1]!, after[2]) : null),
      ofMonth,
      counted: null,
    })
  }
  for (const start of cells) {
    const m = BARE_DAY.exec(text.slice(start, start + 16))
    const date = m && local(calendar.year ?? 0, +m[2]!, +m[1]!)
    if (date) found.push({ start, end: start + m[0].length, date, time: null, ofMonth: false, counted: null })
  }
  if (cells.size > 0) found.sort((a, b) => a.start - b.start)
  // "từ 20 đến 25/7": the day alone takes the month of the date after it
  for (let i = 0; i + 1 < found.length; i += 1) {
    const [a, b] = [found[i]!, found[i + 1]!]
    if (/^\D*\d{1,2}$/u.test(text.slice(a.start, a.end)) && !a.ofMonth)
      a.date = local(+b.date.slice(0, 4), +b.date.slice(5, 7), +a.date.slice(8)) ?? a.date
  }
  if (!calendar.day) return found
  const all = [...found, ...countedFrom(text, calendar.day)].sort((a, b) => a.start - b.start)
  // "hôm nay (24/7/2021)", "cuối tháng 8 (31/8/2021)" is one date
  return all.filter((date, i) => {
    const before = all[i - 1]
    const again =
      before !== undefined &&
      (before.counted === 'day' || before.ofMonth) &&
      before.date === date.date &&
      /^[\s,(]{0,3}$/u.test(text.slice(before.end, date.start))
    if (again) before.end = date.end
    return !again
  })
}

/** "hoàn tất trong vòng 5 ngày kể từ ngày 20/5": what is to be finished within a term; a term of what goes on begins with that day. */
const FINISH = '(?:hoàn thành|hoàn tất|hoàn thiện|xong|trình|gửi|nộp|báo cáo|phê duyệt|trả lời|giải quyết|thanh toán|chi trả)'
const FINISHED_IN = new RegExp(String.raw`(?<!\p{L})${FINISH}[^.;:]{0,80}$`, 'iu')
const GOES_ON =
  /(?:cách ly|giãn cách|phong tỏa|dừng|áp dụng|theo dõi|duy trì|nghỉ|định kỳ|(?:hằng|hàng|mỗi) ngày|24\s?\/\s?24)[^.;:]{0,80}$/iu
const TO_FINISH = new RegExp(String.raw`^\s(?:phải )?${FINISH}(?!\p{L})`, 'iu')
/** Behind a term that opens the sentence; elsewhere what follows a comma is another work: "trực chốt trong 14 ngày kể từ ngày 23/02, báo cáo …". */
const THEN_FINISH = new RegExp(String.raw`^,\s(?:[^,.;:]{3,50}?\s)?(?:phải )?${FINISH}(?!\p{L})`, 'iu')
const OPENS = /(?:^|[.;:\n*+-])\s*$/u
const WITHIN = /(\strong(?:\svòng|\sthời hạn|\sthời gian)?\s(\d{1,2}|một|hai|ba|bốn|năm|bảy|mười)\sngày,?\s(?:kể|tính)\stừ\s*)$/iu
function dayAfter(text: string, at: number, end: number, date: LocalDate): Omit<FoundDate, 'end'> | null {
  const before = text.slice(Math.max(0, at - 160), at)
  const m = WITHIN.exec(before)
  if (!m) return null
  const [lead, after] = [before.slice(0, m.index), text.slice(end, end + 80)]
  const then = TO_FINISH.test(after) || (OPENS.test(lead) && THEN_FINISH.test(after))
  if (GOES_ON.test(lead) || !(then || FINISHED_IN.test(lead))) return null
  const day = plusDays(date, NUMBERS[m[2]!.toLowerCase()] ?? Number(m[2]))
  return { start: at - m[1]!.trimStart().length, date: day, time: null, ofMonth: false, counted: 'by' }
}

const TODAY =
  /(?<!\p{L})(?:(?:ngày\s+)?hôm\s+nay|(?:đêm|tối|chiều|trưa|sáng)\s+nay|(?:ngày|sáng|trưa|chiều|tối)\s+mai)(?!\p{L})/giu
const NUMBERS: Record<string, number> = { một: 1, hai: 2, ba: 3, bốn: 4, năm: 5, bảy: 7, mười: 10 }
/** The term itself; working days are left to people, who know the holidays. */
const TERM =
  /(?<!\p{L})(?:trong(?:\s+vòng|\s+thời\s+hạn|\s+thời\s+gian)?|chậm\s+nhất(?:\s+là)?(?:\s+trong|\s+sau)?|không quá|thời hạn|sau)\s+(\d{1,2}|một|hai|ba|bốn|năm|bảy|mười)\s+ngày\s*,?\s*(?:kể\s+|tính\s+)?từ\s+(?:ngày\s+|khi\s+)?(?:ký|ban\s+hành|hôm\s+nay|phát\s+hành)(?!\p{L})/giu

/** "trong ba ngày tới", "trong tháng này"; which day "trong tuần này" ends with is left to people. */
const SPELL =
  /(?<!\p{L})trong\s+(?:vòng\s+)?(?:(\d{1,2}|một|hai|ba|bốn|năm|bảy|mười)\s+(?:ngày|tuần)\s+tới|tháng\s+(?:này|tới|sau))(?!\p{L}|\s*\(|,\s+(?:đến|từ|tức|cụ thể|chậm\s+nhất|muộn\s+nhất|trước)\s)/giu

/** "trong đêm nay", "trước 17 giờ ngày mai", "trong 5 ngày kể từ ngày ký": the first day does not count (Điều 147 BLDS 2015). */
function countedFrom(text: string, day: LocalDate): FoundDate[] {
  const terms = [...text.matchAll(TERM)].map((m): FoundDate => {
    const days = NUMBERS[m[1]!.toLowerCase()] ?? Number(m[1])
    return { start: m.index, end: m.index + m[0].length, date: plusDays(day, days), time: null, ofMonth: false, counted: 'by' }
  })
  for (const { 0: words, 1: days, index } of text.matchAll(SPELL)) {
    const date = days
      ? plusDays(day, (NUMBERS[days.toLowerCase()] ?? Number(days)) * (/tuần/iu.test(words) ? 7 : 1))
      : lastDay(+day.slice(0, 4), +day.slice(5, 7) + (/này$/iu.test(words) ? 0 : 1))
    // as with a month that is named: a term only of what is to be finished
    const start = days ? index : index + words.search(/tháng/iu)
    if (date) terms.push({ start, end: index + words.length, date, time: null, ofMonth: !days, counted: days ? 'by' : null })
  }
  const todays = [...text.matchAll(TODAY)].map((m): FoundDate => {
    const before = BEFORE.exec(text.slice(Math.max(0, m.index - 48), m.index))
    const hour = before?.[1] === undefined ? null : clock(before[1], before[2])
    const start = hour === null ? m.index : m.index - before![0].trimStart().length
    const date = /mai$/iu.test(m[0]) ? plusDays(day, 1) : day
    return { start, end: m.index + m[0].length, date, time: hour, ofMonth: false, counted: 'day' }
  })
  return [...terms, ...todays.filter((t) => !terms.some((term) => t.start >= term.start && t.start < term.end))]
}

const plusDays = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8) + days)).toISOString().slice(0, 10) as LocalDate

const MONTHS: Record<string, number> = { giêng: 1, tư: 4, chạp: 12 }
const QUARTERS: Record<string, number> = { i: 3, ii: 6, iii: 9, iv: 12, 1: 3, 2: 6, 3: 9, 4: 12 }

function partsOf(m: RegExpMatchArray, { year, month }: Calendar): [day: number, month: number, year: number, ofMonth: boolean] {
  const now = year ?? 0
  if (m[1] !== undefined) return [+m[1], +m[2]!, +m[3]!, false]
  if (m[4] !== undefined) return [+m[4], MONTHS[m[5]!.toLowerCase()] ?? +m[5]!, m[6] === undefined ? now : +m[6], false]
  if (m[7] !== undefined) return [+m[7], +m[8]!, now, false]
  if (m[9] !== undefined) return [+m[9], month ?? 1, now, false]
  if (m[10] !== undefined) return [0, +m[10], +m[11]!, true]
  if (m[12] !== undefined) return [0, +m[12], now, true]
  if (m[13] !== undefined) return [0, 12, +m[13], true]
  if (m[16] !== undefined) return [+m[16], +m[17]!, now, false]
  if (m[18] !== undefined) return [0, QUARTERS[m[18].toLowerCase()] ?? 0, now, true]
  return [0, QUARTERS[m[14]!.toLowerCase()] ?? 0, +m[15]!, true]
}

const clock = (hour: string, minute: string | undefined): string | null =>
  +hour <= 24 ? `${hour.padStart(2, '0')}:${minute ?? '00'}` : null

/** The day, or null where the calendar has none such between 1990 and 2100. */
export function local(year: number, month: number, day: number): LocalDate | null {
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
const lastDay = (year: number, month: number): LocalDate | null => {
  if (month === 13) return lastDay(year + 1, 1)
  if (year < 1990 || year > 2100 || month < 1 || month > 12) return null
  return local(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate())
}
