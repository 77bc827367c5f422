import { read } from '@phaodai/kernel/command.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { rangeOf } from '../people/people.brief.ts'
import { readsNames, shownName } from '../people/people.rules.ts'
import { listDoors } from './assignments.store.ts'
import * as contract from './checks.contract.ts'
import { refusalText } from './checks.problems.ts'
import * as store from './checks.store.ts'
import { paceFor } from './pace.ts'
import { shows } from './packed.rules.ts'
import { listSinceSaid } from './signals.store.ts'
import { getTeam } from './teams.store.ts'
import { ownTeams } from './whose.ts'

const slotNames = ['morning', 'evening'] as const

/** The doors of a team on a day, in walking order, with who lives there and what was answered; what a phone carries. */
export const round = read(contract.round, async (ctx, input) => {
  const day = input.day ?? ctx.today
  const own = await ownTeams(ctx)
  const asked = input.teamId ? [input.teamId] : (own ?? [])
  const teams = []
  for (const teamId of asked) {
    if (own && !own.includes(teamId)) throw new Problem('team-not-yours')
    teams.push(await getTeam(ctx.db, teamId))
  }
  const pace = (await paceFor(ctx, 'covid19')).on(day)
  const households = []
  for (const [communeId, of] of Map.groupBy(teams, (t) => t.communeId)) {
    const doors = await listDoors(
      ctx.db,
      communeId,
      of.map((t) => t.teamId),
      day,
    )
    const homes = doors.map((d) => d.householdId)
    const people = Map.groupBy(await store.listMembersOf(ctx.db, communeId, homes), (p) => p.householdId)
    const versions = Map.groupBy(await store.listShown(ctx.db, communeId, homes, day, day), (v) => v.householdId)
    for (const { people: _, fromOn: __, ...door } of doors) {
      const members = people.get(door.householdId) ?? []
      ctx.touch(...members.map((p) => p.subjectId))
      households.push({
        ...door,
        people: members.map(({ subjectId, fullName, birthYear, sex, frail }) => {
          return { subjectId, name: shownName(ctx.actor.role, fullName), birthYear, sex, frail }
        }),
        ...shows(versions.get(door.householdId) ?? []),
      })
    }
  }
  const clock = (time: string) => Date.parse(`${day}T${time}:00+07:00`)
  const slots = !pace.hours
    ? []
    : slotNames.map((slot) => {
        const { from, to } = pace.hours![slot]
        const now = Date.parse(ctx.now)
        return { slot, from, to, begun: now >= clock(from), ended: now >= clock(to), unconfirmed: !pace.hours!.confirmed }
      })
  const counts = Map.groupBy(households, (h) => h.teamId)
  return {
    day,
    cutOffAt: ctx.now,
    slots,
    backDays: pace.backDays,
    teams: teams.map(({ teamId, code, name }) => ({ teamId, code, name, households: counts.get(teamId)?.length ?? 0 })),
    households,
  }
})

/** Day by day what a household answered, every version of it: corrected and taken back ones too. */
export const householdChecks = read(contract.householdChecks, async (ctx, input) => {
  const until = input.until ?? ctx.today
  const from = input.from ?? addDays(until, -13)
  const home = await store.findHome(ctx.db, input.householdId)
  if (!home) throw new Problem('not-found', { what: 'hộ' })
  const own = await ownTeams(ctx)
  if (own) {
    const doors = await listDoors(ctx.db, home.communeId, own, ctx.today)
    if (!doors.some((d) => d.householdId === input.householdId)) throw new Problem('team-not-yours')
  }
  const rows = await store.listShown(ctx.db, home.communeId, [input.householdId], from, until)
  const symptoms = rows.filter((r) => r.answer === 'symptom').map((r) => r.checkId)
  const since = Map.groupBy(await listSinceSaid(ctx.db, home.communeId, symptoms), (s) => s.checkId)
  const living = await store.listMembersOf(ctx.db, home.communeId, [input.householdId])
  ctx.touch(...living.map((p) => p.subjectId))
  const days = [...Map.groupBy(rows, (r) => r.onDay)].map(([day, versions]) => ({
    day,
    ...shows(versions),
    versions: versions.map(({ householdId: _, onDay: __, voided: ___, ...v }) => ({
      ...v,
      sinceSaid: (since.get(v.checkId) ?? []).map((s) => s.sinceSaid),
    })),
  }))
  const { hamletId: _, ...where } = home
  const people = living.map(({ subjectId, fullName, birthYear, frail }) => {
    return { subjectId, name: shownName(ctx.actor.role, fullName), birthYear, frail }
  })
  return { household: { ...where, people }, days }
})

/** Refused payloads that a person has to look at; a team's member sees what they sent themselves. */
export const refusedChecks = read(contract.refusedChecks, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const accountId = ctx.actor.role === 'team' ? ctx.actor.accountId : null
  const { rows, head } = await pageOf((asked) => store.listRefused(ctx.db, asked), {
    ...range,
    state: input.state,
    accountId,
    refusedId: null,
    limit: input.limit,
    offset: input.offset,
  })
  return {
    total: head?.total ?? 0,
    rows: rows.map(({ total: _, accountId: __, homeId, address, ...r }) => ({
      ...r,
      home: homeId && readsNames(ctx.actor.role) ? { householdId: homeId, address: address! } : null,
      reason: r.reason as contract.RefusalReason,
      words: refusalText(r.reason as contract.RefusalReason, r.details),
      payload: readsNames(ctx.actor.role) ? r.payload : null,
    })),
  }
})
