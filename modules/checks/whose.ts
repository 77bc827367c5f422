import type { Ctx } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getTeam, listOwnHamlets, listOwnTeams, type TeamFact } from './teams.store.ts'

/** The teams that a team's post may read and write for today; null: the post is no team's, and sees all of its area. */
export const ownTeams = async (ctx: Ctx): Promise<string[] | null> =>
  ctx.actor.role === 'team' ? ownTeamsOf(ctx, await listOwnTeams(ctx.db, ctx.actor.postId)) : null
/** The same of the post's memberships as they were looked up. */
export function ownTeamsOf(ctx: Ctx, rows: Awaited<ReturnType<typeof listOwnTeams>>): string[] | null {
  if (ctx.actor.role !== 'team') return null
  return [...new Set(rows.filter((r) => r.untilOn === null || r.untilOn > ctx.today).map((r) => r.teamId))]
}

/** A team of the scope; a team's post reaches its own only. @throws Problem not-found, team-not-yours */
export async function reachTeam(ctx: Ctx, teamId: string): Promise<TeamFact> {
  const team = await getTeam(ctx.db, teamId)
  const own = await ownTeams(ctx)
  if (own && !own.includes(teamId)) throw new Problem('team-not-yours')
  return team
}

/** A team that has not ended. @throws Problem team-ended */
export async function activeTeam(ctx: Ctx, teamId: string): Promise<TeamFact> {
  const team = await reachTeam(ctx, teamId)
  if (team.endedOn !== null) throw new Problem('team-ended', { code: team.code, endedOn: team.endedOn })
  return team
}

/** Refuses a team's post whose teams do not have that one. @throws Problem team-not-yours */
export async function mustBeOwn(ctx: Ctx, teamId: string | null): Promise<void> {
  const own = await ownTeams(ctx)
  if (own && (teamId === null || !own.includes(teamId))) throw new Problem('team-not-yours')
}

/** Hamlets of a team post's own teams; none for other posts. */
export async function ownHamlets(ctx: Ctx): Promise<number[]> {
  const own = await ownTeams(ctx)
  return own ? (await listOwnHamlets(ctx.db, own)).map((h) => h.hamletId) : []
}
