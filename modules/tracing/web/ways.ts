import { addDays, date, daysBetween } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import type { z } from 'zod'
import type { windows } from '../windows.contract.ts'
import { MOST_DAYS } from './times.ts'

export type Windows = z.output<typeof windows.output>['rows'][number]
export type Way = 'forward' | 'back' | 'recent' | 'own'

/** How the page may be looked at. */
export const wayWords: Record<Way, Words> = {
  forward: { vi: 'Có thể đã lây cho ai', en: 'Whom it may have infected' },
  back: { vi: 'Có thể bị lây ở đâu', en: 'Where it was caught' },
  recent: { vi: '14 ngày qua', en: 'The last 14 days' },
  own: { vi: 'Tự chọn', en: 'Own choice' },
}

/** The days of a way of looking; null where it cannot be told for this person. */
export function daysFor(way: Way, of: Windows, today: string): { from: string; until: string } | null {
  if (way === 'recent') return { from: addDays(today, -13), until: today }
  const window = way === 'forward' ? of.infectious : way === 'back' ? of.caught : null
  if (!window) return null
  const until = window.until ?? today
  // the beginning matters most: a time that is still open may be long
  return { from: window.from, until: daysBetween(window.from, until) >= MOST_DAYS ? addDays(window.from, MOST_DAYS - 1) : until }
}

/** What is known of when a person could infect. */
export function sentence(of: Windows, w: (words: Words) => string): string {
  const said: Words[] = []
  if (of.level === 'F0')
    said.push(
      of.onsetOn
        ? { vi: `Khởi phát ${date(of.onsetOn)}.`, en: `Onset ${date(of.onsetOn)}.` }
        : { vi: 'Chưa rõ ngày khởi phát.', en: 'The onset is not known.' },
    )
  if (of.infectious) {
    const { from, until } = of.infectious
    said.push({
      vi: `Có thể lây cho người khác từ ${date(from)} ${until ? `đến ${date(until)}` : 'đến nay'}${of.unconfirmed ? ' (con số chưa có văn bản xác nhận)' : ''}.`,
      en: `Could infect others from ${date(from)} ${until ? `until ${date(until)}` : 'until now'}${of.unconfirmed ? ' (a figure that no source confirms)' : ''}.`,
    })
  } else
    said.push({
      vi: 'Chưa có thời kỳ lây theo quy định: xem 14 ngày qua hoặc tự chọn.',
      en: 'No infectious time by the rules: look at the last 14 days, or choose.',
    })
  return said.map(w).join(' ')
}

/** What a way of looking means, beside its days. */
export function why(way: Way, of: Windows, w: (words: Words) => string): string {
  const said: Record<Way, Words> = {
    forward: {
      vi: 'Theo thời kỳ lây của quy định đang hiệu lực. Ai tiếp xúc gần trong khoảng này là F1; người họ gặp sau đó là F2.',
      en: 'The infectious time by the rules in force. Close contacts in it are F1; whom those met afterwards are F2.',
    },
    back: {
      vi: `Từ ${of.caught?.days ?? 14} ngày trước khởi phát (hoặc mẫu dương tính đầu tiên) đến ngày đó: thời kỳ ủ bệnh dài nhất. Ai gặp trong khoảng này có thể là nguồn lây, hoặc cùng nguồn.`,
      en: `From ${of.caught?.days ?? 14} days before onset (or the first positive sample) to that day: the longest incubation. Whoever was met then may be the source, or share it.`,
    },
    recent: { vi: 'Mười bốn ngày đến hôm nay.', en: 'Fourteen days up to today.' },
    own: { vi: 'Khoảng tự chọn, tối đa 60 ngày.', en: 'A window of your own, 60 days at most.' },
  }
  return w(said[way])
}
