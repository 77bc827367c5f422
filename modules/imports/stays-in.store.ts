import { type Db, sql } from '@phaodai/kernel/sql.ts'

/** Who a list of stays speaks of, and what of it is in already. */

export interface KnownPerson {
  subjectId: string
  communeId: number
  code: string
  fullName: string
  nameKey: string
  birthYear: number | null
  birthMonth: number | null
  birthDay: number | null
}

/** Records of a range of communes that are called by one of these codes. */
export const listByCode = (db: Db, lo: number, hi: number, codes: readonly string[]): Promise<KnownPerson[]> =>
  db.many<KnownPerson>(sql`
    select distinct on (p.code, p.subject_id) p.subject_id as "subjectId", p.commune_id as "communeId", p.code, p.full_name as "fullName", p.name_key as "nameKey",
      p.birth_year as "birthYear", p.birth_month as "birthMonth", p.birth_day as "birthDay"
    from person p where p.code = any (${codes}::text[]) and p.commune_id between ${lo} and ${hi}
    order by p.code, p.subject_id, p.until_on desc nulls first, p.from_on desc`)

/** Records of a range of communes with one of these ids. */
export const listBySubject = (db: Db, lo: number, hi: number, subjectIds: readonly string[]): Promise<KnownPerson[]> =>
  db.many<KnownPerson>(sql`
    select distinct on (p.subject_id) p.subject_id as "subjectId", p.commune_id as "communeId", p.code, p.full_name as "fullName", p.name_key as "nameKey",
      p.birth_year as "birthYear", p.birth_month as "birthMonth", p.birth_day as "birthDay"
    from unnest(${subjectIds}::uuid[]) as asked (id) join person p on p.subject_id = asked.id
    where p.commune_id between ${lo} and ${hi}
    order by p.subject_id, p.until_on desc nulls first, p.from_on desc`)

/** Records of a range of communes with one of these unaccented names and the whole date of birth beside it. */
export const listByNameAndBirth = (
  db: Db,
  lo: number,
  hi: number,
  asked: readonly { nameKey: string; year: number; month: number; day: number }[],
): Promise<KnownPerson[]> =>
  db.many<KnownPerson>(sql`
    select distinct on (p.subject_id) p.subject_id as "subjectId", p.commune_id as "communeId", p.code, p.full_name as "fullName", p.name_key as "nameKey",
      p.birth_year as "birthYear", p.birth_month as "birthMonth", p.birth_day as "birthDay"
    from unnest(${asked.map((a) => a.nameKey)}::text[], ${asked.map((a) => a.year)}::int[], ${asked.map((a) => a.month)}::int[], ${asked.map((a) => a.day)}::int[])
      as u (name_key, y, m, d)
    join person p on p.name_key = u.name_key and p.birth_year = u.y and p.birth_month = u.m and p.birth_day = u.d
    where p.commune_id between ${lo} and ${hi}
    order by p.subject_id, p.until_on desc nulls first, p.from_on desc`)

export interface KnownPlace {
  communeId: number
  placeId: string
  kind: string
  name: string
  nameKey: string
}

/** Places on record in these communes under one of these unaccented names; which of them is meant, the accents tell. */
export const listPlacesKeyed = (
  db: Db,
  asked: readonly { communeId: number; kind: string; nameKey: string }[],
): Promise<KnownPlace[]> =>
  db.many<KnownPlace>(sql`
    select p.commune_id as "communeId", p.place_id as "placeId", p.kind, p.name, p.name_key as "nameKey"
    from unnest(${asked.map((a) => a.communeId)}::int[], ${asked.map((a) => a.kind)}::text[], ${asked.map((a) => a.nameKey)}::text[]) as u (commune_id, kind, name_key)
    join place p on p.commune_id = u.commune_id and p.kind = u.kind and p.name_key = u.name_key
    order by p.created_at, p.place_id`)

/** Which of these stays are on record, voided ones too, so that they stay voided. */
export const listStaysIn = (db: Db, asked: readonly { communeId: number; visitId: string }[]): Promise<{ visitId: string }[]> =>
  db.many(sql`
    select v.visit_id as "visitId" from unnest(${asked.map((a) => a.communeId)}::int[], ${asked.map((a) => a.visitId)}::uuid[]) as u (commune_id, visit_id)
    join visit v on v.commune_id = u.commune_id and v.visit_id = u.visit_id`)
