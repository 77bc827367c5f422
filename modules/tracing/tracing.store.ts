import { newId } from '@phaodai/kernel/ids.ts'
import { type Db, kept, keptForFew, sql } from '@phaodai/kernel/sql.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import type { z } from 'zod'
import type { Classification, LevelBasis } from './levels.rules.ts'
import type { PlaceKind as PlaceKindShape } from './tracing.contract.ts'

type PlaceKind = z.output<typeof PlaceKindShape>

/** One writer of levels at a time for a disease: concurrent results in one cluster then converge, whatever their order. */
export const lockLevels = (db: Db, disease: string): Promise<number> =>
  db.run(kept(sql`select pg_advisory_xact_lock(714300, hashtext(${disease}))`))

export interface ContactSide {
  communeId: number
  contactId: string
  subjectId: string
  otherId: string
  disease: string
  kind: 'declared' | 'place'
  firstOn: string | null
  lastOn: string | null
  minutes: number | null
  distanceM: number | null
  masked: boolean | null
  closedSpace: boolean | null
  physical: boolean | null
  care: boolean | null
  placeText: string | null
  counts: boolean
  reason: Words
  otherSnapshot: Record<string, unknown>
}

/** One side of a contact. Safe to repeat. */
export const insertContact = (db: Db, c: ContactSide, at: string, opId: string): Promise<number> =>
  db.run(sql`
    insert into contact (commune_id, contact_id, subject_id, other_id, disease, kind, first_on, last_on, minutes, distance_m, masked, closed_space,
      physical, care, place_text, counts, reason, other_snapshot, recorded_at, op_id)
    values (${c.communeId}, ${c.contactId}, ${c.subjectId}, ${c.otherId}, ${c.disease}, ${c.kind}, ${c.firstOn}, ${c.lastOn}, ${c.minutes}, ${c.distanceM},
      ${c.masked}, ${c.closedSpace}, ${c.physical}, ${c.care}, ${c.placeText}, ${c.counts}, ${JSON.stringify(c.reason)}, ${JSON.stringify(c.otherSnapshot)}, ${at}, ${opId})
    on conflict (commune_id, contact_id, subject_id) do nothing`)

export interface ContactTieRow {
  subjectId: string
  otherId: string
  ref: string
  firstOn: string | null
  lastOn: string | null
  placeText: string | null
  reason: Words
}

/** Standing contacts that count, seen from these persons (all of the disease where null). */
export const listContactTies = (db: Db, disease: string, ids: string[] | null): Promise<ContactTieRow[]> =>
  db.many<ContactTieRow>(sql`
    select subject_id as "subjectId", other_id as "otherId", contact_id::text as ref, first_on as "firstOn", last_on as "lastOn", place_text as "placeText", reason
    from contact where disease = ${disease} and voided_at is null and counts and (${ids}::uuid[] is null or subject_id = any (${ids}::uuid[]))`)

/** Two residences in one household, seen from these persons: the days of both, as recorded. */
export interface HouseholdStay {
  subjectId: string
  otherId: string
  householdId: string
  fromOn: string
  untilOn: string | null
  otherFromOn: string
  otherUntilOn: string | null
}

/** One statement for the pairs and one for first days: asked together, an unanalysed table (an import under way) gets a plan that is slow per row. */
export const listHouseholdStays = (db: Db, ids: string[]): Promise<HouseholdStay[]> =>
  db.many<HouseholdStay>(
    keptForFew(
      ids,
      sql`
    with mine as materialized (
      select p.commune_id, p.household_id, p.subject_id, p.from_on, p.until_on from person p where p.household_id is not null and p.subject_id = any (${ids}::uuid[])
    )
    select m.subject_id as "subjectId", o.subject_id as "otherId", m.household_id as "householdId", m.from_on as "fromOn", m.until_on as "untilOn",
      o.from_on as "otherFromOn", o.until_on as "otherUntilOn"
    from mine m join person o on o.commune_id = m.commune_id and o.household_id = m.household_id and o.subject_id <> m.subject_id`,
    ),
  )

/** The first day of the first residence of each of these. */
export const listFirstDays = (db: Db, ids: string[]): Promise<{ subjectId: string; firstOn: string }[]> =>
  db.many(
    keptForFew(
      ids,
      sql`select subject_id as "subjectId", min(from_on) as "firstOn" from person where subject_id = any (${ids}::uuid[]) group by subject_id`,
    ),
  )

