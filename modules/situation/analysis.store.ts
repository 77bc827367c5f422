import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Range } from './situation.store.ts'

/** Cases alike in commune, days and origin. */
export interface CaseGroup {
  communeId: number
  onset: string | null
  sampled: string | null
  /** The day by which cases are listed: report, else confirmation, else sample. */
  known: string | null
  imported: boolean
  /** The recorded day of report is missing. */
  stoodIn: boolean
  n: number
}

/** The cases of a range known by a day, counted once a human as in every list, with the days that the methods need. */
export const caseGroups = (db: Db, r: Range): Promise<CaseGroup[]> =>
  db.many<CaseGroup>(sql`
    select f.commune_id as "communeId", o.onset_on as onset, f.sampled_on as sampled, f.known_on as known,
      coalesce(f.origin = 'imported', false) as imported, f.reported_on is null as "stoodIn", count(*)::int as n
    from first_confirmations(${r.disease}::text, ${r.lo}::int, ${r.hi}::int) f
    left join onset_days(${r.disease}::text, ${r.lo}::int, ${r.hi}::int) o using (subject_id)
    where f.known_on is null or f.known_on <= ${r.day}::date group by 1, 2, 3, 4, 5, 6 order by 4, 2, 1`)

export interface ChainCaseRow {
  subjectId: string
  onset: string | null
  known: string | null
  /** The infector that the system derives from contacts; null where none. */
  sourceId: string | null
}

/** The same cases one by one, with the derived infector, for the chain. Ids only. */
export const chainCases = (db: Db, r: Range): Promise<ChainCaseRow[]> =>
  db.many<ChainCaseRow>(sql`
    select f.subject_id as "subjectId", o.onset_on as onset, f.known_on as known, c.source_id as "sourceId"
    from first_confirmations(${r.disease}::text, ${r.lo}::int, ${r.hi}::int) f
    left join onset_days(${r.disease}::text, ${r.lo}::int, ${r.hi}::int) o using (subject_id)
    left join (select distinct on (subject_id) subject_id, source_id from classification
      where disease = ${r.disease} and level = 'F0' and commune_id between ${r.lo} and ${r.hi} order by subject_id, since_on) c using (subject_id)
    where f.known_on is null or f.known_on <= ${r.day}::date order by 1`)
