import type { Words } from '@phaodai/kernel/words.ts'
import { daysBetween, formatDate } from '@phaodai/text/dates.ts'
import type { Kind } from './checklist.rules.ts'

/** A place that may be visited, with what is known of it. */
export interface Candidate {
  key: string
  kind: Kind
  name: string
  areaId: number
  areaName: string
  lastOn: string | null
  /** Slots of the two days before in which not every home was asked. */
  missedSlots: number
  /** Tasks that are late: of the place's own body, or of the committee of its commune. */
  lateTasks: number
  openFindings: number
  /** New cases of its commune in the last 14 days. */
  cases: number
}
export interface Reason {
  code: 'never' | 'long-ago' | 'late-team' | 'late-tasks' | 'open-findings' | 'cases'
  points: number
  words: Words
}
export interface Proposal extends Candidate {
  points: number
  reasons: Reason[]
}

/**
 * Why a place should be visited. The points are a default of this product (no document gives an order of visits), small whole numbers so that
 * a reader can add them up: each reason gives at most 3.
 */
export function reasonsOf(c: Candidate, today: string): Reason[] {
  const out: Reason[] = []
  const say = (code: Reason['code'], points: number, vi: string, en: string) => {
    if (points > 0) out.push({ code, points: Math.min(3, points), words: { vi, en } })
  }
  if (c.lastOn === null) say('never', 3, 'Chưa được kiểm tra lần nào', 'Never inspected')
  else {
    const days = daysBetween(c.lastOn, today)
    const points = days >= 7 ? 3 : days >= 3 ? 2 : days >= 1 ? 1 : 0
    say('long-ago', points, `${days} ngày chưa kiểm tra (lần cuối ${formatDate(c.lastOn)})`, `Last inspected ${days} days ago`)
  }
  const slots = c.missedSlots
  say('late-team', slots, `${slots} buổi trong hai ngày qua chưa hỏi đủ hộ`, `${slots} slots of the last two days not complete`)
  const tasks = c.lateTasks
  say('late-tasks', Math.min(2, tasks), `${tasks} nhiệm vụ quá hạn ở đây`, `${tasks} late tasks here`)
  const findings = c.openFindings
  say('open-findings', findings, `${findings} tồn tại chưa khắc phục`, `${findings} findings still open`)
  const n = c.cases
  say('cases', n >= 5 ? 3 : n > 0 ? 2 : 0, `${n} ca F0 mới của xã trong 14 ngày`, `${n} new cases of the commune in 14 days`)
  return out
}

/** What to visit, the most points first; what was visited on the day itself is not proposed again. Ties go by name, so that the order is one. */
export function proposeVisits(
  candidates: readonly Candidate[],
  today: string,
  most: number,
): { total: number; rows: Proposal[] } {
  const open = candidates
    .filter((c) => c.lastOn === null || c.lastOn < today)
    .map((c) => {
      const reasons = reasonsOf(c, today)
      return { ...c, reasons, points: reasons.reduce((n, r) => n + r.points, 0) }
    })
    .sort((a, b) => b.points - a.points || a.name.localeCompare(b.name, 'vi') || (a.key < b.key ? -1 : 1))
  return { total: open.length, rows: open.slice(0, most) }
}
