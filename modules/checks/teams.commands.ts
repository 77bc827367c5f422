import { changed } from '@phaodai/kernel/change.ts'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { clean } from '@phaodai/text/fold.ts'
import { listHamlets } from '../areas/hamlets.store.ts'
import { communeOf } from '../people/people.brief.ts'
import { endAssignments, listOpenOfTeam, lockCommune } from './assignments.store.ts'
import './checks.problems.ts'
import { setMendDate as setMendDateVerb } from './homes.contract.ts'
import { recountAfter } from './recount.ts'
import * as contract from './teams.contract.ts'
import * as store from './teams.store.ts'
import { activeTeam } from './whose.ts'

const notAhead = (ctx: Ctx, on: string) => {
  if (on > ctx.today) throw new Problem('checks-day-ahead', { on })
}

/** 10783 and 3: 10783-T03. */
const codeOf = (communeCode: string, number: number) => `${communeCode}-T${String(number).padStart(2, '0')}`

/** A team of a commune, with a code of this product: the commune's and a running number, never given twice. */
export const makeTeam = command(contract.makeTeam, async (ctx, input) => {
  const commune = await communeOf(ctx, input.communeId)
  const hamletId = input.hamletId ?? ctx.actor.hamletId
  const fromOn = input.fromOn ?? ctx.today
  notAhead(ctx, fromOn)
  if (hamletId !== 0) {
    const hamlets = await listHamlets(ctx.db, commune.lo, commune.hi, ctx.today)
    if (!hamlets.some((h) => h.hamletId === hamletId)) throw new Problem('hamlet-not-of-commune', { hamletId })
  }
  await store.lockNumbering(ctx.db, commune.areaId)
  const { n } = await store.lastNumber(ctx.db, commune.areaId)
  const teamId = input.teamId ?? newId()
  const team = { communeId: commune.areaId, teamId, hamletId, code: codeOf(commune.code, n + 1), name: clean(input.name), fromOn }
  await written(store.insertTeam(ctx.db, { ...team, endedOn: null }, ctx.now, ctx.actor.accountId, ctx.opId), teamId)
  await ctx.emit({ name: 'checks.team-made', communeId: team.communeId, body: { teamId } })
  return { teamId, code: team.code }
})

export const renameTeam = command(contract.renameTeam, async (ctx, { teamId, name }) => {
  const team = await activeTeam(ctx, teamId)
  ctx.note({ teamId, code: team.code })
  await store.updateTeamName(ctx.db, team, clean(name))
  return { teamId }
})

/** A team stops: its members leave and its households wait for another; what it recorded stays. */
export const endTeam = command(contract.endTeam, async (ctx, { teamId, reason }) => {
  const team = await activeTeam(ctx, teamId)
  await lockCommune(ctx.db, team.communeId)
  const homes = (await listOpenOfTeam(ctx.db, team.communeId, teamId)).map((h) => h.householdId)
  if (homes.length > 0) await endAssignments(ctx.db, team.communeId, homes, ctx.today)
  await changed(ctx.db, team.communeId, 'homes', homes)
  await store.endMembersOf(ctx.db, team.communeId, teamId, ctx.today)
  await store.updateTeamEnd(ctx.db, team, ctx.today, reason)
  await recountAfter(ctx, team.communeId, [teamId], homes, ctx.today)
  await ctx.emit({ name: 'checks.team-ended', communeId: team.communeId, body: { teamId } })
  return { endedOn: ctx.today, householdsLeft: homes.length }
})

/** A post of the role community team in the team's commune becomes a member; one post may serve in several teams. */
export const addMember = command(contract.addMember, async (ctx, input) => {
  const team = await activeTeam(ctx, input.teamId)
  const fromOn = input.fromOn ?? ctx.today
  notAhead(ctx, fromOn)
  const post = await store.findTeamPost(ctx.db, input.postId, team.communeId, ctx.today)
  if (!post) throw new Problem('member-not-team-post')
  if (post.hamletId !== 0 && post.hamletId !== team.hamletId) throw new Problem('member-other-hamlet')
  const there = await store.listMembers(ctx.db, team.communeId, team.teamId)
  if (there.some((m) => m.postId === input.postId && m.untilOn === null)) throw new Problem('member-already')
  const memberId = input.memberId ?? newId()
  const { communeId, teamId, hamletId } = team
  const row = {
    communeId,
    memberId,
    teamId,
    hamletId,
    postId: input.postId,
    accountId: post.accountId,
    isLead: false,
    fromOn,
    untilOn: null,
  }
  await written(store.insertMember(ctx.db, row, ctx.actor.accountId, ctx.opId), memberId)
  if (input.lead) await store.updateLead(ctx.db, communeId, teamId, memberId)
  return { memberId }
})

export const setLead = command(contract.setLead, async (ctx, { teamId, memberId }) => {
  const team = await activeTeam(ctx, teamId)
  const member = await store.findMember(ctx.db, memberId)
  if (!member || member.teamId !== teamId) throw new Problem('not-found', { what: 'tổ viên' })
  if (member.untilOn !== null) throw new Problem('member-ended', { untilOn: member.untilOn })
  await store.updateLead(ctx.db, team.communeId, teamId, memberId)
  return { memberId }
})

export const endMember = command(contract.endMember, async (ctx, { memberId }) => {
  const member = await store.findMember(ctx.db, memberId)
  if (!member) throw new Problem('not-found', { what: 'tổ viên' })
  if (member.untilOn !== null) throw new Problem('member-ended', { untilOn: member.untilOn })
  await store.updateMemberEnd(ctx.db, member.communeId, memberId, ctx.today)
  return { untilOn: ctx.today }
})

export const addRecord = command(contract.addRecord, async (ctx, input) => {
  const team = await activeTeam(ctx, input.teamId)
  const onDay = input.onDay ?? ctx.today
  notAhead(ctx, onDay)
  const recordId = input.recordId ?? newId()
  const { communeId, teamId, hamletId } = team
  const { kind, quantity = null, amountVnd = null } = input
  const source = input.source ? clean(input.source) || null : null
  const row = { communeId, recordId, teamId, hamletId, kind, onDay, item: clean(input.item), quantity, amountVnd, source }
  await written(
    store.insertRecord(ctx.db, { ...row, voidedAt: null, voidReason: null }, ctx.now, ctx.actor.accountId, ctx.opId),
    recordId,
  )
  return { recordId }
})

export const voidRecord = command(contract.voidRecord, async (ctx, { recordId, reason }) => {
  const record = await store.findRecord(ctx.db, recordId)
  if (!record) throw new Problem('not-found', { what: 'nội dung' })
  if (record.voidedAt) throw new Problem('door-voided', { reason: record.voidReason })
  await store.updateRecordVoid(ctx.db, record, ctx.now, ctx.opId, reason)
  return { voided: true as const }
})

export const setMendDate = command(setMendDateVerb, async (ctx, input) => {
  const commune = await communeOf(ctx, input.communeId)
  await store.insertMendDate(ctx.db, commune.areaId, newId(), input.mendBy, ctx.now, ctx.actor.accountId, ctx.opId)
  return { mendBy: input.mendBy }
})
