import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Body } from './reports.contract.ts'

export interface StoredReport {
  areaId: number
  areaName: string
  reportId: string
  disease: string
  tier: string
  day: string
  number: number
  corrects: string | null
  correction: number
  reason: string | null
  knownAt: string
  beforeDay: string
  beforeKnownAt: string
  cutOff: { hour: string; source: { vi: string; en: string }; confirmed: boolean }
  body: Body
  frozenAt: string
  byClock: boolean
  withdrawn: string | null
  supersededBy: string | null
  signer: string | null
  title: string | null
  capacity: string | null
  documentNo: number | null
  year: number | null
  signedOn: string | null
  signedAt: string | null
  total: number
}

/** Reports of an area and all below, newest day first; `ids`: those only. The body comes only for `ids`. */
export const listReports = (
  db: Db,
  f: {
    ids: string[] | null
    disease: string | null
    lo: number
    hi: number
    from: string | null
    until: string | null
    limit: number
  },
): Promise<StoredReport[]> =>
  db.many<StoredReport>(sql`
    select r.commune_id as "areaId", a.full_name as "areaName", r.report_id as "reportId", r.disease, r.tier, r.on_day as day, r.number, r.corrects,
      (select count(*)::int from report e where r.corrects is not null and e.commune_id = r.commune_id and e.disease = r.disease and e.on_day = r.on_day
        and e.corrects is not null and (e.number = r.number or e.number < r.number and e.voided_at is null)) as correction,
      r.reason, r.known_at as "knownAt", r.before_on as "beforeDay", r.before_known_at as "beforeKnownAt", r.cut_off as "cutOff",
      case when ${f.ids}::uuid[] is null then null else r.body end as body, r.frozen_at as "frozenAt", r.by_clock as "byClock",
      case when r.voided_at is not null then coalesce(r.void_reason, '') end as withdrawn,
      (select c.report_id from report c where c.commune_id = r.commune_id and c.corrects = r.report_id and c.voided_at is null limit 1) as "supersededBy",
      s.signer, s.title, s.capacity, s.document_no as "documentNo", s.year, s.signed_on as "signedOn", s.signed_at as "signedAt", count(*) over ()::int as total
    from report r join area a on a.area_id = r.commune_id
    left join report_signature s on s.commune_id = r.commune_id and s.report_id = r.report_id
    where r.commune_id between ${f.lo} and ${f.hi} and (${f.ids}::uuid[] is null or r.report_id = any (${f.ids}::uuid[]))
      and (${f.disease}::text is null or r.disease = ${f.disease}) and (${f.from}::date is null or r.on_day >= ${f.from}::date)
      and (${f.until}::date is null or r.on_day <= ${f.until}::date)
    order by r.on_day desc, r.commune_id, r.number desc limit ${f.limit}`)

/** One writer of an area's reports at a time: numbers run without a gap. */
export const lockReports = (db: Db, areaId: number): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714310, ${areaId}::int)`)

export const nextNumber = (db: Db, areaId: number, disease: string, day: string): Promise<{ next: number; open: boolean }> =>
  db.one(sql`
    select coalesce(max(number), 0) + 1 as next, coalesce(bool_or(voided_at is null), false) as open
    from report where commune_id = ${areaId} and disease = ${disease} and on_day = ${day}::date`)

export const insertReport = (
  db: Db,
  r: Pick<
    StoredReport,
    | 'areaId'
    | 'reportId'
    | 'disease'
    | 'tier'
    | 'day'
    | 'number'
    | 'corrects'
    | 'reason'
    | 'knownAt'
    | 'beforeDay'
    | 'beforeKnownAt'
    | 'byClock'
  > & {
    cutOff: object
    body: object
  },
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into report (commune_id, report_id, disease, tier, on_day, number, corrects, reason, known_at, before_on, before_known_at, cut_off, body, frozen_at, frozen_by, op_id, by_clock)
    values (${r.areaId}, ${r.reportId}, ${r.disease}, ${r.tier}, ${r.day}, ${r.number}, ${r.corrects}, ${r.reason}, ${r.knownAt}, ${r.beforeDay},
      ${r.beforeKnownAt}, ${JSON.stringify(r.cutOff)}, ${JSON.stringify(r.body)}, ${at}, ${by}, ${opId},
      ${r.byClock})`)

export const voidReport = (db: Db, areaId: number, reportId: string, at: string, opId: string, reason: string): Promise<number> =>
  db.run(sql`
    update report set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${areaId} and report_id = ${reportId} and voided_at is null`)

/** Signs under the next number of the unit's reports of that year. */
export const insertSignature = (
  db: Db,
  s: { areaId: number; reportId: string; signer: string; title: string; capacity: string; signedOn: string },
  at: string,
  by: string,
  opId: string,
): Promise<{ documentNo: number; year: number }> =>
  db.one(sql`
    insert into report_signature (commune_id, report_id, year, document_no, signer, title, capacity, signed_on, signed_at, signed_by, op_id)
    select ${s.areaId}::int, ${s.reportId}::uuid, extract(year from ${s.signedOn}::date)::int,
      (select coalesce(max(document_no), 0) + 1 from report_signature where commune_id = ${s.areaId}::int and year = extract(year from ${s.signedOn}::date)::int),
      ${s.signer}, ${s.title}, ${s.capacity}, ${s.signedOn}::date, ${at}::timestamptz, ${by}::uuid, ${opId}::uuid
    returning document_no as "documentNo", year`)

export const getMode = (db: Db): Promise<{ mode: 'drill' | 'real' }> => db.one(sql`select mode from instance`)
