import type { ChainPerson, Forest } from './chainForest.ts'
import { daysBetween } from './formats.ts'

/** Which branches are drawn open: a person's id (those they infected are drawn), or `id~` (those among them who infected nobody). */
export type Open = ReadonlySet<string>

/** Fewer than this many who infected nobody are drawn one by one. */
const BUNDLE_FROM = 6

export interface ChainNode {
  id: string
  kind: 'person' | 'bundle'
  /** Days since `firstOn`; the row, 0 at the top. */
  x: number
  y: number
  generation: number
  /** Persons that this mark stands for and that are not drawn themselves; 0 where all is open. */
  hidden: number
  /** False where the person has no date, and stands by their source. */
  dated: boolean
}

export interface ChainLayout {
  nodes: ChainNode[]
  edges: { from: string; to: string }[]
  firstOn: string
  lastOn: string
  rows: number
  undated: string[]
}

const dateOf = (p: ChainPerson, by: 'onset' | 'report'): string | null =>
  by === 'onset' ? (p.onsetOn ?? p.reportedOn) : (p.reportedOn ?? p.onsetOn)

/** Those a person infected, parted into branches that go on and a bundle of those that end (or none, where few or open). */
export function branches(forest: Forest, id: string, open: Open): { drawn: readonly string[]; bundle: readonly string[] } {
  const all = forest.infected.get(id) ?? []
  const ends = all.filter((c) => forest.size.get(c) === 1)
  if (ends.length < BUNDLE_FROM || open.has(`${id}~`)) return { drawn: all, bundle: [] }
  return { drawn: all.filter((c) => forest.size.get(c)! > 1), bundle: ends }
}

/**
 * Opens the largest branches first until about `budget` marks are drawn: 500 people stay readable. Deterministic.
 * Takes every id and bundle where the budget holds all.
 */
export function openWithin(forest: Forest, budget: number): Set<string> {
  const open = new Set<string>()
  const linked = forest.persons.size - forest.alone.length
  if (linked <= budget) {
    for (const id of forest.infected.keys()) open.add(id).add(`${id}~`)
    return open
  }
  let marks = forest.roots.length
  let border = [...forest.roots]
  while (border.length > 0) {
    const next: string[] = []
    border.sort((a, b) => forest.size.get(b)! - forest.size.get(a)! || (a < b ? -1 : 1))
    for (const id of border) {
      const { drawn, bundle } = branches(forest, id, open)
      const more = drawn.length + (bundle.length > 0 ? 1 : 0)
      if (more === 0 || marks + more > budget) continue
      marks += more
      open.add(id)
      for (const child of drawn) if (forest.infected.has(child)) next.push(child)
    }
    border = next
  }
  return open
}

/** Everything open. */
export function openAll(forest: Forest): Set<string> {
  const open = new Set<string>()
  for (const id of forest.infected.keys()) open.add(id).add(`${id}~`)
  return open
}

interface Tree {
  nodes: ChainNode[]
  rows: number
  from: number
  to: number
}

/**
 * Places the open part of the forest: x is the day of onset or report, y packs each tree leaf by leaf, a source in the middle of
 * those it infected (above them where one is of the same day); trees that do not overlap in time share rows. Persons linked to nobody are not drawn (the list has them).
 */
