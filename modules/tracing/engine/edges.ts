/** Contacts of pairs as they were sensed: at an instant, two ids; one row for each step of time that they were together. */
export interface PairContacts {
  /** Any unit; the rows need not be sorted. */
  t: Float64Array
  i: Uint32Array
  j: Uint32Array
  /** Ids are 0 … people - 1. */
  people: number
}

export interface PairReach {
  /** Rows of contact with each other person in the window, by id. */
  direct: Map<number, number>
  /** Ids that may have it from the index by a path whose steps go forward in time, one hop per instant; without the index. */
  forward: number[]
  /** Ids that the index may have it from. */
  backward: number[]
}

/** The rows in order of time; those of one instant stay together. */
function byTime(c: PairContacts, from: number, to: number): Uint32Array {
  const kept: number[] = []
  for (let k = 0; k < c.t.length; k++) if (c.t[k]! >= from && c.t[k]! < to) kept.push(k)
  return Uint32Array.from(kept).sort((a, b) => c.t[a]! - c.t[b]! || a - b)
}

/** Who is reached from `index` when the rows come in this order; whoever is reached at an instant passes nothing on at the same instant. */
function reached(c: PairContacts, order: Uint32Array, index: number): number[] {
  const yes = new Uint8Array(c.people)
  yes[index] = 1
  const all: number[] = []
  let fresh: number[] = []
  let now = Number.NaN
  const settle = () => {
    for (const id of fresh) {
      if (yes[id]) continue
      yes[id] = 1
      all.push(id)
    }
    fresh = []
  }
  for (const k of order) {
    if (c.t[k] !== now) {
      settle()
      now = c.t[k]!
    }
    const i = c.i[k]!
    const j = c.j[k]!
    if (yes[i] && !yes[j]) fresh.push(j)
    else if (yes[j] && !yes[i]) fresh.push(i)
  }
  settle()
  return all
}

/**
 * Whom one person met from `from` (inclusive) until `to` (exclusive), and whom time-respecting paths join to them: forward from the window's
 * start, backward from its end, with at most one hop at each instant (Holme & Saramäki 2012, doi:10.1016/j.physrep.2012.03.001).
 */
export function pairReach(c: PairContacts, index: number, from: number, to: number): PairReach {
  const order = byTime(c, from, to)
  const direct = new Map<number, number>()
  for (const k of order) {
    const other = c.i[k] === index ? c.j[k]! : c.j[k] === index ? c.i[k]! : -1
    if (other >= 0 && other !== index) direct.set(other, (direct.get(other) ?? 0) + 1)
  }
  return { direct, forward: reached(c, order, index), backward: reached(c, order.slice().reverse(), index) }
}
