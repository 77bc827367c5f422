import type { Condition, LevelMeasures, Matrix, RiskLevels, SaidKey, Source, Sourced } from '../policy/policy.contract.ts'
import { meets } from '../policy/policy.rules.ts'

/** Cases of the window in one unit. Each case is counted in `all`, in one of community and not, in one of known and unknown source. */
export interface Cases {
  all: number
  community: number
  unknownSource: number
  knownSource: number
}
export interface Said {
  value: number
  asOf: string
  source: string
}
/** What a proposal rests on, for one unit. */
export interface Facts {
  tier: 'commune' | 'district'
  cases: Cases
  population: number | null
  said: Partial<Record<SaidKey, Said>>
  /** Of a district: the rank that is proposed for each commune within. */
  ranks: readonly number[]
  /** The level in force in the same set of levels; null: none. */
  current: string | null
}

/** One condition as it stands: what it needs, what there is; `met` null where a figure is not there. */
export interface Stand {
  condition: Condition
  have: number | null
  met: boolean | null
}
/** One criterion of the set. */
export interface Check {
  id: string
  gives: string
  met: boolean | null
  stands: Stand[]
}
export interface Proposal {
  /** Null: it cannot be said. */
  level: string | null
  checks: Check[]
  matrix: MatrixStand | null
}
export interface MatrixStand {
  rate: number | null
  band: number | null
  adults: Stand
  /** Of the target in force that day; null: none yet. */
  elderly: Stand | null
  raised: boolean
  capacity: Stand
  /** The level before capacity held it; null where it was not held. */
  heldFrom: string | null
}

const PER = 100_000
/** Cases per 100,000 people; null without a population. */
export const rateOf = (cases: number, population: number | null): number | null =>
  population ? (cases * PER) / population : null
/** Place of a level in its set, the mildest first; a code that is not of the set counts as the mildest. */
export const rankOf = (levels: readonly LevelMeasures[], code: string): number =>
  Math.max(
    0,
    levels.findIndex((l) => l.code === code),
  )

function haveOf(c: Condition, set: RiskLevels, f: Facts): number | null {
  if (c.kind === 'cases') return f.cases[c.of]
  if (c.kind === 'rate') return rateOf(f.cases[c.of], f.population)
  if (c.kind === 'said') return f.said[c.input]?.value ?? null
  const above = f.ranks.filter((r) => r >= rankOf(set.levels, c.level)).length
  if (c.kind === 'areas') return above
  return f.ranks.length === 0 ? null : (100 * above) / f.ranks.length
}

function standOf(c: Condition, set: RiskLevels, f: Facts): Stand {
  const have = haveOf(c, set, f)
  const limit: Sourced<number> | undefined = c.limit
  const met = have === null ? null : limit ? meets(limit, have) : have >= 1
  return { condition: c, have, met }
}

/** True where all are; false where one is not; null where it hangs on what is not known. */
const allOf = (met: readonly (boolean | null)[]): boolean | null =>
  met.includes(false) ? false : met.includes(null) ? null : true

/**
 * The level that a set of criteria proposes for a unit, with every criterion as it stands. What is not known never makes a trigger true; in the
 * matrix an unknown target counts as not reached, so that typing in a figure can only lower.
 */
export function propose(set: RiskLevels, f: Facts, day: string): Proposal {
  if (set.matrix) return byMatrix(set, set.matrix, f, day)
  const checks = (set.triggers ?? [])
    .filter((t) => t.tier === f.tier)
    .map((t): Check => {
      const stands = t.all.map((c) => standOf(c, set, f))
      return { id: t.id, gives: t.gives, met: allOf(stands.map((s) => s.met)), stands }
    })
  const level = checks
    .filter((c) => c.met)
    .reduce((code, c) => (rankOf(set.levels, c.gives) > rankOf(set.levels, code) ? c.gives : code), set.levels[0]!.code)
  return { level, checks, matrix: null }
}

function byMatrix(set: RiskLevels, m: Matrix, f: Facts, day: string): Proposal {
  const ladder = set.levels
  const said = (input: SaidKey, limit?: Sourced<number>) => standOf({ kind: 'said', input, ...(limit && { limit }) }, set, f)
  const rate = rateOf(f.cases[m.of], f.population)
  const adults = said(m.adults.input, m.adults.limit)
  const target = m.elderly.filter((e) => e.from <= day).at(-1)
  const elderly = target ? said(target.input, target.limit) : null
  const capacity = said(m.capacity.input)
  const band = rate === null ? null : m.bands.filter((b) => meets(b.limit, rate)).length
  if (band === null)
    return { level: null, checks: [], matrix: { rate, band, adults, elderly, raised: false, capacity, heldFrom: null } }
  let level = (adults.met ? m.reached : m.notReached).levels[band]!
  const raised =
    Boolean(m.elderlyRaises.value) && elderly !== null && !elderly.met && f.cases[m.of] > 0 && level !== ladder.at(-1)!.code
  if (raised) level = ladder[ladder.findIndex((l) => l.code === level) + 1]!.code
  const held = m.capacity.holds.value && !capacity.met && f.current !== null && rankOf(ladder, level) < rankOf(ladder, f.current)
  const heldFrom = held ? level : null
  return { level: held ? f.current : level, checks: [], matrix: { rate, band, adults, elderly, raised, capacity, heldFrom } }
}

/** Where a figure is known from. */
export type Stated = { source: Source; confirmed: boolean }
/** Every figure and statement of the set that stands unconfirmed. */
export function unconfirmedOf(node: unknown): number {
  if (node === null || typeof node !== 'object') return 0
  const own = 'confirmed' in node && node.confirmed === false ? 1 : 0
  return own + Object.values(node).reduce((n: number, v) => n + unconfirmedOf(v), 0)
}
