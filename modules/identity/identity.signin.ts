import { createHash, randomBytes } from 'node:crypto'
import { clockAt, localDay, readClock } from '@phaodai/kernel/clock.ts'
import type { App } from '@phaodai/kernel/command.ts'
import type { Role } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { type Enter, setScope } from '@phaodai/kernel/scope.ts'
import { dbOf, inTransaction } from '@phaodai/kernel/sql.ts'
import { insertSignIn, type SignInEntry } from './audit.store.ts'
import type { Post } from './identity.contract.ts'
import { hashOfNobody, isPassword } from './identity.passwords.ts'
import { lockedUntil, mayOnDevice, mayWhileOwed, type Owed, owedOf, waitForAddress, waitForName } from './identity.rules.ts'
import { type AccountRow, getInstance } from './identity.store.ts'
import { totpField, totpStep } from './identity.totp.ts'
import * as store from './session.store.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SESSION = 12 * HOUR
const IDLE = 2 * HOUR
const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()
/** Sessions and codes follow the machine's clock, also in a drill, whose day stands still. Tests give the instant. */
const wall = (at?: string) => at ?? new Date().toISOString()
/** The machine's instant, `ms` from now; for what expires by the wall. */
export const wallClock = (ms = 0): string => later(wall(), ms)

/** A new opaque token, 256 random bits; the database holds its SHA-256 only. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface SignInAsk {
  username: string
  password: string
  /** Six digits of the authenticator, where the account has one. */
  code?: string | undefined
  address?: string | undefined
  /** Instant, ISO 8601; the machine's clock where absent. */
  at?: string | undefined
}

export interface SignedIn {
  token: string
  /** Public name of the session: for the list of sessions, and to keep it when the password changes. */
  sessionId: string
  expiresAt: string
  account: { accountId: string; username: string; fullName: string; mustChange: boolean; hasTotp: boolean }
  postId: string
  posts: Post[]
  /** What must be done before anything else. */
  owed: Owed | null
}

interface Try {
  app: App
  ask: SignInAsk
  at: string
  nameKey: Buffer
  /** This try's own rows, taken back when it was no failure. */
  attempts: string[]
}

/** Counts this try as a failure before the password is looked at, so that guesses sent side by side are all counted; answers the lock, if any. */
const claimTry = ({ app, ask, at, nameKey, attempts }: Try) =>
  inTransaction(app.pool, async (db) => {
    const keys = [{ key: nameKey, since: later(at, -24 * HOUR), wait: waitForName }]
    if (ask.address) {
      keys.push({ key: app.secrets.blindIndex('sign-in address', ask.address), since: later(at, -HOUR), wait: waitForAddress })
    }
    keys.sort((a, b) => Buffer.compare(a.key, b.key))
    for (const { key, since, wait } of keys) {
      await store.lockKey(db, key)
      const { failures, lastAt } = await store.countFailures(db, key, since)
      const until = lockedUntil(failures, lastAt, wait, at)
      if (until) {
        await store.deleteAttempts(db, attempts.splice(0))
        return until
      }
      const id = newId()
      attempts.push(id)
      await store.insertAttempt(db, id, key, at)
    }
    return null
  })

async function refuse(t: Try, problem: Problem, account: AccountRow | null, counts: boolean): Promise<Problem> {
  await inTransaction(t.app.pool, async (db) => {
    const now = await readClock(db)
    if (counts && account) {
      const { failures, lastAt } = await store.countFailures(db, t.nameKey, later(t.at, -24 * HOUR))
      await store.noteSignIn(db, account.accountId, false, lockedUntil(failures, lastAt, waitForName, t.at), null)
    }
    await insertSignIn(db, {
      communeId: account?.communeId ?? 0,
      at: now.at,
      accountId: account?.accountId ?? null,
      postId: null,
      role: null,
      action: 'identity.sign-in',
      details: { problem: problem.code, ...(t.ask.address && { address: t.ask.address }) },
    })
  })
  return problem
}

/**
 * Signs an account in: a session of 12 hours, 2 hours idle. What is refused says the same, and takes the same time, whether or not the
 * name exists; failures lock the name and the address for growing times. Every outcome but the asking for a code is audited.
 * @returns the session, or a Problem: sign-in-failed, locked (details.until), totp-required, totp-wrong, no-post
 */
