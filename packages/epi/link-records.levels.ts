import { rng } from './random.ts'

/** One way in which two records are compared. */
export type Comparison<L, R> = {
  name: string
  /** Number of levels of agreement, at least 2: 0 agrees best, the last is plain disagreement. */
  levels: number
  /** The level that a left and a right record reach, or null where one of them does not say. */
  level(left: L, right: R): number | null
  /** False where levels are only kinds (so many days between two dates): then level 0 is nothing special at the start. Default true. */
  ordered?: boolean
  /** Stated P(level | same person), adding up to 1; not estimated then. */
  m?: readonly number[]
  /** Stated P(level | different people), adding up to 1; not counted then. */
  u?: readonly number[]
  /** What two records agree on at level 0 (the province, the age): agreeing on a rare value weighs more. `side` says whose value. */
  value?(record: L | R, side: 'left' | 'right'): string | null
}

/** Keys of which two records must share one to be compared; null agrees with nothing. */
export type Blocks<L, R> = readonly { left(record: L): string | null; right(record: R): string | null }[] | undefined

/** In place of a level where one of the two does not say. */
export const NOT_SAID = 255
const MOST_PAIRS = 10_000_000
export const bits = (same: number, different: number) => Math.log2(same / different)

export type Pairs = { left: Int32Array; right: Int32Array }

export function check<L, R>({ name, levels, m, u }: Comparison<L, R>): void {
  if (!(Number.isInteger(levels) && levels >= 2 && levels < NOT_SAID))
    throw new RangeError(`levels of ${name} must be a whole number from 2 to 254: ${levels}`)
  for (const [which, stated] of [
    ['m', m],
    ['u', u],
  ] as const) {
    if (stated === undefined) continue
    const sum = stated.reduce((total, each) => total + each, 0)
    if (stated.length !== levels || !stated.every((each) => each > 0) || Math.abs(sum - 1) > 1e-6)
      throw new RangeError(`${which} of ${name} must be ${levels} numbers above 0 that add up to 1: ${stated.join(', ')}`)
  }
}

export function pairsOf<L, R>(left: readonly L[], right: readonly R[], blocks: Blocks<L, R>): Pairs {
  if (blocks === undefined) {
    const n = left.length * right.length
    if (n > MOST_PAIRS) throw new RangeError(`blocks must be given: ${n} pairs are more than ${MOST_PAIRS}`)
    const all: Pairs = { left: new Int32Array(n), right: new Int32Array(n) }
    for (let p = 0, l = 0; l < left.length; l++)
      for (let r = 0; r < right.length; r++, p++) {
        all.left[p] = l
        all.right[p] = r
      }
    return all
  }
  const found = left.map(() => new Set<number>())
  let n = 0
  for (const block of blocks) {
    const rows = new Map<string, number[]>()
    right.forEach((record, r) => {
      const key = block.right(record)
      if (key === null) return
      const group = rows.get(key)
      if (group) group.push(r)
      else rows.set(key, [r])
    })
    left.forEach((record, l) => {
      const key = block.left(record)
      if (key === null) return
      for (const r of rows.get(key) ?? []) {
        if (found[l]!.has(r)) continue
        found[l]!.add(r)
        n += 1
        if (n > MOST_PAIRS) throw new RangeError(`blocks must be finer: more than ${MOST_PAIRS} pairs agree on one`)
      }
    })
  }
  const pairs: Pairs = { left: new Int32Array(n), right: new Int32Array(n) }
  let p = 0
  found.forEach((rights, l) => {
    for (const r of [...rights].sort((a, b) => a - b)) {
      pairs.left[p] = l
      pairs.right[p] = r
      p += 1
    }
  })
  return pairs
}

function levelOf<L, R>(comparison: Comparison<L, R>, left: L, right: R): number {
  const level = comparison.level(left, right)
  if (level === null) return NOT_SAID
  if (Number.isInteger(level) && level >= 0 && level < comparison.levels) return level
  throw new RangeError(`level of ${comparison.name} must be null or from 0 to ${comparison.levels - 1}: ${level}`)
}

export function levelsOf<L, R>(comparison: Comparison<L, R>, left: readonly L[], right: readonly R[], pairs: Pairs): Uint8Array {
  const levels = new Uint8Array(pairs.left.length)
  for (let p = 0; p < levels.length; p++) levels[p] = levelOf(comparison, left[pairs.left[p]!]!, right[pairs.right[p]!]!)
  return levels
}

/** u: of all pairs; where blocks choose the pairs, of 200,000 drawn from all. */
export function differing<L, R>(
  comparison: Comparison<L, R>,
  left: readonly L[],
  right: readonly R[],
  seen: Uint8Array,
  blocks: Blocks<L, R>,
): number[] {
  const tally = new Array<number>(comparison.levels).fill(0)
  if (blocks === undefined) {
    for (let p = 0; p < seen.length; p++) if (seen[p] !== NOT_SAID) tally[seen[p]!]! += 1
  } else if (left.length > 0 && right.length > 0) {
    const chance = rng(1969)
    for (let draw = 0; draw < 200_000; draw++) {
      const level = levelOf(comparison, left[chance.integer(0, left.length - 1)]!, right[chance.integer(0, right.length - 1)]!)
      if (level !== NOT_SAID) tally[level]! += 1
    }
  }
  const total = tally.reduce((sum, each) => sum + each, 0)
  return tally.map((each) => (each + 0.5) / (total + 0.5 * comparison.levels))
}

/** Bits to add to level 0 for the rarity of the left record's value. */
export function rarityOf<L, R>(comparison: Comparison<L, R>, left: readonly L[], right: readonly R[], agreeing: number) {
  const value = comparison.value?.bind(comparison)
  if (!value) return { ofLeft: null }
  const count = new Map<string, number>()
  let total = 0
  const values = left.map((record) => value(record, 'left'))
  for (const each of [...values, ...right.map((record) => value(record, 'right'))]) {
    if (each === null) continue
    count.set(each, (count.get(each) ?? 0) + 1)
    total += 1
  }
  const ofLeft = Float64Array.from(values, (each) => (each === null ? 0 : Math.log2((agreeing * total) / count.get(each)!)))
  return { ofLeft }
}

export function startOf<L, R>(comparison: Comparison<L, R>, u: readonly number[]): number[] {
  if (comparison.ordered === false) return [...u]
  return u.map((_, level) => (level === 0 ? 0.9 : 0.1 / (comparison.levels - 1)))
}

/** m as counted in the pairing, drawn a little towards u so that a level that was not seen keeps a finite weight. */
export function counted<L, R>(
  comparison: Comparison<L, R>,
  levels: Uint8Array,
  chosen: readonly number[],
  u: readonly number[],
): number[] {
  const tally = new Array<number>(comparison.levels).fill(0)
  let total = 0
  for (const p of chosen) {
    const level = levels[p]!
    if (level === NOT_SAID) continue
    tally[level]! += 1
    total += 1
  }
  const drawn = comparison.ordered === false ? 5 : 1
  return tally.map((each, level) => (each + drawn * u[level]!) / (total + drawn))
}
