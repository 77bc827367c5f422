import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'
import { CLASSES, type Closeness, KINDS } from './engine/classes.ts'

/** Of whom it is asked: a record, who it stands for after merges, and from when (ISO). */
export interface Seed {
  subjectId: string
  rootId: string
  fromAt: string
}
export interface Alias {
  aliasId: string
  rootId: string
}

export interface MetRow {
  viaId: string
  otherId: string
  seconds: number
  most24: number
  counts: boolean
  firstAt: number
  closeAt: number
  lastAt: number
  /** Whether a stay of this person that met is kept in one of the communes asked for. */
  here: boolean
}

/**
 * Who met these persons until an instant, the closeness by the table in force when a meeting began; a person met through several seeds
 * stands once, by the earliest. The engine's answer in plain SQL (engine/meetings.ts says what each figure means); over all communes, so
 * under the engine's scope.
 */
export const listMet = (
  db: Db,
  q: {
    seeds: Seed[]
    to: string
    closeness: Closeness
    aliases: Alias[]
    except: string[]
    closeOnly: boolean
    lo: number
    hi: number
  },
): Promise<MetRow[]> =>
  db.many<MetRow>(sql`
    with seed as (
      select * from unnest(${q.seeds.map((s) => s.subjectId)}::uuid[], ${q.seeds.map((s) => s.rootId)}::uuid[], ${q.seeds.map((s) => s.fromAt)}::timestamptz[]) as s (subject_id, root, low)
    ), mine as (
      select s.root, v.place_id, greatest(v.from_at, s.low) as a, least(v.to_at, ${q.to}::timestamptz) as b, v.masked, v.space, v.seat_row,
        (array_position(${[...KINDS]}::text[], p.kind) - 1) * 3 + case when p.closed_space then 1 when not p.closed_space then 2 else 0 end as place_class
      from seed s join visit v on v.subject_id = s.subject_id and v.voided_at is null
        and v.from_at < ${q.to}::timestamptz and v.from_at > s.low - interval '14 hours' and v.to_at > s.low
      join place p on p.place_id = v.place_id
      where p.kind = any (${[...KINDS]}::text[])
    ), piece as (
      select m.root, coalesce(al.root, o.subject_id) as other, greatest(m.a, o.from_at) as a, least(m.b, o.to_at) as b,
        o.commune_id between ${q.lo} and ${q.hi} as here,
        (${[...q.closeness.need]}::int[])[1 + ${CLASSES}::int * (width_bucket(extract(epoch from greatest(m.a, o.from_at))::float8, ${q.closeness.from}::float8[]) - 1)
          + m.place_class * 102 + 17 * (
            2 * case when m.masked and o.masked then 1 when not (m.masked and o.masked) then 2 else 0 end
            + case when m.space <> o.space then 1 else 0 end)
          + coalesce(least(15, abs(m.seat_row - o.seat_row)), 16)] as need
      from mine m join visit o on o.place_id = m.place_id and o.voided_at is null
        and o.from_at < m.b and o.from_at > m.a - interval '14 hours' and o.to_at > m.a
      left join unnest(${q.aliases.map((a) => a.aliasId)}::uuid[], ${q.aliases.map((a) => a.rootId)}::uuid[]) as al (id, root) on al.id = o.subject_id
      where coalesce(al.root, o.subject_id) <> m.root and coalesce(al.root, o.subject_id) <> all (${q.except}::uuid[])
    ), level as (
      select distinct need from piece where need >= 0
    ), span as (
      select p.root, p.other, l.need as level, unnest(range_agg(tstzrange(p.a, p.b))) as r
      from piece p join level l on p.need >= 0 and p.need <= l.need group by 1, 2, 3
    ), day as (
      select root, other, level, lower(r) as a,
        sum(upper(r) - lower(r)) over w - greatest(interval '0', max(upper(r)) over w - (lower(r) + interval '24 hours')) as most
      from span window w as (partition by root, other, level order by lower(r) range between current row and interval '24 hours' following)
    ), best as (
      select root, other, level, max(most) as most, min(a) filter (where most >= make_interval(secs => greatest(level, 1))) as a from day group by 1, 2, 3
    ), close as (
      select root, other, max(most) as most, bool_or(a is not null) as counts, min(a) as close_at from best group by 1, 2
    ), met as (
      select root, other, min(a) as first_at, max(b) as last_at, bool_or(here) as here, range_agg(tstzrange(a, b)) as times from piece group by 1, 2
    )
    select distinct on (m.other) m.root as "viaId", m.other as "otherId",
      (select extract(epoch from sum(upper(x) - lower(x))) from unnest(m.times) as x)::int as seconds, coalesce(extract(epoch from c.most), 0)::int as "most24",
      coalesce(c.counts, false) as counts, extract(epoch from m.first_at)::bigint as "firstAt", coalesce(extract(epoch from c.close_at), 0)::bigint as "closeAt",
      extract(epoch from m.last_at)::bigint as "lastAt", m.here
    from met m left join close c using (root, other)
    where c.counts or not ${q.closeOnly}::boolean
    order by m.other, c.close_at, m.root`)

