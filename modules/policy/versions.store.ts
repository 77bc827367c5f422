import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { DiseaseProfile, PolicyPack } from './policy.contract.ts'

/** Until the transaction ends, nobody else numbers a version of this pack or profile, or has the rules of this disease worked out again. */
export const lockVersions = (db: Db, kind: 'pack' | 'profile' | 'disease', code: string): Promise<number> =>
  db.run(sql`select pg_advisory_xact_lock(714205, hashtext(${`${kind} ${code}`}::text))`)

export interface PackVersion {
  version: number
  loadedAt: string
  loadedBy: string | null
  body: PolicyPack
  /** Who ordered it into force; null: with the instance, or before orders were kept. */
  documentNo: string | null
  issuedOn: string | null
  signer: string | null
  /** Its text came with the product, as founded or taken in. */
  shipped: boolean
  withdrawn: string | null
  withdrawnAt: string | null
}

/** All versions of a pack, or of all packs, the newest first; none where the code is not known. */
export const listVersions = (db: Db, code: string | null): Promise<PackVersion[]> =>
  db.many<PackVersion>(sql`
    select p.version, p.loaded_at as "loadedAt", p.loaded_by as "loadedBy", p.body, o.document_no as "documentNo", o.issued_on as "issuedOn", o.signer,
      p.loaded_by is null or coalesce(o.shipped, false) as shipped,
      w.reason as withdrawn, w.withdrawn_at as "withdrawnAt"
    from policy_pack p left join policy_order o on o.code = p.code and o.version = p.version left join policy_withdrawal w on w.code = p.code and w.version = p.version
    where ${code}::text is null or p.code = ${code} order by p.code, p.version desc`)

/** The newest version that stands, whether its content is this, and whether a document orders it; null where there is none. */
export const findNewestPack = (
  db: Db,
  code: string,
  content: PolicyPack,
): Promise<{ version: number; disease: string; same: boolean; ordered: boolean } | null> =>
  db.maybe(sql`
    select p.version, p.disease, p.body = ${JSON.stringify(content)}::jsonb as same,
      exists (select 1 from policy_order o where o.code = p.code and o.version = p.version) as ordered
    from policy_pack p where p.code = ${code} and not exists (select 1 from policy_withdrawal w where w.code = p.code and w.version = p.version)
    order by p.version desc limit 1`)

export const insertOrder = (
  db: Db,
  of: { code: string; version: number },
  o: { documentNo: string; issuedOn: string; signer: string; shipped: boolean },
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into policy_order (code, version, document_no, issued_on, signer, ordered_at, ordered_by, op_id, shipped)
    values (${of.code}, ${of.version}, ${o.documentNo}, ${o.issuedOn}, ${o.signer}, ${at}, ${by}, ${opId}, ${o.shipped})`)

export const insertWithdrawal = (
  db: Db,
  of: { code: string; version: number; reason: string },
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into policy_withdrawal (code, version, reason, withdrawn_at, withdrawn_by, op_id)
    values (${of.code}, ${of.version}, ${of.reason}, ${at}, ${by}, ${opId})`)

/** All versions of all profiles, the newest first; `shipped`: its text came with the product. */
export const listProfileVersions = (db: Db): Promise<{ version: number; body: DiseaseProfile; shipped: boolean }[]> =>
  db.many(sql`select version, body, shipped from disease_profile order by code, version desc`)

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
