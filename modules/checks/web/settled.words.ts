import { instant } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import { fieldWords } from './work.words.ts'

export interface Settled {
  settledAt: string | null
  settledHow: 'applied' | 'discarded' | null
  settleReason: string | null
  settledByName: string | null
  /** Names of the fields that were set right; null: settled before these were kept. */
  settledChanged: readonly string[] | null
}

/** What became of refused work, in one line: 'Đã sửa (ngày, buổi) và nhận · ai, lúc nào: lý do'; null while it is open. */
export function settledWords(s: Settled): Words | null {
  if (!s.settledAt || !s.settledHow) return null
  const at = s.settledAt
  const said = (language: keyof Words) => {
    const by = s.settledByName ? `${s.settledByName}, ` : ''
    const fields = (s.settledChanged ?? []).map((key) => fieldWords(key)[language].toLowerCase()).join(', ')
    return `${what(s, fields)[language]} · ${by}${instant(at, language)}: ${s.settleReason}`
  }
  return { vi: said('vi'), en: said('en') }
}

function what({ settledHow, settledChanged }: Settled, fields: string): Words {
  if (settledHow === 'discarded') return { vi: 'Đã bỏ', en: 'Discarded' }
  if (settledChanged === null) return { vi: 'Đã nhận', en: 'Taken in' }
  return fields
    ? { vi: `Đã sửa (${fields}) và nhận`, en: `Set right (${fields}) and taken in` }
    : { vi: 'Đã nhận như đã gửi', en: 'Taken in as it was sent' }
}
