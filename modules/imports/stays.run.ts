/** Runs a job of stays: its rows step by step, then the levels that follow from all of them. */
import { type App, execute } from '@phaodai/kernel/command.ts'
import type { Table } from '@phaodai/tabular/read.ts'
import { sources } from '../tracing/sources/sources.ts'
import { openFile, tableOf } from './imports.files.ts'
import { cellsAsWritten, type Files, type Progress } from './imports.run.ts'
import { stepId } from './imports.steps.ts'
import { readStays } from './stays.reading.ts'
import { keepStays, STEP, takeStayLevels, takeStays } from './stays.step.ts'

export { letGoStays } from './stays.step.ts'

export async function runStays(
  app: App,
  postId: string,
  { job, today, cases }: Files,
  onProgress: (p: Progress) => void,
): Promise<void> {
  const { jobId, report } = job
  if (!cases || !report.stays) throw new Error(`job ${jobId} has no file of stays`)
  const table: Table = await tableOf(await openFile(app.secrets, cases.sealed), cases.name)
  const rows = await readStays(sources[report.stays.source], table, report.stays.mapping, today, cellsAsWritten)
  keepStays(jobId, { rows, persons: new Map(), places: new Map(), seen: new Set() })
  const next = report.next ?? { cases: 0, links: 0, levels: 0 }
  const call = (opId: string) => ({ postId, opId })
  for (let i = next.cases; i * STEP < rows.length; i++) {
    await execute(app, takeStays, { jobId, chunk: i }, call(stepId(jobId, 'cases', i)))
    onProgress({ phase: 'cases', done: Math.min((i + 1) * STEP, rows.length), total: rows.length })
  }
  if (job.dryRun || next.levels > 0) return
  await execute(app, takeStayLevels, { jobId, chunk: 0 }, call(stepId(jobId, 'levels', 0)))
  onProgress({ phase: 'levels', done: 1, total: 1 })
}
