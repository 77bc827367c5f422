import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'

/**
 * Who answers for which door does not change while rounds are being written, and figures are not counted twice at once: a round holds the
 * commune shared and its teams alone; a change of doors holds the commune alone.
 */
export const lockCommuneShared = (db: Db, communeId: number) =>
  db.run(kept(sql`select pg_advisory_xact_lock_shared(714322, ${communeId}::int)`))
export const lockCommune = (db: Db, communeId: number) => db.run(sql`select pg_advisory_xact_lock(714322, ${communeId}::int)`)
export const lockTeams = (db: Db, teamIds: readonly string[]) =>
  db.run(
    kept(sql`
    select pg_advisory_xact_lock(714323, k) from (select distinct hashtext(t) as k from unnest(${[...teamIds]}::text[]) t order by 1) s`),
  )

export interface HouseholdHistory {
  householdId: string
  hamletId: number
  assignmentId: string | null
  teamId: string | null
  fromOn: string | null
  untilOn: string | null
}

/** Households of a commune with every team they have had, oldest first; a row without a team where there was none. */
export const listHistory = (db: Db, communeId: number, householdIds: readonly string[]) =>
  db.many<HouseholdHistory>(
    kept(sql`
    select h.household_id as "householdId", h.hamlet_id as "hamletId", a.assignment_id as "assignmentId", a.team_id as "teamId", a.from_on as "fromOn", a.until_on as "untilOn"
    from household h left join household_team a on a.commune_id = h.commune_id and a.household_id = h.household_id
    where h.commune_id = ${communeId}::int and h.household_id = any (${[...householdIds]}::uuid[]) order by a.from_on, a.until_on nulls last`),
  )

export interface OwnTeam {
  teamId: string
  /** First day on which the post is no member any more; null: it still is. */
  leftOn: string | null
}

/** The teams in which a post is or was a member, held together with their commune as lockCommuneShared and lockTeams do: one statement. */
export const lockOwnTeams = (db: Db, postId: string, communeId: number) =>
  db.many<OwnTeam>(
    kept(sql`
    select m.team_id as "teamId", m.until_on as "leftOn", pg_advisory_xact_lock_shared(714322, ${communeId}::int) is null as shared,
      pg_advisory_xact_lock(714323, m.k) is null as held
    from (select team_id, until_on, hashtext(team_id::text) as k from team_member where post_id = ${postId}::uuid and commune_id = ${communeId}::int
      order by 3, 2 nulls last offset 0) m`),
  )

/** Homes that a team has or had from the same day until the same. */
export interface OwnHomes {
  householdIds: readonly string[]
  hamletId: number
  teamId: string
  fromOn: string
  untilOn: string | null
}

/** Every home that the teams of a post have or had: a row for those that came and went together, for a row costs more than an id in it. */
export async function listOwnHomes(db: Db, postId: string, communeId: number): Promise<OwnHomes[]> {
  const rows = await db.many<Omit<OwnHomes, 'householdIds'> & { ids: string }>(
    kept(sql`
    select string_agg(household_id::text, ' ') as ids, hamlet_id as "hamletId", team_id as "teamId", from_on as "fromOn", until_on as "untilOn"
    from household_team where commune_id = ${communeId}::int
      and team_id = any (array(select team_id from team_member where post_id = ${postId}::uuid and commune_id = ${communeId}::int))
    group by team_id, hamlet_id, from_on, until_on`),
  )
  return rows.map(({ ids, ...of }) => ({ ...of, householdIds: ids.split(' ') }))
}

export interface NewAssignment {
  assignmentId: string
  householdId: string
  hamletId: number
  walkOrder: number | null
}

export const insertAssignments = (
  db: Db,
  communeId: number,
  teamId: string,
  fromOn: string,
  rows: readonly NewAssignment[],
  by: { at: string; accountId: string; opId: string; reason: string | null },
) =>
  db.run(sql`
    insert into household_team (commune_id, assignment_id, household_id, hamlet_id, team_id, from_on, walk_order, assigned_at, assigned_by, reason, op_id)
    select ${communeId}::int, u.a, u.h, u.m, ${teamId}::uuid, ${fromOn}::date, u.w, ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.reason}::text, ${by.opId}::uuid
    from unnest(${rows.map((r) => r.assignmentId)}::uuid[], ${rows.map((r) => r.householdId)}::uuid[], ${rows.map((r) => r.hamletId)}::int[],
      ${rows.map((r) => r.walkOrder)}::int[]) as u (a, h, m, w)
    on conflict do nothing`)

/** Ends open assignments of households, never before their first day. */
export const endAssignments = (db: Db, communeId: number, householdIds: readonly string[], on: string) =>
  db.run(sql`
    update household_team set until_on = greatest(from_on, ${on}::date)
    where commune_id = ${communeId}::int and household_id = any (${[...householdIds]}::uuid[]) and until_on is null`)

/** Open assignments of households that may lie in several communes of the scope. */
export const listOpen = (db: Db, householdIds: readonly string[]) =>
  db.many<{ communeId: number; householdId: string; teamId: string }>(sql`
    select commune_id as "communeId", household_id as "householdId", team_id as "teamId" from household_team
    where household_id = any (${[...householdIds]}::uuid[]) and until_on is null and commune_id between scope_lo() and scope_hi()`)

export const listOpenOfTeam = (db: Db, communeId: number, teamId: string) =>
  db.many<{ householdId: string; walkOrder: number | null }>(sql`
    select household_id as "householdId", walk_order as "walkOrder" from household_team
    where commune_id = ${communeId}::int and team_id = ${teamId}::uuid and until_on is null order by walk_order nulls last, household_id`)

export const updateWalkingOrder = (db: Db, communeId: number, teamId: string, householdIds: readonly string[]) =>
  db.run(sql`
    update household_team a set walk_order = u.n::int from unnest(${[...householdIds]}::uuid[]) with ordinality as u (h, n)
    where a.commune_id = ${communeId}::int and a.team_id = ${teamId}::uuid and a.household_id = u.h and a.until_on is null`)

export interface Door {
  householdId: string
  teamId: string
  order: number | null
  door: string | null
  address: string
  headName: string | null
  people: number
  fromOn: string
}

/** The doors of teams on a day in walking order. */
export const listDoors = (db: Db, communeId: number, teamIds: readonly string[], day: string) =>
  db.many<Door>(sql`
    select a.household_id as "householdId", a.team_id as "teamId", a.walk_order as "order", h.door, h.address, h.head_name as "headName", a.from_on as "fromOn",
      (select count(*)::int from person p where p.commune_id = a.commune_id and p.household_id = a.household_id and p.until_on is null) as people
    from household_team a join household h on h.commune_id = a.commune_id and h.household_id = a.household_id
    where a.commune_id = ${communeId}::int and a.team_id = any (${[...teamIds]}::uuid[]) and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)
    order by a.team_id, a.walk_order nulls last, h.door, h.address, a.household_id`)

export const listTeamsOfHousehold = (db: Db, householdId: string) =>
  db.many<{ teamId: string; code: string; fromOn: string; untilOn: string | null; reason: string | null }>(sql`
    select a.team_id as "teamId", t.code, a.from_on as "fromOn", a.until_on as "untilOn", a.reason
    from household_team a join team t on t.commune_id = a.commune_id and t.team_id = a.team_id
    where a.household_id = ${householdId} and a.commune_id between scope_lo() and scope_hi() order by a.from_on desc, a.until_on desc nulls first`)
