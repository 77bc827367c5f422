import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { SentinelKind } from './sentinels.contract.ts'

export interface Sentinel {
  communeId: number
  sentinelId: string
  kind: SentinelKind
  name: string
  address: string | null
  contact: string | null
  fromOn: string
  endedOn: string | null
}

export const insertSentinel = (db: Db, s: Omit<Sentinel, 'endedOn'>, by: { at: string; accountId: string; opId: string }) =>
  db.run(sql`
    insert into sentinel (commune_id, sentinel_id, kind, name, address, contact, from_on, made_at, made_by, op_id)
    values (${s.communeId}, ${s.sentinelId}, ${s.kind}, ${s.name}, ${s.address}, ${s.contact}, ${s.fromOn}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, sentinel_id) do nothing`)

/** @throws Problem not-found */
export async function getSentinel(db: Db, sentinelId: string): Promise<Sentinel> {
  const found = await db.maybe<Sentinel>(sql`
    select commune_id as "communeId", sentinel_id as "sentinelId", kind, name, address, contact, from_on as "fromOn", ended_on as "endedOn"
    from sentinel where sentinel_id = ${sentinelId} and commune_id between scope_lo() and scope_hi()`)
  if (!found) throw new Problem('not-found', { what: 'điểm báo' })
  return found
}

export const updateEnd = (db: Db, s: Sentinel, on: string, reason: string) =>
  db.run(sql`
    update sentinel set ended_on = ${on}, end_reason = ${reason} where commune_id = ${s.communeId} and sentinel_id = ${s.sentinelId} and ended_on is null`)

export const revokeLinks = (db: Db, communeId: number, ownerId: string, at: string) =>
  db.run(
    sql`update door_link set revoked_at = ${at} where commune_id = ${communeId} and owner_id = ${ownerId} and revoked_at is null`,
  )

export const insertLink = (
  db: Db,
  l: { communeId: number; linkId: string; ownerId: string; secretHash: Buffer },
  by: { at: string; accountId: string; opId: string },
) =>
  db.run(sql`
    insert into door_link (commune_id, link_id, kind, owner_id, secret_hash, issued_at, issued_by, op_id)
    values (${l.communeId}, ${l.linkId}, 'sentinel', ${l.ownerId}, ${l.secretHash}, ${by.at}, ${by.accountId}, ${by.opId})`)

export interface ListedSentinel extends Sentinel {
  areaName: string
  linked: boolean
  bound: boolean
  reports: number
  nil: boolean
  screened: number
  symptomatic: number
  lastOn: string | null
}

/** Sentinels of a range of communes with what each sent of a day, from its tally alone. */
export const listSentinels = (db: Db, f: { lo: number; hi: number; day: string; ended: boolean }) =>
  db.many<ListedSentinel>(sql`
    select s.commune_id as "communeId", a.full_name as "areaName", s.sentinel_id as "sentinelId", s.kind, s.name, s.address, s.contact,
      s.from_on as "fromOn", s.ended_on as "endedOn", coalesce(l.linked, false) as linked, coalesce(l.bound, false) as bound,
      coalesce(t.reports, 0)::int as reports, coalesce(t.nil, false) as nil, coalesce(t.screened, 0)::int as screened,
      coalesce(t.symptomatic, 0)::int as symptomatic, t.last_on as "lastOn"
    from sentinel s join area a on a.area_id = s.commune_id
    left join lateral (select true as linked, bool_or(device_hash is not null) as bound from door_link d
      where d.commune_id = s.commune_id and d.owner_id = s.sentinel_id and d.revoked_at is null having count(*) > 0) l on true
    left join lateral (select sum(people) filter (where kind = 'report' and on_day = ${f.day}::date) as reports,
        bool_or(kind = 'nil') filter (where on_day = ${f.day}::date) as nil, sum(people) filter (where kind = 'screened' and on_day = ${f.day}::date) as screened,
        sum(t.symptomatic) filter (where on_day = ${f.day}::date) as symptomatic, max(on_day) as last_on
      from sentinel_tally t where t.commune_id = s.commune_id and t.sentinel_id = s.sentinel_id and t.on_day <= ${f.day}::date) t on true
    where s.commune_id between ${f.lo} and ${f.hi}
      and case when ${f.ended}::boolean then s.ended_on is not null else s.from_on <= ${f.day}::date and (s.ended_on is null or s.ended_on > ${f.day}::date) end
    order by s.commune_id, s.kind, s.name, s.sentinel_id`)

