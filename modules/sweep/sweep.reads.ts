import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { ownTeams } from '../checks/whose.ts'
import { rangeOf } from '../people/people.brief.ts'
import { shownName } from '../people/people.rules.ts'
import { sourceWords } from '../policy/inforce.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import * as returneesStore from './returnees.store.ts'
import * as contract from './sweep.contract.ts'
import * as store from './sweep.store.ts'

/** Sweeps that reach into the post's area. */
export const sweeps = read(contract.sweeps, async (ctx, { state }) => {
  const { lo, hi } = ctx.actor
  const rows = await store.listSweeps(ctx.db, state === 'open' ? ctx.today : null)
  return { rows: rows.filter((s) => s.lo <= hi && s.hi >= lo).map(({ lo: _, hi: __, ...s }) => s) }
})

/** The part of a sweep that lies in the area asked for. @throws Problem sweep-elsewhere */
async function within(ctx: Ctx, s: store.SweepRow, areaId: number | undefined): Promise<{ lo: number; hi: number }> {
  const range = await rangeOf(ctx, areaId)
  const part = { lo: Math.max(range.lo, s.lo), hi: Math.min(range.hi, s.hi) }
  if (part.lo > part.hi) throw new Problem('sweep-elsewhere')
  return part
}

const zero = { households: 0, done: 0, absent: 0, refused: 0, empty: 0, missing: 0, returnees: 0 }

/** Doors done and missing, by commune, hamlet or team; a team's post counts its own doors. */
export const coverage = read(contract.coverage, async (ctx, { sweepId, areaId, by }) => {
  const s = await store.getSweep(ctx.db, sweepId)
  const range = await within(ctx, s, areaId)
  const teamIds = await ownTeams(ctx)
  const covered =
    by === 'team' || teamIds
      ? store.listTeamCoverage(ctx.db, { sweepId, ...range, by, teamIds })
      : store.listCoverage(ctx.db, { sweepId, ...range, by })
  const rows = (await covered).map((r) => ({
    ...r,
    missing: r.households - r.done - r.absent - r.refused - r.empty,
  }))
  const total = { ...zero }
  for (const r of rows) for (const k of Object.keys(zero) as (keyof typeof zero)[]) total[k] += r[k]
  const { lo: _, hi: __, ...sweep } = s
  return { sweep, total, rows }
})

/** The summary of coverage against ticks and returnees. */
export const verify = read(contract.verify, async (ctx) => {
  const { kept, wrong } = await store.listWrongCovered(ctx.db, ctx.actor.lo, ctx.actor.hi)
  return { agrees: wrong.length === 0, kept, differences: wrong.slice(0, 100) }
})

export const households = read(contract.households, async (ctx, input) => {
  const s = await store.getSweep(ctx.db, input.sweepId)
  const range = await within(ctx, s, input.areaId)
  const own = await ownTeams(ctx)
  const teamIds = input.teamId ? (own ? own.filter((id) => id === input.teamId) : [input.teamId]) : own
  const { sweepId, hamletId = null, state, limit } = input
  const rows = await store.listDoors(ctx.db, { sweepId, ...range, hamletId, teamIds, state, limit })
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...r }) => r) }
})

export const epidemicAreas = read(contract.epidemicAreas, async (ctx, { day, state }) => {
  const on = day ?? ctx.today
  return { day: on, rows: await returneesStore.listEpidemicAreas(ctx.db, state === 'all' ? null : on) }
})

export const returnees = read(contract.returnees, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const { state, limit, sweepId = null } = input
  const rows = await returneesStore.listReturnees(ctx.db, {
    ...range,
    sweepId,
    teamIds: await ownTeams(ctx),
    state,
    limit,
    now: ctx.now,
  })
  ctx.touch(...rows.map((r) => r.subjectId))
  const rule = (await rulesFor(ctx.db, 'covid19')).on(ctx.today)?.rules.returnees?.rule.decideHours
  return {
    total: rows[0]?.total ?? 0,
    late: rows[0]?.lateTotal ?? 0,
    clock: rule?.value != null ? { hours: rule.value, source: sourceWords(rule), confirmed: rule.confirmed } : null,
    rows: rows.map(({ fullName, total: _, lateTotal: __, ...r }) => ({
      ...r,
      name: fullName && shownName(ctx.actor.role, fullName),
      late: r.decidedAt === null && r.dueAt !== null && Date.parse(r.dueAt) < Date.parse(ctx.now),
    })),
  }
})
