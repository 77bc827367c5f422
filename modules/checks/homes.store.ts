import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface SlotDoor {
  communeId: number
  householdId: string
  teamId: string
  teamCode: string
  order: number | null
  door: string | null
  address: string
  headName: string | null
}

/** The homes that teams in force answer for on a day, in walking order: what the figures of its slots are of. */
export const listDue = (db: Db, f: { lo: number; hi: number; day: string; teamIds: string[] | null; most: number }) =>
  db.many<SlotDoor>(sql`
    select a.commune_id as "communeId", a.household_id as "householdId", a.team_id as "teamId", t.code as "teamCode", a.walk_order as "order", h.door, h.address,
      h.head_name as "headName"
    from team t join household_team a on a.commune_id = t.commune_id and a.team_id = t.team_id
    join household h on h.commune_id = a.commune_id and h.household_id = a.household_id
    where t.commune_id between ${f.lo} and ${f.hi} and t.from_on <= ${f.day}::date and (t.ended_on is null or t.ended_on > ${f.day}::date)
      and (${f.teamIds}::uuid[] is null or t.team_id = any (${f.teamIds}::uuid[]))
      and a.from_on <= ${f.day}::date and (a.until_on is null or a.until_on > ${f.day}::date)
    order by t.code, a.walk_order nulls last, h.door, h.address, a.household_id limit ${f.most}::int`)

export interface HomeRow {
  householdId: string
  communeId: number
  areaName: string
  hamletId: number
  hamletName: string | null
  door: string | null
  address: string
  headName: string | null
  people: number
  teamId: string | null
  teamCode: string | null
  fromOn: string | null
  total: number
}

/** Homes of a range with the team that has each now. */
export const listHomes = (
  db: Db,
  f: { lo: number; hi: number; hamletId: number | null; withoutTeam: boolean; limit: number; offset: number },
) =>
  db.many<HomeRow>(sql`
    select h.household_id as "householdId", h.commune_id as "communeId", c.full_name as "areaName", h.hamlet_id as "hamletId", m.full_name as "hamletName", h.door,
      h.address, h.head_name as "headName",
      (select count(*)::int from person p where p.commune_id = h.commune_id and p.household_id = h.household_id and p.until_on is null) as people,
      a.team_id as "teamId", t.code as "teamCode", a.from_on as "fromOn", count(*) over ()::int as total
    from household h join area c on c.area_id = h.commune_id left join area m on m.area_id = h.hamlet_id
    left join household_team a on a.commune_id = h.commune_id and a.household_id = h.household_id and a.until_on is null
    left join team t on t.commune_id = a.commune_id and t.team_id = a.team_id
    where h.commune_id between ${f.lo}::int and ${f.hi}::int and (${f.hamletId}::int is null or h.hamlet_id = ${f.hamletId}::int)
      and (not ${f.withoutTeam}::boolean or a.assignment_id is null)
    order by h.commune_id, h.hamlet_id, h.address, h.door, h.household_id limit ${f.limit}::int offset ${f.offset}::int`)

/** Team posts of a commune that see a hamlet, with the teams each serves on a day. */
export const listTeamPosts = (db: Db, communeId: number, hamletId: number, day: string) =>
  db.many<{ postId: string; username: string; name: string; teams: string[] }>(sql`
    select p.post_id as "postId", a.username, a.full_name as name,
      coalesce((select array_agg(distinct t.code order by t.code) from team_member m join team t on t.commune_id = m.commune_id and t.team_id = m.team_id
        where m.commune_id = ${communeId}::int and m.post_id = p.post_id and (m.until_on is null or m.until_on > ${day}::date)), '{}') as teams
    from post p join account a on a.account_id = p.account_id
    where p.commune_id = ${communeId}::int and p.role = 'team' and p.hamlet_id in (0, ${hamletId}::int) and a.disabled_at is null
      and p.from_on <= ${day}::date and (p.until_on is null or p.until_on >= ${day}::date)
    order by a.full_name, a.username`)
