import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { roleWords } from '@phaodai/kernel/contract.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import { fold } from '@phaodai/text/fold.ts'
import { getAreas } from '../areas/areas.store.ts'
import { codeSheet, type Slip } from '../identity/identity.codesheet.ts'
import { hashPassword, oneTimePassword } from '../identity/identity.passwords.ts'
import { wallClock } from '../identity/identity.signin.ts'
import { getAccount, getInstance, listStandingPosts, updatePassword, updatePasswords } from '../identity/identity.store.ts'
import { revokeAll, revokeAllOf } from '../identity/session.store.ts'
import { communeOf } from '../people/people.brief.ts'
import * as contract from './members.contract.ts'
import * as store from './members.store.ts'

export const teamPeople = read(contract.teamPeople, async (ctx, input) => {
  const [area] = await getAreas(ctx.db, [input.areaId ?? ctx.actor.areaId])
  if (!area || area.lo < ctx.actor.lo || area.hi > ctx.actor.hi) throw new Problem('outside-area')
  const { rows, head } = await pageOf((asked) => store.listTeamPeople(ctx.db, asked), {
    ...{ lo: area.lo, hi: area.hi, hamletId: ctx.actor.hamletId, key: input.text ? fold(input.text) : null },
    ...{ day: ctx.today, wall: wallClock(), limit: input.limit, offset: input.offset },
  })
  return { total: head?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) }
})

/**
 * An account that serves in teams and nothing else, all of them in the actor's area: whoever resets a code could sign in with it.
 * @throws Problem not-found, not-yourself, account-above
 */
async function memberBelow(ctx: Ctx, accountId: string) {
  const { actor } = ctx
  if (accountId === actor.accountId) throw new Problem('not-yourself')
  const account = await getAccount(ctx.db, accountId)
  const posts = await listStandingPosts(ctx.db, accountId, ctx.today)
  const below = posts.every(
    (p) => p.role === 'team' && p.lo >= actor.lo && p.hi <= actor.hi && (actor.hamletId === 0 || p.hamletId === actor.hamletId),
  )
  if (posts.length === 0 || !below) throw new Problem('account-above')
  ctx.note({ accountId })
  return account
}

async function sheetOf(ctx: Ctx, slips: readonly Slip[]): Promise<string> {
  const { mode } = await getInstance(ctx.db)
  return codeSheet(slips, { drill: mode === 'drill', on: formatDate(ctx.today) })
}

/** A forgotten password or PIN: a new one-time code, said once. What was signed in with the old one is signed out. */
export const resetMember = command(contract.resetMember, async (ctx, input) => {
  const { accountId, username, fullName, communeId } = await memberBelow(ctx, input.accountId)
  const code = oneTimePassword()
  await updatePassword(ctx.db, accountId, await hashPassword(code), true)
  const sessionsEnded = await revokeAll(ctx.db, accountId, wallClock(), null)
  ctx.note({ sessionsEnded })
  const [area] = await getAreas(ctx.db, [communeId])
  const slip = { fullName, role: roleWords.team.vi, area: area?.fullName ?? '', username, code }
  return { accountId, username, fullName, oneTimePassword: code, html: await sheetOf(ctx, [slip]), sessionsEnded }
})

/** A lost or stolen phone: nobody is signed in any more. The password stays; the member signs in again on another phone. */
export const signOutMember = command(contract.signOutMember, async (ctx, input) => {
  const { accountId } = await memberBelow(ctx, input.accountId)
  const sessionsEnded = await revokeAll(ctx.db, accountId, wallClock(), null)
  ctx.note({ sessionsEnded })
  return { sessionsEnded }
})

/**
 * Codes are said once and kept nowhere, so a sheet is never printed again: printing one makes new codes for every member of the commune's
 * teams who has not used theirs yet, and older sheets are void for them. Who has signed in already is left alone.
 */
export const codeSheets = command(contract.codeSheets, async (ctx, input) => {
  const commune = await communeOf(ctx, input.communeId)
  const people = await store.listWithoutCode(ctx.db, commune.areaId, input.teamIds ?? null, ctx.today)
  people.sort((a, b) => (a.code === b.code ? a.fullName.localeCompare(b.fullName, 'vi') : a.code < b.code ? -1 : 1))
  const below = []
  for (const p of people) {
    const posts = await listStandingPosts(ctx.db, p.accountId, ctx.today)
    // who holds another post beside the team is above whoever arranges teams
    if (posts.every((x) => x.role === 'team' && x.lo >= ctx.actor.lo && x.hi <= ctx.actor.hi)) below.push(p)
  }
  const codes = below.map(oneTimePassword)
  // as many at once as the thread pool takes
  const hashes = await Promise.all(codes.map(hashPassword))
  const ids = below.map((p) => p.accountId)
  if (ids.length > 0) {
    await updatePasswords(ctx.db, ids, hashes)
    await revokeAllOf(ctx.db, ids, wallClock())
  }
  ctx.note({ communeId: commune.areaId, issued: ids.length })
  const slips = below.map((p, i) => ({
    ...{ fullName: p.fullName, role: roleWords.team.vi, username: p.username, code: codes[i]! },
    area: `${p.teamName} (${p.code}), ${commune.fullName}`,
  }))
  return { issued: ids.length, fileName: `phieu-ma-${commune.code}.html`, html: await sheetOf(ctx, slips) }
})
