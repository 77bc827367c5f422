import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { AreaId, Day, Disease, Id, Reason, Text } from '../checks/checks.contract.ts'

export const problems = defineProblems({
  'event-over': {
    status: 422,
    title: {
      vi: 'Sự kiện "{name}" vượt giới hạn đang áp dụng: {why}',
      en: 'The event "{name}" is over the limits in force: {why}',
    },
    hint: {
      vi: 'Hoãn, chuyển trực tuyến hoặc giảm số người; hoặc ghi căn cứ nếu vẫn cho phép.',
      en: 'Postpone, move online, or fewer people; or say what permits it.',
    },
  },
  'event-decision': {
    status: 422,
    title: { vi: 'Quyết định chưa đủ: {why}', en: 'The decision is not complete: {why}' },
  },
})

const registrars = ['province', 'district', 'commune', 'station', 'operator'] as const satisfies Role[]
const deciders = ['province', 'district', 'commune', 'operator'] as const satisfies Role[]
const readers = [...registrars, 'cdc', 'inspector', 'auditor'] as const satisfies Role[]
export const Setting = z.enum(['indoor', 'outdoor', 'worship'])
export const How = z.enum(['allowed', 'limited', 'postponed', 'online', 'cancelled'])
const Verdict = z.enum(['allowed', 'unknown', 'over', 'postpone'])
const Checked = z.object({
  verdict: Verdict,
  most: z.number().nullable(),
  findings: z.array(z.object({ document: Text, name: Text, verdict: Verdict, words: Text, confirmed: z.boolean() })),
})

export const register = verb({
  name: 'events.register',
  method: 'POST',
  path: '/api/events',
  title: { vi: 'Đăng ký sự kiện, cuộc họp', en: 'Register an event or meeting' },
  roles: registrars,
  input: z
    .object({
      eventId: Id.optional(),
      communeId: z.int().positive().optional(),
      disease: Disease,
      name: z.string().trim().min(3).max(200),
      organiser: z.string().trim().min(2).max(200),
      place: z.string().trim().min(2).max(200),
      setting: Setting,
      fromOn: Day,
      untilOn: Day.optional(),
      people: z.int().min(1).max(1_000_000),
      rooms: z.int().min(1).max(1000).default(1),
      note: z.string().trim().max(500).nullish(),
    })
    .refine((e) => !e.untilOn || e.untilOn >= e.fromOn, 'untilOn >= fromOn'),
  output: z.object({ eventId: Id, checked: Checked }),
})

const Row = z.object({
  eventId: Id,
  communeId: z.number(),
  areaName: z.string(),
  name: z.string(),
  organiser: z.string(),
  place: z.string(),
  setting: Setting,
  fromOn: Day,
  untilOn: Day,
  people: z.number(),
  rooms: z.number(),
  note: z.string().nullable(),
  how: How.nullable(),
  decisionId: Id.nullable(),
  decidedAt: z.string().nullable(),
  document: z.string().nullable(),
  words: z.string().nullable(),
  /** As it is to be held now; null: not in a room at all. */
  held: z.object({ fromOn: Day, untilOn: Day, people: z.number(), rooms: z.number() }).nullable(),
  /** Against what is in force at its place and days, as known today. */
  checked: Checked.nullable(),
  roomsNeeded: z.number().nullable(),
  /** Still to be held, and not within the limits: somebody has to decide. */
  affected: z.boolean(),
})
export type EventRow = z.output<typeof Row>
export const list = verb({
  name: 'events.list',
  method: 'GET',
  path: '/api/events',
  title: { vi: 'Sự kiện, cuộc họp: đối chiếu giới hạn đang áp dụng', en: 'Events against the limits in force' },
  roles: readers,
  input: z.object({
    areaId: AreaId.optional(),
    state: z.enum(['coming', 'affected', 'past', 'all']).default('coming'),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({ day: Day, total: z.number(), affected: z.number(), rows: z.array(Row) }),
})

export const decide = verb({
  name: 'events.decide',
  method: 'POST',
  path: '/api/events/decisions',
  title: { vi: 'Quyết định về một hoặc nhiều sự kiện', en: 'Decide about one or several events' },
  roles: deciders,
  input: z
    .object({
      eventIds: z.array(Id).min(1).max(300),
      how: How,
      /** limited: at most so many people, in so many rooms. */
      people: z.int().min(1).max(1_000_000).nullish(),
      rooms: z.int().min(1).max(1000).nullish(),
      /** postponed: to that day; none: until further notice. */
      newFromOn: Day.nullish(),
      document: z.string().trim().max(200).nullish(),
      words: z.string().trim().max(500).nullish(),
    })
    .refine((d) => d.how !== 'limited' || d.people, 'people'),
  output: z.object({ decisions: z.array(z.object({ eventId: Id, decisionId: Id })) }),
})

export const voidDecision = verb({
  name: 'events.void-decision',
  method: 'POST',
  path: '/api/events/decisions/:decisionId/void',
  title: { vi: 'Hủy quyết định ghi nhầm', en: 'Take back a decision recorded by mistake' },
  roles: deciders,
  input: z.object({ decisionId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
