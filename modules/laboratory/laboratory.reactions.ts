import type { Ctx, Event, Reaction } from '@phaodai/kernel/command.ts'
import { canonicalOf } from '../people/people.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { listDiseases, lockLevels } from '../tracing/tracing.store.ts'
import { settle } from './confirming.ts'
import { listUnconfirmed } from './laboratory.store.ts'

/**
 * A positive that confirmed nothing when it was released (it only followed a case up, or was an antigen's without a link) may do so
 * when something else of the person is learnt or taken back. What follows then does not depend on which came first.
 */
async function settleAgain(ctx: Ctx, event: Event): Promise<void> {
  const { subjectId, subjectIds, disease } = event.body as { subjectId?: string; subjectIds?: string[]; disease?: string }
  const about = subjectIds ?? (subjectId ? [subjectId] : [])
  await ctx.acrossAreas(async () => {
    const diseases = disease ? [disease] : (await listDiseases(ctx.db)).map((d) => d.disease)
    for (const each of diseases) {
      const rules = await rulesFor(ctx.db, each)
      await lockLevels(ctx.db, rules.disease)
      const open = (await listUnconfirmed(ctx.db, rules.disease, about)).map((p) => p.subjectId)
      for (const id of new Set((await canonicalOf(ctx.db, open)).values())) await settle(ctx, rules, id)
    }
  })
}

export const reactions: Reaction[] = [
  'case.onset',
  'case.confirmation-voided',
  'people.merged',
  'people.unmerged',
  'tracing.contacts-found',
].map((on) => ({ on, react: settleAgain }))
