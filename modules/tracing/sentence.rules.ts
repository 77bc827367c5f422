import type { Words } from '@phaodai/kernel/words.ts'
import type { LevelBasis } from './levels.rules.ts'

const day = (d: string | null): string => (d ? d.split('-').reverse().join('/') : '…')

/** One sentence that says why: "F1 của Nguyễn V. A. (HD-7K3F9): cùng lớp 6A, lần cuối 12/02/2021". Names come in as the reader may see them. */
export function levelSentence(
  row: { level: string | null; sinceOn: string | null; lastExposedOn: string | null; basis: LevelBasis | null },
  source: { name: string; code: string } | null,
): Words {
  if (!row.level) return { vi: 'Chưa thuộc diện F0, F1, F2, F3', en: 'Not an F0, F1, F2 or F3' }
  const who = source ? `${source.name} (${source.code})` : null
  const reason = row.basis?.reason
  const place = row.basis?.placeText ? ` (${row.basis.placeText})` : ''
  if (row.level === 'F0') {
    return who
      ? { vi: `F0 từ ${day(row.sinceOn)}, có khả năng lây từ ${who}`, en: `F0 since ${day(row.sinceOn)}, possibly from ${who}` }
      : { vi: `F0 từ ${day(row.sinceOn)}, chưa rõ nguồn lây`, en: `F0 since ${day(row.sinceOn)}, source not known` }
  }
  return {
    vi: `${row.level} của ${who ?? 'một người ở địa bàn khác'}: ${reason?.vi ?? 'tiếp xúc'}${place}, lần cuối ${day(row.lastExposedOn)}`,
    en: `${row.level} of ${who ?? 'someone in another area'}: ${reason?.en ?? 'contact'}${place}, last on ${day(row.lastExposedOn)}`,
  }
}
