import type { Answer, Check } from '@phaodai/modules/checks/checks.contract.ts'
import type { record } from '@phaodai/modules/inspections/inspections.contract.ts'
import type { z } from 'zod'
import type { DoorShown } from './round.ts'
import type { SlotRef } from './slots.ts'

/** What a tap records: kinds and bodies are those of the verbs that will take them. */
export type Recorded =
  | { kind: 'check'; body: Check }
  | { kind: 'void-check'; body: { checkId: string; reason: string } }
  | { kind: 'movement'; body: Record<string, unknown> & { movementId: string; householdId: string } }
  | { kind: 'void-movement'; body: { movementId: string; reason: string } }
  | { kind: 'visit'; body: Record<string, unknown> & { visitId: string; subjectId: string } }
  | { kind: 'void-visit'; body: { visitId: string; reason: string } }
  | { kind: 'flag-frail'; body: { frailId: string; subjectId: string; reasons: string[] } }
  | { kind: 'read-message'; body: { messageId: string } }
  | TaskAct
  /** Something that belongs to a task, `bytes` as base64. */
  | { kind: 'evidence'; body: { taskId: string } & File; opId?: string }
  | { kind: 'inspection'; body: z.input<typeof record.input> }
  | { kind: 'inspection-photo'; body: { inspectionId: string; photoId: string } & File }

/** What is done about a task by who must do it. */
export type TaskAct = (
  | { kind: 'accept-task'; body: { taskId: string } }
  | { kind: 'refuse-task'; body: { taskId: string; reason: string } }
  | { kind: 'progress-task'; body: { taskId: string; percent: number | null; onDay: string } & Report }
  | { kind: 'done-task'; body: { taskId: string } & Report }
) & {
  /** Of the operation, where the draft has made it. */
  opId?: string
}
interface Report {
  words: string | null
  figure: number | null
  unit: string | null
}
/** A picture as it was taken; the phone's place where its owner allows it. */
export interface File {
  fileName: string
  takenAt: string
  latitude?: number
  longitude?: number
  accuracyMetres?: number
  bytes: string
}

/** Where and when a tap is made. */
export interface Moment {
  capturedAt: string
  clockErrorMs: number | null
  newId: () => string
}

export interface Said {
  subjectId: string | null
  who: string | null
  kinds: ('fever' | 'cough' | 'breathlessness' | 'other')[]
  other?: string | null
  sinceOn: string | null
}

const base = (shown: DoorShown, at: SlotRef, answer: Answer, m: Moment) => ({
  checkId: m.newId(),
  householdId: shown.door.householdId,
  onDay: at.day,
  slot: at.slot,
  answer,
  capturedAt: m.capturedAt,
  clockErrorMs: m.clockErrorMs,
})

/** The version that a new answer corrects: the one that the slot shows. Null where nobody has answered yet. */
const corrected = (shown: DoorShown): string | null => shown.standing.find((c) => c.answer === shown.answer)?.checkId ?? null

/** The whole household: well, absent, refused, moved. A second answer in the same slot corrects the first. */
export const answerAll = (shown: DoorShown, at: SlotRef, answer: Exclude<Answer, 'symptom'>, m: Moment): Recorded => ({
  kind: 'check',
  body: { ...base(shown, at, answer, m), replaces: corrected(shown) },
})

/** One person with signs. Another person's signs in the same slot stand beside it; any other answer is corrected by it. */
export function answerSigns(shown: DoorShown, at: SlotRef, said: Said, m: Moment): Recorded {
  const replaces =
    shown.answer === 'symptom'
      ? (shown.standing.find((c) => c.symptoms.some((s) => said.subjectId !== null && s.subjectId === said.subjectId))?.checkId ??
        null)
      : corrected(shown)
  return { kind: 'check', body: { ...base(shown, at, 'symptom', m), replaces, symptoms: [{ signalId: m.newId(), ...said }] } }
}

/** Takes back what was recorded by mistake, where it may have been sent already; null for what cannot be taken back so. */
export function takeBack(op: Recorded, reason: string): Recorded | null {
  if (op.kind === 'check') return { kind: 'void-check', body: { checkId: op.body.checkId, reason } }
  if (op.kind === 'movement') return { kind: 'void-movement', body: { movementId: op.body.movementId, reason } }
  if (op.kind === 'visit') return { kind: 'void-visit', body: { visitId: op.body.visitId, reason } }
  return null
}