export interface PieceRow {
  subjectId: string
  otherId: string
  placeId: string
  from: number
  to: number
  masked: boolean | null
  space: string | null
  otherSpace: string | null
  seatRow: number | null
  otherSeatRow: number | null
  kind: string
  closedSpace: boolean | null
}

/** The single meetings of some persons' records with those of others, in order of time. */
export const listPieces = (db: Db, q: { ids: string[]; otherIds: string[]; fromAt: string; toAt: string }): Promise<PieceRow[]> =>
  db.many<PieceRow>(sql`
    select v.subject_id as "subjectId", o.subject_id as "otherId", v.place_id as "placeId",
      extract(epoch from greatest(v.from_at, o.from_at, ${q.fromAt}::timestamptz))::bigint as "from", extract(epoch from least(v.to_at, o.to_at, ${q.toAt}::timestamptz))::bigint as "to",
      case when v.masked and o.masked then true when not (v.masked and o.masked) then false end as masked, v.space, o.space as "otherSpace",
      v.seat_row as "seatRow", o.seat_row as "otherSeatRow", p.kind, p.closed_space as "closedSpace"
    from visit v join visit o on o.place_id = v.place_id and o.voided_at is null and o.subject_id = any (${q.otherIds}::uuid[])
      and o.from_at < least(v.to_at, ${q.toAt}::timestamptz) and o.to_at > greatest(v.from_at, ${q.fromAt}::timestamptz)
    join place p on p.place_id = v.place_id
    where v.subject_id = any (${q.ids}::uuid[]) and v.voided_at is null and p.kind = any (${[...KINDS]}::text[])
      and v.from_at < ${q.toAt}::timestamptz and v.to_at > ${q.fromAt}::timestamptz
      and v.from_at > ${q.fromAt}::timestamptz - interval '14 hours'
    order by 4, 5, 3, 2`)

/** Live merges of the whole instance, as they were said: each alias with the record that it became. */
export const listAliases = (db: Db): Promise<{ aliasId: string; subjectId: string }[]> =>
  db.many(sql`select alias_id as "aliasId", subject_id as "subjectId" from aliases_in(0, 2147483647) order by 1, 2`)

/**
 * The engine's own scope: it reads every area's stays, and what leaves it is narrowed by whoever asked. For one transaction, or for the
 * whole of a connection that nobody else uses.
 */
export const engineScope = (db: Db, of: 'transaction' | 'connection'): Promise<number> =>
  db.run(sql`select set_config('phaodai.lo', '0', ${of === 'transaction'}), set_config('phaodai.hi', '2147483647', ${of === 'transaction'}),
    set_config('phaodai.hamlet', '0', ${of === 'transaction'})`)

/**
 * Where a copy that is made now stands. `strangers`: changes of a transaction that is yet to come here, so of another server, restored from
 * a backup; the copy holds what they tell.
 */
