import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Kind } from './checklist.rules.ts'
import type { Lateness } from './timing.rules.ts'

export const nameOfAccount = (db: Db, accountId: string) =>
  db.one<{ name: string }>(sql`select full_name as name from account where account_id = ${accountId}::uuid`)

export interface NewInspection {
  communeId: number
  inspectionId: string
  kind: Kind
  placeKey: string
  placeName: string
  surprise: boolean
  onDay: string
  capturedAt: string
  receivedAt: string
  lateness: Lateness
  checklist: string
  checklistVersion: number
  words: string | null
  latitude: number | null
  longitude: number | null
  accuracyMetres: number | null
  accountId: string
  byName: string
  byRole: string
  byAreaId: number
}
export const insertInspection = (db: Db, i: NewInspection, opId: string) =>
  db.run(sql`
    insert into inspection (commune_id, inspection_id, kind, place_key, place_name, is_surprise, on_day, captured_at, received_at, lateness, checklist, checklist_version,
      words, latitude, longitude, accuracy_metres, by_account, by_name, by_role, by_area_id, op_id)
    values (${i.communeId}, ${i.inspectionId}, ${i.kind}, ${i.placeKey}, ${i.placeName}, ${i.surprise}, ${i.onDay}, ${i.capturedAt}, ${i.receivedAt}, ${i.lateness},
      ${i.checklist}, ${i.checklistVersion}, ${i.words}, ${i.latitude}, ${i.longitude}, ${i.accuracyMetres}, ${i.accountId}, ${i.byName}, ${i.byRole}, ${i.byAreaId}, ${opId})
    on conflict (commune_id, inspection_id) do nothing`)

export interface AnswerRow {
  item: string
  asked: string
  answer: 'pass' | 'fail' | 'na' | 'points'
  points: number | null
  note: string | null
}
export const insertAnswers = (db: Db, communeId: number, inspectionId: string, a: readonly AnswerRow[]) =>
  db.run(sql`
    insert into inspection_answer (commune_id, inspection_id, item, asked, answer, points, note)
    select ${communeId}::int, ${inspectionId}::uuid, u.item, u.asked, u.answer, u.points, u.note
    from unnest(${a.map((x) => x.item)}::text[], ${a.map((x) => x.asked)}::text[], ${a.map((x) => x.answer)}::text[], ${a.map((x) => x.points)}::numeric[],
      ${a.map((x) => x.note)}::text[]) as u (item, asked, answer, points, note)`)

export const listAnswers = (db: Db, communeId: number, inspectionId: string) =>
  db.many<AnswerRow>(sql`
    select item, asked, answer, points, note from inspection_answer where commune_id = ${communeId}::int and inspection_id = ${inspectionId}::uuid`)

export interface InspectionFact extends Omit<NewInspection, 'checklistVersion' | 'byAreaId'> {
  areaName: string
  pass: number
  fail: number
  photos: number
  voidedAt: string | null
  voidReason: string | null
}
export interface Filter {
  lo: number
  hi: number
  from: string | null
  until: string | null
  accountId: string | null
  kind: string | null
  placeKey: string | null
  surprise: boolean | null
  inspectionId: string | null
  limit: number
}
/** Inspections of a range of units, the newest first; voided ones only where one is asked for by its id. */
export const listInspections = (db: Db, f: Filter) =>
  db.many<InspectionFact & { total: number }>(sql`
    select i.commune_id as "communeId", a.full_name as "areaName", i.inspection_id as "inspectionId", i.kind, i.place_key as "placeKey", i.place_name as "placeName",
      i.is_surprise as surprise, i.on_day as "onDay", i.captured_at as "capturedAt", i.received_at as "receivedAt", i.lateness, i.checklist, i.words, i.latitude,
      i.longitude, i.accuracy_metres as "accuracyMetres", i.by_account as "accountId", i.by_name as "byName", i.by_role as "byRole", i.voided_at as "voidedAt",
      i.void_reason as "voidReason", coalesce(n.pass, 0) as pass, coalesce(n.fail, 0) as fail,
      (select count(*)::int from inspection_photo p where p.commune_id = i.commune_id and p.inspection_id = i.inspection_id and p.voided_at is null) as photos,
      count(*) over ()::int as total
    from inspection i join area a on a.area_id = i.commune_id
    left join lateral (select (count(*) filter (where answer = 'pass'))::int as pass, (count(*) filter (where answer = 'fail'))::int as fail
      from inspection_answer x where x.commune_id = i.commune_id and x.inspection_id = i.inspection_id) n on true
    where i.commune_id between ${f.lo} and ${f.hi} and (${f.inspectionId}::uuid is null and i.voided_at is null or i.inspection_id = ${f.inspectionId}::uuid)
      and (${f.from}::date is null or i.on_day >= ${f.from}::date) and (${f.until}::date is null or i.on_day <= ${f.until}::date)
      and (${f.accountId}::uuid is null or i.by_account = ${f.accountId}::uuid) and (${f.kind}::text is null or i.kind = ${f.kind}::text)
      and (${f.placeKey}::text is null or i.place_key = ${f.placeKey}::text) and (${f.surprise}::boolean is null or i.is_surprise = ${f.surprise}::boolean)
    order by i.captured_at desc, i.inspection_id limit ${f.limit}::int`)

