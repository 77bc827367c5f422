import { type Role, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { AreaId, Day, Disease, Id, Reason } from '../checks/checks.contract.ts'
import { Condition, Counted, LevelMeasures, SaidKey } from '../policy/policy.contract.ts'
import { Words } from './levels.words.ts'

export const problems = defineProblems({
  'level-not-competent': {
    status: 403,
    title: {
      vi: 'Vai trò {role} không quyết định cấp độ của {area}; theo {source}',
      en: 'The role {role} does not decide the level of {area}; by {source}',
    },
    hint: { vi: 'Đề nghị cấp trên quyết định.', en: 'Propose it to the level above.' },
  },
  'level-unknown': {
    status: 422,
    title: { vi: 'Ngày {day} không có cấp độ {level}', en: 'There is no level {level} on {day}' },
    hint: { vi: 'Chọn trong các cấp độ: {known}.', en: 'Choose one of: {known}.' },
  },
  'level-reason-needed': {
    status: 422,
    title: {
      vi: 'Quyết định khác đề xuất theo tiêu chí ({proposed}): ghi lý do',
      en: 'It differs from what the criteria propose ({proposed}): say why',
    },
  },
  'level-dates': {
    status: 422,
    title: { vi: 'Ngày chưa hợp lý: {why}', en: 'The dates do not fit: {why}' },
  },
  'level-not-standing': {
    status: 409,
    title: { vi: 'Quyết định này không còn hiệu lực', en: 'That decision is no longer in force' },
  },
})

export const Scale = z.enum(['distancing', 'riskLevels'])
const readers = [
  'province',
  'district',
  'commune',
  'cdc',
  'station',
  'inspector',
  'auditor',
  'operator',
] as const satisfies Role[]
const deciders = ['province', 'district', 'operator'] as const satisfies Role[]
const enterers = ['province', 'district', 'cdc', 'operator'] as const satisfies Role[]

const Stand = z.object({
  condition: Condition,
  words: Words,
  have: z.number().nullable(),
  met: z.boolean().nullable(),
  /** The list behind the number. */
  list: z.object({ of: Counted, from: Day, until: Day, areaId: z.number() }).nullable(),
  /** Of a figure that was typed in: by which source, of which day. */
  said: z.object({ asOf: Day, source: z.string() }).nullable(),
  confirmed: z.boolean(),
  source: Words,
})
export type Stand = z.output<typeof Stand>
const Criterion = z.object({
  id: z.string(),
  text: Words,
  gives: z.string(),
  givesName: Words,
  met: z.boolean().nullable(),
  stands: z.array(Stand),
  source: Words,
  confirmed: z.boolean(),
})
const Numbers = {
  all: z.number(),
  community: z.number(),
  unknownSource: z.number(),
  knownSource: z.number(),
}
const Standing = z.object({
  decisionId: Id,
  areaId: z.number(),
  areaName: z.string(),
  scale: Scale,
  level: z.string(),
  levelName: Words,
  measures: LevelMeasures,
  number: z.string(),
  signedOn: Day,
  issuer: z.string(),
  signatory: z.string(),
  fromOn: Day,
  untilOn: Day.nullable(),
  reviewOn: Day.nullable(),
  reason: z.string().nullable(),
  proposed: z.string().nullable(),
  endedOn: Day.nullable(),
  endDocument: z.string().nullable(),
  voidReason: z.string().nullable(),
  state: z.enum(['planned', 'in-force', 'ended', 'replaced', 'void']),
  lastOn: Day.nullable(),
  daysLeft: z.number().nullable(),
  reviewDue: z.boolean(),
  replacedBy: Id.nullable(),
})
export type StandingRow = z.output<typeof Standing>

const LevelName = z.object({ code: z.string(), name: Words })
const Row = z.object({
  areaId: z.number(),
  code: z.string(),
  name: z.string(),
  tier: z.enum(['commune', 'district']),
  parentId: z.number().nullable(),
  cases: z.object(Numbers),
  population: z.number().nullable(),
  populationSource: z.string().nullable(),
  /** New community cases per 100,000 in the window. */
  rate: z.number().nullable(),
  current: z.string().nullable(),
  proposed: z.string().nullable(),
  doubts: z.array(Words),
})
export type ProposalRow = z.output<typeof Row>
const Head = {
  day: Day,
  from: Day,
  criteria: z
    .object({
      packCode: z.string(),
      name: Words,
      title: Words,
      inForce: z.boolean(),
      effectiveFrom: Day,
      effectiveUntil: Day.nullable(),
      windowDays: z.number(),
      windowSource: Words,
      unconfirmed: z.number(),
      gaps: z.array(Words),
      levels: z.array(LevelName),
    })
    .nullable(),
  /** Every set of criteria loaded, by its pack: one that is not in force on the day may be looked at, and is said so. */
  known: z.array(z.object({ packCode: z.string(), name: Words, inForce: z.boolean() })),
}

export const proposals = verb({
  name: 'levels.proposals',
  method: 'GET',
  path: '/api/levels/proposals',
  title: { vi: 'Đề xuất cấp độ dịch theo tiêu chí', en: 'Levels that the criteria propose' },
  roles: readers,
  input: z.object({
    areaId: AreaId.optional(),
    day: Day.optional(),
    disease: Disease,
    /** The pack of a set of criteria; default: the one in force on the day. */
    criteria: z.string().max(80).optional(),
    tier: z.enum(['commune', 'district', 'all']).default('all'),
  }),
  output: z.object({ ...Head, doubts: z.array(Words), rows: z.array(Row) }),
})

export const area = verb({
  name: 'levels.area',
  method: 'GET',
  path: '/api/levels/areas/:areaId',
  title: {
    vi: 'Cấp độ của một địa bàn: từng con số, điều khoản, đề xuất',
    en: 'The level of a unit: each number, article, proposal',
  },
  roles: readers,
  input: z.object({
    areaId: AreaId,
    day: Day.optional(),
    disease: Disease,
    criteria: z.string().max(80).optional(),
  }),
  output: z.object({
    ...Head,
    row: Row.nullable(),
    proposedName: Words.nullable(),
    currentName: Words.nullable(),
    criteriaMet: z.array(Criterion),
    /** What follows from what is not known, in words. */
    follows: z.array(Words),
    changes: z.array(z.object({ direction: z.enum(['raise', 'lower']), to: z.string(), words: Words })),
    inputs: z.array(
      z.object({
        inputId: Id,
        key: SaidKey,
        words: Words,
        value: z.number(),
        asOf: Day,
        source: z.string(),
      }),
    ),
    /** What the criteria ask that nobody has typed in. */
    missing: z.array(z.object({ key: SaidKey, words: Words })),
    history: z.array(Standing),
    mayDecide: z.boolean(),
  }),
})

export const inForce = verb({
  name: 'levels.in-force',
  method: 'GET',
  path: '/api/levels/in-force',
  title: {
    vi: 'Biện pháp đang áp dụng: ở đâu, đến khi nào, theo văn bản nào',
    en: 'Measures in force: where, until when, by which document',
  },
  roles: [...readers, 'team', 'checkpoint', 'site', 'laboratory'],
  input: z.object({
    areaId: AreaId.optional(),
    day: Day.optional(),
    disease: Disease,
    state: z.enum(['in-force', 'all']).default('in-force'),
  }),
  output: z.object({
    day: Day,
    /** Ordered by the policy pack of the province itself. */
    pack: z
      .object({
        packCode: z.string(),
        title: Words,
        measure: Words,
        fromOn: Day,
        lastOn: Day.nullable(),
        daysLeft: z.number().nullable(),
        limits: z.array(Words),
      })
      .nullable(),
    rows: z.array(Standing),
  }),
})

export const scales = verb({
  name: 'levels.scales',
  method: 'GET',
  path: '/api/levels/scales',
  title: { vi: 'Các mức có thể quyết định trong ngày', en: 'The levels that may be decided on a day' },
  roles: readers,
  input: z.object({ day: Day.optional(), disease: Disease }),
  output: z.object({
    day: Day,
    scales: z.array(
      z.object({
        scale: Scale,
        packCode: z.string(),
        name: Words,
        levels: z.array(LevelMeasures.extend({ words: z.array(Words) })),
      }),
    ),
  }),
})

export const cases = verb({
  name: 'levels.cases',
  method: 'GET',
  path: '/api/levels/cases',
  title: { vi: 'Danh sách ca bệnh sau một con số của đề xuất', en: 'The cases behind a number of a proposal' },
  personal: true,
  roles: ['province', 'district', 'commune', 'cdc', 'station', 'inspector', 'operator'],
  input: z.object({
    areaId: AreaId.optional(),
    disease: Disease,
    of: Counted.default('all'),
    from: Day,
    until: Day,
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        subjectId: Id,
        communeId: z.number(),
        areaName: z.string(),
        code: z.string(),
        name: z.string(),
        knownOn: Day,
        origin: z.string().nullable(),
        sourceKnown: z.boolean(),
      }),
    ),
  }),
})

