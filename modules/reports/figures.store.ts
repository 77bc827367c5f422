import { type Db, sql } from '@phaodai/kernel/sql.ts'
import { type Family, familyOf, type Stock } from './figures.rules.ts'
import type { Undated } from './undated.rules.ts'

export interface Asked {
  disease: string
  lo: number
  hi: number
  /** Facts dated up to this day … */
  day: string
  /** … as known at this instant, against … */
  known: string
  /** … those of another day or instant. */
  beforeDay: string
  beforeKnown: string
  /** From which day on a recovery or death counts whose day nobody knows. */
  undated: Undated
}

export interface CountedRow {
  stock: Stock
  communeId: number
  there: number
  new: number
  gone: number
  /** SHA-256 of the ids and weights there, in order: the same set has the same print. Null: not asked for. */
  print: string | null
}

/** Every set of some families at two times, by commune: what is there, what was not before, what is there no more. */
export const countSets = (db: Db, a: Asked & { families: readonly Family[] }): Promise<CountedRow[]> =>
  db.many<CountedRow>(sql`
    with here as (
      select stock, commune_id, id, n from report_sets(${[...a.families]}::text[], ${a.disease}::text, ${a.day}::date, ${a.known}::timestamptz, ${a.lo}::int, ${a.hi}::int, ${a.undated}::text)
    ), before as (
      select stock, commune_id, id, n from report_sets(${[...a.families]}::text[], ${a.disease}::text, ${a.beforeDay}::date, ${a.beforeKnown}::timestamptz, ${a.lo}::int, ${a.hi}::int, ${a.undated}::text)
    )
    select coalesce(h.stock, b.stock) as stock, coalesce(h.commune_id, b.commune_id) as "communeId", coalesce(sum(h.n), 0)::bigint as there,
      coalesce(sum(h.n) filter (where b.id is null), 0)::bigint as new, coalesce(sum(b.n) filter (where h.id is null), 0)::bigint as gone,
      encode(sha256(convert_to(coalesce(string_agg(h.id::text || ':' || h.n, ',' order by h.id), ''), 'UTF8')), 'hex') as print
    from here h full join before b on b.stock = h.stock and b.id = h.id group by 1, 2 order by 1, 2`)

/** The same without prints: those take as long again as the comparing, for many rows. */
export const compareSets = async (db: Db, a: Asked & { families: readonly Family[] }): Promise<CountedRow[]> => {
  const rows = await db.many<Omit<CountedRow, 'print'>>(sql`
    with here as (
      select stock, commune_id, id, n from report_sets(${[...a.families]}::text[], ${a.disease}::text, ${a.day}::date, ${a.known}::timestamptz, ${a.lo}::int, ${a.hi}::int, ${a.undated}::text)
    ), before as (
      select stock, commune_id, id, n from report_sets(${[...a.families]}::text[], ${a.disease}::text, ${a.beforeDay}::date, ${a.beforeKnown}::timestamptz, ${a.lo}::int, ${a.hi}::int, ${a.undated}::text)
    )
    select coalesce(h.stock, b.stock) as stock, coalesce(h.commune_id, b.commune_id) as "communeId", coalesce(sum(h.n), 0)::bigint as there,
      coalesce(sum(h.n) filter (where b.id is null), 0)::bigint as new, coalesce(sum(b.n) filter (where h.id is null), 0)::bigint as gone
    from here h full join before b on b.stock = h.stock and b.id = h.id group by 1, 2`)
  return rows.map((r) => ({ ...r, print: null }))
}

type Once = Pick<Asked, 'lo' | 'hi' | 'day' | 'known'>

/**
 * Homes asked and teams that reported on a day, by commune: what is there; nothing is compared, so new and gone are 0. The sets are those of report_sets.
 * @param prints whether prints are wanted: half of the time goes into them
 */
export const countAsked = async (db: Db, a: Once, prints: boolean): Promise<CountedRow[]> => {
  const rows = await (prints ? printAsked : sumAsked)(db, a)
  return rows.map((r) => ({ ...r, new: 0, gone: 0 }))
}
type Asking = Omit<CountedRow, 'new' | 'gone'>

