import { command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { listUnits, type StoredArea } from '../areas/areas.store.ts'
import { listTeamsOf } from '../checks/teams.store.ts'
import { placeOf, tell } from './tasks.commands.ts'
import * as contract from './tasks.contract.ts'
import { getTask, mustStandFor } from './tasks.facts.ts'
import { dueNow, stateOf } from './tasks.rules.ts'
import * as store from './tasks.store.ts'

/** The tier below. */
export const below = { province: 'district', district: 'commune', commune: null, hamlet: null } as const

/** Units of the level below a unit, of those in force; where it has no districts (since 2025), its communes. */
export function unitsBelow(inForce: readonly StoredArea[], area: { tier: string; lo: number; hi: number }): StoredArea[] {
  const tier = below[area.tier as keyof typeof below]
  const of = (tier: string) => inForce.filter((u) => u.tier === tier && u.lo >= area.lo && u.hi <= area.hi)
  if (!tier) return []
  const found = of(tier)
  return found.length > 0 || tier === 'commune' ? found : of('commune')
}

/** The same of one unit, on a day. */
export const listBelow = async (db: Db, area: { tier: string; lo: number; hi: number }, day: string): Promise<StoredArea[]> =>
  unitsBelow(await listUnits(db, area.lo, area.hi, day, null), area)

/** Who must do a task gives each of those below a part of it. A unit that has it already is left as it is. */
export const deriveTask = command(contract.deriveTask, async (ctx, input) => {
  await store.lockTask(ctx.db, input.taskId)
  const parent = await getTask(ctx, input.taskId)
  await mustStandFor(ctx, parent)
  const acts = await store.listActs(ctx.db, [parent.taskId])
  const state = stateOf(acts)
  if (state === 'refused' || state === 'closed' || state === 'withdrawn') throw new Problem('task-not-open')
  const due = dueNow(parent, acts)
  const units = input.each ? await listBelow(ctx.db, parent, ctx.today) : []
  // a commune has no units below it: each of its community teams
  const teams = input.each && parent.tier === 'commune' ? await listTeamsOf(ctx.db, parent.areaId) : []
  const same = { words: null, dueOn: null, responsible: null }
  const asked = [
    ...input.to,
    ...units.map((u) => ({ areaId: u.areaId, ...same })),
    ...teams.map((t) => ({ teamId: t.teamId, ...same })),
  ]
  if (asked.length === 0) throw new Problem('derive-nobody')
  const there = (await store.listChildren(ctx.db, [parent.taskId])).filter((c) => c.last !== 'withdrawn')
  const key = (areaId: number, bodyId: number, teamId: string | null, words: string) => `${areaId}/${teamId ?? bodyId}/${words}`
  const known = new Set(there.map((c) => key(c.areaId, c.bodyId, c.teamId, c.words)))
  const rows: store.NewTask[] = []
  let had = 0
  for (const to of asked) {
    const { area, bodyId, teamId, hamletId, assignee } = await placeOf(ctx, to)
    if (area.lo < parent.lo || area.hi > parent.hi) throw new Problem('outside-area')
    const words = to.words ?? input.words ?? parent.words
    const at = key(area.areaId, bodyId, teamId, words)
    if (known.has(at)) {
      had++
      continue
    }
    known.add(at)
    const dueOn = to.dueOn ?? input.dueOn
    if (dueOn && due.dueOn && dueOn > due.dueOn) throw new Problem('task-due-after-parent', { dueOn, parentDueOn: due.dueOn })
    rows.push({
      ...parent,
      taskId: idOf('task', ctx.opId, at),
      areaId: area.areaId,
      bodyId,
      teamId,
      hamletId,
      assignee,
      words,
      parentAreaId: parent.areaId,
      parentId: parent.taskId,
      shared: false,
      fromAreaId: parent.areaId,
      fromBodyId: parent.bodyId,
      responsible: to.responsible ?? null,
      ...(dueOn ? { dueOn, dueTime: null, dueBefore: false } : due),
      startsOn: parent.startsOn > ctx.today ? parent.startsOn : ctx.today,
      // it measures itself in its own area; a team has no figure of its own
      measure: teamId ? null : parent.measure,
      measureTarget: null,
      givenAt: ctx.now,
      givenBy: ctx.actor.accountId,
    })
  }
  if (rows.length > 0) await store.insertTasks(ctx.db, rows, ctx.opId)
  for (const areaId of new Set(rows.map((r) => r.areaId))) ctx.tell(areaId, contract.tasks)
  await tell(ctx, 'derived', parent.areaId, parent.taskId)
  ctx.note({ parent: parent.taskId, made: rows.length })
  return { made: rows.map(({ taskId, areaId }) => ({ taskId, areaId })), there: had }
})
