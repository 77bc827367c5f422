import { type Db, type Statement, sql } from '@phaodai/kernel/sql.ts'

export interface Reported {
  day: string
  communeId: number
  teams: number
  /** With checks accepted in the morning and in the evening. */
  both: number
}

/** Teams in force that have homes, and those that reported both slots, by commune and day. From the summaries, never the checks. */
export const reportedQuery = (lo: number, hi: number, days: readonly string[]): Statement => sql`
    select d.day::text as day, t.commune_id as "communeId", count(*)::int as teams,
      (count(*) filter (where exists (select 1 from team_slot s where s.commune_id = t.commune_id and s.team_id = t.team_id and s.on_day = d.day
          and s.slot = 'morning' and s.asked > 0)
        and exists (select 1 from team_slot s where s.commune_id = t.commune_id and s.team_id = t.team_id and s.on_day = d.day
          and s.slot = 'evening' and s.asked > 0)))::int as both
    from unnest(${[...days]}::date[]) as d (day)
    join team t on t.commune_id between ${lo} and ${hi} and t.from_on <= d.day and (t.ended_on is null or t.ended_on > d.day)
    join lateral (select households from team_size z where z.commune_id = t.commune_id and z.team_id = t.team_id and z.from_on <= d.day
      order by z.from_on desc limit 1) z on z.households > 0
    group by 1, 2 order by 1, 2`

export const listReported = (db: Db, lo: number, hi: number, days: readonly string[]): Promise<Reported[]> =>
  db.many<Reported>(reportedQuery(lo, hi, days))
