import { type ChainCase, type ChainLink, chains } from '@phaodai/epi/chains.ts'

type Result = { what: string; cases: number; links: number; ms: number; clusters: number; largest: number }

/**
 * Transmission chains of 100,000 made-up cases: a wide forest (each infected by an earlier case), one long chain,
 * and a tangle with loops, repeated links and unlisted ids. Best of three runs, milliseconds. Wanted: under 1,000 each.
 */
export async function bench(): Promise<{ name: string; results: Result[] }> {
  const results = [time('forest', forest), time('one long chain', longChain), time('tangle', tangle)]
  return { name: 'chains', results }
}

const size = 100_000
type Input = { cases: ChainCase[]; links: ChainLink[] }

/** Mulberry32: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function lineList(random: () => number): ChainCase[] {
  const first = Date.UTC(2021, 4, 1)
  return Array.from({ length: size }, (_, i) => {
    const day = Math.floor(i / 1000 + random() * 10)
    return { id: `ca-${i}`, onset: random() < 0.1 ? null : new Date(first + day * 86_400_000).toISOString().slice(0, 10) }
  })
}

function forest(): Input {
  const random = seeded(20210501)
  const cases = lineList(random)
  const links = Array.from({ length: size }, (_, i) => ({ from: `ca-${Math.floor(random() * i)}`, to: `ca-${i}` }))
  return { cases, links: links.slice(1) }
}

function longChain(): Input {
  const cases = lineList(seeded(7))
  return { cases, links: cases.slice(1).map((one, i) => ({ from: `ca-${i}`, to: one.id })) }
}

function tangle(): Input {
  const random = seeded(11)
  const pick = () => `ca-${Math.floor(random() * size * 1.2)}`
  const links = Array.from({ length: size }, () => ({ from: pick(), to: pick() }))
  return { cases: lineList(random), links: links.map((link, i) => (i % 10 === 0 ? links[i >> 1]! : link)) }
}

function time(what: string, make: () => Input): Result {
  const { cases, links } = make()
  let ms = Number.POSITIVE_INFINITY
  let found = chains([], [])
  for (let run = 0; run < 3; run++) {
    const start = performance.now()
    found = chains(cases, links)
    ms = Math.min(ms, performance.now() - start)
  }
  const clusters = found.clusters.length
  return { what, cases: found.cases, links: found.links, ms: Math.round(ms), clusters, largest: found.clusters[0]?.size ?? 0 }
}
