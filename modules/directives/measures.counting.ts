/** How each measure of the catalogue is counted. What many tasks are counted from is loaded once for all of them. */
import { localDay, OFFSET } from '@phaodai/kernel/clock.ts'
import type { Ctx } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { listUnits, type StoredArea } from '../areas/areas.store.ts'
import { listReported, reportedQuery } from '../checks/reported.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { countsOf, factsOn, type HeldCounts, loadHeld } from '../quarantine/owed.counts.ts'
import { coverageQuery, listCoverage, listDoneDays, listSweeps } from '../sweep/sweep.store.ts'
import { unitsBelow } from './derive.commands.ts'
import { type Counted, isMet, type Since, sinceBack } from './measures.rules.ts'
import { type Child, listActs, listChildren, listTasks, type StoredTask } from './tasks.store.ts'

interface Counting {
  /** By commune, unless they are units or hamlets already. */
  parts: Counted[]
  query?: string
  about?: string | null
  /** Since when it is as it is; told whether it is met now. */
  since: (met: boolean) => Since | null | Promise<Since | null>
}
export type Measured = Pick<
  StoredTask,
  'taskId' | 'lo' | 'hi' | 'tier' | 'areaId' | 'areaName' | 'measure' | 'measureTarget' | 'givenAt'
>
interface Range {
  lo: number
  hi: number
}

