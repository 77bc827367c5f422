import { committees, type Role, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { z } from 'zod'

export { Day }

export const Instant = z.string()
export const Id = z.uuid()
export const Text = z.object({ vi: z.string(), en: z.string() })
export const Reason = z.string().trim().min(3).max(500)
export const Disease = z.string().min(1).max(40).default('covid19')
export const AreaId = z.coerce.number().int().positive()
const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Those who write reports: committees and those who draw them up for a committee. */
export const writers = [...committees, 'cdc', 'station', 'operator'] as const satisfies Role[]
/** Those who read figures; no person in them. */
export const readers = [...writers, 'inspector', 'auditor', 'administrator'] as const satisfies Role[]

export const Figure = z.object({
  key: z.string(),
  /** As they stood when it was frozen: what it is called, how it is counted. */
  label: Text,
  how: Text,
  unit: Text,
  /** Null: no facts of it, never zero. */
  value: z.number().nullable(),
  /** Of the frozen report of the day before; null where there is none, or none then. */
  before: z.number().nullable(),
  /** The stock and side that list its rows, and the print of their ids; null where there are no facts. */
  list: z.object({ stock: z.string(), side: z.enum(['there', 'new', 'gone']), print: z.string() }).nullable(),
})
export type Figure = z.infer<typeof Figure>
const Changed = z.object({ key: z.string(), label: Text, was: z.number().nullable(), now: z.number().nullable() })

export const Body = z.object({
  area: z.object({ areaId: z.number(), code: z.string(), name: z.string(), tier: z.string() }),
  /** Codes of the packs in force that day. */
  policy: z.array(z.string()),
  figures: z.array(Figure),
  /** The units just below, with the same figures. */
  rows: z.array(z.object({ areaId: z.number(), name: z.string(), values: z.record(z.string(), z.number().nullable()) })),
  /** Of a first report: what became known of the day before since its own cut-off. Of a correction: what it changes. */
  changed: z.array(Changed),
  beforeId: Id.nullable(),
  /** An ending without a day counts from the local day of its recording; absent: on every day, as it was before ADR 27. */
  undated: z.literal('recorded').optional(),
  /** The report that `changed` is held against was counted by the older rule. */
  againstOlder: z.literal(true).optional(),
})
export type Body = z.infer<typeof Body>

export const CutOff = z.object({
  hour: z.string(),
  /** The pack's document, or the person's word. */
  source: Text,
  confirmed: z.boolean(),
})
const Signature = z.object({
  documentNo: z.number(),
  year: z.number(),
  signer: z.string(),
  title: z.string(),
  capacity: z.string(),
  signedOn: Day,
  signedAt: Instant,
})
export const Head = z.object({
  reportId: Id,
  areaId: z.number(),
  areaName: z.string(),
  tier: z.string(),
  disease: z.string(),
  day: Day,
  number: z.number(),
  corrects: Id.nullable(),
  /** 1, 2, … of the corrections of that day; 0: the first report. */
  correction: z.number(),
  reason: z.string().nullable(),
  knownAt: Instant,
  frozenAt: Instant,
  /** Frozen by the clock at its hour, not by a person; it waits for a signature like any other. */
  byClock: z.boolean(),
  signature: Signature.nullable(),
  withdrawn: z.string().nullable(),
})
export type Head = z.infer<typeof Head>

const made = z.object({ reportId: Id, number: z.number(), knownAt: Instant })

export const freeze = verb({
  name: 'reports.freeze',
  method: 'POST',
  path: '/api/reports',
  title: { vi: 'Chốt báo cáo nhanh của một ngày', en: 'Freeze the quick report of a day' },
  roles: writers,
  input: z.object({
    disease: Disease,
    /** Default: the post's own. */
    areaId: AreaId.optional(),
    day: Day.optional(),
    /** Another hour than the policy's, with the reason. */
    hour: Hour.optional(),
    reason: Reason.optional(),
  }),
  output: made,
})

export const withdraw = verb({
  name: 'reports.withdraw',
  method: 'POST',
  path: '/api/reports/:reportId/withdraw',
  title: { vi: 'Rút báo cáo chưa ký', en: 'Withdraw an unsigned report' },
  roles: writers,
  input: z.object({ reportId: Id, reason: Reason }),
  output: z.object({ withdrawnAt: Instant }),
})

export const sign = verb({
  name: 'reports.sign',
  method: 'POST',
  path: '/api/reports/:reportId/sign',
  title: { vi: 'Ký báo cáo', en: 'Sign a report off' },
  roles: [...committees, 'operator'],
  input: z.object({
    reportId: Id,
    signer: z.string().trim().min(3).max(120),
    /** Chủ tịch, Phó Chủ tịch Thường trực … */
    title: z.string().trim().min(2).max(120),
    /** What the signer signs as: for the committee, or for its head. */
    capacity: z.enum(['TM.', 'KT.', 'TL.', 'TUQ.', '']).default('TM.'),
  }),
  output: z.object({ documentNo: z.number(), year: z.number() }),
})

export const correct = verb({
  name: 'reports.correct',
  method: 'POST',
  path: '/api/reports/:reportId/correct',
  title: { vi: 'Lập đính chính của báo cáo đã ký', en: 'Correct a signed report' },
  roles: writers,
  input: z.object({ reportId: Id, reason: Reason }),
  output: made,
})

export const list = verb({
  name: 'reports.list',
  method: 'GET',
  path: '/api/reports',
  title: { vi: 'Báo cáo nhanh', en: 'Quick reports' },
  roles: readers,
  input: z.object({
    disease: Disease,
    areaId: AreaId.optional(),
    from: Day.optional(),
    until: Day.optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  output: z.object({ rows: z.array(Head), total: z.number() }),
})

export const due = verb({
  name: 'reports.due',
  method: 'GET',
  path: '/api/reports/due',
  title: { vi: 'Đơn vị nào đã báo cáo', en: 'Which units have reported' },
  roles: readers,
  input: z.object({ disease: Disease, areaId: AreaId.optional(), day: Day.optional() }),
  output: z.object({
    day: Day,
    /** Of the area itself, and whether it has passed; null where the policy states none. */
    cutOff: CutOff.extend({ at: Instant, passed: z.boolean() }).nullable(),
    rows: z.array(
      z.object({
        areaId: z.number(),
        name: z.string(),
        tier: z.string(),
        /** `clock`: frozen by the clock, signed by nobody. */
        state: z.enum(['none', 'clock', 'frozen', 'signed']),
        reportId: Id.nullable(),
        correction: z.number(),
        late: z.boolean(),
      }),
    ),
  }),
})

export const show = verb({
  name: 'reports.show',
  method: 'GET',
  path: '/api/reports/:reportId',
  title: { vi: 'Một báo cáo nhanh', en: 'A quick report' },
  roles: readers,
  input: z.object({ reportId: Id }),
  output: Head.extend({
    cutOff: CutOff,
    before: z.object({ day: Day, knownAt: Instant }),
    body: Body,
    /** The later correction that stands in its place. */
    supersededBy: Id.nullable(),
    drill: z.boolean(),
  }),
})

const Late = z.object({
  key: z.string(),
  label: Text,
  frozen: z.number().nullable(),
  now: z.number().nullable(),
  /** Rows that were not known then; rows since taken back. */
  added: z.number(),
  removed: z.number(),
})
export const verify = verb({
  name: 'reports.verify',
  method: 'GET',
  path: '/api/reports/:reportId/verify',
  title: { vi: 'Dựng lại báo cáo từ sự kiện', en: 'Rebuild a report from the facts' },
  roles: readers,
  input: z.object({ reportId: Id }),
  output: z.object({
    reportId: Id,
    /** True where the facts known then give every figure and every print anew. */
    same: z.boolean(),
    differences: z.array(Changed),
    /** What facts that came after the cut-off would change. */
    late: z.array(Late),
    /** Said of a report that was frozen by an older rule of counting. */
    older: Text.nullable(),
    checkedAt: Instant,
  }),
})

export const members = verb({
  name: 'reports.members',
  method: 'GET',
  path: '/api/reports/:reportId/members',
  title: { vi: 'Danh sách đứng sau một số liệu', en: 'The list behind a figure' },
  roles: writers,
  personal: true,
  input: z.object({
    reportId: Id,
    figure: z.string().max(60),
    /** A unit just below, of the report's own table; default: the report's area. */
    areaId: AreaId.optional(),
    /** As frozen; or what came after the cut-off; or what was taken back since. */
    side: z.enum(['frozen', 'late', 'taken-back']).default('frozen'),
    limit: z.coerce.number().int().min(1).max(5000).default(500),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    label: Text,
    how: Text,
    unit: Text,
    areaName: z.string(),
    day: Day,
    knownAt: Instant,
    /** What the report says; null: no facts then. Of what came late or was taken back: null. */
    frozen: z.number().nullable(),
    total: z.number(),
    /** What the rows add up to: people, dong; of most figures the number of rows. */
    sum: z.number(),
    rows: z.array(
      z.object({
        id: Id,
        code: z.string(),
        areaName: z.string(),
        n: z.number(),
        /** The page of the row: of the person, violation, team or home; null: none of its own. */
        page: z.enum(['person', 'violation', 'team', 'household']).nullable(),
        pageId: Id.nullable(),
      }),
    ),
  }),
})
