/** Weekly and monthly reports that were frozen: numbered, signed, corrected, rebuilt from the facts. */
import { verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { Period, PeriodDisease } from './period.contract.ts'
import { periodKinds } from './period.rules.ts'
import {
  AreaId,
  Day,
  Head,
  Id,
  Instant,
  Reason,
  readers,
  sign as signDaily,
  Text,
  withdraw as withdrawDaily,
  writers,
} from './reports.contract.ts'

export const problems = defineProblems({
  'period-running': {
    status: 409,
    title: { vi: 'Kỳ báo cáo đến {until} chưa hết', en: 'The period goes on until {until}' },
    hint: {
      vi: 'Đến lúc đó chỉ có bản nháp; chốt từ ngày hôm sau, khi việc ghi dở từ trước nửa đêm đã xong.',
      en: 'Until then there is a draft only; freeze it from the day after, once what was begun before midnight is written.',
    },
  },
})

export const PeriodChanged = z.object({
  key: z.string(),
  label: Text,
  was: z.union([z.number(), z.string()]).nullable(),
  now: z.union([z.number(), z.string()]).nullable(),
})

/** What was frozen: the figures with the rules they were counted by, and a print of the cases behind them. */
export const FrozenBody = z.object({
  area: Period.shape.area.extend({ code: z.string() }),
  diseases: z.array(PeriodDisease.extend({ /** SHA-256 of the cases up to the last day. */ print: z.string() })),
  missing: z.array(Text),
  /** Of a first report: what became known since of the period before. Of a correction: what it changes. */
  changed: z.array(PeriodChanged),
  beforeId: Id.nullable(),
  /** The report that `changed` is held against was counted by an older rule (ADR 27). */
  againstOlder: z.literal(true).optional(),
})
export type FrozenBody = z.infer<typeof FrozenBody>

const Kind = z.enum(periodKinds)
export const PeriodHead = Head.omit({ disease: true, day: true, byClock: true }).extend({ kind: Kind, from: Day, until: Day })
export type PeriodHead = z.infer<typeof PeriodHead>
const made = z.object({ reportId: Id, number: z.number(), knownAt: Instant })

export const freezePeriod = verb({
  name: 'reports.freeze-period',
  method: 'POST',
  path: '/api/period-reports',
  title: { vi: 'Chốt báo cáo tuần, tháng', en: 'Freeze a weekly or monthly report' },
  roles: writers,
  input: z.object({
    kind: Kind,
    /** Any day of the period; it must be over. */
    day: Day,
    areaId: AreaId.optional(),
  }),
  output: made,
})

export const withdrawPeriod = verb({
  name: 'reports.withdraw-period',
  method: 'POST',
  path: '/api/period-reports/:reportId/withdraw',
  title: { vi: 'Rút báo cáo tuần, tháng chưa ký', en: 'Withdraw an unsigned weekly or monthly report' },
  roles: writers,
  input: withdrawDaily.input,
  output: withdrawDaily.output,
})

export const signPeriod = verb({
  name: 'reports.sign-period',
  method: 'POST',
  path: '/api/period-reports/:reportId/sign',
  title: { vi: 'Ký báo cáo tuần, tháng', en: 'Sign a weekly or monthly report off' },
  roles: signDaily.roles,
  input: signDaily.input,
  output: signDaily.output,
})

export const correctPeriod = verb({
  name: 'reports.correct-period',
  method: 'POST',
  path: '/api/period-reports/:reportId/correct',
  title: { vi: 'Lập đính chính báo cáo tuần, tháng đã ký', en: 'Correct a signed weekly or monthly report' },
  roles: writers,
  input: z.object({ reportId: Id, reason: Reason }),
  output: made,
})

export const periods = verb({
  name: 'reports.periods',
  method: 'GET',
  path: '/api/period-reports',
  title: { vi: 'Báo cáo tuần, tháng đã chốt', en: 'Frozen weekly and monthly reports' },
  roles: readers,
  input: z.object({ kind: Kind.optional(), /** Any day of the period. */ day: Day.optional(), areaId: AreaId.optional() }),
  output: z.object({
    rows: z.array(PeriodHead.extend({ supersededBy: Id.nullable() })),
    /** Units just below the area, and how many of them have frozen, and signed, that period; null where no period is asked for. */
    below: z.object({ units: z.number(), frozen: z.number(), signed: z.number() }).nullable(),
  }),
})

export const showPeriod = verb({
  name: 'reports.show-period',
  method: 'GET',
  path: '/api/period-reports/:reportId',
  title: { vi: 'Một báo cáo tuần, tháng đã chốt', en: 'A frozen weekly or monthly report' },
  roles: readers,
  input: z.object({ reportId: Id }),
  output: PeriodHead.extend({ body: FrozenBody, supersededBy: Id.nullable(), drill: z.boolean() }),
})

export const verifyPeriod = verb({
  name: 'reports.verify-period',
  method: 'GET',
  path: '/api/period-reports/:reportId/verify',
  title: { vi: 'Dựng lại báo cáo tuần, tháng từ sự kiện', en: 'Rebuild a weekly or monthly report from the facts' },
  roles: readers,
  input: z.object({ reportId: Id }),
  output: z.object({
    reportId: Id,
    /** True where the facts known then give every figure anew, of the same cases. */
    same: z.boolean(),
    differences: z.array(PeriodChanged),
    /** What facts that came after it was frozen, or were taken back since, would change. */
    late: z.array(PeriodChanged),
    /** Said of a report that was frozen by an older rule of counting. */
    older: Text.nullable(),
    checkedAt: Instant,
  }),
})

export const latePeriod = verb({
  name: 'reports.late-period',
  method: 'GET',
  path: '/api/period-reports/:reportId/late',
  title: { vi: 'Dữ kiện đến sau khi chốt báo cáo kỳ', en: 'Facts that came after a period was frozen' },
  roles: writers,
  personal: true,
  input: z.object({ reportId: Id, limit: z.coerce.number().int().min(1).max(5000).default(500) }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        disease: z.string(),
        name: Text,
        what: z.enum(['case', 'ending', 'notice']),
        code: z.string(),
        personId: Id,
        areaName: z.string(),
        /** The day of the case, how it ended (`died-undated` where nobody knew the day, `died-before` where it counts in an earlier period), when the notice was sent. Null before: it came late; null now: it was taken back. */
        was: z.string().nullable(),
        now: z.string().nullable(),
        /** The record was merged into another of the same human. */
        merged: z.boolean(),
      }),
    ),
  }),
})

export const frozenPeriodDocument = verb({
  name: 'reports.frozen-period-document',
  method: 'GET',
  path: '/api/period-reports/:reportId/document',
  title: { vi: 'Báo cáo tuần, tháng đã chốt thành văn bản', en: 'The frozen weekly or monthly report as a document' },
  roles: readers,
  file: true,
  input: z.object({ reportId: Id, format: z.enum(['docx', 'pdf', 'xlsx']).default('docx') }),
  output: z.any(),
})
