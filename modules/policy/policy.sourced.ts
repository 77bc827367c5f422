import { Day } from '@phaodai/kernel/days.ts'
import { z } from 'zod'

export { Day }

/** Local date YYYY-MM-DD (Asia/Ho_Chi_Minh). */
/** A text for people; Vietnamese first. */
export const WordsShape = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })

/**
 * How a number is known. `directive`: stated by the directive itself; `found`: read on a public page (named in the note); `memory-*`:
 * recalled, not checked; `missing`: not known; `product`: a default chosen by this product, no authority behind it.
 */
export const Mark = z.enum(['directive', 'found', 'memory-high', 'memory-medium', 'memory-low', 'missing', 'product'])
export type Mark = z.infer<typeof Mark>
/** Marks that a citation stands behind; all others are shown as unconfirmed. */
export const confirmedMarks: readonly Mark[] = ['directive', 'found']

export const Source = z.strictObject({
  /** Code of a document listed in the same pack or profile. */
  document: z.string().min(1),
  /** Article, point or section, where known. */
  article: z.string().min(1).nullable(),
  mark: Mark,
  /** Where it was read, or what is doubtful. */
  note: WordsShape.optional(),
})
export type Source = z.infer<typeof Source>

export const Comparator = z.enum(['>=', '>', '<=', '<', '='])
export type Comparator = z.infer<typeof Comparator>

/** A value with its source. The comparator is stored apart from the number: Quảng Ninh says "more than 10", Chỉ thị 15 "10 or more". */
export interface Sourced<T> {
  /** Null only where the mark is `missing`. */
  value: T | null
  unit?: string | undefined
  comparator?: Comparator | undefined
  source: Source
  /** True only with a citation (`directive` or `found`). */
  confirmed: boolean
}

/** Refuses a confirmed memory, an unconfirmed citation, and `memory-low`. */
export function checkMark(it: { source: Source; confirmed: boolean }, ctx: z.RefinementCtx) {
  const { mark } = it.source
  if (mark === 'memory-low')
    ctx.addIssue({ code: 'custom', message: 'memory-low is never shipped: leave it out or mark it missing' })
  if (it.confirmed !== confirmedMarks.includes(mark))
    ctx.addIssue({ code: 'custom', message: `confirmed must be ${!it.confirmed} for the mark ${mark}` })
}

/** The shape of a sourced value; its mark is checked, and the value is null exactly where the mark is `missing`. */
export const sourced = <T extends z.ZodType>(value: T) =>
  z
    .strictObject({
      value: value.nullable(),
      unit: z.string().min(1).optional(),
      comparator: Comparator.optional(),
      source: Source,
      confirmed: z.boolean(),
    })
    .superRefine((parsed, ctx) => {
      const it = parsed as Sourced<unknown>
      checkMark(it, ctx)
      if ((it.value === null) !== (it.source.mark === 'missing'))
        ctx.addIssue({ code: 'custom', message: 'a value is null exactly where its mark is missing' })
    }) as unknown as z.ZodType<Sourced<z.output<T>>>
