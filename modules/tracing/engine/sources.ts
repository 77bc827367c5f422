import type { Stays } from './stays.ts'
import { surprise } from './tail.ts'

/** A place, or a place on one local day, where two or more of the cases were. Numbers of persons are after merges of records. */
export interface Shared {
  place: number
  /** Local day as days since 1970; null: the place over the whole window. */
  day: number | null
  cases: number[]
  /** Different persons who were there, the cases included. */
  visitors: number
  /** Cases that one would expect among so many visitors. */
  expected: number
  /** -log10 of the chance of so many cases or more, see surprise(). */
  surprise: number
}

/** Local day of an instant, in days since 1970 (UTC+7 all year). */
export const dayNumber = (at: number): number => Math.floor((at + 7 * 3600) / 86_400)

/**
 * Where several cases may have caught it: every place, and every place on one day (an event), that two or more of them visited from `from`
 * until `to`. Backward tracing finds the gathering that a chain came from more often than forward tracing does (Endo et al. 2020,
 * doi:10.12688/wellcomeopenres.16344); closeness in space and time above chance is Knox's idea (1964, doi:10.2307/2985220).
 */
export function sharedPlaces(
  stays: Stays,
  roots: readonly number[],
  from: number,
  to: number,
): { population: number; shared: Shared[] } {
  const cases = new Set(roots)
  const known = new Set<number>()
  const at = new Map<number, Map<number | null, Set<number>>>()
  for (const root of cases) {
    for (const member of stays.members(root)) {
      for (const s of stays.segments) {
        const p = s.persons.find(member)
        if (p < 0) continue
        for (let k = s.persons.starts[p]!; k < s.persons.starts[p + 1]!; k++) {
          const r = s.byPerson[k]!
          if (s.dur[r]! > 0) known.add(root)
          const a = Math.max(from, s.from[r]!)
          const b = Math.min(to, s.from[r]! + s.dur[r]!)
          if (s.dur[r] === 0 || b <= a) continue
          const place = s.placeOf(r)
          if (stays.classOfPlace(place) < 0) continue
          const here = at.get(place) ?? new Map<number | null, Set<number>>()
          at.set(place, here)
          for (const day of [null, ...days(a, b)]) here.set(day, (here.get(day) ?? new Set()).add(root))
        }
      }
    }
  }
  const population = stays.population()
  const found: Shared[] = []
  for (const [place, byDay] of at) {
    if (byDay.get(null)!.size < 2) continue
    const visitors = visitorsOf(
      stays,
      place,
      from,
      to,
      [...byDay].flatMap(([day, who]) => (who.size > 1 ? [day] : [])),
    )
    for (const [day, who] of byDay) {
      if (who.size < 2) continue
      const n = visitors.get(day)!.size
      found.push({
        place,
        day,
        cases: [...who].sort((a, b) => stays.persons.compare(a, b)),
        visitors: n,
        expected: (n * known.size) / population,
        surprise: surprise(who.size, n, known.size, population),
      })
    }
  }
  found.sort(
    (x, y) =>
      y.surprise - x.surprise ||
      y.cases.length - x.cases.length ||
      stays.places.compare(x.place, y.place) ||
      (x.day ?? 0) - (y.day ?? 0),
  )
  return { population, shared: found }
}

const days = (a: number, b: number): number[] => {
  const first = dayNumber(a)
  return Array.from({ length: dayNumber(b - 1) - first + 1 }, (_, i) => first + i)
}

function visitorsOf(
  stays: Stays,
  place: number,
  from: number,
  to: number,
  wanted: (number | null)[],
): Map<number | null, Set<number>> {
  const found = new Map(wanted.map((day) => [day, new Set<number>()]))
  for (const { person, a, b } of presence(stays, place, from, to)) {
    for (const day of [null, ...days(a, b)]) found.get(day)?.add(person)
  }
  return found
}

/** Every stay at a place in a window, cut to it. */
function* presence(stays: Stays, place: number, from: number, to: number): Generator<{ person: number; a: number; b: number }> {
  for (const s of stays.segments) {
    const p = s.places.find(place)
    if (p < 0) continue
    const stop = s.places.starts[p + 1]!
    for (let r = s.firstAfter(s.places.starts[p]!, stop, from - s.longest[p]!); r < stop; r++) {
      if (s.from[r]! >= to) break
      const a = Math.max(from, s.from[r]!)
      const b = Math.min(to, s.from[r]! + s.dur[r]!)
      if (s.dur[r]! > 0 && b > a) yield { person: stays.root(s.person[r]!), a, b }
    }
  }
}

/** One person at a place. */
export interface Present {
  person: number
  /** Seconds there; what was written down twice counts once. */
  seconds: number
  firstAt: number
  lastAt: number
}

/** All who were at a place from `from` until `to` (an exposure site), whichever area they live in. */
export function presentAt(stays: Stays, place: number, from: number, to: number): Present[] {
  const spans = new Map<number, { a: number; b: number }[]>()
  for (const { person, a, b } of presence(stays, place, from, to)) {
    const own = spans.get(person)
    if (own) own.push({ a, b })
    else spans.set(person, [{ a, b }])
  }
  return [...spans].map(([person, list]) => {
    list.sort((x, y) => x.a - y.a)
    let seconds = 0
    let end = 0
    for (const { a, b } of list) {
      seconds += Math.max(0, b - Math.max(a, end))
      end = Math.max(end, b)
    }
    return { person, seconds, firstAt: list[0]!.a, lastAt: end }
  })
}
