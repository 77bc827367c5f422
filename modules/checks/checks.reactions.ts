import type { Ctx, Event, Reaction } from '@phaodai/kernel/command.ts'
import { listDiseases } from '../tracing/tracing.store.ts'
import { refresh } from './following.ts'

/** The laboratory did something about a person, or who someone is has changed: what came of their signals goes back to the team at once. */
async function tellSignals(ctx: Ctx, event: Event): Promise<void> {
  const { subjectId, subjectIds, disease } = event.body as { subjectId?: string; subjectIds?: string[]; disease?: string }
  const about = subjectIds ?? (subjectId ? [subjectId] : [])
  const diseases = disease ? [disease] : await ctx.acrossAreas(async () => (await listDiseases(ctx.db)).map((d) => d.disease))
  for (const each of new Set(disease ? diseases : [...diseases, 'covid19'])) await refresh(ctx, each, about)
}

export const reactions: Reaction[] = [
  'laboratory.test-ordered',
  'laboratory.sample-taken',
  'laboratory.result-released',
  'laboratory.result-corrected',
  'laboratory.sample-voided',
  'people.merged',
  'people.unmerged',
].map((on) => ({ on, react: tellSignals }))
