import type { Words } from '@phaodai/kernel/words.ts'

type Language = 'vi' | 'en'

/** The province's local time is UTC+7 without daylight saving. */
const OFFSET_MS = 7 * 3_600_000
const DAY_MS = 86_400_000

// Numbers keep the Vietnamese separators in both languages: a wall that says 1.234 here and 1,234 there is misread by someone.
const numbers = new Map<number, Intl.NumberFormat>()

/** 1234.5 → "1.234,5". Nothing known → "–". */
export function number(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  let format = numbers.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 0, maximumFractionDigits: decimals })
    numbers.set(decimals, format)
  }
  return format.format(value === 0 ? 0 : value)
}

/** Share 0..1 → "12,5 %". */
export const percent = (share: number | null | undefined, decimals = 1): string =>
  share === null || share === undefined ? '–' : `${number(share * 100, decimals)} %`

/** Change with its sign: 3 → "+3", -2 → "−2" (a true minus), 0 → "0". */
export const signed = (value: number, decimals = 0): string =>
  value > 0 ? `+${number(value, decimals)}` : value < 0 ? `−${number(-value, decimals)}` : '0'

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Local date 2021-02-22 → "22/02/2021". A partial date keeps what is known: 1984-05 → "05/1984". Anything else is returned as it is. */
export function date(on: string | null | undefined): string {
  if (!on) return '–'
  const full = ISO_DAY.exec(on)
  if (full) return `${full[3]}/${full[2]}/${full[1]}`
  const month = /^(\d{4})-(\d{2})$/.exec(on)
  return month ? `${month[2]}/${month[1]}` : on
}

/** Local date without its year: "22/02". */
export const shortDate = (on: string): string => date(on).slice(0, 5)

/** Instant (ISO with zone) → its local date YYYY-MM-DD. */
export const localDate = (at: string): string => new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 10)

/** Instant → local hour "16:30". */
export const hour = (at: string): string => new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(11, 16)

/** Instant → "16:30 ngày 22/02/2021" in Vietnamese, "16:30, 22/02/2021" in English. */
export const instant = (at: string, language: Language): string =>
  language === 'vi' ? `${hour(at)} ngày ${date(localDate(at))}` : `${hour(at)}, ${date(localDate(at))}`

const weekdays: Record<Language, readonly string[]> = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

/** "Thứ Hai, 22/02/2021". */
export const weekdayDate = (on: string, language: Language): string =>
  `${weekdays[language][new Date(`${on}T00:00:00Z`).getUTCDay()]}, ${date(on)}`

/** Days from one local date to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/** The local date some days later (or earlier, where negative). */
export const addDays = (on: string, days: number): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

const plural = (n: number, vi: string, en: string): Words => ({
  vi: `${number(n)} ${vi}`,
  en: `${number(n)} ${en}${n === 1 ? '' : 's'}`,
})

/** A length of time in its largest sensible unit, rounded down: 200 min → "3 giờ", 50 h → "2 ngày". */
export function duration(ms: number): Words {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  if (minutes < 60) return plural(minutes, 'phút', 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? plural(hours, 'giờ', 'hour') : plural(Math.floor(hours / 24), 'ngày', 'day')
}

/** A turnaround told exactly: "3 giờ 20 phút", "45 phút". */
export function turnaround(ms: number): Words {
  const minutes = Math.round(ms / 60_000)
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  if (h === 0) return plural(m, 'phút', 'minute')
  return { vi: `${number(h)} giờ${m ? ` ${m} phút` : ''}`, en: `${number(h)} h${m ? ` ${m} min` : ''}` }
}

export type Due = { state: 'overdue' | 'now' | 'soon' | 'later'; words: Words }

/**
 * What is owed by an instant, seen at another: "còn 3 giờ", "quá hạn 2 ngày". `soon` is within `soonHours` (24 unless told).
 */
export function dueAt(at: string, now: string, soonHours = 24): Due {
  const left = Date.parse(at) - Date.parse(now)
  const much = duration(left)
  if (Math.abs(left) < 60_000) return { state: 'now', words: { vi: 'đến hạn ngay lúc này', en: 'due now' } }
  if (left < 0) return { state: 'overdue', words: { vi: `quá hạn ${much.vi}`, en: `overdue by ${much.en}` } }
  return { state: left <= soonHours * 3_600_000 ? 'soon' : 'later', words: { vi: `còn ${much.vi}`, en: `${much.en} left` } }
}

/** What is owed on a day, seen on another: "hôm nay", "ngày mai", "còn 3 ngày", "quá hạn 2 ngày". */
export function dueOn(on: string, today: string): Due {
  const days = daysBetween(today, on)
  if (days === 0) return { state: 'now', words: { vi: 'hôm nay', en: 'today' } }
  if (days === 1) return { state: 'soon', words: { vi: 'ngày mai', en: 'tomorrow' } }
  const much = plural(Math.abs(days), 'ngày', 'day')
  if (days < 0) return { state: 'overdue', words: { vi: `quá hạn ${much.vi}`, en: `overdue by ${much.en}` } }
  return { state: 'later', words: { vi: `còn ${much.vi}`, en: `${much.en} left` } }
}
