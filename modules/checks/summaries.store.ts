import { type Db, kept, plainArray, type Statement, sql } from '@phaodai/kernel/sql.ts'
import type { SlotFigures } from './checks.rules.ts'

/** The figures of a team in a slot, counted anew from what stands; its households are those of that day. Hold the team's lock. */
export const recountSlots = (db: Db, communeId: number, keys: readonly { teamId: string; onDay: string; slot: string }[]) =>
  db.run(sql`
    insert into team_slot (commune_id, team_id, hamlet_id, on_day, slot, asked, well, symptomatic, absent, refused, moved, late, conflicts, first_at, last_at)
    select ${communeId}::int, k.team_id, t.hamlet_id, k.on_day, k.slot, count(s.rank)::int, count(*) filter (where s.rank = 4), count(*) filter (where s.rank = 5),
      count(*) filter (where s.rank = 2), count(*) filter (where s.rank = 3), count(*) filter (where s.rank = 1), count(*) filter (where s.late),
      count(*) filter (where s.conflict), min(s.first_at), max(s.last_at)
    from unnest(${keys.map((k) => k.teamId)}::uuid[], ${keys.map((k) => k.onDay)}::date[], ${keys.map((k) => k.slot)}::text[]) as k (team_id, on_day, slot)
    join team t on t.commune_id = ${communeId}::int and t.team_id = k.team_id
    left join lateral (
      select max(case c.answer when 'symptom' then 5 when 'well' then 4 when 'refused' then 3 when 'absent' then 2 else 1 end) filter (where c.stands) as rank,
        bool_or(c.lateness in ('arrived', 'recorded')) filter (where c.stands) as late,
        (bool_or(c.stands and c.answer = 'symptom') and bool_or(c.stands and c.answer = 'well'))
          or (bool_or(c.stands and c.answer = 'moved') and count(distinct c.answer) filter (where c.stands) > 1) as conflict,
        min(c.received_at) as first_at, max(c.received_at) as last_at
      from (
        select c.household_id, c.answer, c.lateness, c.received_at, not exists (select 1 from household_check r where r.commune_id = c.commune_id
          and r.replaces = c.check_id and r.voided_at is null and r.household_id = c.household_id and r.on_day = c.on_day and r.slot = c.slot) as stands
        from household_team a join household_check c on c.commune_id = a.commune_id and c.household_id = a.household_id and c.on_day = k.on_day and c.slot = k.slot
        where a.commune_id = ${communeId}::int and a.team_id = k.team_id and a.from_on <= k.on_day and (a.until_on is null or a.until_on > k.on_day)
          and c.voided_at is null) c
      group by c.household_id) s on true
    group by k.team_id, t.hamlet_id, k.on_day, k.slot
    on conflict (commune_id, team_id, on_day, slot) do update set asked = excluded.asked, well = excluded.well, symptomatic = excluded.symptomatic,
      absent = excluded.absent, refused = excluded.refused, moved = excluded.moved, late = excluded.late, conflicts = excluded.conflicts,
      first_at = excluded.first_at, last_at = excluded.last_at`)

export interface SlotDelta extends SlotFigures {
  teamId: string
  onDay: string
  slot: string
}

/**
 * What adds what a round changed to the figures of its slots, and its answers to their hour: one statement. Hold the teams' locks. The hours go in
 * order of answer, so that two writers do not wait for each other in a ring.
 */
