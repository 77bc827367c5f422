import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Form } from './investigation.contract.ts'

export interface VersionRow {
  investigationId: string
  subjectId: string
  version: number
  form: Form
  at: string
  by: string
}

/** One writer at a time for one person's form. */
export const lockInvestigation = (db: Db, subjectId: string): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714303, hashtext(${subjectId}))`)

/** Every version in scope, newest first. */
export const listVersions = (db: Db, disease: string, ids: string[]): Promise<VersionRow[]> =>
  db.many<VersionRow>(sql`
    select investigation_id as "investigationId", subject_id as "subjectId", version, form, recorded_at as at, recorded_by as by
    from investigation where disease = ${disease} and subject_id = any (${ids}::uuid[]) order by version desc, recorded_at desc`)

/** The highest version anywhere; 0 for none. Under the engine's scope: an earlier residence may lie in another commune. */
export const highestVersion = async (db: Db, disease: string, ids: string[]): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
    select coalesce(max(version), 0)::int as n from investigation where disease = ${disease} and subject_id = any (${ids}::uuid[])`)
  ).n

export const insertVersion = (db: Db, v: VersionRow & { communeId: number; disease: string }, opId: string): Promise<number> =>
  db.run(sql`
    insert into investigation (commune_id, investigation_id, subject_id, disease, version, form, recorded_at, recorded_by, op_id)
    values (${v.communeId}, ${v.investigationId}, ${v.subjectId}, ${v.disease}, ${v.version}, ${JSON.stringify(v.form)}, ${v.at}, ${v.by}, ${opId})`)

/** Places of a commune whose unaccented name is this; which of them is meant, the accents tell. */
export const listPlacesNamed = (
  db: Db,
  communeId: number,
  nameKey: string,
  kind: string,
): Promise<{ placeId: string; name: string }[]> =>
  db.many(sql`
    select place_id as "placeId", name from place where commune_id = ${communeId} and name_key = ${nameKey} and kind = ${kind} order by created_at, place_id`)

/** Standing visits that came from the form. */
export const listFormVisits = (
  db: Db,
  ids: string[],
  source: string,
): Promise<{ communeId: number; visitId: string; placeId: string; fromAt: string; toAt: string }[]> =>
  db.many(sql`
    select commune_id as "communeId", visit_id as "visitId", place_id as "placeId", from_at as "fromAt", to_at as "toAt" from visit
    where subject_id = any (${ids}::uuid[]) and source = ${source} and voided_at is null`)

/**
 * Marks visits as wrong; nothing is erased. Told in the change log by the same statement. `communeIds`: those in which they lie, where that
 * is known: the key begins with it. @returns how many stood
 */
export const voidVisits = async (
  db: Db,
  visitIds: string[],
  at: string,
  opId: string,
  reason: string,
  communeIds: number[] | null = null,
): Promise<number> => {
  const { n } = await db.one<{ n: number }>(sql`
    with gone as (
      update visit set voided_at = ${at}::timestamptz, void_op = ${opId}::uuid, void_reason = ${reason}::text
      where visit_id = any (${visitIds}::uuid[]) and (${communeIds}::int[] is null or commune_id = any (${communeIds}::int[])) and voided_at is null
      returning commune_id, visit_id
    ), told as (
      insert into tracing_change (commune_id, kind, ids) select commune_id, 'stays-voided', array_agg(visit_id) from gone group by commune_id
    )
    select count(*)::int as n from gone`)
  return n
}
