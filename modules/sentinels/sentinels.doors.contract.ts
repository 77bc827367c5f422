/** What a pharmacy, clinic or hospital may do by its link. Nothing here tells of anybody; see decision 11. */
import { doorVerb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { UnitsAnswer, UnitsAsked } from '../areas/areas.public.contract.ts'
import { Day, Disease, Id, SymptomKind } from '../checks/checks.contract.ts'
import { SentinelKind } from './sentinels.contract.ts'

export const Counts = z.object({
  reports: z.number(),
  nil: z.boolean(),
  screened: z.number(),
  admitted: z.number(),
  discharged: z.number(),
})
const done = z.object({ day: Day, today: Counts })
const Person = {
  /** As told; nobody checks a paper at a counter. */
  who: z.string().trim().min(1).max(120),
  ageYears: z.int().min(0).max(125).nullish(),
  phone: z.string().trim().max(40).nullish(),
}

export const open = doorVerb({
  name: 'sentinels.open',
  path: '/api/doors/sentinel/open',
  title: { vi: 'Mở trang báo cáo của điểm', en: 'Open the sentinel’s page' },
  door: 'sentinel',
  writes: false,
  input: z.object({}),
  output: done.extend({ kind: SentinelKind, name: z.string(), province: z.string(), drill: z.boolean() }),
})

export const units = doorVerb({
  name: 'sentinels.units',
  path: '/api/doors/sentinel/units',
  title: { vi: 'Danh sách xã, thôn để chọn', en: 'Communes and hamlets to choose from' },
  door: 'sentinel',
  writes: false,
  input: UnitsAsked,
  output: UnitsAnswer,
})

export const report = doorVerb({
  name: 'sentinels.report',
  path: '/api/doors/sentinel/reports',
  title: { vi: 'Báo một người có dấu hiệu', en: 'Report someone with symptoms' },
  door: 'sentinel',
  writes: true,
  input: z.object({
    reportId: Id,
    signalId: Id,
    disease: Disease,
    ...Person,
    /** Where they live; absent: outside the province, and then the sentinel's own commune follows it up. */
    communeId: z.int().positive().nullish(),
    hamletId: z.int().positive().nullish(),
    address: z.string().trim().max(200).nullish(),
    kinds: z.array(SymptomKind).min(1).max(4),
    sinceOn: Day.nullish(),
    bought: z.string().trim().max(200).nullish(),
  }),
  output: done,
})

export const nil = doorVerb({
  name: 'sentinels.nil',
  path: '/api/doors/sentinel/nil',
  title: { vi: 'Hôm nay không có ai', en: 'Nobody today' },
  door: 'sentinel',
  writes: true,
  input: z.object({ tallyId: Id }),
  output: done,
})

export const screened = doorVerb({
  name: 'sentinels.screened',
  path: '/api/doors/sentinel/screened',
  title: { vi: 'Số người sàng lọc ở cửa', en: 'People screened at the door' },
  door: 'sentinel',
  writes: true,
  input: z
    .object({ tallyId: Id, people: z.int().min(1).max(5000), symptomatic: z.int().min(0).max(5000).default(0) })
    .refine((s) => s.symptomatic <= s.people, 'symptomatic'),
  output: done,
})

const RecordNo = z.string().trim().toUpperCase().min(1).max(40)
export const admit = doorVerb({
  name: 'sentinels.admit',
  path: '/api/doors/sentinel/inpatients',
  title: { vi: 'Ghi người bệnh nhập viện', en: 'Record an inpatient' },
  door: 'sentinel',
  writes: true,
  input: z.object({
    inpatientId: Id,
    recordNo: RecordNo,
    ...Person,
    residence: z.string().trim().max(200).nullish(),
    ward: z.string().trim().max(80).nullish(),
    /** Days ago. */
    admittedDaysAgo: z.int().min(0).max(365).default(0),
  }),
  output: done,
})

export const discharge = doorVerb({
  name: 'sentinels.discharge',
  path: '/api/doors/sentinel/discharges',
  title: { vi: 'Ghi người bệnh ra viện', en: 'Record a discharge' },
  door: 'sentinel',
  writes: true,
  input: z.object({ dischargeId: Id, recordNo: RecordNo }),
  output: done,
})
