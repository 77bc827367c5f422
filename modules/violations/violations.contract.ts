import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { AreaId, Day, Disease, Id, Reason, Text } from '../checks/checks.contract.ts'
import { type StepKind, stepKinds } from './violations.rules.ts'

export const problems = defineProblems({
  'violation-act-unknown': {
    status: 422,
    title: {
      vi: 'Ngày {day} không có hành vi {act} trong bảng xử phạt',
      en: 'There is no act {act} in the table of fines on {day}',
    },
    hint: { vi: 'Bỏ trống hành vi và ghi bằng lời.', en: 'Leave the act open and say it in words.' },
  },
  'violation-amount': {
    status: 422,
    title: {
      vi: 'Mức phạt {amount} đồng ngoài khung {min} - {max} đồng ({article})',
      en: 'The fine of {amount} dong is outside {min} - {max} ({article})',
    },
  },
  'violation-not-competent': {
    status: 403,
    title: { vi: 'Vai trò {role} không có thẩm quyền phạt mức này', en: 'The role {role} may not fix that fine' },
    hint: { vi: 'Chuyển hồ sơ lên cấp có thẩm quyền.', en: 'Hand the file to who may.' },
  },
  'violation-competence-doubtful': {
    status: 422,
    title: {
      vi: 'Thẩm quyền phạt mức này của {role} chưa được kiểm chứng',
      en: 'Whether {role} may fix that fine is not confirmed',
    },
    hint: { vi: 'Ghi căn cứ thẩm quyền theo quyết định rồi gửi lại.', en: 'Say what the competence rests on, and send again.' },
  },
  'violation-step': {
    status: 409,
    title: { vi: 'Chưa làm được: {why}', en: 'It cannot be done now: {why}' },
  },
  'violation-file': {
    status: 422,
    title: { vi: 'Tệp không dùng được: {why}', en: 'The file cannot be taken: {why}' },
    hint: {
      vi: 'Gửi ảnh JPEG, PNG, WebP, tệp PDF, Word hoặc văn bản, không quá 12 MB.',
      en: 'Send a JPEG, PNG, WebP, PDF, Word or text file of 12 MB at most.',
    },
  },
})

/** Those who see a violation and write it down. Which of them the law names is data of the pack, unconfirmed. */
const recorders = ['district', 'commune', 'station', 'cdc', 'inspector', 'operator'] as const satisfies Role[]
/** A gate writes down what it sees there, and reads its own. */
const seers = [...recorders, 'checkpoint'] as const satisfies Role[]
const deciders = ['province', 'district', 'commune', 'operator'] as const satisfies Role[]
const readers = ['province', ...recorders] as const satisfies Role[]
const ownReaders = [...readers, 'checkpoint'] as const satisfies Role[]
const Dong = z.int().min(0).max(10_000_000_000)

const Range = z.object({ min: z.number(), max: z.number(), midpoint: z.number().nullable(), confirmed: z.boolean() })
export const acts = verb({
  name: 'violations.acts',
  method: 'GET',
  path: '/api/violations/acts',
  title: { vi: 'Hành vi, điều khoản, khung phạt trong ngày', en: 'Acts, articles and fines of a day' },
  roles: [...ownReaders, 'auditor'],
  input: z.object({ day: Day.optional(), disease: Disease }),
  output: z.object({
    day: Day,
    /** Null: no table in force. */
    packCode: z.string().nullable(),
    title: Text.nullable(),
    acts: z.array(
      z.object({
        code: z.string(),
        act: Text,
        article: z.string().nullable(),
        person: Range.nullable(),
        organisation: Range.nullable(),
        source: Text,
        refer: z.boolean(),
      }),
    ),
    competence: z.array(
      z.object({ role: z.string(), roleWords: Text, upTo: z.number().nullable(), source: Text, confirmed: z.boolean() }),
    ),
    proposers: z.array(z.string()),
  }),
})

const Target = {
  subjectId: Id.nullish(),
  organisation: z.string().trim().min(2).max(200).nullish(),
  organisationCode: z.string().trim().max(40).nullish(),
}
export const record = verb({
  name: 'violations.record',
  method: 'POST',
  path: '/api/violations',
  title: { vi: 'Ghi vi phạm (lập biên bản)', en: 'Record a violation' },
  roles: seers,
  input: z
    .object({
      violationId: Id.optional(),
      communeId: z.int().positive().optional(),
      hamletId: z.int().min(0).optional(),
      disease: Disease,
      onDay: Day,
      place: z.string().trim().min(2).max(200),
      /** Of the table of that day; none: another act, said in words. */
      actCode: z.string().max(60).nullish(),
      act: z.string().trim().min(3).max(300).nullish(),
      ...Target,
      /** How one would know them, where nobody knows yet who it was. */
      who: z.string().trim().max(200).nullish(),
      description: z.string().trim().min(5).max(4000),
      declarationId: Id.nullish(),
    })
    .refine((v) => v.actCode || v.act, 'actCode | act')
    .refine((v) => !(v.subjectId && v.organisation), 'subjectId | organisation'),
  output: z.object({ violationId: Id, range: Range.nullable() }),
})

