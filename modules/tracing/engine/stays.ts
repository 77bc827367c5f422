import { Attributes } from './attributes.ts'
import { placeClass } from './classes.ts'
import { UuidTable } from './ids.ts'
import { type Columns, Segment } from './segment.ts'

/** One stay, as it comes from the record: whole seconds since 1970, the end not included. */
export interface Stay {
  /** The commune that keeps it: that of the person when it was recorded. */
  communeId: number
  subjectId: string
  placeId: string
  from: number
  to: number
  masked: boolean | null
  space: string | null
  seatRow: number | null
}

const LONGEST = 14 * 3600
/** Small segments are merged when there are more than this; a question looks into each. */
const SEGMENTS = 6

/**
 * Stays of many persons in typed arrays: one large segment built at the start, small ones for what came since, merged in the background in
 * slices. Person and place ids are numbered; all answers are in these numbers until they are told.
 */
export class Stays {
  readonly persons: UuidTable
  readonly places: UuidTable
  readonly attributes = new Attributes()
  /** Communes by number, and their numbers. */
  readonly communes: number[] = []
  readonly #communeNumbers = new Map<number, number>()
  segments: Segment[] = []
  /** Class of each place (kind, closed space); -1 where the place is not on record. */
  placeClass = new Int16Array(1024).fill(-1)
  /** Stays held, those taken out not counted. */
  count = 0
  /** Who each number is after merges of records; null where nobody was merged. */
  #roots: Uint32Array | null = null
  #members = new Map<number, number[]>()
  #merge: { parts: Segment[]; work: Generator<undefined, Segment>; removed: { person: number; row: Columns }[] } | null = null

  constructor(expected: { persons: number; places: number } = { persons: 1024, places: 1024 }) {
    this.persons = new UuidTable(expected.persons)
    this.places = new UuidTable(expected.places)
  }

  /** A place's kind and closedness; may come before or after its stays. */
  setPlace(placeId: string, kind: string, closed: boolean | null): void {
    this.setPlaceNumber(this.places.add(placeId), kind, closed)
  }

  setPlaceNumber(place: number, kind: string, closed: boolean | null): void {
    if (place >= this.placeClass.length) {
      const more = new Int16Array(Math.max(place + 1, this.placeClass.length * 2)).fill(-1)
      more.set(this.placeClass)
      this.placeClass = more
    }
    this.placeClass[place] = placeClass(kind, closed)
  }

  /** The number of a commune; Viet Nam never had more than 65,535. */
  communeNumber(communeId: number): number {
    const known = this.#communeNumbers.get(communeId)
    if (known !== undefined) return known
    this.communes.push(communeId)
    this.#communeNumbers.set(communeId, this.communes.length - 1)
    return this.communes.length - 1
  }

  /** For each commune's number whether it lies in a range of communes. */
  communesIn(lo: number, hi: number): Uint8Array {
    return Uint8Array.from(this.communes, (id) => (id >= lo && id <= hi ? 1 : 0))
  }

  classOfPlace(place: number): number {
    return this.placeClass[place] ?? -1
  }

  /** Takes columns in as a segment of their own; they are used up. */
  *load(columns: Columns): Generator<undefined, void> {
    if (columns.n === 0) return
    this.count += columns.n
    const segment = yield* Segment.build(columns, this.places.size, this.persons.size)
    // read now: in between segments may have been merged
    this.segments = [...this.segments, segment]
  }

  /** New stays, seen by the next question. @throws RangeError where one ends before it began or is longer than 14 h */
  append(stays: readonly Stay[]): void {
    run(this.take(stays))
  }

  /** The same in slices of work. @throws RangeError as append */
  *take(stays: readonly Stay[]): Generator<undefined, void> {
    yield* this.load(yield* this.#columns(stays))
  }

  *#columns(stays: readonly Stay[]): Generator<undefined, Columns> {
    const c = emptyColumns(stays.length)
    for (const s of stays) {
      if ((c.n & 0xfff) === 0xfff) yield
      if (!(s.to > s.from && s.to - s.from <= LONGEST)) throw new RangeError(`stay of ${s.to - s.from} s`)
      c.person[c.n] = this.persons.add(s.subjectId)
      c.place[c.n] = this.places.add(s.placeId)
      c.from[c.n] = s.from
      c.dur[c.n] = s.to - s.from
      c.attr[c.n] = this.attributes.number(s.masked, s.space, s.seatRow)
      c.commune[c.n] = this.communeNumber(s.communeId)
      c.n++
    }
    return c
  }

