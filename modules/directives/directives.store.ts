import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Draft, Header } from './draft.contract.ts'
import type { DirectiveRead } from './reader/read.rules.ts'

export interface StoredDirective {
  directiveId: string
  areaId: number
  areaName: string
  incomingNo: number
  incomingYear: number
  receivedOn: string
  fileName: string
  takenAt: string
  takenBy: string | null
  header: Header | null
  voidedAt: string | null
  issuedAt: string | null
  issuedBy: string | null
  issuedRole: string | null
}

/** Documents in the scope and those sent on to it, the newest first; with the header that people left, and how many tasks the last draft has. */
export const listDirectives = (
  db: Db,
  f: { state: string; sent: readonly string[]; limit: number; offset: number },
): Promise<
  (StoredDirective & { draftHeader: Header | null; read: DirectiveRead['document'] | null; tasks: number; total: number })[]
> =>
  db.many(sql`
    select d.directive_id as "directiveId", d.commune_id as "areaId", a.full_name as "areaName", d.incoming_no as "incomingNo", d.incoming_year as "incomingYear",
      d.received_on as "receivedOn", d.file_name as "fileName", d.taken_at as "takenAt", null as "takenBy", d.header, d.voided_at as "voidedAt",
      i.issued_at as "issuedAt", null as "issuedBy", i.issued_role as "issuedRole", l.header as "draftHeader",
      case when d.header is null and l.header is null then d.reading -> 'document' end as read, coalesce(i.tasks, l.tasks, 0)::int as tasks,
      (count(*) over ())::int as total
    from (
      select * from directive union all
      select s.* from unnest(${f.sent}::uuid[]) x(id) cross join lateral directive_sent_here(x.id) s
      where not exists (select 1 from directive o where o.directive_id = s.directive_id)) d
    join area a on a.area_id = d.commune_id
    left join directive_issue i on i.commune_id = d.commune_id and i.directive_id = d.directive_id
    left join lateral (
      select f.draft -> 'header' as header, (select count(*) from jsonb_array_elements(f.draft -> 'items') x where x ->> 'decision' <> 'dropped')::int as tasks
      from directive_draft f where f.commune_id = d.commune_id and f.directive_id = d.directive_id order by f.draft_no desc limit 1) l on true
    where case ${f.state}::text when 'all' then d.voided_at is null when 'voided' then d.voided_at is not null when 'issued' then d.header is not null
      else d.voided_at is null and d.header is null end
    order by d.taken_at desc, d.directive_id limit ${f.limit} offset ${f.offset}`)

export type FullDirective = StoredDirective & { text: string; reading: DirectiveRead }
/** @param sent as one that was sent on to the reader; else as one of the scope, or open to it */
export const findDirective = (db: Db, directiveId: string, sent: boolean): Promise<FullDirective | null> =>
  db.maybe(sql`
    select d.directive_id as "directiveId", d.commune_id as "areaId", a.full_name as "areaName", d.incoming_no as "incomingNo", d.incoming_year as "incomingYear",
      d.received_on as "receivedOn", d.file_name as "fileName", d.taken_at as "takenAt", t.full_name as "takenBy", d.header, d.voided_at as "voidedAt",
      i.issued_at as "issuedAt", c.full_name as "issuedBy", i.issued_role as "issuedRole", d.body_text as text, d.reading
    from (
      select * from directive where directive_id = ${directiveId}::uuid and not ${sent}::boolean union all
      select * from directive_sent_here(${directiveId}::uuid) where ${sent}::boolean) d
    join area a on a.area_id = d.commune_id
    left join directive_issue i on i.commune_id = d.commune_id and i.directive_id = d.directive_id
    left join account t on t.account_id = d.taken_by left join account c on c.account_id = i.issued_by`)

/** One at a time in a unit's book. */
export const lockBook = (db: Db, areaId: number): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714341, ${areaId}::int)`)
export const lockDirective = (db: Db, directiveId: string): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714342, hashtext(${directiveId}::text))`)

