import { z } from 'zod'
import { Day, Time } from './tasks.contract.ts'

const Short = z.string().trim().max(400).nullable()

/** The header of a document as people leave it. Blank is null. */
export const Header = z.object({
  kind: Short,
  number: Short,
  issuer: Short,
  date: Day.nullable(),
  meetingDate: Day.nullable(),
  subject: z.string().trim().max(1000).nullable(),
  signatory: Short,
  signatoryTitle: Short,
  onBehalfOf: Short,
})
export type Header = z.output<typeof Header>

export const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('area'), areaId: z.int().positive(), name: z.string().max(300) }),
  z.object({ kind: z.literal('body'), bodyId: z.int().positive(), areaId: z.int().positive(), name: z.string().max(300) }),
  z.object({ kind: z.literal('each'), tier: z.enum(['district', 'commune']), name: z.string().max(300) }),
])

export const Assignee = z.object({
  /** As the document says it. */
  written: z.string().trim().min(1).max(400),
  to: z.array(Target).max(40),
  /** The name says exactly this, or a person chose it. */
  sure: z.boolean(),
  proposals: z.array(Target).max(8).default([]),
})
export type Assignee = z.output<typeof Assignee>

/** One task of a draft. */
export const Item = z.object({
  key: z.string().min(1).max(60),
  words: z.string().trim().min(3).max(4000),
  /** Where it stands in the text; null: a person added it. */
  span: z.tuple([z.int().min(0), z.int().min(0)]).nullable(),
  /** open: nobody has looked at it yet. */
  decision: z.enum(['open', 'kept', 'dropped']),
  assignees: z.array(Assignee).max(40),
  responsible: Short,
  helpers: z.array(z.string().trim().min(1).max(300)).max(20),
  startsOn: Day.nullable(),
  dueOn: Day.nullable(),
  dueTime: Time.nullable(),
  dueBefore: z.boolean(),
  /** Other ends that its words name: whoever looks it through parts it there. */
  laterOn: z.array(Day).max(12).optional(),
  perDay: z.int().min(1).max(24).nullable(),
  everyDays: z.int().min(1).max(90).nullable(),
  untilOn: Day.nullable(),
  product: z.string().trim().max(300).nullable(),
  reportTo: z.string().trim().max(300).nullable(),
  measure: z.string().max(60).nullable(),
})
export type Item = z.output<typeof Item>

export const Draft = z.object({ header: Header, items: z.array(Item).max(600) })
export type Draft = z.output<typeof Draft>
