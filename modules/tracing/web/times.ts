import { addDays, date, hour, localDate, number, weekdayDate } from '@phaodai/ui/formats.ts'
import type { Language, Words } from '@phaodai/ui/language.tsx'

/** The first instant of a local day, and the one after its last. */
export const startOf = (day: string): string => `${day}T00:00:00+07:00`
export const endOf = (day: string): string => startOf(addDays(day, 1))

/** The most days that one question takes. */
export const MOST_DAYS = 60

/** "06:00–13:30", over midnight "22:00–06:00 hôm sau", longer with its day. */
export function hoursWords(fromAt: string, toAt: string): Words {
  const [first, last] = [localDate(fromAt), localDate(toAt)]
  const said = `${hour(fromAt)}–${hour(toAt)}`
  if (first === last) return { vi: said, en: said }
  if (last === addDays(first, 1) && hour(toAt) === '00:00') return { vi: `${hour(fromAt)}–24:00`, en: `${hour(fromAt)}–24:00` }
  if (last === addDays(first, 1)) return { vi: `${said} hôm sau`, en: `${said} next day` }
  const long = `${hour(fromAt)} – ${hour(toAt)} ${date(last)}`
  return { vi: long, en: long }
}

/** "Thứ Tư, 10/02/2021 06:00–13:30". */
export const stayWords = (fromAt: string, toAt: string, language: Language): string =>
  `${weekdayDate(localDate(fromAt), language)} ${hoursWords(fromAt, toAt)[language]}`

/** Minutes as "30 giờ", "7 giờ 30 phút", "45 phút". */
export function minutesWords(minutes: number): Words {
  const whole = Math.floor(minutes)
  const [h, m] = [Math.floor(whole / 60), whole % 60]
  if (whole < 1) return { vi: 'dưới 1 phút', en: 'under a minute' }
  return {
    vi: [h && `${number(h)} giờ`, m && `${m} phút`].filter(Boolean).join(' '),
    en: [h && `${number(h)} h`, m && `${m} min`].filter(Boolean).join(' '),
  }
}
