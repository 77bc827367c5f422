import { command, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import * as contract from './measures.contract.ts'
import { countFor, type Figured } from './measures.counting.ts'
import { isMeasure, isMet, measureOf, measures } from './measures.rules.ts'
import { gave, getTask, standsFor } from './tasks.facts.ts'
import { stateOf } from './tasks.rules.ts'
import { listActs, listTasks, lockTask, setMeasure } from './tasks.store.ts'

const said = (code: string) => {
  const { fits: _, ...m } = measureOf(code)!
  return m
}
export const measuresRead = read(contract.measuresVerb, async () => ({ measures: measures.map((m) => said(m.code)) }))

export const measureTask = read(contract.measureTask, async (ctx, { taskId }) => {
  const t = await getTask(ctx, taskId)
  const [c] = (await countFor(ctx, [t], t)) as [Figured]
  const state = stateOf(await listActs(ctx.db, [taskId]))
  const since = await c.since(c.met)
  return {
    day: ctx.today,
    cutOffAt: ctx.now,
    measure: said(t.measure!),
    query: c.query ?? null,
    target: t.measureTarget,
    done: c.done,
    whole: c.whole,
    met: c.met,
    metSince: c.met ? (since?.day ?? null) : null,
    unmetSince: c.met || c.whole === 0 ? null : (since?.day ?? null),
    sinceAtLeast: since?.atLeast ?? false,
    about: c.about ?? null,
    parts: c.parts.map((p) => ({ ...p, met: isMet(p.done, p.whole, null) })),
    proposesDone: c.met && state !== 'closed' && state !== 'withdrawn' && (gave(ctx.actor, t) || standsFor(ctx.actor, t)),
  }
})

/** Open tasks that the reader's unit gave and whose figure is met: proposed to be closed, by a person. */
export const metTasks = read(contract.metTasks, async (ctx) => {
  const { lo, hi, areaId, bodyId } = ctx.actor
  if (bodyId !== 0) return { rows: [] }
  const scope = { lo, hi, bodyId: 0, areaId: null, sourceId: null, parentId: null }
  const given = (await listTasks(ctx.db, { ...scope, fromAreaId: areaId })).filter((t) => t.measure !== null)
  const acts = Map.groupBy(
    await listActs(
      ctx.db,
      given.map((t) => t.taskId),
    ),
    (a) => a.taskId,
  )
  const open = given.filter((t) => !['closed', 'withdrawn', 'refused'].includes(stateOf(acts.get(t.taskId) ?? [])))
  // a task for several is looked at whole; its parts each at their own page
  const own = open.filter((t) => t.parentId === null)
  const figures = await countFor(ctx, own, ctx.actor)
  return {
    rows: own.flatMap(({ taskId, areaName, words, measure }, n) => {
      const { met, done, whole } = figures[n]!
      return met ? [{ taskId, areaName, words, measure: said(measure!).words, done, whole }] : []
    }),
  }
})

export const bindMeasure = command(contract.bindMeasure, async (ctx, { taskId, measure, target = null }) => {
  await lockTask(ctx.db, taskId)
  const t = await getTask(ctx, taskId)
  if (!gave(ctx.actor, t)) throw new Problem('task-not-given', { name: t.fromName })
  if (measure !== null && !isMeasure(measure)) throw new Problem('measure-unknown', { measure })
  await setMeasure(ctx.db, t.areaId, taskId, measure, measure === null ? null : target)
  return { taskId, measure }
})
