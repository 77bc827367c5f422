/** What of the work given replicates to whose phone, and what phones may record of it (docs/adr/0023). */
import { type Ctx, mayUse, type Operation } from '@phaodai/kernel/command.ts'
import type { Row } from '@phaodai/sync/protocol.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { documentOf } from '../checks/checks.sync.ts'
import { addEvidence } from './evidence.commands.ts'
import { offlineVerbs } from './offline.rules.ts'
import type { HeldTask } from './phone.contract.ts'
import { acceptTask, doneTask, progressTask, refuseTask } from './tasks.commands.ts'
import { standsFor } from './tasks.facts.ts'
import { dueNow, percentOf, stateOf } from './tasks.rules.ts'
import * as store from './tasks.store.ts'

export const offline = ([acceptTask, refuseTask, progressTask, doneTask, addEvidence] as unknown as Operation[]).filter((o) =>
  offlineVerbs.some((v) => v.verb === o.verb.name),
)

/** Most tasks that a phone holds. */
const MOST = 200
/** What has ended is shown so long, so that its doer sees that it was accepted. */
const ENDED_DAYS = 2
const ended: readonly string[] = ['closed', 'withdrawn']

/**
 * Tasks of the post's own team, area or body, as one document: few, and compared as a whole. Nothing for a role that does no such work.
 * @param teams the post's own; null: it is no team's
 */
export async function taskDocs(ctx: Ctx, teams: readonly string[] | null): Promise<Row[]> {
  const { actor } = ctx
  if (!mayUse(actor.role, acceptTask.verb)) return []
  const found = (
    await store.listTasks(ctx.db, {
      ...{ lo: actor.lo, hi: actor.hi, bodyId: actor.bodyId, fromAreaId: null, sourceId: null, parentId: null },
      areaId: actor.bodyId === 0 ? actor.areaId : null,
      ...(teams && { teamIds: teams }),
    })
  ).filter((t) => standsFor(actor, t, teams))
  const ids = found.map((t) => t.taskId)
  const [said, pictures] =
    ids.length === 0 ? [[], []] : await Promise.all([store.listActs(ctx.db, ids), store.countPhotos(ctx.db, ids)])
  const acts = Map.groupBy(said, (a) => a.taskId)
  const photos = new Map(pictures.map((p) => [p.taskId, p.photos]))
  const since = `${addDays(ctx.today, -ENDED_DAYS)}T00:00:00+07:00`
  const tasks = found
    .map((t) => heldOf(ctx, t, acts.get(t.taskId) ?? [], photos.get(t.taskId) ?? 0))
    .filter((t) => !ended.includes(t.state) || Date.parse(t.acts[0]?.at ?? t.givenAt) >= Date.parse(since))
  return [documentOf('tasks', 'own', { tasks: tasks.slice(0, MOST), more: Math.max(0, tasks.length - MOST) })]
}

function heldOf(ctx: Ctx, t: store.StoredTask, acts: readonly store.StoredAct[], photos: number): HeldTask {
  const state = stateOf(acts)
  const from = addDays(ctx.today, -45)
  return {
    ...{ taskId: t.taskId, words: t.words, assignee: t.assignee, fromName: t.fromName, sourceLabel: t.sourceLabel },
    ...{ responsible: acts.findLast((a) => a.responsible !== null)?.responsible ?? t.responsible, product: t.product },
    ...{ reportTo: t.reportTo, startsOn: t.startsOn, ...dueNow(t, acts), perDay: t.perDay, everyDays: t.everyDays },
    ...{ untilOn: t.untilOn, givenAt: t.givenAt, state, percent: percentOf(state, acts), photos },
    reports: acts.flatMap((a) => (a.kind === 'progress' && a.onDay !== null && a.onDay >= from ? [a.onDay] : [])),
    acts: acts
      .slice(-8)
      .reverse()
      .map(({ kind, at, capturedAt, by, byAreaName, words, percent, figure, unit }) => ({
        ...{ kind, at: capturedAt ?? at, by, byName: byAreaName, words, percent, figure, unit },
      })),
  }
}
