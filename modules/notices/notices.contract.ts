import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { AreaId, Day, Id, Instant, Reason, Text } from '../checks/checks.contract.ts'

export const problems = defineProblems({
  'notice-not-owed': {
    status: 409,
    title: { vi: 'Người này không có ca bệnh phải báo: {why}', en: 'There is no case of that person to be notified: {why}' },
  },
  'notice-sent': {
    status: 409,
    title: { vi: 'Ca này đã báo lúc {at}', en: 'That case was notified at {at}' },
    hint: { vi: 'Nếu ghi nhầm, hủy lần báo đó trước.', en: 'If that was wrong, take it back first.' },
  },
  'notice-time': {
    status: 422,
    title: { vi: 'Giờ báo chưa hợp lý: {why}', en: 'The time of the notice does not fit: {why}' },
  },
})

const senders = ['cdc', 'station', 'district', 'operator'] as const satisfies Role[]
const readers = [...senders, 'province', 'commune', 'inspector'] as const satisfies Role[]
export const How = z.enum(['system', 'phone', 'email', 'paper'])
const Clock = z.object({
  disease: z.string(),
  name: Text,
  hours: z.number().nullable(),
  source: Text,
  confirmed: z.boolean(),
  inForce: z.boolean(),
  until: Day.nullable(),
  why: Text.nullable(),
})

export const clocks = verb({
  name: 'notices.clocks',
  method: 'GET',
  path: '/api/notices/clocks',
  title: { vi: 'Thời hạn báo cáo ca bệnh theo bệnh', en: 'How soon a case is notified, by disease' },
  roles: [...readers, 'laboratory', 'auditor'],
  input: z.object({ day: Day.optional() }),
  output: z.object({ day: Day, clocks: z.array(Clock) }),
})

export const State = z.enum(['owed', 'late', 'sent', 'sent-late'])
const Row = z.object({
  disease: z.string(),
  diseaseName: Text,
  subjectId: Id,
  communeId: z.number(),
  areaName: z.string(),
  code: z.string(),
  name: z.string(),
  diagnosedAt: z.string(),
  /** False: no hour is known, and the start of the day counts. */
  exact: z.boolean(),
  hours: z.number(),
  dueAt: z.string(),
  state: State,
  lateHours: z.number().nullable(),
  noticeId: Id.nullable(),
  sentAt: z.string().nullable(),
  how: How.nullable(),
  number: z.string().nullable(),
  toBody: z.string().nullable(),
  sentBy: z.string().nullable(),
})
export type NoticeRow = z.output<typeof Row>
export const list = verb({
  name: 'notices.list',
  method: 'GET',
  path: '/api/notices',
  title: { vi: 'Ca bệnh phải báo theo TT 54: hạn, đã báo, quá hạn', en: 'Cases to be notified: due, sent, late' },
  roles: readers,
  personal: true,
  input: z.object({
    areaId: AreaId.optional(),
    disease: z.string().max(40).optional(),
    state: z.enum(['open', 'late', 'sent', 'all']).default('open'),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({
    clocks: z.array(Clock),
    total: z.number(),
    counts: z.object({ owed: z.number(), late: z.number(), sent: z.number(), sentLate: z.number() }),
    rows: z.array(Row),
  }),
})

export const recordSent = verb({
  name: 'notices.record-sent',
  method: 'POST',
  path: '/api/notices',
  title: { vi: 'Ghi đã báo ca bệnh', en: 'Record that a case was notified' },
  roles: senders,
  input: z.object({
    noticeId: Id.optional(),
    subjectId: Id,
    disease: z.string().min(1).max(40),
    sentAt: Instant,
    how: How,
    number: z.string().trim().max(80).nullish(),
    toBody: z.string().trim().min(2).max(200),
    /** Who sent it. */
    sentBy: z.string().trim().min(2).max(120),
  }),
  output: z.object({ noticeId: Id, state: State, lateHours: z.number().nullable() }),
})

export const voidSent = verb({
  name: 'notices.void-sent',
  method: 'POST',
  path: '/api/notices/:noticeId/void',
  title: { vi: 'Hủy lần báo ghi nhầm', en: 'Take back a notice recorded by mistake' },
  roles: senders,
  input: z.object({ noticeId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
