import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { sourceWords } from '../policy/policy.rules.ts'
import { checkMark, Mark } from '../policy/policy.sourced.ts'
import { type Checklist, kinds } from './checklist.rules.ts'

/* Checklists are data: checklists.json, each item with its document and mark. */

const Item = z.strictObject({
  item: z.string().min(1),
  vi: z.string().min(1),
  en: z.string().min(1),
  must: z.boolean().default(false),
  points: z.strictObject({ min: z.number(), max: z.number().positive() }).optional(),
  source: z.tuple([z.string(), z.string().nullable(), Mark]),
})
const words = { vi: z.string().min(1), en: z.string().min(1) }
const File = z.strictObject({
  documents: z.record(z.string(), z.string().min(1)),
  blocks: z.record(z.string(), z.array(Item)),
  lists: z.array(
    z.strictObject({
      code: z.string().min(1),
      version: z.int().positive(),
      kinds: z.array(z.enum(kinds)).min(1),
      blocks: z.array(z.string()),
      title: z.strictObject(words),
      note: z.strictObject(words).optional(),
      items: z.array(Item),
      bands: z
        .array(
          z.strictObject({
            ...words,
            upTo: z.number().optional(),
            below: z.number().optional(),
            unlessItem: z.number().optional(),
          }),
        )
        .default([]),
    }),
  ),
})

/** Reads and checks the file: every document named, no item twice, no memory shown as confirmed. @throws Error */
export function readChecklists(text: string): Checklist[] {
  const file = File.parse(JSON.parse(text))
  return file.lists.map(({ blocks, items, bands, note, ...list }) => {
    const all = [...blocks.flatMap((b) => file.blocks[b] ?? missing(`block ${b}`)), ...items]
    if (new Set(all.map((i) => i.item)).size !== all.length) throw new Error(`${list.code}: an item stands twice`)
    return {
      ...list,
      note: note ?? null,
      bands: bands.map(({ vi, en, ...limit }) => ({ words: { vi, en }, ...limit })),
      items: all.map(({ item, vi, en, must, points, source: [code, article, mark] }) => {
        const source = { document: file.documents[code] ?? missing(`document ${code}`), article, mark }
        const confirmed = mark === 'directive' || mark === 'found'
        z.object({})
          .loose()
          .superRefine((_, c) => checkMark({ source, confirmed }, c))
          .parse({})
        return { item, words: { vi, en }, must, points: points ?? null, source: sourceWords({ source }), confirmed }
      }),
    }
  })
}
const missing = (what: string): never => {
  throw new Error(`checklists.json names no ${what}`)
}

export const checklists: readonly Checklist[] = readChecklists(
  readFileSync(new URL('./checklists.json', import.meta.url), 'utf8'),
)