export interface ListedReport {
  reportId: string
  signalId: string
  communeId: number
  areaName: string
  hamletId: number
  hamletName: string | null
  sentinelName: string
  source: SentinelKind
  who: string
  ageYears: number | null
  phoneSealed: Buffer | null
  address: string | null
  kinds: string[]
  sinceOn: string | null
  bought: string | null
  receivedAt: string
}

export const listReports = (
  db: Db,
  f: { lo: number; hi: number; signalId: string | null; hamlets: number[] | null; from: string; until: string; limit: number },
) =>
  db.many<ListedReport & { total: number }>(sql`
    select r.report_id as "reportId", r.signal_id as "signalId", r.commune_id as "communeId", a.full_name as "areaName", r.hamlet_id as "hamletId",
      h.full_name as "hamletName", r.sentinel_name as "sentinelName", r.source, r.who, r.age_years as "ageYears", r.phone_sealed as "phoneSealed", r.address,
      r.kinds, r.since_on as "sinceOn", r.bought, r.received_at as "receivedAt", count(*) over ()::int as total
    from sentinel_report r join area a on a.area_id = r.commune_id left join area h on h.area_id = r.hamlet_id
    where r.commune_id between ${f.lo} and ${f.hi} and r.on_day between ${f.from}::date and ${f.until}::date
      and (${f.signalId}::uuid is null or r.signal_id = ${f.signalId}::uuid) and (${f.hamlets}::int[] is null or r.hamlet_id = any (${f.hamlets}::int[]))
    order by r.received_at desc, r.report_id limit ${f.limit}::int`)

export interface Inpatient {
  communeId: number
  inpatientId: string
  sentinelId: string
  sentinelName: string
  recordNo: string
  who: string
  ageYears: number | null
  residence: string | null
  ward: string | null
  admittedOn: string
  subjectId: string | null
  sampledOn: string | null
}

/** Who lies in now, the longest first. */
export const listInpatients = (db: Db, f: { lo: number; hi: number; sentinelId: string | null; day: string }) =>
  db.many<Inpatient>(sql`
    select p.commune_id as "communeId", p.inpatient_id as "inpatientId", p.sentinel_id as "sentinelId", s.name as "sentinelName", p.record_no as "recordNo",
      p.who, p.age_years as "ageYears", p.residence, p.ward, p.admitted_on as "admittedOn", p.subject_id as "subjectId", p.sampled_on as "sampledOn"
    from inpatient p join sentinel s on s.commune_id = p.commune_id and s.sentinel_id = p.sentinel_id
    where p.commune_id between ${f.lo} and ${f.hi} and p.admitted_on <= ${f.day}::date and (${f.sentinelId}::uuid is null or p.sentinel_id = ${f.sentinelId}::uuid)
      and not exists (select 1 from inpatient_discharge x where x.commune_id = p.commune_id and x.sentinel_id = p.sentinel_id
        and x.record_no = p.record_no and x.discharged_on >= p.admitted_on and x.discharged_on <= ${f.day}::date)
    order by p.admitted_on, p.inpatient_id`)

export const findInpatient = (db: Db, inpatientId: string) =>
  db.maybe<{ communeId: number; admittedOn: string; subjectId: string | null; sampledOn: string | null }>(sql`
    select commune_id as "communeId", admitted_on as "admittedOn", subject_id as "subjectId", sampled_on as "sampledOn"
    from inpatient where inpatient_id = ${inpatientId} and commune_id between scope_lo() and scope_hi()`)

export const updateInpatient = (
  db: Db,
  communeId: number,
  inpatientId: string,
  is: { subjectId: string | null; sampleId: string | null; sampledOn: string | null },
  by: string,
) =>
  db.run(sql`
    update inpatient set subject_id = coalesce(${is.subjectId}::uuid, subject_id), sample_id = coalesce(${is.sampleId}::uuid, sample_id),
      sampled_on = coalesce(${is.sampledOn}::date, sampled_on), identified_by = ${by}
    where commune_id = ${communeId} and inpatient_id = ${inpatientId}`)

