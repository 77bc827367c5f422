import { type Db, sql } from '@phaodai/kernel/sql.ts'

/** The names of the migrations that ran on this database. */
export const listMigrations = (db: Db): Promise<{ name: string }[]> =>
  db.many<{ name: string }>(sql`select name from migration order by name`)
