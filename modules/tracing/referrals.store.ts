import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Snapshot } from './referrals.contract.ts'

export interface ReferralRow {
  referralId: string
  communeId: number
  fromCommuneId: number
  subjectId: string
  disease: string
  snapshot: Snapshot
  at: string
  acknowledgedAt: string | null
  acknowledgedBy: string | null
}

/** Handed to communes of this range from outside it; open ones first, oldest first. */
export const listReceived = (
  db: Db,
  f: { disease: string; lo: number; hi: number; open: boolean; limit: number },
): Promise<ReferralRow[]> =>
  db.many<ReferralRow>(sql`
    select referral_id as "referralId", commune_id as "communeId", from_commune_id as "fromCommuneId", subject_id as "subjectId", disease, snapshot, at,
      acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy"
    from referral where disease = ${f.disease} and commune_id between ${f.lo} and ${f.hi} and (not ${f.open}::boolean or acknowledged_at is null)
    order by acknowledged_at is not null, at, referral_id limit ${f.limit}`)

/** Handed over by this range; across areas, for only their receivers hold the rows. */
export const listSent = (
  db: Db,
  f: { disease: string; lo: number; hi: number; open: boolean; limit: number },
): Promise<ReferralRow[]> =>
  db.many<ReferralRow>(sql`
    select referral_id as "referralId", commune_id as "communeId", from_commune_id as "fromCommuneId", subject_id as "subjectId", disease, snapshot, at,
      acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy"
    from referral where disease = ${f.disease} and from_commune_id between ${f.lo} and ${f.hi} and (not ${f.open}::boolean or acknowledged_at is null)
    order by acknowledged_at is not null, at, referral_id limit ${f.limit}`)

export const findReferral = (db: Db, referralId: string): Promise<ReferralRow | null> =>
  db.maybe<ReferralRow>(sql`
    select referral_id as "referralId", commune_id as "communeId", from_commune_id as "fromCommuneId", subject_id as "subjectId", disease, snapshot, at,
      acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy"
    from referral where referral_id = ${referralId}`)

/** @returns 1, or 0 where it was acknowledged before or is out of scope */
export const acknowledge = (db: Db, referralId: string, at: string, by: string): Promise<number> =>
  db.run(
    sql`update referral set acknowledged_at = ${at}, acknowledged_by = ${by} where referral_id = ${referralId} and acknowledged_at is null`,
  )
