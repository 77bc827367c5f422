import { committees, verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { Day, Id, Instant, Reason, sign, writers } from './reports.contract.ts'

/** What a notice of conclusions says, as it was signed. */
export const Signed = z.object({
  day: Day,
  chair: z.string(),
  chairTitle: z.string(),
  attended: z.string(),
  decisions: z.array(
    z.object({
      decisionId: Id,
      topic: z.string().nullable(),
      words: z.string(),
      assignee: z.string().nullable(),
      dueOn: Day.nullable(),
      product: z.string().nullable(),
    }),
  ),
})
export type Signed = z.infer<typeof Signed>

/** A version of the notice: the first is made by its signature, each further one by whoever corrects. */
export const Version = z.object({
  version: z.number(),
  reason: z.string().nullable(),
  signature: z
    .object({
      documentNo: z.number(),
      year: z.number(),
      signer: z.string(),
      title: z.string(),
      capacity: z.string(),
      signedOn: Day,
      signedAt: Instant,
      decisions: z.number(),
    })
    .nullable(),
})

const { signer, title, capacity } = sign.input.shape
export const signConclusion = verb({
  name: 'reports.sign-conclusion',
  method: 'POST',
  path: '/api/briefings/:briefingId/sign',
  title: { vi: 'Ký thông báo kết luận giao ban', en: 'Sign the notice of conclusions off' },
  roles: [...committees, 'operator'],
  input: z.object({ briefingId: Id, signer, title, capacity }),
  output: z.object({ version: z.number(), documentNo: z.number(), year: z.number() }),
})

export const correctConclusion = verb({
  name: 'reports.correct-conclusion',
  method: 'POST',
  path: '/api/briefings/:briefingId/correct',
  title: { vi: 'Lập bản đính chính thông báo kết luận', en: 'Correct a signed notice of conclusions' },
  roles: writers,
  input: z.object({ briefingId: Id, reason: Reason }),
  output: z.object({ version: z.number() }),
})

/** Every standing report and every signed notice of some days, rebuilt. */
export const verifyAll = verb({
  name: 'reports.verify-all',
  method: 'GET',
  path: '/api/reports/verify',
  title: { vi: 'Dựng lại mọi báo cáo, kết luận đã ký', en: 'Rebuild every report and signed notice' },
  roles: ['auditor', 'administrator', 'operator'],
  input: z.object({ from: Day.optional() }),
  output: z.object({
    from: Day,
    agrees: z.boolean(),
    reports: z.number(),
    /** Of weeks and months. */
    periods: z.number(),
    conclusions: z.number(),
    differences: z.array(
      z.object({
        kind: z.enum(['report', 'period', 'conclusion']),
        id: Id,
        areaName: z.string(),
        day: Day,
        /** Figures, or decisions, that come out otherwise. */
        keys: z.array(z.string()),
      }),
    ),
  }),
})
