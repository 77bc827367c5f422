import { type ScanCluster, scanClusters } from './scan-clusters.ts'
import { type ScanCase, type ScanLocation, type ScanOptions, scanPlan } from './scan-plan.ts'
import { scanRuns } from './scan-runs.ts'

/**
 * Where and when cases lie closer together than place and time apart from each other would lead to expect: the space-time permutation scan. It needs
 * no population: a place with many cases and a day with many cases are both expected to have many.
 *
 * @param cases places, day numbers and whole counts from 0
 * @param locations all places with their coordinates
 * @param options see ScanOptions
 *
 * Seconds for hundreds of places and 999 runs: where that must not hold up other work, use scanPlan, scanRuns in a worker, scanClusters.
 *
 * @see Kulldorff M, Heffernan R, Hartman J, Assunção R, Mostashari F. A space-time permutation scan statistic for disease outbreak detection.
 *   PLoS Med 2005;2:e59. doi:10.1371/journal.pmed.0020059
 * @returns clusters, most likely first, no two of which share a place on a day (see scanClusters)
 * @throws RangeError as scanPlan
 * @example spaceTimeScan(cases, communes, { maxRadiusKm: 5 })[0]?.locations
 */
export function spaceTimeScan(
  cases: readonly ScanCase[],
  locations: readonly ScanLocation[],
  options: ScanOptions = {},
): ScanCluster[] {
  const plan = scanPlan(cases, locations, options)
  return scanClusters(plan, scanRuns(plan, 0, plan.seeds.length))
}
