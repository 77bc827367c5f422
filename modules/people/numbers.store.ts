import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { SubjectRow } from './people.store.ts'

/** The doors to the sealed numbers; each writes its own audit row, and none reaches outside the scope but to say that a number is known. */

export type NumberField = 'id' | 'phone'

/** Who holds which of these blind indexes, in any area; only ids. */
export const matchNumbers = (db: Db, indexes: readonly Buffer[], opId: string, at: string) =>
  db.many<{ index: Buffer; field: NumberField; subjectId: string }>(sql`
    select index, field, subject_id as "subjectId" from subject_match(${indexes}::bytea[], ${opId}::uuid, ${at}::timestamptz)`)

export interface Twin {
  subjectId: string
  twinId: string
  field: NumberField
}

/** Who shares a number with these subjects of the scope. The twin may live anywhere. */
export const listTwins = (db: Db, subjectIds: readonly string[], opId: string, at: string) =>
  db.many<Twin>(sql`
    select subject_id as "subjectId", twin_id as "twinId", field
    from subject_twins(${subjectIds}::uuid[], ${opId}::uuid, ${at}::timestamptz)`)

/** The same for everyone who lives in a range of communes; a phone counts only between records of one unaccented name. */
export const listTwinsIn = (db: Db, lo: number, hi: number, most: number, opId: string, at: string) =>
  db.many<Twin>(sql`
    select subject_id as "subjectId", twin_id as "twinId", field
    from subject_twins_in(${lo}::int, ${hi}::int, ${most}::int, ${opId}::uuid, ${at}::timestamptz)`)

/** For pairs in scope: whether their numbers agree; null where that cannot be said. */
export const compareNumbers = (db: Db, pairs: readonly (readonly [string, string])[]) =>
  db.many<{ aId: string; bId: string; sameId: boolean | null; samePhone: boolean | null }>(sql`
    select a_id as "aId", b_id as "bId", same_id as "sameId", same_phone as "samePhone"
    from subject_compare(${pairs.map(([a]) => a)}::uuid[], ${pairs.map(([, b]) => b)}::uuid[])`)

export interface SealedNumbers {
  subjectId: string
  idKind: string | null
  idSealed: Buffer | null
  phoneSealed: Buffer | null
}

/** Sealed numbers of several subjects in scope, to be masked; `purpose` is the verb's name. */
export const listSealed = (db: Db, subjectIds: readonly string[], purpose: string, opId: string, at: string) =>
  db.many<SealedNumbers>(sql`
    select subject_id as "subjectId", id_kind as "idKind", id_sealed as "idSealed", phone_sealed as "phoneSealed"
    from subject_sealed(${subjectIds}::uuid[], ${purpose}::text, ${opId}::uuid, ${at}::timestamptz)`)

/** One subject's sealed numbers, to be read in full; null outside the scope. */
export const openSealed = (db: Db, subjectId: string, opId: string, at: string) =>
  db.maybe<Omit<SealedNumbers, 'subjectId'>>(sql`
    select id_kind as "idKind", id_sealed as "idSealed", phone_sealed as "phoneSealed"
    from subject_open(${subjectId}::uuid, ${opId}::uuid, ${at}::timestamptz)`)

/** Replaces the numbers that are given; null keeps what is there. @returns 1, or 0 outside the scope */
export async function amendNumbers(db: Db, s: SubjectRow, opId: string, at: string): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select subject_amend(${s.subjectId}::uuid, ${s.idKind ?? null}::text, ${s.idSealed ?? null}::bytea, ${s.idIndex ?? null}::bytea,
      ${s.phoneSealed ?? null}::bytea, ${s.phoneIndex ?? null}::bytea, ${opId}::uuid, ${at}::timestamptz) as n`)
  return n
}
