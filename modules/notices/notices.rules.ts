import type { DiseaseProfile } from '../policy/policy.contract.ts'
import { sourceWords } from '../policy/policy.rules.ts'

type Words = { vi: string; en: string }
/** The duty to notify one disease, on a day. */
export interface Clock {
  disease: string
  name: Words
  hours: number | null
  source: Words
  confirmed: boolean
  inForce: boolean
  /** First day on which it is no longer known to be in force; null: no end known. */
  until: string | null
  /** Why no clock runs, where none does. */
  why: Words | null
}

const unknown: Words = { vi: 'Chưa xác nhận văn bản đang có hiệu lực.', en: 'Which document is in force is not confirmed.' }

/** The clock of a disease on the day of diagnosis; it runs only while its document is known to be in force. */
export function clockOf(profile: DiseaseProfile, day: string): Clock {
  const { notifyWithinHours: figure, notifyRule: rule } = profile
  const inForce = rule !== undefined && rule.from <= day && (rule.until === null || day < rule.until) && figure.value !== null
  return {
    ...{
      disease: profile.code,
      name: profile.name,
      hours: figure.value,
      source: sourceWords(figure),
      confirmed: figure.confirmed,
    },
    ...{ inForce, until: rule?.until ?? null },
    why: inForce ? null : ((rule && rule.until !== null && day >= rule.until ? rule.after : undefined) ?? unknown),
  }
}

export type State = 'owed' | 'late' | 'sent' | 'sent-late'
/**
 * Where a notice stands: due so many hours after the diagnosis.
 * @param hours past due; null where it is in time
 */
export function noticeStand(
  n: { dueAt: string; sentAt: string | null },
  now: string,
): { state: State; lateHours: number | null } {
  const until = n.sentAt ?? now
  const late = Date.parse(until) > Date.parse(n.dueAt)
  const lateHours = late ? Math.ceil((Date.parse(until) - Date.parse(n.dueAt)) / 3_600_000) : null
  return { state: n.sentAt === null ? (late ? 'late' : 'owed') : late ? 'sent-late' : 'sent', lateHours }
}
