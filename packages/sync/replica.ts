import * as c from './crypto.ts'
import type { Keys } from './keys.ts'
import type { Row } from './protocol.ts'
import type { Stored } from './store.ts'

/** Rows that lie together on the disk under one seal are told by this name in place of a collection's. */
const SHELF = '#shelf'
/** Most rows of a shelf. */
export const SHELF_ROWS = 256
/** So many rows that come at once lie together; fewer lie each by itself, for they are likely to change soon. */
const TOGETHER = 16
/** Beyond so many shelves all is put together anew. */
const MOST_SHELVES = 40

/** What lies on the disk: one replicated row, or a shelf of many. The body is sealed. */
export interface ReplicaRow extends Stored {
  collection: string
  id: string
  version: string
  /** The local day that it is of, where it ages; of a shelf the last one. */
  day: string | null
  under: 'names' | 'doors'
  body: Uint8Array<ArrayBuffer>
  /** Of which full fetch; what an earlier one brought and a later one did not is gone. */
  generation: number
  /** What came later counts. Absent: from a version that wrote every row by itself. */
  order?: number
}

interface Open extends Row {
  key: string
  day: string | null
}
type Unpack = (row: Row) => Row[] | null
const asIs: Unpack = () => null

/** A stored row with the rows in it as they came, packed ones packed; none where it did not open. */
export class Kept {
  readonly row: ReplicaRow
  readonly isOpen: boolean
  private rows: readonly Row[]
  private readonly unpack: Unpack
  private unpacked: Open[] | null = null
  constructor(row: ReplicaRow, rows: readonly Row[], unpack: Unpack) {
    this.row = row
    this.isOpen = rows.length > 0
    this.rows = rows
    this.unpack = unpack
  }
  /** What they stand for: made when somebody looks, which a first fetch need not wait for. */
  get opens(): Open[] {
    this.unpacked ??= this.rows.flatMap((r) => this.unpack(r) ?? [r]).map(openOf)
    this.rows = []
    return this.unpacked
  }
}

export const keyOf = (r: { collection: string; id: string }): string => `${r.collection}/${r.id}`
const isShelf = ({ row }: Kept): boolean => row.collection === SHELF
const openOf = ({ collection, id, version, day = null, body }: Row): Open => ({
  ...{ key: keyOf({ collection, id }), collection, id, version, day, body },
})

/** How rows are written: under whose keys, in which full fetch. */
export interface Sealing {
  keys: Keys
  withoutNames: readonly string[]
  generation: number
  order: number
  newId(): string
  shelfRows: number
  /** The rows that a packed one stands for; null: it stands for itself. */
  unpack(row: Row): Row[] | null
}
const underOf = (s: Sealing, collection: string): 'names' | 'doors' => (s.withoutNames.includes(collection) ? 'doors' : 'names')

/** Seals a pulled row for the disk by itself. Outside any transaction: IndexedDB would end one that waits for it. */
export async function loose(row: Row, s: Sealing): Promise<Kept> {
  const open = openOf(row)
  const under = underOf(s, row.collection)
  const body = await c.sealJson(under === 'doors' ? s.keys.doors : s.keys.names!, row.body, open.key)
  const { key, collection, id, version, day } = open
  const { generation, order } = s
  return new Kept({ key, collection, id, version, day, under, body, generation, order }, [open], asIs)
}

/** Many rows in few shelves: one seal and one write for some hundreds, packed ones as they came. What ages lies apart, in the order of its days. */
export async function shelved(rows: readonly Row[], s: Sealing): Promise<Kept[]> {
  const kinds = Map.groupBy(rows, (r) => `${underOf(s, r.collection)} ${r.day != null}`)
  const shelves: Promise<Kept>[] = []
  for (const of of kinds.values()) {
    const sorted = of[0]!.day == null ? of : of.toSorted((a, b) => (a.day! < b.day! ? -1 : a.day! > b.day! ? 1 : 0))
    for (let i = 0; i < sorted.length; i += s.shelfRows) shelves.push(shelf(s.newId(), sorted.slice(i, i + s.shelfRows), s))
  }
  return Promise.all(shelves)
}

async function shelf(id: string, rows: readonly Row[], s: Sealing): Promise<Kept> {
  const under = underOf(s, rows[0]!.collection)
  const key = keyOf({ collection: SHELF, id })
  const content = rows.map((r) => [r.collection, r.id, r.version, r.day ?? null, r.body])
  const body = await c.sealJson(under === 'doors' ? s.keys.doors : s.keys.names!, content, key)
  const day = rows.reduce<string | null>((last, r) => (r.day && (last === null || r.day > last) ? r.day : last), null)
  const { generation, order } = s
  return new Kept({ key, collection: SHELF, id, version: '', day, under, body, generation, order }, rows, s.unpack)
}

async function opened(row: ReplicaRow, key: c.SealKey | null, unpack: Unpack): Promise<Kept> {
  const body = key && (await c.openJson<object>(key, row.body, row.key).catch(() => null))
  if (!body) return new Kept(row, [], asIs)
  const { collection, id, version, day } = row
  if (collection !== SHELF) return new Kept(row, [{ collection, id, version, day, body: body as Row['body'] }], asIs)
  const rows = (body as [string, string, string, string | null, Row['body']][]).map(([collection, id, version, day, body]) => {
    return { collection, id, version, day, body }
  })
  return new Kept(row, rows, unpack)
}

