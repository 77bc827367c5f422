import { type Db, dbOf, inTransaction, type Pool, sql } from './sql.ts'

/** One sealer at a time: the command line and a server may both be at it. */
const SEAL_LOCK = 714203
const MARGIN = '2 minutes'
const NOTHING = Buffer.alloc(32)

/** Ends of transactions that may still bring rows of the past; a prepared transaction has no process and counts until it ends. */
const listWriters = (db: Db) =>
  db.many<{ id: string; prepared: boolean }>(sql`
    select distinct l.virtualtransaction as id, l.pid is null as prepared from pg_locks l
    where l.locktype = 'relation' and l.relation = 'public.audit'::regclass and l.granted
      and l.database = (select oid from pg_database where datname = current_database())
      and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
      and l.pid is distinct from pg_backend_pid()`)

/** The minute's end up to which nothing new is begun: `until`, but no later than two minutes ago by the database's clock. */
const closedUntil = (db: Db, until: string | null) =>
  db.one<{ at: string }>(sql`
    select date_trunc('minute', least(${until}::timestamptz, clock_timestamp() - ${MARGIN}::interval), 'UTC') as at`)

const lastSeal = (db: Db) =>
  db.maybe<{ until: string; hash: Buffer }>(
    sql`select minute + interval '1 minute' as until, hash from audit_seal order by minute desc limit 1`,
  )

const listMinutes = (db: Db, from: string, until: string) =>
  db.many<{ minute: string }>(sql`select minute from audit_minutes(${from}::timestamptz, ${until}::timestamptz) limit 500`)

const insertSeal = (db: Db, minute: string, from: string, previous: Buffer) =>
  db.one<{ hash: Buffer; rows: number }>(sql`
    insert into audit_seal (minute, rows, hash, previous)
    select ${minute}::timestamptz, d.rows, d.hash, ${previous}::bytea
    from audit_digest(${from}::timestamptz, ${minute}::timestamptz + interval '1 minute', ${previous}::bytea) d
    returning hash, rows`)

export interface Sealed {
  minutes: number
  rows: number
  /** Transactions that were still open and might bring rows of those minutes; where there are any, nothing was sealed this time. */
  waitingFor: number
}

/**
 * Seals each closed minute since the last seal: hash = SHA-256(hash before || lines of every row since the last sealed minute).
 *
 * A row carries clock_timestamp() of its insert but shows only when its transaction commits, which may be much later. Whoever inserts
 * into audit holds ROW EXCLUSIVE on it from before that clock is read until the end of the transaction. So: first a time is chosen that
 * has passed; then the holders of that lock are listed; once all of them have ended, every row of before that time is there, and whoever
 * came later writes later times. pg_snapshot_xmin would not do by itself: a transaction gets its number only when the row is stored, after
 * the clock is read, and any long write elsewhere would hold it back. Readers and backups do not hold a seal up, writers are not held up by it,
 * and busy ones cannot starve it: only those at work at the start are waited for. The two minutes allow for a clock that is set back a little.
 * @param until seal no minute that ends after this instant (ISO); null: as far as can be
 * @param patienceMs how long to wait for open writers before leaving it to the next call
 */
export async function sealAudit(pool: Pool, until: string | null = null, patienceMs = 5000): Promise<Sealed> {
  const db = dbOf(pool)
  const { at: closed } = await closedUntil(db, until)
  const writers = new Set((await listWriters(db)).map((w) => w.id))
  const began = Date.now()
  for (let open = writers.size; open > 0; ) {
    const now = await listWriters(db)
    open = now.filter((w) => w.prepared || writers.has(w.id)).length
    if (open === 0) break
    if (Date.now() - began >= patienceMs) return { minutes: 0, rows: 0, waitingFor: open }
    await new Promise((r) => setTimeout(r, 50))
  }
  const sum: Sealed = { minutes: 0, rows: 0, waitingFor: 0 }
  for (;;) {
    const some = await inTransaction(pool, async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(${SEAL_LOCK})`)
      const last = await lastSeal(tx)
      let from = last?.until ?? '-infinity'
      let previous = last?.hash ?? NOTHING
      const minutes = await listMinutes(tx, from, closed)
      for (const { minute } of minutes) {
        const made = await insertSeal(tx, minute, from, previous)
        sum.minutes++
        sum.rows += made.rows
        previous = made.hash
        from = new Date(Date.parse(minute) + 60_000).toISOString()
      }
      return minutes.length
    })
    if (some < 500) return sum
  }
}

export interface AuditVerdict {
  agrees: boolean
  seals: number
  rows: number
  /** End of the last sealed minute; later rows are not sealed yet. */
  sealedUntil: string | null
  /** The first seal that its rows no longer make: `rows` since the seal before it changed, or the `chain` of seals itself. */
  firstDifference: { minute: string; what: 'rows' | 'chain'; sealedRows: number; foundRows: number } | null
}

interface CheckedSeal {
  minute: string
  until: string
  rows: number
  found: number
  hash: Buffer
  chained: boolean
  same: boolean
}

const listChecked = (db: Db, after: string, hashBefore: Buffer) =>
  db.many<CheckedSeal>(sql`
    with page as (
      select minute, rows, hash, previous from audit_seal where minute >= ${after}::timestamptz order by minute limit 200
    ), linked as (
      select p.*, lag(minute + interval '1 minute', 1, ${after}::timestamptz) over w as since, lag(hash, 1, ${hashBefore}::bytea) over w as due
      from page p window w as (order by minute)
    )
    select l.minute, l.minute + interval '1 minute' as until, l.rows, d.rows as found, l.hash, l.previous = l.due as chained, l.hash = d.hash as same
    from linked l cross join lateral audit_digest(l.since, l.minute + interval '1 minute', l.due) d order by l.minute`)

/** Makes every seal again from the rows and finds the first that differs: a row was changed, removed or added, or a seal was. */
export async function verifyAudit(pool: Pool): Promise<AuditVerdict> {
  const verdict: AuditVerdict = { agrees: true, seals: 0, rows: 0, sealedUntil: null, firstDifference: null }
  let hash: Buffer = NOTHING
  for (;;) {
    const page = await listChecked(dbOf(pool), verdict.sealedUntil ?? '-infinity', hash)
    for (const s of page) {
      if (!s.chained || !s.same || s.rows !== s.found) {
        const what = s.chained ? 'rows' : 'chain'
        return { ...verdict, agrees: false, firstDifference: { minute: s.minute, what, sealedRows: s.rows, foundRows: s.found } }
      }
      verdict.seals++
      verdict.rows += s.rows
      verdict.sealedUntil = s.until
      hash = s.hash
    }
    if (page.length < 200) return verdict
  }
}
