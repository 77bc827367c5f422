import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'

const Id = z.uuid()
/** Who keeps a unit's book, as for documents taken in. */
const takers = ['province', 'district', 'commune', 'cdc', 'station', 'operator'] as const satisfies Role[]

export const readPlan = verb({
  name: 'directives.read-plan',
  method: 'POST',
  path: '/api/tasks/:taskId/evidence/:evidenceId/plan',
  title: { vi: 'Đọc kế hoạch nộp làm minh chứng', en: 'Read a plan that was handed in as evidence' },
  roles: takers,
  input: z.object({ taskId: Id, evidenceId: Id }),
  output: z.object({
    directiveId: Id,
    /** Tasks read out of it, given to nobody yet. */
    tasks: z.int(),
    /** It was in the book already. */
    known: z.boolean(),
  }),
})

/** A plan under its task: where it stands, and how far the tasks given from it are. */
export const Plan = z.object({
  evidenceId: Id,
  directiveId: Id,
  name: z.string(),
  /** Null where it lies in the book of a unit above, not issued yet. */
  state: z.enum(['draft', 'issued', 'voided']).nullable(),
  /** Tasks of it that the reader may see: each one's own, with its parts. */
  given: z.int(),
  closed: z.int(),
  late: z.int(),
  /** Units and bodies that have one. */
  units: z.int(),
})
