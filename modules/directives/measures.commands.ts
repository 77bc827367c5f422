import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import type { listUnits } from '../areas/areas.store.ts'
import { listReported, reportedQuery } from '../checks/reported.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { countHeld } from '../quarantine/owed.counts.ts'
import { coverageQuery, listCoverage, listSweeps } from '../sweep/sweep.store.ts'
import { unitsBelow } from './derive.commands.ts'
import * as contract from './measures.contract.ts'
import { type Counted, isMeasure, isMet, measureOf, measures, metSince } from './measures.rules.ts'
import { gave, getTask, standsFor } from './tasks.facts.ts'
import { stateOf } from './tasks.rules.ts'
import { listActs, listChildren, listTasks, lockTask, type StoredTask, setMeasure } from './tasks.store.ts'

interface Counting {
  /** By commune, unless they are units or hamlets already. */
  parts: Counted[]
  query?: string
  metSince?: string | null
  about?: string | null
}
type Area = Pick<StoredTask, 'taskId' | 'lo' | 'hi' | 'tier' | 'areaId' | 'areaName'>

/** Days looked back for since when a daily figure is met. */
const BACK = 14

const counters: Record<string, (ctx: Ctx, t: Area) => Promise<Counting>> = {
  async 'teams-reported'(ctx, t) {
    const days = Array.from({ length: BACK + 1 }, (_, n) => addDays(ctx.today, n - BACK))
    const rows = await listReported(ctx.db, t.lo, t.hi, days)
    const byDay = Map.groupBy(rows, (r) => r.day)
    const known = days.flatMap((day) => {
      const of = byDay.get(day)
      if (!of) return []
      return [{ day, met: of.every((r) => r.both >= r.teams) }]
    })
    const today = byDay.get(ctx.today) ?? []
    return {
      parts: today.map((r) => ({ areaId: r.communeId, name: '', done: r.both, whole: r.teams })),
      query: reportedQuery(0, 0, []).text,
      metSince: metSince(known),
    }
  },
  async 'f1-tested'(ctx, t) {
    const counts = await countHeld(ctx, await rulesFor(ctx.db, 'covid19'), t.lo, t.hi)
    return {
      parts: counts
        .map((c) => ({ areaId: c.communeId, name: '', done: c.f1 - c.f1TestLate, whole: c.f1 }))
        .filter((c) => c.whole > 0),
    }
  },
  async 'orders-issued'(ctx, t) {
    const counts = await countHeld(ctx, await rulesFor(ctx.db, 'covid19'), t.lo, t.hi)
    return { parts: counts.map((c) => ({ areaId: c.communeId, name: '', done: c.bound - c.withoutOrder, whole: c.bound })) }
  },
  async 'households-swept'(ctx, t) {
    const sweep = (await listSweeps(ctx.db, ctx.today)).find((s) => s.lo <= t.lo && s.hi >= t.hi)
    if (!sweep) return { parts: [] }
    const of = {
      sweepId: sweep.sweepId,
      lo: t.lo,
      hi: t.hi,
      by: t.tier === 'commune' ? ('hamlet' as const) : ('commune' as const),
    }
    const rows = await listCoverage(ctx.db, of)
    return {
      parts: rows.map((r) => ({
        areaId: of.by === 'hamlet' ? Number(r.key ?? r.communeId) : r.communeId,
        name: of.by === 'hamlet' ? (r.name ?? r.areaName) : '',
        done: r.done,
        whole: r.households,
      })),
      query: coverageQuery(of).text,
      about: sweep.name,
    }
  },
  async 'parts-closed'(ctx, t) {
    const units = await unitsBelow(ctx.db, t, ctx.today)
    const children = (await listChildren(ctx.db, [t.taskId])).filter((c) => c.last !== 'withdrawn')
    return {
      parts: units.map((u) => {
        const own = children.filter((c) => c.areaId >= u.lo && c.areaId <= u.hi)
        const done = own.length > 0 && own.every((c) => c.last === 'checked')
        return { areaId: u.areaId, name: u.fullName, done: done ? 1 : 0, whole: 1 }
      }),
    }
  },
}

/** The figure of a task now: by the units below its area, added up. @throws Problem measure-unknown */
export async function countFor(ctx: Ctx, t: StoredTask): Promise<Counting & { done: number; whole: number; met: boolean }> {
  const count = t.measure === null ? undefined : counters[t.measure]
  if (!count) throw new Problem('measure-unknown', { measure: t.measure ?? '' })
  const found = await count(ctx, t)
  const units = await unitsBelow(ctx.db, t, ctx.today)
  const named = found.parts.some((p) => p.name === '') ? addUp(t, found.parts, units) : found.parts
  const done = named.reduce((sum, p) => sum + p.done, 0)
  const whole = named.reduce((sum, p) => sum + p.whole, 0)
  return { ...found, parts: named, done, whole, met: isMet(done, whole, t.measureTarget) }
}

/** Communes added up by the unit of the level below that holds them; of a commune: itself. */
function addUp(t: Area, parts: readonly Counted[], units: Awaited<ReturnType<typeof listUnits>>): Counted[] {
  if (units.length === 0) return parts.map((p) => ({ ...p, name: t.areaName }))
  return units.flatMap((u) => {
    const own = parts.filter((p) => p.areaId >= u.lo && p.areaId <= u.hi)
    if (own.length === 0) return []
    const sum = (key: 'done' | 'whole') => own.reduce((n, p) => n + p[key], 0)
    return [{ areaId: u.areaId, name: u.fullName, done: sum('done'), whole: sum('whole') }]
  })
}

const said = (code: string) => {
  const { fits: _, ...m } = measureOf(code)!
  return m
}
export const measuresRead = read(contract.measuresVerb, async () => ({ measures: measures.map((m) => said(m.code)) }))

export const measureTask = read(contract.measureTask, async (ctx, { taskId }) => {
  const t = await getTask(ctx, taskId)
  const c = await countFor(ctx, t)
  const state = stateOf(await listActs(ctx.db, [taskId]))
  return {
    day: ctx.today,
    cutOffAt: ctx.now,
    measure: said(t.measure!),
    query: c.query ?? null,
    target: t.measureTarget,
    done: c.done,
    whole: c.whole,
    met: c.met,
    metSince: c.met ? (c.metSince ?? null) : null,
    about: c.about ?? null,
    parts: c.parts.map((p) => ({ ...p, met: isMet(p.done, p.whole, null) })),
    proposesDone: c.met && state !== 'closed' && state !== 'withdrawn' && (gave(ctx.actor, t) || standsFor(ctx.actor, t)),
  }
})

/** Most tasks looked at in one reading. */
const MOST = 60

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
  const own = open.filter((t) => t.parentId === null).slice(0, MOST)
  const rows = []
  for (const t of own) {
    const c = await countFor(ctx, t)
    if (!c.met) continue
    rows.push({
      taskId: t.taskId,
      areaName: t.areaName,
      words: t.words,
      measure: said(t.measure!).words,
      done: c.done,
      whole: c.whole,
    })
  }
  return { rows }
})

export const bindMeasure = command(contract.bindMeasure, async (ctx, { taskId, measure, target = null }) => {
  await lockTask(ctx.db, taskId)
  const t = await getTask(ctx, taskId)
  if (!gave(ctx.actor, t)) throw new Problem('task-not-given', { name: t.fromName })
  if (measure !== null && !isMeasure(measure)) throw new Problem('measure-unknown', { measure })
  await setMeasure(ctx.db, t.areaId, taskId, measure, measure === null ? null : target)
  return { taskId, measure }
})
