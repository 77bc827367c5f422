import pg from 'pg'

pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (v) => new Date(v).toISOString())

/** One SQL statement with its parameters. */
export interface Statement {
  text: string
  values: unknown[]
}

/** Tagged template for SQL: every hole is a parameter, never text. One statement a function, in a store. */
export function sql(parts: TemplateStringsArray, ...values: unknown[]): Statement {
  let text = parts[0]!
  for (let i = 0; i < values.length; i++) text += `$${i + 1}${parts[i + 1]}`
  return { text, values }
}

/** A database connection inside a transaction; stores take it as their first argument. */
export interface Db {
  many<R>(s: Statement): Promise<R[]>
  /** Exactly one row, or an error. */
  one<R>(s: Statement): Promise<R>
  /** One row or null. */
  maybe<R>(s: Statement): Promise<R | null>
  /** Runs it; answers the number of rows touched. */
  run(s: Statement): Promise<number>
}

export function dbOf(client: pg.ClientBase | pg.Pool): Db {
  const query = (s: Statement) => client.query(s.text, s.values)
  return {
    async many<R>(s: Statement) {
      return (await query(s)).rows as R[]
    },
    async one<R>(s: Statement) {
      const { rows } = await query(s)
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}: ${s.text.slice(0, 80)}`)
      return rows[0] as R
    },
    async maybe<R>(s: Statement) {
      return ((await query(s)).rows[0] as R | undefined) ?? null
    },
    async run(s: Statement) {
      return (await query(s)).rowCount ?? 0
    },
  }
}

export type Pool = pg.Pool

/** A pool of connections. `onLost` is told of idle connections that broke (the server restarted), which is not an error of ours. */
export function openPool(url: string, options: { max?: number; name?: string; onLost?: (e: Error) => void } = {}): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 15_000,
    application_name: options.name ?? 'phaodai',
  })
  pool.on('error', (e) => options.onLost?.(e))
  return pool
}

/** Runs `work` and takes back all that it wrote; what it answered stands. For telling beforehand what an operation would do. */
export async function undone<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await db.run(sql`savepoint undone`)
  try {
    return await work()
  } finally {
    await db.run(sql`rollback to savepoint undone`)
  }
}

/** Runs `work` in one transaction; rolls back when it throws. */
export async function inTransaction<T>(pool: Pool, work: (db: Db, client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(dbOf(client), client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      (broken) => client.release(broken),
    )
    throw error
  }
}
