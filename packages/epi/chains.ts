import { type ChainProblem, say } from './chains.problems.ts'
import { readCases, readLinks, reportUnknown } from './chains.read.ts'
import { loops, outgoing } from './loops.ts'

/** One row of the line list. `onset` is an ISO date; `row` is its number in the file, for the problems. */
export type ChainCase = { id?: string | null; onset?: string | null; row?: number }
/** Who infected whom: `from` is the infector. */
export type ChainLink = { from?: string | null; to?: string | null; row?: number }
export type ChainOptions = {
  /** A row that links a case to itself: `count` (as epicontacts does; the default) or `leave-out`. Reported either way. */
  selfLinks?: 'count' | 'leave-out'
  /** Pairs of onsets further apart than this many days are reported, and counted. 180 unless told. */
  longIntervalDays?: number
}
export type SerialInterval = {
  n: number
  mean: number | null
  sd: number | null
  negative: number
  missing: number
  absolute: { mean: number | null; sd: number | null }
}
export type Chains = {
  cases: number
  links: number
  clusters: { size: number; members: string[] }[]
  degree: { id: string; deg_in: number; deg_out: number; generation: number | null }[]
  generations: Record<string, number>
  serialInterval: SerialInterval
  problems: ChainProblem[]
}

/**
 * Transmission chains of a line list and its links "who infected whom".
 *
 * - `cases` distinct ids of the line list; `links` distinct usable pairs. A → B and B → A are two links, A → B twice is one.
 * - `clusters` connected components of the listed and the linked ids together, singletons included, largest first.
 * - `degree` for every id of a usable link; `generation` = least number of links from an id that nobody infected,
 *   null where every way back ends in a loop. `generations` counts them.
 * - `serialInterval` infectee's onset minus infector's, in days and signed, over links with both onsets (`missing`: the others);
 *   sample sd; `negative` how many are below zero; `absolute` the same of the distances, as epicontacts::get_pairwise gives.
 * - `problems` everything doubtful. Nothing throws: bad rows are reported, the rest is computed.
 *
 * The order of the rows does not matter. A case with two different onsets has none, for either would be a guess.
 * Source of the definitions: Nagraj et al. epicontacts. F1000Research 2018;7:566. doi:10.12688/f1000research.14492.2
 */
export function chains(cases: readonly ChainCase[], links: readonly ChainLink[], options: ChainOptions = {}): Chains {
  const countSelf = (options.selfLinks ?? 'count') === 'count'
  const problems: ChainProblem[] = []
  const listed = readCases(cases, problems)
  const { tail, head, mentioned } = readLinks(links, countSelf, problems)

  const unknown = [...mentioned.keys()].filter((id) => !listed.has(id))
  reportUnknown(unknown, mentioned, listed, problems)

  const ids = [...listed.keys(), ...unknown].sort(byCode)
  const node = new Map(ids.map((id, i) => [id, i]))
  const from = Int32Array.from(tail, (id) => node.get(id)!)
  const to = Int32Array.from(head, (id) => node.get(id)!)

  for (const loop of loops(ids.length, from, to)) {
    const members = loop.map((i) => ids[i]!)
    problems.push({ table: 'links', kind: 'loop', ids: members, ...say.loop(members) })
  }
  const days = ids.map((id) => listed.get(id) ?? null)
  const serialInterval = intervals(ids, days, from, to, options.longIntervalDays ?? 180, problems)
  const degree = degrees(ids, from, to)
  const generations: Record<string, number> = {}
  for (const { generation } of degree) if (generation !== null) generations[generation] = (generations[generation] ?? 0) + 1

  return {
    cases: listed.size,
    links: from.length,
    clusters: components(ids, from, to),
    degree,
    generations,
    serialInterval,
    problems: problems.sort((a, b) => byCode(a.kind, b.kind) || byList(a.ids, b.ids) || (a.row ?? 0) - (b.row ?? 0)),
  }
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function byList(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return byCode(a[i]!, b[i]!)
  return a.length - b.length
}

/** Connected components by union-find (the smaller number is the parent; paths are halved). */
function components(ids: readonly string[], from: Int32Array, to: Int32Array): Chains['clusters'] {
  const parent = Int32Array.from(ids, (_, i) => i)
  const find = (start: number) => {
    let i = start
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [find(from[i]!), find(to[i]!)]
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b)
  }
  const groups = new Map<number, string[]>()
  ids.forEach((id, i) => {
    const group = groups.get(find(i))
    if (group) group.push(id)
    else groups.set(find(i), [id])
  })
  // ids are sorted, so are members and, within one size, clusters by their first member
  return [...groups.values()].map((members) => ({ size: members.length, members })).sort((a, b) => b.size - a.size)
}

function degrees(ids: readonly string[], from: Int32Array, to: Int32Array): Chains['degree'] {
  const { start, next } = outgoing(ids.length, from, to)
  const into = new Int32Array(ids.length)
  for (const i of to) into[i]!++
  const out = (i: number) => start[i + 1]! - start[i]!
  const generation = new Int32Array(ids.length).fill(-1)
  const queue: number[] = []
  for (let i = 0; i < ids.length; i++)
    if (into[i] === 0 && out(i) > 0) {
      generation[i] = 0
      queue.push(i)
    }
  for (let at = 0; at < queue.length; at++) {
    const i = queue[at]!
    for (let j = start[i]!; j < start[i + 1]!; j++) {
      const other = next[j]!
      if (generation[other] !== -1) continue
      generation[other] = generation[i]! + 1
      queue.push(other)
    }
  }
  const rows: Chains['degree'] = []
  ids.forEach((id, i) => {
    const [deg_in, deg_out] = [into[i]!, out(i)]
    if (deg_in + deg_out > 0) rows.push({ id, deg_in, deg_out, generation: generation[i]! < 0 ? null : generation[i]! })
  })
  return rows
}

function intervals(
  ids: readonly string[],
  days: readonly (number | null)[],
  from: Int32Array,
  to: Int32Array,
  longDays: number,
  problems: ChainProblem[],
): SerialInterval {
  const gaps: number[] = []
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [days[from[i]!]!, days[to[i]!]!]
    if (a === null || b === null) continue
    gaps.push(b - a)
    if (Math.abs(b - a) <= longDays) continue
    const pair = [ids[from[i]!]!, ids[to[i]!]!] as const
    problems.push({ table: 'links', kind: 'long-interval', ids: [...pair], ...say.longInterval(...pair, Math.abs(b - a)) })
  }
  const negative = gaps.filter((gap) => gap < 0).length
  const absolute = spread(gaps.map(Math.abs))
  return { n: gaps.length, ...spread(gaps), negative, missing: from.length - gaps.length, absolute }
}

/** Sums of whole days are exact, so the order of the rows cannot move the last digit. */
function spread(values: readonly number[]): { mean: number | null; sd: number | null } {
  const n = values.length
  if (n === 0) return { mean: null, sd: null }
  let sum = 0
  let squares = 0
  for (const value of values) {
    sum += value
    squares += value * value
  }
  return { mean: sum / n, sd: n < 2 ? null : Math.sqrt(Math.max(0, squares - (sum * sum) / n) / (n - 1)) }
}
