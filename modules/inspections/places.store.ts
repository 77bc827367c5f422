import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Kind } from './checklist.rules.ts'

export interface PlaceRow {
  key: string
  kind: Kind
  name: string
  communeId: number
  areaName: string
  bodyId: number
}

/**
 * Places of a range of units that this product knows: teams in force, bodies that are gates, sites and laboratories, sentinels that report,
 * markets and work places of tracing. `key`: one of them.
 */
export const listPlaces = (db: Db, f: { lo: number; hi: number; day: string; kind: string | null; key: string | null }) =>
  db.many<PlaceRow>(sql`
    select x.key, x.kind, x.name, x.commune_id as "communeId", a.full_name as "areaName", x.body_id as "bodyId" from (
      select 'team:' || t.team_id as key, 'team' as kind, t.name || ' (' || t.code || ')' as name, t.commune_id, 0 as body_id from team t
      where t.commune_id between ${f.lo} and ${f.hi} and t.from_on <= ${f.day}::date and (t.ended_on is null or t.ended_on > ${f.day}::date)
      union all
      select 'body:' || b.body_id, b.kind, b.name, b.area_id, b.body_id from body b
      where b.area_id between ${f.lo} and ${f.hi} and b.kind in ('checkpoint', 'site', 'laboratory')
      union all
      select 'sentinel:' || s.sentinel_id, case s.kind when 'pharmacy' then 'pharmacy' else 'clinic' end, s.name, s.commune_id, 0 from sentinel s
      where s.commune_id between ${f.lo} and ${f.hi} and s.from_on <= ${f.day}::date and (s.ended_on is null or s.ended_on > ${f.day}::date)
      union all
      select 'place:' || p.place_id, case p.kind when 'market' then 'market' else 'factory' end, p.name, p.commune_id, 0 from place p
      where p.commune_id between ${f.lo} and ${f.hi} and p.kind in ('market', 'shift')
    ) x join area a on a.area_id = x.commune_id
    where (${f.kind}::text is null or x.kind = ${f.kind}::text) and (${f.key}::text is null or x.key = ${f.key}::text)
    order by x.commune_id, x.kind, x.name, x.key`)

/** The last visit of each place, typed-in ones too: two communes may each have a market of the same name. */
export const listLastVisits = (db: Db, lo: number, hi: number) =>
  db.many<{ communeId: number; key: string; lastOn: string }>(sql`
    select commune_id as "communeId", place_key as key, max(on_day) as "lastOn" from inspection
    where commune_id between ${lo}::int and ${hi}::int and voided_at is null group by 1, 2`)

/** Places that were typed in before: the kind and name of the newest visit. */
export const listTypedPlaces = (db: Db, lo: number, hi: number) =>
  db.many<PlaceRow>(sql`
    select distinct on (i.commune_id, i.place_key) i.place_key as key, i.kind, i.place_name as name, i.commune_id as "communeId", a.full_name as "areaName", 0 as "bodyId"
    from inspection i join area a on a.area_id = i.commune_id
    where i.commune_id between ${lo}::int and ${hi}::int and i.voided_at is null and i.place_key like 'named:%'
    order by i.commune_id, i.place_key, i.captured_at desc`)

/** Slots of the two days before a day in which a team did not ask all its homes; teams without homes owe nothing. */
export const listMissedSlots = (db: Db, lo: number, hi: number, day: string) =>
  db.many<{ teamId: string; missed: number }>(sql`
    select t.team_id as "teamId", count(*)::int as missed
    from team t cross join generate_series(1, 2) as n(ago) cross join (values ('morning'), ('evening')) as o(slot)
    join lateral (select households from team_size z where z.commune_id = t.commune_id and z.team_id = t.team_id and z.from_on <= ${day}::date - n.ago
      order by z.from_on desc limit 1) z on z.households > 0
    left join team_slot s on s.commune_id = t.commune_id and s.team_id = t.team_id and s.on_day = ${day}::date - n.ago and s.slot = o.slot
    where t.commune_id between ${lo}::int and ${hi}::int and t.from_on <= ${day}::date - n.ago and (t.ended_on is null or t.ended_on > ${day}::date)
      and coalesce(s.asked, 0) < z.households
    group by 1`)

/** New cases of each commune since a day. */
export const countCases = (db: Db, disease: string, lo: number, hi: number, from: string) =>
  db.many<{ communeId: number; cases: number }>(sql`
    select commune_id as "communeId", count(*)::int as cases from first_confirmations(${disease}::text, ${lo}::int, ${hi}::int)
    where known_on >= ${from}::date group by 1`)
