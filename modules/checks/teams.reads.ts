import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { rangeOf } from '../people/people.brief.ts'
import { listDoors, listTeamsOfHousehold } from './assignments.store.ts'
import './checks.problems.ts'
import { findHome } from './checks.store.ts'
import * as homes from './homes.contract.ts'
import { type Pace, paceFor } from './pace.ts'
import { sizeState } from './slots.rules.ts'
import * as contract from './teams.contract.ts'
import * as store from './teams.store.ts'
import { ownTeams, reachTeam } from './whose.ts'

const sizeRule = async (ctx: Ctx): Promise<Pace['size']> => (await paceFor(ctx, 'covid19')).on(ctx.today).size

const shown = ({ total: _, ...t }: store.TeamRow, size: Pace['size']) => ({ ...t, size: sizeState(t.households, size) })

export const teams = read(contract.teams, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const size = await sizeRule(ctx)
  const { state, limit, offset } = input
  const asked = { ...range, day: ctx.today, state, teamIds: await ownTeams(ctx), limit, offset }
  const { rows, head } = await pageOf((f) => store.listTeams(ctx.db, f), asked)
  return { total: head?.total ?? 0, sizeRule: size, rows: rows.map((t) => shown(t, size)) }
})

export const team = read(contract.team, async (ctx, { teamId }) => {
  const { communeId } = await reachTeam(ctx, teamId)
  const filter = { lo: communeId, hi: communeId, day: ctx.today, state: 'all', teamIds: [teamId], limit: 1, offset: 0 }
  const [row] = await store.listTeams(ctx.db, filter)
  const size = await sizeRule(ctx)
  const members = await store.listMembers(ctx.db, communeId, teamId)
  const records = await store.listRecords(ctx.db, communeId, teamId)
  return {
    ...shown(row!, size),
    sizeRule: size,
    team: members.map(({ communeId: _, teamId: __, ...m }) => m),
    records: records.map(({ communeId: _, teamId: __, ...r }) => ({ ...r, kind: r.kind as 'guide' })),
  }
})

export const teamHouseholds = read(homes.teamHouseholds, async (ctx, { teamId, day }) => {
  const { communeId } = await reachTeam(ctx, teamId)
  const doors = await listDoors(ctx.db, communeId, [teamId], day ?? ctx.today)
  return { households: doors.map(({ teamId: _, ...d }) => d) }
})

export const householdTeams = read(homes.householdTeams, async (ctx, { householdId }) => {
  if (!(await findHome(ctx.db, householdId))) throw new Problem('not-found', { what: 'hộ' })
  const history = await listTeamsOfHousehold(ctx.db, householdId)
  const own = await ownTeams(ctx)
  if (own && !history.some((h) => own.includes(h.teamId))) throw new Problem('team-not-yours')
  return { history }
})

/** Homes that no team answers for and teams of a wrong size, with the day to mend them by, the latest first. */
export const gaps = read(homes.gaps, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const size = await sizeRule(ctx)
  const filter = { ...range, day: ctx.today, state: 'in-force', teamIds: await ownTeams(ctx), limit: 100_000, offset: 0 }
  const inForce = Map.groupBy(await store.listTeams(ctx.db, filter), (t) => t.communeId)
  const communes = (await store.listGaps(ctx.db, range.lo, range.hi)).map((g) => {
    const own = (inForce.get(g.communeId) ?? []).map((t) => shown(t, size))
    const codes = (those: (t: (typeof own)[number]) => boolean) => own.filter(those).map((t) => t.code)
    const found = {
      householdsWithoutTeam: g.withoutTeam,
      tooSmall: codes((t) => t.size === 'under'),
      tooLarge: codes((t) => t.size === 'over'),
      withoutMembers: codes((t) => t.members === 0),
      withoutLead: codes((t) => t.members > 0 && !t.hasLead),
    }
    const open = found.householdsWithoutTeam > 0 || Object.values(found).some((v) => Array.isArray(v) && v.length > 0)
    const late = open && g.mendBy !== null && g.mendBy < ctx.today
    const { communeId, areaName, mendBy, households } = g
    return { communeId, areaName, mendBy, late, households, teams: own.length, ...found }
  })
  communes.sort((a, b) => Number(b.late) - Number(a.late) || b.householdsWithoutTeam - a.householdsWithoutTeam)
  return { sizeRule: size, communes }
})
