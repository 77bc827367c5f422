import type { Role } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Tier } from './identity.rules.ts'

export interface NewAccount {
  accountId: string
  /** Home area: the account's row lies there. */
  communeId: number
  username: string
  fullName: string
  nameKey: string
  /** argon2id, PHC string. */
  passwordHash: string
  mustChange: boolean
  at: string
}

/** Answers 0 where the user name is taken. */
export const insertAccount = (db: Db, a: NewAccount): Promise<number> =>
  db.run(sql`
    insert into account (account_id, commune_id, username, full_name, name_key, password_hash, must_change, created_at)
    values (${a.accountId}, ${a.communeId}, ${a.username}, ${a.fullName}, ${a.nameKey}, ${a.passwordHash}, ${a.mustChange}, ${a.at})
    on conflict do nothing`)

/** Accounts that hold one team post each, from a day on, with their posts: one statement each. A user name that is taken adds nothing. */
export async function insertTeamAccounts(
  db: Db,
  rows: readonly { accountId: string; postId: string; username: string; fullName: string; nameKey: string }[],
  of: { communeId: number; passwordHash: string; at: string; fromOn: string; grantedBy: string },
): Promise<Set<string>> {
  const made = await db.many<{ accountId: string }>(sql`
    insert into account (account_id, commune_id, username, full_name, name_key, password_hash, must_change, created_at)
    select u.i, ${of.communeId}::int, u.n, u.f, u.k, ${of.passwordHash}::text, true, ${of.at}::timestamptz
    from unnest(${rows.map((r) => r.accountId)}::uuid[], ${rows.map((r) => r.username)}::text[], ${rows.map((r) => r.fullName)}::text[],
      ${rows.map((r) => r.nameKey)}::text[]) as u (i, n, f, k)
    on conflict do nothing returning account_id as "accountId"`)
  const ids = new Set(made.map((m) => m.accountId))
  const posts = rows.filter((r) => ids.has(r.accountId))
  await db.run(sql`
    insert into post (post_id, account_id, commune_id, role, area_id, from_on, granted_by)
    select u.p, u.a, ${of.communeId}::int, 'team', ${of.communeId}::int, ${of.fromOn}::date, ${of.grantedBy}::uuid
    from unnest(${posts.map((r) => r.postId)}::uuid[], ${posts.map((r) => r.accountId)}::uuid[]) as u (p, a)`)
  return ids
}

export interface NewPost {
  postId: string
  accountId: string
  role: Role
  areaId: number
  /** 0: not limited to one hamlet. */
  hamletId: number
  /** 0: no body of its own. */
  bodyId: number
  fromOn: string
  /** Last day, inclusive; null: no end. */
  untilOn: string | null
  /** The account that granted it; null at founding. */
  grantedBy: string | null
  /** The post whose powers were delegated. */
  delegatedFrom: string | null
  document: string | null
}

export const insertPost = (db: Db, p: NewPost): Promise<number> =>
  db.run(sql`
    insert into post (post_id, account_id, commune_id, role, area_id, hamlet_id, body_id, from_on, until_on, granted_by, delegated_from, document)
    values (${p.postId}, ${p.accountId}, ${p.areaId}, ${p.role}, ${p.areaId}, ${p.hamletId}, ${p.bodyId}, ${p.fromOn}, ${p.untilOn},
            ${p.grantedBy}, ${p.delegatedFrom}, ${p.document})`)

export interface AccountRow {
  accountId: string
  communeId: number
  username: string
  fullName: string
  passwordHash: string
  mustChange: boolean
  totpSealed: Buffer | null
  totpLastStep: number | null
  disabledAt: string | null
}

/** @throws Problem not-found, also where it lies outside the scope */
export async function getAccount(db: Db, accountId: string): Promise<AccountRow> {
  const row = await db.maybe<AccountRow>(sql`
    select account_id as "accountId", commune_id as "communeId", username, full_name as "fullName", password_hash as "passwordHash",
           must_change as "mustChange", totp_sealed as "totpSealed", totp_last_step as "totpLastStep", disabled_at as "disabledAt"
    from account where account_id = ${accountId}`)
  if (!row) throw new Problem('not-found', { what: 'tài khoản' })
  return row
}