export async function signIn(app: App, ask: SignInAsk): Promise<SignedIn | Problem> {
  const username = ask.username.normalize('NFC').trim().toLowerCase().slice(0, 200)
  const t: Try = { app, ask, at: wall(ask.at), nameKey: app.secrets.blindIndex('sign-in name', username), attempts: [] }
  const locked = await claimTry(t)
  if (locked) return refuse(t, new Problem('locked', { until: locked }), null, false)

  const account = await store.findForSignIn(dbOf(app.pool), username)
  const [nobody, password] = [await hashOfNobody(), ask.password.slice(0, 1000)]
  const right = await isPassword(account?.passwordHash ?? nobody, password)
  if (!right || !account || account.disabledAt) return refuse(t, new Problem('sign-in-failed'), account, true)
  return admit(t, username)
}

async function admit(t: Try, username: string): Promise<SignedIn | Problem> {
  const { app, ask, at } = t
  let failed: AccountRow | null = null
  const outcome = await inTransaction(app.pool, async (db) => {
    await store.lockKey(db, t.nameKey)
    // read again under the lock: the last step used may have moved
    const account = (await store.findForSignIn(db, username))!
    let step: number | null = null
    if (account.totpSealed) {
      if (!ask.code) {
        await store.deleteAttempts(db, t.attempts)
        return new Problem('totp-required')
      }
      step = totpStep(app.secrets.open(totpField(account.accountId), account.totpSealed), ask.code, at, account.totpLastStep)
      if (step === null) {
        failed = account
        return new Problem('totp-wrong')
      }
    }
    const now = await readClock(db)
    const posts = await store.listPostsOf(db, account.accountId, now.today)
    const post = posts[0]
    const entry: SignInEntry = {
      communeId: account.communeId,
      at: now.at,
      accountId: account.accountId,
      postId: post?.postId ?? null,
      role: post?.role ?? null,
      action: 'identity.sign-in',
      details: { ...(ask.address && { address: ask.address }), ...(!post && { problem: 'no-post' }) },
    }
    await insertSignIn(db, entry)
    await store.noteSignIn(db, account.accountId, true, null, step)
    await store.deleteAttempts(db, t.attempts)
    await store.deleteAttemptsOf(db, t.nameKey, later(at, -48 * HOUR))
    if (!post) return new Problem('no-post')
    await setScope(db, post.postId, now.today)
    const token = newToken()
    const tokenHash = hashToken(token)
    const expiresAt = later(at, SESSION)
    const { accountId, communeId, fullName, mustChange } = account
    await store.insertSession(db, {
      tokenHash,
      accountId,
      communeId,
      postId: post.postId,
      kind: 'session',
      label: null,
      at,
      expiresAt,
      address: ask.address ?? null,
    })
    const hasTotp = account.totpSealed !== null
    const { mode } = await getInstance(db)
    return {
      token,
      sessionId: tokenHash.toString('hex'),
      expiresAt,
      account: { accountId, username: account.username, fullName, mustChange, hasTotp },
      postId: post.postId,
      posts,
      owed: owedOf({ mustChange, hasTotp, role: post.role, kind: 'session', mode }),
    }
  })
  return failed && outcome instanceof Problem ? refuse(t, outcome, failed, true) : outcome
}

export interface Session {
  sessionId: string
  accountId: string
  postId: string
  role: Role
  username: string
  fullName: string
  mustChange: boolean
  hasTotp: boolean
  kind: 'session' | 'token' | 'device'
  expiresAt: string
  /** What must be done before anything else; see assertMay. */
  owed: Owed | null
}

/** What a row of the table stands for; null: it has expired, or stood idle for 2 hours. `unseen`: for so long that its use is to be noted. */
function standing(s: store.SessionRow, tokenHash: Buffer, now: string): (Session & { unseen: boolean }) | null {
  if (s.expiresAt <= now) return null
  const idle = Date.parse(now) - Date.parse(s.seenAt)
  if (s.kind === 'session' && idle > IDLE) return null
  const { accountId, postId, role, username, fullName, mustChange, hasTotp, kind, expiresAt, mode } = s
  return {
    ...{
      sessionId: tokenHash.toString('hex'),
      accountId,
      postId,
      role,
      username,
      fullName,
      mustChange,
      hasTotp,
      kind,
      expiresAt,
    },
    owed: owedOf({ mustChange, hasTotp, role, kind, mode }),
    // one write a minute is enough to know whether it is idle
    unseen: idle > MINUTE,
  }
}

