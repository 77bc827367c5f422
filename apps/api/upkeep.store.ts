import { type Db, sql } from '@phaodai/kernel/sql.ts'

/** Failed sign-ins count for minutes; after a day they say nothing. Their clock is the machine's. */
export const deleteOldAttempts = (db: Db) =>
  db.run(sql`delete from sign_in_attempt where at < clock_timestamp() - interval '1 day'`)
