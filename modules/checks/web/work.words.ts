import { date } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import { type PayloadLine, payloadLines } from './payload.words.ts'
import { frailReasonWords, kindWords, movementWords } from './words.ts'

const same = (text: string): Words => ({ vi: text, en: text })
const plain = (value: unknown): Words => same(typeof value === 'object' ? JSON.stringify(value) : String(value))
const of =
  (table: Readonly<Record<string, Words>>) =>
  (value: unknown): Words => {
    const each = (Array.isArray(value) ? value : [value]).map(
      (code) => table[typeof code === 'string' ? code : ''] ?? plain(code),
    )
    return { vi: each.map((x) => x.vi).join(', '), en: each.map((x) => x.en).join(', ') }
  }
const onDay = (value: unknown) => (typeof value === 'string' ? same(date(value)) : plain(value))
function birth(value: unknown): Words {
  const { year, month, day } = (value ?? {}) as Record<string, unknown>
  return typeof year === 'number' ? same([day, month, year].filter(Boolean).join('/')) : plain(value)
}

/** What offline verbs say beside ids, in the order in which a person asks for it. */
const fields: Readonly<Record<string, readonly [vi: string, en: string, say: (value: unknown) => Words]>> = {
  kind: ['Biến động', 'Movement', of(movementWords)],
  fullName: ['Họ tên', 'Name', plain],
  birth: ['Ngày sinh', 'Born', birth],
  sex: ['Giới tính', 'Sex', of({ male: { vi: 'nam', en: 'male' }, female: { vi: 'nữ', en: 'female' } })],
  idNumber: ['Số giấy tờ', 'Identity number', plain],
  phone: ['Điện thoại', 'Phone', plain],
  people: ['Số người', 'People', plain],
  onDay: ['Ngày', 'Day', onDay],
  place: ['Nơi đến hoặc đi', 'From or to', plain],
  reasons: ['Lý do theo dõi', 'Why followed', of(frailReasonWords)],
  temperature: ['Nhiệt độ', 'Temperature', (value) => same(`${String(value).replace('.', ',')} °C`)],
  spo2: ['SpO2', 'SpO2', (value) => same(`${String(value)}%`)],
  complaints: ['Dấu hiệu', 'Complaints', of(kindWords)],
  reason: ['Lý do', 'Reason', plain],
  note: ['Ghi chú', 'Note', plain],
}
/** Fields that only a check has, or that are said elsewhere on the card. */
const others: Readonly<Record<string, Words>> = {
  householdId: { vi: 'Hộ', en: 'Home' },
  slot: { vi: 'Buổi', en: 'Slot' },
  answer: { vi: 'Trả lời', en: 'Answer' },
  capturedAt: { vi: 'Giờ hỏi', en: 'Hour' },
  symptoms: { vi: 'Dấu hiệu', en: 'Symptoms' },
  answers: { vi: 'Trả lời', en: 'Answers' },
  words: { vi: 'Nội dung', en: 'Words' },
}
/** What a field of refused work is called; one that has no name here as it is written. */
export function fieldWords(key: string): Words {
  const [vi, en] = fields[key] ?? []
  return others[key] ?? (vi && en ? { vi, en } : same(key))
}

/** Of the phone and the protocol, or said elsewhere on the page. */
const unsaid = /Id$|^(capturedAt|clockErrorMs|disease|person)$/
const empty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What a phone's refused work says, in words; a check by its own words, and what is unknown as it came. */
export function workLines(verb: string, payload: unknown): PayloadLine[] {
  if (verb === 'checks.push-round' || payload === null || typeof payload !== 'object') return payloadLines(payload)
  const own = payload as Record<string, unknown>
  const inner = typeof own.person === 'object' ? (own.person as Record<string, unknown>) : {}
  const said: Record<string, unknown> = { ...inner, ...own }
  const lines = Object.entries(fields).flatMap(([key, [vi, en, say]]) =>
    empty(said[key]) ? [] : [{ words: { vi, en }, value: say(said[key]) }],
  )
  const rest = Object.entries(said).filter(([key, value]) => !(key in fields) && !unsaid.test(key) && !empty(value))
  if (rest.length > 0)
    lines.push({ words: { vi: 'Khác', en: 'Other' }, value: same(JSON.stringify(Object.fromEntries(rest)).slice(0, 500)) })
  return lines
}