export const adding = (
  communeId: number,
  d: readonly SlotDelta[],
  hours: readonly { answer: string; n: number }[],
  at: string,
): Statement =>
  kept(sql`
    with hours as (
      insert into check_hour as h (commune_id, hour_at, answer, n)
      select ${communeId}::int, date_trunc('hour', ${at}::timestamptz, 'UTC'), u.answer, u.n
      from unnest(${plainArray(hours.map((c) => c.answer))}::text[], ${plainArray(hours.map((c) => c.n))}::int[]) as u (answer, n) order by u.answer
      on conflict (commune_id, hour_at, answer) do update set n = h.n + excluded.n
    )
    insert into team_slot as s (commune_id, team_id, hamlet_id, on_day, slot, asked, well, symptomatic, absent, refused, moved, late, conflicts, first_at, last_at)
    select ${communeId}::int, u.t, t.hamlet_id, u.d, u.s, u.n1, u.n2, u.n3, u.n4, u.n5, u.n6, u.n7, u.n8, ${at}::timestamptz, ${at}::timestamptz
    from unnest(${plainArray(d.map((x) => x.teamId))}::uuid[], ${plainArray(d.map((x) => x.onDay))}::date[], ${plainArray(d.map((x) => x.slot))}::text[], ${plainArray(d.map((x) => x.asked))}::int[],
      ${plainArray(d.map((x) => x.well))}::int[], ${plainArray(d.map((x) => x.symptomatic))}::int[], ${plainArray(d.map((x) => x.absent))}::int[], ${plainArray(d.map((x) => x.refused))}::int[],
      ${plainArray(d.map((x) => x.moved))}::int[], ${plainArray(d.map((x) => x.late))}::int[], ${plainArray(d.map((x) => x.conflicts))}::int[]) as u (t, d, s, n1, n2, n3, n4, n5, n6, n7, n8)
    join team t on t.commune_id = ${communeId}::int and t.team_id = u.t
    on conflict (commune_id, team_id, on_day, slot) do update set asked = s.asked + excluded.asked, well = s.well + excluded.well,
      symptomatic = s.symptomatic + excluded.symptomatic, absent = s.absent + excluded.absent, refused = s.refused + excluded.refused,
      moved = s.moved + excluded.moved, late = s.late + excluded.late, conflicts = s.conflicts + excluded.conflicts,
      first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)`)

/** Slots from a day on in which these households have checks. */
export const listSlotsOf = (db: Db, communeId: number, householdIds: readonly string[], from: string) =>
  db.many<{ onDay: string; slot: string }>(sql`
    select distinct on_day as "onDay", slot from household_check
    where commune_id = ${communeId}::int and household_id = any (${[...householdIds]}::uuid[]) and on_day >= ${from}::date`)

const dropSizes = (db: Db, communeId: number, teamIds: readonly string[]) =>
  db.run(sql`delete from team_size where commune_id = ${communeId}::int and team_id = any (${[...teamIds]}::uuid[])`)
const makeSizes = (db: Db, communeId: number, teamIds: readonly string[]) =>
  db.run(sql`
    insert into team_size (commune_id, team_id, hamlet_id, from_on, households)
    select ${communeId}::int, x.team_id, t.hamlet_id, x.day, (sum(sum(x.d)) over (partition by x.team_id order by x.day))::int
    from (
      select team_id, from_on as day, 1 as d from household_team where commune_id = ${communeId}::int and team_id = any (${[...teamIds]}::uuid[])
      union all
      select team_id, until_on, -1 from household_team where commune_id = ${communeId}::int and team_id = any (${[...teamIds]}::uuid[]) and until_on is not null
    ) x join team t on t.commune_id = ${communeId}::int and t.team_id = x.team_id group by x.team_id, t.hamlet_id, x.day`)

/** How many households each team has had from which day on, made anew from the assignments. Hold the commune's lock. */
export async function rebuildSizes(db: Db, communeId: number, teamIds: readonly string[]): Promise<void> {
  await dropSizes(db, communeId, teamIds)
  await makeSizes(db, communeId, teamIds)
}

export const findSize = (db: Db, communeId: number, teamId: string, day: string) =>
  db.maybe<{ households: number }>(sql`
    select households from team_size where commune_id = ${communeId}::int and team_id = ${teamId}::uuid and from_on <= ${day}::date order by from_on desc limit 1`)

