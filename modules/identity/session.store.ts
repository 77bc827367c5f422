import type { Role } from '@phaodai/kernel/contract.ts'
import type { Actor } from '@phaodai/kernel/scope.ts'
import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'
import type { Post } from './identity.contract.ts'
import type { AccountRow } from './identity.store.ts'

/** Before sign-in there is no scope: an exact look-up only. */
export const findForSignIn = (db: Db, username: string) =>
  db.maybe<AccountRow>(sql`
    select account_id as "accountId", commune_id as "communeId", username, full_name as "fullName", password_hash as "passwordHash",
           must_change as "mustChange", totp_sealed as "totpSealed", totp_last_step as "totpLastStep", disabled_at as "disabledAt"
    from account_for_sign_in(${username})`)

/** Posts in force that day. */
export const listPostsOf = (db: Db, accountId: string, today: string) =>
  db.many<Post>(sql`
    select post_id as "postId", role, area_id as "areaId", area_name as "areaName", hamlet_id as "hamletId", body_id as "bodyId"
    from posts_of(${accountId}, ${today})`)

/** Sign-ins for one name (or address) wait for each other until the transaction ends: guesses sent at once are counted one by one. */
export const lockKey = (db: Db, keyHash: Buffer) =>
  db.run(sql`select pg_advisory_xact_lock(${keyHash.readBigInt64BE(0).toString()}::bigint)`)

export const countFailures = (db: Db, keyHash: Buffer, since: string) =>
  db.one<{ failures: number; lastAt: string | null }>(sql`
    select count(*)::int as failures, max(at) as "lastAt" from sign_in_attempt where key_hash = ${keyHash} and at > ${since}`)

export const insertAttempt = (db: Db, attemptId: string, keyHash: Buffer, at: string) =>
  db.run(sql`insert into sign_in_attempt (attempt_id, key_hash, at) values (${attemptId}, ${keyHash}, ${at})`)

export const deleteAttempts = (db: Db, ids: string[]) =>
  db.run(sql`delete from sign_in_attempt where attempt_id = any (${ids}::uuid[])`)

export const deleteAttemptsOf = (db: Db, keyHash: Buffer, olderThan: string) =>
  db.run(sql`delete from sign_in_attempt where key_hash = ${keyHash} or at < ${olderThan}`)

export const noteSignIn = (db: Db, accountId: string, ok: boolean, lockedUntil: string | null, step: number | null) =>
  db.run(sql`select note_sign_in(${accountId}, ${ok}, ${lockedUntil}, ${step})`)

export interface NewSession {
  tokenHash: Buffer
  accountId: string
  communeId: number
  postId: string
  kind: 'session' | 'token' | 'device'
  label: string | null
  at: string
  expiresAt: string
  address: string | null
}

export const insertSession = (db: Db, s: NewSession) =>
  db.run(sql`
    insert into session (token_hash, account_id, commune_id, post_id, kind, label, created_at, seen_at, expires_at, address)
    values (${s.tokenHash}, ${s.accountId}, ${s.communeId}, ${s.postId}, ${s.kind}, ${s.label}, ${s.at}, ${s.at}, ${s.expiresAt}, ${s.address})`)

export interface SessionRow {
  accountId: string
  username: string
  fullName: string
  communeId: number
  postId: string
  role: Role
  kind: 'session' | 'token' | 'device'
  expiresAt: string
  seenAt: string
  mustChange: boolean
  hasTotp: boolean
  /** Of the instance. */
  mode: 'drill' | 'real'
}

export const findByToken = (db: Db, tokenHash: Buffer) =>
  db.maybe<SessionRow>(
    kept(sql`
    select account_id as "accountId", username, full_name as "fullName", commune_id as "communeId", post_id as "postId", role, kind,
           expires_at as "expiresAt", seen_at as "seenAt", must_change as "mustChange", has_totp as "hasTotp", (select mode from instance) as mode
    from session_by_token(${tokenHash})`),
  )

