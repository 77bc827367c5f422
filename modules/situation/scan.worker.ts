/** One space-time scan in a thread of its own: says how far it is, then its clusters. Started by scan.desk.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ScanCluster, scanClusters } from '@phaodai/epi/scan-clusters.ts'
import type { ScanPlan } from '@phaodai/epi/scan-plan.ts'
import { scanRuns } from '@phaodai/epi/scan-runs.ts'

export type ScanMessage = { done: number } | { clusters: ScanCluster[] }

/** Runs between two reports of how far it is. */
const PORTION = 50
const port = parentPort!
const { plan } = workerData as { plan: ScanPlan }
const total = plan.seeds.length
const largest = new Float64Array(total)
for (let from = 0; from < total; from += PORTION) {
  const to = Math.min(total, from + PORTION)
  largest.set(scanRuns(plan, from, to), from)
  port.postMessage({ done: to } satisfies ScanMessage)
}
port.postMessage({ clusters: scanClusters(plan, largest) } satisfies ScanMessage)
