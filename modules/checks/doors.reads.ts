import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { rangeOf } from '../people/people.brief.ts'
import { readsNames, shownName } from '../people/people.rules.ts'
import { listDoors } from './assignments.store.ts'
import * as contract from './doors.contract.ts'
import * as store from './doors.store.ts'
import { alarmsOf } from './frail.rules.ts'
import { paceFor } from './pace.ts'
import { ownTeams } from './whose.ts'

export const movements = read(contract.movements, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const until = input.until ?? ctx.today
  const rows = await store.listMovements(ctx.db, {
    ...{ ...range, teamIds: await ownTeams(ctx), until, limit: input.limit },
    householdId: input.householdId ?? null,
    kind: input.kind ?? null,
    from: input.from ?? addDays(until, -13),
  })
  ctx.touch(...rows.flatMap((r) => r.subjectId ?? []))
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ fullName, total: _, voidReason: __, ...r }) => ({
      ...r,
      address: readsNames(ctx.actor.role) ? r.address : null,
      name: fullName === null ? null : shownName(ctx.actor.role, fullName),
    })),
  }
})

/** The homes of a team's post; null: everyone of the area. */
async function homesOf(ctx: Ctx, day: string): Promise<string[] | null> {
  const own = await ownTeams(ctx)
  if (!own) return null
  return own.length === 0 ? [] : (await listDoors(ctx.db, ctx.actor.areaId, own, day)).map((d) => d.householdId)
}

/** Who is visited daily, who was seen today, whose reading is an alarm; or whom the pack's age proposes. */
export const frail = read(contract.frail, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const day = input.day ?? ctx.today
  const limits = (await paceFor(ctx, input.disease)).on(day).frail
  const householdIds = await homesOf(ctx, day)
  const proposed = input.state === 'proposed'
  const years = limits?.elderlyYears
  const rows = proposed
    ? years == null
      ? []
      : await store.listElderly(ctx.db, {
          ...range,
          householdIds,
          bornBefore: Number(day.slice(0, 4)) - years,
          limit: input.limit,
        })
    : await store.listFrail(ctx.db, { ...range, householdIds, day })
  const all = rows.map(({ fullName, complaints, ...r }) => {
    const alarms = alarmsOf({ temperature: r.temperature, spo2: r.spo2, complaints }, limits)
    const due = r.visits < (limits?.visitsPerDay ?? 1)
    const state = proposed ? 'proposed' : alarms.length > 0 ? 'alarm' : due ? 'due' : 'visited'
    return { ...r, reasons: r.reasons as 'elderly'[], name: shownName(ctx.actor.role, fullName), alarms, state: state as 'due' }
  })
  const kept = proposed || input.state === 'all' ? all : all.filter((r) => r.state === input.state)
  const order = { alarm: 0, due: 1, visited: 2, proposed: 3 }
  kept.sort((a, b) => order[a.state] - order[b.state])
  const shown = kept.slice(0, input.limit)
  ctx.touch(...shown.map((r) => r.subjectId))
  return { day, limits, total: kept.length, rows: shown }
})
