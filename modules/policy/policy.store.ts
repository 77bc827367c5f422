import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'
import type { DiseaseProfile, PolicyPack } from './policy.contract.ts'

/** Each pack's newest version. */
export const listPacks = (db: Db): Promise<{ body: PolicyPack; version: number; loadedAt: string }[]> =>
  db.many(sql`select distinct on (code) body, version, loaded_at as "loadedAt" from policy_pack order by code, version desc`)

/** Changes whenever a pack or profile is loaded: versions are only ever added. */
export const packsStamp = (db: Db): Promise<{ stamp: string }> =>
  db.one(
    kept(sql`select concat_ws(' ', (select count(*) || ' ' || max(loaded_at) from policy_pack), (select count(*) || ' ' || max(loaded_at) from disease_profile),
      (select epoch from instance)) as stamp`),
  )

export const listProfiles = (db: Db): Promise<{ body: DiseaseProfile; version: number }[]> =>
  db.many(sql`select distinct on (code) body, version from disease_profile order by code, version desc`)

export async function insertPack(db: Db, pack: PolicyPack, at: string, by: string | null): Promise<{ version: number }> {
  return db.one<{ version: number }>(sql`
    insert into policy_pack (code, version, disease, provinces, effective_from, effective_until, body, loaded_at, loaded_by)
    values (${pack.code}, (select coalesce(max(version), 0) + 1 from policy_pack where code = ${pack.code}), ${pack.disease}, ${pack.provinces}::text[],
      ${pack.effectiveFrom}, ${pack.effectiveUntil}, ${JSON.stringify(pack)}, ${at}, ${by}) returning version`)
}

export async function insertProfile(db: Db, profile: DiseaseProfile, at: string): Promise<{ version: number }> {
  return db.one<{ version: number }>(sql`
    insert into disease_profile (code, version, body, loaded_at)
    values (${profile.code}, (select coalesce(max(version), 0) + 1 from disease_profile where code = ${profile.code}), ${JSON.stringify(profile)}, ${at}) returning version`)
}

/** The province of this instance: whose overlays apply. */
export const getProvinceCode = (db: Db): Promise<{ provinceCode: string }> =>
  db.one(sql`select province_code as "provinceCode" from instance`)
