import { command, read } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import * as contract from './duplicates.contract.ts'
import { proposalsFor, proposalsIn } from './duplicates.proposals.ts'
import { pairKey, pairOf } from './duplicates.rules.ts'
import { getLiveMerge, insertDifferent, insertMerge, listDifferent, lockMerges, undoMerge } from './merges.store.ts'
import { compareNumbers } from './numbers.store.ts'
import { briefOf, rangeOf } from './people.brief.ts'
import { canonicalOf, currentPersons, getPerson, sameAs } from './people.store.ts'

export const duplicates = read(contract.duplicates, async (ctx, { subjectId, areaId, limit }) => {
  if (subjectId) await getPerson(ctx.db, subjectId)
  const found = subjectId ? await proposalsFor(ctx, subjectId) : await proposalsIn(ctx, await rangeOf(ctx, areaId))
  const shown = found.slice(0, limit)
  ctx.touch(...shown.flatMap(({ a, b }) => [a.subjectId, ...(b ? [b.subjectId] : [])]))
  const { role } = ctx.actor
  return { proposals: shown.map((p) => ({ ...p, a: briefOf(role, p.a), b: briefOf(role, p.b) })) }
})

/**
 * A person says whether two records are one human. `same` joins them, and everything already joined to either; nothing is rewritten, so
 * that it can be undone. `different` is never proposed again.
 */
export const decideDuplicate = command(contract.decideDuplicate, async (ctx, { aSubjectId, bSubjectId, decision, reason }) => {
  if (aSubjectId === bSubjectId) throw new Problem('people-same-record')
  await lockMerges(ctx.db)
  const [aId, bId] = pairOf(aSubjectId, bSubjectId)
  const a = await getPerson(ctx.db, aId)
  await getPerson(ctx.db, bId)
  const groups = await sameAs(ctx.db, [aId, bId])
  if (groups.size < 2) throw new Problem('people-already-same')
  const [ours, theirs] = [...groups.values()] as [string[], string[]]
  const subjectIds = [...ours, ...theirs].sort()
  ctx.touch(...subjectIds)
  ctx.note({ decision, reason })
  if (decision === 'different') {
    await insertDifferent(ctx.db, { communeId: a.communeId, aId, bId, at: ctx.now, by: ctx.actor.accountId, reason })
    return { decision, mergeId: null, canonicalId: null }
  }
  const pairs = ours.flatMap((x) => theirs.map((y) => pairOf(x, y)))
  const [numbers, different] = await ctx.acrossAreas(
    async () => [await compareNumbers(ctx.db, pairs), await listDifferent(ctx.db, subjectIds)] as const,
  )
  if (numbers.some((n) => n.sameId === false)) throw new Problem('people-different-id')
  // this very pair may be thought over; another pair's answer is not overruled by the way
  const across = new Set(pairs.map(([x, y]) => pairKey(x, y)))
  const against = different.find((d) => across.has(pairKey(d.aId, d.bId)) && pairKey(d.aId, d.bId) !== pairKey(aId, bId))
  if (against) throw new Problem('people-said-different', { aSubjectId: against.aId, bSubjectId: against.bId })
  const mergeId = newId()
  await insertMerge(ctx.db, {
    communeId: a.communeId,
    mergeId,
    aliasId: bId,
    subjectId: aId,
    mergedAt: ctx.now,
    mergedBy: ctx.actor.accountId,
    reason,
  })
  const canonicalId = (await canonicalOf(ctx.db, [aId])).get(aId)!
  await ctx.emit({
    name: 'people.merged',
    communeId: a.communeId,
    body: { mergeId, aliasId: bId, subjectId: aId, canonicalId, subjectIds },
  })
  return { decision, mergeId, canonicalId }
})

/** Takes one merge back: every other pair that people joined stays joined. */
export const unmerge = command(contract.unmerge, async (ctx, { mergeId, reason }) => {
  await lockMerges(ctx.db)
  const merge = await getLiveMerge(ctx.db, mergeId)
  const members = [...(await sameAs(ctx.db, [merge.aliasId])).values()][0]!
  const [seen] = (await currentPersons(ctx.db, [merge.subjectId, merge.aliasId])).values()
  if (!seen) throw new Problem('not-found', { what: 'lần gộp hồ sơ' })
  await undoMerge(ctx.db, { communeId: merge.communeId, mergeId, at: ctx.now, by: ctx.actor.accountId, reason })
  ctx.touch(...members)
  ctx.note({ reason })
  const body = { mergeId, aliasId: merge.aliasId, subjectId: merge.subjectId, subjectIds: members }
  await ctx.emit({ name: 'people.unmerged', communeId: seen.communeId, body })
  return { mergeId, subjectIds: members }
})
