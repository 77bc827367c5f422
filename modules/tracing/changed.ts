import type { Ctx } from '@phaodai/kernel/command.ts'
import { netChanges } from './calls.told.ts'

/**
 * Whose level this operation changed so far, from before it to now, in the post's area; who lives elsewhere is their own commune's to know, the
 * referral tells it. A body's post (a laboratory) is told of one person only, the one it tested.
 */
export async function changedHere(ctx: Ctx, disease: string, tested: string | null = null) {
  const { lo, hi, bodyId } = ctx.actor
  const changes = await ctx.acrossAreas(() => netChanges(ctx.db, [ctx.opId]))
  return changes
    .filter((c) => c.disease === disease)
    .filter((c) => (bodyId === 0 ? c.communeId >= lo && c.communeId <= hi : c.subjectId === tested))
    .map(({ subjectId, fromLevel, toLevel }) => ({ subjectId, from: fromLevel, to: toLevel }))
}
