import { CLASSES, type Closeness, classOf } from './classes.ts'
import type { Segment } from './segment.ts'
import type { Stays } from './stays.ts'

/** One person met, in all meetings of a window together. */
export interface Met {
  /** Numbers of persons, after merges of records. */
  person: number
  /** Seconds at one place at the same time; what was written down twice counts once. */
  seconds: number
  /** The most seconds within any 24 hours, of the meetings that could count; 0 where none could. */
  most24: number
  /** Whether the closeness in force is met. */
  counts: boolean
  /** Beginning of the first meeting, and of the first that is part of what counts (0 where nothing does). */
  firstAt: number
  closeAt: number
  lastAt: number
  /** Whether a stay of this person that met is kept in one of the communes asked for. */
  here: boolean
}

/** An F2: met an F1 closely after that one had met the index. */
export interface Second extends Met {
  /** The F1 through whom first; of several at the same second, the one whose id comes first. */
  via: number
  /** Since when that one was a close contact. */
  viaCloseAt: number
}

/** A single meeting at one place, for the explanation. */
export interface Piece {
  person: number
  place: number
  from: number
  to: number
  /** Class of the meeting, see describeClass. */
  class: number
  /** Seconds needed within 24 hours; 0 any, -1 never. */
  need: number
  space: string | null
  otherSpace: string | null
}

const DAY = 86_400

/**
 * Who met whom, from the stays. A meeting is the time that two persons were at one place; it counts by what is needed for its class
 * within 24 hours. Meetings of classes that need as much or less add up: a pair is close where, for some figure N, its meetings that need
 * N seconds or less last N seconds or more within some 24 hours.
 */
export class Meetings {
  readonly #stays: Stays
  // pieces of the question under way: the other person, from, to, what is needed, the next piece of the same person
  #n = 0
  #from = new Float64Array(1024)
  #to = new Float64Array(1024)
  #need = new Int32Array(1024)
  #next = new Int32Array(1024)
  #here = new Uint8Array(1024)
  #others: number[] = []
  /** Latest piece of each person, valid where the stamp is of this question. */
  #head = new Int32Array(0)
  #stamp = new Uint32Array(0)
  #question = 0
  // the pieces of one pair
  #order = new Int32Array(64)
  #levels: number[] = []

  constructor(stays: Stays) {
    this.#stays = stays
  }

  /** Everyone who met `root` from `from` until `to` (not included), in no order. `communes`: see Stays.communesIn. */
  of(root: number, from: number, to: number, closeness: Closeness, communes: Uint8Array): Met[] {
    this.#collect(root, from, to, closeness, communes)
    return this.#others.map((other) => this.#judge(other))
  }

  /**
   * F1 and F2: the close contacts of the index in the window, and theirs from their first close meeting with the index on.
   * @returns `first` everyone met by the index (counting or not), `second` each further person who counts, once
   */
  reach(root: number, from: number, to: number, closeness: Closeness, communes: Uint8Array): { first: Met[]; second: Second[] } {
    const first = this.of(root, from, to, closeness, communes)
    const close = first.filter((m) => m.counts)
    const near = new Set(close.map((m) => m.person))
    near.add(root)
    const best = new Map<number, Second>()
    const { persons } = this.#stays
    for (const f1 of close) {
      this.#collect(f1.person, f1.closeAt, to, closeness, communes)
      for (const other of this.#others) {
        if (near.has(other)) continue
        const met = this.#judge(other)
        if (!met.counts) continue
        const known = best.get(other)
        if (known && (known.closeAt - met.closeAt || persons.compare(known.via, f1.person)) <= 0) continue
        best.set(other, { ...met, via: f1.person, viaCloseAt: f1.closeAt })
      }
    }
    return { first, second: [...best.values()] }
  }

