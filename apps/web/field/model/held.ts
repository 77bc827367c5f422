import type { Answer, Slot } from '@phaodai/modules/checks/checks.contract.ts'
import type { Lateness } from '@phaodai/modules/checks/checks.rules.ts'

import type { HeldTask } from '@phaodai/modules/directives/phone.contract.ts'
import type { HeldChecklists, HeldMade, HeldPlan } from '@phaodai/modules/inspections/phone.contract.ts'

/** What a phone holds of its team, as pulled and as recorded here. Names are null while they are locked (72 h without contact). */

export interface Resident {
  subjectId: string
  name: string | null
  birthYear: number | null
  sex: string | null
  /** Visited daily; null where not flagged. */
  frailId: string | null
}

export interface Door {
  householdId: string
  teamId: string
  /** Place in the walk; null: not placed yet, asked last. */
  order: number | null
  /** Number on the door. */
  door: string | null
  address: string | null
  headName: string | null
  people: readonly Resident[]
}

/** One version of an answer, of this phone or of another. */
export interface CheckFact {
  checkId: string
  householdId: string
  onDay: string
  slot: Slot
  answer: Answer
  replaces: string | null
  voided: boolean
  lateness: Lateness
  capturedAt: string
  /** Who has signs. */
  symptoms: readonly {
    subjectId: string | null
    who: string | null
    kinds: readonly string[]
    sinceOn: string | null
    sinceSaid?: string | undefined
  }[]
}

export interface VisitFact {
  visitId: string
  subjectId: string
  onDay: string
  temperature: number | null
  spo2: number | null
  complaints: readonly string[]
  capturedAt: string
  voided: boolean
}

export interface MovementFact {
  movementId: string
  householdId: string
  kind: 'arrival' | 'departure' | 'new-resident'
  subjectId: string | null
  name: string | null
  people: number
  onDay: string
  place: string | null
  voided: boolean
}

export interface SignalFact {
  signalId: string
  householdId: string | null
  subjectId: string | null
  name: string | null
  kinds: readonly string[]
  sinceOn: string | null
  /** What was said for it and cannot be: to be asked again. */
  sinceSaid?: string | undefined
  onDay: string
  slot: Slot
  state: 'to-identify' | 'to-order' | 'ordered' | 'sampled' | 'answered' | 'closed'
  dueAt: string | null
  result: string | null
  closeReason: string | null
}

export interface MessageFact {
  messageId: string
  day: string
  slot: Slot
  text: string
  sentAt: string
  readAt: string | null
}

/** Something recorded here that the server took but could not apply; a person looks at it. */
export interface RefusedFact {
  opId: string
  householdId: string | null
  words: { vi: string; en: string }
  at: string
}

export interface SlotHours {
  morning: { from: string; to: string }
  evening: { from: string; to: string }
  confirmed: boolean
}

/** The rules that a round follows on one day; hours are null where no rule is in force. */
export interface DayPace {
  day: string
  hours: SlotHours | null
  backDays: number | null
  temperatureFrom: number | null
  spo2Below: number | null
}

/** Of a leader's phone: where to go, what is asked there, what was done. */
export interface HeldInspections extends HeldPlan {
  lists: HeldChecklists['lists']
  made: HeldMade['rows']
}

/** Everything of one member's phone that the screens show. */
export interface Held {
  /** `team`: goes from door to door; any other: has work given, and inspects where `inspections` is there. */
  role: string
  /** Work given to the team, or to the leader's own unit, as the server had it last. */
  tasks: readonly HeldTask[]
  inspections: HeldInspections | null
  account: { accountId: string; username: string; fullName: string }
  instance: { mode: 'drill' | 'real' }
  teams: readonly { teamId: string; code: string; name: string; members: readonly string[] }[]
  pace: readonly DayPace[]
  doors: readonly Door[]
  checks: readonly CheckFact[]
  visits: readonly VisitFact[]
  movements: readonly MovementFact[]
  signals: readonly SignalFact[]
  messages: readonly MessageFact[]
  refused: readonly RefusedFact[]
  /** True while names are locked. */
  locked: boolean
}
