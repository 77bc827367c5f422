import type { Db } from '@phaodai/kernel/sql.ts'
import { membersByRoot } from '../people/people.rules.ts'
import type { Columns } from './engine/segment.ts'
import { emptyColumns, Stays } from './engine/stays.ts'
import * as store from './stays.store.ts'

/** Some 15,000 stays: large enough that the round trip does not count, small enough that what is read leaves the memory at once. */
const PAGES = 256

/** Where a copy stands: the transactions that it has seen, and the merges that it knows. */
export interface Cursor {
  snapshot: string
  stamp: string
  /** Changes that came with a restored backup. */
  strangers: string[]
}

/**
 * Builds the engine from the record. The caller has begun a repeatable read under the engine's scope; `snapshot` is where changes go on
 * from. @throws the first error of the database
 */
export async function loadStays(db: Db): Promise<{ stays: Stays; cursor: Cursor }> {
  const cursor = await store.currentCursor(db)
  const { pages, persons, places } = await store.stayPages(db)
  const stays = new Stays({ persons, places })
  for (const p of await store.listPlaceClasses(db)) stays.setPlace(p.placeId, p.kind, p.closedSpace)
  let columns = emptyColumns(0)
  // the next stretch is on its way while this one is taken in
  let coming = pages > 0 ? store.listStayPages(db, 0, PAGES) : null
  for (let from = 0; coming; from += PAGES) {
    const block = await coming
    coming = from + PAGES < pages ? store.listStayPages(db, from + PAGES, from + 2 * PAGES) : null
    coming?.catch(() => {})
    if (!block.subjects) continue
    const n = block.masks!.length
    if (columns.n + n > columns.person.length) {
      // the first stretches tell how many rows a page has
      const expected = Math.ceil(((columns.n + n) / Math.min(pages, from + PAGES)) * pages * 1.02)
      columns = grown(columns, Math.max(expected, columns.n + n))
    }
    take(stays, columns, { ...block, subjects: block.subjects }, n)
  }
  const work = stays.load(columns)
  await taken(work)
  stays.setAliases(await aliasesOf(db))
  return { stays, cursor }
}

const grown = (old: Columns, size: number): Columns => {
  const c = emptyColumns(size)
  c.n = old.n
  for (const key of ['person', 'place', 'from', 'dur', 'attr', 'commune'] as const) c[key].set(old[key])
  return c
}

const EPOCH_2000 = 946_684_800

function take(stays: Stays, c: Columns, block: store.StayPages & { subjects: Uint8Array }, n: number): void {
  const view = (b: Uint8Array) => new DataView(b.buffer, b.byteOffset, b.byteLength)
  const subjects = view(block.subjects)
  const places = view(block.places)
  const starts = view(block.starts)
  const ends = view(block.ends)
  const communes = view(block.communes)
  const { masks, spaces, seatRows } = block
  // microseconds in two halves: exact in a double until the year 2255
  const seconds = (v: DataView, i: number) =>
    Math.round((v.getInt32(i * 8) * 4_294_967_296 + v.getUint32(i * 8 + 4)) / 1e6) + EPOCH_2000
  for (let i = 0; i < n; i++) {
    const at = c.n++
    const w = i * 16
    c.person[at] = stays.persons.intern(
      subjects.getUint32(w),
      subjects.getUint32(w + 4),
      subjects.getUint32(w + 8),
      subjects.getUint32(w + 12),
    )
    c.place[at] = stays.places.intern(
      places.getUint32(w),
      places.getUint32(w + 4),
      places.getUint32(w + 8),
      places.getUint32(w + 12),
    )
    const from = seconds(starts, i)
    c.from[at] = from
    c.dur[at] = seconds(ends, i) - from
    c.commune[at] = stays.communeNumber(communes.getInt32(i * 4))
    const space = spaces?.[i] ?? null
    const row = seatRows?.[i] ?? null
    c.attr[at] =
      space === null && row === null ? masks[i]! : stays.attributes.number(masks[i] === 0 ? null : masks[i] === 1, space, row)
  }
}

/**
 * Takes in what was committed since; the scope must be the engine's.
 * @returns the new cursor, or null where rows were purged: the copy must be built anew
 */
export async function followStays(db: Db, stays: Stays, since: Cursor): Promise<Cursor | null> {
  const { changes, ...seen } = await store.listChanges(db, since.snapshot, since.strangers)
  const cursor = { ...seen, strangers: since.strangers }
  if (changes.some((c) => c.kind === 'stays-purged')) return null
  for (const kind of ['place-added', 'stays-added', 'stays-voided'] as const) {
    const rows: store.StayRow[] = []
    for (const c of changes.filter((c) => c.kind === kind)) {
      if (kind === 'place-added')
        for (const p of await store.listPlacesById(db, c.ids)) stays.setPlace(p.placeId, p.kind, p.closedSpace)
      else for (const ids of portionsOf(c.ids)) for (const row of await store.listStaysById(db, c.communeId, ids)) rows.push(row)
    }
    if (kind === 'stays-added' && rows.length > 0) await taken(stays.take(rows))
    if (kind === 'stays-voided' && rows.length > 0) stays.remove(rows)
  }
  if (cursor.stamp !== since.stamp) stays.setAliases(await aliasesOf(db))
  return cursor
}

/** As many rows as are read at once: what one statement wrote may be a whole province's. */
const PORTION = 5000
function* portionsOf(ids: string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += PORTION) yield ids.slice(at, at + PORTION)
}

/** In slices: whoever waits is heard in between. What is being taken in is seen by no question before all of it is there. */
async function taken(work: Generator<undefined, void>): Promise<void> {
  while (!work.next().done) await new Promise(setImmediate)
}

/** Each merged record with the record that stands for it, of the whole instance. */
export async function aliasesOf(db: Db): Promise<store.Alias[]> {
  const members = membersByRoot(await store.listAliases(db))
  return [...members].flatMap(([rootId, ids]) => ids.filter((id) => id !== rootId).map((aliasId) => ({ aliasId, rootId })))
}
