import type { Ctx, Event, Reaction } from '@phaodai/kernel/command.ts'
import { takeBackUnmet } from '../cases/cases.commands.ts'
import { canonicalOf, sameAs } from '../people/people.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { lockLevels } from '../tracing/tracing.store.ts'
import { settle } from './confirming.ts'
import { listUnconfirmed } from './laboratory.store.ts'
import { findUnmet, restingNear } from './unmet.ts'

/**
 * Whatever fact moved near a person: a positive that confirmed nothing when it was released (it only followed a case up, or was an
 * antigen's without a link) may do so now, and a case that needed a link or an onset falls with it. So what stands does not depend on
 * what was known first. A result that is being corrected is its own command's to follow.
 */
async function settleAgain(ctx: Ctx, event: Event): Promise<void> {
  const { subjectIds, disease } = event.body as { subjectIds: string[]; disease: string }
  await ctx.acrossAreas(async () => {
    const rules = await rulesFor(ctx.db, disease)
    await lockLevels(ctx.db, disease)
    const unmet = (await findUnmet(ctx, rules, await restingNear(ctx, rules, subjectIds))).filter((u) => !u.resultGone)
    if (unmet.length > 0) {
      await takeBackUnmet(
        ctx,
        disease,
        unmet.map((u) => u.confirmationId),
      )
    }
    const recorded = [...(await sameAs(ctx.db, subjectIds)).values()].flat()
    const open = (await listUnconfirmed(ctx.db, disease, recorded)).map((p) => p.subjectId)
    for (const id of new Set((await canonicalOf(ctx.db, open)).values())) await settle(ctx, rules, id)
  })
}

export const reactions: Reaction[] = [{ on: 'tracing.reclassified', react: settleAgain }]