/** Standing samples of subjects, wherever they were taken. Needs the engine's scope. */
export const listSamplesOf = (db: Db, disease: string, subjectIds: readonly string[]) =>
  db.many<{ subjectId: string; sampledOn: string }>(sql`
    select subject_id as "subjectId", sampled_on as "sampledOn" from sample
    where disease = ${disease} and subject_id = any (${[...subjectIds]}::uuid[]) and voided_at is null`)

/* ---- behind the door: plain inserts, nothing read ---- */

interface Sent {
  at: string
  opId: string
}

export const insertReport = (
  db: Db,
  r: {
    communeId: number
    reportId: string
    signalId: string
    sentinelId: string
    sentinelName: string
    source: string
    who: string
    ageYears: number | null
    phoneSealed: Buffer | null
    hamletId: number
    address: string | null
    kinds: readonly string[]
    sinceOn: string | null
    bought: string | null
    onDay: string
  },
  by: Sent,
) =>
  db.run(sql`
    insert into sentinel_report (commune_id, report_id, signal_id, sentinel_id, sentinel_name, source, who, age_years, phone_sealed, hamlet_id, address, kinds,
      since_on, bought, on_day, received_at, op_id)
    values (${r.communeId}, ${r.reportId}, ${r.signalId}, ${r.sentinelId}, ${r.sentinelName}, ${r.source}, ${r.who}, ${r.ageYears}, ${r.phoneSealed},
      ${r.hamletId}, ${r.address}, ${[...r.kinds]}::text[], ${r.sinceOn}, ${r.bought}, ${r.onDay}, ${by.at}, ${by.opId})`)

export const insertTally = (
  db: Db,
  t: { communeId: number; tallyId: string; sentinelId: string; onDay: string; kind: string; people: number; symptomatic: number },
  by: Sent,
) =>
  db.run(sql`
    insert into sentinel_tally (commune_id, tally_id, sentinel_id, on_day, kind, people, symptomatic, received_at, op_id)
    values (${t.communeId}, ${t.tallyId}, ${t.sentinelId}, ${t.onDay}, ${t.kind}, ${t.people}, ${t.symptomatic}, ${by.at}, ${by.opId})`)

export const insertInpatient = (
  db: Db,
  p: {
    communeId: number
    inpatientId: string
    sentinelId: string
    recordNo: string
    who: string
    ageYears: number | null
    phoneSealed: Buffer | null
    residence: string | null
    ward: string | null
    admittedOn: string
  },
  by: Sent,
) =>
  db.run(sql`
    insert into inpatient (commune_id, inpatient_id, sentinel_id, record_no, who, age_years, phone_sealed, residence, ward, admitted_on, received_at, op_id)
    values (${p.communeId}, ${p.inpatientId}, ${p.sentinelId}, ${p.recordNo}, ${p.who}, ${p.ageYears}, ${p.phoneSealed}, ${p.residence}, ${p.ward},
      ${p.admittedOn}, ${by.at}, ${by.opId})`)

export const insertDischarge = (
  db: Db,
  d: { communeId: number; dischargeId: string; sentinelId: string; recordNo: string; dischargedOn: string },
  by: Sent,
) =>
  db.run(sql`
    insert into inpatient_discharge (commune_id, discharge_id, sentinel_id, record_no, discharged_on, received_at, op_id)
    values (${d.communeId}, ${d.dischargeId}, ${d.sentinelId}, ${d.recordNo}, ${d.dischargedOn}, ${by.at}, ${by.opId})`)

/** Of the sentinel whose door this is: its name and what it sent itself. */
export const readOwn = (db: Db, day: string) =>
  db.one<{
    kind: SentinelKind
    name: string
    reports: number
    nil: boolean
    screened: number
    admitted: number
    discharged: number
  }>(sql`select kind, name, reports, nil, screened, admitted, discharged from sentinel_own(${day}::date)`)
