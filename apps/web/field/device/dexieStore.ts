import { type LocalStore, QuotaExceeded, type Stored, type StoreTx, type Table } from '@phaodai/sync/store.ts'
import Dexie from 'dexie'

const TABLES: readonly Table[] = ['meta', 'rows', 'outbox', 'files']

/** The database of one profile. What is personal in it is sealed before it gets here. */
function databaseOf(profileId: string): Dexie {
  // a browser may answer before the disk has it; `strict` asks it to wait
  const db = new Dexie(`phaodai-${profileId}`, { chromeTransactionDurability: 'strict' })
  db.version(1).stores({ meta: 'key', rows: 'key', outbox: 'key' })
  db.version(2).stores({ files: 'key' })
  return db
}

const isFull = (error: unknown): boolean => {
  const { name, inner } = error as { name?: string; inner?: { name?: string } }
  return name === 'QuotaExceededError' || inner?.name === 'QuotaExceededError'
}

/** What a browser stores for one member, in IndexedDB. */
export function dexieStore(profileId: string): LocalStore & { close(): void } {
  const db = databaseOf(profileId)
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`phaodai-${profileId}`)
  const markerKey = `phaodai.profile.${profileId}`
  const tx: StoreTx = {
    get: <R extends Stored>(table: Table, key: string) => db.table<R, string>(table).get(key),
    all: <R extends Stored>(table: Table) => db.table<R, string>(table).toArray(),
    put: (table, rows) => (rows.length > 0 ? db.table(table).bulkPut([...rows]) : Dexie.Promise.resolve()) as Promise<void>,
    delete: (table, keys) => (keys.length > 0 ? db.table(table).bulkDelete([...keys]) : Dexie.Promise.resolve()),
    clear: (table) => db.table(table).clear(),
  }
  return {
    async transaction(mode, work) {
      try {
        const result = await db.transaction(mode === 'write' ? 'rw' : 'r', [...TABLES], () => work(tx))
        if (mode === 'write') channel?.postMessage('written')
        return result
      } catch (error) {
        throw isFull(error) ? new QuotaExceeded('no room') : error
      }
    },
    // an old browser without locks: the database itself keeps two tabs from writing at once
    lock: async (work) =>
      navigator.locks ? navigator.locks.request(markerKey, { ifAvailable: true }, (held) => (held ? work() : null)) : work(),
    onOther(listener) {
      const hear = () => listener()
      channel?.addEventListener('message', hear)
      return () => channel?.removeEventListener('message', hear)
    },
    marker: {
      read: () => localStorage.getItem(markerKey),
      write: (word) => (word === null ? localStorage.removeItem(markerKey) : localStorage.setItem(markerKey, word)),
    },
    close() {
      channel?.close()
      db.close()
    },
  }
}
