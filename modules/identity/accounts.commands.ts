import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { type Role, roleWords } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import * as contract from './identity.contract.ts'
import { hashPassword, oneTimePassword } from './identity.passwords.ts'
import { delegable, mayDelegate, mayGrant, mayManage, usernamesFor } from './identity.rules.ts'
import { wallClock as wall } from './identity.signin.ts'
import * as store from './identity.store.ts'
import { findSession, listSessions, revokeAll, revokeOne } from './session.store.ts'

/** What one does with the accounts of one's area. */
export const accounts = read(contract.accounts, async (ctx, input) => {
  const { lo, hi } = ctx.actor
  const area = input.areaId === undefined ? null : await store.findPlace(ctx.db, input.areaId, null, ctx.today)
  if (input.areaId !== undefined && !area) throw new Problem('not-found', { what: 'đơn vị' })
  const rows = await store.listAccounts(ctx.db, lo, hi, ctx.today, ctx.actor.accountId, {
    nameKey: input.text ? fold(input.text) : null,
    username: input.text?.toLowerCase() ?? null,
    role: input.role ?? null,
    areaLo: area?.lo ?? null,
    areaHi: area?.hi ?? null,
    state: input.state ?? null,
    after: input.after ?? null,
    limit: input.limit + 1,
  })
  const page = rows.slice(0, input.limit).map(({ standing, posts, ...a }) => ({
    ...a,
    posts: posts.map(({ lent, ...p }) => ({
      ...p,
      mayEnd:
        lent ||
        (a.accountId !== ctx.actor.accountId &&
          mayManage(
            ctx.actor,
            standing.filter((s) => s.postId === p.postId),
          )),
    })),
    mayManage: a.accountId !== ctx.actor.accountId && mayManage(ctx.actor, standing),
  }))
  return { accounts: page as never, next: rows.length > input.limit ? page.at(-1)!.username : null }
})

interface SeatAsk {
  role: Role
  areaId?: number | undefined
  areaCode?: string | undefined
  hamletId: number
  bodyId: number
  fromOn?: string | undefined
  untilOn?: string | undefined
  document?: string | undefined
}

/** The unit a post is asked for, once the actor may put that role there. @throws Problem */
export async function seatFor(ctx: Ctx, ask: SeatAsk): Promise<store.Place> {
  const what = ask.areaCode ?? String(ask.areaId ?? '')
  const place = await store.findPlace(ctx.db, ask.areaId ?? null, ask.areaCode ?? null, ctx.today)
  if (!place) throw new Problem('area-unknown', { area: what })
  const refusal = mayGrant(ctx.actor, ask.role, { ...place, hamletId: ask.hamletId, bodyId: ask.bodyId })
  if (refusal) throw new Problem(refusal, { role: roleWords[ask.role].vi })
  if (ask.hamletId !== 0) {
    const hamlet = await store.findPlace(ctx.db, ask.hamletId, null, ctx.today)
    if (hamlet?.tier !== 'hamlet' || hamlet.parentId !== place.areaId) throw new Problem('hamlet-elsewhere')
  }
  if (ask.bodyId !== 0) {
    const body = await store.findBody(ctx.db, ask.bodyId)
    if (!body || body.areaId < place.lo || body.areaId > place.hi) throw new Problem('body-unknown', { body: ask.bodyId })
  }
  if (ask.untilOn && ask.untilOn < (ask.fromOn ?? ctx.today)) throw new Problem('days-reversed')
  return place
}

const postOf = (ctx: Ctx, accountId: string, areaId: number, ask: SeatAsk): store.NewPost => ({
  postId: newId(),
  accountId,
  role: ask.role,
  areaId,
  hamletId: ask.hamletId,
  bodyId: ask.bodyId,
  fromOn: ask.fromOn ?? ctx.today,
  untilOn: ask.untilOn ?? null,
  grantedBy: ctx.actor.accountId,
  delegatedFrom: null,
  document: ask.document ?? null,
})

/**
 * Writes one account with one post at a seat that seatFor allowed. Without a user name one is made; then a namesake in the same seat is
 * refused, so that the same list sent twice adds nothing.
 * @throws Problem username-taken, account-exists
 */
export async function makeAccount(
  ctx: Ctx,
  place: store.Place,
  ask: SeatAsk & { username?: string | undefined; fullName: string },
  passwordHash: string,
): Promise<{ accountId: string; postId: string; username: string }> {
  const fullName = clean(ask.fullName)
  const nameKey = fold(fullName)
  if (!ask.username) {
    const namesake = await store.findNamesake(ctx.db, nameKey, fullName, ask.role, place.areaId, ask.hamletId, ctx.today)
    if (namesake) throw new Problem('account-exists', namesake)
  }
  const accountId = newId()
  for (const username of ask.username ? [ask.username] : usernamesFor(fullName, place.code)) {
    const row = { accountId, communeId: place.areaId, username, fullName, nameKey, passwordHash, mustChange: true, at: wall() }
    if ((await store.insertAccount(ctx.db, row)) === 0) continue
    const post = postOf(ctx, accountId, place.areaId, ask)
    await store.insertPost(ctx.db, post)
    return { accountId, postId: post.postId, username }
  }
  throw new Problem('username-taken', { username: ask.username ?? fullName })
}

