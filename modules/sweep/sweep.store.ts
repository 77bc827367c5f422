import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, type Statement, sql } from '@phaodai/kernel/sql.ts'
import type { z } from 'zod'
import type { Outcome, Sweep } from './sweep.contract.ts'

interface By {
  at: string
  accountId: string
  opId: string
}
export type SweepRow = z.output<typeof Sweep> & { lo: number; hi: number }

export const insertSweep = (
  db: Db,
  s: {
    sweepId: string
    areaId: number
    name: string
    document: string | null
    startsOn: string
    dueOn: string | null
    recounts: string | null
  },
  by: By,
) =>
  db.run(sql`
    insert into sweep (sweep_id, area_id, name, document, starts_on, due_on, recounts, made_at, made_by, op_id)
    values (${s.sweepId}, ${s.areaId}, ${s.name}, ${s.document}, ${s.startsOn}, ${s.dueOn}, ${s.recounts}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (sweep_id) do nothing`)

export const listSweeps = (db: Db, openOn: string | null) =>
  db.many<SweepRow>(sql`
    select s.sweep_id as "sweepId", s.area_id as "areaId", a.full_name as "areaName", a.lo, a.hi, s.name, s.document, s.starts_on as "startsOn",
      s.due_on as "dueOn", s.ended_on as "endedOn", s.recounts
    from sweep s join area a on a.area_id = s.area_id where ${openOn}::date is null or s.ended_on is null or s.ended_on > ${openOn}::date
    order by s.starts_on desc, s.sweep_id desc`)

/** @throws Problem not-found */
export async function getSweep(db: Db, sweepId: string): Promise<SweepRow> {
  const found = await db.maybe<SweepRow>(sql`
    select s.sweep_id as "sweepId", s.area_id as "areaId", a.full_name as "areaName", a.lo, a.hi, s.name, s.document, s.starts_on as "startsOn",
      s.due_on as "dueOn", s.ended_on as "endedOn", s.recounts
    from sweep s join area a on a.area_id = s.area_id where s.sweep_id = ${sweepId}`)
  if (!found) throw new Problem('not-found', { what: 'đợt rà soát' })
  return found
}

export const updateSweepEnd = (db: Db, sweepId: string, on: string) =>
  db.run(sql`update sweep set ended_on = ${on} where sweep_id = ${sweepId} and ended_on is null`)

export interface TickRow {
  tickId: string
  householdId: string
  hamletId: number
  outcome: z.output<typeof Outcome>
  people: number | null
  note: string | null
  capturedAt: string
}

export const insertTicks = (db: Db, communeId: number, sweepId: string, t: readonly TickRow[], by: By) =>
  db.many<{ tickId: string }>(sql`
    insert into sweep_tick (commune_id, sweep_id, tick_id, household_id, hamlet_id, outcome, people, note, captured_at, received_at, recorded_by, op_id)
    select ${communeId}::int, ${sweepId}::uuid, u.*, ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.opId}::uuid
    from unnest(${t.map((x) => x.tickId)}::uuid[], ${t.map((x) => x.householdId)}::uuid[], ${t.map((x) => x.hamletId)}::int[], ${t.map((x) => x.outcome)}::text[],
      ${t.map((x) => x.people)}::int[], ${t.map((x) => x.note)}::text[], ${t.map((x) => x.capturedAt)}::timestamptz[]) as u
    on conflict (commune_id, tick_id) do nothing returning tick_id as "tickId"`)

export const listTicks = (db: Db, communeId: number, tickIds: readonly string[]) =>
  db.many<{ tickId: string; householdId: string; outcome: string }>(sql`
    select tick_id as "tickId", household_id as "householdId", outcome from sweep_tick
    where commune_id = ${communeId} and tick_id = any (${[...tickIds]}::uuid[])`)

export const findTick = (db: Db, tickId: string) =>
  db.maybe<{ communeId: number; sweepId: string; householdId: string; voidedAt: string | null; voidReason: string | null }>(sql`
    select commune_id as "communeId", sweep_id as "sweepId", household_id as "householdId", voided_at as "voidedAt", void_reason as "voidReason"
    from sweep_tick where tick_id = ${tickId} and commune_id between scope_lo() and scope_hi()`)

