import { changed } from '@phaodai/kernel/change.ts'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import * as store from './assignments.store.ts'
import { teamOn } from './checks.rules.ts'
import * as contract from './homes.contract.ts'
import { paceFor } from './pace.ts'
import { recountAfter } from './recount.ts'
import { sizeState } from './slots.rules.ts'
import type { TeamFact } from './teams.store.ts'
import { activeTeam } from './whose.ts'

const refusals: Record<'unknown' | 'hamlet' | 'later', Words> = {
  unknown: { vi: 'Không có hộ này trong xã của tổ', en: 'No such household in the team’s commune' },
  hamlet: { vi: 'Hộ ở thôn khác thôn của tổ', en: 'The household is of another hamlet than the team' },
  later: {
    vi: 'Hộ được giao cho tổ khác sau ngày này; chọn ngày muộn hơn',
    en: 'The household was given to a team after that day; choose a later one',
  },
}

/** Assigned, moved, unchanged, and those refused with the reason. */
export interface AssignOutcome {
  assigned: number
  moved: number
  unchanged: number
  refused: { householdId: string; vi: string; en: string }[]
}

/**
 * Gives households to a team from a day on; whoever had them has them until that day, and the past stays as it was. One that cannot be
 * given holds nobody else up.
 */
export async function assignTo(
  ctx: Ctx,
  team: TeamFact,
  householdIds: readonly string[],
  fromOn: string,
  reason: string | null,
): Promise<AssignOutcome> {
  const { communeId, teamId } = team
  await store.lockCommune(ctx.db, communeId)
  const ids = [...new Set(householdIds)]
  const history = Map.groupBy(await store.listHistory(ctx.db, communeId, ids), (h) => h.householdId)
  const last = (await store.listOpenOfTeam(ctx.db, communeId, teamId)).reduce((n, h) => Math.max(n, h.walkOrder ?? 0), 0)
  const out: AssignOutcome = { assigned: 0, moved: 0, unchanged: 0, refused: [] }
  const added: store.NewAssignment[] = []
  const former = new Set<string>()
  const leaving: string[] = []
  const refuse = (householdId: string, why: keyof typeof refusals) => out.refused.push({ householdId, ...refusals[why] })
  for (const householdId of ids) {
    const rows = history.get(householdId)
    if (!rows) {
      refuse(householdId, 'unknown')
      continue
    }
    const { hamletId } = rows[0]!
    const had = rows.flatMap((r) => (r.teamId ? [{ teamId: r.teamId, fromOn: r.fromOn!, untilOn: r.untilOn }] : []))
    const open = had.find((a) => a.untilOn === null)
    if (team.hamletId !== 0 && hamletId !== team.hamletId) refuse(householdId, 'hamlet')
    else if (open?.teamId === teamId) out.unchanged++
    else if (had.some((a) => a.fromOn > fromOn) || (!open && teamOn(had, fromOn) !== null)) refuse(householdId, 'later')
    else {
      if (open) {
        former.add(open.teamId)
        leaving.push(householdId)
        out.moved++
      }
      added.push({ assignmentId: newId(), householdId, hamletId, walkOrder: last + added.length + 1 })
    }
  }
  out.assigned = added.length
  if (leaving.length > 0) await store.endAssignments(ctx.db, communeId, leaving, fromOn)
  if (added.length > 0) {
    const by = { at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId, reason }
    await store.insertAssignments(ctx.db, communeId, teamId, fromOn, added, by)
    const homes = added.map((a) => a.householdId)
    await recountAfter(ctx, communeId, [teamId, ...former], homes, fromOn)
    await changed(ctx.db, communeId, 'homes', homes)
    await ctx.emit({ name: 'checks.households-assigned', communeId, body: { teamId, from: [...former], households: homes } })
  }
  return out
}

export const assign = command(contract.assign, async (ctx, input) => {
  const team = await activeTeam(ctx, input.teamId)
  const fromOn = input.fromOn ?? ctx.today
  if (fromOn > ctx.today) throw new Problem('checks-day-ahead', { on: fromOn })
  const done = await assignTo(ctx, team, input.householdIds, fromOn, input.reason ?? null)
  const households = (await store.listOpenOfTeam(ctx.db, team.communeId, team.teamId)).length
  const { size } = (await paceFor(ctx, 'covid19')).on(ctx.today)
  ctx.note({ teamId: team.teamId, assigned: done.assigned, moved: done.moved, refused: done.refused.length })
  return { ...done, households, size: sizeState(households, size) }
})

export const unassign = command(contract.unassign, async (ctx, input) => {
  const open = await store.listOpen(ctx.db, input.householdIds)
  const communes = [...new Set(open.map((o) => o.communeId))].sort((a, b) => a - b)
  for (const communeId of communes) {
    await store.lockCommune(ctx.db, communeId)
    const here = open.filter((o) => o.communeId === communeId)
    const homes = here.map((o) => o.householdId)
    await store.endAssignments(ctx.db, communeId, homes, ctx.today)
    await recountAfter(
      ctx,
      communeId,
      here.map((o) => o.teamId),
      homes,
      ctx.today,
    )
    await changed(ctx.db, communeId, 'homes', homes)
  }
  ctx.note({ ended: open.length, reason: input.reason })
  return { ended: open.length }
})

export const setWalkingOrder = command(contract.setWalkingOrder, async (ctx, { teamId, householdIds }) => {
  const team = await activeTeam(ctx, teamId)
  const homes = [...new Set(householdIds)]
  await changed(ctx.db, team.communeId, 'homes', homes)
  return { ordered: await store.updateWalkingOrder(ctx.db, team.communeId, teamId, homes) }
})
