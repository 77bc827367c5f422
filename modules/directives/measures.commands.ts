import { localDay, OFFSET } from '@phaodai/kernel/clock.ts'
import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import type { listUnits } from '../areas/areas.store.ts'
import { listReported, reportedQuery } from '../checks/reported.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { countsOf, factsOn, type HeldCounts, loadHeld } from '../quarantine/owed.counts.ts'
import { coverageQuery, listCoverage, listDoneDays, listSweeps } from '../sweep/sweep.store.ts'
import { unitsBelow } from './derive.commands.ts'
import * as contract from './measures.contract.ts'
import { type Counted, isMeasure, isMet, measureOf, measures, type Since, sinceBack } from './measures.rules.ts'
import { gave, getTask, standsFor } from './tasks.facts.ts'
import { stateOf } from './tasks.rules.ts'
import { listActs, listChildren, listTasks, lockTask, type StoredTask, setMeasure } from './tasks.store.ts'

interface Counting {
  /** By commune, unless they are units or hamlets already. */
  parts: Counted[]
  query?: string
  about?: string | null
  /** Since when it is as it is; told whether it is met now. */
  since: (met: boolean) => Since | null | Promise<Since | null>
}
type Area = Pick<StoredTask, 'taskId' | 'lo' | 'hi' | 'tier' | 'areaId' | 'areaName' | 'measureTarget' | 'givenAt'>

