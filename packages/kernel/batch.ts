/// <reference path="./pg-utils.d.ts" />
import pg from 'pg'
import { prepareValue } from 'pg/lib/utils.js'

/** One SQL statement with its parameters. */
export interface Statement {
  text: string
  values: unknown[]
  /** Where it is kept prepared on each connection: its name there. */
  name?: string
}

export interface Answer {
  rows: unknown[]
  /** Rows touched or answered. */
  count: number
  /** What was done: SELECT, INSERT, COMMIT, ROLLBACK … */
  command: string
}

interface Connection {
  stream: { cork(): void; uncork(): void }
  /** Of pg: statements known to be prepared on this connection. */
  parsedStatements: Record<string, string>
  parse(of: { text: string; name: string }): void
  bind(of: { statement: string; values: unknown[] }): void
  describe(of: { type: 'P'; name: string }): void
  execute(of: { portal: string }): void
  close(of: { type: 'S'; name: string }): void
  sync(): void
}
interface Field {
  name: string
  dataTypeID: number
}
type Parse = (value: string) => unknown
type Columns = readonly [name: string, parse: Parse][]

/** What the columns of kept statements are, by their names on a connection: asked once. */
const described = new WeakMap<Connection, Map<string, Columns>>()

/** Prepared in a batch that failed: on the server or not, nobody knows. */
const doubtful = new WeakMap<Connection, Set<string>>()

/**
 * Statements that travel together: written in one piece, run one after another, answered in one piece (one Sync; PostgreSQL documentation,
 * "Extended Query"). Each sees what the ones before it wrote, or waited for. The first that fails ends the batch: those after it do not run.
 * A round trip costs more than most statements, on both sides.
 */
export class Batch {
  readonly #statements: readonly Statement[]
  readonly #answers: Answer[] = []
  readonly #prepares: Statement[] = []
  #connection: Connection | null = null
  /** Of each statement; null: it is to say. */
  #known: (Columns | null)[] = []
  #columns: Columns = []
  #rows: unknown[] = []
  #unreadable: Error | null = null
  /** Called once; with an error the answers are those of the statements before the one that failed. */
  callback: (error: Error | null, answers: Answer[]) => void = () => {}

  constructor(statements: readonly Statement[]) {
    this.#statements = statements
  }

  /** An error that it answers pg hands to `handleError`, and goes on; one thrown would leave the connection waiting for ever. */
  submit(to: pg.Connection): Error | null {
    const connection = to as unknown as Connection
    this.#connection = connection
    // all values first: one that cannot be written must not leave half a batch on the wire
    let values: unknown[][]
    try {
      values = this.#statements.map((s) => s.values.map((v) => prepareValue(v)))
    } catch (error) {
      return error as Error
    }
    const unsure = doubtful.get(connection)
    const kept = described.get(connection) ?? new Map<string, Columns>()
    described.set(connection, kept)
    this.#known = this.#statements.map((s) => (s.name === undefined ? null : (kept.get(s.name) ?? null)))
    this.#columns = this.#known[0] ?? []
    connection.stream.cork()
    try {
      for (const [i, s] of this.#statements.entries()) {
        const statement = s.name ?? ''
        if (!statement || connection.parsedStatements[statement] === undefined) {
          if (unsure?.delete(statement)) connection.close({ type: 'S', name: statement })
          connection.parse({ text: s.text, name: statement })
          if (statement) {
            connection.parsedStatements[statement] = s.text
            this.#prepares.push(s)
          }
        }
        connection.bind({ statement, values: values[i]! })
        if (!this.#known[i]) connection.describe({ type: 'P', name: '' })
        connection.execute({ portal: '' })
      }
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
    return null
  }

  handleRowDescription({ fields }: { fields: Field[] }): void {
    this.#columns = fields.map((f) => [f.name, pg.types.getTypeParser(f.dataTypeID, 'text') as Parse])
  }

  /** A value that cannot be read (an instant without end) is the error of its statement: one thrown here would end the process. */
  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (this.#unreadable) return
    const row: Record<string, unknown> = {}
    try {
      for (let i = 0; i < fields.length; i++) {
        const [name, parse] = this.#columns[i]!
        const value = fields[i]!
        row[name] = value === null ? null : parse(value)
      }
      this.#rows.push(row)
    } catch (error) {
      this.#unreadable = error as Error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    if (this.#unreadable) return
    const [command = ''] = text.split(' ', 1)
    const i = this.#answers.length
    const { name } = this.#statements[i]!
    if (name !== undefined && !this.#known[i]) described.get(this.#connection!)!.set(name, this.#columns)
    this.#columns = this.#known[i + 1] ?? []
    this.#answers.push({ rows: this.#rows, count: Number(/\d+$/.exec(text)?.[0] ?? 0), command })
    this.#rows = []
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleReadyForQuery(): void {
    this.callback(this.#unreadable, this.#answers)
  }

  handleError(error: Error): void {
    const connection = this.#connection
    if (connection && this.#prepares.length > 0) {
      const unsure = doubtful.get(connection) ?? new Set()
      doubtful.set(connection, unsure)
      for (const { name } of this.#prepares) {
        delete connection.parsedStatements[name!]
        // parsed anew it may have other columns
        described.get(connection)?.delete(name!)
        unsure.add(name!)
      }
    }
    Error.captureStackTrace(error)
    this.callback(error, this.#answers)
  }
}