export const listClassifications = (
  db: Db,
  disease: string,
  ids: string[] | null,
): Promise<(Classification & { communeId: number })[]> =>
  db.many(sql`
    select commune_id as "communeId", subject_id as "subjectId", level, since_on as "sinceOn", first_exposed_on as "firstExposedOn", last_exposed_on as "lastExposedOn",
      source_id as "sourceId", root_id as "rootId", infectious, basis, pack_code as "packCode"
    from classification where disease = ${disease} and (${ids}::uuid[] is null or subject_id = any (${ids}::uuid[]))`)

const columns = (rows: (Classification & { communeId: number })[]) => ({
  commune: rows.map((r) => r.communeId),
  subject: rows.map((r) => r.subjectId),
  level: rows.map((r) => r.level),
  since: rows.map((r) => r.sinceOn),
  first: rows.map((r) => r.firstExposedOn),
  last: rows.map((r) => r.lastExposedOn),
  source: rows.map((r) => r.sourceId),
  root: rows.map((r) => r.rootId),
  infectious: rows.map((r) => JSON.stringify(r.infectious)),
  basis: rows.map((r) => JSON.stringify(r.basis satisfies LevelBasis)),
  pack: rows.map((r) => r.packCode),
})

export async function putClassifications(
  db: Db,
  disease: string,
  rows: (Classification & { communeId: number })[],
): Promise<void> {
  if (rows.length === 0) return
  const c = columns(rows)
  await db.run(
    keptForFew(
      rows,
      sql`
    insert into classification (commune_id, disease, subject_id, level, since_on, first_exposed_on, last_exposed_on, source_id, root_id, infectious, basis, pack_code)
    select u.commune, ${disease}::text, u.subject, u.level, u.since, u.first, u.last, u.source, u.root, u.infectious, u.basis, u.pack
    from unnest(${c.commune}::int[], ${c.subject}::uuid[], ${c.level}::text[], ${c.since}::date[], ${c.first}::date[], ${c.last}::date[],
      ${c.source}::uuid[], ${c.root}::uuid[], ${c.infectious}::jsonb[], ${c.basis}::jsonb[], ${c.pack}::text[])
      as u (commune, subject, level, since, first, last, source, root, infectious, basis, pack)
    on conflict (commune_id, disease, subject_id) do update set level = excluded.level, since_on = excluded.since_on, first_exposed_on = excluded.first_exposed_on,
      last_exposed_on = excluded.last_exposed_on, source_id = excluded.source_id, root_id = excluded.root_id, infectious = excluded.infectious, basis = excluded.basis, pack_code = excluded.pack_code`,
    ),
  )
}

export const deleteClassifications = (
  db: Db,
  disease: string,
  rows: { communeId: number; subjectId: string }[],
): Promise<number> =>
  db.run(sql`
    delete from classification c using unnest(${rows.map((r) => r.communeId)}::int[], ${rows.map((r) => r.subjectId)}::uuid[]) as gone (commune, subject)
    where c.commune_id = gone.commune and c.disease = ${disease} and c.subject_id = gone.subject`)

/** What the levels of these persons are from now on (null: none any more), kept beside every state before it: reports ask what was known at an instant. */
export const insertKnown = (
  db: Db,
  disease: string,
  rows: (Pick<Classification, 'subjectId'> & { communeId: number; row: Classification | null })[],
  at: string,
  opId: string,
): Promise<number> =>
  db.run(
    keptForFew(
      rows,
      sql`
    insert into level_known (commune_id, known_id, disease, subject_id, level, since_on, last_exposed_on, at, op_id)
    select c, i, ${disease}::text, s, l, f, x, ${at}::timestamptz, ${opId}::uuid
    from unnest(${rows.map((r) => r.communeId)}::int[], ${rows.map(() => newId())}::uuid[], ${rows.map((r) => r.subjectId)}::uuid[],
      ${rows.map((r) => r.row?.level ?? null)}::text[], ${rows.map((r) => r.row?.sinceOn ?? null)}::date[],
      ${rows.map((r) => r.row?.lastExposedOn ?? null)}::date[]) as u (c, i, s, l, f, x)`,
    ),
  )

export interface LevelChange {
  communeId: number
  changeId: string
  subjectId: string
  fromLevel: string | null
  toLevel: string | null
}

export const insertChanges = (
  db: Db,
  disease: string,
  rows: LevelChange[],
  at: string,
  today: string,
  opId: string,
): Promise<number> =>
  db.run(
    keptForFew(
      rows,
      sql`
    insert into classification_change (commune_id, change_id, disease, subject_id, from_level, to_level, at, on_day, op_id)
    select c, i, ${disease}::text, s, f, t, ${at}::timestamptz, ${today}::date, ${opId}::uuid
    from unnest(${rows.map((r) => r.communeId)}::int[], ${rows.map((r) => r.changeId)}::uuid[], ${rows.map((r) => r.subjectId)}::uuid[],
      ${rows.map((r) => r.fromLevel)}::text[], ${rows.map((r) => r.toLevel)}::text[]) as u (c, i, s, f, t)
    on conflict do nothing`,
    ),
  )

