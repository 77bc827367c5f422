import { date } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'

export const tierWords: Record<'commune' | 'district', Words> = {
  commune: { vi: 'xã', en: 'commune' },
  district: { vi: 'huyện', en: 'district' },
}

/** Until when: the last day with what is left of it, or the day on which it is looked at again. */
export function untilWords(d: {
  lastOn: string | null
  daysLeft: number | null
  reviewOn?: string | null
  reviewDue?: boolean
}): Words {
  if (d.lastOn === null)
    return {
      vi: `đến khi có thông báo mới${d.reviewOn ? `; xem xét lại ${date(d.reviewOn)}${d.reviewDue ? ' (ĐÃ ĐẾN HẠN)' : ''}` : ''}`,
      en: `until further notice${d.reviewOn ? `; reviewed ${date(d.reviewOn)}${d.reviewDue ? ' (DUE)' : ''}` : ''}`,
    }
  if (d.daysLeft === null) return { vi: `hết ${date(d.lastOn)}`, en: `through ${date(d.lastOn)}` }
  return {
    vi: `đến hết ${date(d.lastOn)}, ${d.daysLeft === 0 ? 'hôm nay là ngày cuối' : `còn ${d.daysLeft} ngày sau hôm nay`}`,
    en: `through ${date(d.lastOn)}, ${d.daysLeft === 0 ? 'today is the last day' : `${d.daysLeft} days after today`}`,
  }
}
/** The document behind it. */
export const paperWords = (d: { number: string; issuer: string; signatory: string; signedOn: string }): Words => ({
  vi: `${d.number}, ${d.issuer}, ${d.signatory} ký ngày ${date(d.signedOn)}`,
  en: `${d.number}, ${d.issuer}, signed by ${d.signatory} on ${date(d.signedOn)}`,
})
