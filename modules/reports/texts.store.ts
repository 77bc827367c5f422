import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { TextKind } from './texts.rules.ts'

export interface StoredText {
  textId: string
  areaId: number
  reportId: string
  kind: TextKind
  version: number
  body: string
  writtenAt: string
}

/** The last version of each kind. */
export const listTexts = (db: Db, reportId: string): Promise<StoredText[]> =>
  db.many<StoredText>(sql`
    select distinct on (kind) text_id as "textId", commune_id as "areaId", report_id as "reportId", kind, version, body, written_at as "writtenAt"
    from report_text where report_id = ${reportId} order by kind, version desc`)

export const findText = (db: Db, textId: string): Promise<StoredText | null> =>
  db.maybe<StoredText>(sql`
    select text_id as "textId", commune_id as "areaId", report_id as "reportId", kind, version, body, written_at as "writtenAt"
    from report_text where text_id = ${textId}`)

export const insertText = (
  db: Db,
  t: { areaId: number; textId: string; reportId: string; kind: TextKind; body: string },
  at: string,
  by: string,
  opId: string,
): Promise<{ version: number }> =>
  db.one(sql`
    insert into report_text (commune_id, text_id, report_id, kind, version, body, written_at, written_by, op_id)
    select ${t.areaId}::int, ${t.textId}::uuid, ${t.reportId}::uuid, ${t.kind}::text,
      (select coalesce(max(version), 0) + 1 from report_text where commune_id = ${t.areaId}::int and report_id = ${t.reportId}::uuid and kind = ${t.kind}::text),
      ${t.body}::text, ${at}::timestamptz, ${by}::uuid, ${opId}::uuid returning version`)

export interface Publication {
  publicationId: string
  areaId: number
  of: 'text' | 'answer'
  ofId: string
  channel: 'loudspeaker' | 'sms' | 'zalo' | 'website' | 'television' | 'newspaper' | 'notice-board' | 'other'
  place: string | null
  publishedAt: string
}

export const insertPublication = (db: Db, p: Publication, at: string, by: string, opId: string): Promise<number> =>
  db.run(sql`
    insert into publication (commune_id, publication_id, of_kind, of_id, channel, place, published_at, recorded_at, recorded_by, op_id)
    values (${p.areaId}, ${p.publicationId}, ${p.of}, ${p.ofId}, ${p.channel}, ${p.place}, ${p.publishedAt}, ${at}, ${by}, ${opId})`)

/** What went out of the texts of a report (every version) or of some answers, with the kind of the text. */
export const listPublications = (
  db: Db,
  of: { reportId: string | null; answerIds: string[] },
): Promise<(Publication & { kind: TextKind | null })[]> =>
  db.many(sql`
    select p.publication_id as "publicationId", p.commune_id as "areaId", p.of_kind as "of", p.of_id as "ofId", p.channel, p.place,
      p.published_at as "publishedAt", t.kind
    from publication p left join report_text t on t.commune_id = p.commune_id and t.text_id = p.of_id
    where t.report_id = ${of.reportId}::uuid or p.of_id = any (${of.answerIds}::uuid[]) order by p.published_at`)

export interface StoredRumour {
  rumourId: string
  areaId: number
  areaName: string
  heardAt: string
  heardWhere: string
  content: string
  answerId: string | null
  verdict: 'true' | 'false' | 'partly' | 'unknown' | null
  answer: string | null
  answeredBy: string | null
  answeredAt: string | null
  published: boolean
}

/** Rumours of an area and below that stand, with their last answer. */
export const listRumours = (
  db: Db,
  f: { rumourId: string | null; lo: number; hi: number; from: string | null; state: string; limit: number },
): Promise<StoredRumour[]> =>
  db.many<StoredRumour>(sql`
    select * from (
      select r.rumour_id as "rumourId", r.commune_id as "areaId", a.full_name as "areaName", r.heard_at as "heardAt", r.heard_where as "heardWhere", r.content,
        x.answer_id as "answerId", x.verdict, x.answer, x.answered_by as "answeredBy", x.answered_at as "answeredAt",
        exists (select 1 from publication p join rumour_answer y on y.commune_id = p.commune_id and y.answer_id = p.of_id
          where y.commune_id = r.commune_id and y.rumour_id = r.rumour_id) as published
      from rumour r join area a on a.area_id = r.commune_id
      left join lateral (select * from rumour_answer x where x.commune_id = r.commune_id and x.rumour_id = r.rumour_id
        order by x.answered_at desc, x.answer_id desc limit 1) x on true
      where r.voided_at is null and r.commune_id between ${f.lo} and ${f.hi} and (${f.rumourId}::uuid is null or r.rumour_id = ${f.rumourId}::uuid)
        and (${f.from}::date is null or (r.heard_at at time zone 'Asia/Ho_Chi_Minh')::date >= ${f.from}::date)
    ) r where case ${f.state}::text when 'open' then "answerId" is null when 'answered' then "answerId" is not null and not published
      when 'published' then published else true end
    order by "heardAt" desc, "rumourId" limit ${f.limit}`)

export const insertRumour = (
  db: Db,
  r: { areaId: number; rumourId: string; heardAt: string; heardWhere: string; content: string },
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into rumour (commune_id, rumour_id, heard_at, heard_where, content, recorded_at, recorded_by, op_id)
    values (${r.areaId}, ${r.rumourId}, ${r.heardAt}, ${r.heardWhere}, ${r.content}, ${at}, ${by}, ${opId}) on conflict (commune_id, rumour_id) do nothing`)

export const voidRumour = (db: Db, areaId: number, rumourId: string, at: string, opId: string, reason: string): Promise<number> =>
  db.run(sql`
    update rumour set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${areaId} and rumour_id = ${rumourId} and voided_at is null`)

export const insertAnswer = (
  db: Db,
  x: { areaId: number; answerId: string; rumourId: string; verdict: string; answer: string; answeredBy: string },
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into rumour_answer (commune_id, answer_id, rumour_id, verdict, answer, answered_by, answered_at, recorded_by, op_id)
    values (${x.areaId}, ${x.answerId}, ${x.rumourId}, ${x.verdict}, ${x.answer}, ${x.answeredBy}, ${at}, ${by}, ${opId})`)

/** The area of an answer in the scope. */
export const findAnswer = (db: Db, answerId: string): Promise<{ areaId: number } | null> =>
  db.maybe(sql`select commune_id as "areaId" from rumour_answer where answer_id = ${answerId}`)

/** Which of these word runs (folded) are the name of somebody on record in the scope. */
export const listNames = (db: Db, keys: string[]): Promise<{ key: string }[]> =>
  db.many(sql`select distinct name_key as key from person where name_key = any (${keys}::text[])`)
