import type { Words } from '@phaodai/kernel/words.ts'

/** What is still wanted of a chosen day; null: nothing. A field can be typed past its last day, and a year half typed is one of long ago. */
export function dayWanted(day: string | null, latest: string, ask: Words): Words | null {
  if (day === null) return null
  if (day === '') return ask
  if (day >= '1900-01-01' && day <= latest) return null
  return { vi: 'Chọn ngày không sau hôm nay, năm đủ 4 số.', en: 'Choose a day not after today, its year in 4 digits.' }
}
