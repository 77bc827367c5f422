/** The live figures that a task may be bound to: what each counts, and when it is met. The owning modules' stores count. */
import type { Words } from '@phaodai/kernel/words.ts'

export interface Measure {
  code: string
  words: Words
  unit: Words
  /** How it is counted, in words. */
  how: Words
  /** What is to be reached where the task names no number of its own: all of the whole, or a number of things left. */
  goal: 'all' | 'none-left'
}

export const measures = [
  {
    code: 'teams-reported',
    words: { vi: 'Tổ Covid báo cáo đủ số lần trong ngày', en: 'Teams that reported as often as they must' },
    unit: { vi: 'tổ', en: 'teams' },
    how: {
      vi: 'Số tổ đang hoạt động có lượt hỏi được nhận ở cả hai buổi (sáng, chiều) của ngày, trên tổng số tổ có hộ của ngày đó.',
      en: 'Teams with checks accepted in both slots of the day, of all teams that have homes on it.',
    },
    goal: 'all',
  },
] as const satisfies readonly Measure[]

export const isMeasure = (code: string): boolean => measures.some((m) => m.code === code)
