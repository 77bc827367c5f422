import { createHash } from 'node:crypto'
import pg from 'pg'
import { type Answer, Batch, type Statement } from './batch.ts'

pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (v) => new Date(v).toISOString())

export type { Statement }

const texts = new WeakMap<TemplateStringsArray, string>()

/** Tagged template for SQL: every hole is a parameter, never text. One statement a function, in a store. */
export function sql(parts: TemplateStringsArray, ...values: unknown[]): Statement {
  let text = texts.get(parts)
  if (text === undefined) {
    text = parts[0]!
    for (let i = 0; i < values.length; i++) text += `$${i + 1}${parts[i + 1]}`
    texts.set(parts, text)
  }
  return { text, values }
}

/**
 * A list of ids, days, instants or words without spaces as PostgreSQL reads an array: nothing in it is to be quoted. Cheaper to write than a list of any
 * text. Ask for a few in a kept statement as `= any (array(select unnest(${plainArray(few)}::uuid[])))`: where the planner sees how many there are, a plan
 * for just these looks cheaper each time than the one for all, and it plans anew at each call, which costs more than the look-up.
 */
export const plainArray = (list: readonly (string | number)[]): string => `{${list.join(',')}}`

const names = new Map<string, string>()

/**
 * Keeps a statement prepared on each connection, so that it is parsed, and soon planned, once. Only for hot statements that find their rows by
 * key: PostgreSQL goes over to one plan for all values, which is wrong where the best plan depends on them (a range of communes, a filter that
 * may be null).
 */
export function kept(s: Statement): Statement {
  let name = names.get(s.text)
  if (name === undefined) {
    name = `s${createHash('sha256').update(s.text).digest('hex').slice(0, 16)}`
    names.set(s.text, name)
  }
  return { ...s, name }
}

/** More keys than these are looked for by a plan of their own: that for a few reads row by row. */
const FEW = 20

/** `kept`, where the keys that it looks for are few, as they are for one person and those around them; a wave of an import is planned for itself. */
export const keptForFew = (keys: readonly unknown[], s: Statement): Statement => (keys.length <= FEW ? kept(s) : s)

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

const send = (to: pg.ClientBase | pg.Pool, batch: Batch, done: (error: Error | null, answers: Answer[]) => void): void => {
  if (to instanceof pg.Pool) {
    to.connect().then(
      (client) => {
        send(client, batch, (error, answers) => {
          client.release()
          done(error, answers)
        })
      },
      (error: Error) => done(error, []),
    )
    return
  }
  batch.callback = done
  to.query(batch)
}

const answering = (ask: (s: Statement) => Promise<Answer>): Db => ({
  many: async <R>(s: Statement) => (await ask(s)).rows as R[],
  async one<R>(s: Statement) {
    const { rows } = await ask(s)
    if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}: ${s.text.slice(0, 80)}`)
    return rows[0] as R
  },
  maybe: async <R>(s: Statement) => ((await ask(s)).rows[0] as R | undefined) ?? null,
  run: async (s: Statement) => (await ask(s)).count,
})

/** Statements one by one: each in its own transaction, unless the connection is in one. */
export const dbOf = (client: pg.ClientBase | pg.Pool): Db =>
  answering(
    (s) =>
      new Promise((done, fail) => send(client, new Batch([s]), (error, answers) => (error ? fail(error) : done(answers[0]!)))),
  )

export type Pool = pg.Pool

/**
 * A pool of connections. `idleSeconds` (10): how long one that nobody uses is kept; a server keeps its own for long, for a new one has to sign in and plan
 * every statement anew. `onLost` is told of idle connections that broke (the server restarted), which is not an error of ours.
 */
export function openPool(
  url: string,
  options: { max?: number; name?: string; idleSeconds?: number; onLost?: (e: Error) => void } = {},
): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: (options.idleSeconds ?? 10) * 1000,
    application_name: options.name ?? 'phaodai',
    // a plan kept since a table was small does not stay for ever
    maxLifetimeSeconds: 1800,
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

/** Statements asked for in one go (`Promise.all`, or without waiting for one to ask the next) travel together, in the order of asking; see Batch. */
export interface Transaction extends Db {
  /** Runs it at the end, in one piece with the commit. Where it fails nothing is committed. */
  last(s: Statement): void
}

interface Waiting {
  statement: Statement
  done(answer: Answer): void
  fail(error: Error): void
}

/**
 * Runs `work` in one transaction; rolls back when it throws. The transaction begins with its first statement.
 * @param made what to make of the result, while the disk is waited for: it is answered when the commit has come back, and not at all where it failed
 */
export async function inTransaction<T, R = T>(
  pool: Pool,
  work: (db: Transaction) => Promise<T>,
  mode: 'read committed' | 'repeatable read, read only' = 'read committed',
  made: (result: T) => R = (result) => result as unknown as R,
): Promise<R> {
  const client = await pool.connect()
  const lasts: Statement[] = []
  let begun = false
  let ended = false
  let waiting: Waiting[] = []
  /** One batch on the way at a time; what is asked for meanwhile travels together after it. */
  let flight: Promise<void> | null = null
  const flush = () => {
    if (flight || ended || waiting.length === 0) return
    const now = waiting
    waiting = []
    if (!begun) {
      const text = mode === 'read committed' ? 'begin' : 'begin isolation level repeatable read, read only'
      now.unshift({ statement: { text, values: [], name: text.replaceAll(/\W/g, '_') }, done() {}, fail() {} })
      begun = true
    }
    flight = new Promise((landed) => {
      send(client, new Batch(now.map((w) => w.statement)), (error, answers) => {
        flight = null
        landed()
        for (const [i, w] of now.entries())
          if (answers[i]) w.done(answers[i])
          else w.fail(error!)
        queueMicrotask(soon)
      })
    })
  }
  // once whoever asks has come to wait for an answer
  const soon = () => process.nextTick(flush)
  const ask = (statement: Statement) =>
    new Promise<Answer>((done, fail) => {
      if (waiting.push({ statement, done, fail }) === 1) soon()
    })
  try {
    const result = await work({ ...answering(ask), last: (s) => void lasts.push(s) })
    const asked = begun || lasts.length > 0 ? [...lasts, { text: 'commit', values: [], name: 'commit' }].map(ask) : []
    // behind what was asked: it has left when this begins
    const making = Promise.resolve().then(() => made(result))
    const [answers, answer] = await Promise.all([Promise.all(asked), making])
    // the answer to a commit after an error that somebody caught
    if (asked.length > 0 && answers.at(-1)!.command !== 'COMMIT')
      throw new Error('the transaction had failed: nothing was written')
    client.release()
    return answer
  } catch (error) {
    // nothing more is sent, nobody waits for it; what is on the way comes back first
    ended = true
    await flight
    if (!begun) client.release()
    else
      await client.query('rollback').then(
        () => client.release(),
        (broken) => client.release(broken),
      )
    throw error
  }
}
