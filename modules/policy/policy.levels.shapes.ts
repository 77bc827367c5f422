import { z } from 'zod'
import { checkMark, Day, Source, sourced, WordsShape } from './policy.sourced.ts'

/* Levels of distancing and of risk: what each asks, by which numbers it is proposed, who decides. */

const count = sourced(z.number().int().nonnegative())
const amount = sourced(z.number().nonnegative())
const flag = sourced(z.boolean())
const stated = { source: Source, confirmed: z.boolean() }
const LevelCode = z.string().regex(/^[a-z0-9-]+$/)

/** What a level asks; a set lists them from the mildest to the strictest. A limit is what breaks the rule: `>` 20 indoors means that a room of 21 does; `>=` 10 that a group of 10 does. */
export const LevelMeasures = z.strictObject({
  code: LevelCode,
  name: WordsShape,
  /** Days that it is ordered for, where the document says. */
  lastsDays: count.optional(),
  /** Everyone stays at home: no event is held. */
  staysHome: flag.optional(),
  indoorsPeople: count.optional(),
  outdoorGroup: count.optional(),
  distanceMetres: amount.optional(),
  worshipPeople: count.optional(),
  measures: z.array(z.strictObject({ text: WordsShape, ...stated }).superRefine(checkMark)),
})
export type LevelMeasures = z.infer<typeof LevelMeasures>
export const Distancing = z.strictObject({ name: WordsShape, levels: z.array(LevelMeasures).min(1) })

/** Cases of the window that a number counts. Without a known origin they count as community, without a known source as unknown. */
export const Counted = z.enum(['all', 'community', 'unknownSource', 'knownSource'])
export type Counted = z.infer<typeof Counted>
/** What no list of this product holds: an officer types it in, with source and date. */
export const SaidKey = z.enum([
  'population',
  'fast-spread',
  'hard-to-trace',
  'critical-park',
  'adults-one-dose',
  'elderly65-full',
  'elderly50-full',
  'capacity',
])
export type SaidKey = z.infer<typeof SaidKey>

export const Condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cases'), of: Counted, limit: count }),
  z.strictObject({ kind: z.literal('rate'), of: Counted, limit: amount }),
  /** Percent, or number, of the communes within that are at that level or above. */
  z.strictObject({ kind: z.literal('share'), level: LevelCode, limit: amount }),
  z.strictObject({ kind: z.literal('areas'), level: LevelCode, limit: count }),
  /** Typed in; without a limit a yes is needed. */
  z.strictObject({ kind: z.literal('said'), input: SaidKey, limit: amount.optional() }),
])
export type Condition = z.infer<typeof Condition>
const tier = z.enum(['commune', 'district'])
export const Trigger = z
  .strictObject({
    id: z.string().min(1),
    tier,
    gives: LevelCode,
    text: WordsShape,
    all: z.array(Condition).min(1),
    ...stated,
  })
  .superRefine(checkMark)
export type Trigger = z.infer<typeof Trigger>

/** Bands of a rate crossed with a vaccination target; levels by band, the lowest first. */
export const Matrix = z.strictObject({
  of: Counted,
  bands: z.array(z.strictObject({ limit: amount })).min(1),
  adults: z.strictObject({ input: SaidKey, limit: amount }),
  reached: z.strictObject({ levels: z.array(LevelCode), ...stated }),
  notReached: z.strictObject({ levels: z.array(LevelCode), ...stated }),
  /** The target of each time; missing it raises by one level, but where there is no case. */
  elderly: z.array(z.strictObject({ from: Day, input: SaidKey, limit: amount })),
  elderlyRaises: flag,
  /** Where it is not met the level may not be lowered. */
  capacity: z.strictObject({ input: SaidKey, holds: flag }),
})
export type Matrix = z.infer<typeof Matrix>

export const RiskLevels = z
  .strictObject({
    name: WordsShape,
    windowDays: count,
    levels: z.array(LevelMeasures).min(2),
    triggers: z.array(Trigger).optional(),
    matrix: Matrix.optional(),
    /** What the document decides and this pack does not know. */
    gaps: z.array(WordsShape),
  })
  .superRefine((set, ctx) => {
    const known = new Set(set.levels.map((l) => l.code))
    const used = [
      ...(set.triggers ?? []).flatMap((t) => [t.gives, ...t.all.flatMap((c) => ('level' in c ? [c.level] : []))]),
      ...(set.matrix?.reached.levels ?? []),
      ...(set.matrix?.notReached.levels ?? []),
    ]
    for (const code of used) if (!known.has(code)) ctx.addIssue({ code: 'custom', message: `level ${code} is not listed` })
    if (!set.triggers === !set.matrix) ctx.addIssue({ code: 'custom', message: 'either triggers or a matrix' })
  })
export type RiskLevels = z.infer<typeof RiskLevels>

const deciders = sourced(z.array(z.string().min(1)).min(1))
/** Roles that decide the level of a unit of each tier. */
export const LevelAuthority = z.strictObject({ province: deciders, district: deciders, commune: deciders })

/** An act with its article and fine, in dong, for an individual. */
export const FineAct = z.strictObject({
  code: LevelCode,
  act: WordsShape,
  article: z.string().min(1).nullable(),
  fine: sourced(z.strictObject({ min: z.number().nonnegative(), max: z.number().nonnegative() })),
  /** To be told to the authority that may prosecute, where the consequence is grave. */
  referWhenGrave: flag.optional(),
})
export const Fines = z.strictObject({
  acts: z.array(FineAct).min(1),
  organisationTimes: count,
  /** Without aggravation: the middle of the range. */
  midpoint: flag,
  proposers: deciders,
  /** Who decides, up to which fine for an individual; a missing ceiling is not known. */
  deciders: z.array(z.strictObject({ role: z.string().min(1), upTo: amount })).min(1),
})
