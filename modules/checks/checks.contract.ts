import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { Day, Instant } from '@phaodai/kernel/days.ts'
import { z } from 'zod'

export { Day, Instant }

export const Id = z.uuid()
export const Text = z.object({ vi: z.string(), en: z.string() })
export const Reason = z.string().trim().min(3).max(500)
export const Disease = z.string().min(1).max(40).default('covid19')
export const AreaId = z.coerce.number().int().positive()
export const Slot = z.enum(['morning', 'evening'])
export type Slot = z.infer<typeof Slot>
export const Answer = z.enum(['well', 'symptom', 'absent', 'refused', 'moved'])
export type Answer = z.infer<typeof Answer>
export const SymptomKind = z.enum(['fever', 'cough', 'breathlessness', 'other'])

/** Those who stand at the door, and those who write down for them what came by paper or phone. */
export const askers = ['team', 'station', 'commune', 'operator'] as const satisfies Role[]
/** Those who arrange teams. */
export const arrangers = ['district', 'commune', 'station', 'operator'] as const satisfies Role[]
/** Those who read figures; no person in them. */
export const figureReaders = [
  'province',
  'district',
  'commune',
  'cdc',
  'station',
  'inspector',
  'auditor',
  'operator',
] as const satisfies Role[]

/** One person with symptoms at a door. `who`: in words, where the person is not in the register (a visitor). */
export const Symptom = z.object({
  signalId: Id,
  subjectId: Id.nullish(),
  who: z.string().trim().max(120).nullish(),
  kinds: z.array(SymptomKind).min(1).max(4),
  other: z.string().trim().max(200).nullish(),
  /** The first day. What is no day, or cannot be that one, is kept as said: it holds the alarm up in nothing. */
  sinceOn: z.string().trim().max(40).nullish(),
})
export type Symptom = z.output<typeof Symptom>

const shaped = Symbol('shaped as a check')
/** Whether an item of a round has been found to have the shape of a check. */
export const isCheck = (item: object): item is Check => shaped in item

/** What one household answered in one slot; the id is made where it is recorded, so that it can be sent again. */
export const Check = z
  .object({
    checkId: Id,
    householdId: Id,
    /** The local day and slot that it is of. */
    onDay: Day,
    slot: Slot,
    /** For the whole household. */
    answer: Answer,
    /** By the device's clock. */
    capturedAt: Instant,
    /** Server clock less device clock, measured at the last contact. */
    clockErrorMs: z.number().int().min(-31_536_000_000).max(31_536_000_000).nullish(),
    /** The check that this one corrects. */
    replaces: Id.nullish(),
    symptoms: z.array(Symptom).max(20).nullish(),
    note: z.string().trim().max(300).nullish(),
  })
  .refine((c) => (c.answer === 'symptom') === Boolean(c.symptoms?.length), 'symptoms')
  .overwrite((c) => Object.assign(c, { [shaped]: true }))
export type Check = z.output<typeof Check>

/**
 * `applied`; `duplicate`: it was here; `merged`: beside another of that slot; `conflict`: the same, but they say different things;
 * `refused`: kept, and listed until a person has settled it.
 */
export const Outcome = z.enum(['applied', 'duplicate', 'merged', 'conflict', 'refused'])
export type Outcome = z.infer<typeof Outcome>
export const RefusalReason = z.enum([
  'shape',
  'id-used',
  'household-unknown',
  'household-no-team',
  'not-yours',
  'clock-ahead',
  'day-ahead',
  'slot-not-begun',
  'day-too-old',
  'person-unknown',
  // no more: see Remark; what was refused with it before stays listed
  'since-impossible',
])
export type RefusalReason = z.infer<typeof RefusalReason>
/** Of what was taken, and not quite as it was said. `since-impossible`: the first day of the symptoms counts as not known; a person asks again. */
export const Remark = z.enum(['since-impossible'])

export const pushRound = verb({
  name: 'checks.push-round',
  method: 'POST',
  path: '/api/rounds',
  title: { vi: 'Gửi lượt hỏi', en: 'Send a round of checks' },
  roles: askers,
  input: z.object({
    /** Default: the post's own. */
    communeId: z.int().positive().optional(),
    disease: Disease,
    /** Each is judged by itself: what has not the shape of a check is refused, and the rest goes in. */
    checks: z
      .array(z.union([Check, z.record(z.string(), z.unknown())]))
      .min(1)
      .max(100),
  }),
  output: z.object({
    receivedAt: z.string(),
    /** One for each check, in the order sent. */
    outcomes: z.array(
      z.object({
        checkId: z.string().nullable(),
        outcome: Outcome,
        /** Of what was taken; absent: in time. */
        lateness: z.enum(['arrived', 'recorded', 'unknown']).optional(),
        reason: RefusalReason.optional(),
        refusedId: Id.optional(),
        remark: Remark.optional(),
        /** The remark in words. */
        words: Text.optional(),
      }),
    ),
    /** Signals that this round made. */
    signals: z.number(),
  }),
})

export const voidCheck = verb({
  name: 'checks.void-check',
  method: 'POST',
  path: '/api/checks/:checkId/void',
  title: { vi: 'Hủy một lượt hỏi ghi nhầm', en: 'Take back a check' },
  roles: askers,
  input: z.object({ checkId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true), signals: z.number() }),
})

