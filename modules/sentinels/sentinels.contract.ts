import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { AreaId, arrangers, Day, Disease, Id, Reason, SymptomKind, Text } from '../checks/checks.contract.ts'

export const problems = defineProblems({
  'sentinel-ended': {
    status: 409,
    title: { vi: '{name} đã thôi làm điểm báo ngày {endedOn}', en: '{name} stopped being a sentinel on {endedOn}' },
  },
  'sentinel-too-many': {
    status: 429,
    title: { vi: 'Hôm nay điểm này đã gửi quá {most} lượt', en: 'This sentinel sent more than {most} entries today' },
    hint: { vi: 'Gọi trạm y tế xã; nội dung vẫn còn trên máy.', en: 'Call the health station; what you typed is kept.' },
  },
  'inpatient-whose': {
    status: 422,
    title: {
      vi: 'Không có mẫu nào mang mã {barcode} lấy từ ngày nhập viện',
      en: 'No sample {barcode} taken since the admission',
    },
  },
  'inpatient-known': { status: 409, title: { vi: 'Người bệnh này đã có mẫu', en: 'This inpatient has a sample already' } },
})

export const SentinelKind = z.enum(['pharmacy', 'clinic', 'hospital'])
export type SentinelKind = z.infer<typeof SentinelKind>
const keepers = arrangers
const readers = [...arrangers, 'cdc', 'province', 'inspector'] as const satisfies Role[]
const namesReaders = ['district', 'commune', 'station', 'cdc', 'team', 'operator'] as const satisfies Role[]

export const registerSentinel = verb({
  name: 'sentinels.register',
  method: 'POST',
  path: '/api/sentinels',
  title: { vi: 'Đăng ký nhà thuốc, phòng khám, bệnh viện làm điểm báo', en: 'Register a pharmacy, clinic or hospital' },
  roles: keepers,
  input: z.object({
    sentinelId: Id.optional(),
    communeId: z.int().positive().optional(),
    kind: SentinelKind,
    name: z.string().trim().min(2).max(160),
    address: z.string().trim().max(300).nullish(),
    /** Who answers there, and their telephone at work. */
    contact: z.string().trim().max(160).nullish(),
  }),
  output: z.object({ sentinelId: Id }),
})

export const issueLink = verb({
  name: 'sentinels.issue-link',
  method: 'POST',
  path: '/api/sentinels/:sentinelId/link',
  title: { vi: 'Cấp đường dẫn báo cáo; đường dẫn cũ hết dùng', en: 'Issue the link; the one before stops' },
  roles: keepers,
  once: true,
  input: z.object({ sentinelId: Id }),
  /** `key` is said once: the address is this server's /td#key. */
  output: z.object({ key: z.string(), name: z.string(), kind: SentinelKind }),
})

export const endSentinel = verb({
  name: 'sentinels.end',
  method: 'POST',
  path: '/api/sentinels/:sentinelId/end',
  title: { vi: 'Thôi làm điểm báo; đường dẫn hết dùng', en: 'End a sentinel and its link' },
  roles: keepers,
  input: z.object({ sentinelId: Id, reason: Reason }),
  output: z.object({ endedOn: Day }),
})

/** `reported`: sent something of today; `due`: the day is not over; `late`: it should have. */
export const DayState = z.enum(['reported', 'due', 'late', 'no-link'])

export const sentinels = verb({
  name: 'sentinels.list',
  method: 'GET',
  path: '/api/sentinels',
  title: { vi: 'Điểm báo: ai đã báo hôm nay, ai chưa', en: 'Sentinels: who reported today, who has not' },
  roles: readers,
  input: z.object({
    areaId: AreaId.optional(),
    disease: Disease,
    day: Day.optional(),
    state: z.enum(['all', 'late', 'ended']).default('all'),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  output: z.object({
    day: Day,
    /** Until when a day's report is due, with what stands behind it; null where no rule in force says. */
    due: z.object({ at: z.string(), source: Text, confirmed: z.boolean() }).nullable(),
    total: z.number(),
    late: z.number(),
    rows: z.array(
      z.object({
        sentinelId: Id,
        communeId: z.number(),
        areaName: z.string(),
        kind: SentinelKind,
        name: z.string(),
        address: z.string().nullable(),
        contact: z.string().nullable(),
        endedOn: Day.nullable(),
        link: z.enum(['none', 'unopened', 'bound']),
        state: DayState,
        reports: z.number(),
        nil: z.boolean(),
        screened: z.number(),
        symptomatic: z.number(),
        /** The last day of which it sent anything. */
        lastOn: Day.nullable(),
        inpatients: z.number(),
        untested: z.number(),
      }),
    ),
    /** To paste into a group; no names of people. */
    chaseText: z.string(),
  }),
})

export const reports = verb({
  name: 'sentinels.reports',
  method: 'GET',
  path: '/api/sentinels/reports',
  title: { vi: 'Người có dấu hiệu do điểm báo gửi về nơi họ ở', en: 'People reported to the place where they live' },
  roles: namesReaders,
  personal: true,
  input: z.object({
    areaId: AreaId.optional(),
    signalId: Id.optional(),
    from: Day.optional(),
    until: Day.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        reportId: Id,
        signalId: Id,
        communeId: z.number(),
        areaName: z.string(),
        hamletName: z.string().nullable(),
        sentinelName: z.string(),
        source: SentinelKind,
        who: z.string(),
        ageYears: z.number().nullable(),
        phone: z.string().nullable(),
        address: z.string().nullable(),
        kinds: z.array(SymptomKind),
        sinceOn: Day.nullable(),
        bought: z.string().nullable(),
        receivedAt: z.string(),
      }),
    ),
  }),
})

export const inpatients = verb({
  name: 'sentinels.inpatients',
  method: 'GET',
  path: '/api/sentinels/inpatients',
  title: { vi: 'Người bệnh nội trú chưa có mẫu từ khi nhập viện', en: 'Inpatients without a sample since admission' },
  roles: namesReaders.filter((r) => r !== 'team'),
  personal: true,
  input: z.object({
    areaId: AreaId.optional(),
    disease: Disease,
    sentinelId: Id.optional(),
    state: z.enum(['untested', 'tested', 'all']).default('untested'),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({
    /** What asks for it; null where no rule in force does. */
    rule: z.object({ source: Text, confirmed: z.boolean() }).nullable(),
    total: z.number(),
    rows: z.array(
      z.object({
        inpatientId: Id,
        sentinelId: Id,
        sentinelName: z.string(),
        recordNo: z.string(),
        who: z.string(),
        ageYears: z.number().nullable(),
        residence: z.string().nullable(),
        ward: z.string().nullable(),
        admittedOn: Day,
        days: z.number(),
        subjectId: Id.nullable(),
        /** `unknown`: nobody has said yet whose record this is. */
        state: z.enum(['unknown', 'untested', 'tested']),
        sampledOn: Day.nullable(),
      }),
    ),
  }),
})

export const identifyInpatient = verb({
  name: 'sentinels.identify-inpatient',
  method: 'POST',
  path: '/api/sentinels/inpatients/:inpatientId/person',
  title: { vi: 'Ghi người bệnh là ai, hoặc mã mẫu đã lấy', en: 'Say who an inpatient is, or the barcode of their sample' },
  roles: ['district', 'commune', 'station', 'cdc', 'operator'],
  input: z
    .object({ inpatientId: Id, subjectId: Id.optional(), barcode: z.string().trim().toUpperCase().min(4).max(40).optional() })
    .refine((i) => Boolean(i.subjectId) !== Boolean(i.barcode), 'subjectId | barcode'),
  output: z.object({ inpatientId: Id }),
})
