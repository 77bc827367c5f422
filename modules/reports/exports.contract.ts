import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { AreaId, Day, Disease, Id, Instant, Reason, readers, Text, writers } from './reports.contract.ts'

const Code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,49}$/, 'A-Z a-z 0-9 _ . : -')
/** Key of a figure, or of a datum about a case, to the code of the province's own DHIS2. A key that is not there is not sent. */
const Codes = z.record(z.string().max(60), Code)
export const Mapping = z.object({
  dataSet: Code,
  dataElements: Codes,
  tracker: z.object({
    trackedEntityType: Code,
    program: Code,
    programStage: Code,
    attributes: Codes,
    dataElements: Codes,
  }),
})
export type Mapping = z.output<typeof Mapping>
const Unmapped = z.array(z.object({ key: z.string(), label: Text }))

export const mapping = verb({
  name: 'reports.dhis2-mapping',
  method: 'GET',
  path: '/api/dhis2/mapping',
  title: { vi: 'Bảng mã DHIS2 của tỉnh', en: 'Codes of the province’s DHIS2' },
  roles: readers,
  input: z.object({ /** Default: the newest. */ version: z.coerce.number().int().min(0).optional() }),
  output: z.object({
    /** 0: the product's own proposal. */
    version: z.number(),
    newest: z.number(),
    /** Whether who asks may put a new version. */
    mayChange: z.boolean(),
    mapping: Mapping,
    /** Every figure of the report, in its order, and every datum about a case: with the code it has. */
    figures: z.array(z.object({ key: z.string(), label: Text, /** Facts of it are held here. */ held: z.boolean() })),
    attributes: Unmapped,
    caseData: Unmapped,
    /** Without a code: not sent. */
    unmapped: z.object({ figures: Unmapped, attributes: Unmapped, caseData: Unmapped }),
    history: z.array(z.object({ version: z.number(), madeAt: Instant, by: z.string().nullable(), reason: z.string() })),
  }),
})
export const saveMapping = verb({
  name: 'reports.save-dhis2-mapping',
  method: 'POST',
  path: '/api/dhis2/mapping',
  title: { vi: 'Ghi bảng mã DHIS2 mới', en: 'Record new DHIS2 codes' },
  roles: ['administrator', 'operator'] as const satisfies Role[],
  input: z.object({ /** The version that was looked at. */ from: z.int().min(0), mapping: Mapping, reason: Reason }),
  output: z.object({ version: z.number() }),
})

/** What identifiable data may be asked for; what is asked stands in the audit log with the words of who asked. */
export const purposes = ['treatment', 'tracing', 'handover', 'statistics', 'research'] as const
/** Those for which a person must be known; the others are answered with pseudonyms only. */
export const identifying = ['treatment', 'tracing', 'handover'] as const satisfies (typeof purposes)[number][]

export const dhis2 = verb({
  name: 'reports.export-dhis2',
  method: 'GET',
  path: '/api/reports/:reportId/dhis2',
  title: { vi: 'Xuất số liệu báo cáo cho DHIS2 (dataValueSets)', en: 'Figures of a report for DHIS2 (dataValueSets)' },
  roles: readers,
  input: z.object({
    reportId: Id,
    /** Yes: DHIS2 is asked to check and write nothing. */
    dryRun: z.enum(['yes', 'no']).default('yes'),
  }),
  output: z.object({
    /** Where it is sent, with what the receiver must be told. */
    request: z.string(),
    dryRun: z.boolean(),
    mappingVersion: z.number(),
    body: z.object({
      dataSet: z.string(),
      completeDate: Day.nullable(),
      period: z.string(),
      orgUnit: z.string(),
      dataValues: z.array(z.object({ dataElement: z.string(), period: z.string(), orgUnit: z.string(), value: z.string() })),
    }),
    /** Figures without facts, and figures without a data element: not sent. */
    leftOut: z.array(z.object({ orgUnit: z.string(), key: z.string(), why: z.enum(['no-figure', 'no-data-element']) })),
  }),
})

export const lineList = verb({
  name: 'reports.export-linelist',
  method: 'GET',
  path: '/api/exports/linelist',
  title: { vi: 'Xuất danh sách ca bệnh', en: 'Line list of cases' },
  roles: writers,
  personal: true,
  file: true,
  input: z.object({
    disease: Disease,
    areaId: AreaId.optional(),
    from: Day.optional(),
    until: Day.optional(),
    format: z.enum(['csv', 'xlsx', 'dhis2-tracker']).default('csv'),
    purpose: z.enum(purposes),
    /** In words, for the log: which plan, which request, whose. */
    because: z.string().trim().min(10).max(500),
    /** Names too: only where the role reads names and the purpose needs them. */
    identified: z.enum(['yes', 'no']).default('no'),
  }),
  output: z.any(),
})

const Span = { disease: Disease, areaId: AreaId.optional(), from: Day.optional(), until: Day.optional() }
/** What the tracker file of a span would hold, and what would be left out: no person in the answer. */
export const checkTracker = verb({
  name: 'reports.check-tracker',
  method: 'GET',
  path: '/api/exports/tracker/check',
  title: {
    vi: 'Kiểm thử tệp DHIS2 tracker: sẽ gửi gì, thiếu gì',
    en: 'Dry run of the DHIS2 tracker file: what would be sent, what is missing',
  },
  roles: writers,
  input: z.object(Span),
  output: z.object({
    /** Where the file is sent: first asking DHIS2 to check and write nothing, then to write. */
    validate: z.string(),
    commit: z.string(),
    mappingVersion: z.number(),
    cases: z.number(),
    /** Cases without any day: DHIS2 refuses them, they are not in the file. */
    withoutDay: z.number(),
    /** Of those sent, how many have each datum. */
    filled: z.array(z.object({ key: z.string(), label: Text, code: z.string().nullable(), cases: z.number() })),
  }),
})