const Asked = z.object({
  checkId: Id,
  slot: Slot,
  answer: Answer,
  capturedAt: z.string(),
  receivedAt: z.string(),
  lateness: z.enum(['none', 'arrived', 'recorded', 'unknown']),
  replaces: Id.nullable(),
  note: z.string().nullable(),
  /** First days of symptoms that cannot be, as they were said, while nobody has asked again. */
  sinceSaid: z.array(z.string()),
  voidedAt: z.string().nullable(),
  voidReason: z.string().nullable(),
  /** Who wrote it down; null where their account lies outside the reader's area. */
  by: z.string().nullable(),
})
const SlotShown = z.object({ answer: Answer.nullable(), conflict: z.boolean(), late: z.boolean() })

export const round = verb({
  name: 'checks.round',
  method: 'GET',
  path: '/api/rounds',
  title: { vi: 'Danh sách hộ phải hỏi hôm nay', en: 'The doors of today in walking order' },
  personal: true,
  roles: askers,
  input: z.object({ teamId: Id.optional(), day: Day.optional() }),
  output: z.object({
    day: Day,
    /** Instant of this list. */
    cutOffAt: z.string(),
    slots: z.array(
      z.object({
        slot: Slot,
        from: z.string(),
        to: z.string(),
        begun: z.boolean(),
        ended: z.boolean(),
        unconfirmed: z.boolean(),
      }),
    ),
    backDays: z.number().nullable(),
    teams: z.array(z.object({ teamId: Id, code: z.string(), name: z.string(), households: z.number() })),
    households: z.array(
      z.object({
        householdId: Id,
        teamId: Id,
        order: z.number().nullable(),
        door: z.string().nullable(),
        address: z.string(),
        headName: z.string().nullable(),
        people: z.array(
          z.object({
            subjectId: Id,
            name: z.string(),
            birthYear: z.number().nullable(),
            sex: z.string().nullable(),
            frail: z.boolean(),
          }),
        ),
        morning: SlotShown,
        evening: SlotShown,
        worst: Answer.nullable(),
      }),
    ),
  }),
})

export const householdChecks = verb({
  name: 'checks.household-checks',
  method: 'GET',
  path: '/api/households/:householdId/checks',
  title: { vi: 'Các lượt hỏi của một hộ', en: 'What a household answered' },
  personal: true,
  roles: [...askers, 'district', 'cdc'],
  input: z.object({ householdId: Id, from: Day.optional(), until: Day.optional() }),
  output: z.object({
    household: z.object({
      communeId: z.number(),
      areaName: z.string(),
      hamletName: z.string().nullable(),
      door: z.string().nullable(),
      address: z.string(),
      headName: z.string().nullable(),
      people: z.array(z.object({ subjectId: Id, name: z.string(), birthYear: z.number().nullable(), frail: z.boolean() })),
    }),
    days: z.array(
      z.object({ day: Day, morning: SlotShown, evening: SlotShown, worst: Answer.nullable(), versions: z.array(Asked) }),
    ),
  }),
})

const Refused = z.object({
  refusedId: Id,
  communeId: z.number(),
  /** Who sent it; null where their account lies outside the reader's area. */
  sender: z.string().nullable(),
  /** What it says of the home, where there is such a home in the reader's area. */
  home: z.object({ householdId: Id, address: z.string() }).nullable(),
  teamId: Id.nullable(),
  teamCode: z.string().nullable(),
  reason: RefusalReason,
  words: Text,
  details: z.record(z.string(), z.unknown()),
  payload: z.unknown(),
  receivedAt: z.string(),
  settledAt: z.string().nullable(),
  settledHow: z.enum(['applied', 'discarded']).nullable(),
  settleReason: z.string().nullable(),
  settledByName: z.string().nullable(),
  /** Names of the fields that were set right before it was taken in; null: before these were kept. */
  settledChanged: z.array(z.string()).nullable(),
  /** Of the commune. */
  areaName: z.string(),
})

export const refusedChecks = verb({
  name: 'checks.refused',
  method: 'GET',
  path: '/api/rounds/refused',
  title: { vi: 'Lượt hỏi chưa nhận, chờ người xử lý', en: 'Checks refused, kept for a person' },
  personal: true,
  roles: [...askers, 'district', 'province'],
  input: z.object({
    areaId: AreaId.optional(),
    state: z.enum(['open', 'settled', 'all']).default('open'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    /** How many of the oldest are left out. */
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ total: z.number(), rows: z.array(Refused) }),
})

export const settleRefused = verb({
  name: 'checks.settle-refused',
  method: 'POST',
  path: '/api/rounds/refused/:refusedId/settle',
  title: { vi: 'Xử lý lượt hỏi chưa nhận', en: 'Settle a refused check' },
  roles: ['station', 'commune', 'operator'],
  input: z.object({
    refusedId: Id,
    how: z.enum(['apply', 'discard']),
    reason: Reason,
    /** What a person set right: the day, slot, time, household or answer. */
    changes: z
      .object({
        householdId: Id,
        onDay: Day,
        slot: Slot,
        answer: Answer,
        capturedAt: Instant,
        symptoms: z.array(Symptom).max(20),
      })
      .partial()
      .optional(),
  }),
  output: z.object({ settled: z.literal(true), outcome: Outcome.nullable() }),
})
