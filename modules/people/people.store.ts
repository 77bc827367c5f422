import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'
import { fold } from '@phaodai/text/fold.ts'
import { givenKey } from '@phaodai/text/names.ts'
import { type AliasEdge, membersByRoot, rootsOf } from './people.rules.ts'

export type Sex = 'male' | 'female'

/** One residence of one human, as inserted. The search keys are made here from fullName, so that they never differ from it. */
export interface PersonRow {
  communeId: number
  personId: string
  subjectId: string
  /** How people call the record: HD-7K3F9, BN34. */
  code: string
  /** First local day of the residence (or of the record, where it is not known). */
  fromOn: string
  /** First local day no longer there. */
  untilOn?: string | null
  /** Tidied (tidyName). */
  fullName: string
  /** As it was written, where tidying changed it. */
  writtenName?: string | null
  birthYear?: number | null
  birthMonth?: number | null
  birthDay?: number | null
  ageYears?: number | null
  ageSaidOn?: string | null
  sex?: Sex | null
  nationality?: string | null
  occupation?: string | null
  /** Area id of the hamlet; 0 where not known. */
  hamletId?: number
  householdId?: string | null
  address?: string | null
  /** The residence as written, where it names no unit of this province. */
  residenceText?: string | null
  source: string
  createdAt: string
  opId: string
}

/** Sealed numbers of one human; `sealSubject` makes it. */
export interface SubjectRow {
  subjectId: string
  idKind?: 'cccd' | 'cmnd' | 'passport' | 'other' | null
  idSealed?: Buffer | null
  idIndex?: Buffer | null
  phoneSealed?: Buffer | null
  phoneIndex?: Buffer | null
}

/** A human as known now: the open residence in scope, else the latest. */
export interface CurrentPerson {
  subjectId: string
  communeId: number
  personId: string
  code: string
  fullName: string
  sex: Sex | null
  birthYear: number | null
  birthMonth: number | null
  birthDay: number | null
  ageYears: number | null
  ageSaidOn: string | null
  nationality: string | null
  occupation: string | null
  householdId: string | null
  /** 0 where not known. */
  hamletId: number
  address: string | null
  fromOn: string
  /** null while the residence is open. */
  untilOn: string | null
}

const CHUNK = 10_000

/** Inserts residences in batches; those already there stay as they are. Every commune must be in scope. @returns rows written */
export async function insertPersons(db: Db, rows: readonly PersonRow[]): Promise<number> {
  let written = 0
  for (let i = 0; i < rows.length; i += CHUNK) written += await insertPersonChunk(db, rows.slice(i, i + CHUNK))
  return written
}

const insertPersonChunk = (db: Db, r: readonly PersonRow[]) =>
  db.run(sql`
    insert into person (commune_id, person_id, subject_id, code, from_on, until_on, full_name, written_name, name_key, given_key,
      birth_year, birth_month, birth_day, age_years, age_said_on, sex, nationality, occupation, hamlet_id, household_id, address,
      residence_text, source, created_at, op_id)
    select * from unnest(
      ${r.map((p) => p.communeId)}::int[], ${r.map((p) => p.personId)}::uuid[], ${r.map((p) => p.subjectId)}::uuid[],
      ${r.map((p) => p.code)}::text[], ${r.map((p) => p.fromOn)}::date[], ${r.map((p) => p.untilOn ?? null)}::date[],
      ${r.map((p) => p.fullName)}::text[], ${r.map((p) => p.writtenName ?? null)}::text[],
      ${r.map((p) => fold(p.fullName))}::text[], ${r.map((p) => givenKey(p.fullName))}::text[],
      ${r.map((p) => p.birthYear ?? null)}::int[], ${r.map((p) => p.birthMonth ?? null)}::int[], ${r.map((p) => p.birthDay ?? null)}::int[],
      ${r.map((p) => p.ageYears ?? null)}::numeric[], ${r.map((p) => p.ageSaidOn ?? null)}::date[], ${r.map((p) => p.sex ?? null)}::text[],
      ${r.map((p) => p.nationality ?? null)}::text[], ${r.map((p) => p.occupation ?? null)}::text[], ${r.map((p) => p.hamletId ?? 0)}::int[],
      ${r.map((p) => p.householdId ?? null)}::uuid[], ${r.map((p) => p.address ?? null)}::text[],
      ${r.map((p) => p.residenceText ?? null)}::text[], ${r.map((p) => p.source)}::text[], ${r.map((p) => p.createdAt)}::timestamptz[],
      ${r.map((p) => p.opId)}::uuid[])
    on conflict (commune_id, person_id) do nothing`)

/** Puts humans with their sealed numbers; one already there keeps its numbers (amendNumbers changes them). @returns rows written */
export async function putSubjects(db: Db, rows: readonly SubjectRow[], at: string): Promise<number> {
  let written = 0
  for (let i = 0; i < rows.length; i += CHUNK) written += await putSubjectChunk(db, rows.slice(i, i + CHUNK), at)
  return written
}

