/** Dates that bind someone. A date of a meeting, of a document cited or of what has happened is none. */
import type { LocalDate } from '@phaodai/text/dates.ts'
import { concerns, type Sort, sortOf } from './binders.rules.ts'
import type { FoundDate } from './dates.rules.ts'
import type { Source, Span } from './source.rules.ts'
import {
  BARRED,
  BARRED_THEN,
  BARS_IT,
  COUNTED,
  FORESEEN,
  GATHERING,
  LAW_CITED,
  MAY,
  MEETS,
  MOMENT,
  OCCASION,
  PAST,
  PERIOD,
  PLANNED,
  PREPARED,
  PROPOSED,
  REACHED,
  STATUTORY,
  TAKES_PLACE,
  THEN_HANDED,
  THEY_ARE,
  VISITS,
  WHICH_BEFORE,
  WHO_DID,
  WHO_MUST,
} from './unbound.rules.ts'

export interface Deadline {
  date: LocalDate
  /** The day it begins, not the day it must be done by. */
  isStart: boolean
  /** 'trước ngày': that day itself is late. With an hour ("trước 17 giờ ngày …") that day still counts, up to the hour. */
  before: boolean
  /** The words that are bound and the date, to its end. */
  span: Span
  /** Only the words of time: 'trước ngày 01/3/2021'. */
  phrase: Span
  time: string | null
  /** 'trong vòng ít nhất 14 ngày từ …' */
  forDays: number | null
  atLeast: boolean
}
/** A deadline with its place in the view, for the tasks. */
export interface PlacedDeadline extends Deadline {
  at: number
}

/** Between two days of one term; whom the first is for may stand in brackets. */
const AND_BY =
  /^(?:\s?\((?:đối với|của|cho|cấp|khu vực|vùng|đợt)\s[^().;\d]{2,50}\))?(?:,?\s*(?:(?:và|,|hoặc)?|(?:và )?(?:đợt|lần|mũi|vòng|giai đoạn) \d{1,2}(?: là| vào)?)|;\s*(?:và )?(?:đợt|lần|mũi|vòng|giai đoạn) \d{1,2}(?: là| vào)?)\s*$/u
/** "… ngày 24/02 phải hoàn thành". */
const MUST_BE = /^,?\s(?:thì )?phải (?:có|xong|hoàn thành|hoàn tất|kết thúc|truy vết|báo cáo|gửi|đưa)/u
const BEGINS = /,\s(?:(?:thực hiện|áp dụng|triển khai|bắt đầu|thời gian)(?: kể)?|kể|tính) từ$/u
const FROM_NOW = /(?<!\p{L})từ (?:nay|giờ)(?: cho)? (?:đến|tới)(?: hết| cuối)?$/u
/** "Không kiểm tra định kỳ trong năm 2021": a year is a term only of what is to be finished or handed in. */
const FINISHED =
  /(?:hoàn thành|hoàn tất|xong|kết thúc|trình|báo cáo|ban hành|gửi|sơ kết|tổng kết|bàn giao|đưa vào (?:hoạt động|sử dụng))[^,;.]{0,60}$/u
const FOR_DAYS =
  /(?:trong|thời gian|trong vòng|trong thời gian|đủ)\s(?:vòng\s)?(ít nhất\s|tối thiểu\s)?(\d{1,3})\s?ngày[^.;]{0,30}$/u