const StepOut = z.object({ stepId: Id })
const one = { violationId: Id, stepId: Id.optional(), onDay: Day }
export const identify = verb({
  name: 'violations.identify',
  method: 'POST',
  path: '/api/violations/:violationId/identify',
  title: { vi: 'Xác định người, tổ chức vi phạm', en: 'Say who it was' },
  roles: recorders,
  input: z
    .object({ ...one, ...Target, words: Reason.nullish() })
    .refine((v) => Boolean(v.subjectId) !== Boolean(v.organisation), 'subjectId | organisation'),
  output: StepOut,
})
export const decide = verb({
  name: 'violations.decide',
  method: 'POST',
  path: '/api/violations/:violationId/decision',
  title: { vi: 'Ghi quyết định xử phạt', en: 'Record the decision to fine' },
  roles: deciders,
  input: z.object({
    ...one,
    number: z.string().trim().min(1).max(80),
    signatory: z.string().trim().min(2).max(120),
    body: z.string().trim().min(2).max(200),
    amount: Dong,
    /** What the competence rests on, where it is not confirmed. */
    words: z.string().trim().max(500).nullish(),
  }),
  output: StepOut,
})
export const pay = verb({
  name: 'violations.pay',
  method: 'POST',
  path: '/api/violations/:violationId/payments',
  title: { vi: 'Ghi nộp phạt', en: 'Record a payment' },
  roles: [...deciders, 'cdc', 'station'],
  input: z.object({ ...one, amount: Dong.min(1), number: z.string().trim().min(1).max(80) }),
  output: StepOut,
})
export const appeal = verb({
  name: 'violations.appeal',
  method: 'POST',
  path: '/api/violations/:violationId/appeals',
  title: { vi: 'Ghi khiếu nại', en: 'Record an appeal' },
  roles: [...deciders, 'inspector'],
  input: z.object({ ...one, words: z.string().trim().min(5).max(2000) }),
  output: StepOut,
})
export const answerAppeal = verb({
  name: 'violations.answer-appeal',
  method: 'POST',
  path: '/api/violations/:violationId/appeals/answer',
  title: { vi: 'Ghi quyết định giải quyết khiếu nại', en: 'Record the answer to an appeal' },
  roles: deciders,
  input: z.object({
    ...one,
    number: z.string().trim().min(1).max(80),
    signatory: z.string().trim().min(2).max(120),
    body: z.string().trim().min(2).max(200),
    /** The fine that stands now; 0: the decision is taken back. */
    amount: Dong,
    words: z.string().trim().min(3).max(2000),
  }),
  output: StepOut,
})
export const refer = verb({
  name: 'violations.refer',
  method: 'POST',
  path: '/api/violations/:violationId/referral',
  title: { vi: 'Chuyển cơ quan có thẩm quyền', en: 'Refer to the competent authority' },
  roles: [...deciders, 'inspector'],
  input: z.object({
    ...one,
    body: z.string().trim().min(2).max(200),
    number: z.string().trim().min(1).max(80),
    words: z.string().trim().min(5).max(2000),
  }),
  output: StepOut,
})
export const withdraw = verb({
  name: 'violations.withdraw',
  method: 'POST',
  path: '/api/violations/:violationId/withdrawal',
  title: { vi: 'Rút vi phạm, có lý do', en: 'Withdraw a violation, with the reason' },
  roles: [...seers, 'province'],
  input: z.object({ ...one, words: Reason }),
  output: StepOut,
})
/** Which declaration was false: found out after the record was written. */
export const linkDeclaration = verb({
  name: 'violations.link-declaration',
  method: 'POST',
  path: '/api/violations/:violationId/declaration',
  title: { vi: 'Gắn với tờ khai sai', en: 'Link to the false declaration' },
  roles: recorders,
  input: z.object({ ...one, declarationId: Id, words: Reason.nullish() }),
  output: StepOut,
})
export const voidStep = verb({
  name: 'violations.void-step',
  method: 'POST',
  path: '/api/violations/steps/:stepId/void',
  title: { vi: 'Hủy một bước ghi nhầm', en: 'Take back a step recorded by mistake' },
  // a step is taken back by those who may record it
  roles: [...recorders, 'province'],
  input: z.object({ stepId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})

/** What records each kind of step. */
export const verbOf = {
  decision: decide,
  payment: pay,
  appeal,
  'appeal-answer': answerAppeal,
  referral: refer,
  withdrawal: withdraw,
  identified: identify,
  declaration: linkDeclaration,
} as const
export const mayTakeBack = (role: Role, kind: StepKind): boolean =>
  [voidStep, verbOf[kind]].every((v) => v.roles.some((r) => r === role))

/** May decide on violations: reads and takes back any evidence, those taken back too. */
export const decides = (role: Role): boolean => deciders.some((r) => r === role)

export const addEvidence = verb({
  name: 'violations.add-evidence',
  method: 'POST',
  path: '/api/violations/:violationId/evidence',
  title: { vi: 'Thêm ảnh, tệp chứng cứ', en: 'Add a photo or file as evidence' },
  roles: seers,
  upload: true,
  input: z.object({
    violationId: Id,
    fileName: z.string().trim().min(1).max(200),
    note: z.string().trim().max(500).optional(),
    bytes: z.instanceof(Uint8Array),
  }),
  output: z.object({ evidenceId: Id, sha256: z.string(), /** The same file was there. */ known: z.boolean() }),
})
export const voidEvidence = verb({
  name: 'violations.void-evidence',
  method: 'POST',
  path: '/api/violations/:violationId/evidence/:evidenceId/void',
  title: { vi: 'Rút chứng cứ gửi nhầm', en: 'Take back evidence' },
  // who added it, while nothing rests on it; then who may decide
  roles: [...seers, 'province'],
  input: z.object({ violationId: Id, evidenceId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
export const evidenceFile = verb({
  name: 'violations.evidence-file',
  method: 'GET',
  path: '/api/violations/:violationId/evidence/:evidenceId',
  title: { vi: 'Tải chứng cứ', en: 'The file of evidence' },
  roles: ownReaders,
  file: true,
  personal: true,
  input: z.object({ violationId: Id, evidenceId: Id }),
  output: z.any(),
})

export const State = z.enum(['recorded', 'decided', 'appealed', 'paid', 'referred', 'withdrawn'])
const Row = z.object({
  violationId: Id,
  communeId: z.number(),
  areaName: z.string(),
  onDay: Day,
  place: z.string(),
  actCode: z.string().nullable(),
  act: z.string(),
  article: z.string().nullable(),
  subjectId: Id.nullable(),
  /** As the reader's role may read it; null: not known who. */
  name: z.string().nullable(),
  organisation: z.boolean(),
  state: State,
  fine: z.number().nullable(),
  paid: z.number(),
  owed: z.number(),
})
export type ViolationRow = z.output<typeof Row>
export const list = verb({
  name: 'violations.list',
  method: 'GET',
  path: '/api/violations',
  title: { vi: 'Vi phạm của địa bàn', en: 'Violations of an area' },
  roles: ownReaders,
  personal: true,
  input: z.object({
    areaId: AreaId.optional(),
    from: Day.optional(),
    until: Day.optional(),
    actCode: z.string().max(60).optional(),
    state: z.enum([...State.options, 'all']).default('all'),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({ total: z.number(), rows: z.array(Row) }),
})
export const show = verb({
  name: 'violations.show',
  method: 'GET',
  path: '/api/violations/:violationId',
  title: { vi: 'Một vi phạm: chứng cứ, quyết định, nộp phạt, khiếu nại', en: 'A violation: evidence, decision, payment, appeal' },
  roles: ownReaders,
  personal: true,
  input: z.object({ violationId: Id }),
  output: Row.extend({
    description: z.string(),
    who: z.string().nullable(),
    organisationCode: z.string().nullable(),
    declarationId: Id.nullable(),
    /** The declaration it is about, and whether a person has said that it is false; null: none, or not in the reader's scope. */
    declaration: z.object({ onDay: Day, receivedAt: z.string(), markedFalse: z.boolean() }).nullable(),
    /** The gate that recorded it. */
    gate: z.string().nullable(),
    range: Range.nullable(),
    /** A grave consequence is for another authority. */
    referWhenGrave: Text.nullable(),
    /** Who may decide, as far as the pack knows. */
    competence: z.string().nullable(),
    steps: z.array(
      z.object({
        stepId: Id,
        kind: z.enum(stepKinds),
        onDay: Day,
        number: z.string().nullable(),
        signatory: z.string().nullable(),
        body: z.string().nullable(),
        amount: z.number().nullable(),
        words: z.string().nullable(),
        voidedAt: z.string().nullable(),
        voidReason: z.string().nullable(),
        /** This post may take it back now. */
        mayVoid: z.boolean(),
      }),
    ),
    evidence: z.array(
      z.object({
        evidenceId: Id,
        kind: z.enum(['photo', 'file']),
        name: z.string(),
        mime: z.string(),
        bytes: z.number(),
        sha256: z.string(),
        note: z.string().nullable(),
        addedAt: z.string(),
        voidedAt: z.string().nullable(),
        voidReason: z.string().nullable(),
        /** This post may open it; what was taken back only who may decide. */
        mayOpen: z.boolean(),
        /** This post may take it back now. */
        mayVoid: z.boolean(),
      }),
    ),
  }),
})
export const figures = verb({
  name: 'violations.figures',
  method: 'GET',
  path: '/api/violations/figures',
  title: { vi: 'Số vụ, số tiền phạt theo địa bàn, điều khoản', en: 'Violations and fines by area and article' },
  roles: [...readers, 'auditor'],
  input: z.object({
    areaId: AreaId.optional(),
    from: Day.optional(),
    until: Day.optional(),
    by: z.enum(['area', 'article']).default('area'),
  }),
  output: z.object({
    total: z.object({ recorded: z.number(), decided: z.number(), fined: z.number(), paid: z.number() }),
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        recorded: z.number(),
        decided: z.number(),
        fined: z.number(),
        paid: z.number(),
      }),
    ),
  }),
})
