import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { ScanCluster } from '@phaodai/epi/scan-clusters.ts'
import type { ScanPlan } from '@phaodai/epi/scan-plan.ts'
import type { ScanMessage } from './scan.worker.ts'

export interface ScanJob {
  done: number
  total: number
  /** Null while it runs or waits. */
  clusters: ScanCluster[] | null
  /** Once it has ended; rejects where the thread failed. */
  ended: Promise<void>
}

/** Finished scans that are kept, so that a page read again answers at once. */
const KEPT = 32
const jobs = new Map<string, ScanJob>()
let queue: Promise<unknown> = Promise.resolve()

/** The plan is the key: who asks the same of other cases gets another answer, and nobody gets cases that they did not bring. */
function keyOf(plan: ScanPlan): string {
  const hash = createHash('sha256')
  const { locations, from, days, maxDays, minCases, prospective } = plan
  hash.update(JSON.stringify([locations, from, days, maxDays, minCases, prospective]))
  for (const part of [plan.caseLocation, plan.caseDay, plan.first, plan.near, plan.km, plan.circle, plan.seeds]) hash.update(part)
  return hash.digest('base64')
}

/** The scan of this plan: begun where it has not been, one at a time, in a thread of its own. Never waits. */
export function scanJob(plan: ScanPlan): ScanJob {
  const key = keyOf(plan)
  const known = jobs.get(key)
  if (known) return known
  const job: ScanJob = { done: 0, total: plan.seeds.length, clusters: null, ended: Promise.resolve() }
  job.ended = queue.then(() => run(plan, job))
  queue = job.ended.catch(() => jobs.delete(key))
  jobs.set(key, job)
  for (const [old, { clusters }] of jobs) {
    if (jobs.size <= KEPT) break
    if (clusters !== null) jobs.delete(old)
  }
  return job
}

/** Once no scan runs or waits. */
export const scansEnded = async (): Promise<void> => void (await queue)

function run(plan: ScanPlan, job: ScanJob): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./scan.worker.ts', import.meta.url), { workerData: { plan } })
    // a scan under way does not keep a server that is told to end
    worker.unref()
    worker.on('message', (message: ScanMessage) => {
      if ('done' in message) job.done = message.done
      else job.clusters = message.clusters
    })
    worker.once('error', reject)
    worker.once('exit', () => (job.clusters === null ? reject(new Error('the scan ended without an answer')) : resolve()))
  })
}
