import type { Ctx } from '@phaodai/kernel/command.ts'
import { lockTeams } from './assignments.store.ts'
import { listSlotsOf, rebuildSizes, recountSlots } from './summaries.store.ts'

/** Counts for whole teams and communes, whatever hamlet the writer is bound to. */
export const widely = <T>(ctx: Ctx, work: () => Promise<T>): Promise<T> =>
  ctx.actor.hamletId === 0 ? work() : ctx.acrossAreas(work)

/** After doors changed hands from a day on: sizes and figures of the teams concerned, as the facts now make them. Hold the commune's lock. */
export async function recountAfter(
  ctx: Ctx,
  communeId: number,
  teamIds: readonly string[],
  householdIds: readonly string[],
  from: string,
): Promise<void> {
  const teams = [...new Set(teamIds)]
  if (teams.length === 0) return
  await lockTeams(ctx.db, teams)
  await widely(ctx, async () => {
    await rebuildSizes(ctx.db, communeId, teams)
    const slots = householdIds.length === 0 ? [] : await listSlotsOf(ctx.db, communeId, householdIds, from)
    const keys = slots.flatMap((s) => teams.map((teamId) => ({ teamId, ...s })))
    if (keys.length > 0) await recountSlots(ctx.db, communeId, keys)
  })
}
