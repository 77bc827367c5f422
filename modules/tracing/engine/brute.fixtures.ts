/** The same answers by the shortest way that one can check by eye: every pair of stays, every second on which a window may begin. For tests. */
import { CLASSES, type Closeness, classOf, pairClass, placeClass, ROWS_UNKNOWN, three } from './classes.ts'
import type { Stay } from './stays.ts'

export interface BrutePlace {
  placeId: string
  kind: string
  closed: boolean | null
}
interface Piece {
  commune: number
  a: number
  b: number
  need: number
}
export interface BruteMet {
  otherId: string
  seconds: number
  most24: number
  counts: boolean
  firstAt: number
  closeAt: number
  lastAt: number
  here: boolean
}

/** Every pair of stays at one place, as pieces by the other person. */
function piecesOf(
  stays: Stay[],
  places: BrutePlace[],
  who: (id: string) => string,
  root: string,
  from: number,
  to: number,
  c: Closeness,
): Map<string, Piece[]> {
  const found = new Map<string, Piece[]>()
  for (const v of stays)
    for (const o of stays) {
      if (who(v.subjectId) !== root || who(o.subjectId) === root || v.placeId !== o.placeId) continue
      const place = places.find((p) => p.placeId === v.placeId)
      const a = Math.max(v.from, o.from, from)
      const b = Math.min(v.to, o.to, to)
      if (!place || b <= a) continue
      const masked = v.masked === false || o.masked === false ? false : v.masked && o.masked ? true : null
      const apart = v.space !== null && o.space !== null && v.space !== o.space
      const rows = v.seatRow === null || o.seatRow === null ? ROWS_UNKNOWN : Math.min(15, Math.abs(v.seatRow - o.seatRow))
      const table = c.from.filter((f) => f <= a).length - 1
      const need = c.need[table * CLASSES + classOf(placeClass(place.kind, place.closed), pairClass(three(masked), apart, rows))]!
      const other = who(o.subjectId)
      found.set(other, [...(found.get(other) ?? []), { commune: o.communeId, a, b, need }])
    }
  return found
}

/** Seconds of [from, to) that some piece covers, by cutting time at every edge. */
function covered(pieces: Piece[], from: number, to: number): number {
  const edges = [...new Set([from, to, ...pieces.flatMap((p) => [p.a, p.b])])]
    .filter((e) => e >= from && e <= to)
    .sort((x, y) => x - y)
  let sum = 0
  for (let i = 0; i + 1 < edges.length; i++)
    if (pieces.some((p) => p.a <= edges[i]! && p.b >= edges[i + 1]!)) sum += edges[i + 1]! - edges[i]!
  return sum
}

export function bruteMeetings(
  stays: Stay[],
  places: BrutePlace[],
  who: (id: string) => string,
  subject: string,
  from: number,
  to: number,
  c: Closeness,
  commune: number,
): BruteMet[] {
  const met: BruteMet[] = []
  for (const [otherId, pieces] of piecesOf(stays, places, who, who(subject), from, to, c)) {
    let most24 = 0
    let closeAt = Number.POSITIVE_INFINITY
    for (const level of new Set(pieces.map((p) => p.need).filter((n) => n >= 0))) {
      const near = pieces.filter((p) => p.need >= 0 && p.need <= level)
      for (const start of near.flatMap((p) => [p.a, p.b - 86_400])) {
        const seconds = covered(near, start, start + 86_400)
        most24 = Math.max(most24, seconds)
        if (seconds < Math.max(1, level)) continue
        for (const p of near) if (p.a < start + 86_400 && p.b > start) closeAt = Math.min(closeAt, spanStart(near, p.a))
      }
    }
    const counts = closeAt < Number.POSITIVE_INFINITY
    const firstAt = Math.min(...pieces.map((p) => p.a))
    const lastAt = Math.max(...pieces.map((p) => p.b))
    const here = pieces.some((p) => p.commune === commune)
    met.push({
      here,
      otherId,
      seconds: covered(pieces, firstAt, lastAt),
      most24,
      counts,
      firstAt,
      closeAt: counts ? closeAt : 0,
      lastAt,
    })
  }
  return met.sort((x, y) => (x.otherId < y.otherId ? -1 : 1))
}

/** Where the unbroken time around an instant began. */
function spanStart(pieces: Piece[], at: number): number {
  const before = pieces.filter((p) => p.a < at && p.b >= at)
  return before.length === 0 ? at : spanStart(pieces, Math.min(...before.map((p) => p.a)))
}

export function bruteReach(
  stays: Stay[],
  places: BrutePlace[],
  who: (id: string) => string,
  subject: string,
  from: number,
  to: number,
  c: Closeness,
  commune: number,
): { first: BruteMet[]; second: (BruteMet & { viaId: string; viaCloseAt: number })[] } {
  const first = bruteMeetings(stays, places, who, subject, from, to, c, commune)
  const close = first.filter((m) => m.counts)
  const near = new Set([who(subject), ...close.map((m) => m.otherId)])
  const best = new Map<string, BruteMet & { viaId: string; viaCloseAt: number }>()
  for (const f1 of close)
    for (const met of bruteMeetings(stays, places, who, f1.otherId, f1.closeAt, to, c, commune)) {
      if (!met.counts || near.has(met.otherId)) continue
      const known = best.get(met.otherId)
      if (!known || met.closeAt < known.closeAt || (met.closeAt === known.closeAt && f1.otherId < known.viaId))
        best.set(met.otherId, { ...met, viaId: f1.otherId, viaCloseAt: f1.closeAt })
    }
  return { first, second: [...best.values()].sort((x, y) => (x.otherId < y.otherId ? -1 : 1)) }
}

export function bruteSite(stays: Stay[], who: (id: string) => string, placeId: string, from: number, to: number) {
  const there = stays.filter((s) => s.placeId === placeId && s.from < to && s.to > from)
  return [...new Set(there.map((s) => who(s.subjectId)))].sort().map((subjectId) => {
    const own = there
      .filter((s) => who(s.subjectId) === subjectId)
      .map((s) => ({ a: Math.max(s.from, from), b: Math.min(s.to, to), need: 0, commune: 0 }))
    const firstAt = Math.min(...own.map((p) => p.a))
    const lastAt = Math.max(...own.map((p) => p.b))
    return { subjectId, seconds: covered(own, firstAt, lastAt), firstAt, lastAt }
  })
}
