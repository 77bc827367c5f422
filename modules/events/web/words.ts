import type { Words } from '@phaodai/ui/language.tsx'
import type { EventRow } from '../events.contract.ts'

export const settingWords: Record<EventRow['setting'], Words> = {
  indoor: { vi: 'trong nhà', en: 'indoors' },
  outdoor: { vi: 'ngoài trời', en: 'outdoors' },
  worship: { vi: 'tôn giáo, tín ngưỡng', en: 'worship' },
}
export const howWords: Record<NonNullable<EventRow['how']>, Words> = {
  allowed: { vi: 'cho tổ chức', en: 'allowed' },
  limited: { vi: 'giảm số người', en: 'fewer people' },
  postponed: { vi: 'hoãn', en: 'postponed' },
  online: { vi: 'chuyển trực tuyến', en: 'moved online' },
  cancelled: { vi: 'hủy', en: 'cancelled' },
}
export const verdictWords: Record<NonNullable<EventRow['checked']>['verdict'], Words> = {
  allowed: { vi: 'trong giới hạn', en: 'within the limits' },
  unknown: { vi: 'văn bản không nêu, cần người quyết định', en: 'no number stated, a person decides' },
  over: { vi: 'VƯỢT GIỚI HẠN', en: 'OVER THE LIMIT' },
  postpone: { vi: 'PHẢI HOÃN', en: 'TO BE POSTPONED' },
}
