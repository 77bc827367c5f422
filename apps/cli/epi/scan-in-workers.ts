import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ScanPlan } from '@phaodai/epi/scan-plan.ts'

/**
 * The runs of a space-time scan in threads of their own: the caller's event loop goes on, and each thread takes an equal portion.
 * The ratios are the same for any number of threads. Rejects with the error of a thread that fails; the others are then ended.
 */
export async function scanInWorkers(plan: ScanPlan, threads = Math.min(4, availableParallelism())): Promise<Float64Array> {
  const runs = plan.seeds.length
  const count = Math.max(1, Math.min(threads, Math.ceil(runs / 50)))
  const workers: Worker[] = []
  const portions = Array.from({ length: count }, (_, i) => {
    const [from, to] = [Math.floor((runs * i) / count), Math.floor((runs * (i + 1)) / count)]
    const worker = new Worker(new URL('./scan.worker.ts', import.meta.url), { workerData: { plan, from, to } })
    workers.push(worker)
    return new Promise<Float64Array>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`a thread of the scan ended without an answer (${code})`)))
    })
  })
  try {
    const largest = new Float64Array(runs)
    let at = 0
    for (const portion of await Promise.all(portions)) {
      largest.set(portion, at)
      at += portion.length
    }
    return largest
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}
