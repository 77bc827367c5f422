/** A pair that may be chosen, with what choosing it gains. */
export type Candidate = { left: number; right: number; gain: number }

/**
 * The choice of pairs, each left and each right in at most one, whose gains add up to the most. Pairs without gain are never chosen.
 * Shortest augmenting paths over the candidates alone (no full matrix), so that sparse lists of many thousands are possible.
 *
 * @param lefts number of left items; a candidate's `left` runs from 0 to lefts − 1
 * @param rights number of right items
 * @param candidates pairs in any order
 * @returns for each left the position of its candidate in `candidates`, or −1
 * @throws RangeError if a candidate names an item that is not there, or its gain is not a number
 * @see Jonker R, Volgenant A. A shortest augmenting path algorithm for dense and sparse linear assignment problems.
 *   Computing 1987;38:325-340. doi:10.1007/BF02278710
 * @example oneToOne(2, 2, [{ left: 0, right: 0, gain: 3 }, { left: 0, right: 1, gain: 2 }, { left: 1, right: 0, gain: 2 }]) // [1, 2]
 */
export function oneToOne(lefts: number, rights: number, candidates: readonly Candidate[]): Int32Array {
  const { start, edge } = byLeft(lefts, rights, candidates)
  const rightOf = new Int32Array(candidates.length)
  const cost = new Float64Array(candidates.length)
  candidates.forEach((candidate, i) => {
    rightOf[i] = candidate.right
    cost[i] = -candidate.gain
  })
  const priceLeft = new Float64Array(lefts)
  const priceRight = new Float64Array(rights)
  const chosen = new Int32Array(lefts).fill(-1)
  const holder = new Int32Array(rights).fill(-1)
  const distance = new Float64Array(rights).fill(Number.POSITIVE_INFINITY)
  const via = new Int32Array(rights).fill(-1)
  const done = new Uint8Array(rights)

  for (let first = 0; first < lefts; first++) {
    let least = 0
    for (let e = start[first]!; e < start[first + 1]!; e++)
      least = Math.min(least, cost[edge[e]!]! - priceRight[rightOf[edge[e]!]!]!)
    priceLeft[first] = least

    const heap: [number, number][] = []
    const touched: number[] = []
    let row = first
    let here = 0
    let alone = { row: -1, at: Number.POSITIVE_INFINITY }
    let free = -1
    for (;;) {
      // a left item may always stay without a pair, at no cost
      const leaving = here - priceLeft[row]!
      if (leaving < alone.at) alone = { row, at: leaving }
      for (let e = start[row]!; e < start[row + 1]!; e++) {
        const i = edge[e]!
        const right = rightOf[i]!
        if (done[right]) continue
        const far = here + cost[i]! - priceLeft[row]! - priceRight[right]!
        if (far >= distance[right]! - 1e-12) continue
        if (distance[right] === Number.POSITIVE_INFINITY) touched.push(right)
        distance[right] = far
        via[right] = i
        push(heap, far, right)
      }
      let next = pop(heap)
      while (next && (done[next[1]] || next[0] > distance[next[1]]!)) next = pop(heap)
      if (!next || next[0] >= alone.at) break
      here = next[0]
      const right = next[1]
      if (holder[right] === -1) {
        free = right
        break
      }
      done[right] = 1
      row = holder[right]!
    }

    const reached = free === -1 ? alone.at : here
    priceLeft[first]! += reached
    for (const right of touched) {
      if (!done[right]) continue
      const spare = reached - distance[right]!
      priceRight[right]! -= spare
      priceLeft[holder[right]!]! += spare
    }
    // walk back from the end of the path; each left item on it takes the right item by which it was reached
    let right = free
    if (free === -1) {
      const out = alone.row
      right = chosen[out]! === -1 ? -1 : rightOf[chosen[out]!]!
      chosen[out] = -1
    }
    while (right !== -1) {
      const i = via[right]!
      const taker = candidates[i]!.left
      const given = chosen[taker]! === -1 ? -1 : rightOf[chosen[taker]!]!
      chosen[taker] = i
      holder[right] = taker
      right = given
    }
    for (const each of touched) {
      distance[each] = Number.POSITIVE_INFINITY
      via[each] = -1
      done[each] = 0
    }
  }
  return chosen
}

function byLeft(lefts: number, rights: number, candidates: readonly Candidate[]) {
  const start = new Int32Array(lefts + 1)
  for (const { left, right, gain } of candidates) {
    if (!(Number.isInteger(left) && left >= 0 && left < lefts))
      throw new RangeError(`left must be from 0 to ${lefts - 1}: ${left}`)
    if (!(Number.isInteger(right) && right >= 0 && right < rights))
      throw new RangeError(`right must be from 0 to ${rights - 1}: ${right}`)
    if (!Number.isFinite(gain)) throw new RangeError(`gain must be a finite number: ${gain}`)
    if (gain > 0) start[left + 1]! += 1
  }
  for (let left = 0; left < lefts; left++) start[left + 1]! += start[left]!
  const edge = new Int32Array(start[lefts]!)
  const filled = start.slice()
  candidates.forEach(({ left, gain }, i) => {
    if (gain > 0) {
      edge[filled[left]!] = i
      filled[left]! += 1
    }
  })
  return { start, edge }
}

function push(heap: [number, number][], key: number, value: number): void {
  let at = heap.length
  heap.push([key, value])
  while (at > 0) {
    const up = (at - 1) >> 1
    if (heap[up]![0] <= key) break
    heap[at] = heap[up]!
    at = up
  }
  heap[at] = [key, value]
}

function pop(heap: [number, number][]): [number, number] | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    let down = 2 * at + 1
    if (down >= heap.length) break
    if (down + 1 < heap.length && heap[down + 1]![0] < heap[down]![0]) down++
    if (heap[down]![0] >= last[0]) break
    heap[at] = heap[down]!
    at = down
  }
  heap[at] = last
  return top
}
