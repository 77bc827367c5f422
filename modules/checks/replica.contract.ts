import { z } from 'zod'
import { Answer, Day, Id, Slot, SymptomKind, Text } from './checks.contract.ts'
import { FrailReason, MovementKind } from './doors.contract.ts'
import { SignalState } from './signals.contract.ts'

/** What a member's phone holds of its team: collections of documents. Ids that begin with a home's id leave the phone with that home. */
export const collections = [
  'teams',
  'doors',
  'households',
  'checks',
  'frail',
  'movements',
  'signals',
  'messages',
  'pace',
  'refused',
] as const
export type Collection = (typeof collections)[number]

const SlotShown = z.object({ answer: Answer.nullable(), conflict: z.boolean(), late: z.boolean() })

/** What the rules in force say of a day; null where they say nothing. */
const PaceOfDay = {
  hours: z
    .object({
      morning: z.object({ from: z.string(), to: z.string() }),
      evening: z.object({ from: z.string(), to: z.string() }),
      source: Text,
      confirmed: z.boolean(),
    })
    .nullable(),
  backDays: z.number().nullable(),
  frail: z
    .object({
      ...{ elderlyYears: z.number().nullable(), visitsPerDay: z.number(), temperatureFrom: z.number().nullable() },
      ...{ spo2Below: z.number().nullable(), source: Text, confirmed: z.boolean() },
    })
    .nullable(),
}

export const replica = {
  /** By team. */
  teams: z.object({
    ...{ teamId: Id, code: z.string(), name: z.string(), communeId: z.int(), hamletId: z.int() },
    members: z.array(z.object({ memberId: Id, name: z.string(), isLead: z.boolean() })),
  }),
  /** By home. */
  doors: z.object({ householdId: Id, teamId: Id, order: z.int().nullable(), door: z.string().nullable() }),
  /** By home. */
  households: z.object({
    ...{ householdId: Id, teamId: Id, order: z.int().nullable(), door: z.string().nullable() },
    ...{ address: z.string(), headName: z.string().nullable() },
    people: z.array(
      z.object({
        subjectId: Id,
        name: z.string(),
        birthYear: z.int().nullable(),
        sex: z.string().nullable(),
        frail: z.boolean(),
      }),
    ),
  }),
  /** `home:day`, of the last fourteen days; absent: nobody was asked. */
  checks: z.object({
    ...{ householdId: Id, onDay: Day, morning: SlotShown, evening: SlotShown, worst: Answer.nullable() },
    versions: z.array(
      z.object({
        ...{ checkId: Id, slot: Slot, answer: Answer, capturedAt: z.string(), receivedAt: z.string(), lateness: z.string() },
        ...{ replaces: Id.nullable(), note: z.string().nullable(), voided: z.boolean() },
      }),
    ),
  }),
  /** `home:frail person`. */
  frail: z.object({
    ...{ frailId: Id, subjectId: Id, householdId: Id, reasons: z.array(FrailReason), note: z.string().nullable(), fromOn: Day },
    /** Of the last fourteen days, the latest first. */
    visits: z.array(
      z.object({
        ...{ visitId: Id, onDay: Day, capturedAt: z.string(), temperature: z.number().nullable(), spo2: z.number().nullable() },
        complaints: z.array(SymptomKind),
      }),
    ),
  }),
  /** `home:movement`, of the last fourteen days. */
  movements: z.object({
    ...{
      movementId: Id,
      householdId: Id,
      kind: MovementKind,
      subjectId: Id.nullable(),
      name: z.string().nullable(),
      people: z.int(),
    },
    ...{ onDay: Day, place: z.string().nullable(), receivedAt: z.string(), voidedAt: z.string().nullable() },
  }),
  /** `home:signal`; a signal without a home: `-:signal`. */
  signals: z.object({
    /** Of the check that it was told with, where it was. */
    checkId: Id.nullable(),
    ...{ signalId: Id, householdId: Id.nullable(), subjectId: Id.nullable(), name: z.string().nullable(), source: z.string() },
    ...{ kinds: z.array(SymptomKind), other: z.string().nullable(), sinceOn: Day.nullable(), onDay: Day, slot: Slot },
    /** What was said for the first day and cannot be; absent: nothing of the kind. */
    sinceSaid: z.string().optional(),
    ...{ notedAt: z.string(), state: SignalState, dueAt: z.string().nullable(), orderedAt: z.string().nullable() },
    ...{ sampledAt: z.string().nullable(), result: z.string().nullable(), resultAt: z.string().nullable() },
    closeReason: z.string().nullable(),
  }),
  /** By message. */
  messages: z.object({
    ...{ messageId: Id, teamId: Id, day: Day, slot: Slot, text: z.string(), sentAt: z.string(), readAt: z.string().nullable() },
  }),
  /** By disease. */
  pace: z.object({
    disease: z.string(),
    /** From two weeks ago to a few days ahead; both ends included. */
    spans: z.array(z.object({ from: Day, until: Day, ...PaceOfDay })),
  }),
  /** By refusal: what this member sent and the server did not take, until two weeks after a person settled it. */
  refused: z.object({
    ...{ refusedId: Id, opId: Id.nullable(), verb: z.string(), reason: z.string(), words: Text, receivedAt: z.string() },
    settledHow: z.enum(['applied', 'discarded']).nullable(),
    settleReason: z.string().nullable(),
  }),
} satisfies Record<Collection, z.ZodType>
export type Replicated = { [K in Collection]: z.output<(typeof replica)[K]> }
