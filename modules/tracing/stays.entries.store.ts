import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface StayRow {
  visitId: string
  communeId: number
  subjectId: string
  placeId: string
  fromAt: string
  toAt: string
  source: string
  voided: boolean
}

/** A stay of a person in scope, with the other parts of it where it was longer than 14 hours; the asked one first. */
export const listParts = (db: Db, subjectId: string, visitId: string): Promise<StayRow[]> =>
  db.many<StayRow>(sql`
    with own as materialized (select * from visit where subject_id = ${subjectId})
    select v.visit_id as "visitId", v.commune_id as "communeId", v.subject_id as "subjectId", v.place_id as "placeId", v.from_at as "fromAt", v.to_at as "toAt",
      v.source, v.voided_at is not null as voided
    from own a join own v on v.visit_id = a.visit_id or v.detail ->> 'stay' = a.detail ->> 'stay'
    where a.visit_id = ${visitId} order by v.visit_id <> ${visitId}, v.from_at`)

export interface PlaceNow {
  communeId: number
  placeId: string
  name: string
  kind: string
  closedSpace: boolean | null
  address: string | null
}

export const findPlace = (db: Db, placeId: string): Promise<PlaceNow | null> =>
  db.maybe<PlaceNow>(sql`
    select commune_id as "communeId", place_id as "placeId", name, kind, closed_space as "closedSpace", address from place where place_id = ${placeId}`)

/** Mends a place; told in the change log by the same statement, as a place that is to be read again. */
export const updatePlace = (db: Db, p: PlaceNow & { nameKey: string }): Promise<number> =>
  db.run(sql`
    with put as (
      update place set name = ${p.name}::text, name_key = ${p.nameKey}::text, kind = ${p.kind}::text, closed_space = ${p.closedSpace}::boolean, address = ${p.address}::text
      where commune_id = ${p.communeId} and place_id = ${p.placeId} returning commune_id, place_id
    )
    insert into tracing_change (commune_id, kind, ids) select commune_id, 'place-added', array[place_id] from put`)

export interface MemberRow {
  subjectId: string
  communeId: number
  visitId: string
  space: string | null
  seatRow: number | null
  fromAt: string
  toAt: string
  source: string
}

/** Standing stays at a place that reach into a span of time, over all communes. */
export const listMembers = (
  db: Db,
  q: { placeId: string; fromAt: string; toAt: string; space: string | null },
): Promise<MemberRow[]> =>
  db.many<MemberRow>(sql`
    select subject_id as "subjectId", commune_id as "communeId", visit_id as "visitId", space, seat_row as "seatRow", from_at as "fromAt", to_at as "toAt", source
    from visit where place_id = ${q.placeId} and voided_at is null and from_at < ${q.toAt}::timestamptz and from_at > ${q.fromAt}::timestamptz - interval '14 hours'
      and to_at > ${q.fromAt}::timestamptz and (${q.space}::text is null or space = ${q.space})
    order by space nulls last, from_at, subject_id, visit_id`)
