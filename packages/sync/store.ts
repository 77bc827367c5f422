/** What the client asks of a phone's storage. One store is one member's profile on one phone. */
export type Table = 'meta' | 'rows' | 'outbox' | 'files'

/** A row as stored: a key and plain cloneable data; what is personal in it is sealed already. */
export interface Stored {
  key: string
  [field: string]: unknown
}

/**
 * Inside a transaction only these may be awaited: IndexedDB ends a transaction that waits for anything else.
 */
export interface StoreTx {
  get<R extends Stored>(table: Table, key: string): Promise<R | undefined>
  all<R extends Stored>(table: Table): Promise<R[]>
  put(table: Table, rows: readonly Stored[]): Promise<void>
  delete(table: Table, keys: readonly string[]): Promise<void>
  clear(table: Table): Promise<void>
}

export interface LocalStore {
  /** All or nothing over all tables; when it resolves, it is on the disk. Rejects with QuotaExceeded where there is no room. */
  transaction<T>(mode: 'read' | 'write', work: (tx: StoreTx) => Promise<T>): Promise<T>
  /** One holder among all tabs (navigator.locks); null at once where another has it. */
  lock<T>(work: () => Promise<T>): Promise<T | null>
  /** Told when another tab has written. Answers how to stop. */
  onOther(listener: () => void): () => void
  /** A word kept outside the database (localStorage): it tells a database that was deleted from one that never was. */
  marker: { read(): string | null; write(word: string | null): void }
}

/** There is no room left on the phone. Adapters turn their own error into this one. */
export class QuotaExceeded extends Error {
  override name = 'QuotaExceeded'
}
