import { z } from 'zod'
import { Rules } from './policy.shapes.ts'
import { Day, sourced, WordsShape } from './policy.sourced.ts'

export * from './policy.levels.shapes.ts'
export * from './policy.shapes.ts'
export * from './policy.sourced.ts'

/**
 * Shapes of policy as data: a disease profile says what a disease is, a policy pack what one official document orders, from which day
 * to which day. Every number is a figure with its source; nothing here is a rule of the program.
 */

const count = sourced(z.number().int().nonnegative())
const amount = sourced(z.number().nonnegative())
const range = sourced(z.strictObject({ min: z.number().nonnegative(), max: z.number().nonnegative() }))
const text = sourced(WordsShape)

export const PolicyDocument = z.strictObject({
  code: z.string().min(1),
  title: WordsShape,
  /** Null where the date of issue is not known. */
  issuedOn: Day.nullable(),
  issuer: z.string().min(1),
})
export type PolicyDocument = z.infer<typeof PolicyDocument>

export const DiseaseCode = z.enum(['covid19', 'mers', 'measles', 'ebola', 'dengue', 'hfmd', 'pertussis', 'rabies'])
export type DiseaseCode = z.infer<typeof DiseaseCode>

/** What one document orders, for one disease, in the whole country or in some provinces, from a day until another (exclusive). */
export const PolicyPack = z
  .strictObject({
    code: z.string().regex(/^[a-z0-9-]+$/),
    title: WordsShape,
    disease: DiseaseCode,
    /** `official`: a document of an authority; `guidance`: published technical guidance; `product`: defaults of this product, never alone in force. */
    basis: z.enum(['official', 'guidance', 'product']),
    /** Province codes with leading zeros; null: the whole country. */
    provinces: z
      .array(z.string().regex(/^\d\d$/))
      .min(1)
      .nullable(),
    effectiveFrom: Day,
    /** First day on which it is no longer in force; null where no end is known. */
    effectiveUntil: Day.nullable(),
    /** Why these dates, where the document does not say. */
    datesNote: WordsShape.optional(),
    documents: z.array(PolicyDocument).min(1),
    rules: Rules,
  })
  .superRefine((pack, ctx) => {
    if (pack.effectiveUntil !== null && pack.effectiveUntil <= pack.effectiveFrom)
      ctx.addIssue({ code: 'custom', path: ['effectiveUntil'], message: 'must be after effectiveFrom' })
    checkDocuments(pack, ctx)
  })
export type PolicyPack = z.infer<typeof PolicyPack>

/** Diseases followed by F-levels, or by clusters of cases in a place (dengue) or a class (hand, foot and mouth). */
export const DiseaseProfile = z
  .strictObject({
    code: DiseaseCode,
    aliases: z.array(z.string().min(1)),
    name: WordsShape,
    classification: z.enum(['f-levels', 'cluster']),
    /** Present exactly where the classification is `cluster`. */
    cluster: z
      .strictObject({
        by: z.enum(['place', 'class']),
        casesAtLeast: count,
        withinDays: count,
        radiusMetres: amount.optional(),
        endsAfterDaysWithoutCase: count,
        closeClassDays: count.optional(),
      })
      .optional(),
    incubationDays: range,
    serialIntervalDays: amount,
    infectious: text,
    symptoms: z.array(z.strictObject({ code: z.string().min(1), name: WordsShape })).min(1),
    /** Group of the law on infectious diseases, by date. */
    lawGroups: z
      .array(z.strictObject({ group: sourced(z.enum(['A', 'B', 'C'])), from: Day.nullable(), until: Day.nullable() }))
      .min(1),
    notifyWithinHours: count,
    /** The days on which that duty is known to be in force; after `until` its successor is not confirmed. */
    notifyRule: z.strictObject({ from: Day, until: Day.nullable(), after: WordsShape.optional() }).optional(),
    documents: z.array(PolicyDocument).min(1),
  })
  .superRefine((profile, ctx) => {
    if ((profile.classification === 'cluster') !== (profile.cluster !== undefined))
      ctx.addIssue({ code: 'custom', path: ['cluster'], message: 'a cluster disease, and only that, says what a cluster is' })
    checkDocuments(profile, ctx)
  })
export type DiseaseProfile = z.infer<typeof DiseaseProfile>

/** Every source must name a document that the same file lists. */
function checkDocuments(file: { documents: PolicyDocument[] }, ctx: z.RefinementCtx) {
  const known = new Set(file.documents.map((d) => d.code))
  const walk = (node: unknown, path: (string | number)[]): void => {
    if (node === null || typeof node !== 'object') return
    if ('document' in node && 'mark' in node) {
      if (!known.has(String(node.document)))
        ctx.addIssue({ code: 'custom', path: [...path, 'document'], message: `document ${node.document} is not listed` })
      return
    }
    for (const [key, value] of Object.entries(node)) walk(value, [...path, Array.isArray(node) ? Number(key) : key])
  }
  walk(file, [])
}
