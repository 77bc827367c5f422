import { rng } from './random.ts'

/** Cases of one place on one day. Several rows of the same place and day add up. */
export type ScanCase = { location: string; day: number; cases: number }
/** A place; degrees north and east (WGS 84). */
export type ScanLocation = { location: string; lat: number; lng: number }

export type ScanOptions = {
  /** Largest radius of a cylinder in km, from 0; null: no limit. 10 unless given. */
  maxRadiusKm?: number | null
  /** Longest window in days, a whole number from 1; 7 unless given. */
  maxDays?: number
  /** Largest share of all cases that the places of a cylinder may have over the whole study, above 0 and at most 1; 0.5 unless given. */
  maxFraction?: number
  /** Random permutations, a whole number from 1; 999 unless given. */
  runs?: number
  /** Whole number from 0; 1 unless given. */
  seed?: number
  /** Least cases of a cluster, a whole number from 1; 2 unless given. */
  minCases?: number
  /** First and last day of the study; those of the cases unless given. Cases outside are left out. */
  from?: number
  to?: number
  /** Only windows that end on the last day (clusters that are alive), as in daily surveillance. False unless given: any window. */
  prospective?: boolean
}

/** Everything that the runs and the clusters need, in arrays that a worker can be sent (structured clone). */
export type ScanPlan = {
  /** In order of their names. */
  locations: string[]
  from: number
  days: number
  maxDays: number
  minCases: number
  prospective: boolean
  total: number
  /** For every case the place, and the day from `from`; in one order whatever the order of the rows. */
  caseLocation: Int32Array
  caseDay: Int32Array
  /** Cases of each place and of each day. */
  locationTotal: Int32Array
  dayTotal: Int32Array
  /** Places around each centre, nearest first, from first[centre] to first[centre + 1]; with their distance in km. */
  first: Int32Array
  near: Int32Array
  km: Float64Array
  /** 1 where a circle ends at this place and no earlier circle holds the same cases; 2 where one does; 0 where a circle cannot end. */
  circle: Uint8Array
  /** One seed for each run. */
  seeds: Float64Array
}

const EARTH_KM = 6367

/**
 * Lays out a space-time permutation scan: the circles around every place, and the cases in a fixed order. Its runs can then be done anywhere, in any
 * portions (see scanRuns), and read together (see scanClusters).
 *
 * @param cases places, day numbers and whole counts from 0
 * @param locations all places, with or without cases; names must differ
 * @param options see ScanOptions
 *
 * Great-circle distance on a sphere of 6367 km. Places at the same distance from the centre enter a circle together.
 *
 * @see Kulldorff M, Heffernan R, Hartman J, Assunção R, Mostashari F. A space-time permutation scan statistic for disease outbreak detection.
 *   PLoS Med 2005;2:e59. doi:10.1371/journal.pmed.0020059
 * @returns the plan
 * @throws RangeError if a figure is outside its range, a name is twice, a case has no place, or there are fewer than two cases
 * @example scanPlan(cases, communes, { maxRadiusKm: 10, maxDays: 7, runs: 999, seed: 1 })
 */
