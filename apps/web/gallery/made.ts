import type { ChainLink, ChainPerson } from '@phaodai/ui/chainForest.ts'
import type { CurveDay } from '@phaodai/ui/epiTable.ts'
import { addDays } from '@phaodai/ui/formats.ts'
import type { AreaShapes } from '@phaodai/ui/mapShapes.ts'
import { type Origin, originOrder } from '@phaodai/ui/tokens.ts'

// Everything here is made up: people, places, shapes and numbers. The same seed gives the same pictures.

/** A small generator of numbers 0..1 (a linear congruence modulo 2^32); good enough for pictures. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ']
const givens = [
  'An',
  'Anh',
  'Bình',
  'Cường',
  'Dung',
  'Hà',
  'Hùng',
  'Hưng',
  'Lan',
  'Minh',
  'Ngọc',
  'Phương',
  'Thảo',
  'Tuấn',
  'Yến',
]
const maskedName = (roll: () => number) => {
  const given = givens[Math.floor(roll() * givens.length)]!
  return `${surnames[Math.floor(roll() * surnames.length)]} ${roll() < 0.5 ? 'V.' : 'T.'} ${given}`
}

export const FIRST = '2021-01-25'
export const TODAY = '2021-02-22'

/** A chain that branches unevenly: few infect many, most infect nobody. */
export function madeChain(n: number, seed = 7): { persons: ChainPerson[]; links: ChainLink[] } {
  const roll = dice(seed)
  const persons: ChainPerson[] = []
  const links: ChainLink[] = []
  const days: number[] = []
  for (let i = 0; i < n; i++) {
    const isRoot = i === 0 || roll() < 8 / n
    // The square favours early people: superspreaders arise by themselves.
    const from = isRoot ? -1 : Math.floor(roll() ** 2.2 * i)
    const day = from < 0 ? Math.floor(roll() * 6) : days[from]! + 2 + Math.floor(roll() * 5)
    days.push(day)
    const onsetOn = roll() < 0.08 ? null : addDays(FIRST, day)
    const undated = roll() < 0.01
    persons.push({
      id: `p${i}`,
      name: maskedName(roll),
      onsetOn: undated ? null : onsetOn,
      reportedOn: undated ? null : addDays(FIRST, day + 3 + Math.floor(roll() * 3)),
      origin: originOrder[Math.min(4, Math.floor(roll() ** 1.6 * 5))]!,
      place: `Xã An ${1 + Math.floor(roll() * 9)}`,
    })
    if (from >= 0) links.push({ from: `p${from}`, to: `p${i}` })
  }
  return { persons, links }
}

export function madeCurve(): CurveDay[] {
  const roll = dice(3)
  const some = (peak: number): Partial<Record<Origin, number>> => ({
    community: Math.round(peak * roll() * 0.5),
    zone: Math.round(peak * roll() * 0.7),
    quarantine: Math.round(peak * roll()),
    imported: roll() < 0.1 ? 1 : 0,
    unknown: roll() < 0.15 ? 1 : 0,
  })
  return Array.from({ length: 29 }, (_, i) => ({
    on: addDays(FIRST, i),
    onset: some(22 * Math.exp(-(((i - 9) / 6) ** 2))),
    report: some(24 * Math.exp(-(((i - 13) / 6) ** 2))),
  }))
}

/** Twelve districts of no real province: a grid with shaken corners, and islands for the last. */
export function madeShapes(): AreaShapes {
  const roll = dice(11)
  const [across, down] = [4, 3]
  const corner = Array.from({ length: (across + 1) * (down + 1) }, (_, n) => [
    106 + (n % (across + 1)) * 0.16 + (roll() - 0.5) * 0.08,
    21.2 - Math.floor(n / (across + 1)) * 0.14 + (roll() - 0.5) * 0.07,
  ])
  const names = [
    'An Bình',
    'Bắc Sơn',
    'Cẩm Hà',
    'Đông Lĩnh',
    'Gia Phúc',
    'Hưng Yên Thượng',
    'Kỳ Đồng',
    'Lệ Thủy Đông',
    'Mỹ Hòa',
    'Ngọc Trạo',
    'Phù Vân',
    'Quảng Đảo',
  ]
  const at = (x: number, y: number) => corner[y * (across + 1) + x]!
  return {
    type: 'FeatureCollection',
    features: names.map((name, n) => {
      const [x, y] = [n % across, Math.floor(n / across)]
      const ring = [at(x, y), at(x, y + 1), at(x + 1, y + 1), at(x + 1, y), at(x, y)]
      const island = (dx: number) => [
        [106.7 + dx, 20.82],
        [106.72 + dx, 20.79],
        [106.75 + dx, 20.81],
        [106.73 + dx, 20.84],
        [106.7 + dx, 20.82],
      ]
      return {
        type: 'Feature' as const,
        properties: { code: `9${String(n).padStart(2, '0')}`, name: n === 0 ? 'TP An Bình' : `Huyện ${name}` },
        geometry:
          n === 11
            ? { type: 'MultiPolygon' as const, coordinates: [[ring], [island(0)], [island(0.06)]] }
            : { type: 'Polygon' as const, coordinates: [ring] },
      }
    }),
  }
}
