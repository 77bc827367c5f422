import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'
import type { DiseaseProfile, PolicyPack } from './policy.contract.ts'

export interface StandingPack {
  body: PolicyPack
  version: number
  loadedAt: string
  /** Null: loaded when the instance was founded. */
  loadedBy: string | null
}
/** Each pack's newest version that was not withdrawn. */
export const listPacks = (db: Db): Promise<StandingPack[]> =>
  db.many(sql`
    select distinct on (p.code) p.body, p.version, p.loaded_at as "loadedAt", p.loaded_by as "loadedBy" from policy_pack p
    where not exists (select 1 from policy_withdrawal w where w.code = p.code and w.version = p.version) order by p.code, p.version desc`)

/**
 * Changes whenever a pack or profile is loaded or withdrawn: rows are only ever added. Told by the transaction that wrote the newest row, not by how many
 * there are or when: what one that was rolled back, or is not done yet, saw must not pass for what stands.
 */
export const packsStamp = (db: Db): Promise<{ stamp: string }> =>
  db.one(
    kept(sql`select concat_ws(' ', (select count(*) || ' ' || max(xmin::text::bigint) from policy_pack), (select count(*) || ' ' || max(xmin::text::bigint) from policy_withdrawal),
      (select count(*) || ' ' || max(xmin::text::bigint) from disease_profile), (select epoch from instance)) as stamp`),
  )

export const listProfiles = (db: Db): Promise<{ body: DiseaseProfile; version: number }[]> =>
  db.many(sql`select distinct on (code) body, version from disease_profile order by code, version desc`)

export async function insertPack(db: Db, pack: PolicyPack, at: string, by: string | null): Promise<{ version: number }> {
  return db.one<{ version: number }>(sql`
    insert into policy_pack (code, version, disease, provinces, effective_from, effective_until, body, loaded_at, loaded_by)
    values (${pack.code}, (select coalesce(max(version), 0) + 1 from policy_pack where code = ${pack.code}), ${pack.disease}, ${pack.provinces}::text[],
      ${pack.effectiveFrom}, ${pack.effectiveUntil}, ${JSON.stringify(pack)}, ${at}, ${by}) returning version`)
}

/** @param shipped its text came with the product */
export async function insertProfile(db: Db, profile: DiseaseProfile, at: string, shipped: boolean): Promise<{ version: number }> {
  return db.one<{ version: number }>(sql`
    insert into disease_profile (code, version, body, loaded_at, shipped)
    values (${profile.code}, (select coalesce(max(version), 0) + 1 from disease_profile where code = ${profile.code}), ${JSON.stringify(profile)}, ${at}, ${shipped}) returning version`)
}

/** The province of this instance: whose overlays apply. */
export const getProvinceCode = (db: Db): Promise<{ provinceCode: string }> =>
  db.one(sql`select province_code as "provinceCode" from instance`)