/**
 * The same, and the scope of its post on the instance's day is open; null where there is none. SQLSTATE PD001 where the post is not valid then.
 * @param opId an operation whose turn is waited for as by turnOf() of the kernel
 */
export const openByToken = (db: Db, tokenHash: Buffer, today: string, opId: string | null) =>
  db.maybe<SessionRow & Omit<Actor, 'postId'> & { actorId: string; drillOn: string | null }>(
    kept(sql`
    select q.account_id as "accountId", q.username, q.full_name as "fullName", q.commune_id as "communeId", q.post_id as "postId", q.role, q.kind,
           q.expires_at as "expiresAt", q.seen_at as "seenAt", q.must_change as "mustChange", q.has_totp as "hasTotp", i.mode, i.drill_on as "drillOn",
           s.account_id as "actorId", s.area_id as "areaId", s.lo, s.hi, s.hamlet_id as "hamletId", s.body_id as "bodyId",
           case when ${opId}::text is not null then pg_advisory_xact_lock(714302, hashtext(${opId}::text)) is null end as turn
    from instance i, session_by_token(${tokenHash}) q, set_scope(q.post_id, coalesce(i.drill_on, ${today}::date)) s`),
  )

export const touchSession = (db: Db, tokenHash: Buffer, at: string) =>
  db.run(kept(sql`select touch_session(${tokenHash}, ${at})`))
export const endByToken = (db: Db, tokenHash: Buffer, at: string) => db.run(sql`select end_session(${tokenHash}, ${at})`)

export const updateSessionPost = (db: Db, tokenHash: Buffer, postId: string) =>
  db.run(sql`update session set post_id = ${postId} where token_hash = ${tokenHash} and kind = 'session' and revoked_at is null`)

/** A device's session lasts from contact to contact. */
export const extendSession = (db: Db, tokenHash: Buffer, until: string) =>
  db.run(sql`update session set expires_at = ${until} where token_hash = ${tokenHash} and kind = 'device' and revoked_at is null`)

export interface ListedSession {
  sessionId: string
  accountId: string
  kind: 'session' | 'token' | 'device'
  label: string | null
  postId: string
  createdAt: string
  seenAt: string
  expiresAt: string
  address: string | null
}

export const listSessions = (db: Db, accountId: string, at: string) =>
  db.many<ListedSession>(sql`
    select encode(token_hash, 'hex') as "sessionId", account_id as "accountId", kind, label, post_id as "postId", created_at as "createdAt",
           seen_at as "seenAt", expires_at as "expiresAt", address
    from session where account_id = ${accountId} and revoked_at is null and expires_at > ${at} order by seen_at desc`)

export const findSession = (db: Db, sessionId: string) =>
  db.maybe<{ accountId: string }>(
    sql`select account_id as "accountId" from session where token_hash = decode(${sessionId}, 'hex') and revoked_at is null`,
  )

export const revokeOne = (db: Db, sessionId: string, at: string) =>
  db.run(sql`update session set revoked_at = ${at} where token_hash = decode(${sessionId}, 'hex') and revoked_at is null`)

/** Ends every session and token of an account, but the one to keep. */
export const revokeAll = (db: Db, accountId: string, at: string, keep: string | null) =>
  db.run(sql`
    update session set revoked_at = ${at} where account_id = ${accountId} and revoked_at is null
      and (${keep}::text is null or encode(token_hash, 'hex') <> ${keep}::text)`)

/** Ends every session and token of several accounts. */
export const revokeAllOf = (db: Db, accountIds: readonly string[], at: string) =>
  db.run(sql`update session set revoked_at = ${at} where account_id = any (${[...accountIds]}::uuid[]) and revoked_at is null`)

/** The acting account's own refusals of an action since an instant, also where each was rolled back. */
export const countOwnRefusals = (db: Db, action: string, since: string) =>
  db.one<{ refusals: number }>(sql`select own_refusals(${action}, ${since}) as refusals`)