/** Who has this name, role and unit and has not left. */
export const findNamesake = (
  db: Db,
  nameKey: string,
  fullName: string,
  role: string,
  areaId: number,
  hamletId: number,
  today: string,
) =>
  db.maybe<{ username: string }>(sql`
    select a.username from account a join post p on p.account_id = a.account_id
    where a.name_key = ${nameKey} and a.full_name = ${fullName} and a.disabled_at is null and p.role = ${role} and p.area_id = ${areaId}
      and p.hamlet_id = ${hamletId} and (p.until_on is null or p.until_on >= ${today}::date)
    limit 1`)

export const updatePassword = (db: Db, accountId: string, passwordHash: string, mustChange: boolean): Promise<number> =>
  db.run(sql`
    update account set password_hash = ${passwordHash}, must_change = ${mustChange}, failed_count = 0, locked_until = null
    where account_id = ${accountId}`)

/** New one-time passwords of several accounts at once. */
export const updatePasswords = (db: Db, accountIds: readonly string[], hashes: readonly string[]): Promise<number> =>
  db.run(sql`
    update account a set password_hash = u.h, must_change = true, failed_count = 0, locked_until = null
    from unnest(${[...accountIds]}::uuid[], ${[...hashes]}::text[]) as u (i, h) where a.account_id = u.i`)

/** null takes the second factor off. */
export const updateTotp = (db: Db, accountId: string, sealed: Buffer | null, lastStep: number | null): Promise<number> =>
  db.run(sql`
    update account set totp_sealed = ${sealed}::bytea, totp_last_step = ${lastStep}::int where account_id = ${accountId}`)

export const updateDisabled = (db: Db, accountId: string, disabledAt: string | null): Promise<number> =>
  db.run(sql`update account set disabled_at = ${disabledAt}::timestamptz where account_id = ${accountId}`)

export interface AccountFilter {
  nameKey: string | null
  /** As typed, in small letters: a user name keeps its hyphens. */
  username: string | null
  role: string | null
  areaLo: number | null
  areaHi: number | null
  state: string | null
  after: string | null
  limit: number
}

export interface StandingPost {
  postId: string
  role: Role
  tier: Tier
  lo: number
  hi: number
  hamletId: number
  bodyId: number
}
export interface ListedAccount extends Record<string, unknown> {
  username: string
  posts: { postId: string /** By who asks. */; lent: boolean }[]
  /** All of them, where they lie in areas that are out of sight too. */
  standing: StandingPost[]
}

/** `by`: the account that asks. */
export const listAccounts = (db: Db, lo: number, hi: number, today: string, by: string, f: AccountFilter) =>
  db.many<ListedAccount>(sql`
    select a.account_id as "accountId", a.username, a.full_name as "fullName", a.commune_id as "areaId", ar.full_name as "areaName",
           a.must_change as "mustChange", a.totp_sealed is not null as "hasTotp", a.locked_until as "lockedUntil", a.disabled_at as "disabledAt",
           coalesce((select json_agg(json_build_object('postId', p.post_id, 'role', p.role, 'areaId', p.area_id, 'areaName', pa.full_name,
               'hamletId', p.hamlet_id, 'bodyId', p.body_id, 'fromOn', p.from_on, 'untilOn', p.until_on, 'document', p.document,
               'delegated', p.delegated_from is not null, 'lent', p.delegated_from is not null and p.granted_by = ${by}::uuid) order by p.from_on, p.post_id)
             from post p join area pa on pa.area_id = p.area_id
             where p.account_id = a.account_id and (p.until_on is null or p.until_on >= ${today}::date)), '[]'::json) as posts,
           coalesce((select json_agg(json_build_object('postId', s.post_id, 'role', s.role, 'tier', s.tier, 'lo', s.lo, 'hi', s.hi, 'hamletId', s.hamlet_id,
               'bodyId', s.body_id)) from standing_posts(a.account_id, ${today}::date) s), '[]'::json) as standing
    from account a join area ar on ar.area_id = a.commune_id
    where a.commune_id between ${lo}::int and ${hi}::int
      and (${f.nameKey}::text is null or position(${f.nameKey}::text in a.name_key) > 0 or position(${f.nameKey}::text in a.username) > 0
        or position(${f.username}::text in a.username) > 0)
      and (${f.areaLo}::int is null or a.commune_id between ${f.areaLo}::int and ${f.areaHi}::int)
      and (${f.state}::text is null or case ${f.state}::text when 'disabled' then a.disabled_at is not null
             when 'unused' then a.disabled_at is null and a.must_change else a.disabled_at is null end)
      and (${f.role}::text is null or exists (select 1 from post q where q.account_id = a.account_id and q.role = ${f.role}::text
             and (q.until_on is null or q.until_on >= ${today}::date)))
      and (${f.after}::text is null or a.username > ${f.after}::text)
    order by a.username limit ${f.limit}::int`)

