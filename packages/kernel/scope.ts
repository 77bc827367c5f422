import { clockAt, localDay, type Now } from './clock.ts'
import type { Role } from './contract.ts'
import { type Db, kept, sql } from './sql.ts'

/** Who acts, in which post, over which rows. */
export interface Actor {
  accountId: string
  postId: string
  role: Role
  areaId: number
  /** The area's range of commune ids, inclusive. */
  lo: number
  hi: number
  /** 0: not limited to one hamlet. */
  hamletId: number
  /** 0: no body of its own (a laboratory, site or gate has one). */
  bodyId: number
}

/**
 * Finds out who acts and sets the scope, in one statement.
 * @param opId an operation whose turn is waited for in it, as by turnOf()
 * @throws Problem
 */
export type Enter = (db: Db, opId: string | null) => Promise<{ actor: Actor; now: Now }>

/** Sets the database scope of this transaction to a post; throws SQLSTATE PD001 where the post is not valid on that day. */
export async function setScope(db: Db, postId: string, today: string): Promise<Actor> {
  const row = await db.one<Omit<Actor, 'postId'>>(sql`
    select account_id as "accountId", role, area_id as "areaId", lo, hi, hamlet_id as "hamletId", body_id as "bodyId"
    from set_scope(${postId}, ${today})`)
  return { ...row, postId }
}

/** Of one operation sent twice at once the second waits here until the first has ended. */
export const turnOf = (opId: string) => sql`select pg_advisory_xact_lock(714302, hashtext(${opId}::text))`

/**
 * The same on the instance's day, with its clock: one statement.
 * @param opId an operation whose turn is waited for as by turnOf(): what a later statement sees is what that one left
 */
export async function openScope(db: Db, postId: string, opId: string | null = null): Promise<{ actor: Actor; now: Now }> {
  const wall = new Date().toISOString()
  const {
    drillOn,
    turn: _,
    ...row
  } = await db.one<Omit<Actor, 'postId'> & { drillOn: string | null; turn: boolean | null }>(
    kept(sql`
    select s.account_id as "accountId", s.role, s.area_id as "areaId", s.lo, s.hi, s.hamlet_id as "hamletId", s.body_id as "bodyId",
      (select drill_on from instance) as "drillOn",
      case when ${opId}::text is not null then pg_advisory_xact_lock(714302, hashtext(${opId}::text)) is null end as turn
    from set_scope(${postId}, coalesce((select drill_on from instance), ${localDay(wall)}::date)) s`),
  )
  return { actor: { ...row, postId }, now: clockAt(wall, drillOn) }
}

const setRange = (db: Db, lo: number, hi: number, hamlet: number) =>
  db.run(
    kept(sql`select set_config('phaodai.lo', ${String(lo)}, true), set_config('phaodai.hi', ${String(hi)}, true),
             set_config('phaodai.hamlet', ${String(hamlet)}, true)`),
  )

/**
 * Runs a reaction that crosses areas (a contact in another commune) over every row, then narrows the scope again.
 * Only command() calls this; what it does is audited with the operation that caused it.
 */
export async function withEngineScope<T>(db: Db, actor: Actor, work: () => Promise<T>): Promise<T> {
  const [, done] = await Promise.all([setRange(db, 0, 2_147_483_647, 0), within(db, actor, work)])
  return done
}

async function within<T>(db: Db, actor: Actor, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    // not waited for: one connection runs its statements in the order of asking, so whatever is asked from here on finds the scope narrow.
    // Where the transaction has failed already this fails too, and is nothing to tell: nobody reads in it any more
    void setRange(db, actor.lo, actor.hi, actor.hamletId).catch(() => {})
  }
}