/** Days looked back for since when a figure is as it is. */
const BACK = 14
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00${OFFSET}`) + 86_400_000 - 1).toISOString()
const inside = ({ lo, hi }: Range, id: number) => id >= lo && id <= hi

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

/** Loads once for each key, when it is first asked for. */
function once<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (key) => {
    if (!kept.has(key)) kept.set(key, load(key))
    return kept.get(key)!
  }
}

/** What the tasks of a range are counted from: each kind of fact is loaded for the whole range once, when the first task asks for it. */
function factsIn(ctx: Ctx, { lo, hi }: Range, tasks: readonly Measured[]) {
  const { db, today } = ctx
  const days = Array.from({ length: BACK + 1 }, (_, n) => addDays(today, n - BACK))
  const held = async () => {
    const rules = await rulesFor(db, 'covid19')
    const people = await loadHeld(ctx, rules, lo, hi)
    return { rules, people, now: countsOf(people, rules, ctx) }
  }
  const children = async () => {
    const ids = tasks.flatMap((t) => (t.measure === 'parts-closed' ? [t.taskId] : []))
    return Map.groupBy(await listChildren(db, ids), (c) => c.parentId)
  }
  const load = {
    units: once(() => listUnits(db, lo, hi, today, null)),
    reported: once((day) => listReported(db, lo, hi, day === today ? [day] : days)),
    held: once(held),
    sweeps: once(() => listSweeps(db, today)),
    children: once(children),
  }
  const covered = once((key) => {
    const [sweepId = '', by] = key.split(' ')
    return listCoverage(db, { sweepId, lo, hi, by: by as 'commune' | 'hamlet' })
  })
  return {
    unitsBelow: async (t: Measured): Promise<StoredArea[]> => unitsBelow(await load.units(''), t),
    reportedNow: () => load.reported(today),
    reportedBack: () => load.reported('back'),
    held: () => load.held(''),
    sweeps: () => load.sweeps(''),
    children: async (taskId: string): Promise<Child[]> => (await load.children('')).get(taskId) ?? [],
    covered: (sweepId: string, by: 'commune' | 'hamlet') => covered(`${sweepId} ${by}`),
  }
}
type Facts = ReturnType<typeof factsIn>

/** A figure over those who are held: now, and at the end of each day before. */
async function ofHeld(ctx: Ctx, t: Measured, facts: Facts, partOf: (c: HeldCounts) => { done: number; whole: number }) {
  const { rules, people, now } = await facts.held()
  const parts = (counts: readonly HeldCounts[]) =>
    counts
      .filter((c) => inside(t, c.communeId))
      .map((c) => ({ areaId: c.communeId, name: '', ...partOf(c) }))
      .filter((c) => c.whole > 0)
  return {
    parts: parts(now),
    since: (met: boolean) => {
      const own = people.filter((f) => inside(t, f.communeId))
      if (own.length === 0) return null
      const on = (day: string) => {
        const then = own.map((f) => factsOn(f, day))
        return summed(parts(countsOf(then, rules, { today: day, now: endOf(day) })))
      }
      return sinceAlike(ctx.today, met, t.measureTarget, on)
    },
  }
}

const counters: Record<string, (ctx: Ctx, t: Measured, facts: Facts) => Promise<Counting>> = {
  async 'teams-reported'(ctx, t, facts) {
    const parts = (rows: Awaited<ReturnType<typeof listReported>>) =>
      rows.filter((r) => inside(t, r.communeId)).map((r) => ({ areaId: r.communeId, name: '', done: r.both, whole: r.teams }))
    const now = parts(await facts.reportedNow())
    return {
      parts: now,
      query: reportedQuery(0, 0, []).text,
      since: async (met) => {
        if (now.length === 0) return null
        const byDay = Map.groupBy(await facts.reportedBack(), (r) => r.day)
        return sinceAlike(ctx.today, met, t.measureTarget, (day) => summed(parts(byDay.get(day) ?? [])))
      },
    }
  },
  'f1-tested': (ctx, t, facts) => ofHeld(ctx, t, facts, (c) => ({ done: c.f1 - c.f1TestLate, whole: c.f1 })),
  'orders-issued': (ctx, t, facts) => ofHeld(ctx, t, facts, (c) => ({ done: c.bound - c.withoutOrder, whole: c.bound })),
  async 'households-swept'(ctx, t, facts) {
    const sweep = (await facts.sweeps()).find((s) => s.lo <= t.lo && s.hi >= t.hi)
    if (!sweep) return { parts: [], since: () => null }
    const by = t.tier === 'commune' ? ('hamlet' as const) : ('commune' as const)
    const of = { sweepId: sweep.sweepId, lo: t.lo, hi: t.hi, by }
    const rows = (await facts.covered(sweep.sweepId, by)).filter((r) => inside(t, r.communeId))
    return {
      parts: rows.map((r) => ({
        areaId: by === 'hamlet' ? Number(r.key ?? r.communeId) : r.communeId,
        name: by === 'hamlet' ? (r.name ?? r.areaName) : '',
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
  async 'parts-closed'(ctx, t, facts) {
    const units = await facts.unitsBelow(t)
    const all = await facts.children(t.taskId)
    const children = all.filter((c) => c.last !== 'withdrawn')
    const closed = (own: readonly { last: string | null }[]) => own.length > 0 && own.every((c) => c.last === 'checked')
    const within = (u: Range) => (c: { areaId: number }) => inside(u, c.areaId)
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
const childrenOf = (t: Measured) => ({
  ...{ lo: t.lo, hi: t.hi, bodyId: 0, areaId: null, fromAreaId: null, sourceId: null, parentId: t.taskId },
})

export type Figured = Counting & { done: number; whole: number; met: boolean }

/**
 * The figures of tasks now: each by the units below its area, added up. In their order.
 * @param within holds every task's area @throws Problem measure-unknown
 */
export async function countFor(ctx: Ctx, tasks: readonly Measured[], within: Range): Promise<Figured[]> {
  const facts = factsIn(ctx, within, tasks)
  const out: Figured[] = []
  for (const t of tasks) {
    const count = t.measure === null ? undefined : counters[t.measure]
    if (!count) throw new Problem('measure-unknown', { measure: t.measure ?? '' })
    const found = await count(ctx, t, facts)
    const named = found.parts.some((p) => p.name === '') ? addUp(t, found.parts, await facts.unitsBelow(t)) : found.parts
    const { done, whole } = summed(named)
    out.push({ ...found, parts: named, done, whole, met: isMet(done, whole, t.measureTarget) })
  }
  return out
}

/** Communes added up by the unit of the level below that holds them; of a commune: itself. */
function addUp(t: Measured, parts: readonly Counted[], units: readonly StoredArea[]): Counted[] {
  if (units.length === 0) return parts.map((p) => ({ ...p, name: t.areaName }))
  return units.flatMap((u) => {
    const own = parts.filter((p) => inside(u, p.areaId))
    if (own.length === 0) return []
    return [{ areaId: u.areaId, name: u.fullName, ...summed(own) }]
  })
}