const DAYS_AFTER = /^[\s,(]*(?:trong (?:vòng |thời gian )?|thời gian )(ít nhất\s|tối thiểu\s)?(\d{1,3}) ngày(?! qua)/u
const FOR_DAYS_BEFORE = /(ít nhất\s|tối thiểu\s)?(\d{1,3})\s?ngày,?\s?\(?(?:tính |kể )?$/u
/** Words of a duty: with them a date after the issue is a deadline also outside a task. */
const BINDS =
  /phấn đấu|phải có|hoạt động (?:kể )?từ|thực hiện|áp dụng|hoạt động trở lại|trở lại hoạt động|đi học|trở lại (?:trường|lớp|học|làm việc)|đến trường|học trực tuyến|nghỉ học|giãn cách|phong tỏa|cách ly|tạm dừng|hiệu lực|thời gian|thời hạn|hoàn thành|báo cáo|gửi|nộp|xong|chậm nhất|ngay|triển khai|thiết lập|duy trì|cho phép|dừng|tiêm|xét nghiệm|mục tiêu|kiểm soát được|đóng(?! góp)|mở lại|mở cửa|thí điểm|vận hành|dỡ bỏ|tựu trường|thống nhất|bắt đầu từ|đạt|phủ|cao điểm|chiến dịch|lấy mẫu|tổng vệ sinh|khử khuẩn|tập huấn|phát động|ra quân|điều chỉnh|nới lỏng|muộn nhất|hạn (?:chót|cuối|nộp|gửi|nhận|đăng ký)|mốc/u
const HANDED_IN = /(?<!\p{L})(?:gửi|nộp|trình|báo cáo|hoàn thành|hoàn tất|bàn giao|ban hành)[^,;.:()]{0,70}$/u
/** "đạt 40% vào ngày 15/8": by when it is to be reached. */
const TO_REACH = /(?:đạt|phủ|tiêm|hoàn thành|hoàn tất)(?!\p{L})(?:[^.;:]|(?<=\d)[.,](?=\d)){0,80} vào$/u
/** A sentence that is nothing but a term, under a heading "Thời gian". */
const ONLY_TERM = /^(?:kể |bắt đầu )?từ\s[^.;]{0,30}\d[^.;]{0,50}\d{4}\.?$/u
/** "Đợt 1: từ ngày … đến ngày …", "Tuần 2 (23/8 - 29/8)": a stretch of a plan, told by its number. */
const PHASE =
  /^(?:đợt|vòng|lần|giai đoạn|bước|tuần|mũi|chặng|ca|kíp) (?:\d{1,2}|[ivx]{1,4}|một|hai|ba|bốn)(?: \p{L}+){0,2}\s?[:(,–-]?\s?(?:(?:kể |bắt đầu |thực hiện )?(?:từ|ngày)|\d{1,2}[\s/-])/u
/** Words with which whom or what a day is for stands before it in a list: "Thành phố Mẫu: 16/8", "Khối 9 (23/8)". */
const LABELLED = /^[^.;:\d(]{0,60}\d{0,2}\s?[:(]\s?$/u
/** "tập trung tại … lúc 6h30 ngày 16/8": when they must be there. */
const THERE_AT = /(?<!\p{L})(?:có mặt|tập trung|tập kết|bàn giao|xuất phát|nhận nhiệm vụ)(?!\p{L})[^.;:]{0,90}$/u
const AT_HOUR = /^(?:vào )?lúc\s/u

/**
 * @param sentences stretches of the body; `order` where the sentence gives one, `term` where it is a cell of a column of time,
 *   `listed` where it stands under a heading of time
 * @param known the day of the document, of its meeting, or of the last document it cites: a date before that day binds nobody any more
 */
export function deadlinesIn(
  source: Source,
  dates: readonly FoundDate[],
  sentences: readonly { start: number; end: number; order: boolean; term?: boolean; listed?: boolean }[],
  known: LocalDate | null,
): PlacedDeadline[] {
  const found: PlacedDeadline[] = []
  let s = 0
  let last: { date: FoundDate; sort: Sort } | null = null
  let passed: FoundDate | null = null
  let gone: FoundDate | null = null
  for (const date of dates) {
    while (s < sentences.length && sentences[s]!.end <= date.start) s += 1
    const sentence = sentences[s]
    if (!sentence || sentence.start > date.start) continue
    const from = Math.max(sentence.start, date.start - 400)
    const left = source.low.slice(from, date.start).replace(/\s+/gu, ' ').trimEnd()
    const tail = left.slice(-90)
    let sort = date.counted === 'by' ? 'by' : sortOf(tail, source.low.slice(date.start, date.end), date.counted === 'day')
    // "trước ngày 25/7 và ngày 30/7", "chậm nhất ngày 25/7, đợt 2 ngày 30/7": the second as the first
    if (sort === undefined && last && date.start - last.date.end < 90 && AND_BY.test(source.low.slice(last.date.end, date.start)))
      sort = last.sort
    const after = source.low.slice(date.end, date.end + 60).replace(/\s+/gu, ' ')
    // "gửi báo cáo về Ban Chỉ đạo ngày 30/7": a day to come, of a document to be handed in
    if (
      sort === undefined &&
      sentence.order &&
      !date.ofMonth &&
      known &&
      date.date > known &&
      HANDED_IN.test(tail) &&
      !MEETS.test(tail.slice(-40))
    )
      sort = 'by'
    // "thời gian: 28/7 - 03/8", "(25/7-10/8)": the first day of a stretch
    const stretch = /^\s*[-–]\s*(?:ngày\s*)?\d/u.test(source.low.slice(date.end, date.end + 16))
    const whole = source.low.slice(sentence.start, Math.min(sentence.end, sentence.start + 1500))
    const phase = PHASE.test(source.low.slice(sentence.start, sentence.start + 60))
    if (
      stretch &&
      ((sort === undefined &&
        (sentence.order || phase || BINDS.test(whole)) &&
        (/^[^\d]{0,30}\(/u.test(source.low.slice(date.start, date.end)) || /(?::|^)$/u.test(tail))) ||
        (sort === 'by' && /:$/u.test(tail)))
    )
      sort = 'start'
    const held = left === '' && TAKES_PLACE.test(after)
    if (sort === undefined && date.counted === 'day' && sentence.order && known && date.date > known && !held) sort = 'by'
    // the hour has taken "vào" along: "công bố lại vào 17 giờ ngày 06/6"
    const taken = sort === undefined && /^vào\s/u.test(source.low.slice(date.start, date.end))
    if (taken) sort = 'on'
    const onTail = taken ? `${tail} vào` : tail
    // "Ngày 24/02, Sở Y tế hoàn thành …", "Sở Y tế ngày 24/02 phải hoàn thành …"
    if (sort === undefined && sentence.order && !date.ofMonth && known && date.date >= known) {
      const opens = /^(?:ngay )?(?:vào )?$/u.test(left) && date.date > known && !TAKES_PLACE.test(after)
      if (opens || MUST_BE.test(after)) sort = 'by'
    }
    if (sort === undefined && (sentence.listed || phase) && LABELLED.test(left)) sort = 'on'
    if (
      sort === undefined &&
      sentence.order &&
      known &&
      date.date > known &&
      AT_HOUR.test(source.low.slice(date.start, date.end)) &&
      THERE_AT.test(left) &&
      !WHO_DID.test(left)
    )
      sort = 'by'
    if (sort === 'on' && known && date.date > known && TO_REACH.test(onTail) && !GATHERING.test(onTail)) sort = 'by'
    if (sort === 'on' && VISITS.test(onTail)) continue
    if (sort === 'start' && LAW_CITED.test(left)) continue
    if (sort === 'before' && date.time === null && THEY_ARE.test(after) && WHICH_BEFORE.test(left)) continue
    if (sort === 'start' && WHO_MUST.test(after) && WHO_DID.test(left)) continue
    if (sort === 'by' && MAY.test(after)) continue
    if (date.counted === 'by' && FORESEEN.test(left)) continue
    if ((sort === 'start' || sort === 'end') && PLANNED.test(left)) continue
    if (sort === 'by' && !sentence.order && FORESEEN.test(left)) continue
    if (sort === 'end' && PROPOSED.test(left)) continue
    if (sort === 'by' && !sentence.order && /(?<!người|ai|hộ|ca|trẻ)\sđã\s/u.test(after)) continue
    if (sort !== undefined && COUNTED.test(after)) continue
    if (sort === 'end' && !sentence.order && /^(?:đến|tới)(?: hết)?$/u.test(left) && REACHED.test(after)) continue
    if (sort === 'by' && /^năm\s\d{4}$/u.test(source.low.slice(date.start, date.end)) && date.ofMonth && !FINISHED.test(left))
      continue
    if (sort === 'by' && /^tháng (?:này|tới|sau)$/u.test(source.low.slice(date.start, date.end)) && !FINISHED.test(left)) continue
    // "không tổ chức … trong tháng 8": how long it is barred
    if (
      sort === 'by' &&
      date.ofMonth &&
      !FINISHED.test(left) &&
      BARRED.test(source.low.slice(sentence.start, sentence.start + 20))
    )
      continue
    if (sort === 'on' && GATHERING.test(onTail) && !(PREPARED.test(left) && !STATUTORY.test(onTail))) continue
    if (sort === undefined && sentence.term)
      sort = /^\s*(?:-|–|đến)\s*(?:ngày\s*)?\d/u.test(source.low.slice(date.end, date.end + 16)) ? 'start' : 'by'
    if (!sort) continue
    if (known && date.date < known) {
      gone = date
      continue
    }
    if (sort === 'end' && gone && date.start - gone.end < 16 && PERIOD.test(left)) continue
    if (sort === 'start' && /^\s*(?:đến nay|đến thời điểm|trở về trước)/u.test(after)) continue
    // "… từ ngày 02/9 đến ngày 05/9": the second is passed over with the first
    const chained =
      passed && date.start - passed.end < 14 && /^\s*(?:-|–|đến|tới)/u.test(source.low.slice(passed.end, passed.end + 8))
    if (
      (sort === 'start' || sort === 'end') &&
      (chained ||
        ((date.time === null || MOMENT.test(tail)) &&
          !FROM_NOW.test(tail) &&
          !BEGINS.test(tail) &&
          concerns(
            left,
            /^hết\s/u.test(source.low.slice(date.start, date.end)) ? tail.replace(/\s(?:cho )?(?:đến|tới)$/u, '') : tail,
            known !== null && date.date > known ? after : null,
          )) ||
        (OCCASION.test(tail) && !BARS_IT.test(left) && !BARRED_THEN.test(source.low.slice(date.end, date.end + 160))))
    ) {
      passed = date
      continue
    }
    const past =
      PAST.test(left.slice(-160)) &&
      !((sort === 'by' || sort === 'before') && known !== null && date.date > known && THEN_HANDED.test(left))
    if (!sentence.order && (past || !(BINDS.test(whole) || ONLY_TERM.test(whole) || phase))) continue
    // "công dân đã đến từ tỉnh X từ 0 giờ ngày 23/6": what people have done, and an hour from which it holds
    const toCome = sentence.order && known !== null && date.date > known
    const fromHour = sort === 'start' && sentence.order && date.time !== null && (known === null || date.date >= known)
    if (
      past &&
      !fromHour &&
      !toCome &&
      (sort === 'start' || sort === 'on' || sort === 'end') &&
      !/(?:phải|thực hiện|áp dụng)[^,;]{0,80}$/u.test(left)
    )
      continue
    if (sort === 'on' && !(sentence.order && known)) continue
    if (date.ofMonth && sort === 'start') continue
    last = { date, sort }
    const words = /(?:\S+\s){0,3}\S*$/u.exec(tail)?.[0] ?? ''
    const lead = leadOf(words)
    const days =
      sort === 'start'
        ? (FOR_DAYS.exec(left) ??
          DAYS_AFTER.exec(after) ??
          FOR_DAYS_BEFORE.exec(left.replace(/\s?(?:kể |tính |bắt đầu )?từ$/u, ' ')))
        : null
    const phraseStart = Math.max(sentence.start, backBy(source.low, date.start, lead))
    found.push({
      date: date.date,
      isStart: sort === 'start',
      before: sort === 'before' && date.time === null,
      span: source.span(clauseStart(source.text, sentence.start, phraseStart), date.end),
      phrase: source.span(phraseStart, date.end),
      time: date.time,
      forDays: days ? Number(days[2]) : null,
      atLeast: days?.[1] !== undefined,
      at: date.start,
    })
  }
  return found
}

/** How much of the words before a date belong to it: 'xong trước', 'chậm nhất là', 'bắt đầu từ'. */
function leadOf(words: string): string {
  return (
    /(?:(?:xong|hoàn thành|không|muộn hơn|chậm nhất|muộn nhất|bắt đầu|kể|cho|ngay|thực hiện|áp dụng|hạn|vào|là|trước|trong|từ|đến|hết|tới|tính)\s?)+$/u.exec(
      words,
    )?.[0] ?? ''
  )
}
/** The place so many letters before `at`, counting white space as it stands. */
function backBy(low: string, at: number, lead: string): number {
  const want = lead.replace(/\s/gu, '').length
  let [i, n] = [at, 0]
  while (i > 0 && n < want) {
    i -= 1
    if (!/\s/u.test(low[i]!)) n += 1
  }
  return i
}
function clauseStart(text: string, from: number, to: number): number {
  const floor = Math.max(from, to - 300)
  for (let i = to - 1; i > floor; i -= 1)
    if (/[;:(]/u.test(text[i]!)) {
      let start = i + 1
      while (start < to && /\s/u.test(text[start]!)) start += 1
      return start
    }
  return floor
}
