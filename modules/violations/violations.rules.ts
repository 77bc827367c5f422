import type { RuleOf } from '../policy/policy.contract.ts'
import { meets } from '../policy/policy.rules.ts'

export type Fines = RuleOf<'fines'>
export type Who = 'person' | 'organisation'
export interface Range {
  min: number
  max: number
  /** The legal default where nothing aggravates or mitigates; null where no such rule is known. */
  midpoint: number | null
  confirmed: boolean
}

/** The fine for an act, in dong; an organisation pays a multiple. Null: no such act, or its fine is not known. */
export function fineFor(fines: Fines | undefined, actCode: string | null, who: Who): Range | null {
  const act = fines?.acts.find((a) => a.code === actCode)
  const range = act?.fine.value
  const times = who === 'organisation' ? fines?.organisationTimes.value : 1
  if (!act || !range || !times) return null
  const [min, max] = [range.min * times, range.max * times]
  return { min, max, midpoint: fines?.midpoint.value ? (min + max) / 2 : null, confirmed: act.fine.confirmed }
}

export type Doubt = 'ceiling-unknown' | 'over-ceiling'
/** Whether a role may fix a fine: `refused` by a confirmed ceiling or because it decides none; `doubt` by one that nobody has confirmed. */
export function competence(
  fines: Fines | undefined,
  role: string,
  amount: number,
  who: Who,
): { refused: boolean; doubt: Doubt | null } {
  // the operator enters what others have decided on paper
  if (role === 'operator') return { refused: false, doubt: null }
  const mine = fines?.deciders.find((d) => d.role === role)
  if (!mine) return { refused: fines !== undefined, doubt: fines ? null : 'ceiling-unknown' }
  const times = who === 'organisation' ? (fines?.organisationTimes.value ?? 1) : 1
  const within = meets(mine.upTo, amount / times)
  if (within === null) return { refused: false, doubt: 'ceiling-unknown' }
  if (within) return { refused: false, doubt: null }
  return mine.upTo.confirmed ? { refused: true, doubt: null } : { refused: false, doubt: 'over-ceiling' }
}

export const stepKinds = [
  ...(['decision', 'payment', 'appeal', 'appeal-answer', 'referral', 'withdrawal', 'identified', 'declaration'] as const),
] as const
export type StepKind = (typeof stepKinds)[number]
export interface Step {
  kind: StepKind
  onDay: string
  recordedAt: string
  amount: number | null
  voidedAt: string | null
}
export type State = 'recorded' | 'decided' | 'appealed' | 'paid' | 'referred' | 'withdrawn'
export interface Standing {
  state: State
  /** Dong fixed by the last decision or answer to an appeal; null: none. */
  fine: number | null
  paid: number
  /** Dong still owed; 0 while nothing is decided. */
  owed: number
  decided: boolean
  appealOpen: boolean
}

/** Where a violation stands, from what was done about it. */
export function standingOf(steps: readonly Step[]): Standing {
  const live = steps.filter((s) => s.voidedAt === null).sort((a, b) => a.recordedAt.localeCompare(b.recordedAt))
  let fine: number | null = null
  let paid = 0
  let appealOpen = false
  let referred = false
  let withdrawn = false
  for (const s of live) {
    if (s.kind === 'decision') fine = s.amount
    if (s.kind === 'payment') paid += s.amount ?? 0
    if (s.kind === 'appeal') appealOpen = true
    if (s.kind === 'appeal-answer') {
      appealOpen = false
      fine = s.amount
    }
    if (s.kind === 'referral') referred = true
    if (s.kind === 'withdrawal') withdrawn = true
  }
  const decided = live.some((s) => s.kind === 'decision')
  const owed = withdrawn || fine === null ? 0 : Math.max(0, fine - paid)
  const state: State = withdrawn
    ? 'withdrawn'
    : appealOpen
      ? 'appealed'
      : decided
        ? owed === 0
          ? 'paid'
          : 'decided'
        : referred
          ? 'referred'
          : 'recorded'
  return { state, fine, paid, owed, decided, appealOpen }
}

/** Why a step cannot be taken now; null where it can. */
export function stepProblem(
  kind: StepKind,
  s: Standing,
  identified: boolean,
): 'withdrawn' | 'decided' | 'not-decided' | 'appeal-open' | 'no-appeal' | 'nobody' | null {
  if (s.state === 'withdrawn') return 'withdrawn'
  if (kind === 'decision') return !identified ? 'nobody' : s.decided ? 'decided' : null
  if (kind === 'payment') return s.decided ? null : 'not-decided'
  if (kind === 'appeal') return !s.decided ? 'not-decided' : s.appealOpen ? 'appeal-open' : null
  if (kind === 'appeal-answer') return s.appealOpen ? null : 'no-appeal'
  if (kind === 'identified') return identified ? 'decided' : null
  return null
}

/** Evidence is taken back by who added it while nothing has been done about the violation; later, or somebody else's, only by who may decide. */
export const mayVoidEvidence = (state: State, own: boolean, decides: boolean): boolean => decides || (own && state === 'recorded')

/** What rests on a step, so that it cannot be taken back before that is; null: nothing. */
export function restsOn(step: Step, steps: readonly Step[]): 'decision' | 'payment' | 'appeal' | 'appeal-answer' | null {
  const live = steps.filter((s) => s.voidedAt === null && s !== step)
  const has = (kind: StepKind, later = false) =>
    live.some((s) => s.kind === kind && (!later || s.recordedAt >= step.recordedAt)) ? kind : null
  if (step.kind === 'identified' && !has('identified')) return has('decision') as 'decision' | null
  if (step.kind === 'decision') return (has('payment') ?? has('appeal-answer') ?? has('appeal')) as 'payment' | null
  if (step.kind === 'appeal') return has('appeal-answer', true) as 'appeal-answer' | null
  return null
}
