import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { AreaId, Day, Disease, Id, Instant } from './reports.contract.ts'

/** What the clock still has to freeze: units with an officer of their own, whose hour has passed, of whose day there is no report. */
export const clockOwes = verb({
  name: 'reports.clock-owes',
  method: 'GET',
  path: '/api/reports/clock',
  title: { vi: 'Báo cáo đồng hồ còn phải chốt', en: 'Reports that the clock still has to freeze' },
  roles: ['operator', 'administrator', 'auditor'],
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ areaId: z.number(), name: z.string(), disease: z.string(), day: Day, at: Instant })),
    /** Whoever began to write before an hour and has not ended: their facts would be missing. */
    waitingFor: z.number(),
  }),
})

/** The figures as known at the hour, whenever the clock comes to it. It waits for a person's signature like any other. */
export const freezeByClock = verb({
  name: 'reports.freeze-by-clock',
  method: 'POST',
  path: '/api/reports/clock',
  title: { vi: 'Đồng hồ chốt báo cáo đến giờ', en: 'The clock freezes a report at its hour' },
  roles: ['operator'],
  input: z.object({ disease: Disease, areaId: AreaId, day: Day }),
  output: z.object({ reportId: Id, number: z.number(), knownAt: Instant }),
})
