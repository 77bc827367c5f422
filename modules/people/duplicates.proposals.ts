import type { Ctx } from '@phaodai/kernel/command.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { compareRecords, type NumberFacts, pairKey, pairOf } from './duplicates.rules.ts'
import { listDifferent, listNameCandidates, listNamePairs } from './merges.store.ts'
import { compareNumbers, listTwins, listTwinsIn } from './numbers.store.ts'
import { type CurrentPerson, currentPersons, sameAs } from './people.store.ts'

/** A pair for a person to decide. Both lie inside the scope: a pair of two communes is decided by whoever sees both. */
export interface Proposal {
  a: CurrentPerson
  b: CurrentPerson
  strength: 'weak' | 'strong'
  score: number
  reasons: Words[]
}

/** Pairs of each kind looked at in one call: enough for a commune; a wide area is gone through commune by commune. */
const MOST_PAIRS = 20_000

/** What may be the same human as this subject, the likeliest first. */
export async function proposalsFor(ctx: Ctx, subjectId: string): Promise<Proposal[]> {
  const names = await listNameCandidates(ctx.db, subjectId, ctx.actor.lo, ctx.actor.hi)
  const twins = await listTwins(ctx.db, [subjectId], ctx.opId, ctx.now)
  const found = await weigh(ctx, [
    ...names.map((n) => [subjectId, n.subjectId] as const),
    ...twins.map((t) => [t.subjectId, t.twinId] as const),
  ])
  // the one asked about stands first
  return found.map((p) => (p.b.subjectId === subjectId ? { ...p, a: p.b, b: p.a } : p))
}

/** The same for every record of a range of communes inside the scope. */
export async function proposalsIn(ctx: Ctx, range: { lo: number; hi: number }): Promise<Proposal[]> {
  const names = await listNamePairs(ctx.db, range.lo, range.hi, MOST_PAIRS)
  const twins = await listTwinsIn(ctx.db, range.lo, range.hi, MOST_PAIRS, ctx.opId, ctx.now)
  const found = await weigh(ctx, [
    ...twins.map((t) => [t.subjectId, t.twinId] as const),
    ...names.map((n) => [n.aId, n.bId] as const),
  ])
  const inside = (p: CurrentPerson) => p.communeId >= range.lo && p.communeId <= range.hi
  return found.filter((p) => inside(p.a) || inside(p.b))
}

/** Compares pairs; one proposal for two humans, however many records they have; what was decided is not asked again. */
async function weigh(ctx: Ctx, pairs: (readonly [string, string])[]): Promise<Proposal[]> {
  const unique = [...new Map(pairs.map(([a, b]) => [pairKey(a, b), pairOf(a, b)])).values()]
  const ids = [...new Set(unique.flat())]
  if (ids.length === 0) return []
  const groups = await sameAs(ctx.db, ids)
  const rootOf = new Map([...groups].flatMap(([root, members]) => members.map((id) => [id, root])))
  const visible = await currentPersons(ctx.db, ids)
  const { everyone, numbers, different } = await ctx.acrossAreas(async () => ({
    everyone: new Map([
      ...(await currentPersons(
        ctx.db,
        ids.filter((id) => !visible.has(id)),
      )),
      ...visible,
    ]),
    numbers: new Map((await compareNumbers(ctx.db, unique)).map((n) => [pairKey(n.aId, n.bId), n])),
    different: await listDifferent(ctx.db, [...rootOf.keys()]),
  }))
  const parted = new Set(different.map((d) => pairKey(rootOf.get(d.aId)!, rootOf.get(d.bId)!)))
  const best = new Map<string, Proposal>()
  for (const [x, y] of unique) {
    const between = pairKey(rootOf.get(x)!, rootOf.get(y)!)
    if (rootOf.get(x) === rootOf.get(y) || parted.has(between)) continue
    const proposal = propose(everyone.get(x), everyone.get(y), visible, numbers.get(pairKey(x, y)))
    if (proposal === 'never') {
      // two CCCD of two humans: no other record of theirs brings them together
      best.delete(between)
      parted.add(between)
    } else if (proposal && proposal.score > (best.get(between)?.score ?? 0)) best.set(between, proposal)
  }
  return [...best.values()].sort(
    (p, q) => q.score - p.score || (pairKey(p.a.subjectId, p.b.subjectId) < pairKey(q.a.subjectId, q.b.subjectId) ? -1 : 1),
  )
}

function propose(
  x: CurrentPerson | undefined,
  y: CurrentPerson | undefined,
  visible: Map<string, CurrentPerson>,
  numbers: NumberFacts | undefined,
): Proposal | 'never' | null {
  if (!x || !y) return null
  const { verdict, score, reasons } = compareRecords(x, y, numbers ?? { sameId: null, samePhone: null })
  if (verdict === 'never') return 'never'
  if (verdict === 'none') return null
  // not even that there is such a record is told of another area
  if (!visible.has(x.subjectId) || !visible.has(y.subjectId)) return null
  return { a: x, b: y, strength: verdict, score, reasons }
}
