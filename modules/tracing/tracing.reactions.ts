import type { Ctx, Event, Reaction } from '@phaodai/kernel/command.ts'
import { reclassify, reclassifyAll } from './reclassify.ts'
import { listEveryone, listHousehold } from './tracing.store.ts'

const ofOne = async (ctx: Ctx, event: Event) => {
  const { subjectId, subjectIds, disease } = event.body as { subjectId: string; subjectIds?: string[]; disease: string }
  await reclassify(ctx, disease, subjectIds ?? [subjectId])
}

/** A change of who someone is, or of whom they live with, touches every disease. */
const ofAll = async (ctx: Ctx, event: Event) => {
  const { subjectIds, subjectId } = event.body as { subjectIds?: string[]; subjectId?: string }
  const { formerHouseholdId } = event.body as { formerHouseholdId?: string | null }
  // those left behind in a household are no neighbours any more, and must be looked at all the same
  const left = formerHouseholdId ? await listHousehold(ctx.db, formerHouseholdId) : []
  const ids = [...(subjectIds ?? (subjectId ? [subjectId] : [])), ...left.map((p) => p.subjectId)]
  if (ids.length === 0) return
  await reclassifyAll(ctx, ids)
}

/** Other rules for days that have passed, too: everyone of whom anything is known is looked at. */
const ofEveryone = async (ctx: Ctx, event: Event) => {
  const { disease } = event.body as { disease: string }
  const everyone = await ctx.acrossAreas(() => listEveryone(ctx.db, disease))
  await reclassify(
    ctx,
    disease,
    everyone.map((p) => p.subjectId),
  )
}

export const reactions: Reaction[] = [
  ...[
    'case.confirmed',
    'case.onset',
    'case.isolated',
    'case.isolation-ended',
    'case.confirmation-voided',
    'case.onset-voided',
    'case.isolation-voided',
  ].map((on) => ({ on, react: ofOne })),
  { on: 'policy.loaded', react: ofEveryone },
  ...['people.registered', 'people.household-changed', 'people.moved', 'people.merged', 'people.unmerged'].map((on) => ({
    on,
    react: ofAll,
  })),
]