async function putSubjectChunk(db: Db, r: readonly SubjectRow[], at: string): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select subject_put(${r.map((s) => s.subjectId)}::uuid[], ${r.map((s) => s.idKind ?? null)}::text[], ${r.map((s) => s.idSealed ?? null)}::bytea[],
      ${r.map((s) => s.idIndex ?? null)}::bytea[], ${r.map((s) => s.phoneSealed ?? null)}::bytea[],
      ${r.map((s) => s.phoneIndex ?? null)}::bytea[], ${at}::timestamptz) as n`)
  return n
}

/** Live merges that touch these subjects. */
const listAliasesOf = (db: Db, ids: readonly string[]) =>
  db.many<AliasEdge>(
    kept(sql`
    select alias_id as "aliasId", subject_id as "subjectId" from aliases_of(${ids}::uuid[])`),
  )

/** Every live merge that reaches these subjects: merges of merges too. One look-up where none of them was ever merged. */
async function reachableAliases(db: Db, subjectIds: readonly string[]): Promise<AliasEdge[]> {
  const edges: AliasEdge[] = []
  const asked = new Set(subjectIds)
  let next = [...asked]
  while (next.length > 0) {
    const found = await listAliasesOf(db, next)
    edges.push(...found)
    next = [...new Set(found.flatMap((e) => [e.aliasId, e.subjectId]))].filter((id) => !asked.has(id))
    for (const id of next) asked.add(id)
  }
  return edges
}

/**
 * Which human each subject is: the smallest subject id among all that people have said to be the same. Never follow subject_alias by a
 * join: what was said is a set of pairs, and only the whole set says who is whom.
 */
export async function canonicalOf(db: Db, subjectIds: readonly string[]): Promise<Map<string, string>> {
  const roots = rootsOf(await reachableAliases(db, subjectIds))
  return new Map(subjectIds.map((id) => [id, roots.get(id) ?? id]))
}

/** For each human behind these subjects (by canonical id): all ids under which facts may stand, the canonical one included. */
export async function sameAs(db: Db, subjectIds: readonly string[]): Promise<Map<string, string[]>> {
  const members = membersByRoot(await reachableAliases(db, subjectIds))
  const roots = new Map([...members].flatMap(([root, ids]) => ids.map((id) => [id, root])))
  return new Map(subjectIds.map((id) => roots.get(id) ?? id).map((root) => [root, members.get(root) ?? [root]]))
}

const listCurrent = (db: Db, subjectIds: readonly string[]) =>
  db.many<CurrentPerson>(
    kept(sql`
    select distinct on (p.subject_id) p.subject_id as "subjectId", p.commune_id as "communeId", p.person_id as "personId", p.code,
      p.full_name as "fullName", p.sex, p.birth_year as "birthYear", p.birth_month as "birthMonth", p.birth_day as "birthDay",
      p.age_years as "ageYears", p.age_said_on as "ageSaidOn", p.nationality, p.occupation, p.household_id as "householdId",
      p.hamlet_id as "hamletId", p.address, p.from_on as "fromOn", p.until_on as "untilOn"
    from unnest(${subjectIds}::uuid[]) as asked (id) join person p on p.subject_id = asked.id
    order by p.subject_id, p.until_on desc nulls first, p.from_on desc, p.person_id desc`),
  )

/** Who these subjects are now, as far as the scope reaches: the open residence, else the latest. Merges are not followed. */
export async function currentPersons(db: Db, subjectIds: readonly string[]): Promise<Map<string, CurrentPerson>> {
  if (subjectIds.length === 0) return new Map()
  return new Map((await listCurrent(db, subjectIds)).map((p) => [p.subjectId, p]))
}

/** One human now. @throws Problem not-found, also where the residence lies outside the scope */
export async function getPerson(db: Db, subjectId: string): Promise<CurrentPerson> {
  const person = (await currentPersons(db, [subjectId])).get(subjectId)
  if (!person) throw new Problem('not-found', { what: 'người' })
  return person
}

/** Who shares or shared a household with these subjects at the same time. Merges are not followed: ask with all ids of sameAs. */
export const listHouseholdMates = (db: Db, subjectIds: readonly string[]) =>
  db.many<{ subjectId: string; otherId: string; householdId: string }>(sql`
    select distinct p.subject_id as "subjectId", o.subject_id as "otherId", p.household_id as "householdId"
    from unnest(${subjectIds}::uuid[]) as asked (id) join person p on p.subject_id = asked.id
    join person o on o.commune_id = p.commune_id and o.household_id = p.household_id and o.subject_id <> p.subject_id
      and (p.until_on is null or o.from_on < p.until_on) and (o.until_on is null or p.from_on < o.until_on)
    where p.household_id is not null`)

/** A residence as the person's page lists it. */
export interface Residence extends CurrentPerson {
  writtenName: string | null
  residenceText: string | null
  source: string
}

/** Every residence of these subjects in scope, the open one first. */
export const listResidences = (db: Db, subjectIds: readonly string[]) =>
  db.many<Residence>(sql`
    select p.subject_id as "subjectId", p.commune_id as "communeId", p.person_id as "personId", p.code, p.full_name as "fullName",
      p.written_name as "writtenName", p.sex, p.birth_year as "birthYear", p.birth_month as "birthMonth", p.birth_day as "birthDay",
      p.age_years as "ageYears", p.age_said_on as "ageSaidOn", p.nationality, p.occupation, p.household_id as "householdId",
      p.hamlet_id as "hamletId", p.address, p.from_on as "fromOn", p.until_on as "untilOn", p.residence_text as "residenceText", p.source
    from person p where p.subject_id = any (${subjectIds}::uuid[])
    order by p.until_on desc nulls first, p.from_on desc, p.person_id`)

/** Closes a residence on a local day. @returns 1, or 0 where it was closed already */
export const closeResidence = (db: Db, communeId: number, personId: string, untilOn: string) =>
  db.run(
    sql`update person set until_on = ${untilOn}::date where commune_id = ${communeId} and person_id = ${personId} and until_on is null`,
  )

/** Puts an open residence into a household (null: none) and its hamlet. */
export const putInHousehold = (db: Db, communeId: number, personId: string, householdId: string | null, hamletId: number) =>
  db.run(sql`update person set household_id = ${householdId}::uuid, hamlet_id = ${hamletId}::int
    where commune_id = ${communeId} and person_id = ${personId} and until_on is null`)
