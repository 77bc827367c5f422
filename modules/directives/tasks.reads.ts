import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { z } from 'zod'
import { getArea } from '../areas/areas.reads.ts'
import { getAreas } from '../areas/areas.store.ts'
import { listBelow } from './derive.commands.ts'
import { plansOf } from './plans.reads.ts'
import { expectsPlan } from './plans.rules.ts'
import * as contract from './tasks.contract.ts'
import { chaseOn, gave, getTask, opensTo, rowOf, standsFor } from './tasks.facts.ts'
import * as rules from './tasks.rules.ts'
import * as store from './tasks.store.ts'

const byTask = <T extends { taskId: string }>(rows: readonly T[]) => Map.groupBy(rows, (r) => r.taskId)
const ended: readonly rules.TaskState[] = ['closed', 'withdrawn']

type Asked = Omit<z.output<typeof contract.tasks.input>, 'limit' | 'offset'>

/** Every task in the scope that is asked for: one's own, those one gave, those whose lateness has come up to one's level. */
export async function tasksIn(ctx: Ctx, input: Asked) {
  const { actor, now, today } = ctx
  const asked = input.areaId ? await getArea(ctx, input.areaId) : null
  if (asked && actor.bodyId === 0 && (asked.lo < actor.lo || asked.hi > actor.hi)) throw new Problem('outside-area')
  const chase = await chaseOn(ctx)
  const all = await store.listTasks(ctx.db, {
    lo: asked?.lo ?? actor.lo,
    hi: asked?.hi ?? actor.hi,
    bodyId: asked ? 0 : actor.bodyId,
    areaId: input.view === 'mine' && actor.bodyId === 0 ? actor.areaId : null,
    fromAreaId: input.view === 'given' ? actor.areaId : null,
    sourceId: input.sourceId ?? null,
    parentId: input.parentId ?? null,
  })
  const found = all.filter((t) => opensTo(actor, t))
  const ids = found.map((t) => t.taskId)
  const acts = byTask(await store.listActs(ctx.db, ids))
  const children = Map.groupBy(await store.listChildren(ctx.db, ids), (c) => c.parentId)
  const givers = new Map((await getAreas(ctx.db, [...new Set(found.map((t) => t.fromAreaId))])).map((a) => [a.areaId, a]))
  const [own] = await getAreas(ctx.db, [actor.areaId])
  const rows = found
    .map((t) => rowOf(t, acts.get(t.taskId) ?? [], children.get(t.taskId) ?? [], actor, { now, today, chase }))
    .filter((r) => {
      if (input.view === 'mine' && !r.mine) return false
      // late so long that it is shown at the reader's own level, above who gave it
      if (input.view === 'told' && !isTold(r, givers.get(r.fromAreaId), own)) return false
      if (input.state === 'any') return true
      if (input.state === 'open') return !ended.includes(r.state)
      if (input.state === 'late') return r.lateSince !== null
      return r.state === input.state
    })
  const under = input.parts === 'under' && !input.parentId && !input.areaId && !single.includes(input.state)
  const listed = new Set(rows.map((r) => r.taskId))
  const shown = under ? rows.filter((r) => r.parentId === null || !listed.has(r.parentId)) : rows
  return { shown, late: rows.filter((r) => r.lateSince !== null).length, chase }
}

export const tasks = read(contract.tasks, async (ctx, { limit, offset, ...asked }) => {
  const { shown, late, chase } = await tasksIn(ctx, asked)
  return { day: ctx.today, total: shown.length, late, cutOffAt: ctx.now, chase, rows: shown.slice(offset, offset + limit) }
})
/** What is asked for one by one: each late part is somebody's, each that was reported waits for a person. */
const single: readonly string[] = ['late', 'reported', 'refused']

const rank = { hamlet: 0, commune: 1, district: 2, province: 3 } as Record<string, number>
/** Whether a late task has come up to a unit: to its giver at the first step, then one tier a step. */
function isTold(row: contract.TaskRow, giver: { tier: string } | undefined, own: { tier: string } | undefined): boolean {
  if (row.toldLevels === 0 || !giver || !own) return false
  const steps = (rank[own.tier] ?? 0) - (rank[giver.tier] ?? 0)
  return steps === 0 ? row.given : steps > 0 && row.toldLevels > steps
}

export const task = read(contract.task, async (ctx, { taskId }) => {
  const found = await getTask(ctx, taskId)
  const { actor, now, today } = ctx
  const acts = await store.listActs(ctx.db, [taskId])
  const children = await store.listChildren(ctx.db, [taskId])
  const clock = { now, today, chase: await chaseOn(ctx) }
  const row = rowOf(found, acts, children, actor, clock)
  const [doer, giver] = [standsFor(actor, found), gave(actor, found)]
  return {
    ...row,
    sourceText: found.sourceText,
    helpers: found.helpers,
    measureTarget: found.measureTarget,
    givenBy: null,
    acts: acts.map((a) => ({ ...a, byRole: a.byRole as never })),
    evidence: await store.listEvidence(ctx.db, found.areaId, taskId),
    plans: await plansOf(ctx, found, clock),
    expectsPlan: expectsPlan(found),
    turns: rules.turnsOf(found, acts, today),
    coverage: found.bodyId === 0 ? await coverageOf(ctx, found, children) : null,
    may: rules.actKinds.filter((kind) => rules.mayAct(row.state, kind) && (rules.ofTheDoer.includes(kind) ? doer : giver)),
  }
})

/** Which units of the level below have a part of a task, and which of those have given theirs on. */
async function coverageOf(ctx: Parameters<typeof getTask>[0], t: store.StoredTask, children: readonly store.Child[]) {
  const units = await listBelow(ctx.db, t, ctx.today)
  const standing = children.filter((c) => c.last !== 'withdrawn')
  if (units.length === 0 || standing.length === 0) return null
  const parts = Map.groupBy(standing, (c) => units.find((u) => c.areaId >= u.lo && c.areaId <= u.hi)?.areaId ?? 0)
  const named = (u: (typeof units)[number]) => ({ areaId: u.areaId, name: u.fullName })
  const have = units.filter((u) => parts.has(u.areaId))
  const derived = have.filter((u) => parts.get(u.areaId)!.some((c) => c.derived > 0))
  return {
    tier: units[0]!.tier as 'district' | 'commune',
    units: units.length,
    have: have.length,
    derived: derived.length,
    closed: have.filter((u) => parts.get(u.areaId)!.every((c) => c.last === 'checked')).length,
    missing: units.filter((u) => !parts.has(u.areaId)).map(named),
    notDerived: have.filter((u) => !derived.includes(u)).map(named),
  }
}
