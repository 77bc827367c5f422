import { number } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'

/** What every form about one person is given. */
export interface ActProps {
  subjectId: string
  disease: string
  today: string
  onClose: () => void
  /** Closed by success; says what happened. `opId`: the operation that may have lowered someone's level. */
  onDone: (words: Words, opId?: string | null) => void
}

/** What an operation did to levels, in words to add after what was done; empty where nothing changed. */
export function changedWords(changed: readonly { from: string | null; to: string | null }[]): Words {
  if (changed.length === 0) return { vi: '', en: '' }
  const to = new Map<string, number>()
  for (const c of changed) to.set(c.to ?? '–', (to.get(c.to ?? '–') ?? 0) + 1)
  const parts = [...to].sort(([a], [b]) => a.localeCompare(b))
  const list = (none: string) => parts.map(([level, n]) => `${number(n)} ${level === '–' ? none : level}`).join(', ')
  return {
    vi: ` Mức thay đổi: ${list('hết diện theo dõi')}.`,
    en: ` Levels changed: ${list('no level any more')}.`,
  }
}

export const said = (vi: string, en: string, more: Words = { vi: '', en: '' }): Words => ({ vi: vi + more.vi, en: en + more.en })

/** Local day and clock hour ("13:30") → an instant with the province's offset; null where the hour cannot be read. */
export function instantOf(day: string | null, time: string): string | null {
  const parts = /^(\d{1,2})[:hH.](\d{2})$/.exec(time.trim()) ?? /^(\d{1,2})(\d{2})$/.exec(time.trim())
  if (!day || !parts || Number(parts[1]) > 23 || Number(parts[2]) > 59) return null
  return `${day}T${parts[1]!.padStart(2, '0')}:${parts[2]}:00+07:00`
}
