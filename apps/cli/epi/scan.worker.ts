import { parentPort, workerData } from 'node:worker_threads'
import type { ScanPlan } from '@phaodai/epi/scan-plan.ts'
import { scanRuns } from '@phaodai/epi/scan-runs.ts'

/** One portion of the runs of a scan; its answer is their largest ratios. */
const { plan, from, to } = workerData as { plan: ScanPlan; from: number; to: number }
parentPort!.postMessage(scanRuns(plan, from, to))