export const currentCursor = (db: Db): Promise<{ snapshot: string; stamp: string; strangers: string[] }> =>
  db.one(sql`
    select pg_current_snapshot()::text as snapshot,
      (select coalesce(array_agg(change_id), '{}') from tracing_change where tx >= pg_snapshot_xmax(pg_current_snapshot())) as strangers,
      (select concat_ws(' ', count(*), max(merged_at), count(undone_at), max(undone_at)) from subject_alias) as stamp`)

/** How large the stays are, in pages of the table; the persons and places are what the planner last counted. */
export const stayPages = (db: Db): Promise<{ pages: number; persons: number; places: number }> =>
  db.one(sql`
    select (pg_relation_size('visit') / current_setting('block_size')::int)::int as pages,
      (select greatest(reltuples, 1000)::int from pg_class where oid = 'person'::regclass) as persons,
      (select greatest(reltuples, 1000)::int from pg_class where oid = 'place'::regclass) as places`)

/** Stays of some pages, each column as one run of bytes (PostgreSQL's own binary forms): 20 million rows are not 20 million messages. */
export interface StayPages {
  /** Null: none stands there. */
  subjects: Uint8Array | null
  places: Uint8Array
  /** Microseconds since 2000-01-01, 8 bytes each. */
  starts: Uint8Array
  ends: Uint8Array
  /** 0 not known, 1 worn, 2 not worn. */
  masks: Uint8Array
  /** 4 bytes each. */
  communes: Uint8Array
  /** Part of the place and row of each, where any has one. */
  spaces: (string | null)[] | null
  seatRows: (number | null)[] | null
}

export const listStayPages = (db: Db, from: number, until: number): Promise<StayPages> =>
  db.one<StayPages>(sql`
    select string_agg(uuid_send(subject_id), ''::bytea) as subjects, string_agg(uuid_send(place_id), ''::bytea) as places,
      string_agg(timestamptz_send(from_at), ''::bytea) as starts, string_agg(timestamptz_send(to_at), ''::bytea) as ends,
      string_agg(case when masked then '\\x01'::bytea when not masked then '\\x02'::bytea else '\\x00'::bytea end, ''::bytea) as masks,
      string_agg(int4send(commune_id), ''::bytea) as communes,
      case when count(space) > 0 then json_agg(space) end as spaces, case when count(seat_row) > 0 then json_agg(seat_row) end as "seatRows"
    from visit where ctid >= ${`(${from},0)`}::tid and ctid < ${`(${until},0)`}::tid and voided_at is null`)

export const listPlaceClasses = (db: Db): Promise<{ placeId: string; kind: string; closedSpace: boolean | null }[]> =>
  db.many(sql`select place_id as "placeId", kind, closed_space as "closedSpace" from place`)

export const listPlacesById = (
  db: Db,
  ids: string[],
): Promise<{ placeId: string; kind: string; name: string; closedSpace: boolean | null }[]> =>
  db.many(
    kept(
      sql`select place_id as "placeId", kind, name, closed_space as "closedSpace" from place where place_id = any (${ids}::uuid[])`,
    ),
  )

export interface ChangeRow {
  kind: 'stays-added' | 'stays-voided' | 'stays-purged' | 'place-added'
  communeId: number
  ids: string[]
}

/**
 * What changed since a snapshot, in the order of transactions, with the snapshot of this statement: one that was under way then and has
 * ended since is there; a cursor of numbers would have passed it. `stamp` changes whenever a merge of records is made or undone.
 */
export const listChanges = (
  db: Db,
  since: string,
  strangers: string[],
): Promise<{ snapshot: string; stamp: string; changes: ChangeRow[] }> =>
  db.one(
    kept(sql`
    select pg_current_snapshot()::text as snapshot,
      (select concat_ws(' ', count(*), max(merged_at), count(undone_at), max(undone_at)) from subject_alias) as stamp,
      coalesce((select json_agg(json_build_object('kind', kind, 'communeId', commune_id, 'ids', ids) order by tx, kind, change_id) from tracing_change
        where tx >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(tx, ${since}::pg_snapshot)
          and change_id <> all (${strangers}::uuid[])), '[]') as changes`),
  )