export const findByHash = (
  db: Db,
  areaId: number,
  sha256: Buffer,
): Promise<{ directiveId: string; incomingNo: number; incomingYear: number } | null> =>
  db.maybe(sql`
    select directive_id as "directiveId", incoming_no as "incomingNo", incoming_year as "incomingYear" from directive
    where commune_id = ${areaId} and file_sha256 = ${sha256} and voided_at is null`)

/** The next number of a unit's book in a year. Hold the book's lock. */
export const nextIncoming = (db: Db, areaId: number, year: number): Promise<{ next: number }> =>
  db.one(sql`
    select coalesce(max(incoming_no), 0)::int + 1 as next from directive where commune_id = ${areaId} and incoming_year = ${year}`)

export const insertDirective = (
  db: Db,
  d: {
    areaId: number
    directiveId: string
    incomingYear: number
    incomingNo: number
    receivedOn: string
    fileName: string
    format: string
    bytes: number
    sha256: Buffer
    sealed: Buffer
    text: string
    reading: DirectiveRead
  },
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into directive (commune_id, directive_id, incoming_year, incoming_no, received_on, file_name, file_format, file_bytes, file_sha256, file_sealed, body_text,
      reading, taken_at, taken_by, op_id)
    values (${d.areaId}, ${d.directiveId}, ${d.incomingYear}, ${d.incomingNo}, ${d.receivedOn}, ${d.fileName}, ${d.format}, ${d.bytes}, ${d.sha256}, ${d.sealed},
      ${d.text}, ${JSON.stringify(d.reading)}, ${by.at}, ${by.accountId}, ${by.opId})`)

export const lastDraft = (db: Db, areaId: number, directiveId: string): Promise<{ draftNo: number; draft: Draft } | null> =>
  db.maybe(sql`
    select draft_no as "draftNo", draft from directive_draft where commune_id = ${areaId} and directive_id = ${directiveId}::uuid order by draft_no desc limit 1`)

export const insertDraft = (
  db: Db,
  d: { areaId: number; directiveId: string; draftNo: number; draft: Draft },
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into directive_draft (commune_id, directive_id, draft_no, draft, saved_at, saved_by, op_id)
    values (${d.areaId}, ${d.directiveId}, ${d.draftNo}, ${JSON.stringify(d.draft)}, ${by.at}, ${by.accountId}, ${by.opId})`)

export const insertIssue = (
  db: Db,
  d: { areaId: number; directiveId: string; draftNo: number; tasks: number; role: string },
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into directive_issue (commune_id, directive_id, draft_no, tasks, issued_at, issued_by, issued_role, op_id)
    values (${d.areaId}, ${d.directiveId}, ${d.draftNo}, ${d.tasks}, ${by.at}, ${by.accountId}, ${d.role}, ${by.opId})`)

/** Opens an issued document to the areas of a range; null: to nobody below. */
export const openTo = (
  db: Db,
  areaId: number,
  directiveId: string,
  header: Header,
  range: { lo: number; hi: number } | null,
): Promise<number> =>
  db.run(sql`
    update directive set header = ${JSON.stringify(header)}, open_lo = ${range?.lo ?? null}, open_hi = ${range?.hi ?? null}
    where commune_id = ${areaId} and directive_id = ${directiveId}::uuid`)

export const setVoided = (
  db: Db,
  areaId: number,
  directiveId: string,
  at: string,
  opId: string,
  reason: string,
): Promise<number> =>
  db.run(sql`
    update directive set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where commune_id = ${areaId} and directive_id = ${directiveId}::uuid and voided_at is null`)

/** @param sent as {@link findDirective} */
export const findFile = (
  db: Db,
  directiveId: string,
  sent: boolean,
): Promise<{ fileName: string; format: string; sealed: Buffer } | null> =>
  db.maybe(sql`
    select file_name as "fileName", file_format as format, file_sealed as sealed from directive where directive_id = ${directiveId}::uuid and not ${sent}::boolean
    union all select file_name, file_format, file_sealed from directive_sent_here(${directiveId}::uuid) where ${sent}::boolean`)