/** A seal begins with a random number of its own: where that is the same, so is all of it. */
const sameSeal = (a: ReplicaRow, b: ReplicaRow): boolean => {
  for (let i = 0; i < 12; i++) if (a.body[i] !== b.body[i]) return false
  return a.body.length === b.body.length
}

/** What a change of the replica writes and deletes, and how many rows leave by it. */
export interface Change {
  put: Kept[]
  gone: string[]
  /** Rows, packed ones as one. */
  coming: number
  leaving: number
}

/** The rows that open now, in memory: a page never waits for the disk or for a key. */
export class Replica {
  private kept = new Map<string, Kept>()
  /** Null: to be made from what is kept, when somebody looks. */
  private collections: Map<string, Map<string, Open>> | null = null
  private changes = 0

  list<T>(collection: string): { id: string; version: string; body: T }[] {
    return [...(this.shown().get(collection)?.values() ?? [])].map(({ id, version, body }) => ({
      id,
      version,
      body: body as T,
    }))
  }

  /** Taken before the disk is read: what was read before a change that has been made since is not loaded over it. */
  ticket(): number {
    return this.changes
  }

  /** Takes what lies on the disk; what has not changed is not opened again. @returns whether all opened whose key is here; null: too late, read again */
  async load(stored: readonly Stored[], keys: Keys, unpack: Unpack, ticket: number): Promise<boolean | null> {
    const all = await Promise.all(
      (stored as ReplicaRow[]).map(async (row) => {
        const known = this.kept.get(row.key)
        if (known?.isOpen && sameSeal(known.row, row)) return known
        return opened(row, row.under === 'names' ? keys.names : keys.doors, unpack)
      }),
    )
    if (ticket !== this.changes) return null
    this.kept = new Map(all.map((k) => [k.row.key, k]))
    this.collections = null
    return all.every((k) => k.isOpen || (k.row.under === 'names' && !keys.names))
  }

  /** What these rows, arriving, make of the rest. `whole`: they are part of a full fetch. Nothing is changed yet. */
  async changed(
    coming: readonly Row[],
    whole: boolean,
    leaves: (open: { key: string; id: string; day: string | null }) => boolean,
    before: number,
    sealing: Omit<Sealing, 'order'>,
  ): Promise<Change> {
    const s = { ...sealing, order: this.next() }
    const together = whole || coming.length >= Math.min(TOGETHER, s.shelfRows)
    const put = together
      ? await shelved(coming, s)
      : await Promise.all(coming.flatMap((r) => s.unpack(r) ?? [r]).map((r) => loose(r, s)))
    const gone: string[] = []
    let leaving = 0
    // looked at only where something was here before
    let known: Set<string> | null = null
    const came = [...put]
    const comes = (o: Open) => {
      known ??= new Set(came.flatMap((k) => k.opens.map((p) => p.key)))
      return known.has(o.key)
    }
    for (const k of this.kept.values()) {
      if (k.row.generation < before) {
        gone.push(k.row.key)
        leaving += k.opens.filter((o) => !comes(o)).length
        continue
      }
      const stay = k.opens.filter((o) => !leaves(o))
      // what does not open is not looked into
      if (stay.length === k.opens.length) continue
      leaving += k.opens.length - stay.length
      if (stay.length === 0) gone.push(k.row.key)
      else put.push(await shelf(k.row.id, stay, { ...s, generation: k.row.generation, order: k.row.order ?? 0 }))
    }
    return { put, gone, coming: coming.length, leaving }
  }

  /** Everything anew in full shelves, where many rows have come one by one; null where few have, or not all of it opens. */
  async tidied(sealing: Omit<Sealing, 'order'>): Promise<Change | null> {
    const s = { ...sealing, order: this.next() }
    const all = [...this.kept.values()]
    const shelves = all.filter(isShelf).length
    if (all.length - shelves <= s.shelfRows && shelves <= MOST_SHELVES) return null
    if (all.some((k) => !k.isOpen)) return null
    const opens = [...this.shown().values()].flatMap((rows) => [...rows.values()])
    return { put: await shelved(opens, s), gone: all.map((k) => k.row.key), coming: 0, leaving: 0 }
  }

  take({ put, gone }: Change): void {
    this.changes++
    for (const key of gone) this.kept.delete(key)
    for (const k of put) this.kept.set(k.row.key, k)
    this.collections = null
  }
  forget(): void {
    this.changes++
    this.kept = new Map()
    this.collections = null
  }
  forgetUnder(under: 'names' | 'doors'): void {
    this.changes++
    for (const k of [...this.kept.values()]) if (k.row.under === under) this.kept.delete(k.row.key)
    this.collections = null
  }

  private next(): number {
    let last = 0
    for (const { row } of this.kept.values()) last = Math.max(last, row.order ?? 0)
    return last + 1
  }

  /** The last full fetch counts before earlier ones, and in it what came later. */
  private shown(): Map<string, Map<string, Open>> {
    if (this.collections) return this.collections
    const order = [...this.kept.values()].sort(
      (a, b) => a.row.generation - b.row.generation || (a.row.order ?? 0) - (b.row.order ?? 0),
    )
    const collections = new Map<string, Map<string, Open>>()
    for (const { opens } of order)
      for (const open of opens) {
        const rows = collections.get(open.collection) ?? new Map<string, Open>()
        collections.set(open.collection, rows)
        rows.set(open.id, open)
      }
    this.collections = collections
    return collections
  }
}