/** The session behind a token (cookie or API token); null where there is none, it was revoked, has expired, or stood idle for 2 hours. */
export async function sessionOf(app: App, token: string, at?: string): Promise<Session | null> {
  const now = wall(at)
  const tokenHash = hashToken(token)
  const db = dbOf(app.pool)
  const row = await store.findByToken(db, tokenHash)
  const found = row && standing(row, tokenHash, now)
  if (!found) return null
  const { unseen, ...session } = found
  if (unseen) await store.touchSession(db, tokenHash, now)
  return session
}

/**
 * The same in the journey that opens the scope of its post, for a request with a small body or none: what is taken in before it is known who asks
 * is little.
 * @throws Problem not-signed-in, and as assertMay
 */
export function enterBy(token: string, verbName: string, at?: string): Enter {
  const tokenHash = hashToken(token)
  return async (db, opId) => {
    const now = wall(at)
    const row = await store.openByToken(db, tokenHash, localDay(now), opId)
    const session = row && standing(row, tokenHash, now)
    if (!session) throw new Problem('not-signed-in')
    assertMay(session, verbName)
    // with what is asked next; where it fails the transaction does
    if (session.unseen) void store.touchSession(db, tokenHash, now).catch(() => {})
    const { actorId: accountId, postId, role, areaId, lo, hi, hamletId, bodyId, drillOn } = row
    return { actor: { accountId, postId, role, areaId, lo, hi, hamletId, bodyId }, now: clockAt(now, drillOn) }
  }
}

/** Whether a token still stands for that post; asking is no use of the session, and keeps it from no idling out. */
export async function standsStill(app: App, token: string, postId: string, at?: string): Promise<boolean> {
  const now = wall(at)
  const s = await store.findByToken(dbOf(app.pool), hashToken(token))
  if (!s || s.postId !== postId || s.expiresAt <= now) return false
  return s.kind !== 'session' || Date.parse(now) - Date.parse(s.seenAt) <= IDLE
}

/** Refuses a verb while the account owes a new password or a second factor, or that a phone's token does not open. @throws Problem password-must-change, totp-must-enrol, device-only */
export function assertMay(session: Pick<Session, 'owed' | 'kind' | 'role'>, verbName: string): void {
  if (!mayOnDevice(session, verbName)) throw new Problem('device-only')
  if (!mayWhileOwed(session.owed, verbName)) throw new Problem(session.owed!)
}

/** Ends a session; a token that is not known is no error. */
export async function signOut(app: App, token: string, at?: string): Promise<void> {
  const tokenHash = hashToken(token)
  await inTransaction(app.pool, async (db) => {
    const s = await store.findByToken(db, tokenHash)
    if (!s) return
    await store.endByToken(db, tokenHash, wall(at))
    const { accountId, communeId, postId, role } = s
    const now = await readClock(db)
    await insertSignIn(db, { communeId, at: now.at, accountId, postId, role, action: 'identity.sign-out', details: {} })
  })
}

/** Moves a session to another post of the same account. An API token stays in its post. Refused with not-signed-in, not-found. */
export async function switchPost(app: App, token: string, postId: string, at?: string): Promise<Session | Problem> {
  const session = await sessionOf(app, token, at)
  if (!session) return new Problem('not-signed-in')
  const tokenHash = hashToken(token)
  const done = await inTransaction(app.pool, async (db) => {
    const now = await readClock(db)
    const posts = await store.listPostsOf(db, session.accountId, now.today)
    const post = posts.find((p) => p.postId === postId)
    if (!post || session.kind !== 'session') return false
    await setScope(db, postId, now.today)
    await store.updateSessionPost(db, tokenHash, postId)
    await insertSignIn(db, {
      communeId: post.areaId,
      at: now.at,
      accountId: session.accountId,
      postId,
      role: post.role,
      action: 'identity.switch-post',
      details: { from: session.postId },
    })
    return true
  })
  if (!done) return new Problem('not-found', { what: 'nhiệm vụ' })
  return { ...session, ...(await sessionOf(app, token, at)) }
}
