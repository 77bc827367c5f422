import type { Words } from '@phaodai/kernel/words.ts'
import type { Form } from './investigation.contract.ts'

const w = (vi: string, en: string): Words => ({ vi, en })
type Key = keyof Form
type StepKey = keyof NonNullable<Form['steps']>

/** What each field is called on the form. */
export const fieldWords: Record<Exclude<Key, 'steps'>, Words> = {
  interviewedOn: w('Ngày điều tra', 'Interviewed on'),
  informant: w('Người trả lời', 'Who answered'),
  symptoms: w('Triệu chứng', 'Symptoms'),
  onsetOn: w('Ngày khởi phát', 'Onset'),
  firstCare: w('Lần khám đầu tiên', 'First care'),
  travel: w('Đi lại', 'Travel'),
  occupation: w('Nghề nghiệp', 'Occupation'),
  workplace: w('Nơi làm việc, lớp học', 'Workplace or class'),
  vaccinations: w('Tiêm vắc xin', 'Vaccinations'),
  underlying: w('Bệnh nền', 'Underlying illness'),
  household: w('Hộ gia đình', 'Household'),
  vehicles: w('Phương tiện đã đi', 'Vehicles taken'),
  gatherings: w('Tụ họp, sự kiện', 'Gatherings'),
  milestones: w('Mốc dịch tễ', 'Milestones'),
  note: w('Ghi chú', 'Note'),
}
/** The five steps of QĐ 5053/QĐ-BYT, in order. */
export const stepWords: Record<StepKey, Words> = {
  milestonesFixed: w('Bước 1: xác định mốc dịch tễ', 'Step 1: milestones fixed'),
  coordinatorsNotified: w('Bước 2: thông báo các đơn vị phối hợp', 'Step 2: coordinators notified'),
  contactsTraced: w('Bước 3: truy vết người tiếp xúc', 'Step 3: contacts traced'),
  f1ListComplete: w('Bước 4: hoàn thiện danh sách F1', 'Step 4: F1 list complete'),
  isolatedAndSampled: w('Bước 5: cách ly và lấy mẫu', 'Step 5: isolated and sampled'),
}
/** A note may stay empty for ever; everything else is asked of everyone. */
const asked = (Object.keys(fieldWords) as (keyof typeof fieldWords)[]).filter(
  (key) => key !== 'note' && key !== 'firstCare' && key !== 'informant',
)
const steps = Object.keys(stepWords) as StepKey[]

/** How much of the form has an answer ("none" is one); a step counts when it is done. Whole per cent, rounded down. */
export function completeness(form: Form): { percent: number; missing: Words[] } {
  const missing = [
    ...asked.filter((key) => form[key] === undefined).map((key) => fieldWords[key]),
    ...steps.filter((key) => !form.steps?.[key]?.done).map((key) => stepWords[key]),
  ]
  const all = asked.length + steps.length
  return { percent: Math.floor(((all - missing.length) * 100) / all), missing }
}

const DAY = /^\d{4}-\d\d-\d\d$/u
const INSTANT = /^\d{4}-\d\d-\d\dT/u
const dayVi = (d: string) => d.split('-').reverse().join('/')

/** A value in words: what a reader of the paper form would see. */
function said(value: unknown): Words {
  if (value === undefined) return w('chưa hỏi', 'not asked')
  if (value === null || (Array.isArray(value) && value.length === 0)) return w('không', 'none')
  if (typeof value === 'boolean') return value ? w('có', 'yes') : w('không', 'no')
  if (typeof value === 'string' && DAY.test(value)) return w(dayVi(value), value)
  if (typeof value === 'string' && INSTANT.test(value)) {
    const local = new Date(Date.parse(value) + 7 * 3600_000).toISOString()
    return w(`${local.slice(11, 16)} ${dayVi(local.slice(0, 10))}`, `${local.slice(0, 10)} ${local.slice(11, 16)}`)
  }
  if (typeof value !== 'object') return w(String(value), String(value))
  const parts = Object.entries(value)
    .filter(([key, v]) => v !== undefined && !key.endsWith('Id'))
    .map(([, v]) => said(v))
  return w(parts.map((p) => p.vi).join(', '), parts.map((p) => p.en).join(', '))
}

function listChange(label: Words, before: readonly unknown[], after: readonly unknown[]): Words[] {
  const key = (v: unknown) => JSON.stringify(v)
  const had = new Set(before.map(key))
  const has = new Set(after.map(key))
  const added = after.filter((v) => !had.has(key(v))).map(said)
  const gone = before.filter((v) => !has.has(key(v))).map(said)
  const list = (items: Words[], lang: 'vi' | 'en') => items.map((i) => i[lang]).join('; ')
  const vi = [...(added.length ? [`thêm ${list(added, 'vi')}`] : []), ...(gone.length ? [`bỏ ${list(gone, 'vi')}`] : [])]
  const en = [...(added.length ? [`added ${list(added, 'en')}`] : []), ...(gone.length ? [`removed ${list(gone, 'en')}`] : [])]
  return vi.length > 0 ? [w(`${label.vi}: ${vi.join('; ')}`, `${label.en}: ${en.join('; ')}`)] : []
}

function change(label: Words, before: unknown, after: unknown): Words[] {
  if (Array.isArray(before) && Array.isArray(after) && before.length + after.length > 0) return listChange(label, before, after)
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (Array.isArray(after) && before === undefined && after.length > 0) return listChange(label, [], after)
  const [from, to] = [said(before), said(after)]
  return [w(`${label.vi}: ${from.vi} → ${to.vi}`, `${label.en}: ${from.en} → ${to.en}`)]
}

/** What a version changed against the one before, in words, in the order of the form. */
export function changesBetween(before: Form, after: Form): Words[] {
  const fields = (Object.keys(fieldWords) as (keyof typeof fieldWords)[]).flatMap((key) =>
    change(fieldWords[key], before[key], after[key]),
  )
  return [...fields, ...steps.flatMap((key) => change(stepWords[key], before.steps?.[key], after.steps?.[key]))]
}
