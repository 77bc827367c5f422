import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { AreaId, Day, Disease, Id, readers, writers } from './reports.contract.ts'

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