// every row that row-level security lets through costs: read once, in the order that the first print wants
const printAsked = (db: Db, a: Once) =>
  db.many<Asking>(sql`
    with c as materialized (
      select c.commune_id, c.household_id, c.team_id from asked_known(${a.day}::date, ${a.known}::timestamptz, ${a.lo}::int, ${a.hi}::int) c order by 1, 2
    )
    select 'homes-asked' as stock, h.commune_id as "communeId", count(*)::int as there,
      encode(sha256(convert_to(string_agg(h.household_id::text || ':1', ',' order by h.household_id), 'UTF8')), 'hex') as print
    from (select distinct commune_id, household_id from c) h group by 2
    union all
    select 'teams-reported', t.commune_id, count(*)::int,
      encode(sha256(convert_to(string_agg(t.team_id::text || ':1', ',' order by t.team_id), 'UTF8')), 'hex')
    from (select distinct commune_id, team_id from c) t group by 2 order by 1, 2`)

const sumAsked = (db: Db, a: Once) =>
  db.many<Asking>(sql`
    with c as (
      select c.commune_id, count(distinct c.household_id)::int as homes, count(distinct c.team_id)::int as teams
      from asked_known(${a.day}::date, ${a.known}::timestamptz, ${a.lo}::int, ${a.hi}::int) c group by 1
    )
    select s.stock, c.commune_id as "communeId", s.there, null::text as print from c
    cross join lateral (values ('homes-asked', c.homes), ('teams-reported', c.teams)) s (stock, there) order by 1, 2`)

export interface Member {
  communeId: number
  id: string
  n: number
}

/** The rows behind a figure, by its side. */
export const listMembers = (
  db: Db,
  a: Asked & { stock: Stock; side: 'there' | 'new' | 'gone'; limit: number; offset: number },
): Promise<(Member & { total: number; sum: number })[]> =>
  db.many(sql`
    with here as (
      select commune_id, id, n from report_sets(array[${familyOf(a.stock)}::text], ${a.disease}::text, ${a.day}::date, ${a.known}::timestamptz, ${a.lo}::int, ${a.hi}::int, ${a.undated}::text)
      where stock = ${a.stock}::text
    ), before as (
      select commune_id, id, n from report_sets(array[${familyOf(a.stock)}::text], ${a.disease}::text, ${a.beforeDay}::date, ${a.beforeKnown}::timestamptz, ${a.lo}::int, ${a.hi}::int, ${a.undated}::text)
      where stock = ${a.stock}::text
    )
    select coalesce(h.commune_id, b.commune_id) as "communeId", coalesce(h.id, b.id) as id, coalesce(h.n, b.n) as n, count(*) over ()::int as total,
      sum(coalesce(h.n, b.n)) over ()::bigint as sum
    from here h full join before b on b.id = h.id
    where case ${a.side}::text when 'there' then h.id is not null when 'new' then b.id is null else h.id is null end
    order by 1, 2 limit ${a.limit} offset ${a.offset}`)

export interface RowName {
  id: string
  code: string
  page: 'person' | 'violation' | 'team' | 'household' | null
  pageId: string | null
}
/** What the rows of a list are called, and whose page says more: code of the person, barcode, team, door, number of the decision, symptoms. No names. */
export const codesOf = (db: Db, stock: Stock, ids: string[]): Promise<RowName[]> =>
  db.many(sql`
    select p.subject_id as id, min(p.code) as code, 'person' as page, p.subject_id as "pageId" from person p
      where (${stock}::text ~ '^f[0-9]' or ${stock}::text like 'held-%') and p.subject_id = any (${ids}::uuid[]) group by 1
    union all select s.sample_id, s.barcode, case when s.subject_id is null then null else 'person' end, s.subject_id from sample s
      where ${stock}::text like 'samples%' and s.sample_id = any (${ids}::uuid[])
    union all select t.team_id, t.code, 'team', t.team_id from team t where ${stock}::text like 'teams%' and t.team_id = any (${ids}::uuid[])
    union all select h.household_id, coalesce(h.door, ''), 'household', h.household_id from household h
      where ${stock}::text = 'homes-asked' and h.household_id = any (${ids}::uuid[])
    union all select s.signal_id, array_to_string(s.kinds, ', '), case when s.subject_id is null then null else 'person' end, s.subject_id from signal s
      where ${stock}::text = 'signals' and s.signal_id = any (${ids}::uuid[])
    union all select m.movement_id, m.kind, 'household', m.household_id from movement m
      where ${stock}::text in ('arrivals', 'departures') and m.movement_id = any (${ids}::uuid[])
    union all select s.step_id, coalesce(s.number, ''), 'violation', s.violation_id from violation_step s
      where ${stock}::text like 'fines%' and s.step_id = any (${ids}::uuid[])`)
