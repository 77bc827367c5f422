/** Stays in columns, in any order: whole seconds since 1970, at most 14 h (50,400 s) each. */
export interface Columns {
  n: number
  person: Uint32Array
  place: Uint32Array
  from: Uint32Array
  dur: Uint16Array
  attr: Uint32Array
  /** Number of the commune that keeps the record. */
  commune: Uint16Array
}

/** A slice of work, so that whoever builds a large segment can answer questions in between. */
const SLICE = 1 << 18

/** Where the rows of each key begin: dense where most keys occur, else by binary search over those that do. */
export class KeyIndex {
  readonly keys: Uint32Array | null
  readonly starts: Uint32Array

  private constructor(keys: Uint32Array | null, starts: Uint32Array) {
    this.keys = keys
    this.starts = starts
  }

  /** Of rows laid out in the order of keys, `counts[key]` of each. */
  static dense(counts: Uint32Array): KeyIndex {
    const starts = new Uint32Array(counts.length + 1)
    for (let k = 0; k < counts.length; k++) starts[k + 1] = starts[k]! + counts[k]!
    return new KeyIndex(null, starts)
  }

  /** Of rows in this order, whose keys ascend. */
  static sparse(order: Uint32Array, key: Uint32Array): KeyIndex {
    const keys: number[] = []
    const starts: number[] = []
    for (let i = 0; i < order.length; i++) {
      const k = key[order[i]!]!
      if (keys.at(-1) === k) continue
      keys.push(k)
      starts.push(i)
    }
    return new KeyIndex(Uint32Array.from(keys), Uint32Array.from([...starts, order.length]))
  }

  get size(): number {
    return this.starts.length - 1
  }

  /** The position of a key, -1 where it has no rows. */
  find(key: number): number {
    const { keys } = this
    if (keys === null) return key < this.size ? key : -1
    let lo = 0
    let hi = keys.length - 1
    while (lo <= hi) {
      const mid = (lo + hi) >>> 1
      const k = keys[mid]!
      if (k === key) return mid
      if (k < key) lo = mid + 1
      else hi = mid - 1
    }
    return -1
  }

  keyAt(position: number): number {
    return this.keys === null ? position : this.keys[position]!
  }

  bytes(): number {
    return this.starts.byteLength + (this.keys?.byteLength ?? 0)
  }
}

/** Stays by place sorted by their beginning, and by person. Nothing in it moves; a stay taken out gets a duration of 0. */
export class Segment {
  readonly n: number
  readonly person: Uint32Array
  readonly from: Uint32Array
  readonly dur: Uint16Array
  readonly attr: Uint32Array
  readonly commune: Uint16Array
  readonly places: KeyIndex
  /** The longest stay at each place: how far back an overlap may have begun. */
  readonly longest: Uint16Array
  readonly persons: KeyIndex
  /** Rows of each person, in order of time. */
  readonly byPerson: Uint32Array

  private constructor(parts: Omit<Segment, 'placeOf' | 'firstAfter' | 'bytes'>) {
    this.n = parts.n
    this.person = parts.person
    this.from = parts.from
    this.dur = parts.dur
    this.attr = parts.attr
    this.commune = parts.commune
    this.places = parts.places
    this.longest = parts.longest
    this.persons = parts.persons
    this.byPerson = parts.byPerson
  }

  /** The place of a row. */
  placeOf(row: number): number {
    const { starts } = this.places
    let lo = 0
    let hi = starts.length - 1
    while (hi - lo > 1) {
      const mid = (lo + hi) >>> 1
      if (starts[mid]! <= row) lo = mid
      else hi = mid
    }
    // places without rows share their start with the next
    return this.places.keyAt(lo)
  }

  /** The first row of [lo, hi), sorted by beginning, that begins after `time`. */
  firstAfter(first: number, end: number, time: number): number {
    let lo = first
    let hi = end
    const { from } = this
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if (from[mid]! > time) hi = mid
      else lo = mid + 1
    }
    return lo
  }

  bytes(): number {
    const columns =
      this.person.byteLength + this.from.byteLength + this.dur.byteLength + this.attr.byteLength + this.commune.byteLength
    return columns + this.byPerson.byteLength + this.longest.byteLength + this.places.bytes() + this.persons.bytes()
  }

  /**
   * Builds a segment and uses the columns up: each is let go of as soon as its sorted copy is there, so that the peak stays low.
   * Yields after each slice of work. `places` and `persons`: how many there are.
   */
  static *build(given: Columns, places: number, persons: number): Generator<undefined, Segment> {
    const c: Partial<Columns> & { n: number } = { ...given }
    for (const key of ['person', 'place', 'from', 'dur', 'attr', 'commune'] as const) delete (given as Partial<Columns>)[key]
    const { n } = c
    // few rows among many keys: sorted as such, without a look at every key there is
    const few = n * 16 < persons + places
    let order = few ? yield* sortedBy(c.place!, c.from!, n) : yield* byTime(c.from!, n)
    let index: KeyIndex
    if (few) index = KeyIndex.sparse(order, c.place!)
    else {
      const counts = new Uint32Array(places)
      yield* sliced(n, (a, b) => {
        for (let i = a; i < b; i++) counts[c.place![i]!]!++
      })
      order = yield* spread(order, c.place!, counts, n)
      index = KeyIndex.dense(counts)
    }
    c.place = new Uint32Array(0)
    const person = yield* gather(c.person!, order, new Uint32Array(n))
    c.person = new Uint32Array(0)
    const from = yield* gather(c.from!, order, new Uint32Array(n))
    c.from = new Uint32Array(0)
    const attr = yield* gather(c.attr!, order, new Uint32Array(n))
    c.attr = new Uint32Array(0)
    const dur = yield* gather(c.dur!, order, new Uint16Array(n))
    c.dur = new Uint16Array(0)
    const commune = yield* gather(c.commune!, order, new Uint16Array(n))
    c.commune = new Uint16Array(0)
    const longest = new Uint16Array(index.size)
    for (let p = 0; p < index.size; p++) {
      let max = 0
      for (let i = index.starts[p]!; i < index.starts[p + 1]!; i++) if (dur[i]! > max) max = dur[i]!
      longest[p] = max
      if ((p & 0xffff) === 0xffff) yield
    }
    if (few) {
      const byPerson = yield* sortedBy(person, from, n)
      const people = KeyIndex.sparse(byPerson, person)
      return new Segment({ n, person, from, dur, attr, commune, places: index, longest, persons: people, byPerson })
    }
    const perPerson = new Uint32Array(persons)
    yield* sliced(n, (a, b) => {
      for (let i = a; i < b; i++) perPerson[person[i]!]!++
    })
    // `order` is not needed any more: its room takes the rows by person
    const byPerson = order
    const next = startsOf(perPerson)
    yield* sliced(n, (a, b) => {
      for (let i = a; i < b; i++) byPerson[next[person[i]!]!++] = i
    })
    const people = KeyIndex.dense(perPerson)
    for (let p = 0; p < people.size; p++) {
      sortRows(byPerson, from, people.starts[p]!, people.starts[p + 1]!)
      if ((p & 0xffff) === 0xffff) yield
    }
    return new Segment({ n, person, from, dur, attr, commune, places: index, longest, persons: people, byPerson })
  }
}

