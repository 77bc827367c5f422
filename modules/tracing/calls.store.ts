import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Attempt, Change } from './calls.rules.ts'
import type { LevelBasis } from './levels.rules.ts'

export interface CallableRow {
  subjectId: string
  communeId: number
  level: 'F0' | 'F1' | 'F2'
  sinceOn: string
  lastExposedOn: string | null
  sourceId: string | null
  basis: LevelBasis
}

/** Everyone with a level in a range of communes. */
export const listCallable = (db: Db, disease: string, lo: number, hi: number, level: string | null): Promise<CallableRow[]> =>
  db.many<CallableRow>(sql`
    select subject_id as "subjectId", commune_id as "communeId", level, since_on as "sinceOn", last_exposed_on as "lastExposedOn", source_id as "sourceId", basis
    from classification where disease = ${disease} and commune_id between ${lo} and ${hi} and (${level}::text is null or level = ${level})`)

/** The level now of these; none: no row. */
export const listLevelsOf = (db: Db, disease: string, ids: string[]): Promise<{ subjectId: string; level: string }[]> =>
  db.many(
    sql`select subject_id as "subjectId", level from classification where disease = ${disease} and subject_id = any (${ids}::uuid[])`,
  )

/** When these got the level that they have. */
export const listLevelledAt = (db: Db, disease: string, ids: string[]): Promise<{ subjectId: string; at: string }[]> =>
  db.many(sql`
    select subject_id as "subjectId", max(at) as at from classification_change
    where disease = ${disease} and subject_id = any (${ids}::uuid[]) group by subject_id`)

/** Calls of these persons, oldest first. */
export const listAttempts = (db: Db, disease: string, ids: string[]): Promise<(Attempt & { subjectId: string })[]> =>
  db.many(sql`
    select subject_id as "subjectId", call_id as "callId", at, on_day as "onDay", outcome, told_level as "toldLevel", note, called_by as "calledBy"
    from call_attempt where disease = ${disease} and subject_id = any (${ids}::uuid[]) order by at, call_id`)

/** Those of these who have an investigation form. */
export const listInvestigated = (db: Db, disease: string, ids: string[]): Promise<{ subjectId: string }[]> =>
  db.many(
    sql`select distinct subject_id as "subjectId" from investigation where disease = ${disease} and subject_id = any (${ids}::uuid[])`,
  )

export const insertAttempt = (
  db: Db,
  a: Attempt & { communeId: number; subjectId: string; disease: string },
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into call_attempt (commune_id, call_id, subject_id, disease, at, on_day, outcome, told_level, note, called_by, op_id)
    values (${a.communeId}, ${a.callId}, ${a.subjectId}, ${a.disease}, ${a.at}, ${a.onDay}, ${a.outcome}, ${a.toldLevel}, ${a.note}, ${a.calledBy}, ${opId})
    on conflict (commune_id, call_id) do nothing`)

/** Every change of a level that these operations made, in order. */
export const listChangesOf = (db: Db, opIds: string[]): Promise<Change[]> =>
  db.many<Change>(sql`
    select subject_id as "subjectId", commune_id as "communeId", disease, op_id as "opId", from_level as "fromLevel", to_level as "toLevel", at
    from classification_change where op_id = any (${opIds}::uuid[]) order by at, change_id`)

/** Changes of those operations that lowered someone's level in a range of communes, of the persons whom they lowered, in order. */
export const listLoweredIn = (db: Db, lo: number, hi: number, ids: string[] | null): Promise<Change[]> =>
  db.many<Change>(sql`
    select c.subject_id as "subjectId", c.commune_id as "communeId", c.disease, c.op_id as "opId", c.from_level as "fromLevel", c.to_level as "toLevel", c.at
    from classification_change c
    join (select distinct op_id, subject_id from classification_change
      where commune_id between ${lo}::int and ${hi}::int and from_level is not null and (to_level is null or to_level > from_level)
        and (${ids}::uuid[] is null or subject_id = any (${ids}::uuid[]))) l on l.op_id = c.op_id and l.subject_id = c.subject_id
    order by c.at, c.change_id`)

/** Operations that changed the level of these ids. */
export const listOperationsOn = (db: Db, ids: string[]): Promise<{ opId: string }[]> =>
  db.many(sql`select distinct op_id as "opId" from classification_change where subject_id = any (${ids}::uuid[])`)

/** Names of officers: who called, who wrote. They work for another area too, so this is asked across areas. */
export const listOfficers = (db: Db, accountIds: string[]): Promise<{ accountId: string; fullName: string }[]> =>
  db.many(
    sql`select account_id as "accountId", full_name as "fullName" from account where account_id = any (${accountIds}::uuid[])`,
  )

/** Those of these operations that were done in the scope, or by who asks. */
export const listOwnOperations = (db: Db, opIds: string[]): Promise<{ opId: string }[]> =>
  db.many(sql`select op_id as "opId" from operation where op_id = any (${opIds}::uuid[])`)