export const createAccount = command(contract.createAccount, async (ctx, input) => {
  const place = await seatFor(ctx, input)
  const code = oneTimePassword()
  const made = await makeAccount(ctx, place, input, await hashPassword(code))
  ctx.note({ accountId: made.accountId, role: input.role, areaId: place.areaId })
  return { ...made, oneTimePassword: code }
})

/** An account that the actor stands above. @throws Problem not-found, not-yourself, account-above */
async function getBelow(ctx: Ctx, accountId: string): Promise<store.AccountRow> {
  if (accountId === ctx.actor.accountId) throw new Problem('not-yourself')
  const account = await store.getAccount(ctx.db, accountId)
  const posts = await store.listStandingPosts(ctx.db, accountId, ctx.today)
  if (!mayManage(ctx.actor, posts)) throw new Problem('account-above')
  ctx.note({ accountId })
  return account
}

export const resetPassword = command(contract.resetPassword, async (ctx, input) => {
  const { accountId, username } = await getBelow(ctx, input.accountId)
  const code = oneTimePassword()
  await store.updatePassword(ctx.db, accountId, await hashPassword(code), true)
  if (input.secondFactor) await store.updateTotp(ctx.db, accountId, null, null)
  await revokeAll(ctx.db, accountId, wall(), null)
  ctx.note({ secondFactor: input.secondFactor })
  return { accountId, username, oneTimePassword: code }
})

export const disableAccount = command(contract.disableAccount, async (ctx, input) => {
  const { accountId } = await getBelow(ctx, input.accountId)
  await store.updateDisabled(ctx.db, accountId, wall())
  return { sessionsEnded: await revokeAll(ctx.db, accountId, wall(), null) }
})

export const enableAccount = command(contract.enableAccount, async (ctx, input) => {
  const { accountId } = await getBelow(ctx, input.accountId)
  await store.updateDisabled(ctx.db, accountId, null)
  return { enabled: true as const }
})

export const grantPost = command(contract.grantPost, async (ctx, input) => {
  if (input.accountId === ctx.actor.accountId) throw new Problem('not-yourself')
  await store.getAccount(ctx.db, input.accountId)
  const place = await seatFor(ctx, input)
  const post = postOf(ctx, input.accountId, place.areaId, input)
  await store.insertPost(ctx.db, post)
  ctx.note({ accountId: input.accountId, role: input.role, areaId: place.areaId })
  return { postId: post.postId }
})

export const endPost = command(contract.endPost, async (ctx, input) => {
  const post = await store.getPost(ctx.db, input.postId)
  const lent = post.delegatedFrom !== null && post.grantedBy === ctx.actor.accountId
  if (!lent) {
    if (post.accountId === ctx.actor.accountId) throw new Problem('not-yourself')
    if (!mayManage(ctx.actor, [post])) throw new Problem('account-above')
  }
  const lastDay = input.lastDay ?? addDays(ctx.today, -1)
  await store.updatePostEnd(ctx.db, post.postId, lastDay)
  // lent powers may lie with accounts that the actor does not see
  const delegationsEnded = await ctx.acrossAreas(() => store.updateDelegatedEnd(ctx.db, post.postId, lastDay))
  ctx.note({ postId: post.postId, accountId: post.accountId, lastDay })
  return { postId: post.postId, lastDay, delegationsEnded }
})

export const delegatePost = command(contract.delegatePost, async (ctx, input) => {
  if (input.accountId === ctx.actor.accountId) throw new Problem('not-yourself')
  const own = await store.getPost(ctx.db, ctx.actor.postId)
  const account = await store.getAccount(ctx.db, input.accountId)
  const place = await store.findPlace(ctx.db, input.areaId ?? own.areaId, null, ctx.today)
  if (!place || !(delegable as readonly Role[]).includes(own.role)) throw new Problem('outside-area')
  const fromOn = input.fromOn ?? ctx.today
  const refusal = mayDelegate(own, { lo: place.lo, hi: place.hi, hamletId: own.hamletId, fromOn, untilOn: input.untilOn })
  if (refusal) throw new Problem(refusal)
  const ask = { role: own.role, hamletId: own.hamletId, bodyId: 0, fromOn, untilOn: input.untilOn, document: input.document }
  const post = { ...postOf(ctx, account.accountId, place.areaId, ask), delegatedFrom: own.postId }
  await store.insertPost(ctx.db, post)
  ctx.note({ accountId: account.accountId, postId: post.postId, untilOn: input.untilOn })
  return { postId: post.postId }
})

const keeps = (ctx: Ctx) => contract.accounts.roles.includes(ctx.actor.role)

export const sessions = read(contract.sessions, async (ctx, input) => {
  const accountId = input.accountId ?? ctx.actor.accountId
  if (accountId !== ctx.actor.accountId) {
    if (!keeps(ctx)) throw new Problem('not-found', { what: 'tài khoản' })
    await getBelow(ctx, accountId)
  }
  const rows = await listSessions(ctx.db, accountId, wall())
  return { sessions: rows.map(({ accountId: _, ...row }) => row) }
})

export const revokeSession = command(contract.revokeSession, async (ctx, input) => {
  const found = await findSession(ctx.db, input.sessionId)
  const own = found?.accountId === ctx.actor.accountId
  if (!found || (!own && !keeps(ctx))) throw new Problem('not-found', { what: 'phiên' })
  if (!own) await getBelow(ctx, found.accountId)
  await revokeOne(ctx.db, input.sessionId, wall())
  return { revoked: true as const }
})
