/** The reader on long and dirty texts: seconds for 50 pages, for 5 MB, and for thousands of damaged variants. */
import { readdirSync, readFileSync } from 'node:fs'
import { provinceOfDistrict } from '../modules/directives/places.ts'
import { readDirective } from '../modules/directives/reader/read.rules.ts'
import { type Key, score } from '../modules/directives/reader/score.fixtures.ts'
import { shared as reference } from '../test/shared.ts'
import type { BenchResult } from './run.ts'

const folder = new URL('../modules/directives/reader/made-up/', import.meta.url)
const shared = new URL('data/directives/', reference)
/** Letters of a page of 30 lines of 13-point text. */
const PAGE = 2600

const timed = (raw: string): number => {
  const began = performance.now()
  readDirective(raw)
  return (performance.now() - began) / 1000
}

/** A fixed sequence of numbers below `n`, so that a failure can be had again. */
function* chances(seed: number): Generator<number> {
  let state = seed >>> 0
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

export async function bench(): Promise<BenchResult> {
  const files = readdirSync(folder).filter((f) => f.endsWith('.txt'))
  const texts = files.map((f) => readFileSync(new URL(f, folder), 'utf8'))
  const all = texts.join('\n\n')
  const of = (letters: number) => all.repeat(Math.ceil(letters / all.length)).slice(0, letters)
  readDirective(all)

  const chance = chances(2021)
  const next = (n: number) => Math.floor(chance.next().value! * n)
  const damages: ((s: string) => string)[] = [
    (s) => s.slice(next(s.length), next(s.length) + 4000),
    (s) =>
      s
        .split('\n')
        .sort(() => next(3) - 1)
        .join('\n'),
    (s) => s.normalize('NFD'),
    (s) => s.replace(/ /gu, () => (next(9) === 0 ? '\u0000' : ' ')),
    (s) => s.replace(/\p{L}/gu, (c) => (next(40) === 0 ? `${c}\u200f` : c)),
    (s) => s.replace(/\p{L}/gu, (c) => (next(30) === 0 ? ' ' : c)),
    (s) => s.replace(/\n/gu, () => (next(2) === 0 ? ' ' : '\n\n2\n\n')),
  ]
  let crashes = 0
  let slowest = 0
  const variants = 3000
  for (let i = 0; i < variants; i += 1) {
    const raw = damages[next(damages.length)]!(texts[next(texts.length)]!)
    try {
      slowest = Math.max(slowest, timed(raw))
    } catch {
      crashes += 1
    }
  }
  const scores = [folder, shared].flatMap((from) => {
    try {
      return readdirSync(from)
        .filter((f) => f.endsWith('.txt'))
        .map((file) => {
          const raw = readFileSync(new URL(file, from), 'utf8')
          const { wrong: _, ...rest } = score(
            raw,
            readDirective(raw, { provinceOfDistrict }),
            JSON.parse(readFileSync(new URL(file.replace('.txt', '.gold.json'), from), 'utf8')) as Key,
          )
          return { file, ...rest }
        })
    } catch {
      return []
    }
  })
  return {
    name: 'reader',
    results: {
      secondsFor50Pages: timed(of(50 * PAGE)),
      secondsFor5MB: timed(of(5_000_000)),
      secondsFor5MBWithoutALineBreak: timed(of(5_000_000).replace(/\n/gu, ' ')),
      variants,
      crashes,
      secondsOfTheSlowestVariant: slowest,
      scores,
    },
  }
}