export interface StayRow {
  communeId: number
  subjectId: string
  placeId: string
  from: number
  to: number
  masked: boolean | null
  space: string | null
  seatRow: number | null
}

/** Stays by id, also those voided. */
export const listStaysById = (db: Db, communeId: number, ids: string[]): Promise<StayRow[]> =>
  db.many<StayRow>(sql`
    select v.commune_id as "communeId", v.subject_id as "subjectId", v.place_id as "placeId", extract(epoch from v.from_at)::bigint as "from", extract(epoch from v.to_at)::bigint as "to",
      v.masked, v.space, v.seat_row as "seatRow"
    from visit v where v.commune_id = ${communeId} and v.visit_id = any (${ids}::uuid[])`)

/** Sums that a faithful copy has too. */
export const staySums = (db: Db): Promise<{ stays: number; seconds: number; persons: number; places: number }> =>
  db.one(sql`
    select count(*)::bigint as stays, coalesce(sum(extract(epoch from to_at - from_at)), 0)::bigint as seconds,
      count(distinct subject_id)::int as persons, count(distinct place_id)::int as places
    from visit where voided_at is null`)

/** Some persons who have stays, in the order of a hash: the same few every time. */
export const someSubjects = (db: Db, limit: number): Promise<{ subjectId: string; fromAt: string; toAt: string }[]> =>
  db.many(sql`
    select subject_id as "subjectId", min(from_at) as "fromAt", max(to_at) as "toAt" from visit
    where subject_id in (
      select subject_id from (select distinct subject_id from visit where voided_at is null) as s
      order by hashtextextended(subject_id::text, 0) limit ${limit}
    ) and voided_at is null group by subject_id order by subject_id`)

/** Stays past their last day, of persons who have no level, are deleted; the copies are told that something went, not what. */
export const purgeStays = async (db: Db, today: string, lo: number, hi: number): Promise<number> => {
  const { n } = await db.one<{ n: number }>(sql`
    with gone as (
      delete from visit v where v.expires_on < ${today}::date and v.commune_id between ${lo} and ${hi}
        and not exists (select 1 from classification c where c.commune_id = v.commune_id and c.subject_id = v.subject_id)
      returning v.commune_id
    ), told as (
      insert into tracing_change (commune_id, kind, ids) select distinct commune_id, 'stays-purged', '{}'::uuid[] from gone
    )
    select count(*)::int as n from gone`)
  return n
}

/** Two days of the log are enough, by the machine's clock: whoever keeps a copy follows within seconds. */
export const forgetChanges = (db: Db, lo: number, hi: number): Promise<number> =>
  db.run(
    sql`delete from tracing_change where at < clock_timestamp() - interval '48 hours' and commune_id between ${lo} and ${hi}`,
  )

/** Records of the cases, each with who it stands for. */
export interface Member {
  subjectId: string
  rootId: string
}

/** Places, and places on a local day, where two or more of these were in a window; a null day is the whole window. */
export const listCasePlaces = (
  db: Db,
  q: { members: Member[]; fromAt: string; toAt: string },
): Promise<{ placeId: string; onDay: string | null; caseIds: string[] }[]> =>
  db.many(sql`
    select v.place_id as "placeId", d.day as "onDay", array_agg(distinct m.root order by m.root) as "caseIds"
    from unnest(${q.members.map((m) => m.subjectId)}::uuid[], ${q.members.map((m) => m.rootId)}::uuid[]) as m (subject_id, root)
    join visit v on v.subject_id = m.subject_id and v.voided_at is null
      and v.from_at < ${q.toAt}::timestamptz and v.to_at > ${q.fromAt}::timestamptz and v.from_at > ${q.fromAt}::timestamptz - interval '14 hours'
    join place p on p.place_id = v.place_id and p.kind = any (${[...KINDS]}::text[])
    cross join lateral (
      select null::date as day
      union all select generate_series((greatest(v.from_at, ${q.fromAt}::timestamptz) at time zone 'Asia/Ho_Chi_Minh')::date::timestamp,
        (least(v.to_at, ${q.toAt}::timestamptz) - interval '1 second') at time zone 'Asia/Ho_Chi_Minh', interval '1 day')::date) as d
    group by 1, 2 having count(distinct m.root) >= 2`)