export const putInput = verb({
  name: 'levels.put-input',
  method: 'POST',
  path: '/api/levels/inputs',
  title: {
    vi: 'Ghi số liệu cho tiêu chí (tiêm chủng, năng lực điều trị…)',
    en: 'Enter a figure for the criteria (vaccinated, capacity…)',
  },
  roles: enterers,
  input: z.object({
    inputId: Id.optional(),
    areaId: z.int().positive(),
    key: SaidKey,
    value: z.number().min(0).max(100_000_000),
    asOf: Day,
    source: z.string().trim().min(3).max(200),
  }),
  output: z.object({ inputId: Id }),
})

export const voidInput = verb({
  name: 'levels.void-input',
  method: 'POST',
  path: '/api/levels/inputs/:inputId/void',
  title: { vi: 'Hủy số liệu ghi sai', en: 'Take back a wrong figure' },
  roles: enterers,
  input: z.object({ inputId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})

export const decide = verb({
  name: 'levels.decide',
  method: 'POST',
  path: '/api/levels/decisions',
  title: { vi: 'Ghi quyết định cấp độ, biện pháp', en: 'Record the decision of a level' },
  roles: deciders,
  input: z
    .object({
      /** One document may set the level of several units; an id for each, made by the client. */
      areas: z
        .array(z.object({ areaId: z.int().positive(), decisionId: Id.optional() }))
        .min(1)
        .max(300),
      disease: Disease,
      scale: Scale,
      level: z.string().max(60),
      number: z.string().trim().min(1).max(80),
      signedOn: Day,
      issuer: z.string().trim().min(2).max(200),
      signatory: z.string().trim().min(2).max(120),
      fromOn: Day,
      untilOn: Day.nullish(),
      /** Until further notice: the day on which it is looked at again. */
      reviewOn: Day.nullish(),
      reason: Reason.nullish(),
    })
    .refine((d) => d.untilOn || d.reviewOn, 'untilOn | reviewOn'),
  output: z.object({ decisions: z.array(z.object({ decisionId: Id, areaId: z.number(), proposed: z.string().nullable() })) }),
})

export const end = verb({
  name: 'levels.end',
  method: 'POST',
  path: '/api/levels/decisions/:decisionId/end',
  title: { vi: 'Kết thúc áp dụng trước hạn', en: 'End a decision before its day' },
  roles: deciders,
  input: z.object({ decisionId: Id, endedOn: Day, document: z.string().trim().min(2).max(200) }),
  output: z.object({ endedOn: Day }),
})

export const voidDecision = verb({
  name: 'levels.void',
  method: 'POST',
  path: '/api/levels/decisions/:decisionId/void',
  title: { vi: 'Hủy bản ghi quyết định ghi nhầm', en: 'Void a decision recorded by mistake' },
  roles: deciders,
  input: z.object({ decisionId: Id, reason: Reason }),
  output: z.object({ voided: z.literal(true) }),
})