  /** The single meetings of two persons, in order of time. */
  between(root: number, others: ReadonlySet<number>, from: number, to: number, closeness: Closeness): Piece[] {
    const pieces: Piece[] = []
    const { attributes, root: rootOf } = this.#stays
    this.#overlaps(root, from, to, (segment, row, mine, place, placeClass, a, b) => {
      const person = rootOf.call(this.#stays, segment.person[row]!)
      if (!others.has(person)) return
      const other = segment.attr[row]!
      const c = classOf(placeClass, attributes.pair(mine, other))
      const need = closeness.need[tableAt(closeness, a) * CLASSES + c]!
      pieces.push({
        person,
        place,
        from: a,
        to: b,
        class: c,
        need,
        space: attributes.space(mine),
        otherSpace: attributes.space(other),
      })
    })
    return pieces.sort((x, y) => x.from - y.from || x.to - y.to || this.#stays.places.compare(x.place, y.place))
  }

  /** Calls `take` for each stay of another person that overlaps one of this person's in the window. */
  #overlaps(
    root: number,
    from: number,
    to: number,
    take: (segment: Segment, row: number, mine: number, place: number, placeClass: number, a: number, b: number) => void,
  ): void {
    const stays = this.#stays
    for (const member of stays.members(root)) {
      for (const own of stays.segments) {
        const at = own.persons.find(member)
        if (at < 0) continue
        for (let k = own.persons.starts[at]!; k < own.persons.starts[at + 1]!; k++) {
          const s = own.byPerson[k]!
          const begin = own.from[s]!
          if (begin >= to) break
          const end = begin + own.dur[s]!
          if (end <= from || end === begin) continue
          const place = own.placeOf(s)
          const placeClass = stays.classOfPlace(place)
          if (placeClass < 0) continue
          const lo = Math.max(begin, from)
          const hi = Math.min(end, to)
          for (const g of stays.segments) {
            const p = g.places.find(place)
            if (p < 0) continue
            const stop = g.places.starts[p + 1]!
            for (let r = g.firstAfter(g.places.starts[p]!, stop, lo - g.longest[p]!); r < stop; r++) {
              const b = g.from[r]!
              if (b >= hi) break
              const e = b + g.dur[r]!
              if (e <= lo || e === b || stays.root(g.person[r]!) === root) continue
              take(g, r, own.attr[s]!, place, placeClass, Math.max(lo, b), Math.min(hi, e))
            }
          }
        }
      }
    }
  }

  #collect(root: number, from: number, to: number, closeness: Closeness, communes: Uint8Array): void {
    const stays = this.#stays
    if (this.#head.length < stays.persons.size) {
      this.#head = new Int32Array(stays.persons.size + 4096)
      this.#stamp = new Uint32Array(stays.persons.size + 4096)
      this.#question = 0
    }
    if (++this.#question === 0xffffffff) {
      this.#stamp.fill(0)
      this.#question = 1
    }
    this.#n = 0
    this.#others = []
    const { attributes } = stays
    const head = this.#head
    const stamp = this.#stamp
    const question = this.#question
    const several = closeness.from.length > 1
    this.#overlaps(root, from, to, (g, r, mine, _place, placeClass, a, b) => {
      const other = stays.root(g.person[r]!)
      const c = classOf(placeClass, attributes.pair(mine, g.attr[r]!))
      if (this.#n === this.#next.length) this.#grow()
      const n = this.#n++
      this.#from[n] = a
      this.#to[n] = b
      this.#here[n] = communes[g.commune[r]!]!
      this.#need[n] = closeness.need[several ? tableAt(closeness, a) * CLASSES + c : c]!
      if (stamp[other] === question) this.#next[n] = head[other]!
      else {
        stamp[other] = question
        this.#next[n] = -1
        this.#others.push(other)
      }
      head[other] = n
    })
  }

  #grow(): void {
    const size = this.#next.length * 2
    const grown = <A extends Float64Array | Int32Array | Uint8Array>(old: A, more: A): A => {
      more.set(old)
      return more
    }
    this.#from = grown(this.#from, new Float64Array(size))
    this.#to = grown(this.#to, new Float64Array(size))
    this.#need = grown(this.#need, new Int32Array(size))
    this.#next = grown(this.#next, new Int32Array(size))
    this.#here = grown(this.#here, new Uint8Array(size))
  }

  /** What all pieces with one person come to. */
  #judge(person: number): Met {
    const head = this.#head[person]!
    const from = this.#from
    const to = this.#to
    const need = this.#need
    if (this.#next[head]! < 0) {
      const seconds = to[head]! - from[head]!
      const needed = need[head]!
      const counts = needed >= 0 && seconds >= needed
      const most24 = needed < 0 ? 0 : seconds
      return {
        person,
        seconds,
        most24,
        counts,
        firstAt: from[head]!,
        closeAt: counts ? from[head]! : 0,
        lastAt: to[head]!,
        here: this.#here[head] === 1,
      }
    }
    let n = 0
    for (let k = head; k >= 0; k = this.#next[k]!) {
      if (n === this.#order.length) {
        const more = new Int32Array(n * 2)
        more.set(this.#order)
        this.#order = more
      }
      this.#order[n++] = k
    }
    const order = this.#order.subarray(0, n)
    // they come newest first, and mostly in order
    order.reverse()
    if (n > 64) order.sort((a, b) => from[a]! - from[b]!)
    else {
      for (let i = 1; i < n; i++) {
        const k = order[i]!
        let j = i - 1
        while (j >= 0 && from[order[j]!]! > from[k]!) {
          order[j + 1] = order[j]!
          j--
        }
        order[j + 1] = k
      }
    }
    this.#levels = []
    let lastAt = 0
    let here = false
    for (const k of order) {
      if (this.#here[k] === 1) here = true
      if (to[k]! > lastAt) lastAt = to[k]!
      if (need[k]! >= 0 && !this.#levels.includes(need[k]!)) this.#levels.push(need[k]!)
    }
    let counts = false
    let most24 = 0
    let closeAt = 0
    for (const level of this.#levels) {
      const found = this.#within(order, level)
      if (found.most > most24) most24 = found.most
      if (found.most < Math.max(1, level)) continue
      if (!counts || found.firstAt < closeAt) closeAt = found.firstAt
      counts = true
    }
    return { person, seconds: this.#union(order), most24, counts, firstAt: from[order[0]!]!, closeAt, lastAt, here }
  }

  #union(order: Int32Array): number {
    let sum = 0
    let end = 0
    for (const k of order) {
      const a = Math.max(this.#from[k]!, end)
      const b = this.#to[k]!
      if (b <= a) continue
      sum += b - a
      end = b
    }
    return sum
  }

  /**
   * The most seconds within 24 hours of the pieces that need `level` or less, which is found from the beginning of one of their spans; and
   * the first span from which `level` is reached.
   */
  #within(order: Int32Array, level: number): { most: number; firstAt: number } {
    const spans: number[] = []
    for (const k of order) {
      if (this.#need[k]! < 0 || this.#need[k]! > level) continue
      const a = this.#from[k]!
      const b = this.#to[k]!
      const last = spans.length - 1
      if (last > 0 && a <= spans[last]!) spans[last] = Math.max(spans[last]!, b)
      else spans.push(a, b)
    }
    let most = 0
    let firstAt = 0
    for (let i = 0; i < spans.length; i += 2) {
      const until = spans[i]! + DAY
      let sum = 0
      for (let j = i; j < spans.length && spans[j]! < until; j += 2) sum += Math.min(spans[j + 1]!, until) - spans[j]!
      // any 24 hours that reach the figure and touch a span can be moved to begin with it, or with an earlier one
      if (sum >= Math.max(1, level) && firstAt === 0) firstAt = spans[i]!
      if (sum > most) most = sum
    }
    return { most, firstAt }
  }
}

/** Which table of closeness holds at a time. */
export function tableAt(closeness: Closeness, at: number): number {
  let i = closeness.from.length - 1
  while (i > 0 && closeness.from[i]! > at) i--
  return i
}
