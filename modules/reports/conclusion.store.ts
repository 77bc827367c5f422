import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Signed } from './conclusion.contract.ts'

export interface StoredVersion {
  areaId: number
  areaName: string
  conclusionId: string
  briefingId: string
  version: number
  reason: string | null
  body: Signed | null
  documentNo: number | null
  year: number | null
  signer: string | null
  title: string | null
  capacity: string | null
  signedOn: string | null
  signedAt: string | null
}

/** Versions of one briefing's notice, or of all signed since a day, in their order. */
export const listVersions = (
  db: Db,
  f: { lo: number; hi: number; briefingId: string | null; signedFrom: string | null },
): Promise<StoredVersion[]> =>
  db.many(sql`
    select c.commune_id as "areaId", a.full_name as "areaName", c.conclusion_id as "conclusionId", c.briefing_id as "briefingId", c.version, c.reason, s.body,
      s.document_no as "documentNo", s.year, s.signer, s.title, s.capacity, s.signed_on as "signedOn", s.signed_at as "signedAt"
    from conclusion c join area a on a.area_id = c.commune_id
    left join conclusion_signature s on s.commune_id = c.commune_id and s.conclusion_id = c.conclusion_id
    where c.commune_id between ${f.lo} and ${f.hi} and (${f.briefingId}::uuid is null or c.briefing_id = ${f.briefingId}::uuid)
      and (${f.signedFrom}::date is null or s.signed_on >= ${f.signedFrom}::date)
    order by c.commune_id, c.briefing_id, c.version`)

export const insertVersion = (
  db: Db,
  v: Pick<StoredVersion, 'areaId' | 'conclusionId' | 'briefingId' | 'version' | 'reason'>,
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into conclusion (commune_id, conclusion_id, briefing_id, version, reason, opened_at, opened_by, op_id)
    values (${v.areaId}, ${v.conclusionId}, ${v.briefingId}, ${v.version}, ${v.reason}, ${at}, ${by}, ${opId})`)

/** Signs under the next number of the unit's notices of that year. */
export const insertSignature = (
  db: Db,
  s: { areaId: number; conclusionId: string; body: Signed; signer: string; title: string; capacity: string; signedOn: string },
  at: string,
  by: string,
  opId: string,
): Promise<{ documentNo: number; year: number }> =>
  db.one(sql`
    insert into conclusion_signature (commune_id, conclusion_id, year, document_no, body, signer, title, capacity, signed_on, signed_at, signed_by, op_id)
    select ${s.areaId}::int, ${s.conclusionId}::uuid, extract(year from ${s.signedOn}::date)::int,
      (select coalesce(max(document_no), 0) + 1 from conclusion_signature where commune_id = ${s.areaId}::int and year = extract(year from ${s.signedOn}::date)::int),
      ${JSON.stringify(s.body)}::jsonb, ${s.signer}, ${s.title}, ${s.capacity}, ${s.signedOn}::date, ${at}::timestamptz, ${by}::uuid, ${opId}::uuid
    returning document_no as "documentNo", year`)
