import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { Answer, AreaId, askers, Day, Disease, figureReaders, Id, Slot, Text } from './checks.contract.ts'

const When = { disease: Disease, areaId: AreaId.optional(), day: Day.optional(), slot: Slot.optional() }
export const Figures = z.object({
  teamsDue: z.number(),
  teamsReported: z.number(),
  teamsComplete: z.number(),
  due: z.number(),
  asked: z.number(),
  well: z.number(),
  symptomatic: z.number(),
  absent: z.number(),
  refused: z.number(),
  moved: z.number(),
  late: z.number(),
  conflicts: z.number(),
  /** People with a signal of that slot; of them ordered, sampled, answered, positive, and still waiting for a sample. */
  signals: z.number(),
  ordered: z.number(),
  sampled: z.number(),
  answered: z.number(),
  positive: z.number(),
  waiting: z.number(),
})
export type Figures = z.infer<typeof Figures>
const State = z.enum(['not-begun', 'open', 'complete', 'missed', 'unknown'])
const Row = Figures.extend({
  key: z.string(),
  tier: z.enum(['district', 'commune', 'team']),
  code: z.string(),
  name: z.string(),
  state: State,
  missing: z.number(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  shownTo: z.array(z.enum(['lead', 'commune', 'district'])),
})

export const slots = verb({
  name: 'checks.slots',
  method: 'GET',
  path: '/api/slots',
  title: { vi: 'Tổ đã báo cáo, hộ đã hỏi trong một buổi', en: 'Teams reported and households asked in a slot' },
  roles: [...figureReaders, 'team'],
  input: z.object({ ...When, by: z.enum(['next', 'team']).default('next') }),
  output: z.object({
    day: Day,
    slot: Slot,
    /** Instant of the figures. */
    cutOffAt: z.string(),
    area: z.object({ areaId: z.number(), code: z.string(), name: z.string(), tier: z.string() }),
    hours: z.object({ from: z.string(), to: z.string(), source: Text, confirmed: z.boolean() }).nullable(),
    total: Figures,
    /** The latest first: by households missing. */
    rows: z.array(Row),
  }),
})

export const missed = verb({
  name: 'checks.missed',
  method: 'GET',
  path: '/api/slots/missed',
  title: { vi: 'Buổi hỏi còn thiếu, đã đến cấp tôi', en: 'Missing slots that have come up to my level' },
  roles: [...figureReaders, 'team'],
  input: z.object({
    areaId: AreaId.optional(),
    days: z.coerce.number().int().min(1).max(14).default(2),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  output: z.object({
    level: z.enum(['lead', 'commune', 'district']),
    rule: z.object({ source: Text, confirmed: z.boolean() }).nullable(),
    total: z.number(),
    rows: z.array(
      z.object({
        teamId: Id,
        code: z.string(),
        name: z.string(),
        communeId: z.number(),
        areaName: z.string(),
        day: Day,
        slot: Slot,
        due: z.number(),
        asked: z.number(),
        missing: z.number(),
        dueAt: z.string(),
        reminded: z.number(),
      }),
    ),
  }),
})

export const hours = verb({
  name: 'checks.hours',
  method: 'GET',
  path: '/api/slots/hours',
  title: { vi: 'Lượt hỏi nhận được theo giờ', en: 'Checks received by the hour' },
  roles: figureReaders,
  input: z.object({ areaId: AreaId.optional(), day: Day.optional() }),
  output: z.object({ day: Day, hours: z.array(z.object({ hourAt: z.string(), answer: Answer, n: z.number() })) }),
})

export const remind = verb({
  name: 'checks.remind',
  method: 'POST',
  path: '/api/slots/reminders',
  title: { vi: 'Nhắc tổ chưa báo cáo', en: 'Remind teams that are late' },
  roles: ['district', 'commune', 'station', 'operator'],
  input: z.object({ teamIds: z.array(Id).min(1).max(200), day: Day.optional(), slot: Slot.optional() }),
  output: z.object({
    reminded: z.number(),
    /** Teams that owe nothing of that slot. */
    complete: z.number(),
    /** To paste into Zalo; it names no person. */
    text: z.string(),
  }),
})

export const messages = verb({
  name: 'checks.messages',
  method: 'GET',
  path: '/api/team-messages',
  title: { vi: 'Tin nhắc gửi cho tổ', en: 'Reminders sent to a team' },
  roles: askers,
  input: z.object({ teamId: Id.optional(), state: z.enum(['unread', 'all']).default('unread') }),
  output: z.object({
    messages: z.array(
      z.object({
        messageId: Id,
        teamId: Id,
        day: Day,
        slot: Slot,
        text: z.string(),
        sentAt: z.string(),
        readAt: z.string().nullable(),
      }),
    ),
  }),
})

export const readMessage = verb({
  name: 'checks.read-message',
  method: 'POST',
  path: '/api/team-messages/:messageId/read',
  title: { vi: 'Đã đọc tin nhắc', en: 'A reminder was read' },
  roles: ['team'],
  input: z.object({ messageId: Id }),
  output: z.object({ read: z.literal(true) }),
})

export const slotReport = verb({
  name: 'checks.slot-report',
  method: 'GET',
  path: '/api/slots/report',
  title: { vi: 'Báo cáo nhanh của một buổi', en: 'The quick report of a slot, as text' },
  roles: figureReaders,
  input: z.object(When),
  output: z.object({ day: Day, slot: Slot, cutOffAt: z.string(), text: z.string() }),
})

export const verify = verb({
  name: 'checks.verify',
  method: 'GET',
  path: '/api/verify/checks',
  title: { vi: 'Dựng lại số liệu của các tổ từ dữ kiện và so', en: 'Rebuild the teams’ summaries from the facts and compare' },
  roles: ['province', 'cdc', 'auditor', 'operator', 'administrator'],
  input: z.object({}),
  output: z.object({
    agrees: z.boolean(),
    slots: z.number(),
    hours: z.number(),
    sizes: z.number(),
    signals: z.number(),
    /** Keys that differ, the first hundred. */
    differences: z.array(z.object({ what: z.enum(['slot', 'hour', 'size', 'signal']), communeId: z.number(), key: z.string() })),
  }),
})
