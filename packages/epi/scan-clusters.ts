import type { ScanPlan } from './scan-plan.ts'

export type ScanCluster = {
  /** Members, nearest to the centre first; the first is the centre. */
  locations: string[]
  /** First and last day. */
  start: number
  end: number
  observed: number
  expected: number
  llr: number
  /** Monte Carlo: (1 + runs with at least this ratio) / (1 + runs). */
  p: number
  /** Tail of a Gumbel distribution fitted by moments to the runs: for p below what the runs can show. Null where the runs do not differ. */
  pGumbel: number | null
  /** From the centre to the farthest member. */
  radiusKm: number
}

/**
 * The clusters of a space-time permutation scan, most likely first, as SaTScan lists them. Every centre offers its most likely cylinder, then the next
 * that neither overlaps nor adjoins its others in time and does not end on the last day of the study, and so on. Of all offers with a ratio above
 * that of at least one run those are listed that share no place with one before them on the same or a neighbouring day. (A second cluster of a centre
 * that goes on to the last day is thus not listed: for what is alive today make the plan prospective.)
 *
 * @param plan see scanPlan
 * @param largest ratios of all runs of the plan, in any order (see scanRuns)
 *
 * μ = (cases of the places × cases of the days) / N; llr = c ln(c/μ) + (N − c) ln((N − c)/(N − μ)). Of equal ones fewer places, then the shorter,
 * then the earlier window, then the centre that comes first by name.
 *
 * @see Kulldorff M, Heffernan R, Hartman J, Assunção R, Mostashari F. A space-time permutation scan statistic for disease outbreak detection.
 *   PLoS Med 2005;2:e59. doi:10.1371/journal.pmed.0020059
 * @see Abrams AM, Kleinman K, Kulldorff M. Gumbel based p-value approximations for spatial scan statistics. Int J Health Geogr 2010;9:61.
 *   doi:10.1186/1476-072X-9-61
 * @returns clusters with p below 1; none is a possible answer
 * @throws RangeError if the ratios are not as many as the runs
 * @example scanClusters(plan, scanRuns(plan, 0, plan.seeds.length))
 */
export function scanClusters(plan: ScanPlan, largest: Float64Array): ScanCluster[] {
  if (largest.length !== plan.seeds.length)
    throw new RangeError(`largest must hold one ratio for each of the ${plan.seeds.length} runs: ${largest.length}`)
  const { days, first, near, km } = plan
  const runs = Float64Array.from(largest).sort()
  const found = candidates(plan, runs[0]!)
  const taken = new Uint8Array(plan.locations.length * days)
  const gumbel = gumbelTail(runs)
  const clusters: ScanCluster[] = []
  for (const { centre, last, start, end, observed, expected, llr } of found) {
    const members = near.subarray(first[centre]!, last + 1)
    if (members.some((place) => touches(taken, place * days, days, { start, end }))) continue
    for (const place of members) taken.fill(1, place * days + start, place * days + end + 1)
    clusters.push({
      locations: Array.from(members, (place) => plan.locations[place]!),
      start: plan.from + start,
      end: plan.from + end,
      ...{ observed, expected, llr },
      p: (1 + runs.length - below(runs, llr)) / (1 + runs.length),
      pGumbel: gumbel === null ? null : gumbel(llr),
      radiusKm: km[last]!,
    })
  }
  return clusters
}

type Candidate = {
  centre: number
  last: number
  start: number
  end: number
  observed: number
  expected: number
  llr: number
  places: number
}

/** All cylinders with a ratio above the floor, most likely first. */
function candidates(plan: ScanPlan, floor: number): Candidate[] {
  const { first, near, circle, days, maxDays, minCases, total: N, dayTotal, caseLocation, caseDay, locationTotal } = plan
  const counts = new Int32Array(plan.locations.length * days)
  for (let i = 0; i < N; i++) counts[caseLocation[i]! * days + caseDay[i]!]!++
  const found: Candidate[] = []
  const own = new Int32Array(days)
  const byCentre: Candidate[] = []
  for (let centre = 0; centre + 1 < first.length; centre++) {
    own.fill(0)
    let held = 0
    for (let last = first[centre]!; last < first[centre + 1]!; last++) {
      const place = near[last]!
      held += locationTotal[place]!
      for (let day = 0; day < days; day++) own[day]! += counts[place * days + day]!
      // a circle whose last places have no cases is a smaller circle with the same ratio, which comes first anyway
      if (circle[last] === 0 || held < minCases) continue
      for (let end = plan.prospective ? days - 1 : 0; end < days; end++) {
        let [observed, within] = [0, 0]
        for (let start = end; start >= 0 && start > end - maxDays; start--) {
          observed += own[start]!
          within += dayTotal[start]!
          const expected = (held * within) / N
          if (observed < minCases || observed <= expected) continue
          let llr = observed * Math.log(observed / expected)
          if (observed < N) llr += (N - observed) * Math.log((N - observed) / (N - expected))
          if (llr > floor) byCentre.push({ centre, last, start, end, observed, expected, llr, places: last - first[centre]! + 1 })
        }
      }
    }
    const taken = new Uint8Array(days)
    for (const one of byCentre.sort(likelierFirst)) {
      const isFirst = !taken.includes(1)
      if (!isFirst && (one.end === days - 1 || touches(taken, 0, days, one))) continue
      taken.fill(1, one.start, one.end + 1)
      found.push(one)
    }
    byCentre.length = 0
  }
  return found.sort(likelierFirst)
}

/** Whether a day of the window, or the day before or after it, is taken. */
function touches(taken: Uint8Array, row: number, days: number, { start, end }: { start: number; end: number }): boolean {
  return taken.subarray(row + Math.max(0, start - 1), row + Math.min(days, end + 2)).includes(1)
}

function likelierFirst(a: Candidate, b: Candidate): number {
  return b.llr - a.llr || a.places - b.places || a.end - a.start - (b.end - b.start) || a.start - b.start || a.centre - b.centre
}

/** How many of the sorted values are below this one. */
function below(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value - 1e-9) low = middle + 1
    else high = middle
  }
  return low
}

function gumbelTail(runs: Float64Array): ((llr: number) => number) | null {
  const mean = runs.reduce((sum, x) => sum + x, 0) / runs.length
  const variance = runs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (runs.length - 1)
  if (!(variance > 0)) return null
  const scale = Math.sqrt(6 * variance) / Math.PI
  const mode = mean - 0.5772156649015329 * scale
  return (llr) => -Math.expm1(-Math.exp(-(llr - mode) / scale))
}
