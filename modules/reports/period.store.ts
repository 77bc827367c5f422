import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { FrozenBody } from './period.frozen.contract.ts'
import type { PeriodKind } from './period.rules.ts'

/** Days of the cases of a range up to a day, as known at an instant; one row a commune and day. */
export const listCaseDays = (
  db: Db,
  f: { disease: string; lo: number; hi: number; until: string; known: string },
): Promise<{ communeId: number; areaName: string; day: string; n: number }[]> =>
  db.many(sql`
    select c.commune_id as "communeId", a.full_name as "areaName", c.known_on as day, count(*)::int as n
    from cases_known(${f.disease}::text, ${f.known}::timestamptz, ${f.lo}::int, ${f.hi}::int) c join area a on a.area_id = c.commune_id
    where c.known_on <= ${f.until}::date group by 1, 2, 3 order by 1, 3`)

/** Notices of cases diagnosed in a stretch of days, as known at an instant; whether one is overdue is told at that instant too. */
export const countNotices = (
  db: Db,
  f: { disease: string; hours: number; lo: number; hi: number; from: string; until: string; known: string },
): Promise<{ sent: number; sentLate: number; owed: number; late: number }> =>
  db.one(sql`
    select count(*) filter (where n.sent_at <= n.due_at)::int as sent, count(*) filter (where n.sent_at > n.due_at)::int as "sentLate",
      count(*) filter (where n.sent_at is null and n.due_at >= ${f.known}::timestamptz)::int as owed,
      count(*) filter (where n.sent_at is null and n.due_at < ${f.known}::timestamptz)::int as late
    from case_notices_known(${f.disease}::text, ${f.hours}::int, ${f.known}::timestamptz, ${f.lo}::int, ${f.hi}::int) n
    where (n.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date between ${f.from}::date and ${f.until}::date`)

/** How long ago the oldest transaction of this login that is still open began; null: no other is. */
export const oldestOpen = (db: Db): Promise<{ seconds: number | null }> =>
  db.one(sql`
    select extract(epoch from clock_timestamp() - min(xact_start))::float8 as seconds from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid() and xact_start is not null`)

export interface LateFact {
  what: 'case' | 'ending' | 'notice'
  areaName: string
  subjectId: string
  code: string
  /** The day of the case, how it ended (`died-undated`: nobody knew the day; `died-before`: on a day before the period, so that it counts there), when the notice was sent; null: not on record. */
  was: string | null
  now: string | null
  /** The record is another one's now: of one human, so that nothing of its own is counted. */
  merged: boolean
  total: number
}
/** Facts of a disease that are not known now as they were known at an instant: cases up to the period's end, how they ended, notices of its cases. */
export const listLate = (
  db: Db,
  f: {
    disease: string
    hours: number | null
    lo: number
    hi: number
    from: string
    until: string
    known: string
    now: string
    limit: number
  },
): Promise<LateFact[]> =>
  db.many<LateFact>(sql`
    with changed as (
      select 'case' as what, coalesce(n.commune_id, w.commune_id) as commune_id, coalesce(n.subject_id, w.subject_id) as subject_id, w.known_on::text as was, n.known_on::text as now
      from (select * from cases_known(${f.disease}::text, ${f.now}::timestamptz, ${f.lo}::int, ${f.hi}::int) x where x.known_on <= ${f.until}::date) n
      full join (select * from cases_known(${f.disease}::text, ${f.known}::timestamptz, ${f.lo}::int, ${f.hi}::int) x where x.known_on <= ${f.until}::date) w
        on w.subject_id = n.subject_id
      where n.known_on is distinct from w.known_on or n.commune_id is distinct from w.commune_id
      union all
      select 'ending', coalesce(e.n_commune, e.w_commune), e.subject_id,
        case when e.w_died and e.w_before and not e.n_before then 'died-before' when e.w_died and not e.w_dated then 'died-undated' when e.w_died then 'died'
          when not e.w_died then 'recovered' end,
        case when e.n_died and e.n_before and not e.w_before then 'died-before' when e.n_died and not e.n_dated then 'died-undated' when e.n_died then 'died'
          when not e.n_died then 'recovered' end
      from (
        select x.subject_id, min(x.commune_id) filter (where x.at = 'n') as n_commune, min(x.commune_id) filter (where x.at = 'w') as w_commune,
          bool_or(x.died) filter (where x.at = 'n') as n_died, bool_or(x.dated) filter (where x.at = 'n') as n_dated,
          bool_or(x.died) filter (where x.at = 'w') as w_died, bool_or(x.dated) filter (where x.at = 'w') as w_dated,
          coalesce(bool_or(x.died) filter (where x.at = 'nb'), false) as n_before, coalesce(bool_or(x.died) filter (where x.at = 'wb'), false) as w_before
        from (
          select 'n' as at, * from ended_known(${f.disease}::text, ${f.until}::date, ${f.now}::timestamptz, ${f.lo}::int, ${f.hi}::int, 'recorded')
          union all select 'w', * from ended_known(${f.disease}::text, ${f.until}::date, ${f.known}::timestamptz, ${f.lo}::int, ${f.hi}::int, 'recorded')
          union all select 'nb', * from ended_known(${f.disease}::text, ${f.from}::date - 1, ${f.now}::timestamptz, ${f.lo}::int, ${f.hi}::int, 'recorded')
          union all select 'wb', * from ended_known(${f.disease}::text, ${f.from}::date - 1, ${f.known}::timestamptz, ${f.lo}::int, ${f.hi}::int, 'recorded')
        ) x group by x.subject_id
      ) e
      where e.n_died is distinct from e.w_died or e.n_dated is distinct from e.w_dated or (e.n_died and e.w_died and e.n_before <> e.w_before)
      union all
      select 'notice', coalesce(n.commune_id, w.commune_id), coalesce(n.subject_id, w.subject_id), to_char(w.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(n.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      from case_notices_known(${f.disease}::text, ${f.hours}::int, ${f.now}::timestamptz, ${f.lo}::int, ${f.hi}::int) n
      full join case_notices_known(${f.disease}::text, ${f.hours}::int, ${f.known}::timestamptz, ${f.lo}::int, ${f.hi}::int) w on w.subject_id = n.subject_id
      where ${f.hours}::int is not null and n.notice_id is distinct from w.notice_id
        and (coalesce(n.diagnosed_at, w.diagnosed_at) at time zone 'Asia/Ho_Chi_Minh')::date between ${f.from}::date and ${f.until}::date
    )
    select c.what, a.full_name as "areaName", c.subject_id as "subjectId", coalesce((select min(p.code) from person p where p.subject_id = c.subject_id), '') as code,
      c.was, c.now, exists (select 1 from aliases_known(${f.lo}::int, ${f.hi}::int, ${f.now}::timestamptz) a where a.alias_id = c.subject_id) as merged,
      count(*) over ()::int as total
    from changed c join area a on a.area_id = c.commune_id order by c.what, c.commune_id, 4, 3 limit ${f.limit}`)

