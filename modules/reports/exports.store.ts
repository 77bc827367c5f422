import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Mapping } from './exports.contract.ts'

export interface LineRow {
  subjectId: string
  code: string
  fullName: string
  sex: string | null
  birthYear: number | null
  communeCode: string
  communeName: string
  sampledOn: string | null
  confirmedOn: string | null
  reportedOn: string | null
  onsetOn: string | null
  origin: string | null
  outcome: string | null
  outcomeOn: string | null
}

/** Cases of a range known in a span of days, one row a human, as they are counted. */
export const listCases = (
  db: Db,
  f: { disease: string; lo: number; hi: number; from: string | null; until: string | null; limit: number },
): Promise<LineRow[]> =>
  db.many<LineRow>(sql`
    select c.subject_id as "subjectId", p.code, p.full_name as "fullName", p.sex, p.birth_year as "birthYear", a.code as "communeCode", a.full_name as "communeName",
      c.sampled_on as "sampledOn", c.confirmed_on as "confirmedOn", c.reported_on as "reportedOn", o.onset_on as "onsetOn", c.origin,
      e.kind as outcome, e.on_day as "outcomeOn"
    from first_confirmations(${f.disease}::text, ${f.lo}::int, ${f.hi}::int) c join area a on a.area_id = c.commune_id
    join lateral (select code, full_name, sex, birth_year from person p where p.subject_id in (c.subject_id, c.recorded_as)
      order by p.until_on desc nulls first limit 1) p on true
    left join onset_days(${f.disease}::text, ${f.lo}::int, ${f.hi}::int) o on o.subject_id = c.subject_id
    left join lateral (select kind, on_day from outcome e where e.subject_id in (c.subject_id, c.recorded_as) and e.disease = ${f.disease} and e.voided_at is null
      order by (e.kind = 'died') desc, e.recorded_at desc limit 1) e on true
    where (${f.from}::date is null or c.known_on >= ${f.from}::date) and (${f.until}::date is null or c.known_on <= ${f.until}::date)
    order by c.known_on nulls last, c.subject_id limit ${f.limit}`)

export interface StoredMapping {
  version: number
  mapping: Mapping
  reason: string
  madeAt: string
  /** Null where the account lies outside the scope. */
  by: string | null
}
/** Every version, the newest first. */
export const listMappings = (db: Db): Promise<StoredMapping[]> =>
  db.many<StoredMapping>(sql`
    select m.version, m.mapping, m.reason, m.made_at as "madeAt", a.full_name as by from dhis2_mapping m left join account a on a.account_id = m.made_by
    order by m.version desc`)

/** One writer at a time: the next version is one more. */
export const lockMappings = (db: Db): Promise<number> => db.run(sql`select pg_advisory_xact_lock(714311)`)

export const insertMapping = (
  db: Db,
  m: { version: number; mapping: Mapping; reason: string },
  by: { at: string; accountId: string; opId: string },
): Promise<number> =>
  db.run(sql`
    insert into dhis2_mapping (version, mapping, reason, made_at, made_by, op_id)
    values (${m.version}, ${JSON.stringify(m.mapping)}, ${m.reason}, ${by.at}, ${by.accountId}, ${by.opId})`)
