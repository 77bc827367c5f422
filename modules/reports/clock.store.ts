import { type Db, sql } from '@phaodai/kernel/sql.ts'

/** Units in a range that somebody stands for on a day: a committee, its CDC or its station. */
export const listStaffed = (
  db: Db,
  lo: number,
  hi: number,
  day: string,
  roles: readonly string[],
): Promise<{ areaId: number }[]> =>
  db.many(sql`
    select distinct area_id as "areaId" from post
    where commune_id between ${lo} and ${hi} and body_id = 0 and hamlet_id = 0 and role = any (${roles}::text[])
      and from_on <= ${day}::date and (until_on is null or until_on >= ${day}::date)
    order by 1`)

/** Units that have a report of a day, withdrawn ones too: a person has taken it in hand then. */
export const listReported = (db: Db, lo: number, hi: number, disease: string, day: string): Promise<{ areaId: number }[]> =>
  db.many(sql`
    select distinct commune_id as "areaId" from report where commune_id between ${lo} and ${hi} and disease = ${disease} and on_day = ${day}::date`)

export const getFounding = (db: Db): Promise<{ foundedOn: string }> => db.one(sql`select founded_on as "foundedOn" from instance`)

/** Connections of this login in a transaction that began so many seconds ago or longer. */
export const countOpenSince = (db: Db, seconds: number): Promise<{ n: number }> =>
  db.one(sql`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
      and xact_start <= clock_timestamp() - make_interval(secs => ${seconds}::float8)`)