export function layoutChain(forest: Forest, by: 'onset' | 'report', open: Open): ChainLayout {
  const days = [...forest.persons.values()].flatMap((p) => dateOf(p, by) ?? []).sort()
  const firstOn = days[0] ?? '2021-01-01'
  const lastOn = days.at(-1) ?? firstOn
  const undated: string[] = []
  const edges: ChainLayout['edges'] = []
  const trees = forest.roots.map((root) => layoutTree(root))

  function layoutTree(root: string): Tree {
    const nodes: ChainNode[] = []
    const at = new Map<string, ChainNode>()
    const children = new Map<string, ChainNode[]>()
    const walk = [root]
    // First down, so that each has a day (its own, or beside its source) …
    while (walk.length > 0) {
      const id = walk.pop()!
      const day = dateOf(forest.persons.get(id)!, by)
      const up = at.get(forest.source.get(id) ?? '')
      if (day === null) undated.push(id)
      const node: ChainNode = {
        id,
        kind: 'person',
        x: day === null ? (up ? up.x + 1 : 0) : daysBetween(firstOn, day),
        y: 0,
        generation: forest.generation.get(id)!,
        hidden: 0,
        dated: day !== null,
      }
      at.set(id, node)
      nodes.push(node)
      if (up) {
        children.get(up.id)!.push(node)
        edges.push({ from: up.id, to: id })
      }
      if (!forest.infected.has(id)) continue
      if (!open.has(id)) {
        node.hidden = forest.size.get(id)! - 1
        continue
      }
      const { drawn, bundle } = branches(forest, id, open)
      children.set(id, [])
      walk.push(...drawn.toReversed())
      if (bundle.length > 0) {
        const ends = bundle.map((b) => dateOf(forest.persons.get(b)!, by)).filter((d) => d !== null)
        const mid = ends.sort()[Math.floor(ends.length / 2)]
        const mark: ChainNode = {
          id: `${id}~`,
          kind: 'bundle',
          x: mid === undefined ? node.x + 1 : daysBetween(firstOn, mid),
          y: 0,
          generation: node.generation + 1,
          hidden: bundle.length,
          dated: mid !== undefined,
        }
        nodes.push(mark)
        children.get(id)!.push(mark)
        edges.push({ from: id, to: mark.id })
      }
    }
    // … then rows: leaves in order of a walk in depth, sources in the middle.
    let rows = 0
    const stack: { node: ChainNode; next: number }[] = [{ node: at.get(root)!, next: 0 }]
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const below = children.get(top.node.id) ?? []
      // Someone infected on the source's own day would stand on it: the source gets a row of its own, above.
      const above = below.some((b) => b.x === top.node.x)
      if (above && top.next === 0) top.node.y = rows++
      if (top.next < below.length) stack.push({ node: below[top.next++]!, next: 0 })
      else {
        if (!above) top.node.y = below.length === 0 ? rows++ : (below[0]!.y + below.at(-1)!.y) / 2
        stack.pop()
      }
    }
    const xs = nodes.map((n) => n.x)
    return { nodes, rows, from: Math.min(...xs), to: Math.max(...xs) }
  }

  const bands: { rows: number; top: number; taken: [number, number][] }[] = []
  let rows = 0
  // Room at the right of each tree for its names, in days.
  const gap = Math.max(2, daysBetween(firstOn, lastOn) * 0.12)
  for (const tree of trees) {
    let band = bands.find(
      (b) => b.rows >= tree.rows && b.taken.every(([from, to]) => tree.from > to + gap || tree.to + gap < from),
    )
    if (!band) {
      band = { rows: tree.rows, top: rows, taken: [] }
      rows += tree.rows + (tree.rows > 1 ? 1 : 0)
      bands.push(band)
    }
    band.taken.push([tree.from, tree.to])
    for (const node of tree.nodes) node.y += band.top
  }
  return { nodes: trees.flatMap((t) => t.nodes), edges, firstOn, lastOn, rows: Math.max(1, rows), undated }
}

/** The next person for an arrow key: source, first infected, or the nearest mark above or below. null where there is none. */
export function neighbour(layout: ChainLayout, id: string | null, key: 'left' | 'right' | 'up' | 'down'): string | null {
  const sorted = [...layout.nodes].sort((a, b) => a.y - b.y || a.x - b.x)
  if (id === null) return sorted[0]?.id ?? null
  if (key === 'left') return layout.edges.find((e) => e.to === id)?.from ?? null
  if (key === 'right') return layout.edges.find((e) => e.from === id)?.to ?? null
  const at = sorted.findIndex((n) => n.id === id)
  return sorted[at + (key === 'down' ? 1 : -1)]?.id ?? null
}
