import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { proposalKinds, proposalStates } from './proposals.rules.ts'
import { Day, Id, offices, Reason, To, taskReaders } from './tasks.contract.ts'

/** Who answers in a unit's name: its steering committee. */
const answerers = ['province', 'district', 'commune', 'operator'] as const satisfies Role[]
const Words = z.string().trim().min(3).max(4000)

export const propose = verb({
  name: 'directives.propose',
  method: 'POST',
  path: '/api/proposals',
  title: { vi: 'Đề nghị lên cấp trên', en: 'Ask something of the level above' },
  roles: offices,
  input: z.object({
    kind: z.enum(proposalKinds),
    /** What is asked for. */
    words: Words,
    /** Why: what has been done, what is missing. */
    reason: Words,
    quantity: z.number().positive().nullish(),
    unit: z.string().trim().min(1).max(40).nullish(),
    neededOn: Day.nullish(),
    /** Default: two days from today. */
    answerBy: Day.nullish(),
    aboutTaskId: Id.nullish(),
  }),
  output: z.object({ proposalId: Id, toName: z.string(), answerBy: Day }),
})

const act = <N extends string, S extends z.ZodRawShape, O extends z.ZodRawShape>(
  name: N,
  title: { vi: string; en: string },
  roles: readonly Role[],
  more: S,
  out: O,
) =>
  verb({
    name: `directives.${name}-proposal`,
    method: 'POST',
    path: `/api/proposals/:proposalId/${name}`,
    title,
    roles,
    input: z.object({ proposalId: Id, ...more }),
    output: z.object({ proposalId: Id, state: z.enum(proposalStates), ...out }),
  })

export const acceptProposal = act(
  'accept',
  { vi: 'Chấp thuận đề nghị', en: 'Accept what was asked for' },
  answerers,
  {
    words: Words,
    /** Whom it becomes a task of. */
    task: To.extend({ words: Words, dueOn: Day.nullish() }).nullish(),
    /** True: the answer is put into the unit's book as the draft of a document. */
    draft: z.boolean().default(false),
  },
  { taskId: Id.nullable(), directiveId: Id.nullable() },
)
export const refuseProposal = act(
  'refuse',
  { vi: 'Không chấp thuận, có lý do', en: 'Refuse, with the reason' },
  answerers,
  { reason: Reason },
  {},
)
export const passProposal = act(
  'pass',
  { vi: 'Chuyển đề nghị lên cấp trên nữa', en: 'Pass it further up' },
  answerers,
  { words: Words },
  { toName: z.string() },
)
export const withdrawProposal = act(
  'withdraw',
  { vi: 'Rút đề nghị, có lý do', en: 'Take a proposal back' },
  offices,
  { reason: Reason },
  {},
)

const Act = z.object({
  kind: z.enum(['accepted', 'refused', 'passed', 'withdrawn']),
  words: z.string().nullable(),
  toName: z.string().nullable(),
  taskId: Id.nullable(),
  directiveId: Id.nullable(),
  at: z.string(),
  by: z.string().nullable(),
  byAreaName: z.string(),
})
const Row = z.object({
  proposalId: Id,
  areaId: z.int(),
  /** The unit or body that asks. */
  name: z.string(),
  kind: z.enum(proposalKinds),
  words: z.string(),
  reason: z.string(),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  neededOn: Day.nullable(),
  aboutTaskId: Id.nullable(),
  answerBy: Day,
  askedAt: z.string(),
  askedBy: z.string().nullable(),
  state: z.enum(proposalStates),
  /** Who has to answer, or would have had to. */
  toAreaId: z.int(),
  toName: z.string(),
  daysLate: z.int(),
  acts: z.array(Act),
  /** The reader's post asked; has to answer. */
  mine: z.boolean(),
  toMe: z.boolean(),
  /** There is a level above the one that has to answer. */
  mayPass: z.boolean(),
})
export type ProposalRow = z.infer<typeof Row>

export const proposals = verb({
  name: 'directives.proposals',
  method: 'GET',
  path: '/api/proposals',
  title: { vi: 'Đề nghị: của tôi, chờ tôi trả lời, trả lời muộn', en: 'Proposals: mine, waiting for me, late' },
  roles: taskReaders,
  input: z.object({
    view: z.enum(['mine', 'to-me', 'all']).default('all'),
    state: z.enum([...proposalStates, 'late', 'any']).default('open'),
    proposalId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({ day: Day, total: z.int(), late: z.int(), rows: z.array(Row) }),
})