export const insertReferral = (
  db: Db,
  r: {
    communeId: number
    referralId: string
    fromCommuneId: number
    subjectId: string
    disease: string
    snapshot: Record<string, unknown>
  },
  at: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into referral (commune_id, referral_id, from_commune_id, subject_id, disease, snapshot, at, op_id)
    values (${r.communeId}, ${r.referralId}, ${r.fromCommuneId}, ${r.subjectId}, ${r.disease}, ${JSON.stringify(r.snapshot)}, ${at}, ${opId}) on conflict do nothing`)

/** Diseases that have any fact to classify, always in one order: their locks are taken one after another. */
export const listDiseases = (db: Db): Promise<{ disease: string }[]> =>
  db.many(
    sql`select disease from confirmation union select disease from contact union select disease from classification order by 1`,
  )

/** Everyone who has a fact or a tie of the disease, or a place or household shared with someone. */
export const listEveryone = (db: Db, disease: string): Promise<{ subjectId: string }[]> =>
  db.many(sql`
    select subject_id as "subjectId" from confirmation where disease = ${disease}
    union select subject_id from contact where disease = ${disease}
    union select subject_id from classification where disease = ${disease}`)

export const listHousehold = (db: Db, householdId: string): Promise<{ subjectId: string }[]> =>
  db.many(sql`select subject_id as "subjectId" from person where household_id = ${householdId}`)

/** Marks both sides of a contact as wrong. */
export const voidContact = (
  db: Db,
  contactId: string,
  at: string,
  opId: string,
  reason: string,
): Promise<{ subjectId: string; disease: string }[]> =>
  db.many(sql`update contact set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason} where contact_id = ${contactId} and voided_at is null
    returning subject_id as "subjectId", disease`)

export const findContact = (db: Db, contactId: string): Promise<{ disease: string } | null> =>
  db.maybe(sql`select disease from contact where contact_id = ${contactId} limit 1`)

export interface PlaceRow {
  communeId: number
  placeId: string
  name: string
  nameKey: string
  kind: string
  closedSpace: boolean | null
  address: string | null
}

/** New places, told in the change log by the same statement. @returns how many were new */
export const insertPlaces = async (db: Db, rows: readonly PlaceRow[], at: string, opId: string): Promise<number> => {
  const { n } = await db.one<{ n: number }>(sql`
    with put as (
      insert into place (commune_id, place_id, name, name_key, kind, closed_space, address, created_at, op_id)
      select *, ${at}::timestamptz, ${opId}::uuid from unnest(${rows.map((r) => r.communeId)}::int[], ${rows.map((r) => r.placeId)}::uuid[],
        ${rows.map((r) => r.name)}::text[], ${rows.map((r) => r.nameKey)}::text[], ${rows.map((r) => r.kind)}::text[],
        ${rows.map((r) => r.closedSpace)}::boolean[], ${rows.map((r) => r.address)}::text[])
      on conflict do nothing returning commune_id, place_id
    ), told as (
      insert into tracing_change (commune_id, kind, ids) select commune_id, 'place-added', array_agg(place_id) from put group by commune_id
    )
    select count(*)::int as n from put`)
  return n
}

export const insertPlace = (db: Db, p: PlaceRow, at: string, opId: string): Promise<number> => insertPlaces(db, [p], at, opId)

/** Which of these are on record. */
export const listPlaceIds = (db: Db, ids: string[]): Promise<{ placeId: string }[]> =>
  db.many(sql`select place_id as "placeId" from place where place_id = any (${ids}::uuid[])`)

/** Places of some communes by words of their unaccented name, where someone was most lately first. */
export const searchPlaces = (
  db: Db,
  q: { lo: number; hi: number; words: string[]; kind: string | null; limit: number },
): Promise<
  {
    placeId: string
    communeId: number
    areaName: string
    name: string
    kind: PlaceKind
    address: string | null
    closedSpace: boolean | null
    lastVisitOn: string | null
  }[]
> =>
  db.many(sql`
    select p.place_id as "placeId", p.commune_id as "communeId", a.full_name as "areaName", p.name, p.kind, p.address, p.closed_space as "closedSpace",
      (l.last_at at time zone 'Asia/Ho_Chi_Minh')::date as "lastVisitOn"
    from place p join area a on a.area_id = p.commune_id
    left join lateral (select max(v.from_at) as last_at from visit v where v.place_id = p.place_id and v.voided_at is null) l on true
    where p.commune_id between ${q.lo} and ${q.hi} and (${q.kind}::text is null or p.kind = ${q.kind})
      and not exists (select 1 from unnest(${q.words}::text[]) as w (word) where strpos(p.name_key, w.word) = 0)
    order by l.last_at desc nulls last, p.name, p.place_id limit ${q.limit}`)

/** A stay: at most 14 hours (splitStay), to the second. */
export interface VisitRow {
  communeId: number
  visitId: string
  subjectId: string
  placeId: string
  fromAt: string
  toAt: string
  masked: boolean | null
  source: string
  /** The part of the place: line 3, room 204. Two that are known and differ are not near each other. */
  space?: string | null
  seatRow?: number | null
  /** What the list said besides; nothing about persons. */
  detail?: Record<string, unknown>
  /** The last day on which it may be kept. */
  expiresOn?: string | null
}

/** New stays, told in the change log by the same statement. @returns how many were new */
export const insertVisits = async (db: Db, rows: readonly VisitRow[], at: string, opId: string): Promise<number> => {
  const { n } = await db.one<{ n: number }>(sql`
    with put as (
      insert into visit (commune_id, visit_id, subject_id, place_id, from_at, to_at, masked, source, space, seat_row, detail, expires_on, recorded_at, op_id)
      select *, ${at}::timestamptz, ${opId}::uuid from unnest(${rows.map((r) => r.communeId)}::int[], ${rows.map((r) => r.visitId)}::uuid[],
        ${rows.map((r) => r.subjectId)}::uuid[], ${rows.map((r) => r.placeId)}::uuid[], ${rows.map((r) => r.fromAt)}::timestamptz[],
        ${rows.map((r) => r.toAt)}::timestamptz[], ${rows.map((r) => r.masked)}::boolean[], ${rows.map((r) => r.source)}::text[],
        ${rows.map((r) => r.space ?? null)}::text[], ${rows.map((r) => r.seatRow ?? null)}::int[],
        ${rows.map((r) => JSON.stringify(r.detail ?? {}))}::jsonb[], ${rows.map((r) => r.expiresOn ?? null)}::date[])
      on conflict (commune_id, visit_id) do nothing returning commune_id, visit_id
    ), told as (
      insert into tracing_change (commune_id, kind, ids) select commune_id, 'stays-added', array_agg(visit_id) from put group by commune_id
    )
    select count(*)::int as n from put`)
  return n
}

export const listVisits = (
  db: Db,
  ids: string[],
): Promise<
  {
    visitId: string
    placeId: string
    placeName: string
    placeKind: string
    space: string | null
    seatRow: number | null
    fromAt: string
    toAt: string
    source: string
    voided: boolean
  }[]
> =>
  db.many(sql`
    select v.visit_id as "visitId", v.place_id as "placeId", coalesce(p.name, '…') as "placeName", coalesce(p.kind, 'other') as "placeKind", v.space, v.seat_row as "seatRow", v.from_at as "fromAt", v.to_at as "toAt",
      v.source, v.voided_at is not null as voided
    from visit v left join place p on p.place_id = v.place_id where v.subject_id = any (${ids}::uuid[]) order by v.from_at, v.visit_id`)

export const insertDecision = (
  db: Db,
  d: {
    communeId: number
    decisionId: string
    subjectId: string
    otherId: string
    placeId: string
    onDay: string
    disease: string
    decision: string
    reason: string
    by: string
  },
  at: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into candidate_decision (commune_id, decision_id, subject_id, other_id, place_id, on_day, disease, decision, reason, decided_at, decided_by, op_id)
    values (${d.communeId}, ${d.decisionId}, ${d.subjectId}, ${d.otherId}, ${d.placeId}, ${d.onDay}, ${d.disease}, ${d.decision}, ${d.reason}, ${at}, ${d.by}, ${opId})`)

