import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface TeamPerson {
  accountId: string
  username: string
  fullName: string
  communeId: number
  areaName: string
  teams: { teamId: string; code: string; name: string; lead: boolean }[]
  codeUnused: boolean
  disabled: boolean
  sessions: number
  seenAt: string | null
  total: number
}
export interface PeopleFilter {
  lo: number
  hi: number
  hamletId: number
  /** fold() of what was typed; null: everybody. */
  key: string | null
  day: string
  wall: string
  limit: number
  offset: number
}

/** Accounts that are members of teams of a range of communes. */
export const listTeamPeople = (db: Db, f: PeopleFilter) =>
  db.many<TeamPerson>(sql`
    with of as (
      select m.account_id, min(m.commune_id) as commune_id, string_agg(lower(t.code), ' ') as codes,
        jsonb_agg(jsonb_build_object('teamId', t.team_id, 'code', t.code, 'name', t.name, 'lead', m.is_lead) order by t.code) as teams
      from team_member m join team t on t.commune_id = m.commune_id and t.team_id = m.team_id
      where m.commune_id between ${f.lo}::int and ${f.hi}::int and (m.until_on is null or m.until_on > ${f.day}::date)
        and (${f.hamletId}::int = 0 or m.hamlet_id = ${f.hamletId}::int)
      group by 1
    )
    select a.account_id as "accountId", a.username, a.full_name as "fullName", o.commune_id as "communeId", r.full_name as "areaName", o.teams,
      a.must_change as "codeUnused", a.disabled_at is not null as disabled, coalesce(s.n, 0)::int as sessions, s.seen_at as "seenAt", count(*) over ()::int as total
    from of o join account a on a.account_id = o.account_id join area r on r.area_id = o.commune_id
    left join lateral (select count(*) as n, max(seen_at) as seen_at from session s
      where s.account_id = a.account_id and s.revoked_at is null and s.expires_at > ${f.wall}::timestamptz) s on true
    where ${f.key}::text is null or position(${f.key}::text in a.name_key) > 0 or position(${f.key}::text in a.username) > 0
      or position(${f.key}::text in o.codes) > 0
    order by o.codes, a.full_name, a.account_id limit ${f.limit}::int offset ${f.offset}::int`)

/** Members of a commune's teams whose code was never used, in the order of their teams; of some teams only, where they are named. */
export const listWithoutCode = (db: Db, communeId: number, teamIds: readonly string[] | null, day: string) =>
  db.many<{ accountId: string; username: string; fullName: string; code: string; teamName: string }>(sql`
    select distinct on (a.account_id) a.account_id as "accountId", a.username, a.full_name as "fullName", t.code, t.name as "teamName"
    from team_member m join team t on t.commune_id = m.commune_id and t.team_id = m.team_id join account a on a.account_id = m.account_id
    where m.commune_id = ${communeId}::int and a.commune_id = ${communeId}::int and a.must_change and a.disabled_at is null
      and (m.until_on is null or m.until_on > ${day}::date) and (${teamIds}::uuid[] is null or m.team_id = any (${teamIds}::uuid[]))
    order by a.account_id, t.code`)
