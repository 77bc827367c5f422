import type { Comparison } from '@phaodai/epi/link-records.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { Column, Pairing } from './link.columns.ts'

/** A record is its row's place in its list. */
type Compare = Comparison<number, number>

/** How two columns are compared, by their kind. */
export function comparisonOf({ left, right, kind, why }: Pairing): Compare {
  const name = left.name === right.name ? left.name : `${left.name} ~ ${right.name}`
  if (kind === 'date') return why === 'values' ? lag(name, left, right) : near(name, left, right, [0, 1, 3, 7, 14])
  if (kind === 'number') return near(name, left, right, [0, 1, 2, 5, 10])
  return kind === 'exact' ? same(name, left, right) : words(name, left, right)
}

function same(name: string, left: Column, right: Column): Compare {
  return {
    name,
    levels: 2,
    level: (a, b) => (left.text[a] == null || right.text[b] == null ? null : left.text[a] === right.text[b] ? 0 : 1),
    value: (row, side) => (side === 'left' ? left : right).text[row]!,
  }
}

/** By the size of the difference. */
function near(name: string, left: Column, right: Column, cuts: number[]): Compare {
  return {
    name,
    levels: cuts.length + 1,
    level: (a, b) => {
      const [x, y] = [left.value[a], right.value[b]]
      return x == null || y == null ? null : step(cuts, Math.abs(x - y))
    },
    value: (row, side) => {
      const value = (side === 'left' ? left : right).value[row]
      return value == null ? null : String(value)
    },
  }
}

/** Days from one event to another, of which only the matches tell what is usual: diagnosis and announcement. */
const LAGS = [-31, -8, -4, -2, -1, 0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 15, 20, 31]
function lag(name: string, left: Column, right: Column): Compare {
  return {
    name,
    levels: LAGS.length + 1,
    ordered: false,
    level: (a, b) => {
      const [x, y] = [left.value[a], right.value[b]]
      return x == null || y == null ? null : step(LAGS, y - x)
    },
  }
}

function step(cuts: number[], value: number): number {
  const at = cuts.findIndex((cut) => value <= cut)
  return at < 0 ? cuts.length : at
}

/** Levels: the same word; the same without its marks or the kind of unit; almost; another. */
function words(name: string, left: Column, right: Column): Compare {
  const [a, b] = [vocabulary(left), vocabulary(right)]
  // In a column of few words, one that the other list never uses ("Foreigner") says nothing about the pair.
  const few = a.list.length < left.text.length / 3 && b.list.length < right.text.length / 3
  const known = (mine: Vocabulary, other: Vocabulary) => {
    const used = new Set([...other.list, ...other.list.map(bare)])
    return mine.list.map((word) => !few || used.has(word) || used.has(bare(word)))
  }
  const [knownA, knownB] = [known(a, b), known(b, a)]
  const table = a.list.length * b.list.length <= 4_000_000 ? new Int8Array(a.list.length * b.list.length).fill(-1) : null
  const compared = (i: number, j: number) => {
    if (!table) return alike(a.list[i]!, b.list[j]!)
    const at = i * b.list.length + j
    if (table[at]! < 0) table[at] = alike(a.list[i]!, b.list[j]!)
    return table[at]!
  }
  return {
    name,
    levels: 4,
    level: (x, y) => {
      const [i, j] = [a.of[x]!, b.of[y]!]
      return i < 0 || j < 0 || !knownA[i] || !knownB[j] ? null : compared(i, j)
    },
    value: (row, side) => (side === 'left' ? left : right).text[row] ?? null,
  }
}

type Vocabulary = { list: string[]; of: Int32Array }

function vocabulary(column: Column): Vocabulary {
  const list: string[] = []
  const places = new Map<string, number>()
  const of = Int32Array.from(column.text, (word) => {
    if (word === null) return -1
    let at = places.get(word)
    if (at === undefined) {
      at = list.length
      places.set(word, at)
      list.push(word)
    }
    return at
  })
  return { list, of }
}

/** Without marks and without "tỉnh", "TP", "huyện" … before the name. */
const bare = (word: string) => fold(word).replace(/^(tinh|thanh pho|tp|quan|huyen|thi xa|tx|phuong|xa|thi tran|tt)[. ]+/u, '')

function alike(x: string, y: string): number {
  if (x === y) return 0
  const [a, b] = [bare(x), bare(y)]
  if (a === b) return 1
  const [p, q] = [a.split(' '), b.split(' ')]
  const [short, long] = p.length <= q.length ? [p, q] : [q, p]
  if (short.length >= 2 && short.every((word) => long.includes(word))) return 2
  return Math.min(a.length, b.length) >= 5 && oneEdit(a, b) ? 2 : 3
}

/** One letter more, fewer or other, or two neighbours exchanged. */
function oneEdit(a: string, b: string): boolean {
  const [s, l] = a.length <= b.length ? [a, b] : [b, a]
  if (l.length - s.length > 1) return false
  let i = 0
  while (i < s.length && s[i] === l[i]) i++
  if (l.length > s.length) return s.slice(i) === l.slice(i + 1)
  return s.slice(i + 1) === l.slice(i + 1) || (s[i] === l[i + 1] && s[i + 1] === l[i] && s.slice(i + 2) === l.slice(i + 2))
}

/**
 * How far a right row lies from where the left row's place in its list would put it, judged by the ten nearest pairs that are sure; for lists that are
 * both in the order of report, whole or in part.
 */
export function orderComparison(sure: readonly { left: number; right: number }[], rows: number): Compare {
  const cuts = [1, 3, 10, 30, 100]
  const sorted = sure.toSorted((a, b) => a.left - b.left)
  const [first, last] = [sorted[0], sorted.at(-1)]
  const slope = first && last && last.left > first.left ? (last.right - first.right) / (last.left - first.left) : 1
  const expected = Float64Array.from({ length: rows }, (_, row) => {
    const after = sorted.findIndex(({ left }) => left >= row)
    const middle = after < 0 ? sorted.length : after
    const near = sorted.slice(Math.max(0, middle - 5), middle + 5).filter(({ left }) => left !== row)
    if (near.length === 0) return row
    // the middle one of their guesses: a wrong pair does not pull
    const guesses = near.map(({ left, right }) => right + (row - left) * slope).sort((a, b) => a - b)
    return guesses[guesses.length >> 1]!
  })
  return { name: '(order)', levels: cuts.length + 1, ordered: false, level: (a, b) => step(cuts, Math.abs(expected[a]! - b)) }
}
