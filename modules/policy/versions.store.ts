import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { DiseaseProfile, PolicyPack } from './policy.contract.ts'

/** Until the transaction ends, nobody else numbers a version of this pack or profile. */
export const lockVersions = (db: Db, kind: 'pack' | 'profile', code: string): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714205, hashtext(${`${kind} ${code}`}::text))`)

export interface PackVersion {
  version: number
  loadedAt: string
  loadedBy: string | null
  body: PolicyPack
}

/** All versions of a pack, the newest first; none where the code is not known. */
export const listVersions = (db: Db, code: string): Promise<PackVersion[]> =>
  db.many<PackVersion>(sql`
    select version, loaded_at as "loadedAt", loaded_by as "loadedBy", body from policy_pack where code = ${code} order by version desc`)

/** The newest version, and whether its content is this; null where there is none. */
export const findNewestPack = (
  db: Db,
  code: string,
  content: PolicyPack,
): Promise<{ version: number; disease: string; same: boolean } | null> =>
  db.maybe(sql`
    select version, disease, body = ${JSON.stringify(content)}::jsonb as same from policy_pack where code = ${code} order by version desc limit 1`)

export const findNewestProfile = (
  db: Db,
  code: string,
  content: DiseaseProfile,
): Promise<{ version: number; same: boolean } | null> =>
  db.maybe(sql`
    select version, body = ${JSON.stringify(content)}::jsonb as same from disease_profile where code = ${code} order by version desc limit 1`)

/** Which of these are codes of provinces in either list of units. */
export const listProvinceCodes = (db: Db, codes: string[]): Promise<{ code: string }[]> =>
  db.many(sql`select distinct code from area where tier = 'province' and code = any (${codes}::text[])`)
