import { rng } from './random.ts'
import type { ScanPlan } from './scan-plan.ts'

/**
 * The largest log likelihood ratio of each random run of a space-time permutation scan: the days of the cases are dealt out anew among the cases,
 * so that every place keeps its cases and every day keeps its cases.
 *
 * @param plan see scanPlan
 * @param from first run, from 0
 * @param to one after the last run, at most the runs of the plan
 *
 * A run depends on the plan and its own number alone: runs done in portions, in any order, by any number of workers, are the same.
 * Windows are passed over only where a bound says that they cannot hold the largest ratio. With f(c, μ) = c ln(c/μ) − c + μ for c above μ, else 0:
 * the ratio is at most f N/(N − c); f, being convex and homogeneous, is at most the sum of its values over the days; and each of those is at most
 * (c − μ)²/(2μ). So where the sum of the last for the days of the longest window is too small, no window within needs a look.
 *
 * @see Kulldorff M, Heffernan R, Hartman J, Assunção R, Mostashari F. A space-time permutation scan statistic for disease outbreak detection.
 *   PLoS Med 2005;2:e59. doi:10.1371/journal.pmed.0020059
 * @returns to − from ratios, 0 where no window of the run has more cases than expected
 * @throws RangeError if the portion is not part of the plan
 * @example scanRuns(plan, 0, plan.seeds.length)
 */
export function scanRuns(plan: ScanPlan, from: number, to: number): Float64Array {
  const { seeds, caseLocation, caseDay, days, total } = plan
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && to >= from && to <= seeds.length))
    throw new RangeError(`from and to must lie within the ${seeds.length} runs: ${from}, ${to}`)
  const counts = new Float64Array(plan.locations.length * days)
  const dealt = new Int32Array(total)
  const largest = largestRatio(plan, counts)
  const found = new Float64Array(to - from)
  let lowest = Number.POSITIVE_INFINITY
  for (let run = from; run < to; run++) {
    dealt.set(caseDay)
    rng(seeds[run]!).shuffle(dealt)
    counts.fill(0)
    for (let i = 0; i < total; i++) counts[caseLocation[i]! * days + dealt[i]!]!++
    // most runs come out above what the lowest so far makes likely; where one does not, it is searched again from nothing
    const guess = run - from < 5 ? 0 : 0.8 * lowest
    const ratio = largest(guess)
    found[run - from] = ratio > guess ? ratio : largest(0)
    lowest = Math.min(lowest, found[run - from]!)
  }
  return found
}

/** Finds the largest ratio of the counts, which stay in one array that is filled anew for each run. */
function largestRatio(plan: ScanPlan, counts: Float64Array): (above: number) => number {
  const { first, near, circle, days, maxDays, minCases, total: N, locationTotal, dayTotal } = plan
  const ln = new Float64Array(N + 1)
  for (let k = 1; k <= N; k++) ln[k] = Math.log(k)
  const share = Float64Array.from(dayTotal, (cases) => cases / N)
  // x²/(8μ) of twice the excess x; a day without cases has neither
  const scale = share.map((part) => (part > 0 ? 1 / (8 * part) : 0))
  const spell = Math.min(maxDays, days)
  const firstDay = plan.prospective ? days - spell : 0
  const firstEnd = plan.prospective ? days - 1 : 0
  const own = new Float64Array(days)
  const bound = new Float64Array(days)

  return (above) => {
    let most = above
    for (let centre = 0; centre + 1 < first.length; centre++) {
      own.fill(0)
      let held = 0
      for (let i = first[centre]!; i < first[centre + 1]!; i++) {
        const place = near[i]!
        held += locationTotal[place]!
        const row = place * days
        if (circle[i] !== 1) {
          if (locationTotal[place]! > 0) for (let day = firstDay; day < days; day++) own[day]! += counts[row + day]!
          continue
        }
        // what the sum must reach, in units of 1/held; a margin for rounding, far above what sums of this size can lose
        const needed = ((most - 1e-6) * (N - held) * held) / N
        let sum = 0
        for (let day = firstDay; day < firstDay + spell; day++) {
          const c = own[day]! + counts[row + day]!
          own[day] = c
          const excess = c - held * share[day]!
          const twice = excess + Math.abs(excess)
          const part = twice * twice * scale[day]!
          bound[day] = part
          sum += part
          if (sum > needed && day >= firstEnd) most = ending(day, held, most, sum)
        }
        for (let day = firstDay + spell; day < days; day++) {
          const c = own[day]! + counts[row + day]!
          own[day] = c
          const excess = c - held * share[day]!
          const twice = excess + Math.abs(excess)
          const part = twice * twice * scale[day]!
          bound[day] = part
          sum += part - bound[day - spell]!
          if (sum > needed) most = ending(day, held, most, sum)
        }
      }
    }
    return most
  }

  /** The larger of `most` and the ratios of the windows that end on this day, for a circle that holds so many cases and a bound of sum / held. */
  function ending(day: number, held: number, most: number, sum: number): number {
    let seen = 0
    for (let start = day; start >= firstDay && start > day - spell; start--) seen += own[start]!
    if (seen < minCases || sum * N <= (most - 1e-6) * (N - seen) * held) return most
    let [inside, within, best] = [0, 0, most]
    for (let start = day; start >= firstDay && start > day - spell; start--) {
      inside += own[start]!
      within += dayTotal[start]!
      const expected = (held * within) / N
      if (inside < minCases || inside <= expected) continue
      const f = inside * (ln[inside]! - ln[held]! - ln[within]! + ln[N]! - 1) + expected
      if (f * N < (best - 1e-6) * (N - inside)) continue
      let ratio = inside * Math.log(inside / expected)
      if (inside < N) ratio += (N - inside) * Math.log((N - inside) / (N - expected))
      if (ratio > best) best = ratio
    }
    return best
  }
}
