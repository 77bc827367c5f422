import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { periodKinds } from './period.rules.ts'
import { AreaId, Day, Instant, readers, Text } from './reports.contract.ts'

const Count = z.number().nullable()
const asked = z.object({
  kind: z.enum(periodKinds),
  /** Any day of the period; default: today. */
  day: Day.optional(),
  areaId: AreaId.optional(),
})
/** One disease in a period, with the rules that it was counted by. */
export const PeriodDisease = z.object({
  disease: z.string(),
  name: Text,
  /** The duty of TT 54 on the last day of the period; why no clock runs, where none does. */
  inForce: z.boolean(),
  source: Text,
  why: Text.nullable(),
  /** Null: the profile of the disease does not say, or no clock runs. */
  rule: z.object({
    ...{ casesAtLeast: Count, withinDays: Count, endsAfterDaysWithoutCase: Count, notifyHours: Count },
    /** An ending without a day counts from the local day of its recording; absent: on every day, as it was before ADR 27. */
    undated: z.literal('recorded').optional(),
  }),
  cases: Count,
  deaths: Count,
  /** Of the deaths: how many count from the day of recording, as nobody knows theirs. */
  deathsUndated: Count.optional(),
  /** Since 1 January. */
  casesThisYear: Count,
  /** Notices of the cases diagnosed in the period; null: no clock runs. */
  notices: z.object({ sent: z.number(), sentLate: z.number(), owed: z.number(), late: z.number() }).nullable(),
  units: z.array(z.object({ areaId: z.number(), name: z.string(), cases: Count, deaths: Count })),
  outbreaks: z.array(
    z.object({
      areaId: z.number(),
      areaName: z.string(),
      firstOn: Day,
      lastOn: Day,
      cases: z.number(),
      state: z.enum(['active', 'ended']).nullable(),
    }),
  ),
  /** What the profile does not say, so that it is not told here. */
  missing: z.array(Text),
})
export type PeriodDisease = z.infer<typeof PeriodDisease>

export const Period = z.object({
  kind: z.enum(periodKinds),
  from: Day,
  until: Day,
  /** False: the period goes on, and its figures are of a part of it. */
  ended: z.boolean(),
  cutOffAt: Instant,
  area: z.object({ areaId: z.number(), name: z.string(), tier: z.string() }),
  diseases: z.array(PeriodDisease),
  /** What the form asks for and nothing here knows. */
  missing: z.array(Text),
})

export const period = verb({
  name: 'reports.period',
  method: 'GET',
  path: '/api/reports/period',
  title: { vi: 'Báo cáo tuần, tháng, ổ dịch theo TT 54', en: 'Weekly and monthly reports, outbreaks (Circular 54)' },
  roles: readers,
  input: asked,
  output: Period,
})

export const periodDocument = verb({
  name: 'reports.period-document',
  method: 'GET',
  path: '/api/reports/period/document',
  title: { vi: 'Báo cáo tuần, tháng chưa chốt thành văn bản', en: 'The draft of a weekly or monthly report as a document' },
  roles: readers,
  file: true,
  input: asked.extend({ format: z.enum(['docx', 'pdf', 'xlsx']).default('docx') }),
  output: z.any(),
})
