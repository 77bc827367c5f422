import type { Counted, RiskLevels, SaidKey } from '../policy/policy.contract.ts'
import { type Cases, type Facts, propose, rankOf } from './levels.rules.ts'

/** The smallest single change that moves a proposal. */
export interface Change {
  direction: 'raise' | 'lower'
  to: string
  what:
    | { kind: 'cases'; of: Counted; by: number }
    | { kind: 'communes'; level: string; by: number }
    | { kind: 'said'; input: SaidKey; value: number }
}

const MOST = 1 << 17

/** Cases of one kind more (or less): a community case without a known source is all three. */
function withCases(c: Cases, of: Counted, by: number): Cases {
  const plus = (key: keyof Cases) => Math.max(0, c[key] + by)
  const next = { ...c, all: plus('all') }
  if (of === 'all') return next
  next[of] = plus(of)
  if (of === 'unknownSource') next.community = plus('community')
  return next
}

/** One more commune within at a level (or one at or above it fewer, down to the lowest). */
function withCommunes(set: RiskLevels, f: Facts, level: string, by: number): Facts {
  const rank = rankOf(set.levels, level)
  const ranks = [...f.ranks].sort((a, b) => (by > 0 ? a - b : b - a))
  for (let i = 0, left = Math.abs(by); i < ranks.length && left > 0; i++)
    if (by > 0 ? ranks[i]! < rank : ranks[i]! >= rank) {
      ranks[i] = by > 0 ? rank : 0
      left--
    }
  return { ...f, ranks }
}

/** The least n in 1..most for which `moved`, which stays true once it is; null where none. */
function least(most: number, moved: (n: number) => boolean): number | null {
  if (most < 1 || !moved(most)) return null
  let [no, yes] = [0, most]
  while (yes - no > 1) {
    const half = (yes + no) >> 1
    if (moved(half)) yes = half
    else no = half
  }
  return yes
}

const kindsOf = (set: RiskLevels, tier: Facts['tier']): Counted[] => {
  if (set.matrix) return [set.matrix.of]
  const conditions = (set.triggers ?? []).filter((t) => t.tier === tier).flatMap((t) => t.all)
  return [...new Set(conditions.flatMap((c) => ('of' in c ? [c.of] : [])))]
}

/** The values of an input to try: a yes and a no, all and none. */
function inputsOf(set: RiskLevels, tier: Facts['tier'], day: string): { input: SaidKey; values: number[] }[] {
  if (set.matrix) {
    const elderly = set.matrix.elderly.filter((e) => e.from <= day).at(-1)
    return [
      { input: set.matrix.adults.input, values: [set.matrix.adults.limit.value ?? 100] },
      ...(elderly ? [{ input: elderly.input, values: [elderly.limit.value ?? 100] }] : []),
      { input: set.matrix.capacity.input, values: [1] },
    ]
  }
  const conditions = (set.triggers ?? []).filter((t) => t.tier === tier).flatMap((t) => t.all)
  const keys = [...new Set(conditions.flatMap((c) => (c.kind === 'said' ? [c.input] : [])))]
  return keys.map((input) => {
    const limits = conditions.flatMap((c) => (c.kind === 'said' && c.input === input && c.limit?.value != null ? [c.limit] : []))
    const over = limits.map((l) => (l.comparator === '>' ? l.value! + 1 : l.value!))
    return { input, values: over.length > 0 ? [...over.sort((a, b) => a - b), 0] : [1, 0] }
  })
}

/**
 * What, alone, would raise or lower a proposal, and by how little: cases more or less, communes of a level more or less, a figure typed in.
 * Found by asking the rules themselves, so it cannot differ from them.
 */
export function changesOf(set: RiskLevels, f: Facts, day: string): Change[] {
  const now = propose(set, f, day).level
  if (now === null) return []
  const at = rankOf(set.levels, now)
  const levelWith = (g: Facts) => propose(set, g, day).level ?? now
  const found: Change[] = []
  const look = (what: (n: number) => Facts, most: number, direction: Change['direction'], as: (by: number) => Change['what']) => {
    const moved = (n: number) => {
      const rank = rankOf(set.levels, levelWith(what(n)))
      return direction === 'raise' ? rank > at : rank < at
    }
    const by = least(most, moved)
    if (by !== null) found.push({ direction, to: levelWith(what(by)), what: as(by) })
  }
  for (const of of kindsOf(set, f.tier)) {
    look(
      (n) => ({ ...f, cases: withCases(f.cases, of, n) }),
      MOST,
      'raise',
      (by) => ({ kind: 'cases', of, by }),
    )
    look(
      (n) => ({ ...f, cases: withCases(f.cases, of, -n) }),
      f.cases[of],
      'lower',
      (by) => ({ kind: 'cases', of, by: -by }),
    )
  }
  const levels = new Set(
    (set.triggers ?? []).filter((t) => t.tier === f.tier).flatMap((t) => t.all.flatMap((c) => ('level' in c ? [c.level] : []))),
  )
  for (const level of levels) {
    const n = f.ranks.length
    look(
      (by) => withCommunes(set, f, level, by),
      n,
      'raise',
      (by) => ({ kind: 'communes', level, by }),
    )
    look(
      (by) => withCommunes(set, f, level, -by),
      n,
      'lower',
      (by) => ({ kind: 'communes', level, by: -by }),
    )
  }
  for (const { input, values } of inputsOf(set, f.tier, day))
    for (const value of values) {
      const to = levelWith({ ...f, said: { ...f.said, [input]: { value, asOf: day, source: '' } } })
      const rank = rankOf(set.levels, to)
      if (rank === at || found.some((c) => c.what.kind === 'said' && c.what.input === input && c.to === to)) continue
      found.push({ direction: rank > at ? 'raise' : 'lower', to, what: { kind: 'said', input, value } })
    }
  return found
}