export function scanPlan(cases: readonly ScanCase[], locations: readonly ScanLocation[], options: ScanOptions = {}): ScanPlan {
  const { maxRadiusKm = 10, maxDays = 7, maxFraction = 0.5, runs = 999, seed = 1, minCases = 2, prospective = false } = options
  if (maxRadiusKm !== null && !(maxRadiusKm >= 0)) throw new RangeError(`maxRadiusKm must be from 0: ${maxRadiusKm}`)
  needWhole('maxDays', maxDays, 1)
  if (!(maxFraction > 0 && maxFraction <= 1)) throw new RangeError(`maxFraction must be above 0 and at most 1: ${maxFraction}`)
  needWhole('runs', runs, 1)
  needWhole('minCases', minCases, 1)

  const places = [...locations].sort((a, b) => (a.location < b.location ? -1 : a.location > b.location ? 1 : 0))
  const placeOf = new Map<string, number>()
  places.forEach(({ location, lat, lng }, i) => {
    if (placeOf.has(location)) throw new RangeError(`locations must differ: ${location}`)
    if (!(lat >= -90 && lat <= 90)) throw new RangeError(`lat must be from -90 to 90: ${lat} (${location})`)
    if (!(lng >= -180 && lng <= 180)) throw new RangeError(`lng must be from -180 to 180: ${lng} (${location})`)
    placeOf.set(location, i)
  })

  let [from, to] = [options.from ?? Number.POSITIVE_INFINITY, options.to ?? Number.NEGATIVE_INFINITY]
  for (const { location, day, cases: count } of cases) {
    if (!placeOf.has(location)) throw new RangeError(`cases must lie in locations: ${location}`)
    if (!Number.isSafeInteger(day)) throw new RangeError(`day must be a whole number: ${day}`)
    needWhole('cases', count, 0)
    if (count === 0) continue
    if (options.from === undefined && day < from) from = day
    if (options.to === undefined && day > to) to = day
  }
  if (!(to >= from)) throw new RangeError('cases must be at least 2 within the study')
  needWhole('from', from, Number.MIN_SAFE_INTEGER)
  needWhole('to', to, from)
  const days = to - from + 1
  const counts = new Float64Array(places.length * days)
  let total = 0
  for (const { location, day, cases: count } of cases) {
    if (day < from || day > to) continue
    counts[placeOf.get(location)! * days + day - from]! += count
    total += count
  }
  if (total < 2) throw new RangeError('cases must be at least 2 within the study')
  if (total > 5_000_000) throw new RangeError(`cases must be at most 5,000,000: ${total}`)

  const [caseLocation, caseDay] = [new Int32Array(total), new Int32Array(total)]
  const [locationTotal, dayTotal] = [new Int32Array(places.length), new Int32Array(days)]
  let at = 0
  for (let place = 0; place < places.length; place++)
    for (let day = 0; day < days; day++)
      for (let k = counts[place * days + day]!; k > 0; k--) {
        caseLocation[at] = place
        caseDay[at++] = day
        locationTotal[place]!++
        dayTotal[day]!++
      }

  const random = rng(seed)
  const seeds = Float64Array.from({ length: runs }, () => random.integer(0, 2 ** 50))
  return {
    locations: places.map(({ location }) => location),
    ...{ from, days, maxDays, minCases, prospective, total, caseLocation, caseDay, locationTotal, dayTotal },
    ...circles(places, maxRadiusKm ?? Number.POSITIVE_INFINITY, locationTotal, maxFraction * total),
    seeds,
  }
}

function needWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} must be a whole number from ${least}: ${value}`)
}

function circles(places: readonly ScanLocation[], maxKm: number, cases: Int32Array, mostCases: number) {
  const first = new Int32Array(places.length + 1)
  const [near, km, circle]: [number[], number[], number[]] = [[], [], []]
  const seen = new Map<number, number[][]>()
  const marks = places.map((_, i) => rng(i).integer(0, 2 ** 32 - 1))
  for (let centre = 0; centre < places.length; centre++) {
    const around: { place: number; km: number }[] = []
    for (let place = 0; place < places.length; place++) {
      const distance = place === centre ? 0 : kilometres(places[centre]!, places[place]!)
      if (distance <= maxKm) around.push({ place, km: distance })
    }
    around.sort((a, b) => a.km - b.km || a.place - b.place)
    let [held, mark] = [0, 0]
    const withCases: number[] = []
    for (let start = 0, end = 0; start < around.length; start = end) {
      for (; end < around.length && around[end]!.km === around[start]!.km; end++) held += cases[around[end]!.place]!
      if (held > mostCases) break
      for (let i = start; i < end; i++) {
        const { place, km: distance } = around[i]!
        if (cases[place]! > 0) {
          mark = (mark ^ marks[place]!) >>> 0
          withCases.push(place)
        }
        near.push(place)
        km.push(distance)
        circle.push(i < end - 1 || held === 0 ? 0 : isNew(seen, mark, withCases) ? 1 : 2)
      }
    }
    first[centre + 1] = near.length
  }
  return { first, near: Int32Array.from(near), km: Float64Array.from(km), circle: Uint8Array.from(circle) }
}

/** Whether no earlier circle holds the same places with cases. */
function isNew(seen: Map<number, number[][]>, mark: number, places: readonly number[]): boolean {
  const sorted = [...places].sort((a, b) => a - b)
  const alike = seen.get(mark)
  if (alike === undefined) seen.set(mark, [sorted])
  else if (alike.some((other) => other.length === sorted.length && other.every((place, i) => place === sorted[i]))) return false
  else alike.push(sorted)
  return true
}

function kilometres(a: ScanLocation, b: ScanLocation): number {
  const radians = Math.PI / 180
  const up = Math.sin(((b.lat - a.lat) * radians) / 2)
  const across = Math.sin(((b.lng - a.lng) * radians) / 2)
  const half = up * up + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * across * across
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)))
}