  /** Takes stays out, each once; one that is not there is passed over. @returns how many were there */
  remove(stays: readonly Stay[]): number {
    const c = run(this.#columns(stays))
    let removed = 0
    for (let i = 0; i < c.n; i++) {
      const at = <A extends Uint32Array | Uint16Array>(column: A) => column.subarray(i) as A
      const row = {
        n: 1,
        person: c.person,
        place: at(c.place),
        from: at(c.from),
        dur: at(c.dur),
        attr: at(c.attr),
        commune: at(c.commune),
      }
      const person = c.person[i]!
      const where = this.segments.find((s) => this.#takeOut(s, person, row))
      if (!where) continue
      removed++
      // the segment that is being built from this one has taken its row already, or will not
      if (this.#merge?.parts.includes(where)) this.#merge.removed.push({ person, row })
    }
    this.count -= removed
    return removed
  }

  #takeOut(s: Segment, person: number, row: Columns): boolean {
    const at = s.persons.find(person)
    if (at < 0) return false
    for (let i = s.persons.starts[at]!; i < s.persons.starts[at + 1]!; i++) {
      const r = s.byPerson[i]!
      if (s.from[r] !== row.from[0] || s.dur[r] !== row.dur[0] || s.attr[r] !== row.attr[0]) continue
      if (s.commune[r] !== row.commune[0] || s.placeOf(r) !== row.place[0]) continue
      s.dur[r] = 0
      return true
    }
    return false
  }

  *#merged(parts: readonly Segment[]): Generator<undefined, Segment> {
    const columns = yield* joined(parts)
    return yield* Segment.build(columns, this.places.size, this.persons.size)
  }

  /**
   * Some milliseconds of merging small segments, where there is any to do; the caller answers questions in between.
   * @returns true while there is more to do
   */
  mergeSome(milliseconds: number): boolean {
    const until = performance.now() + milliseconds
    if (this.#merge === null) {
      if (this.segments.length <= SEGMENTS) return false
      // the smallest two, and the next ones as long as they are not much larger: a large segment is seldom built again
      const sorted = [...this.segments].sort((a, b) => a.n - b.n)
      const parts = sorted.slice(0, 2)
      let rows = parts[0]!.n + parts[1]!.n
      for (const s of sorted.slice(2, -1)) {
        if (s.n > rows * 2) break
        parts.push(s)
        rows += s.n
      }
      this.#merge = { parts, work: this.#merged(parts), removed: [] }
    }
    const { parts, work, removed } = this.#merge
    while (performance.now() < until) {
      const { done, value } = work.next()
      if (!done) continue
      for (const { person, row } of removed) this.#takeOut(value, person, row)
      this.segments = [...this.segments.filter((s) => !parts.includes(s)), value]
      this.#merge = null
      return this.segments.length > SEGMENTS
    }
    return true
  }

  /** Who is whom after merges of records: each alias with the record that stands for it. Replaces what was said before. */
  setAliases(pairs: readonly { aliasId: string; rootId: string }[]): void {
    this.#members = new Map()
    this.#roots = null
    if (pairs.length === 0) return
    const numbered = pairs.map((p) => [this.persons.add(p.aliasId), this.persons.add(p.rootId)] as const)
    this.#roots = Uint32Array.from({ length: this.persons.size }, (_, i) => i)
    for (const [alias, root] of numbered) {
      this.#roots[alias] = root
      this.#members.set(root, [...(this.#members.get(root) ?? [root]), alias])
    }
  }

  /** The number that stands for a person. */
  root(person: number): number {
    return this.#roots === null ? person : (this.#roots[person] ?? person)
  }

  members(root: number): readonly number[] {
    return this.#members.get(root) ?? [root]
  }

  /** Different persons who have a stay, after merges of records. */
  population(): number {
    const seen = new Uint8Array(this.persons.size)
    let n = 0
    for (const s of this.segments) {
      for (let p = 0; p < s.persons.size; p++) {
        const root = this.root(s.persons.keyAt(p))
        if (seen[root]) continue
        for (let k = s.persons.starts[p]!; k < s.persons.starts[p + 1]!; k++) {
          if (s.dur[s.byPerson[k]!] === 0) continue
          seen[root] = 1
          n++
          break
        }
      }
    }
    return n
  }

  bytes(): number {
    const ids = this.persons.bytes() + this.places.bytes() + this.placeClass.byteLength
    return ids + this.segments.reduce((sum, s) => sum + s.bytes(), 0)
  }
}

export const emptyColumns = (size: number): Columns => ({
  n: 0,
  person: new Uint32Array(size),
  place: new Uint32Array(size),
  from: new Uint32Array(size),
  dur: new Uint16Array(size),
  attr: new Uint32Array(size),
  commune: new Uint16Array(size),
})

/** The rows of several segments, without those taken out. */
function* joined(parts: readonly Segment[]): Generator<undefined, Columns> {
  const c = emptyColumns(parts.reduce((sum, s) => sum + s.n, 0))
  for (const s of parts) {
    for (let p = 0; p < s.places.size; p++) {
      if ((p & 0x3fff) === 0x3fff) yield
      const place = s.places.keyAt(p)
      for (let i = s.places.starts[p]!; i < s.places.starts[p + 1]!; i++) {
        if (s.dur[i] === 0) continue
        c.person[c.n] = s.person[i]!
        c.place[c.n] = place
        c.from[c.n] = s.from[i]!
        c.dur[c.n] = s.dur[i]!
        c.attr[c.n] = s.attr[i]!
        c.commune[c.n] = s.commune[i]!
        c.n++
      }
    }
  }
  return c
}

/** Runs a generator to its end. */
export function run<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value as T
  }
}
