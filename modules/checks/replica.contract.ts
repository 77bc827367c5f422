import { z } from 'zod'
import { Answer, Day, Id, Slot, SymptomKind, Text } from './checks.contract.ts'
import { FrailReason } from './doors.contract.ts'
import { SignalState } from './signals.contract.ts'

/** What a member's phone holds of its team: collections of documents. Ids that begin with a home's id leave the phone with that home. */
export const collections = ['teams', 'doors', 'households', 'checks', 'frail', 'signals', 'messages', 'pace', 'refused'] as const
export type Collection = (typeof collections)[number]
/** They name nobody: they stay open to the PIN when the lease has run out, so that a round goes on by door number. */
export const withoutNames: readonly Collection[] = ['teams', 'doors', 'messages', 'pace']

const SlotShown = z.object({ answer: Answer.nullable(), conflict: z.boolean(), late: z.boolean() })

export const replica = {
  /** By team. */
  teams: z.object({ teamId: Id, code: z.string(), name: z.string(), communeId: z.int(), hamletId: z.int(), households: z.int() }),
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
  /** `home:signal`; a signal without a home: `-:signal`. */
  signals: z.object({
    ...{ signalId: Id, householdId: Id.nullable(), subjectId: Id.nullable(), name: z.string().nullable(), source: z.string() },
    ...{ kinds: z.array(SymptomKind), other: z.string().nullable(), sinceOn: Day.nullable(), onDay: Day, slot: Slot },
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
    hours: z
      .object({
        morning: z.object({ from: z.string(), to: z.string() }),
        evening: z.object({ from: z.string(), to: z.string() }),
        source: Text,
        confirmed: z.boolean(),
      })
      .nullable(),
    backDays: z.int().nullable(),
    frail: z
      .object({
        ...{ elderlyYears: z.number().nullable(), visitsPerDay: z.number(), temperatureFrom: z.number().nullable() },
        ...{ spo2Below: z.number().nullable(), source: Text, confirmed: z.boolean() },
      })
      .nullable(),
  }),
  /** By refusal: what this member sent and the server did not take, until two weeks after a person settled it. */
  refused: z.object({
    ...{ refusedId: Id, opId: Id.nullable(), verb: z.string(), reason: z.string(), words: Text, receivedAt: z.string() },
    settledHow: z.enum(['applied', 'discarded']).nullable(),
    settleReason: z.string().nullable(),
  }),
} satisfies Record<Collection, z.ZodType>
export type Replicated = { [K in Collection]: z.output<(typeof replica)[K]> }
