import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

const Id = z.uuid()
const Text = z.object({ vi: z.string(), en: z.string() })

/** What stood when the person was handed over; frozen, the name masked. */
export const Snapshot = z.object({
  code: z.string(),
  name: z.string(),
  level: z.string(),
  lastExposedOn: z.string().nullable(),
  reason: Text.nullable(),
})
export type Snapshot = z.infer<typeof Snapshot>

const Sent = z.object({
  referralId: Id,
  disease: z.string(),
  fromArea: z.string(),
  toArea: z.string(),
  snapshot: Snapshot,
  at: z.string(),
  acknowledgedAt: z.string().nullable(),
  /** Null where no rule with a clock is in force. */
  dueAt: z.string().nullable(),
  /** Not acknowledged and past its clock. */
  late: z.boolean(),
})

export const referrals = verb({
  name: 'tracing.referrals',
  method: 'GET',
  path: '/api/referrals',
  title: { vi: 'Người được chuyển giữa các địa bàn', en: 'Persons referred between areas' },
  personal: true,
  roles: epidemiology,
  input: z.object({
    disease: z.string().min(1).max(40).default('covid19'),
    /** `open`: only those that nobody has acknowledged. */
    state: z.enum(['all', 'open']).default('all'),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({
    clock: z.object({ hours: z.number(), source: Text, unconfirmed: z.boolean() }).nullable(),
    /** Handed to communes of my area; not acknowledged first, the oldest first. */
    received: z.array(
      Sent.extend({ subjectId: Id, name: z.string(), levelNow: z.string().nullable(), acknowledgedBy: z.string().nullable() }),
    ),
    /** Handed over by my area: no more than was frozen. */
    sent: z.array(Sent),
  }),
})

export const acknowledgeReferral = verb({
  name: 'tracing.acknowledge-referral',
  method: 'POST',
  path: '/api/referrals/:referralId/acknowledge',
  title: { vi: 'Xác nhận đã tiếp nhận', en: 'Acknowledge a referral' },
  roles: epidemiology,
  input: z.object({ referralId: Id }),
  output: z.object({ referralId: Id, acknowledgedAt: z.string() }),
})

export const printReferral = verb({
  name: 'tracing.print-referral',
  method: 'GET',
  path: '/api/referrals/:referralId/print',
  title: { vi: 'In phiếu chuyển', en: 'Print a referral' },
  personal: true,
  file: true,
  roles: epidemiology,
  input: z.object({ referralId: Id }),
  output: z.any(),
})

export const problems = defineProblems({
  'referral-acknowledged': {
    status: 409,
    title: { vi: 'Phiếu này đã được tiếp nhận lúc {at}', en: 'That referral was acknowledged at {at}' },
  },
})
