import { read } from '@phaodai/kernel/command.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { rangeOf } from '../people/people.brief.ts'
import { listShown, type ShownCheck } from './checks.store.ts'
import * as contract from './homes.contract.ts'
import * as store from './homes.store.ts'
import { paceFor } from './pace.ts'
import { shows } from './packed.rules.ts'
import { currentSlot } from './slots.rules.ts'
import { ownTeams, reachTeam } from './whose.ts'

/** Homes looked at for one list: a district has more, and is gone into by its communes. */
const MOST = 20_000

/** The homes that a figure of a slot counts: read from the facts, so that the figure can be held against them. */
export const slotDoors = read(contract.slotDoors, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  if (input.teamId) await reachTeam(ctx, input.teamId)
  const { hours } = (await paceFor(ctx, 'covid19')).on(ctx.today)
  const day = input.day ?? ctx.today
  const slot = input.slot ?? (day === ctx.today ? currentSlot(ctx.now, hours).slot : 'evening')
  const teamIds = input.teamId ? [input.teamId] : await ownTeams(ctx)
  const doors = await store.listDue(ctx.db, { ...range, day, teamIds, most: MOST })
  const versions = new Map<string, ShownCheck[]>()
  for (const [communeId, of] of Map.groupBy(doors, (d) => d.communeId)) {
    const homes = of.map((d) => d.householdId)
    for (const v of await listShown(ctx.db, communeId, homes, day, day)) {
      if (v.slot !== slot) continue
      versions.set(v.householdId, [...(versions.get(v.householdId) ?? []), v])
    }
  }
  const all = doors.map((d) => {
    const mine = versions.get(d.householdId) ?? []
    const { answer, late, conflict } = shows(mine)[slot]
    return { ...d, answer, late, conflict, lastAt: mine.at(-1)?.receivedAt ?? null }
  })
  const counted: Record<typeof input.of, (row: (typeof all)[number]) => boolean> = {
    due: () => true,
    asked: (r) => r.answer !== null,
    missing: (r) => r.answer === null,
    well: (r) => r.answer === 'well',
    symptomatic: (r) => r.answer === 'symptom',
    absent: (r) => r.answer === 'absent',
    refused: (r) => r.answer === 'refused',
    moved: (r) => r.answer === 'moved',
    late: (r) => r.late,
    conflicts: (r) => r.conflict,
  }
  const rows = all.filter(counted[input.of])
  return { day, slot, total: rows.length, rows: rows.slice(0, input.limit) }
})

export const homes = read(contract.homes, async (ctx, { areaId, hamletId, state, limit, offset }) => {
  const range = await rangeOf(ctx, areaId)
  const filter = { ...range, hamletId: hamletId ?? null, withoutTeam: state === 'without-team', limit, offset }
  const { rows, head } = await pageOf((asked) => store.listHomes(ctx.db, asked), filter)
  return { total: head?.total ?? 0, rows: rows.map(({ total: _, ...r }) => r) }
})

export const teamPosts = read(contract.teamPosts, async (ctx, { teamId }) => {
  const { communeId, hamletId } = await reachTeam(ctx, teamId)
  return { posts: await store.listTeamPosts(ctx.db, communeId, hamletId, ctx.today) }
})
