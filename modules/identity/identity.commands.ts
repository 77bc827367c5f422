import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import * as contract from './identity.contract.ts'
import { hashPassword, isPassword } from './identity.passwords.ts'
import { LEAST_PASSWORD, passwordProblem } from './identity.rules.ts'
import { hashToken, newToken, wallClock as wall } from './identity.signin.ts'
import { getAccount, getInstance, updatePassword, updateTotp } from './identity.store.ts'
import { newTotpSecret, totpField, totpStep, totpUri } from './identity.totp.ts'
import { countOwnRefusals, insertSession, listPostsOf, revokeAll } from './session.store.ts'

/** What one does with one's own account. */
const MINUTE = 60_000

let known: readonly Verb[] = []
/** Told once by the wiring: every verb of every module, for identity.me to say which of them a role holds. */
export const tellVerbs = (verbs: readonly Verb[]): void => {
  known = verbs
}

export const me = read(contract.me, async (ctx) => {
  const account = await getAccount(ctx.db, ctx.actor.accountId)
  const posts = await listPostsOf(ctx.db, account.accountId, ctx.today)
  const { accountId, username, fullName, mustChange } = account
  return {
    account: { accountId, username, fullName, mustChange, hasTotp: account.totpSealed !== null },
    post: posts.find((p) => p.postId === ctx.actor.postId)!,
    posts,
    instance: { ...(await getInstance(ctx.db)), today: ctx.today },
    verbs: known.filter((v) => v.roles.includes(ctx.actor.role)).map((v) => v.name),
  }
})

/** Ten refusals in a quarter of an hour: someone at an open session is guessing. */
async function assertNotGuessing(ctx: Ctx, action: string): Promise<void> {
  const { refusals } = await countOwnRefusals(ctx.db, action, wall(-15 * MINUTE))
  if (refusals >= 10) throw new Problem('locked', { until: wall(15 * MINUTE) })
}

export const changePassword = command(contract.changePassword, async (ctx, input) => {
  const account = await getAccount(ctx.db, ctx.actor.accountId)
  await assertNotGuessing(ctx, contract.changePassword.name)
  if (!(await isPassword(account.passwordHash, input.current))) throw new Problem('password-wrong')
  const bad = passwordProblem(input.next, account)
  if (bad) throw new Problem(bad, { least: LEAST_PASSWORD })
  if (await isPassword(account.passwordHash, input.next)) throw new Problem('password-same')
  await updatePassword(ctx.db, account.accountId, await hashPassword(input.next), false)
  return { sessionsEnded: await revokeAll(ctx.db, account.accountId, wall(), input.keepSession ?? null) }
})

const pendingField = (accountId: string) => `account.totp-pending ${accountId}`

export const enrolTotp = read(contract.enrolTotp, async (ctx) => {
  const { accountId, username } = await getAccount(ctx.db, ctx.actor.accountId)
  const secret = newTotpSecret()
  const uri = totpUri(username, secret)
  const { default: qrcode } = await import('qrcode')
  const qr = await qrcode.toDataURL(uri, { errorCorrectionLevel: 'M', margin: 2, width: 240 })
  const pending = ctx.secrets
    .seal(pendingField(accountId), JSON.stringify({ secret, until: wall(15 * MINUTE) }))
    .toString('base64url')
  return { uri, qr, secret, pending }
})

function openPending(ctx: Ctx, pending: string): string {
  try {
    const { secret, until } = JSON.parse(ctx.secrets.open(pendingField(ctx.actor.accountId), Buffer.from(pending, 'base64url')))
    if (until > wall()) return secret
  } catch {
    // not ours, or another account's
  }
  throw new Problem('totp-expired')
}

export const confirmTotp = command(contract.confirmTotp, async (ctx, input) => {
  const account = await getAccount(ctx.db, ctx.actor.accountId)
  await assertNotGuessing(ctx, contract.confirmTotp.name)
  const secret = openPending(ctx, input.pending)
  const field = totpField(account.accountId)
  if (account.totpSealed) {
    // an open session alone must not be able to put another authenticator in place of this one
    if (!input.current) throw new Problem('totp-required')
    const old = ctx.secrets.open(field, account.totpSealed)
    if (totpStep(old, input.current, wall(), account.totpLastStep) === null) throw new Problem('totp-wrong')
  }
  const step = totpStep(secret, input.code, wall(), null)
  if (step === null) throw new Problem('totp-wrong')
  await updateTotp(ctx.db, account.accountId, ctx.secrets.seal(field, secret), step)
  return { hasTotp: true as const }
})

export const createToken = command(contract.createToken, async (ctx, input) => {
  const { communeId, accountId } = await getAccount(ctx.db, ctx.actor.accountId)
  const token = newToken()
  const tokenHash = hashToken(token)
  const expiresAt = wall(input.days * 24 * 60 * MINUTE)
  const { postId } = ctx.actor
  const address = null
  await insertSession(ctx.db, {
    tokenHash,
    accountId,
    communeId,
    postId,
    kind: 'token',
    label: input.label,
    at: wall(),
    expiresAt,
    address,
  })
  ctx.note({ label: input.label, expiresAt })
  return { sessionId: tokenHash.toString('hex'), token, expiresAt }
})
