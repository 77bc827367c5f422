/** The levels that follow when stays come, go, or are seen otherwise: nobody who met nobody with a level is looked at. */
import type { Ctx } from '@phaodai/kernel/command.ts'
import { sameAs } from '../people/people.store.ts'
import { reclassify } from './reclassify.ts'
import { listThere } from './together.store.ts'
import { listClassifications, listDiseases, lockLevels } from './tracing.store.ts'

/** Where and when stays changed; null times: at any time. */
export interface Changed {
  placeIds: string[]
  fromAt: string | null
  toAt: string | null
}

/** The places of some stays, and the time from the first to the last. */
export const changedBy = (stays: readonly { placeId: string; fromAt: string; toAt: string }[]): Changed => ({
  placeIds: [...new Set(stays.map((s) => s.placeId))],
  fromAt: stays.reduce<string | null>((a, s) => (a === null || Date.parse(s.fromAt) < Date.parse(a) ? s.fromAt : a), null),
  toAt: stays.reduce<string | null>((a, s) => (a === null || Date.parse(s.toAt) > Date.parse(a) ? s.toAt : a), null),
})

/**
 * Who has a level and was there then: of those a change of stays can move a level, since nobody gets one by meeting people without. A stay
 * that goes must be asked about before it goes, and after.
 */
async function levelledThere(ctx: Ctx, disease: string, changed: Changed): Promise<string[]> {
  return ctx.acrossAreas(async () => {
    const levelled = await listClassifications(ctx.db, disease, null)
    if (levelled.length === 0) return []
    const members = await sameAs(
      ctx.db,
      levelled.map((l) => l.subjectId),
    )
    const q = { placeIds: changed.placeIds, fromAt: changed.fromAt ?? '-infinity', toAt: changed.toAt ?? 'infinity' }
    return (await listThere(ctx.db, { ...q, ids: [...members.values()].flat() })).map((r) => r.subjectId)
  })
}

/**
 * Runs a change of stays and works out the levels that follow, of every disease, in the same transaction. One writer of levels at a time,
 * so that a result that comes in meanwhile sees these stays, or these see it.
 */
export async function followStays<T>(ctx: Ctx, changed: Changed, change: () => Promise<T>): Promise<T> {
  const diseases = (await ctx.acrossAreas(() => listDiseases(ctx.db))).map((d) => d.disease)
  const before = new Map<string, string[]>()
  for (const disease of diseases) {
    await lockLevels(ctx.db, disease)
    before.set(disease, await levelledThere(ctx, disease, changed))
  }
  const done = await change()
  for (const disease of diseases) {
    const there = new Set([...before.get(disease)!, ...(await levelledThere(ctx, disease, changed))])
    if (there.size > 0) await reclassify(ctx, disease, [...there])
  }
  return done
}
