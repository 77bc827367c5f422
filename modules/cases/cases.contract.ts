import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

export { Day }

const Id = z.uuid()
const Disease = z.string().min(1).max(40)
export const Origin = z.enum(['community', 'quarantine', 'zone', 'imported'])
export type Origin = z.infer<typeof Origin>

export const report = verb({
  name: 'cases.report',
  method: 'POST',
  path: '/api/cases',
  title: { vi: 'Ghi nhận ca bệnh được thông báo', en: 'Record a notified case' },
  roles: ['province', 'district', 'cdc', 'station', 'operator'],
  input: z.object({
    confirmationId: Id.optional(),
    subjectId: Id,
    disease: Disease,
    sampledOn: Day.nullish(),
    confirmedOn: Day.nullish(),
    reportedOn: Day.nullish(),
    origin: Origin.nullish(),
    placeFound: z.string().max(300).nullish(),
    onsetOn: Day.nullish(),
    symptoms: z.array(z.string().max(60)).max(30).default([]),
  }),
  output: z.object({ confirmationId: Id, onsetId: Id.nullable() }),
})

export const recordOnset = verb({
  name: 'cases.record-onset',
  method: 'POST',
  path: '/api/cases/:subjectId/onsets',
  title: { vi: 'Ghi ngày khởi phát', en: 'Record the onset of symptoms' },
  roles: epidemiology,
  input: z.object({
    subjectId: Id,
    disease: Disease,
    onsetId: Id.optional(),
    /** Null: the person says they have had no symptom. */
    onsetOn: Day.nullable(),
    symptoms: z.array(z.string().max(60)).max(30).default([]),
    saidOn: Day.optional(),
    source: z.string().max(120).default('điều tra'),
  }),
  output: z.object({ onsetId: Id }),
})

export const recordOutcome = verb({
  name: 'cases.record-outcome',
  method: 'POST',
  path: '/api/cases/:subjectId/outcome',
  title: { vi: 'Ghi kết cục điều trị', en: 'Record the outcome' },
  roles: ['province', 'district', 'cdc', 'station', 'operator'],
  input: z.object({
    subjectId: Id,
    disease: Disease,
    outcomeId: Id.optional(),
    kind: z.enum(['recovered', 'discharged', 'died']),
    onDay: Day.nullable(),
    source: z.string().max(120).default('cơ sở điều trị'),
  }),
  output: z.object({ outcomeId: Id }),
})

export const voidFact = verb({
  name: 'cases.void-fact',
  method: 'POST',
  path: '/api/cases/:subjectId/void',
  title: { vi: 'Hủy một dữ kiện ghi sai', en: 'Void a fact that was wrong' },
  roles: ['province', 'district', 'cdc', 'station', 'operator'],
  input: z.object({
    subjectId: Id,
    kind: z.enum(['confirmation', 'onset', 'isolation', 'outcome']),
    factId: Id,
    reason: z.string().trim().min(5).max(500),
  }),
  output: z.object({ voided: z.literal(true) }),
})

export const list = verb({
  name: 'cases.list',
  method: 'GET',
  path: '/api/cases',
  title: { vi: 'Danh sách ca bệnh', en: 'Cases' },
  personal: true,
  roles: ['province', 'district', 'commune', 'cdc', 'station', 'inspector', 'operator'],
  input: z.object({
    disease: Disease.default('covid19'),
    areaId: z.coerce.number().int().optional(),
    from: Day.optional(),
    until: Day.optional(),
    origin: Origin.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        subjectId: Id,
        communeId: z.number(),
        areaName: z.string(),
        code: z.string(),
        name: z.string(),
        birthYear: z.number().nullable(),
        sex: z.string().nullable(),
        onsetOn: Day.nullable(),
        sampledOn: Day.nullable(),
        confirmedOn: Day.nullable(),
        reportedOn: Day.nullable(),
        origin: Origin.nullable(),
        basis: z.enum(['result', 'notified']),
        outcome: z.string().nullable(),
      }),
    ),
  }),
})

export const problems = defineProblems({
  'date-in-future': {
    status: 422,
    title: { vi: 'Ngày {field} ({value}) ở sau hôm nay ({today})', en: 'The date {field} ({value}) is after today ({today})' },
    hint: { vi: 'Kiểm tra lại ngày, tháng; chưa có gì được ghi.', en: 'Check day and month; nothing was written.' },
  },
  'already-voided': { status: 409, title: { vi: 'Dữ kiện này đã được hủy trước đó', en: 'That fact was voided before' } },
})
