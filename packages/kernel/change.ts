import { type Db, sql } from './sql.ts'

/** What of the phones' copies changed. By home: who lives there and whose round it is in, checks, frail people, movements. */
export type Changed = 'homes' | 'checks' | 'frail' | 'movements' | 'signals' | 'messages' | 'refusals'

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
  await db.run(sql`
    insert into replica_change (commune_id, kind, ids, since_on) values (${communeId}, ${kind}, ${known}::uuid[], ${since}::date)`)
}