export interface StoredPeriod {
  areaId: number
  areaName: string
  tier: string
  reportId: string
  kind: PeriodKind
  from: string
  until: string
  number: number
  corrects: string | null
  correction: number
  reason: string | null
  knownAt: string
  /** Null in lists. */
  body: FrozenBody | null
  frozenAt: string
  withdrawn: string | null
  supersededBy: string | null
  signer: string | null
  title: string | null
  capacity: string | null
  documentNo: number | null
  year: number | null
  signedOn: string | null
  signedAt: string | null
}

/** Frozen reports of a range, the newest period first, of each the newest number; `since`: of periods that end, or frozen, on that day or later. With `reportId` its body too. */
export const listPeriods = (
  db: Db,
  f: { lo: number; hi: number; reportId: string | null; kind: PeriodKind | null; from: string | null; since: string | null },
): Promise<StoredPeriod[]> =>
  db.many<StoredPeriod>(sql`
    select r.commune_id as "areaId", a.full_name as "areaName", r.tier, r.report_id as "reportId", r.kind, r.from_on as "from", r.until_on as "until", r.number, r.corrects,
      (select count(*)::int from period_report e where r.corrects is not null and e.commune_id = r.commune_id and e.kind = r.kind and e.from_on = r.from_on
        and e.corrects is not null and (e.number = r.number or e.number < r.number and e.voided_at is null)) as correction,
      r.reason, r.known_at as "knownAt", case when ${f.reportId}::uuid is null then null else r.body end as body, r.frozen_at as "frozenAt",
      case when r.voided_at is not null then coalesce(r.void_reason, '') end as withdrawn,
      (select c.report_id from period_report c where c.commune_id = r.commune_id and c.corrects = r.report_id and c.voided_at is null limit 1) as "supersededBy",
      s.signer, s.title, s.capacity, s.document_no as "documentNo", s.year, s.signed_on as "signedOn", s.signed_at as "signedAt"
    from period_report r join area a on a.area_id = r.commune_id
    left join report_signature s on s.commune_id = r.commune_id and s.report_id = r.report_id
    where r.commune_id between ${f.lo} and ${f.hi} and (${f.reportId}::uuid is null or r.report_id = ${f.reportId}::uuid)
      and (${f.kind}::text is null or r.kind = ${f.kind}) and (${f.from}::date is null or r.from_on = ${f.from}::date)
      and (${f.since}::date is null or r.until_on >= ${f.since}::date or (r.frozen_at at time zone 'Asia/Ho_Chi_Minh')::date >= ${f.since}::date)
    order by r.from_on desc, r.commune_id, r.number desc`)

export const nextPeriodNumber = (
  db: Db,
  areaId: number,
  kind: PeriodKind,
  from: string,
): Promise<{ next: number; open: boolean }> =>
  db.one(sql`
    select coalesce(max(number), 0) + 1 as next, coalesce(bool_or(voided_at is null), false) as open
    from period_report where commune_id = ${areaId} and kind = ${kind} and from_on = ${from}::date`)

export const insertPeriod = (
  db: Db,
  r: Pick<
    StoredPeriod,
    'areaId' | 'tier' | 'reportId' | 'kind' | 'from' | 'until' | 'number' | 'corrects' | 'reason' | 'knownAt'
  > & {
    body: FrozenBody
  },
  at: string,
  by: string,
  opId: string,
): Promise<number> =>
  db.run(sql`
    insert into period_report (commune_id, report_id, kind, from_on, until_on, tier, number, corrects, reason, known_at, body, frozen_at, frozen_by, op_id)
    values (${r.areaId}, ${r.reportId}, ${r.kind}, ${r.from}, ${r.until}, ${r.tier}, ${r.number}, ${r.corrects}, ${r.reason}, ${r.knownAt}, ${JSON.stringify(r.body)},
      ${at}, ${by}, ${opId})`)

export const voidPeriod = (db: Db, areaId: number, reportId: string, at: string, opId: string, reason: string): Promise<number> =>
  db.run(sql`
    update period_report set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${areaId} and report_id = ${reportId} and voided_at is null`)
