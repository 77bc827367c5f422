import { type LocalStore, QuotaExceeded, type Stored, type StoreTx, type Table } from './store.ts'

const tables = ['meta', 'rows', 'outbox', 'files'] as const

/** A disk of tests: survives its tabs; can be full, be wiped, be cut off in the middle of anything. */
export interface MemoryDisk {
  /** A store as one tab opens it. `cut()`: that tab is dead; nothing that it awaits comes back. */
  open(): LocalStore & { cut(): void }
  /** As the browser evicts it; the marker stays. */
  wipe(): void
  /** Bytes at most; writes beyond are refused. */
  quota: number
  bytes(): number
  keys(table: Table): string[]
  /** Every write transaction that committed, counted. */
  commits: number
  /** Called before each step of a transaction; may cut tabs. */
  onStep: (() => void) | null
}

const never = <T>() => new Promise<T>(() => {})

/** In-memory storage with the transaction rules of IndexedDB: atomic, one writer at a time. */
export function memoryDisk(): MemoryDisk {
  let data = fresh()
  let marker: string | null = null
  let busy: Promise<unknown> = Promise.resolve()
  let held: object | null = null
  const listeners = new Map<object, () => void>()

  const disk: MemoryDisk = {
    quota: Number.POSITIVE_INFINITY,
    commits: 0,
    onStep: null,
    wipe() {
      data = fresh()
    },
    bytes: () => sizeOf(data),
    keys: (table) => [...data[table].keys()],
    open() {
      const tab = {}
      let dead = false
      const alive = async <T>(value: T): Promise<T> => {
        disk.onStep?.()
        return dead ? never<T>() : value
      }
      const store: LocalStore & { cut(): void } = {
        async transaction(mode, work) {
          const before = busy
          let done!: () => void
          busy = new Promise<void>((resolve) => {
            done = resolve
          })
          await before
          if (dead) {
            done()
            return never()
          }
          const copy = cloned(data)
          // the tab may die inside, at its first step too: then the transaction is as if it had not been
          const cutOff = new Promise<'cut'>((resolve) => deaths.push(() => resolve('cut')))
          const finished = work(txOf(copy, alive))
          try {
            const result = await Promise.race([finished, cutOff])
            if (dead || result === 'cut') return never()
            if (mode === 'write') {
              if (sizeOf(copy) > disk.quota && sizeOf(copy) > sizeOf(data)) throw new QuotaExceeded('no room')
              data = copy
              disk.commits++
              for (const [of, tell] of listeners) if (of !== tab) queueMicrotask(tell)
            }
            return result
          } finally {
            done()
          }
        },
        async lock(work) {
          if (held) return null
          held = tab
          try {
            return await work()
          } finally {
            if (held === tab) held = null
          }
        },
        onOther(listener) {
          listeners.set(tab, listener)
          return () => void listeners.delete(tab)
        },
        marker: {
          read: () => marker,
          write(word) {
            if (!dead) marker = word
          },
        },
        cut() {
          dead = true
          listeners.delete(tab)
          if (held === tab) held = null
          for (const tell of deaths.splice(0)) tell()
        },
      }
      const deaths: (() => void)[] = []
      return store
    },
  }
  return disk
}

type Data = Record<Table, Map<string, Stored>>
const fresh = (): Data => ({ meta: new Map(), rows: new Map(), outbox: new Map(), files: new Map() })
const cloned = (data: Data): Data => ({
  ...{ meta: new Map(data.meta), rows: new Map(data.rows) },
  ...{ outbox: new Map(data.outbox), files: new Map(data.files) },
})
const sizes = new WeakMap<Stored, number>()
function sizeOf(data: Data): number {
  let sum = 0
  for (const table of tables)
    for (const row of data[table].values()) {
      const known = sizes.get(row) ?? JSON.stringify(row).length
      sizes.set(row, known)
      sum += known
    }
  return sum
}

/** Rows are frozen copies: nobody changes what is stored by holding on to it. */
function txOf(data: Data, alive: <T>(value: T) => Promise<T>): StoreTx {
  return {
    get: async <R extends Stored>(table: Table, key: string) => alive(data[table].get(key) as R | undefined),
    all: async <R extends Stored>(table: Table) => alive([...data[table].values()] as R[]),
    async put(table, rows) {
      await alive(null)
      for (const row of rows) data[table].set(row.key, Object.freeze({ ...row }))
    },
    async delete(table, keys) {
      await alive(null)
      for (const key of keys) data[table].delete(key)
    },
    async clear(table) {
      await alive(null)
      data[table].clear()
    },
  }
}
