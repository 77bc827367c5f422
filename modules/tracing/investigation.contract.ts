import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { Day, Instant } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { addPlace } from './tracing.contract.ts'

const Id = z.uuid()
const At = Instant
const Disease = z.string().min(1).max(40)
const Words = z.object({ vi: z.string(), en: z.string() })
const line = z.string().trim().min(1).max(300)
const long = z.string().trim().min(1).max(2000)
const PlaceKind = addPlace.input.shape.kind

/** A milestone (mốc dịch tễ): a place and an interval. With both times it becomes a visit. */
export const Milestone = z.strictObject({
  /** A place already known; else its name, and its commune where that is not the person's own. */
  placeId: Id.optional(),
  name: line.optional(),
  kind: PlaceKind.default('other'),
  communeId: z.number().int().optional(),
  address: line.optional(),
  closedSpace: z.boolean().optional(),
  fromAt: At.optional(),
  toAt: At.optional(),
  masked: z.boolean().optional(),
  note: line.optional(),
})
export type Milestone = z.output<typeof Milestone>

const Step = z.strictObject({ done: z.boolean(), on: Day.optional(), note: line.optional() })

/**
 * An investigation by the five steps of QĐ 5053/QĐ-BYT (03/12/2020). Every field may be left out: not asked yet. An empty list says
 * "asked, none"; onsetOn null says "asked, no symptom".
 */
export const Form = z.strictObject({
  interviewedOn: Day.optional(),
  /** Who answered: the person, or family for them. */
  informant: line.optional(),
  symptoms: z.array(z.string().trim().min(1).max(60)).max(30).optional(),
  onsetOn: Day.nullable().optional(),
  firstCare: z.strictObject({ on: Day.optional(), where: line.optional() }).optional(),
  travel: z
    .array(z.strictObject({ where: line, fromOn: Day.optional(), untilOn: Day.optional(), by: line.optional() }))
    .max(50)
    .optional(),
  occupation: line.optional(),
  /** Workplace with shift, or school with class. */
  workplace: line.optional(),
  vaccinations: z
    .array(z.strictObject({ vaccine: line, dose: z.number().int().min(1).max(9).optional(), on: Day.optional() }))
    .max(10)
    .optional(),
  underlying: z.array(z.string().trim().min(1).max(120)).max(30).optional(),
  household: z.strictObject({ people: z.number().int().min(1).max(60).optional(), note: long.optional() }).optional(),
  vehicles: z
    .array(z.strictObject({ what: line, route: line.optional(), on: Day.optional(), seat: line.optional() }))
    .max(50)
    .optional(),
  gatherings: z
    .array(
      z.strictObject({
        what: line,
        where: line.optional(),
        on: Day.optional(),
        people: z.number().int().min(1).max(100_000).optional(),
      }),
    )
    .max(50)
    .optional(),
  milestones: z.array(Milestone).max(200).optional(),
  steps: z
    .strictObject({
      milestonesFixed: Step.optional(),
      coordinatorsNotified: Step.optional(),
      contactsTraced: Step.optional(),
      f1ListComplete: Step.optional(),
      isolatedAndSampled: Step.optional(),
    })
    .optional(),
  note: long.optional(),
})
export type Form = z.output<typeof Form>

const Completeness = z.object({ percent: z.number().int(), missing: z.array(Words) })

export const saveInvestigation = verb({
  name: 'tracing.save-investigation',
  method: 'POST',
  path: '/api/people/:subjectId/investigation',
  title: { vi: 'Lưu phiếu điều tra dịch tễ', en: 'Save the investigation form' },
  roles: epidemiology,
  input: z.object({
    subjectId: Id,
    disease: Disease,
    investigationId: Id.optional(),
    /** The version that was on the writer's screen; 0 where there was none. */
    basedOn: z.number().int().min(0).default(0),
    form: Form,
  }),
  output: z.object({
    investigationId: Id,
    version: z.number(),
    percent: z.number().int(),
    /** Set where the form's onset differs from what was known. */
    onsetId: Id.nullable(),
    visits: z.object({ added: z.number(), voided: z.number() }),
  }),
})

export const investigation = verb({
  name: 'tracing.investigation',
  method: 'GET',
  path: '/api/people/:subjectId/investigation',
  title: { vi: 'Phiếu điều tra dịch tễ', en: 'The investigation form' },
  personal: true,
  roles: ['province', 'district', 'commune', 'cdc', 'station', 'operator'],
  input: z.object({
    subjectId: Id,
    disease: Disease,
    /** An earlier version; left out, the latest. */
    version: z.coerce.number().int().min(1).optional(),
  }),
  output: z.object({
    /** Null: none saved yet. */
    shown: z.object({ version: z.number(), form: Form, at: z.string(), by: z.string() }).nullable(),
    completeness: Completeness,
    /** Newest first, each with what it changed. */
    versions: z.array(
      z.object({ version: z.number(), at: z.string(), by: z.string(), percent: z.number().int(), changes: z.array(Words) }),
    ),
  }),
})

export const problems = defineProblems({
  'investigation-newer': {
    status: 409,
    title: {
      vi: 'Phiếu đã có phiên bản {latest}, bản đang sửa là {basedOn}',
      en: 'The form has version {latest}; yours was made from {basedOn}',
    },
    hint: {
      vi: 'Mở bản mới nhất, đối chiếu rồi lưu lại; bản của bạn chưa được ghi.',
      en: 'Open the latest, compare and save again; yours was not written.',
    },
  },
  'milestone-place': {
    status: 422,
    title: { vi: 'Mốc dịch tễ thứ {index}: có giờ nhưng chưa có nơi', en: 'Milestone {index} has times but no place' },
    hint: {
      vi: 'Ghi tên nơi hoặc chọn nơi đã có; chưa có gì được ghi.',
      en: 'Name the place or choose one; nothing was written.',
    },
  },
  'milestone-commune': {
    status: 422,
    title: {
      vi: 'Mốc dịch tễ thứ {index}: đơn vị không phải là xã đang có hiệu lực',
      en: 'Milestone {index}: that unit is no commune in force',
    },
  },
})