export const updateTickVoid = (db: Db, communeId: number, tickId: string, at: string, opId: string, reason: string) =>
  db.run(sql`
    update sweep_tick set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where commune_id = ${communeId} and tick_id = ${tickId} and voided_at is null`)

/** Homes by id with the team that has each today. */
export const listHomes = (db: Db, communeId: number, householdIds: readonly string[]) =>
  db.many<{ householdId: string; hamletId: number; teamId: string | null }>(sql`
    select h.household_id as "householdId", h.hamlet_id as "hamletId", d.team_id as "teamId" from household h
    left join household_team d on d.commune_id = h.commune_id and d.household_id = h.household_id and d.until_on is null
    where h.commune_id = ${communeId} and h.household_id = any (${[...householdIds]}::uuid[])`)

/** Nobody else counts a commune's doors of a sweep until the transaction ends. */
export const lockSweep = (db: Db, communeId: number, sweepId: string) =>
  db.run(sql`select pg_advisory_xact_lock(714325, hashtext(${communeId}::int || ' ' || ${sweepId}::text))`)

export interface Stands {
  householdId: string
  hamletId: number
  outcome: z.output<typeof Outcome>
}

/** What stands for homes in a sweep: the newest tick that was not taken back. */
export const listStands = (db: Db, communeId: number, sweepId: string, householdIds: readonly string[]) =>
  db.many<Stands>(sql`
    select distinct on (household_id) household_id as "householdId", hamlet_id as "hamletId", outcome from sweep_tick
    where commune_id = ${communeId}::int and sweep_id = ${sweepId}::uuid and household_id = any (${[...householdIds]}::uuid[]) and voided_at is null
    order by household_id, captured_at desc, tick_id desc`)

/** Adds to what a sweep has covered, by hamlet. */
export const addCovered = (
  db: Db,
  communeId: number,
  sweepId: string,
  d: readonly { hamletId: number; done: number; absent: number; refused: number; empty: number; returnees: number }[],
) =>
  db.run(sql`
    insert into sweep_hamlet as s (commune_id, sweep_id, hamlet_id, done, absent, refused, empty, returnees)
    select ${communeId}::int, ${sweepId}::uuid, u.* from unnest(${d.map((x) => x.hamletId)}::int[], ${d.map((x) => x.done)}::int[], ${d.map((x) => x.absent)}::int[],
      ${d.map((x) => x.refused)}::int[], ${d.map((x) => x.empty)}::int[], ${d.map((x) => x.returnees)}::int[]) u
    on conflict (commune_id, sweep_id, hamlet_id) do update set done = s.done + excluded.done, absent = s.absent + excluded.absent,
      refused = s.refused + excluded.refused, empty = s.empty + excluded.empty, returnees = s.returnees + excluded.returnees`)

