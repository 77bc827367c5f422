import { type Db, sql } from '@phaodai/kernel/sql.ts'

/** What of a list is in already, and what the chains of a disease are made of. */

/** Which of these cases a list brought in, in any area, with the mark of their content; voided ones too, so that they stay voided. */
export const listMarks = (
  db: Db,
  disease: string,
  subjectIds: readonly string[],
): Promise<{ subjectId: string; mark: string }[]> =>
  db.many(sql`
    select c.subject_id as "subjectId", c.details ->> 'mark' as mark
    from unnest(${subjectIds}::uuid[]) as asked (id) join confirmation c on c.subject_id = asked.id and c.disease = ${disease}
    where c.details ->> 'mark' is not null`)

export interface RecordedCase {
  subjectId: string
  name: string
  age: number | null
  sex: string | null
  birthYear: number | null
  sampled: string | null
  confirmed: string | null
  reported: string | null
  origin: string | null
  onset: string | null
  outcome: string | null
  outcomeOn: string | null
  residence: string | null
}

/** What is recorded of these cases, as far as the scope reaches: to be shown beside a row that says otherwise. */
export const listRecorded = (db: Db, disease: string, subjectIds: readonly string[]): Promise<RecordedCase[]> =>
  db.many<RecordedCase>(sql`
    select c.subject_id as "subjectId", p.full_name as name, p.age_years as age, p.sex, p.birth_year as "birthYear", c.sampled_on as sampled, c.confirmed_on as confirmed,
      c.reported_on as reported, c.origin, o.onset_on as onset, x.kind as outcome, x.on_day as "outcomeOn",
      coalesce(p.residence_text, concat_ws(', ', p.address, a.full_name)) as residence
    from unnest(${subjectIds}::uuid[]) as asked (id)
    join confirmation c on c.subject_id = asked.id and c.disease = ${disease} and c.details ->> 'mark' is not null
    join lateral (select * from person p where p.subject_id = c.subject_id order by p.until_on desc nulls first limit 1) p on true
    left join area a on a.area_id = p.commune_id
    left join lateral (select onset_on from onset o where o.subject_id = c.subject_id and o.disease = ${disease} and o.voided_at is null order by o.recorded_at desc limit 1) o on true
    left join lateral (select kind, on_day from outcome x where x.subject_id = c.subject_id and x.disease = ${disease} and x.voided_at is null
      order by x.recorded_at desc limit 1) x on true`)

/** Which of these subjects have a residence anywhere, and whether they are confirmed for the disease. */
export const listKnown = (
  db: Db,
  disease: string,
  subjectIds: readonly string[],
): Promise<{ subjectId: string; communeId: number; confirmed: boolean }[]> =>
  db.many(sql`
    select distinct on (p.subject_id) p.subject_id as "subjectId", p.commune_id as "communeId",
      exists (select 1 from confirmation c where c.subject_id = p.subject_id and c.disease = ${disease} and c.voided_at is null) as confirmed
    from unnest(${subjectIds}::uuid[]) as asked (id) join person p on p.subject_id = asked.id
    order by p.subject_id, p.until_on desc nulls first, p.from_on desc`)

/** Closes residences that stood in for cases that a list now tells of. */
export const closeStubs = (db: Db, subjectIds: readonly string[], on: string): Promise<number> =>
  db.run(sql`
    update person set until_on = greatest(from_on, ${on}::date)
    where subject_id = any (${subjectIds}::uuid[]) and source = 'import-link' and until_on is null`)

/** Which of these transmissions stand, in any area. */
export const listLinksIn = (
  db: Db,
  disease: string,
  links: readonly { transmissionId: string; infecteeId: string }[],
): Promise<{ transmissionId: string }[]> =>
  db.many(sql`
    select t.transmission_id as "transmissionId"
    from unnest(${links.map((l) => l.transmissionId)}::uuid[], ${links.map((l) => l.infecteeId)}::uuid[]) as asked (id, infectee)
    join transmission t on t.infectee_id = asked.infectee and t.disease = ${disease} and t.transmission_id = asked.id
    where t.voided_at is null`)

/** Subjects that an operation confirmed. */
export const listConfirmedBy = (db: Db, disease: string, opId: string): Promise<{ subjectId: string }[]> =>
  db.many(sql`select subject_id as "subjectId" from confirmation where disease = ${disease} and op_id = ${opId}`)

/** Lists of a disease that are in, newest last. */
export const listLists = (db: Db, disease: string): Promise<{ name: string }[]> =>
  db.many(sql`
    select list_name as name from confirmation where disease = ${disease} and voided_at is null and list_name is not null group by list_name order by min(recorded_at), list_name`)

/** `which`: imported, recorded, all, or a list's name in `list`. */
export interface Which {
  kind: 'imported' | 'recorded' | 'all' | 'named'
  list: string | null
}

/** Confirmed persons: what they are called in their list, with the days of the confirmation. */
export const listChainCases = (
  db: Db,
  disease: string,
  w: Which,
): Promise<
  { subjectId: string; ref: string | null; sampled: string | null; confirmed: string | null; reported: string | null }[]
> =>
  db.many(sql`
    select subject_id as "subjectId", min(list_ref) as ref, min(sampled_on) as sampled, min(confirmed_on) as confirmed, min(reported_on) as reported
    from confirmation
    where disease = ${disease} and voided_at is null and (${w.kind}::text = 'all' or (${w.kind} = 'imported' and list_name is not null)
      or (${w.kind} = 'recorded' and list_name is null) or (${w.kind} = 'named' and list_name = ${w.list}::text))
    group by subject_id`)

export const listChainLinks = (db: Db, disease: string, w: Which): Promise<{ infectorId: string; infecteeId: string }[]> =>
  db.many(sql`
    select infector_id as "infectorId", infectee_id as "infecteeId" from transmission
    where disease = ${disease} and voided_at is null and (${w.kind}::text = 'all' or (${w.kind} = 'imported' and list_name is not null)
      or (${w.kind} = 'recorded' and list_name is null) or (${w.kind} = 'named' and list_name = ${w.list}::text))`)

/** Codes of these subjects, where the scope reaches. */
export const listCodes = (db: Db, subjectIds: readonly string[]): Promise<{ subjectId: string; code: string }[]> =>
  db.many(sql`
    select distinct on (p.subject_id) p.subject_id as "subjectId", p.code from unnest(${subjectIds}::uuid[]) as asked (id) join person p on p.subject_id = asked.id
    order by p.subject_id, p.until_on desc nulls first, p.from_on desc`)