export interface TransmissionRow {
  communeId: number
  transmissionId: string
  infectorId: string
  infecteeId: string
  source: string
  listName: string | null
}

export const insertTransmissions = (
  db: Db,
  disease: string,
  rows: TransmissionRow[],
  at: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into transmission (commune_id, transmission_id, infector_id, infectee_id, disease, source, list_name, recorded_at, op_id)
    select c, i, a, b, ${disease}::text, s, l, ${at}::timestamptz, ${opId}::uuid
    from unnest(${rows.map((r) => r.communeId)}::int[], ${rows.map((r) => r.transmissionId)}::uuid[], ${rows.map((r) => r.infectorId)}::uuid[],
      ${rows.map((r) => r.infecteeId)}::uuid[], ${rows.map((r) => r.source)}::text[], ${rows.map((r) => r.listName)}::text[]) as u (c, i, a, b, s, l)
    on conflict (commune_id, transmission_id) do nothing`)

export const listTransmissions = (
  db: Db,
  disease: string,
  ids: string[] | null,
): Promise<{ infectorId: string; infecteeId: string; listName: string | null }[]> =>
  db.many(sql`
    select infector_id as "infectorId", infectee_id as "infecteeId", list_name as "listName" from transmission
    where disease = ${disease} and voided_at is null
      and (${ids}::uuid[] is null or infector_id = any (${ids}::uuid[]) or infectee_id = any (${ids}::uuid[])) order by transmission_id`)

export interface LevelListRow {
  subjectId: string
  communeId: number
  areaName: string
  code: string
  fullName: string
  birthYear: number | null
  level: 'F0' | 'F1' | 'F2'
  sinceOn: string
  firstExposedOn: string | null
  lastExposedOn: string | null
  sourceId: string | null
  basis: LevelBasis
  total: number
}

export const listLevels = (
  db: Db,
  f: {
    disease: string
    level: string | null
    lo: number
    hi: number
    since: string | null
    until: string | null
    activeOn: string | null
    limit: number
    offset: number
  },
): Promise<LevelListRow[]> =>
  db.many<LevelListRow>(sql`
    select c.subject_id as "subjectId", c.commune_id as "communeId", a.full_name as "areaName", p.code, p.full_name as "fullName", p.birth_year as "birthYear", c.level,
      c.since_on as "sinceOn", c.first_exposed_on as "firstExposedOn", c.last_exposed_on as "lastExposedOn", c.source_id as "sourceId", c.basis, count(*) over ()::int as total
    from classification c join area a on a.area_id = c.commune_id
    join lateral (select code, full_name, birth_year from person p where p.subject_id = c.subject_id and p.commune_id = c.commune_id order by p.until_on desc nulls first limit 1) p on true
    where c.disease = ${f.disease} and c.commune_id between ${f.lo} and ${f.hi} and (${f.level}::text is null or c.level = ${f.level})
      and (${f.since}::date is null or c.since_on >= ${f.since}::date) and (${f.until}::date is null or c.since_on <= ${f.until}::date)
      and (${f.activeOn}::date is null or exists (select 1 from active_levels(${f.disease}::text, ${f.activeOn}::date) s where s.commune_id = c.commune_id and s.subject_id = c.subject_id))
    order by c.level, c.since_on desc, c.subject_id limit ${f.limit} offset ${f.offset}`)

export const listHistory = (
  db: Db,
  disease: string,
  ids: string[],
): Promise<{ at: string; from: string | null; to: string | null }[]> =>
  db.many(
    sql`select at, from_level as "from", to_level as "to" from classification_change where disease = ${disease} and subject_id = any (${ids}::uuid[]) order by at, change_id`,
  )

export interface ContactFact {
  contactId: string
  otherId: string
  firstOn: string | null
  lastOn: string | null
  recordedOn: string
  placeText: string | null
  counts: boolean
  reason: Words
  snapshot: { code?: string; name?: string }
  voidReason: string | null
}

/** Every contact that was declared of a person: those that do not count and those voided too. */
export const listContactFacts = (db: Db, disease: string, ids: string[]): Promise<ContactFact[]> =>
  db.many<ContactFact>(sql`
    select contact_id as "contactId", other_id as "otherId", first_on as "firstOn", last_on as "lastOn",
      (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date as "recordedOn", place_text as "placeText", counts, reason, other_snapshot as snapshot,
      case when voided_at is not null then coalesce(void_reason, '') end as "voidReason"
    from contact where disease = ${disease} and subject_id = any (${ids}::uuid[]) order by recorded_at, contact_id`)

/** Contacts of a person as frozen in their commune: who stood at the other end, with the snapshot of that day. */
export const listContactSides = (
  db: Db,
  disease: string,
  ids: string[],
): Promise<{ otherId: string; snapshot: { code?: string; name?: string; areaName?: string } }[]> =>
  db.many(
    sql`select other_id as "otherId", other_snapshot as snapshot from contact where disease = ${disease} and subject_id = any (${ids}::uuid[]) order by recorded_at`,
  )
