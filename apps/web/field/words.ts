import type { Answer, Slot } from '@phaodai/modules/checks/checks.contract.ts'
import { lateFrom } from '@phaodai/modules/directives/tasks.rules.ts'
import { addDays, dueAt, shortDate } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import type { GivenTask } from './model/given.ts'
import type { SlotRef } from './model/slots.ts'

export const answerWords: Record<Answer, Words> = {
  well: { vi: 'Khỏe', en: 'Well' },
  symptom: { vi: 'Có dấu hiệu', en: 'Signs' },
  absent: { vi: 'Vắng nhà', en: 'Away' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  moved: { vi: 'Chuyển đi', en: 'Moved out' },
}

export const kindWords = {
  fever: { vi: 'Sốt', en: 'Fever' },
  cough: { vi: 'Ho', en: 'Cough' },
  breathlessness: { vi: 'Khó thở', en: 'Short of breath' },
  other: { vi: 'Khác', en: 'Other' },
} as const
export type Kind = keyof typeof kindWords

const slotName: Record<Slot, Words> = { morning: { vi: 'sáng', en: 'morning' }, evening: { vi: 'chiều', en: 'evening' } }
const upper = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

/** "Sáng nay", "Chiều hôm qua", "Sáng 20/02". */
export function slotWords({ day, slot }: SlotRef, today: string): Words {
  const name = slotName[slot]
  if (day === today) return { vi: `${upper(name.vi)} nay`, en: `This ${name.en}` }
  if (day === addDays(today, -1)) return { vi: `${upper(name.vi)} hôm qua`, en: `Yesterday ${name.en}` }
  return { vi: `${upper(name.vi)} ${shortDate(day)}`, en: `${upper(name.en)} ${shortDate(day)}` }
}

/** "Sốt, ho". */
export const kindsText = (kinds: readonly string[], w: (words: Words) => string): string => {
  const text = kinds.map((k) => w(kindWords[k as Kind] ?? kindWords.other).toLowerCase()).join(', ')
  return text && upper(text)
}

export const signalWords = {
  'to-identify': { vi: 'Trạm y tế cần biết là ai', en: 'The station has to know who it is' },
  'to-order': { vi: 'Chờ chỉ định lấy mẫu', en: 'Waiting for the order to sample' },
  ordered: { vi: 'Đã chỉ định, chờ lấy mẫu', en: 'Ordered, waiting for the sample' },
  sampled: { vi: 'Đã lấy mẫu, chờ kết quả', en: 'Sampled, waiting for the result' },
  answered: { vi: 'Có kết quả', en: 'Result is in' },
  closed: { vi: 'Trạm y tế đã kết luận', en: 'Closed by the station' },
} as const satisfies Record<string, Words>

export const resultWords: Record<string, Words> = {
  positive: { vi: 'dương tính', en: 'positive' },
  negative: { vi: 'âm tính', en: 'negative' },
  indeterminate: { vi: 'chưa xác định', en: 'indeterminate' },
}

/** Why names are locked, and what opens them: the station took the phone's sign-in away, or 72 hours went by without contact. */
export const lockedWords = (signedOut: boolean): Words =>
  signedOut
    ? {
        vi: 'Trạm y tế đã cấp mã mới hoặc khóa máy này: tên người được khóa. Đăng nhập lại bằng phiếu mã mới ở trang Tôi thì tên mở lại.',
        en: 'The station gave a new code or locked this phone: names are locked. Sign in again with the new sheet on the page Me.',
      }
    : {
        vi: 'Đã quá 72 giờ không liên lạc được với máy chủ: tên người được khóa; có mạng thì tên mở lại.',
        en: 'More than 72 hours without contact: names are locked; they open again with a connection.',
      }

/** How a task stands against its deadline or its rhythm, in a few words; null: no day was set, or it is done. */
export function standingOf(t: GivenTask, now: string): Words | null {
  if (!['given', 'accepted', 'running'].includes(t.state)) return null
  if (t.late) {
    const { vi, en } = dueAt(t.late, now).words
    return { vi: vi.charAt(0).toUpperCase() + vi.slice(1), en: en.charAt(0).toUpperCase() + en.slice(1) }
  }
  if (t.turn)
    return t.turn.state === 'met'
      ? { vi: 'Lượt này đã báo đủ', en: 'This turn is reported' }
      : {
          vi: `Lượt này còn ${t.turn.need - t.turn.have} lần báo, đến hết ${shortDate(t.turn.until)}`,
          en: `${t.turn.need - t.turn.have} to report until ${shortDate(t.turn.until)}`,
        }
  const at = lateFrom(t)
  return at ? dueAt(at, now).words : null
}
