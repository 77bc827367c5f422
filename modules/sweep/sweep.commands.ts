import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { getAreas } from '../areas/areas.store.ts'
import { mustBeOwn, ownTeams } from '../checks/whose.ts'
import { communeOf } from '../people/people.brief.ts'
import * as contract from './sweep.contract.ts'
import { coveredBy } from './sweep.rules.ts'
import * as store from './sweep.store.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })
const AHEAD_MS = 5 * 60_000

/** From that day every door of the area is to be knocked at. A recount names the sweep that it counts again. */
export const startSweep = command(contract.startSweep, async (ctx, input) => {
  const [area] = await getAreas(ctx.db, [input.areaId ?? ctx.actor.areaId])
  if (!area || area.lo < ctx.actor.lo || area.hi > ctx.actor.hi) throw new Problem('outside-area')
  if (input.recounts) await store.getSweep(ctx.db, input.recounts)
  const { sweepId = newId(), name, startsOn } = input
  const more = { document: input.document || null, dueOn: input.dueOn ?? null, recounts: input.recounts ?? null }
  await written(store.insertSweep(ctx.db, { sweepId, areaId: area.areaId, name, startsOn, ...more }, by(ctx)), sweepId)
  return { sweepId }
})

/** Whose area holds the whole of it may end it. */
export const endSweep = command(contract.endSweep, async (ctx, { sweepId }) => {
  const s = await store.getSweep(ctx.db, sweepId)
  if (s.lo < ctx.actor.lo || s.hi > ctx.actor.hi) throw new Problem('outside-area')
  if (s.endedOn) throw new Problem('sweep-ended', { name: s.name, endedOn: s.endedOn })
  await store.updateSweepEnd(ctx.db, sweepId, ctx.today)
  return { endedOn: ctx.today }
})

/** Writes ticks of doors and brings the figures of their hamlets up to date: all in one round trip but the figures. */
async function counted<T>(
  ctx: Ctx,
  communeId: number,
  sweepId: string,
  householdIds: readonly string[],
  write: () => Promise<T>,
): Promise<T> {
  const [, before, written, after] = await Promise.all([
    store.lockSweep(ctx.db, communeId, sweepId),
    store.listStands(ctx.db, communeId, sweepId, householdIds),
    write(),
    store.listStands(ctx.db, communeId, sweepId, householdIds),
  ])
  const covered = coveredBy(before, after)
  if (covered.length > 0) await store.addCovered(ctx.db, communeId, sweepId, covered)
  return written
}

/** What was found door by door; each by itself, sent again without harm. A phone's day of ticks comes in whenever it has a network. */
export const tickSweep = command(contract.tickSweep, async (ctx, input) => {
  const { areaId: communeId } = await communeOf(ctx, input.communeId)
  const s = await store.getSweep(ctx.db, input.sweepId)
  if (communeId < s.lo || communeId > s.hi) throw new Problem('sweep-elsewhere')
  if (s.startsOn > ctx.today) throw new Problem('sweep-not-begun', { name: s.name, startsOn: s.startsOn })
  const own = await ownTeams(ctx)
  const homes = new Map(
    (
      await store.listHomes(
        ctx.db,
        communeId,
        input.ticks.map((t) => t.householdId),
      )
    ).map((h) => [h.householdId, h]),
  )
  const latest = Date.parse(ctx.now) + AHEAD_MS
  const judged = input.ticks.map((t) => {
    const home = homes.get(t.householdId)
    if (!home) return { ...t, reason: 'household-unknown' as const }
    if (own && (home.teamId === null || !own.includes(home.teamId))) return { ...t, reason: 'not-yours' as const }
    if (Date.parse(t.capturedAt) > latest) return { ...t, reason: 'clock-ahead' as const }
    return { ...t, hamletId: home.hamletId, people: t.people ?? null, note: t.note || null }
  })
  const good = judged.flatMap((t) => ('reason' in t ? [] : [t]))
  const made = new Set(
    await counted(
      ctx,
      communeId,
      input.sweepId,
      good.map((t) => t.householdId),
      async () => (await store.insertTicks(ctx.db, communeId, input.sweepId, good, by(ctx))).map((r) => r.tickId),
    ),
  )
  const there = new Map(
    (
      await store.listTicks(
        ctx.db,
        communeId,
        good.map((t) => t.tickId),
      )
    ).map((r) => [r.tickId, r]),
  )
  ctx.note({ ticks: made.size })
  return {
    outcomes: judged.map((t) => {
      if ('reason' in t) return { tickId: t.tickId, outcome: 'refused' as const, reason: t.reason }
      if (made.has(t.tickId)) return { tickId: t.tickId, outcome: 'applied' as const }
      const known = there.get(t.tickId)
      const same = known?.householdId === t.householdId && known.outcome === t.outcome
      return same
        ? { tickId: t.tickId, outcome: 'duplicate' as const }
        : { tickId: t.tickId, outcome: 'refused' as const, reason: 'id-used' as const }
    }),
  }
})

export const voidTick = command(contract.voidTick, async (ctx, { tickId, reason }) => {
  const found = await store.findTick(ctx.db, tickId)
  if (!found) throw new Problem('not-found', { what: 'lần ghi' })
  const [home] = await store.listHomes(ctx.db, found.communeId, [found.householdId])
  await mustBeOwn(ctx, home?.teamId ?? null)
  if (found.voidedAt) throw new Problem('door-voided', { reason: found.voidReason })
  const { communeId, sweepId, householdId } = found
  await counted(ctx, communeId, sweepId, [householdId], () =>
    store.updateTickVoid(ctx.db, communeId, tickId, ctx.now, ctx.opId, reason),
  )
  return { voided: true as const }
})
