import type { z } from 'zod'
import type { DayState } from './sentinels.contract.ts'

/** Entries that one sentinel may send in a day; more is no pharmacy but a mistake or a misuse. Default of this product. */
export const mostEntries = 500

/** Whether a sentinel has answered for a day. @param dueAt until when a day's report is due; null: no rule says, and nobody is late */
export function dayState(
  s: { linked: boolean; reports: number; nil: boolean; screened: number },
  now: string,
  dueAt: string | null,
): z.output<typeof DayState> {
  if (s.reports > 0 || s.nil || s.screened > 0) return 'reported'
  if (!s.linked) return 'no-link'
  return dueAt !== null && Date.parse(now) > Date.parse(dueAt) ? 'late' : 'due'
}

/** An inpatient is tested once a sample was taken on the day of admission or since. */
export function inpatientState(
  p: { subjectId: string | null; admittedOn: string; sampledOn: string | null },
  sampledOn: readonly string[],
): { state: 'unknown' | 'untested' | 'tested'; sampledOn: string | null } {
  const since = [...sampledOn, ...(p.sampledOn ? [p.sampledOn] : [])].filter((d) => d >= p.admittedOn).sort()[0] ?? null
  return { state: since ? 'tested' : p.subjectId ? 'untested' : 'unknown', sampledOn: since }
}

/** How somebody reported is called on a list: as told, with the age and the address that find them. */
export const calledAs = (p: { who: string; ageYears?: number | null | undefined; address?: string | null | undefined }): string =>
  [p.who, p.ageYears == null ? null : `${p.ageYears} tuổi`, p.address || null].filter(Boolean).join(', ')

/** A reminder to paste into a group: names of sentinels, never of people. */
export const chaseText = (day: string, late: readonly { name: string; areaName: string }[]): string =>
  late.length === 0
    ? ''
    : `Ngày ${day.split('-').reverse().join('/')}, chưa báo trong ngày (kể cả "hôm nay không có ai"): ${late
        .map((s) => `${s.name} (${s.areaName})`)
        .join('; ')}. Đề nghị mở đường dẫn đã cấp và báo ngay.`
