import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { Level } from './tracing.contract.ts'

const Id = z.uuid()
const Disease = z.string().min(1).max(40)
const Text = z.object({ vi: z.string(), en: z.string() })
export const Outcome = z.enum(['reached', 'unreachable', 'refused', 'wrong-number'])
/** `none`: told that they are no contact any more. */
export const Told = z.enum(['F0', 'F1', 'F2', 'F3', 'none'])

const CallRow = z.object({
  subjectId: Id,
  communeId: z.number(),
  areaName: z.string(),
  code: z.string(),
  name: z.string(),
  /** Null where no phone is known, and for a role that reads no names. */
  phoneMasked: z.string().nullable(),
  level: Level,
  sentence: Text,
  unconfirmed: z.boolean(),
  /** Since the person was last reached. */
  attempts: z.number(),
  lastOutcome: Outcome.nullable(),
  lastAt: z.string().nullable(),
  /** What they were told when last reached; differs from the level now, or they would not be on the list. */
  toldLevel: z.string().nullable(),
  /** Refused to answer: the commune committee owes a visit with the police and the Front. */
  owedTo: z.literal('commune').nullable(),
  refusal: z.string().nullable(),
  /** Why calling no longer serves and someone should go to the door. */
  homeVisit: Text.nullable(),
  levelAt: z.string(),
  /** Null where no rule with a clock is in force. */
  dueAt: z.string().nullable(),
  late: z.boolean(),
})

export const callList = verb({
  name: 'tracing.call-list',
  method: 'GET',
  path: '/api/calls',
  title: { vi: 'Danh sách cần gọi', en: 'Persons to call' },
  personal: true,
  roles: epidemiology,
  input: z.object({
    disease: Disease.default('covid19'),
    areaId: z.coerce.number().int().optional(),
    level: Level.optional(),
    only: z.enum(['late', 'refused', 'home-visit']).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({
    /** Rows under the filter. */
    total: z.number(),
    /** Of the whole list, whatever the filter. */
    waiting: z.number(),
    late: z.number(),
    refused: z.number(),
    homeVisits: z.number(),
    clock: z.object({ hours: z.number(), source: Text, unconfirmed: z.boolean() }).nullable(),
    rows: z.array(CallRow),
  }),
})

export const recordCall = verb({
  name: 'tracing.record-call',
  method: 'POST',
  path: '/api/people/:subjectId/calls',
  title: { vi: 'Ghi một cuộc gọi', en: 'Record a call' },
  roles: epidemiology,
  input: z.object({
    subjectId: Id,
    disease: Disease,
    callId: Id.optional(),
    outcome: Outcome,
    /** What the person was told; left out, the level that they have now. Only where reached. */
    toldLevel: Told.nullish(),
    /** Of a refusal: the reason given. */
    note: z.string().trim().max(1000).nullish(),
  }),
  output: z.object({ callId: Id, toldLevel: Told.nullable(), attempts: z.number(), homeVisit: z.boolean() }),
})

export const toldAfterVoid = verb({
  name: 'tracing.told-after-void',
  method: 'GET',
  path: '/api/calls/told-after-void',
  title: { vi: 'Người đã được báo mức mà nay đã hạ', en: 'Persons told of a level that was taken back' },
  personal: true,
  roles: epidemiology,
  /**
   * The operation that took it back; or a person, for the operations in which that person's level fell; or neither: everyone in the area
   * (of the post, or the one named) who is still owed the correction.
   */
  input: z.object({ opId: Id.optional(), subjectId: Id.optional(), areaId: z.coerce.number().int().optional() }),
  output: z.object({
    rows: z.array(
      z.object({
        subjectId: Id,
        code: z.string(),
        name: z.string(),
        areaName: z.string(),
        disease: z.string(),
        opId: Id,
        toldLevel: z.string(),
        toldAt: z.string(),
        toldBy: z.string(),
        levelNow: z.string().nullable(),
        fellAt: z.string(),
        /** When they were told of the correction; null while that is owed. */
        correctedAt: z.string().nullable(),
      }),
    ),
    /** Told persons in other areas: how many, never who. */
    elsewhere: z.number(),
  }),
})

export const problems = defineProblems({
  'refusal-reason': {
    status: 422,
    title: { vi: 'Từ chối trả lời cần ghi lý do', en: 'A refusal needs its reason' },
    hint: {
      vi: 'Ghi lời người đó nói, ít nhất 5 ký tự; cuộc gọi chưa được ghi.',
      en: 'Write what they said, 5 letters or more; the call was not recorded.',
    },
  },
  'told-without-reaching': {
    status: 422,
    title: { vi: 'Chưa gặp được thì chưa thể báo mức', en: 'Nobody was reached, so nobody was told' },
    hint: {
      vi: 'Bỏ mục đã báo, hoặc chọn kết quả đã gặp; chưa có gì được ghi.',
      en: 'Leave out what was told, or choose reached; nothing was written.',
    },
  },
})
