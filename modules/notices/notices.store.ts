import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface OwedRow {
  disease: string
  subjectId: string
  communeId: number
  areaName: string
  code: string
  fullName: string
  diagnosedAt: string
  exact: boolean
  dueAt: string
  noticeId: string | null
  sentAt: string | null
  how: string | null
  number: string | null
  toBody: string | null
  sentBy: string | null
  total: number
}
interface Asked {
  diseases: string[]
  hours: number[]
  /** For each disease the first day without a known duty; null: no end. */
  untils: (string | null)[]
  lo: number
  hi: number
  now: string
}

/** Cases of a range with their clock: the latest first, then the soonest due. */
export const listOwed = (db: Db, f: Asked & { state: 'open' | 'late' | 'sent' | 'all'; limit: number }) =>
  db.many<OwedRow>(sql`
    select n.disease, n.subject_id as "subjectId", n.commune_id as "communeId", a.full_name as "areaName", p.code, p.full_name as "fullName",
      n.diagnosed_at as "diagnosedAt", n.exact, n.due_at as "dueAt", n.notice_id as "noticeId", n.sent_at as "sentAt", n.how, n.number, n.to_body as "toBody",
      n.sent_by as "sentBy", count(*) over ()::int as total
    from case_notices(${f.diseases}::text[], ${f.hours}::int[], ${f.lo}::int, ${f.hi}::int) n
    join unnest(${f.diseases}::text[], ${f.untils}::date[]) u (disease, until_on) on u.disease = n.disease
    join area a on a.area_id = n.commune_id
    join lateral (select code, full_name from person p where p.subject_id in (n.subject_id, n.recorded_as)
      order by p.subject_id = n.subject_id desc, p.commune_id = n.commune_id desc, p.until_on desc nulls first limit 1) p on true
    where (u.until_on is null or (n.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date < u.until_on)
      and case ${f.state}::text when 'open' then n.sent_at is null when 'late' then n.sent_at is null and n.due_at < ${f.now}::timestamptz
        when 'sent' then n.sent_at is not null else true end
    order by n.sent_at is null desc, n.due_at, n.subject_id limit ${f.limit}::int`)

export const countOwed = (db: Db, f: Asked) =>
  db.one<{ owed: number; late: number; sent: number; sentLate: number }>(sql`
    select count(*) filter (where n.sent_at is null and n.due_at >= ${f.now}::timestamptz)::int as owed,
      count(*) filter (where n.sent_at is null and n.due_at < ${f.now}::timestamptz)::int as late,
      count(*) filter (where n.sent_at <= n.due_at)::int as sent, count(*) filter (where n.sent_at > n.due_at)::int as "sentLate"
    from case_notices(${f.diseases}::text[], ${f.hours}::int[], ${f.lo}::int, ${f.hi}::int) n
    join unnest(${f.diseases}::text[], ${f.untils}::date[]) u (disease, until_on) on u.disease = n.disease
    where u.until_on is null or (n.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date < u.until_on`)

/** The case of one human, by any of their ids. */
export const findOwed = (db: Db, disease: string, hours: number, ids: readonly string[]) =>
  db.maybe<{
    subjectId: string
    communeId: number
    diagnosedAt: string
    exact: boolean
    dueAt: string
    sentAt: string | null
  }>(sql`
    select subject_id as "subjectId", commune_id as "communeId", diagnosed_at as "diagnosedAt", exact, due_at as "dueAt", sent_at as "sentAt"
    from case_notices(array[${disease}::text], array[${hours}::int], scope_lo(), scope_hi())
    where subject_id = any (${[...ids]}::uuid[]) or recorded_as = any (${[...ids]}::uuid[]) limit 1`)

export const insertNotice = (
  db: Db,
  n: {
    communeId: number
    noticeId: string
    subjectId: string
    disease: string
    sentAt: string
    how: string
    number: string | null
    toBody: string
    sentBy: string
  },
  by: { at: string; accountId: string; opId: string },
) =>
  db.run(sql`
    insert into case_notice (commune_id, notice_id, subject_id, disease, sent_at, how, number, to_body, sent_by, recorded_at, recorded_by, op_id)
    values (${n.communeId}, ${n.noticeId}, ${n.subjectId}, ${n.disease}, ${n.sentAt}, ${n.how}, ${n.number}, ${n.toBody}, ${n.sentBy}, ${by.at}, ${by.accountId}, ${by.opId})
    on conflict (commune_id, notice_id) do nothing`)

export const updateNoticeVoid = (db: Db, noticeId: string, at: string, opId: string, reason: string) =>
  db.maybe<{ subjectId: string }>(sql`
    update case_notice set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where notice_id = ${noticeId} and commune_id between scope_lo() and scope_hi() and voided_at is null returning subject_id as "subjectId"`)