export interface PostRow {
  postId: string
  accountId: string
  role: Role
  areaId: number
  tier: Tier
  lo: number
  hi: number
  hamletId: number
  bodyId: number
  fromOn: string
  untilOn: string | null
  grantedBy: string | null
  delegatedFrom: string | null
}

/** @throws Problem not-found */
export async function getPost(db: Db, postId: string): Promise<PostRow> {
  const row = await db.maybe<PostRow>(sql`
    select p.post_id as "postId", p.account_id as "accountId", p.role, p.area_id as "areaId", a.tier, a.lo, a.hi, p.hamlet_id as "hamletId",
           p.body_id as "bodyId", p.from_on as "fromOn", p.until_on as "untilOn", p.granted_by as "grantedBy", p.delegated_from as "delegatedFrom"
    from post p join area a on a.area_id = p.area_id where p.post_id = ${postId}`)
  if (!row) throw new Problem('not-found', { what: 'nhiệm vụ' })
  return row
}

/** Posts that have not ended, wherever they lie. */
export const listStandingPosts = (db: Db, accountId: string, today: string) =>
  db.many<{
    postId: string
    role: Role
    areaId: number
    tier: Tier
    lo: number
    hi: number
    hamletId: number
    bodyId: number
  }>(sql`
    select post_id as "postId", role, area_id as "areaId", tier, lo, hi, hamlet_id as "hamletId", body_id as "bodyId"
    from standing_posts(${accountId}, ${today})`)

export const updatePostEnd = (db: Db, postId: string, lastDay: string): Promise<number> =>
  db.run(
    sql`update post set until_on = ${lastDay}::date where post_id = ${postId} and (until_on is null or until_on > ${lastDay}::date)`,
  )

/** What was lent from a post ends with it. */
export const updateDelegatedEnd = (db: Db, postId: string, lastDay: string): Promise<number> =>
  db.run(
    sql`update post set until_on = ${lastDay}::date where delegated_from = ${postId} and (until_on is null or until_on > ${lastDay}::date)`,
  )

export interface Place {
  areaId: number
  code: string
  tier: Tier
  name: string
  fullName: string
  nameKey: string
  parentId: number | null
  lo: number
  hi: number
}

/** A unit in force that day, by id or by code. */
export const findPlace = (db: Db, areaId: number | null, code: string | null, today: string) =>
  db.maybe<Place>(sql`
    select area_id as "areaId", code, tier, name, full_name as "fullName", name_key as "nameKey", parent_id as "parentId", lo, hi
    from area where (area_id = ${areaId}::int or code = ${code}::text) and valid_from <= ${today}::date
      and (valid_until is null or valid_until > ${today}::date) limit 1`)

export const listPlaces = (db: Db, lo: number, hi: number, today: string) =>
  db.many<Place>(sql`
    select area_id as "areaId", code, tier, name, full_name as "fullName", name_key as "nameKey", parent_id as "parentId", lo, hi
    from area where lo >= ${lo}::int and hi <= ${hi}::int and valid_from <= ${today}::date
      and (valid_until is null or valid_until > ${today}::date) order by area_id`)

export const findBody = (db: Db, bodyId: number) =>
  db.maybe<{ bodyId: number; areaId: number }>(
    sql`select body_id as "bodyId", area_id as "areaId" from body where body_id = ${bodyId}`,
  )

export const listBodies = (db: Db, lo: number, hi: number) =>
  db.many<{ bodyId: number; areaId: number; name: string }>(sql`
    select body_id as "bodyId", area_id as "areaId", name from body where area_id between ${lo}::int and ${hi}::int order by body_id`)

export const getInstance = (db: Db) =>
  db.one<{ mode: 'drill' | 'real'; provinceCode: string; drillOn: string | null }>(sql`
    select mode, province_code as "provinceCode", drill_on as "drillOn" from instance`)
