/** Which meetings of two persons count as close contact, and what each says: the one rule of the levels, the candidates and the engine. */

/** The time that two persons were at one place together, from what two stays say. Seconds since 1970, the end not included. */
export interface Piece {
  placeId: string
  placeName: string
  kind: string
  closed: boolean | null
  from: number
  to: number
  /** Both wore masks; null where that is not known. */
  masked: boolean | null
  space: string | null
  otherSpace: string | null
  /** Rows of seats between them, up to 15; null where not known. */
  rowsApart: number | null
  /** Seconds needed within 24 hours by the rules of its day: 0 any, -1 never. */
  need: number
  /** A time of one of the stays is the product's own assumption. */
  assumed: boolean
}

const DAY = 86_400
const OFFSET = 7 * 3600

const days = new Map<number, string>()
/** The local day of an instant. The days of a window are few and asked for thousands of times: each is written once. */
export function dayAt(seconds: number): string {
  const number = Math.floor((seconds + OFFSET) / DAY)
  let day = days.get(number)
  if (day === undefined) {
    if (days.size > 1000) days.clear()
    day = new Date(number * DAY * 1000).toISOString().slice(0, 10)
    days.set(number, day)
  }
  return day
}

export const isApart = (p: Pick<Piece, 'space' | 'otherSpace'>): boolean =>
  p.space !== null && p.otherSpace !== null && p.space !== p.otherSpace

/** Spans of time that some pieces cover, in order, none touching the next. */
export function spansOf(pieces: readonly Pick<Piece, 'from' | 'to'>[]): [number, number][] {
  const spans: [number, number][] = []
  for (const { from, to } of [...pieces].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else spans.push([from, to])
  }
  return spans
}

export const secondsOf = (spans: readonly (readonly [number, number])[]): number => spans.reduce((sum, [a, b]) => sum + b - a, 0)

const within = (spans: readonly [number, number][], from: number, to: number): number =>
  spans.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0)

/** The seconds within 24 hours of which a piece that counts is part: the most of any of its windows; null where it does not count. */
export function countingSeconds(pieces: readonly Pick<Piece, 'from' | 'to' | 'need'>[]): (number | null)[] {
  const best: (number | null)[] = pieces.map(() => null)
  for (const need of new Set(pieces.map((p) => p.need))) {
    if (need < 0) continue
    const mine = pieces.flatMap((p, i) => (p.need >= 0 && p.need <= need ? [i] : []))
    const spans = spansOf(mine.map((i) => pieces[i]!))
    // the most that 24 hours can hold begins where a span begins or ends where one ends
    for (const start of new Set(spans.flatMap(([a, b]) => [a, b - DAY]))) {
      const seconds = within(spans, start, start + DAY)
      if (seconds < Math.max(1, need)) continue
      for (const i of mine) {
        const p = pieces[i]!
        if (p.from < start + DAY && p.to > start && seconds > (best[i] ?? 0)) best[i] = seconds
      }
    }
  }
  return best
}

/** Pieces of one pair at one place that began on one local day. */
export interface Together {
  placeId: string
  /** The local day on which they began, and that of their last second. */
  onDay: string
  lastDay: string
  pieces: Piece[]
  seconds: number
  counts: boolean
  /** Seconds within 24 hours, with what they shared elsewhere, where it counts; else its own. */
  within24: number
}

/** What two persons shared, by place and day, and whether it counts: meetings that need as much or less add up within 24 hours. */
export function togetherOf(pieces: readonly Piece[]): Together[] {
  const counting = countingSeconds(pieces)
  const groups = Map.groupBy(pieces.keys(), (i) => `${pieces[i]!.placeId}/${dayAt(pieces[i]!.from)}`)
  return [...groups.values()].map((indexes) => {
    const own = indexes.map((i) => pieces[i]!).sort((a, b) => a.from - b.from || a.to - b.to)
    const spans = spansOf(own)
    const most = indexes.map((i) => counting[i] ?? 0).reduce((a, b) => Math.max(a, b))
    return {
      placeId: own[0]!.placeId,
      onDay: dayAt(own[0]!.from),
      lastDay: dayAt(spans.at(-1)![1] - 1),
      pieces: own,
      seconds: secondsOf(spans),
      counts: most > 0,
      within24: most || secondsOf(spans),
    }
  })
}
