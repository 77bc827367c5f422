import type { Origin } from './tokens.ts'

/** A person of a chain as the viewer may see them (name already masked). Dates are local days; null where not known. */
export interface ChainPerson {
  id: string
  name: string
  onsetOn: string | null
  reportedOn: string | null
  origin: Origin
  place?: string
}

/** `from` infected, or is thought to have infected, `to`. */
export interface ChainLink {
  from: string
  to: string
}

/** Each person under one source, so that the whole can be drawn as trees; other links are kept beside. */
export interface Forest {
  persons: ReadonlyMap<string, ChainPerson>
  source: ReadonlyMap<string, string>
  /** In order of date, then id. */
  infected: ReadonlyMap<string, readonly string[]>
  generation: ReadonlyMap<string, number>
  /** Persons below each one, itself counted. */
  size: ReadonlyMap<string, number>
  /** Roots with someone below, largest tree first. */
  roots: readonly string[]
  /** Persons with no link to anyone. */
  alone: readonly string[]
  /** Links not drawn as the tree: a second source, a loop, its own self, someone not in the list. */
  others: readonly ChainLink[]
}

const dayOf = (p: ChainPerson): string => p.onsetOn ?? p.reportedOn ?? '9999'

/**
 * Chooses for each person one source: the latest onset that is not after their own (the shortest serial interval that is not
 * negative), else the earliest; ties by id. A link that would close a loop is set aside. Nothing is lost: see `others`.
 */
export function buildForest(list: readonly ChainPerson[], links: readonly ChainLink[]): Forest {
  const persons = new Map(list.map((p) => [p.id, p]))
  const others: ChainLink[] = []
  const candidates = new Map<string, string[]>()
  for (const link of links) {
    if (link.from === link.to || !persons.has(link.from) || !persons.has(link.to)) others.push(link)
    else candidates.set(link.to, [...(candidates.get(link.to) ?? []), link.from])
  }
  const before = (a: string, b: string) => {
    const [x, y] = [dayOf(persons.get(a)!), dayOf(persons.get(b)!)]
    return x < y ? -1 : x > y ? 1 : a < b ? -1 : a > b ? 1 : 0
  }
  const order = [...persons.keys()].sort(before)
  const source = new Map<string, string>()
  const loops = (from: string, to: string) => {
    for (let at: string | undefined = from; at !== undefined; at = source.get(at)) if (at === to) return true
    return false
  }
  for (const id of order) {
    const own = dayOf(persons.get(id)!)
    const found = [...new Set(candidates.get(id) ?? [])].sort(before)
    const early = found.filter((c) => dayOf(persons.get(c)!) <= own).reverse()
    const ranked = [...early, ...found.filter((c) => !early.includes(c))]
    const chosen = ranked.find((c) => !loops(c, id))
    if (chosen !== undefined) source.set(id, chosen)
    for (const c of found) if (c !== chosen) others.push({ from: c, to: id })
  }
  const infected = new Map<string, string[]>()
  for (const id of order) {
    const from = source.get(id)
    if (from !== undefined) infected.set(from, [...(infected.get(from) ?? []), id])
  }
  const generation = new Map<string, number>()
  const size = new Map<string, number>()
  const walk: string[] = order.filter((id) => !source.has(id))
  for (const id of walk) generation.set(id, 0)
  for (let n = 0; n < walk.length; n++)
    for (const child of infected.get(walk[n]!) ?? []) {
      generation.set(child, generation.get(walk[n]!)! + 1)
      walk.push(child)
    }
  for (const id of walk.toReversed()) size.set(id, 1 + (infected.get(id) ?? []).reduce((sum, c) => sum + size.get(c)!, 0))
  const tops = order.filter((id) => !source.has(id))
  return {
    persons,
    source,
    infected,
    generation,
    size,
    roots: tops.filter((id) => size.get(id)! > 1).sort((a, b) => size.get(b)! - size.get(a)! || before(a, b)),
    alone: tops.filter((id) => size.get(id)! === 1),
    others,
  }
}
