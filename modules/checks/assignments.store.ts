import { type Db, kept, plainArray, sql } from '@phaodai/kernel/sql.ts'

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

/**
 * The same for teams beside those that are held already, whose highest lock is `held` (-Infinity: none). Locks are waited for upwards only, so that nobody
 * waits in a ring; one further down is taken where it is free, and where it is not the transaction must let go of what it holds.
 */
export async function lockTeamsAbove(db: Db, teamIds: readonly string[], held: number): Promise<'held' | 'held elsewhere'> {
  if (held > -Infinity) {
    const rows = await db.many<{ free: boolean }>(sql`
      select pg_try_advisory_xact_lock(714323, k) as free
      from (select distinct hashtext(t) as k from unnest(${[...teamIds]}::text[]) t) s where k < ${held}::int`)
    if (rows.some((r) => !r.free)) return 'held elsewhere'
  }
  await lockTeams(db, teamIds)
  return 'held'
}

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
  /** Of its lock; see lockTeams. */
  key: number
}

/** The teams in which the acting post is or was a member, held together with their commune as lockCommuneShared and lockTeams do: one statement. */
export const lockOwnTeams = (db: Db) =>
  db.many<OwnTeam>(
    kept(sql`
    select m.team_id as "teamId", m.until_on as "leftOn", m.k as key, pg_advisory_xact_lock_shared(714322, m.commune_id) is null as shared,
      pg_advisory_xact_lock(714323, m.k) is null as held
    from (select commune_id, team_id, until_on, hashtext(team_id::text) as k from team_member
      where post_id = scope_post() and commune_id between scope_lo() and scope_hi() order by 4, 3 nulls last offset 0) m`),
  )

/** Homes that a team has or had from the same day until the same. */
export interface OwnHomes {
  householdIds: readonly string[]
  hamletId: number
  teamId: string
  fromOn: string
  untilOn: string | null
}
export interface Slots {
  teamId: string
  onDay: string
  slot: string
}
interface OwnRow extends Omit<OwnHomes, 'householdIds'> {
  ids: string | null
  begun: string | null
}

/**
 * Every home that the teams of the acting post have or had: a row for those that came and went together, for a row costs more than an id in it. And the
 * slots of these days in which those teams have asked somebody.
 */
export async function listOwn(db: Db, days: readonly string[]): Promise<{ homes: OwnHomes[]; begun: Slots[] }> {
  const rows = await db.many<OwnRow>(
    kept(sql`
    select h.ids, h.hamlet_id as "hamletId", m.team_id as "teamId", h.from_on as "fromOn", h.until_on as "untilOn",
      (select string_agg(s.on_day || ' ' || s.slot, ' ') from team_slot s
        where s.commune_id = m.commune_id and s.team_id = m.team_id and s.on_day = any (array(select unnest(${plainArray([...new Set(days)])}::date[]))) and s.asked > 0) as begun
    from (select distinct commune_id, team_id from team_member where post_id = scope_post() and commune_id between scope_lo() and scope_hi()) m
    left join lateral (
      select string_agg(a.household_id::text, ' ') as ids, a.hamlet_id, a.from_on, a.until_on from household_team a
      where a.commune_id = m.commune_id and a.team_id = m.team_id group by a.hamlet_id, a.from_on, a.until_on) h on true`),
  )
  const homes: OwnHomes[] = []
  const begun = new Map<string, Slots[]>()
  for (const { ids, begun: told, ...of } of rows) {
    if (ids) homes.push({ ...of, householdIds: ids.split(' ') })
    if (told && !begun.has(of.teamId)) begun.set(of.teamId, slotsIn(of.teamId, told.split(' ')))
  }
  return { homes, begun: [...begun.values()].flat() }
}

const slotsIn = (teamId: string, told: readonly string[]): Slots[] =>
  told.flatMap((onDay, i) => (i % 2 === 0 ? [{ teamId, onDay, slot: told[i + 1]! }] : []))

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
