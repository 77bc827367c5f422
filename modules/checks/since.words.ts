import type { Words } from '@phaodai/kernel/words.ts'

const shown = (said: string): string => said.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')

/** First days of symptoms that cannot be, as they were said; none where only that it was so is known. */
export function sinceSaidWords(...said: string[]): Words {
  const days = said.map(shown).join(', ')
  return days
    ? { vi: `ngày khởi phát ghi là ${days} không hợp lệ, cần hỏi lại`, en: `first day said to be ${days}: cannot be, ask again` }
    : { vi: 'ngày khởi phát đã ghi không hợp lệ, cần hỏi lại', en: 'the first day that was said cannot be, ask again' }
}