/** How many different persons were at these places in a window, and on each local day of it. */
export const countVisitors = (
  db: Db,
  q: { placeIds: string[]; fromAt: string; toAt: string; aliases: Alias[] },
): Promise<{ placeId: string; onDay: string | null; visitors: number }[]> =>
  db.many(sql`
    select v.place_id as "placeId", d.day as "onDay", count(distinct coalesce(al.root, v.subject_id))::int as visitors
    from visit v
    left join unnest(${q.aliases.map((a) => a.aliasId)}::uuid[], ${q.aliases.map((a) => a.rootId)}::uuid[]) as al (id, root) on al.id = v.subject_id
    cross join lateral (
      select null::date as day
      union all select generate_series((greatest(v.from_at, ${q.fromAt}::timestamptz) at time zone 'Asia/Ho_Chi_Minh')::date::timestamp,
        (least(v.to_at, ${q.toAt}::timestamptz) - interval '1 second') at time zone 'Asia/Ho_Chi_Minh', interval '1 day')::date) as d
    where v.place_id = any (${q.placeIds}::uuid[]) and v.voided_at is null
      and v.from_at < ${q.toAt}::timestamptz and v.to_at > ${q.fromAt}::timestamptz and v.from_at > ${q.fromAt}::timestamptz - interval '14 hours'
    group by 1, 2`)

/** Different persons who have a stay. */
export const countPopulation = (db: Db, aliases: Alias[]): Promise<{ n: number }> =>
  db.one(sql`
    select count(distinct coalesce(al.root, s.subject_id))::int as n from (select distinct subject_id from visit where voided_at is null) as s
    left join unnest(${aliases.map((a) => a.aliasId)}::uuid[], ${aliases.map((a) => a.rootId)}::uuid[]) as al (id, root) on al.id = s.subject_id`)

/** All who were at a place in a window. */
export const listPresent = (
  db: Db,
  q: { placeId: string; fromAt: string; toAt: string; aliases: Alias[] },
): Promise<{ subjectId: string; seconds: number; firstAt: number; lastAt: number }[]> =>
  db.many(sql`
    with there as (
      select coalesce(al.root, v.subject_id) as id, range_agg(tstzrange(greatest(v.from_at, ${q.fromAt}::timestamptz), least(v.to_at, ${q.toAt}::timestamptz))) as times
      from visit v
      left join unnest(${q.aliases.map((a) => a.aliasId)}::uuid[], ${q.aliases.map((a) => a.rootId)}::uuid[]) as al (id, root) on al.id = v.subject_id
      where v.place_id = ${q.placeId} and v.voided_at is null
        and v.from_at < ${q.toAt}::timestamptz and v.to_at > ${q.fromAt}::timestamptz and v.from_at > ${q.fromAt}::timestamptz - interval '14 hours'
      group by 1
    )
    select id as "subjectId", (select extract(epoch from sum(upper(x) - lower(x))) from unnest(times) as x)::int as seconds,
      extract(epoch from lower(times))::bigint as "firstAt", extract(epoch from upper(times))::bigint as "lastAt"
    from there order by id`)

/** Of these persons, those who have or had a residence in the reader's scope. Ids only: the totals need no names. */
export const listInScope = (db: Db, ids: string[]): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    select asked.id as "subjectId" from unnest(${ids}::uuid[]) as asked (id)
    where exists (select 1 from person p where p.subject_id = asked.id)`)

/** Of these records, those that have a stay at all. */
export const listKnown = (db: Db, ids: string[]): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    select asked.id as "subjectId" from unnest(${ids}::uuid[]) as asked (id)
    where exists (select 1 from visit v where v.subject_id = asked.id and v.voided_at is null)`)