function* sliced(n: number, work: (a: number, b: number) => void): Generator<undefined, void> {
  for (let a = 0; a < n; a += SLICE) {
    work(a, Math.min(n, a + SLICE))
    yield
  }
}

/** Rows in order of time: a radix sort in two passes of 16 bits, which takes 20 million in some seconds. */
function* byTime(from: Uint32Array, n: number): Generator<undefined, Uint32Array<ArrayBuffer>> {
  let least = 0xffffffff
  for (let i = 0; i < n; i++) if (from[i]! < least) least = from[i]!
  let order = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  for (const shift of [0, 16]) {
    const counts = new Uint32Array(65536)
    yield* sliced(n, (a, b) => {
      for (let i = a; i < b; i++) counts[((from[i]! - least) >>> shift) & 0xffff]!++
    })
    const next = startsOf(counts)
    const sorted = new Uint32Array(n)
    const before = order
    yield* sliced(n, (a, b) => {
      for (let i = a; i < b; i++) {
        const row = before[i]!
        sorted[next[((from[row]! - least) >>> shift) & 0xffff]!++] = row
      }
    })
    order = sorted
  }
  return order
}

/** Rows sorted or merged at a stretch by a comparison: some two milliseconds. */
const STRETCH = 4096

/** Rows by a key, then by time: stretches are sorted and then merged, so that no step is long however many rows there are. */
function* sortedBy(key: Uint32Array, from: Uint32Array, n: number): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const compare = (a: number, b: number) => key[a]! - key[b]! || from[a]! - from[b]! || a - b
  let order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let a = 0; a < n; a += STRETCH) {
    order.subarray(a, a + STRETCH).sort(compare)
    yield
  }
  let into = new Uint32Array(n > STRETCH ? n : 0)
  for (let width = STRETCH; width < n; width *= 2) {
    for (let a = 0; a < n; a += 2 * width) {
      const [middle, end] = [Math.min(n, a + width), Math.min(n, a + 2 * width)]
      let [i, j] = [a, middle]
      for (let k = a; k < end; k++) {
        into[k] = j >= end || (i < middle && compare(order[i]!, order[j]!) < 0) ? order[i++]! : order[j++]!
        if (k % (4 * STRETCH) === 0) yield
      }
    }
    ;[order, into] = [into, order]
  }
  return order
}

/** Where the rows of each key begin, from how many there are. */
function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length)
  for (let k = 1; k < counts.length; k++) starts[k] = starts[k - 1]! + counts[k - 1]!
  return starts
}

/** A stable counting sort of `order` by `key`. */
function* spread(
  order: Uint32Array,
  key: Uint32Array,
  counts: Uint32Array,
  n: number,
): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const next = startsOf(counts)
  const sorted = new Uint32Array(n)
  yield* sliced(n, (a, b) => {
    for (let i = a; i < b; i++) {
      const row = order[i]!
      sorted[next[key[row]!]!++] = row
    }
  })
  return sorted
}

function* gather<A extends Uint32Array | Uint16Array>(column: A, order: Uint32Array, into: A): Generator<undefined, A> {
  yield* sliced(order.length, (a, b) => {
    for (let i = a; i < b; i++) into[i] = column[order[i]!]!
  })
  return into
}

/** Insertion sort: a person has few stays, and those of one place are in order already. Many go to the library's sort. */
function sortRows(rows: Uint32Array, from: Uint32Array, first: number, end: number): void {
  if (end - first > 64) {
    rows.subarray(first, end).sort((a, b) => from[a]! - from[b]! || a - b)
    return
  }
  for (let i = first + 1; i < end; i++) {
    const row = rows[i]!
    const t = from[row]!
    let j = i - 1
    while (j >= first && from[rows[j]!]! > t) {
      rows[j + 1] = rows[j]!
      j--
    }
    rows[j + 1] = row
  }
}
