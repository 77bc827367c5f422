import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { AreaId, Day, Disease, Id, Reason } from '../checks/checks.contract.ts'
import { FindingTask } from './inspections.contract.ts'

const Words = z.object({ vi: z.string(), en: z.string() })
const seers = ['province', 'district', 'commune', 'cdc', 'station', 'inspector', 'operator'] as const satisfies Role[]
/** The level above concludes; a commune or its station does not conclude about itself. */
const reviewers = ['province', 'district', 'inspector', 'operator'] as const satisfies Role[]

export const Conclusion = z.enum(['missed', 'reported', 'unseen', 'open'])
export type Conclusion = z.infer<typeof Conclusion>
const Row = z.object({
  subjectId: Id,
  code: z.string(),
  name: z.string(),
  communeId: z.number(),
  areaName: z.string(),
  onsetOn: Day,
  /** How it is known that a hospital or clinic found it first. */
  foundHow: z.enum(['inpatient', 'reported', 'ordered', 'written']),
  foundOn: Day,
  foundWhere: z.string().nullable(),
  knownOn: Day,
  days: z.number(),
  /** Signals of the same home, of those days, of somebody not yet found in the register: to be looked at first. */
  unnamed: z.number(),
  conclusion: Conclusion.nullable(),
  document: z.string().nullable(),
})
export type MissedRow = z.output<typeof Row>

export const missedFevers = verb({
  name: 'inspections.missed-fevers',
  method: 'GET',
  path: '/api/missed-fevers',
  title: {
    vi: 'Ca phát hiện ở bệnh viện mà cộng đồng chưa ai báo sốt, ho',
    en: 'Cases first found at a hospital whose fever nobody had reported',
  },
  roles: seers,
  personal: true,
  input: z.object({
    areaId: AreaId.optional(),
    disease: Disease,
    from: Day.optional(),
    until: Day.optional(),
    state: z.enum(['all', 'waiting', 'concluded']).default('all'),
  }),
  output: z.object({
    from: Day,
    until: Day,
    /** What the list is, and what it cannot know. */
    how: z.array(Words),
    total: z.number(),
    rows: z.array(Row),
  }),
})

export const Step = z.object({
  code: z.enum(['team', 'sentinels', 'agency', 'station', 'commune', 'district']),
  words: Words,
  /** What the documents say of this step, and whether they hold in this province. */
  duties: z.array(z.object({ words: Words, source: Words, here: z.boolean() })),
  officers: z.array(z.string()),
  facts: z.array(Words),
  gaps: z.array(Words),
})
export type Step = z.output<typeof Step>

export const missedFever = verb({
  name: 'inspections.missed-fever',
  method: 'GET',
  path: '/api/missed-fevers/:subjectId',
  title: {
    vi: 'Một ca sốt chưa ai báo: chuỗi trách nhiệm, dữ kiện, chỗ trống',
    en: 'One such case: the chain of duty, facts and gaps',
  },
  roles: seers,
  personal: true,
  input: z.object({ subjectId: Id, disease: Disease }),
  output: z.object({
    row: Row,
    chain: z.array(Step),
    reviews: z.array(
      z.object({
        reviewId: Id,
        conclusion: Conclusion,
        words: z.string(),
        document: z.string(),
        signedOn: Day,
        signatory: z.string(),
        reviewedAt: z.string(),
        reviewerRole: z.string(),
        voidedAt: z.string().nullable(),
        voidReason: z.string().nullable(),
        tasks: z.array(
          z.object({ taskId: Id, assignee: z.string(), words: z.string(), dueOn: Day.nullable(), state: z.string() }),
        ),
      }),
    ),
    mayReview: z.boolean(),
  }),
})

export const review = verb({
  name: 'inspections.review-missed-fever',
  method: 'POST',
  path: '/api/missed-fevers/:subjectId/reviews',
  title: { vi: 'Ghi kết luận rà soát của người có thẩm quyền', en: 'Record what a person concluded' },
  roles: reviewers,
  input: z.object({
    subjectId: Id,
    disease: Disease,
    reviewId: Id,
    conclusion: Conclusion,
    words: z.string().trim().min(10).max(4000),
    /** Number and symbol of the document. */
    document: z.string().trim().min(1).max(200),
    signedOn: Day,
    signatory: z.string().trim().min(2).max(200),
    tasks: z
      .array(FindingTask.extend({ words: z.string().trim().min(3).max(4000) }))
      .max(20)
      .default([]),
  }),
  output: z.object({ reviewId: Id, tasks: z.array(Id) }),
})
export const voidReview = verb({
  name: 'inspections.void-review',
  method: 'POST',
  path: '/api/missed-fevers/:subjectId/reviews/:reviewId/void',
  title: { vi: 'Rút kết luận rà soát', en: 'Take a conclusion back' },
  roles: reviewers,
  input: z.object({ subjectId: Id, disease: Disease, reviewId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
