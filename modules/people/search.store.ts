import { type Db, sql } from '@phaodai/kernel/sql.ts'

/** Subjects in scope whose name holds the search key; open residences first. The database's own door applies the scope. */
export const searchNames = (db: Db, nameKey: string, most: number) =>
  db.many<{ subjectId: string; fullName: string }>(sql`
    select s.subject_id as "subjectId", s.full_name as "fullName" from person_search(${nameKey}::text, ${most}::int) s`)

/** Subjects in scope whose record is called so, in any of these forms. */
export const searchCode = (db: Db, codes: readonly string[]) =>
  db.many<{ subjectId: string }>(
    sql`select distinct p.subject_id as "subjectId" from person p where p.code = any (${codes}::text[]) limit 50`,
  )

export interface PersonFilter {
  lo: number
  hi: number
  hamletId: number | null
  householdId: string | null
  sex: string | null
  bornFrom: number | null
  bornUntil: number | null
  /** Records folded into another one of this scope. */
  hidden: readonly string[]
}

export interface ListedPerson {
  subjectId: string
  personId: string
  communeId: number
}

/** A page of the people who live in a range of communes, by given name; `after` is the last row of the page before. */
export const listPersons = (db: Db, f: PersonFilter, after: { communeId: number; personId: string } | null, limit: number) =>
  db.many<ListedPerson>(sql`
    select p.subject_id as "subjectId", p.person_id as "personId", p.commune_id as "communeId" from person p
    where p.commune_id between ${f.lo} and ${f.hi} and p.until_on is null
      and (${f.hamletId}::int is null or p.hamlet_id = ${f.hamletId}) and (${f.householdId}::uuid is null or p.household_id = ${f.householdId})
      and (${f.sex}::text is null or p.sex = ${f.sex}) and (${f.bornFrom}::int is null or p.birth_year >= ${f.bornFrom})
      and (${f.bornUntil}::int is null or p.birth_year <= ${f.bornUntil}) and p.subject_id <> all (${f.hidden}::uuid[])
      and (${after?.personId ?? null}::uuid is null or (p.given_key, p.name_key, p.person_id) >
        (select q.given_key, q.name_key, q.person_id from person q
         where q.commune_id = ${after?.communeId ?? null}::int and q.person_id = ${after?.personId ?? null}::uuid))
    order by p.given_key, p.name_key, p.person_id limit ${limit}::int`)

/** How many people listPersons would give in all. */
export async function countPersons(db: Db, f: PersonFilter): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*)::int as n from person p
    where p.commune_id between ${f.lo} and ${f.hi} and p.until_on is null
      and (${f.hamletId}::int is null or p.hamlet_id = ${f.hamletId}) and (${f.householdId}::uuid is null or p.household_id = ${f.householdId})
      and (${f.sex}::text is null or p.sex = ${f.sex}) and (${f.bornFrom}::int is null or p.birth_year >= ${f.bornFrom})
      and (${f.bornUntil}::int is null or p.birth_year <= ${f.bornUntil}) and p.subject_id <> all (${f.hidden}::uuid[])`)
  return n
}

/** Those of these subjects who have an open residence in a range of communes. */
export const listLiving = (db: Db, subjectIds: readonly string[], lo: number, hi: number) =>
  db.many<{ subjectId: string }>(sql`
    select distinct p.subject_id as "subjectId" from person p
    where p.subject_id = any (${subjectIds}::uuid[]) and p.commune_id between ${lo} and ${hi} and p.until_on is null`)

/** Whether this is a drill or the real thing. */
export const getMode = async (db: Db): Promise<'drill' | 'real'> =>
  (await db.one<{ mode: 'drill' | 'real' }>(sql`select mode from instance`)).mode
