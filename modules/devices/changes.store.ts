import type { Changed } from '@phaodai/kernel/change.ts'
import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'

export interface ChangeRow {
  kind: Changed
  id: string
  since: string | null
}

/**
 * What changed in a commune since a snapshot, with the snapshot of this statement: a transaction that was under way then and has ended since is
 * there; a cursor of numbers would have passed it (docs/adr/0007, the same technique). Of homes only those that the teams have or had.
 */
export const listChanges = (db: Db, communeId: number, teamIds: readonly string[], since: string) =>
  db.one<{ snapshot: string; changes: ChangeRow[] }>(
    kept(sql`
    select pg_current_snapshot()::text as snapshot, coalesce((select json_agg(json_build_object('kind', kind, 'id', id, 'since', since)) from (
      select c.kind, i.id, case when count(*) = count(c.since_on) then min(c.since_on) end as since
      from replica_change c cross join lateral unnest(c.ids) as i (id)
      where c.commune_id = ${communeId}::int and c.tx >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(c.tx, ${since}::pg_snapshot)
        and (c.kind in ('signals', 'messages', 'refusals')
          or i.id in (select household_id from household_team where commune_id = ${communeId}::int and team_id = any (${[...teamIds]}::uuid[])))
      group by 1, 2) x), '[]') as changes`),
  )

/** The database that this is, with the snapshot of this statement. */
export const getInstance = (db: Db) =>
  db.one<{ epoch: string; mode: 'drill' | 'real'; snapshot: string }>(
    kept(sql`select epoch, mode, pg_current_snapshot()::text as snapshot from instance`),
  )

/** Changes older than the longest absence that a cursor outlives. @returns rows forgotten */
export const forgetChanges = (db: Db, before: string) =>
  db.one<{ gone: number }>(sql`select forget_replica_changes(${before}) as gone`)
