import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface Range {
  disease: string
  lo: number
  hi: number
  day: string
}

export interface DayFigures {
  newF0: number
  community: number
  quarantine: number
  zone: number
  imported: number
  activeF0: number
  f1: number
  f2: number
  samples: number
  results: number
  positives: number
  medianHours: number | null
  timed: number
}

/**
 * The figures of one local day in a range of areas. New: reported that day. F0, F1, F2 that stand: active_levels in the schema, as in the lists.
 */
export const dayFigures = (db: Db, r: Range): Promise<DayFigures> =>
  db.one<DayFigures>(sql`
    with first as (
      select known_on as on_day, origin from first_confirmations(${r.disease}::text, ${r.lo}::int, ${r.hi}::int)
    ), active as (
      select level from active_levels(${r.disease}::text, ${r.day}::date) where commune_id between ${r.lo} and ${r.hi}
    ), tested as (
      select s.sampled_at, x.released_at, x.value from result x join sample s on s.commune_id = x.commune_id and s.sample_id = x.sample_id
      where x.disease = ${r.disease} and x.voided_at is null and x.commune_id between ${r.lo} and ${r.hi}
        and (x.released_at at time zone 'Asia/Ho_Chi_Minh')::date = ${r.day}::date
    )
    select (select count(*) from first where on_day = ${r.day}::date)::int as "newF0",
      (select count(*) from first where on_day = ${r.day}::date and origin = 'community')::int as community,
      (select count(*) from first where on_day = ${r.day}::date and origin = 'quarantine')::int as quarantine,
      (select count(*) from first where on_day = ${r.day}::date and origin = 'zone')::int as zone,
      (select count(*) from first where on_day = ${r.day}::date and origin = 'imported')::int as imported,
      (select count(*) from active where level = 'F0')::int as "activeF0",
      (select count(*) from active where level = 'F1')::int as f1,
      (select count(*) from active where level = 'F2')::int as f2,
      (select count(*) from sample where disease = ${r.disease} and voided_at is null and commune_id between ${r.lo} and ${r.hi} and sampled_on = ${r.day}::date)::int as samples,
      (select count(*) from tested)::int as results,
      (select count(*) from tested where value = 'positive')::int as positives,
      (select percentile_cont(0.5) within group (order by extract(epoch from released_at - sampled_at) / 3600) from tested) as "medianHours",
      (select count(*) from tested)::int as timed`)

export interface AreaFigures {
  communeId: number
  activeF0: number
  newF0: number
  f1: number
  f2: number
}

/** The same counts by commune, for the map; communes with nothing are left out. */
export const figuresByCommune = (db: Db, r: Range): Promise<AreaFigures[]> =>
  db.many<AreaFigures>(sql`
    with first as (
      select commune_id, known_on as on_day from first_confirmations(${r.disease}::text, ${r.lo}::int, ${r.hi}::int)
    ), counted as (
      select commune_id, 0 as active, 1 as fresh, 0 as f1, 0 as f2 from first where on_day = ${r.day}::date
      union all select commune_id, (level = 'F0')::int, 0, (level = 'F1')::int, (level = 'F2')::int
        from active_levels(${r.disease}::text, ${r.day}::date) where commune_id between ${r.lo} and ${r.hi}
    )
    select commune_id as "communeId", sum(active)::int as "activeF0", sum(fresh)::int as "newF0", sum(f1)::int as f1, sum(f2)::int as f2 from counted group by 1`)

export interface CurveRow {
  day: string | null
  origin: string | null
  n: number
}

/** Cases by day of onset or of report and by origin; day null where there is no such date. */
export const curveRows = (db: Db, r: Range, by: 'onset' | 'report'): Promise<CurveRow[]> =>
  db.many<CurveRow>(sql`
    select case when ${by}::text = 'onset' then b.onset_on else f.known_on end as day, f.origin, count(*)::int as n
    from first_confirmations(${r.disease}::text, ${r.lo}::int, ${r.hi}::int) f
    left join onset_days(${r.disease}::text, ${r.lo}::int, ${r.hi}::int) b using (subject_id)
    where f.known_on is null or f.known_on <= ${r.day}::date group by 1, 2 order by 1`)

export interface ChainRow {
  subjectId: string
  code: string
  fullName: string
  level: string
  communeId: number
  areaName: string
  sourceId: string | null
  onsetOn: string | null
  reportedOn: string | null
  origin: string | null
}

/** Everyone with a level in the range, with their days: the nodes of the chain. */
export const chainRows = (db: Db, r: Range, withContacts: boolean, limit: number): Promise<ChainRow[]> =>
  db.many<ChainRow>(sql`
    select c.subject_id as "subjectId", p.code, p.full_name as "fullName", c.level, c.commune_id as "communeId", a.full_name as "areaName", c.source_id as "sourceId",
      o.onset_on as "onsetOn", coalesce(f.known_on, c.since_on) as "reportedOn", f.origin
    from classification c join area a on a.area_id = c.commune_id
    join lateral (select code, full_name from person p where p.subject_id = c.subject_id and p.commune_id = c.commune_id order by p.until_on desc nulls first limit 1) p on true
    left join onset_days(${r.disease}::text, scope_lo(), scope_hi()) o on o.subject_id = c.subject_id
    left join first_confirmations(${r.disease}::text, scope_lo(), scope_hi()) f on f.subject_id = c.subject_id
    where c.disease = ${r.disease} and c.commune_id between ${r.lo} and ${r.hi} and c.since_on <= ${r.day}::date and (${withContacts}::boolean or c.level = 'F0')
    order by coalesce(o.onset_on, f.known_on, c.since_on), c.subject_id limit ${limit}`)

export const provinceOf = (db: Db): Promise<{ provinceCode: string; provinceAreaId: number; mode: string }> =>
  db.one(sql`select province_code as "provinceCode", province_area_id as "provinceAreaId", mode from instance`)
