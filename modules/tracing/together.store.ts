import { type Db, keptForFew, sql } from '@phaodai/kernel/sql.ts'

export interface PieceRow {
  subjectId: string
  otherId: string
  placeId: string
  placeName: string
  kind: string
  closed: boolean | null
  from: number
  to: number
  masked: boolean | null
  space: string | null
  otherSpace: string | null
  rowsApart: number | null
  assumed: boolean
}

/** The first and the last instant at which any of these was somewhere, seconds since 1970. */
export const stayRange = (db: Db, ids: string[]): Promise<{ from: number | null; to: number | null }> =>
  db.one(
    keptForFew(
      ids,
      sql`
    select floor(extract(epoch from min(from_at)))::bigint as "from", ceil(extract(epoch from max(to_at)))::bigint as "to"
    from visit where subject_id = any (${ids}::uuid[]) and voided_at is null`,
    ),
  )

/**
 * `low` is a column: worked out in the condition it would not be leakproof, and row-level security would keep the index from it.
 * Lateral: what row-level security lets through is guessed too low to join by, and the whole table would be read.
 * The single meetings of these with anyone, by recorded ids: over all communes, so under the engine's scope.
 * `places`: only at these; `kinds`: only at places of these kinds with that word on closed space ('shift closed', 'shift open', 'shift ?'),
 * and not in two parts that are known and differ; `others`: only with these; null: all. `since`: only stays that ended after it.
 */
export const listPiecesOf = (
  db: Db,
  q: { ids: string[]; kinds: string[] | null; places: string[] | null; others: string[] | null; since?: string | null },
): Promise<PieceRow[]> =>
  db.many<PieceRow>(sql`
    with mine as materialized (
      select v.subject_id, v.place_id, v.from_at, v.to_at, v.from_at - interval '14 hours' as low, v.masked, v.space, v.seat_row, v.detail ? 'assumed' as assumed,
        p.name, p.kind, p.closed_space
      from visit v join place p on p.place_id = v.place_id
      where v.subject_id = any (${q.ids}::uuid[]) and v.voided_at is null and (${q.since ?? null}::timestamptz is null or v.to_at > ${q.since ?? null}::timestamptz)
        and (${q.places}::uuid[] is null or v.place_id = any (${q.places}::uuid[]))
        and (${q.kinds}::text[] is null
          or p.kind || case when p.closed_space then ' closed' when not p.closed_space then ' open' else ' ?' end = any (${q.kinds}::text[]))
    )
    select v.subject_id as "subjectId", o.subject_id as "otherId", v.place_id as "placeId", v.name as "placeName", v.kind, v.closed_space as closed,
      extract(epoch from greatest(v.from_at, o.from_at))::bigint as "from", extract(epoch from least(v.to_at, o.to_at))::bigint as "to",
      case when v.masked and o.masked then true when not (v.masked and o.masked) then false end as masked, v.space, o.space as "otherSpace",
      case when v.seat_row is not null and o.seat_row is not null then least(15, abs(v.seat_row - o.seat_row)) end as "rowsApart",
      v.assumed or o.detail ? 'assumed' as assumed
    from mine v
    cross join lateral (
      select o.* from visit o where o.place_id = v.place_id and o.voided_at is null and o.from_at < v.to_at and o.from_at > v.low and o.to_at > v.from_at
        and o.subject_id <> v.subject_id
        and (${q.others}::uuid[] is null or o.subject_id = any (${q.others}::uuid[])) and (${q.kinds}::text[] is null or v.space is null or o.space is null or v.space = o.space) offset 0) o`)

export interface DecisionRow {
  subjectId: string
  otherId: string
  placeId: string
  onDay: string
  decision: 'counts' | 'dismissed'
}

/** What tracers said of meetings of these persons, the latest word last. */
export const listDecisions = (db: Db, disease: string, ids: string[]): Promise<DecisionRow[]> =>
  db.many<DecisionRow>(
    keptForFew(
      ids,
      sql`
    select subject_id as "subjectId", other_id as "otherId", place_id as "placeId", on_day as "onDay", decision from (
      select * from candidate_decision where disease = ${disease} and subject_id = any (${ids}::uuid[])
      union select * from candidate_decision where disease = ${disease} and other_id = any (${ids}::uuid[])) d
    order by decided_at, decision_id`,
    ),
  )

/**
 * Who of a level was ever at a place where these were: those confirmed for F0, those stored as F1. A record that was ever merged is told too,
 * since the level may stand under another of its ids.
 */
export const listLevelledBeside = (
  db: Db,
  disease: string,
  level: 'F0' | 'F1',
  ids: string[],
): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    with mine as materialized (
      select distinct place_id from visit where subject_id = any (${ids}::uuid[]) and voided_at is null
    ), levelled as materialized (
      select subject_id from confirmation where ${level}::text = 'F0' and disease = ${disease} and voided_at is null
      union select subject_id from classification where ${level}::text = 'F1' and disease = ${disease} and level = 'F1'
      union select a.alias_id from aliases_in(0, 2147483647) a union select a.subject_id from aliases_in(0, 2147483647) a
    )
    select distinct v.subject_id as "subjectId" from levelled l join visit v on v.subject_id = l.subject_id and v.voided_at is null
    where v.place_id in (select place_id from mine)`)

/** Who was at a place of these kinds within the time that these were there, save some: those whom they may have met. */
export const listBeside = (db: Db, q: { ids: string[]; except: string[]; kinds: string[] }): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    with mine as materialized (
      select v.place_id, min(v.from_at) - interval '14 hours' as low, max(v.to_at) as high
      from visit v join place p on p.place_id = v.place_id
      where v.subject_id = any (${q.ids}::uuid[]) and v.voided_at is null
        and p.kind || case when p.closed_space then ' closed' when not p.closed_space then ' open' else ' ?' end = any (${q.kinds}::text[])
      group by v.place_id
    )
    select distinct o.subject_id as "subjectId" from mine m cross join lateral (
      select o.subject_id from visit o where o.place_id = m.place_id and o.voided_at is null and o.from_at < m.high and o.from_at > m.low
        and o.subject_id <> all (${q.except}::uuid[]) offset 0) o`)

/** Which of these were at one of these places at some time between two instants. */
export const listThere = (
  db: Db,
  q: { ids: string[]; placeIds: string[]; fromAt: string; toAt: string },
): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    select distinct subject_id as "subjectId" from visit
    where place_id = any (${q.placeIds}::uuid[]) and subject_id = any (${q.ids}::uuid[]) and voided_at is null
      and from_at < ${q.toAt}::timestamptz and from_at > ${q.fromAt}::timestamptz - interval '14 hours' and to_at > ${q.fromAt}::timestamptz`)
