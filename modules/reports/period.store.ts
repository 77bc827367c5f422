import { type Db, sql } from '@phaodai/kernel/sql.ts'

/** Days of the cases of a range up to a day, one row a commune and day. */
export const listCaseDays = (
  db: Db,
  f: { disease: string; lo: number; hi: number; until: string },
): Promise<{ communeId: number; areaName: string; day: string; n: number }[]> =>
  db.many(sql`
    select c.commune_id as "communeId", a.full_name as "areaName", c.known_on as day, count(*)::int as n
    from first_confirmations(${f.disease}::text, ${f.lo}::int, ${f.hi}::int) c join area a on a.area_id = c.commune_id
    where c.known_on <= ${f.until}::date group by 1, 2, 3 order by 1, 3`)

/** Notices of cases diagnosed in a stretch of days. */
export const countNotices = (
  db: Db,
  f: { disease: string; hours: number; lo: number; hi: number; from: string; until: string; now: string },
): Promise<{ sent: number; sentLate: number; owed: number; late: number }> =>
  db.one(sql`
    select count(*) filter (where n.sent_at <= n.due_at)::int as sent, count(*) filter (where n.sent_at > n.due_at)::int as "sentLate",
      count(*) filter (where n.sent_at is null and n.due_at >= ${f.now}::timestamptz)::int as owed,
      count(*) filter (where n.sent_at is null and n.due_at < ${f.now}::timestamptz)::int as late
    from case_notices(${[f.disease]}::text[], ${[f.hours]}::int[], ${f.lo}::int, ${f.hi}::int) n
    where (n.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date between ${f.from}::date and ${f.until}::date`)