/** Slots whose stored figures are not what the facts make; zero rows say the same as none. */
export const listWrongSlots = (db: Db, lo: number, hi: number) =>
  db.many<{ communeId: number; key: string; total: number }>(sql`
    with said as (
      select c.commune_id, a.team_id, c.on_day, c.slot, c.household_id, c.answer, c.lateness, c.received_at,
        not exists (select 1 from household_check r where r.commune_id = c.commune_id and r.replaces = c.check_id and r.voided_at is null
          and r.household_id = c.household_id and r.on_day = c.on_day and r.slot = c.slot) as stands
      from household_check c join household_team a on a.commune_id = c.commune_id and a.household_id = c.household_id
        and a.from_on <= c.on_day and (a.until_on is null or a.until_on > c.on_day)
      where c.commune_id between ${lo}::int and ${hi}::int and c.voided_at is null
    ), answers as (
      select commune_id, team_id, on_day, slot, household_id,
        max(case answer when 'symptom' then 5 when 'well' then 4 when 'refused' then 3 when 'absent' then 2 else 1 end) filter (where stands) as rank,
        bool_or(lateness in ('arrived', 'recorded')) filter (where stands) as late,
        (bool_or(stands and answer = 'symptom') and bool_or(stands and answer = 'well'))
          or (bool_or(stands and answer = 'moved') and count(distinct answer) filter (where stands) > 1) as conflict,
        min(received_at) as first_at, max(received_at) as last_at
      from said group by 1, 2, 3, 4, 5
    ), made as (
      select commune_id, team_id, on_day, slot, jsonb_build_array(count(rank), count(*) filter (where rank = 4), count(*) filter (where rank = 5),
        count(*) filter (where rank = 2), count(*) filter (where rank = 3), count(*) filter (where rank = 1), count(*) filter (where late),
        count(*) filter (where conflict), min(first_at), max(last_at)) as figures
      from answers group by 1, 2, 3, 4 having count(rank) > 0
    ), kept as (
      select commune_id, team_id, on_day, slot, jsonb_build_array(asked, well, symptomatic, absent, refused, moved, late, conflicts, first_at, last_at) as figures
      from team_slot where commune_id between ${lo}::int and ${hi}::int and asked > 0
    )
    select coalesce(m.commune_id, k.commune_id) as "communeId",
      concat_ws(' ', coalesce(m.team_id, k.team_id), coalesce(m.on_day, k.on_day), coalesce(m.slot, k.slot)) as key, count(*) over ()::int as total
    from made m full join kept k using (commune_id, team_id, on_day, slot) where m.figures is distinct from k.figures order by 1, 2 limit 100`)

export const listWrongHours = (db: Db, lo: number, hi: number) =>
  db.many<{ communeId: number; key: string }>(sql`
    with made as (
      select commune_id, date_trunc('hour', received_at, 'UTC') as hour_at, answer, count(*)::int as n from household_check
      where commune_id between ${lo}::int and ${hi}::int group by 1, 2, 3
    ), kept as (select commune_id, hour_at, answer, n from check_hour where commune_id between ${lo}::int and ${hi}::int)
    select coalesce(m.commune_id, k.commune_id) as "communeId", concat_ws(' ', coalesce(m.hour_at, k.hour_at), coalesce(m.answer, k.answer)) as key
    from made m full join kept k using (commune_id, hour_at, answer) where coalesce(m.n, 0) <> coalesce(k.n, 0) order by 1, 2 limit 100`)

export const listWrongSizes = (db: Db, lo: number, hi: number) =>
  db.many<{ communeId: number; key: string }>(sql`
    with steps as (
      select commune_id, team_id, from_on as day, 1 as d from household_team where commune_id between ${lo}::int and ${hi}::int
      union all select commune_id, team_id, until_on, -1 from household_team where commune_id between ${lo}::int and ${hi}::int and until_on is not null
    ), made as (
      select commune_id, team_id, day as from_on, (sum(sum(d)) over (partition by commune_id, team_id order by day))::int as households from steps group by 1, 2, 3
    ), kept as (select commune_id, team_id, from_on, households from team_size where commune_id between ${lo}::int and ${hi}::int)
    select coalesce(m.commune_id, k.commune_id) as "communeId", concat_ws(' ', coalesce(m.team_id, k.team_id), coalesce(m.from_on, k.from_on)) as key
    from made m full join kept k using (commune_id, team_id, from_on) where m.households is distinct from k.households order by 1, 2 limit 100`)

export const countKept = (db: Db, lo: number, hi: number) =>
  db.one<{ slots: number; hours: number; sizes: number }>(sql`
    select (select count(*) from team_slot where commune_id between ${lo}::int and ${hi}::int)::int as slots,
      (select count(*) from check_hour where commune_id between ${lo}::int and ${hi}::int)::int as hours,
      (select count(*) from team_size where commune_id between ${lo}::int and ${hi}::int)::int as sizes`)