/** Where the summaries differ from what the homes, ticks and returnees of a range make, and how many rows of them there are. */
export const listWrongCovered = (db: Db, lo: number, hi: number) =>
  db.one<{ kept: number; wrong: { communeId: number; key: string }[] }>(sql`
    with facts as (
      select commune_id, sweep_id, hamlet_id, sum(done)::int as done, sum(absent)::int as absent, sum(refused)::int as refused, sum(empty)::int as empty,
        sum(returnees)::int as returnees
      from (
        select commune_id, sweep_id, hamlet_id, (outcome = 'done')::int as done, (outcome = 'absent')::int as absent, (outcome = 'refused')::int as refused,
          (outcome = 'empty')::int as empty, 0 as returnees
        from (select distinct on (commune_id, sweep_id, household_id) commune_id, sweep_id, hamlet_id, outcome from sweep_tick
          where commune_id between ${lo} and ${hi} and voided_at is null order by commune_id, sweep_id, household_id, captured_at desc, tick_id desc) n
        union all
        select commune_id, sweep_id, hamlet_id, 0, 0, 0, 0, 1 from returnee where sweep_id is not null and commune_id between ${lo} and ${hi}) x
      group by 1, 2, 3
    ), kept as (select * from sweep_hamlet where commune_id between ${lo} and ${hi}), homes as (
      select commune_id, hamlet_id, count(*)::int as homes from household where commune_id between ${lo} and ${hi} group by 1, 2
    ), counted as (select * from hamlet_homes where commune_id between ${lo} and ${hi}), wrong as (
      select commune_id, sweep_id || ' ' || hamlet_id as key from kept full join facts using (commune_id, sweep_id, hamlet_id)
      where (coalesce(kept.done, 0), coalesce(kept.absent, 0), coalesce(kept.refused, 0), coalesce(kept.empty, 0), coalesce(kept.returnees, 0))
        is distinct from (coalesce(facts.done, 0), coalesce(facts.absent, 0), coalesce(facts.refused, 0), coalesce(facts.empty, 0), coalesce(facts.returnees, 0))
      union all
      select commune_id, 'homes ' || hamlet_id from counted full join homes using (commune_id, hamlet_id)
      where counted.homes is distinct from homes.homes
    )
    select (select count(*) from kept)::int + (select count(*) from counted)::int as kept,
      coalesce((select json_agg(json_build_object('communeId', commune_id, 'key', key)) from wrong), '[]') as wrong`)

export interface Covered {
  communeId: number
  areaName: string
  key: string | null
  name: string | null
  households: number
  done: number
  absent: number
  refused: number
  empty: number
  returnees: number
}

/**
 * Homes of a range of communes and what stands for each in a sweep, by commune or hamlet: from the summaries that entering a home and each
 * tick keep. A home never changes its hamlet, and a tick and a returnee are written down with it.
 */
export const listCoverage = (db: Db, f: CoverageOf): Promise<Covered[]> => db.many<Covered>(coverageQuery(f))
export interface CoverageOf {
  sweepId: string
  lo: number
  hi: number
  by: 'commune' | 'hamlet'
}
export const coverageQuery = (f: CoverageOf): Statement => sql`
    with counted as (
      select commune_id, hamlet_id, homes, 0 as done, 0 as absent, 0 as refused, 0 as empty, 0 as returnees
      from hamlet_homes where commune_id between ${f.lo} and ${f.hi}
      union all
      select commune_id, hamlet_id, 0, done, absent, refused, empty, returnees from sweep_hamlet
      where sweep_id = ${f.sweepId} and commune_id between ${f.lo} and ${f.hi}
    ), o as (
      select commune_id, case ${f.by}::text when 'hamlet' then nullif(hamlet_id, 0) end as hamlet_id, sum(homes)::int as households, sum(done)::int as done,
        sum(absent)::int as absent, sum(refused)::int as refused, sum(empty)::int as empty, sum(returnees)::int as returnees
      from counted group by 1, 2
    )
    select o.commune_id as "communeId", a.full_name as "areaName", o.hamlet_id::text as key, h.full_name as name, o.households, o.done, o.absent, o.refused,
      o.empty, o.returnees
    from o join area a on a.area_id = o.commune_id left join area h on h.area_id = o.hamlet_id order by 1, 4 nulls last, 3`

/** Homes that stand as done, by the day since which each does without a break. */
export const listDoneDays = (db: Db, f: { sweepId: string; lo: number; hi: number }): Promise<{ day: string; homes: number }[]> =>
  db.many(sql`
    with tick as (
      select commune_id, household_id, outcome, (captured_at at time zone 'Asia/Ho_Chi_Minh')::date as on_day,
        row_number() over (partition by commune_id, household_id order by captured_at desc, tick_id desc) as back
      from sweep_tick where sweep_id = ${f.sweepId} and commune_id between ${f.lo} and ${f.hi} and voided_at is null
    ), stood as (
      select commune_id, household_id, min(back) filter (where outcome <> 'done') as other from tick group by 1, 2
    ), since as (
      select t.commune_id, t.household_id, min(t.on_day) as on_day from tick t join stood s using (commune_id, household_id)
      where t.back < coalesce(s.other, 2147483647) group by 1, 2
    )
    select on_day as day, count(*)::int as homes from since group by 1 order by 1`)

