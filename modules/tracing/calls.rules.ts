import type { Words } from '@phaodai/kernel/words.ts'
import { meets, sourceWords } from '../policy/inforce.rules.ts'
import type { Sourced } from '../policy/policy.contract.ts'

export interface Attempt {
  callId: string
  at: string
  /** Local day. */
  onDay: string
  outcome: 'reached' | 'unreachable' | 'refused' | 'wrong-number'
  toldLevel: string | null
  note: string | null
  calledBy: string
}

const product = (value: number, unit: string): Sourced<number> => ({
  value,
  unit,
  comparator: '>=',
  source: { document: 'Mặc định Pháo Đài', article: null, mark: 'product' },
  confirmed: false,
})

/** When calling has failed often enough to go to the door. No document found says a number: both are this product's own. */
export const homeVisitAfter = { attempts: product(3, 'lần'), days: product(2, 'ngày') }

/** Where a person stands with the callers. */
export interface CallState {
  /** Not reached yet, or told something else than what holds now. */
  waiting: boolean
  attempts: number
  last: Attempt | null
  toldLevel: string | null
  refusal: string | null
  homeVisit: Words | null
  dueAt: string | null
  late: boolean
}

/** In vain since the last time that the person was reached. */
function visitWords(vain: readonly Attempt[]): Words | null {
  if (vain.at(-1)?.outcome === 'wrong-number')
    return { vi: 'Số sai: xác minh số hoặc đến nhà', en: 'Wrong number: find the right one or go to the door' }
  const missed = vain.filter((a) => a.outcome === 'unreachable' || a.outcome === 'wrong-number')
  const days = new Set(missed.map((a) => a.onDay)).size
  if (!meets(homeVisitAfter.attempts, missed.length) || !meets(homeVisitAfter.days, days)) return null
  const source = sourceWords(homeVisitAfter.attempts)
  return {
    vi: `Không liên lạc được ${missed.length} lần trong ${days} ngày: cần đến nhà. Ngưỡng: ${source.vi}`,
    en: `Not reached ${missed.length} times on ${days} days: go to the door. Threshold: ${source.en}`,
  }
}

/**
 * @param level what holds now; null: none
 * @param levelAt instant since which it holds; the clock runs from it
 * @param attempts calls of this person, oldest first
 * @param hours the pack's clock; null where no rule is in force
 */
export function callState(
  level: string | null,
  levelAt: string,
  attempts: readonly Attempt[],
  hours: number | null,
  now: string,
): CallState {
  const reachedAt = attempts.findLastIndex((a) => a.outcome === 'reached')
  const toldLevel = attempts[reachedAt]?.toldLevel ?? null
  const vain = attempts.slice(reachedAt + 1)
  const waiting = reachedAt < 0 || toldLevel !== (level ?? 'none')
  const dueAt = hours === null ? null : new Date(Date.parse(levelAt) + hours * 3600_000).toISOString()
  const last = vain.at(-1)
  return {
    waiting,
    attempts: vain.length,
    last: attempts.at(-1) ?? null,
    toldLevel,
    refusal: last?.outcome === 'refused' ? (last.note ?? '') : null,
    homeVisit: waiting ? visitWords(vain) : null,
    dueAt,
    late: waiting && dueAt !== null && dueAt < now,
  }
}

/** Late first, then F0 before F1 before F2, then the earliest clock, then the id. */
export const inCallOrder = (a: { state: CallState; level: string; levelAt: string; subjectId: string }, b: typeof a): number =>
  Number(b.state.late) - Number(a.state.late) ||
  a.level.localeCompare(b.level) ||
  a.levelAt.localeCompare(b.levelAt) ||
  a.subjectId.localeCompare(b.subjectId)

/** A level as it changed in one operation. */
export interface Change {
  subjectId: string
  communeId: number
  disease: string
  opId: string
  fromLevel: string | null
  toLevel: string | null
  at: string
}

/** F0 stands highest; none, and what is no level, at 0. */
export const height = (level: string | null): number => (level === null ? 0 : ({ F0: 4, F1: 3, F2: 2, F3: 1 }[level] ?? 0))

/** Whose level an operation changed, from what it was before to what it is after. @param changes in the order in which they were made */
export function net(changes: readonly Change[]): Change[] {
  const steps = new Map<string, Change>()
  for (const c of changes) {
    const key = `${c.opId}/${c.disease}/${c.subjectId}`
    const first = steps.get(key)
    steps.set(key, first ? { ...c, fromLevel: first.fromLevel } : c)
  }
  return [...steps.values()].filter((c) => c.toLevel !== c.fromLevel)
}

/** Who ended lower after an operation than before it. */
export const falls = (changes: readonly Change[]): Change[] => net(changes).filter((c) => height(c.toLevel) < height(c.fromLevel))

/** What was said to a person before their level fell, where it said more than holds after; and when they were told of the fall. */
export function toldBefore(fall: Change, attempts: readonly Attempt[]): { told: Attempt; correctedAt: string | null } | null {
  const reached = attempts.filter((a) => a.outcome === 'reached')
  const told = reached.findLast((a) => a.at <= fall.at)
  if (!told || height(told.toldLevel) <= height(fall.toLevel)) return null
  const corrected = reached.find((a) => a.at > fall.at && height(a.toldLevel) < height(told.toldLevel))
  return { told, correctedAt: corrected?.at ?? null }
}
