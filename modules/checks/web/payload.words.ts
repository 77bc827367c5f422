import { date, instant } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import { answerWords, kindWords, slotWords } from './words.ts'

export interface PayloadLine {
  words: Words
  value: Words
}
const same = (text: string): Words => ({ vi: text, en: text })
const of = <K extends string>(table: Readonly<Record<K, Words>>, code: unknown): Words =>
  table[code as K] ?? same(typeof code === 'string' ? code : JSON.stringify(code))

/**
 * What a refused payload says, in words, as far as it has the shape of a check; what has not is shown as it came. It may be anything: it is
 * what could not be read.
 */
export function payloadLines(payload: unknown): PayloadLine[] {
  if (payload === null) return []
  if (typeof payload !== 'object') return [{ words: { vi: 'Nội dung', en: 'Payload' }, value: same(String(payload)) }]
  const p = payload as Record<string, unknown>
  const lines: PayloadLine[] = []
  const known = new Set([
    'checkId',
    'householdId',
    'onDay',
    'slot',
    'answer',
    'capturedAt',
    'clockErrorMs',
    'symptoms',
    'note',
    'replaces',
  ])
  const add = (vi: string, en: string, value: Words) => lines.push({ words: { vi, en }, value })
  if (typeof p.onDay === 'string') add('Ngày', 'Day', same(date(p.onDay)))
  if (p.slot !== undefined) add('Buổi', 'Slot', of(slotWords, p.slot))
  if (p.answer !== undefined) add('Trả lời', 'Answer', of(answerWords, p.answer))
  if (typeof p.capturedAt === 'string') {
    const readable = !Number.isNaN(Date.parse(p.capturedAt))
    const said = readable ? { vi: instant(p.capturedAt, 'vi'), en: instant(p.capturedAt, 'en') } : same(p.capturedAt)
    add('Giờ máy', 'Device clock', said)
  }
  if (Array.isArray(p.symptoms)) {
    const each = (lang: 'vi' | 'en') =>
      (p.symptoms as Record<string, unknown>[])
        .map((s) => {
          const kinds = Array.isArray(s?.kinds) ? s.kinds.map((k) => of(kindWords, k)[lang]).join(', ') : '?'
          return typeof s?.who === 'string' ? `${s.who}: ${kinds}` : kinds
        })
        .join('; ')
    add('Dấu hiệu', 'Symptoms', { vi: each('vi'), en: each('en') })
  }
  if (typeof p.note === 'string') add('Ghi chú', 'Note', same(p.note))
  const rest = Object.entries(p).filter(([key]) => !known.has(key))
  if (rest.length > 0) add('Khác', 'Other', same(JSON.stringify(Object.fromEntries(rest)).slice(0, 500)))
  if (lines.length === 0) add('Nội dung', 'Payload', same(JSON.stringify(payload).slice(0, 500)))
  return lines
}
