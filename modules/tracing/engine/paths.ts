import { CLASSES, type Closeness, classOf } from './classes.ts'
import { tableAt } from './meetings.ts'
import type { Stays } from './stays.ts'

/** How someone may have been reached first. */
export interface Arrival {
  person: number
  /** When the meeting had lasted as long as its closeness asks. */
  at: number
  hops: number
  /** From whom, and where; null for the index. */
  by: number | null
  place: number | null
}

/**
 * Whom an infection could have reached from `root` after `from` and before `to`, earliest first: a path of meetings, each of which goes on
 * long enough for its closeness after the one before has ended its work (a time-respecting path, Holme & Saramäki 2012,
 * doi:10.1016/j.physrep.2012.03.001). Each meeting stands alone here; minutes of several are not added up. Dijkstra's order over arrivals,
 * so the first arrival of each person is the earliest there is (Wu et al. 2014, doi:10.14778/2732939.2732945).
 * @param limit stop after so many persons, or when `goal` is reached
 */
export function arrivals(
  stays: Stays,
  root: number,
  from: number,
  to: number,
  closeness: Closeness,
  limit: { persons: number; hops: number; goal?: number },
): Map<number, Arrival> {
  const settled = new Map<number, Arrival>()
  const best = new Map<number, number>([[root, from]])
  const queue = new Heap(stays)
  queue.push({ person: root, at: from, hops: 0, by: null, place: null })
  for (let next = queue.pop(); next && settled.size < limit.persons; next = queue.pop()) {
    if (settled.has(next.person)) continue
    settled.set(next.person, next)
    if (next.person === limit.goal) break
    if (next.hops < limit.hops) spread(next)
  }
  return settled

  function spread(source: Arrival): void {
    for (const member of stays.members(source.person)) {
      for (const own of stays.segments) {
        const at = own.persons.find(member)
        if (at < 0) continue
        for (let k = own.persons.starts[at]!; k < own.persons.starts[at + 1]!; k++) {
          const s = own.byPerson[k]!
          const lo = Math.max(own.from[s]!, source.at)
          const hi = Math.min(own.from[s]! + own.dur[s]!, to)
          if (own.from[s]! >= to) break
          if (hi <= lo || own.dur[s] === 0) continue
          meet(source, own.placeOf(s), own.attr[s]!, lo, hi)
        }
      }
    }
  }

  function meet(source: Arrival, place: number, mine: number, lo: number, hi: number): void {
    const placeClass = stays.classOfPlace(place)
    if (placeClass < 0) return
    for (const g of stays.segments) {
      const p = g.places.find(place)
      if (p < 0) continue
      const stop = g.places.starts[p + 1]!
      for (let r = g.firstAfter(g.places.starts[p]!, stop, lo - g.longest[p]!); r < stop; r++) {
        const begin = g.from[r]!
        if (begin >= hi) break
        const a = Math.max(lo, begin)
        const b = Math.min(hi, begin + g.dur[r]!)
        if (b <= a || g.dur[r] === 0) continue
        const person = stays.root(g.person[r]!)
        if (settled.has(person)) continue
        const need =
          closeness.need[tableAt(closeness, a) * CLASSES + classOf(placeClass, stays.attributes.pair(mine, g.attr[r]!))]!
        const reached = a + Math.max(1, need)
        if (need < 0 || reached > b || reached >= (best.get(person) ?? Number.POSITIVE_INFINITY)) continue
        best.set(person, reached)
        queue.push({ person, at: reached, hops: source.hops + 1, by: source.person, place })
      }
    }
  }
}

/** The path by which `goal` was reached, from the index on; empty where it was not. */
export function pathTo(found: ReadonlyMap<number, Arrival>, goal: number): Arrival[] {
  const path: Arrival[] = []
  for (let step = found.get(goal); step; step = step.by === null ? undefined : found.get(step.by)) path.unshift(step)
  return path
}

/** A binary heap by arrival; of one second, fewer hops and then the smaller id first, so that answers do not depend on the order of stays. */
class Heap {
  readonly #items: Arrival[] = []
  readonly #stays: Stays
  constructor(stays: Stays) {
    this.#stays = stays
  }

  #before(x: Arrival, y: Arrival): boolean {
    if (x.at !== y.at) return x.at < y.at
    if (x.hops !== y.hops) return x.hops < y.hops
    return this.#stays.persons.compare(x.person, y.person) < 0
  }

  push(item: Arrival): void {
    const h = this.#items
    let i = h.length
    h.push(item)
    while (i > 0) {
      const up = (i - 1) >> 1
      if (!this.#before(item, h[up]!)) break
      h[i] = h[up]!
      i = up
    }
    h[i] = item
  }

  pop(): Arrival | undefined {
    const h = this.#items
    const top = h[0]
    const last = h.pop()
    if (h.length === 0 || last === undefined) return top
    let i = 0
    for (;;) {
      let down = 2 * i + 1
      if (down >= h.length) break
      if (down + 1 < h.length && this.#before(h[down + 1]!, h[down]!)) down++
      if (!this.#before(h[down]!, last)) break
      h[i] = h[down]!
      i = down
    }
    h[i] = last
    return top
  }
}