/** The same by team, or of some teams only: a home is whose it is today. */
export const listTeamCoverage = (
  db: Db,
  f: { sweepId: string; lo: number; hi: number; by: 'commune' | 'hamlet' | 'team'; teamIds: string[] | null },
) =>
  db.many<Covered>(sql`
    with stands as (
      select distinct on (commune_id, household_id) commune_id, household_id, outcome from sweep_tick
      where sweep_id = ${f.sweepId} and commune_id between ${f.lo} and ${f.hi} and voided_at is null
      order by commune_id, household_id, captured_at desc, tick_id desc
    ), found as (
      select commune_id, household_id, count(*) as n from returnee where sweep_id = ${f.sweepId} and commune_id between ${f.lo} and ${f.hi} group by 1, 2
    ), homes as (
      select h.commune_id, case ${f.by}::text when 'hamlet' then nullif(h.hamlet_id, 0)::text when 'team' then d.team_id::text end as key,
        s.outcome, coalesce(r.n, 0) as n
      from household h left join stands s on s.commune_id = h.commune_id and s.household_id = h.household_id
      left join found r on r.commune_id = h.commune_id and r.household_id = h.household_id
      left join household_team d on d.commune_id = h.commune_id and d.household_id = h.household_id and d.until_on is null
      where h.commune_id between ${f.lo} and ${f.hi} and (${f.teamIds}::uuid[] is null or d.team_id = any (${f.teamIds}::uuid[]))
    )
    select o.commune_id as "communeId", a.full_name as "areaName", o.key,
      case ${f.by}::text when 'hamlet' then (select h.full_name from area h where h.area_id = o.key::int) when 'team' then
        (select t.code || ' ' || t.name from team t where t.commune_id = o.commune_id and t.team_id = o.key::uuid) end as name,
      count(*)::int as households, count(*) filter (where outcome = 'done')::int as done, count(*) filter (where outcome = 'absent')::int as absent,
      count(*) filter (where outcome = 'refused')::int as refused, count(*) filter (where outcome = 'empty')::int as empty, sum(n)::int as returnees
    from homes o join area a on a.area_id = o.commune_id group by 1, 2, 3 order by 1, 4 nulls last, 3`)

export interface Door {
  householdId: string
  communeId: number
  hamletName: string | null
  teamCode: string | null
  door: string | null
  address: string
  headName: string | null
  outcome: z.output<typeof Outcome> | null
  people: number | null
  note: string | null
  at: string | null
  tickId: string | null
}

export const listDoors = (
  db: Db,
  f: { sweepId: string; lo: number; hi: number; hamletId: number | null; teamIds: string[] | null; state: string; limit: number },
) =>
  db.many<Door & { total: number }>(sql`
    select h.household_id as "householdId", h.commune_id as "communeId", m.full_name as "hamletName", t.code as "teamCode", h.door, h.address,
      h.head_name as "headName", s.outcome, s.people, s.note, s.captured_at as at, s.tick_id as "tickId", count(*) over ()::int as total
    from household h left join area m on m.area_id = h.hamlet_id
    left join household_team d on d.commune_id = h.commune_id and d.household_id = h.household_id and d.until_on is null
    left join team t on t.commune_id = d.commune_id and t.team_id = d.team_id
    left join lateral (select outcome, people, note, captured_at, tick_id from sweep_tick k where k.commune_id = h.commune_id and k.sweep_id = ${f.sweepId}
      and k.household_id = h.household_id and k.voided_at is null order by captured_at desc, tick_id desc limit 1) s on true
    where h.commune_id between ${f.lo} and ${f.hi} and (${f.hamletId}::int is null or h.hamlet_id = ${f.hamletId}::int)
      and (${f.teamIds}::uuid[] is null or d.team_id = any (${f.teamIds}::uuid[]))
      and (${f.state}::text = 'all' or (${f.state}::text = 'missing' and s.outcome is null) or s.outcome = ${f.state}::text)
    order by h.commune_id, t.code nulls last, d.walk_order nulls last, h.address, h.household_id limit ${f.limit}::int`)
