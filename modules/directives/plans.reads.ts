import type { Ctx } from '@phaodai/kernel/command.ts'
import type { z } from 'zod'
import type { Plan } from './plans.contract.ts'
import { listPlans } from './plans.store.ts'
import { type Clock, rowOf } from './tasks.facts.ts'
import { listActs, listTasks, type StoredTask } from './tasks.store.ts'

/** How far the plans of a task are: what was given from each, as the reader sees it. */
export async function plansOf(ctx: Ctx, task: StoredTask, clock: Clock): Promise<z.infer<typeof Plan>[]> {
  const { lo, hi, bodyId } = ctx.actor
  const plans = await listPlans(ctx.db, task.areaId, task.taskId)
  return Promise.all(
    plans.map(async (p) => {
      const scope = { lo, hi, bodyId, areaId: null, fromAreaId: null, parentId: null }
      // what is shared is done by its parts
      const found = (await listTasks(ctx.db, { ...scope, sourceId: p.directiveId })).filter((t) => !t.shared)
      const ids = found.map((t) => t.taskId)
      const acts = Map.groupBy(await listActs(ctx.db, ids), (a) => a.taskId)
      const rows = found
        .map((t) => rowOf(t, acts.get(t.taskId) ?? [], [], ctx.actor, clock))
        .filter((r) => r.state !== 'withdrawn')
      return {
        ...{ evidenceId: p.evidenceId, directiveId: p.directiveId, name: p.name },
        state: !p.seen ? null : p.voided ? ('voided' as const) : p.issued ? ('issued' as const) : ('draft' as const),
        given: rows.length,
        closed: rows.filter((r) => r.state === 'closed').length,
        late: rows.filter((r) => r.lateSince !== null).length,
        units: new Set(rows.map((r) => `${r.areaId}/${r.bodyId ?? 0}`)).size,
      }
    }),
  )
}
