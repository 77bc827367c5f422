import { confirmsCase } from '../policy/closeness.rules.ts'
import type { PackInForce } from '../policy/inforce.rules.ts'
import type { OrderReason } from './laboratory.contract.ts'

/** When a sample is due: hours after the order, and whether a source stands behind the figure. */
export interface SampleClock {
  hours: number
  packCode: string
  unconfirmed: boolean
}

/**
 * Hours in which an ordered sample is to be taken: a symptom at once (the hours that the pack allows "at once"), else the pack's hours
 * for a sample. Null where no rule in force says.
 */
export function sampleClock(pack: PackInForce | null, reason: OrderReason): SampleClock | null {
  const symptom = pack?.rules.symptomaticSampling?.rule
  if (reason === 'symptom' && symptom?.atOnce.value === true && symptom.clockHours.value !== null)
    return {
      hours: symptom.clockHours.value,
      packCode: pack!.from.symptomaticSampling!,
      unconfirmed: !symptom.clockHours.confirmed,
    }
  const sample = pack?.rules.escalation?.rule.sampleHours
  if (sample?.value == null) return null
  return { hours: sample.value, packCode: pack!.from.escalation!, unconfirmed: !sample.confirmed }
}

/** A standing positive of one person, with what was known of them. */
export interface Positive {
  resultId: string
  method: 'pcr' | 'antigen' | 'sequencing' | 'serology'
  sampledAt: string
  sampledOn: string
  releasedAt: string
}
export interface PersonKnown {
  isF1: boolean
  epiLink: boolean
  symptomatic: boolean
}
export type CaseVerdict = 'confirmed' | 'suspect' | 'no'

const HOUR = 3_600_000
const bySample = (a: Positive, b: Positive) =>
  Date.parse(a.sampledAt) - Date.parse(b.sampledAt) || (a.resultId < b.resultId ? -1 : 1)

/**
 * What each standing positive of a person says by the case definition of its sampling day. The order in which they were released
 * does not matter. Sequencing and serology confirm nothing: no pack names them.
 */
export function judgePositives(
  positives: readonly Positive[],
  known: PersonKnown,
  on: (day: string) => PackInForce | null,
): Map<string, CaseVerdict> {
  const verdicts = new Map<string, CaseVerdict>()
  const last = new Map<string, string>()
  for (const p of [...positives].sort(bySample)) {
    if (p.method !== 'pcr' && p.method !== 'antigen') {
      verdicts.set(p.resultId, 'no')
      continue
    }
    const before = last.get(p.method)
    const hoursSincePositive = before === undefined ? null : (Date.parse(p.sampledAt) - Date.parse(before)) / HOUR
    verdicts.set(
      p.resultId,
      confirmsCase(on(p.sampledOn), { method: p.method, outcome: 'positive', ...known, hoursSincePositive }),
    )
    last.set(p.method, p.sampledAt)
  }
  return verdicts
}

/** The case as it stands for one person: each confirmation, voided ones too. */
export interface ConfirmationKnown {
  resultId: string | null
  day: string | null
  voided: boolean
}

/**
 * The results that still lack the confirmation which they make: a confirming positive, where no standing confirmation is as early.
 * A confirmation that a person voided by hand is never made again by its result. Later positives of a case are follow-up.
 */
export function confirmationsOwed(
  positives: readonly Positive[],
  verdicts: ReadonlyMap<string, CaseVerdict>,
  confirmations: readonly ConfirmationKnown[],
): Positive[] {
  const spoken = new Set(confirmations.map((c) => c.resultId))
  const standing = confirmations.filter((c) => !c.voided)
  let earliest = standing.some((c) => c.day === null) ? '' : (standing.map((c) => c.day!).sort()[0] ?? null)
  const owed: Positive[] = []
  for (const p of [...positives].sort(bySample)) {
    if (verdicts.get(p.resultId) !== 'confirmed' || spoken.has(p.resultId)) continue
    if (earliest !== null && earliest <= p.sampledOn) continue
    owed.push(p)
    earliest = p.sampledOn
  }
  return owed
}
