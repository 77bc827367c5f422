import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface Merge {
  communeId: number
  mergeId: string
  aliasId: string
  subjectId: string
  mergedAt: string
  mergedBy: string
  reason: string
}

/** Merges and their undoing wait for one another, so that two at once cannot say the same pair twice. */
export const lockMerges = (db: Db) => db.run(sql`select pg_advisory_xact_lock(714205)`)

export const insertMerge = (db: Db, m: Merge) =>
  db.run(sql`
    insert into subject_alias (alias_id, subject_id, commune_id, merge_id, merged_at, merged_by, reason)
    values (${m.aliasId}, ${m.subjectId}, ${m.communeId}, ${m.mergeId}, ${m.mergedAt}, ${m.mergedBy}, ${m.reason})`)

/** @throws Problem not-found where there is no such merge, or it was undone */
export async function getLiveMerge(db: Db, mergeId: string): Promise<Merge> {
  const found = await db.maybe<Merge>(sql`
    select commune_id as "communeId", merge_id as "mergeId", alias_id as "aliasId", subject_id as "subjectId", merged_at as "mergedAt",
      merged_by as "mergedBy", reason
    from subject_alias where merge_id = ${mergeId} and undone_at is null`)
  if (!found) throw new Problem('not-found', { what: 'lần gộp hồ sơ' })
  return found
}

/** Live merges among these subjects, the oldest first. */
export const listMerges = (db: Db, subjectIds: readonly string[]) =>
  db.many<Merge>(sql`
    select commune_id as "communeId", merge_id as "mergeId", alias_id as "aliasId", subject_id as "subjectId", merged_at as "mergedAt",
      merged_by as "mergedBy", reason
    from subject_alias where alias_id = any (${subjectIds}::uuid[]) and subject_id = any (${subjectIds}::uuid[]) and undone_at is null
    order by merged_at, merge_id`)

export const undoMerge = (db: Db, m: { communeId: number; mergeId: string; at: string; by: string; reason: string }) =>
  db.run(sql`
    update subject_alias set undone_at = ${m.at}, undone_by = ${m.by}, undo_reason = ${m.reason}
    where commune_id = ${m.communeId} and merge_id = ${m.mergeId} and undone_at is null`)

/** Live pairs that touch who lives or lived in a range of communes. Few: merges are made by hand. */
export const listLiveAliases = (db: Db, lo: number, hi: number) =>
  db.many<{ aliasId: string; subjectId: string }>(sql`
    select alias_id as "aliasId", subject_id as "subjectId" from aliases_in(${lo}::int, ${hi}::int)`)

export interface Decision {
  communeId: number
  aId: string
  bId: string
  at: string
  by: string
  reason: string
}

/** "These are two people": said once. `aId` is the smaller id. */
export const insertDifferent = (db: Db, d: Decision) =>
  db.run(sql`
    insert into duplicate_decision (commune_id, a_subject_id, b_subject_id, decision, decided_at, decided_by, reason)
    values (${d.communeId}, ${d.aId}, ${d.bId}, 'different', ${d.at}, ${d.by}, ${d.reason})
    on conflict (commune_id, a_subject_id, b_subject_id) do nothing`)

/** Pairs among these subjects that were said to be two people. */
export const listDifferent = (db: Db, subjectIds: readonly string[]) =>
  db.many<{ aId: string; bId: string }>(sql`
    select a_subject_id as "aId", b_subject_id as "bId" from duplicate_decision
    where decision = 'different' and a_subject_id = any (${subjectIds}::uuid[]) and b_subject_id = any (${subjectIds}::uuid[])`)

/** Records whose unaccented name is this one's, and whose commune, birth day or year is too. */
export const listNameCandidates = (db: Db, subjectId: string, lo: number, hi: number) =>
  db.many<{ subjectId: string }>(sql`
    select distinct o.subject_id as "subjectId" from person p
    join person o on o.name_key = p.name_key and o.subject_id <> p.subject_id and o.commune_id between ${lo} and ${hi}
      and (o.commune_id = p.commune_id or o.birth_year = p.birth_year)
    where p.subject_id = ${subjectId} and p.commune_id between ${lo} and ${hi} limit 200`)

/**
 * Pairs of records in a range of communes with one unaccented name: in one commune with births that do not exclude each other, or
 * anywhere in the range with the whole birth date. Pairs with more in common come first.
 */
export const listNamePairs = (db: Db, lo: number, hi: number, most: number) =>
  db.many<{ aId: string; bId: string }>(sql`
    select least(p.subject_id, o.subject_id) as "aId", greatest(p.subject_id, o.subject_id) as "bId"
    from person p join person o on o.name_key = p.name_key and o.subject_id > p.subject_id and o.commune_id = p.commune_id
      and (o.birth_year = p.birth_year or o.birth_year is null or p.birth_year is null)
    where p.commune_id between ${lo} and ${hi} and o.commune_id between ${lo} and ${hi} and p.until_on is null and o.until_on is null
    union
    select least(p.subject_id, o.subject_id), greatest(p.subject_id, o.subject_id)
    from person p join person o on o.name_key = p.name_key and o.subject_id > p.subject_id
      and o.birth_year = p.birth_year and o.birth_month = p.birth_month and o.birth_day = p.birth_day
    where p.commune_id between ${lo} and ${hi} and o.commune_id between ${lo} and ${hi} and p.until_on is null and o.until_on is null
    limit ${most}::int`)
