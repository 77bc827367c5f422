import type { Words } from '@phaodai/kernel/words.ts'
import { FARTHEST_DAYS, isFar } from '@phaodai/modules/checks/checks.rules.ts'

/** What is still wanted of a chosen day; null: nothing. A field can be typed past its last day, and a year half typed is one of long ago. */
export function dayWanted(day: string | null, latest: string, ask: Words): Words | null {
  if (day === null) return null
  if (day === '') return ask
  if (/^\d{4}-/.test(day) && day <= latest && !isFar(day, latest)) return null
  return {
    vi: `Chọn ngày không sau hôm nay và không quá ${FARTHEST_DAYS} ngày trước, năm đủ 4 số.`,
    en: `Choose a day not after today and at most ${FARTHEST_DAYS} days ago, its year in 4 digits.`,
  }
}