export const updateVoid = (db: Db, communeId: number, inspectionId: string, at: string, opId: string, reason: string) =>
  db.run(sql`
    update inspection set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${communeId} and inspection_id = ${inspectionId}::uuid and voided_at is null`)

/* ---- photos ---- */

export interface PhotoRow {
  photoId: string
  name: string
  note: string | null
  mime: string
  bytes: number
  sha256: Buffer
  takenAt: string | null
  latitude: number | null
  longitude: number | null
  accuracyMetres: number | null
  addedAt: string
  voidedAt: string | null
  voidReason: string | null
}
export const listPhotos = (db: Db, communeId: number, inspectionId: string) =>
  db.many<PhotoRow>(sql`
    select photo_id as "photoId", name, note, mime, bytes, sha256, taken_at as "takenAt", latitude, longitude, accuracy_metres as "accuracyMetres", added_at as "addedAt",
      voided_at as "voidedAt", void_reason as "voidReason"
    from inspection_photo where commune_id = ${communeId}::int and inspection_id = ${inspectionId}::uuid order by added_at, photo_id`)
export const insertPhoto = (
  db: Db,
  p: Omit<PhotoRow, 'voidedAt' | 'voidReason'> & {
    communeId: number
    inspectionId: string
    sealed: Buffer
    addedBy: string
    opId: string
  },
) =>
  db.run(sql`
    insert into inspection_photo (commune_id, photo_id, inspection_id, name, note, mime, bytes, sha256, sealed, taken_at, latitude, longitude, accuracy_metres, added_at,
      added_by, op_id)
    values (${p.communeId}, ${p.photoId}, ${p.inspectionId}, ${p.name}, ${p.note}, ${p.mime}, ${p.bytes}, ${p.sha256}, ${p.sealed}, ${p.takenAt}, ${p.latitude},
      ${p.longitude}, ${p.accuracyMetres}, ${p.addedAt}, ${p.addedBy}, ${p.opId})
    on conflict (commune_id, photo_id) do nothing`)
export const findPhoto = (db: Db, communeId: number, inspectionId: string, photoId: string) =>
  db.maybe<{ name: string; mime: string; sealed: Buffer }>(sql`
    select name, mime, sealed from inspection_photo
    where commune_id = ${communeId}::int and inspection_id = ${inspectionId}::uuid and photo_id = ${photoId}::uuid and voided_at is null`)
export const voidPhoto = (
  db: Db,
  communeId: number,
  inspectionId: string,
  photoId: string,
  by: { at: string; opId: string; reason: string },
) =>
  db.run(sql`
    update inspection_photo set voided_at = ${by.at}, void_op = ${by.opId}, void_reason = ${by.reason}
    where commune_id = ${communeId}::int and inspection_id = ${inspectionId}::uuid and photo_id = ${photoId}::uuid and voided_at is null`)
