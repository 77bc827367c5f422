import { type Classification, classifyF1, classifyF2, type Facts, type Windows } from './levels.rules.ts'
import type { Neighbourhood } from './neighbourhood.ts'

/** Reads what linkWithout asks about these persons: their ties, those of whom they met, and those of the F0 behind them. */
export async function readLinks(near: Neighbourhood, ids: Iterable<string>): Promise<void> {
  const own = await near.canonical(ids)
  await near.needTies(own)
  const met = near.neighbours(own)
  await near.needTiesWith('F0', met)
  // an F0's window asks whom that F0 met before
  await near.needTiesWith(
    'F0',
    [...near.neighbours(met)].filter((id) => near.f0(id) !== undefined),
  )
}

/**
 * Whether a person met cases as an F1 or an F2 does, with some persons not counted as cases: what is asked of someone whose own case
 * is in question, so that nobody holds up their own link. Reads: readLinks.
 * @param without canonical ids that do not count as F0; the person never counts
 */
export function linkWithout(near: Neighbourhood, id: string, without: ReadonlySet<string>): 'F1' | 'F2' | null {
  const windows: Windows = new Map()
  const f1s = new Map<string, Classification | undefined>()
  const f1Of = (other: string) => {
    if (!f1s.has(other)) f1s.set(other, seen.f0(other) ? undefined : (classifyF1(other, seen, windows) ?? undefined))
    return f1s.get(other)
  }
  const seen: Facts = {
    packOn: near.packOn,
    isolations: near.isolations,
    ties: near.ties,
    f0: (other) => (other === id || without.has(other) ? undefined : near.f0(other)),
    f1: f1Of,
  }
  if (classifyF1(id, seen, windows)) return 'F1'
  return classifyF2(id, seen) ? 'F2' : null
}
