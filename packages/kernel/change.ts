import { type Db, kept, plainArray, type Statement, sql } from './sql.ts'

/** What of the phones' copies changed. By home: who lives there and whose round it is in, checks, frail people, movements. */
export type Changed = 'homes' | 'checks' | 'frail' | 'movements' | 'signals' | 'messages' | 'refusals'

const telling = (communeId: number, kind: Changed, ids: readonly string[], since: string | null): Statement =>
  kept(
    sql`insert into replica_change (commune_id, kind, ids, since_on) values (${communeId}, ${kind}, ${plainArray(ids)}::uuid[], ${since}::date)`,
  )

/**
 * Tells the phones, in the transaction of the change: they fetch what is named here at their next contact.
 * @param since the earliest local day touched, where only some days are
 */
export async function changed(
  db: Db,
  communeId: number,
  kind: Changed,
  ids: readonly (string | null | undefined)[],
  since: string | null = null,
): Promise<void> {
  const known = [...new Set(ids)].filter((id): id is string => id != null)
  if (known.length === 0) return
  await db.run(telling(communeId, kind, known, since))
}

/** The same as a statement to be run with the commit, where there is something to tell. */
export const change = (communeId: number, kind: Changed, ids: readonly string[], since: string | null = null): Statement =>
  telling(communeId, kind, [...new Set(ids)], since)
