import * as c from './crypto.ts'
import type { Keys } from './keys.ts'
import type { Row } from './protocol.ts'
import type { Stored } from './store.ts'

/** A replicated row on the disk; its body is sealed. */
export interface ReplicaRow extends Stored {
  collection: string
  id: string
  version: string
  day: string | null
  under: 'names' | 'doors'
  body: Uint8Array<ArrayBuffer>
  /** Of which full fetch; what an earlier one brought and a later one did not is gone. */
  generation: number
}
interface Open {
  id: string
  version: string
  body: unknown
  row: ReplicaRow
}

export const keyOf = (r: { collection: string; id: string }): string => `${r.collection}/${r.id}`

/** Seals a pulled row for the disk. Outside any transaction: IndexedDB would end one that waits for it. */
export async function sealedRow(row: Row, keys: Keys, withoutNames: readonly string[], generation: number): Promise<ReplicaRow> {
  const under = withoutNames.includes(row.collection) ? 'doors' : 'names'
  const key = under === 'doors' ? keys.doors : keys.names!
  const { collection, id, version, day = null } = row
  const body = await c.sealJson(key, row.body, keyOf(row))
  return { key: keyOf(row), collection, id, version, day, under, body, generation }
}

/** The rows that open now, in memory: a page never waits for the disk or for a key. */
export class Replica {
  private collections = new Map<string, Map<string, Open>>()

  list<T>(collection: string): { id: string; version: string; body: T }[] {
    return [...(this.collections.get(collection)?.values() ?? [])].map(({ id, version, body }) => ({
      id,
      version,
      body: body as T,
    }))
  }

  /** Takes what lies on the disk; bodies that have not changed are not opened again. */
  async load(stored: readonly Stored[], keys: Keys): Promise<void> {
    const next = new Map<string, Map<string, Open>>()
    const opened = await Promise.all(
      (stored as ReplicaRow[]).map(async (row) => {
        const known = this.collections.get(row.collection)?.get(row.id)
        if (known && known.row === row) return known
        const key = row.under === 'names' ? keys.names : keys.doors
        if (!key) return null
        const body = await c.openJson<unknown>(key, row.body, row.key).catch(() => null)
        return body === null ? null : { id: row.id, version: row.version, body, row }
      }),
    )
    for (const open of opened) if (open) into(next, open)
    this.collections = next
  }

  take(rows: readonly { row: ReplicaRow; body: unknown }[]): void {
    for (const { row, body } of rows) into(this.collections, { id: row.id, version: row.version, body, row })
  }
  drop(keys: Iterable<string>): void {
    for (const key of keys) {
      const at = key.indexOf('/')
      this.collections.get(key.slice(0, at))?.delete(key.slice(at + 1))
    }
  }
  forget(): void {
    this.collections = new Map()
  }
  forgetUnder(under: 'names' | 'doors'): void {
    for (const rows of this.collections.values())
      for (const open of [...rows.values()]) if (open.row.under === under) rows.delete(open.id)
  }
}

function into(collections: Map<string, Map<string, Open>>, open: Open): void {
  const rows = collections.get(open.row.collection) ?? new Map<string, Open>()
  collections.set(open.row.collection, rows)
  rows.set(open.id, open)
}