/** Days looked back for since when a figure is as it is. */
const BACK = 14
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00${OFFSET}`) + 86_400_000 - 1).toISOString()

const summed = (parts: readonly Counted[]) => {
  const sum = (key: 'done' | 'whole') => parts.reduce((n, p) => n + p[key], 0)
  return { done: sum('done'), whole: sum('whole') }
}
/** Looking back over the figure of each day; one with nothing to count is neither met nor not met, and ends the row. */
const sinceAlike = (today: string, met: boolean, target: number | null, on: (day: string) => { done: number; whole: number }) =>
  sinceBack(
    today,
    met,
    BACK,
    (day) => {
      const { done, whole } = on(day)
      return whole === 0 ? !met : isMet(done, whole, target)
    },
    (day) => addDays(day, -1),
  )

/** A figure over those who are held: now, and at the end of each day before. */
async function ofHeld(ctx: Ctx, t: Area, partOf: (c: HeldCounts) => { done: number; whole: number }): Promise<Counting> {
  const rules = await rulesFor(ctx.db, 'covid19')
  const held = await loadHeld(ctx, rules, t.lo, t.hi)
  const count = (facts: typeof held, clock: { today: string; now: string }) =>
    countsOf(facts, rules, clock)
      .map((c) => ({ areaId: c.communeId, name: '', ...partOf(c) }))
      .filter((c) => c.whole > 0)
  const on = (day: string) =>
    summed(
      count(
        held.map((f) => factsOn(f, day)),
        { today: day, now: endOf(day) },
      ),
    )
  return {
    parts: count(held, ctx),
    since: (met) => (held.length === 0 ? null : sinceAlike(ctx.today, met, t.measureTarget, on)),
  }
}

const counters: Record<string, (ctx: Ctx, t: Area) => Promise<Counting>> = {
  async 'teams-reported'(ctx, t) {
    const days = Array.from({ length: BACK + 1 }, (_, n) => addDays(ctx.today, n - BACK))
    const rows = await listReported(ctx.db, t.lo, t.hi, days)
    const byDay = Map.groupBy(rows, (r) => r.day)
    const partsOn = (day: string) =>
      (byDay.get(day) ?? []).map((r) => ({ areaId: r.communeId, name: '', done: r.both, whole: r.teams }))
    return {
      parts: partsOn(ctx.today),
      query: reportedQuery(0, 0, []).text,
      since: (met) => (byDay.has(ctx.today) ? sinceAlike(ctx.today, met, t.measureTarget, (day) => summed(partsOn(day))) : null),
    }
  },
  'f1-tested': (ctx, t) => ofHeld(ctx, t, (c) => ({ done: c.f1 - c.f1TestLate, whole: c.f1 })),
  'orders-issued': (ctx, t) => ofHeld(ctx, t, (c) => ({ done: c.bound - c.withoutOrder, whole: c.bound })),
  async 'households-swept'(ctx, t) {
    const sweep = (await listSweeps(ctx.db, ctx.today)).find((s) => s.lo <= t.lo && s.hi >= t.hi)
    if (!sweep) return { parts: [], since: () => null }
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
      since: async (met) => {
        if (!met) return { day: sweep.startsOn, atLeast: false }
        const need = t.measureTarget ?? rows.reduce((n, r) => n + r.households, 0)
        let done = 0
        for (const { day, homes } of await listDoneDays(ctx.db, of)) {
          done += homes
          if (done >= need) return { day, atLeast: false }
        }
        return null
      },
    }
  },
  async 'parts-closed'(ctx, t) {
    const units = await unitsBelow(ctx.db, t, ctx.today)
    const all = await listChildren(ctx.db, [t.taskId])
    const children = all.filter((c) => c.last !== 'withdrawn')
    const closed = (own: readonly { last: string | null }[]) => own.length > 0 && own.every((c) => c.last === 'checked')
    const within = (u: { lo: number; hi: number }) => (c: { areaId: number }) => c.areaId >= u.lo && c.areaId <= u.hi
    return {
      parts: units.map((u) => ({
        ...{ areaId: u.areaId, name: u.fullName, whole: 1 },
        done: closed(children.filter(within(u))) ? 1 : 0,
      })),
      since: async (met) => {
        const ids = all.map((c) => c.taskId)
        const acts = Map.groupBy(
          (await listActs(ctx.db, ids)).filter((a) => a.kind !== 'due-changed'),
          (a) => a.taskId,
        )
        const given = new Map((await listTasks(ctx.db, childrenOf(t))).map((c) => [c.taskId, localDay(c.givenAt)]))
        const start = localDay(t.givenAt)
        const metOn = (day: string) => {
          const then = all
            .filter((c) => (given.get(c.taskId) ?? start) <= day)
            .map((c) => ({ areaId: c.areaId, last: acts.get(c.taskId)?.findLast((a) => localDay(a.at) <= day)?.kind ?? null }))
            .filter((c) => c.last !== 'withdrawn')
          const done = units.filter((u) => closed(then.filter(within(u)))).length
          return isMet(done, units.length, t.measureTarget)
        }
        const found = sinceBack(ctx.today, met, BACK, metOn, (day) => addDays(day, -1))
        // before it was given there was nothing to be met
        return found.day < start ? { day: start, atLeast: false } : found
      },
    }
  },
}
const childrenOf = (t: Area) => ({
  ...{ lo: t.lo, hi: t.hi, bodyId: 0, areaId: null, fromAreaId: null, sourceId: null, parentId: t.taskId },
})

/** The figure of a task now: by the units below its area, added up. @throws Problem measure-unknown */
export async function countFor(ctx: Ctx, t: StoredTask): Promise<Counting & { done: number; whole: number; met: boolean }> {
  const count = t.measure === null ? undefined : counters[t.measure]
  if (!count) throw new Problem('measure-unknown', { measure: t.measure ?? '' })
  const found = await count(ctx, t)
  const units = await unitsBelow(ctx.db, t, ctx.today)
  const named = found.parts.some((p) => p.name === '') ? addUp(t, found.parts, units) : found.parts
  const { done, whole } = summed(named)
  return { ...found, parts: named, done, whole, met: isMet(done, whole, t.measureTarget) }
}

/** Communes added up by the unit of the level below that holds them; of a commune: itself. */
function addUp(t: Area, parts: readonly Counted[], units: Awaited<ReturnType<typeof listUnits>>): Counted[] {
  if (units.length === 0) return parts.map((p) => ({ ...p, name: t.areaName }))
  return units.flatMap((u) => {
    const own = parts.filter((p) => p.areaId >= u.lo && p.areaId <= u.hi)
    if (own.length === 0) return []
    return [{ areaId: u.areaId, name: u.fullName, ...summed(own) }]
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
