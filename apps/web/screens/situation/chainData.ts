import type { chain } from '@phaodai/modules/situation/situation.contract.ts'
import type { ChainLink, ChainPerson } from '@phaodai/ui/chainForest.ts'
import { type Origin, origins } from '@phaodai/ui/tokens.ts'
import type { z } from 'zod'

type Chain = z.output<typeof chain.output>

const originOf = (origin: string | null): Origin => (origin !== null && origin in origins ? (origin as Origin) : 'unknown')

/** The answer as the drawing has it. The one day there is (onset, else report, else the level’s first) stands for both axes. */
export function chainPersons(nodes: Chain['nodes']): ChainPerson[] {
  return nodes.map((n) => ({
    id: n.id,
    name: n.level === 'F0' ? n.name : `${n.level} ${n.name}`,
    onsetOn: n.day,
    reportedOn: n.day,
    origin: originOf(n.origin),
    place: n.areaName,
  }))
}

/** Persons and links of the largest cluster; ties by its number. */
export function largestCluster(answer: Chain): { persons: ChainPerson[]; links: ChainLink[]; clusters: number; size: number } {
  const sizes = new Map<number, number>()
  for (const n of answer.nodes) sizes.set(n.cluster, (sizes.get(n.cluster) ?? 0) + 1)
  const [first] = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const nodes = answer.nodes.filter((n) => n.cluster === first?.[0])
  const here = new Set(nodes.map((n) => n.id))
  return {
    persons: chainPersons(nodes),
    links: answer.links.filter((l) => here.has(l.from) && here.has(l.to)),
    clusters: [...sizes.values()].filter((n) => n > 1).length,
    size: first?.[1] ?? 0,
  }
}
