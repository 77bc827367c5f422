/** Runs a job to its end, step by step, and goes on where it stood after a crash. One job at a time in an instance. */
import { type App, execute, read } from '@phaodai/kernel/command.ts'
import { verb } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import type { TableRow } from '@phaodai/tabular/read.ts'
import { z } from 'zod'
import { takeCases } from './cases.step.ts'
import { importers, type Mapping } from './imports.contract.ts'
import { linkColumns, linkRows, openFile, tableOf } from './imports.files.ts'
import { CHUNK, derivedLinks, readCases, readLinks } from './imports.reading.ts'
import { finish, keepOpen, letGo, type Opened, type Phase, stepId, takeLevels } from './imports.steps.ts'
import { findFile, getJob, type JobRow, listUnfinished, lockRunner, tryLockRunner, unlockRunner } from './imports.store.ts'
import { takeLinks } from './links.step.ts'
import { letGoStays, runStays } from './stays.run.ts'

export interface Progress {
  phase: Phase
  /** Rows of both files dealt with, of `total`; in the phase of levels: steps of `total`. */
  done: number
  total: number
}

export interface Files {
  job: JobRow
  today: string
  cases: { name: string; sealed: Buffer } | null
  links: { name: string; sealed: Buffer } | null
}
/** For the runner alone: no route leads here. */
const openJob = read(
  verb({
    name: 'imports.open-job',
    method: 'GET',
    path: '/imports.open-job',
    title: { vi: 'Mở tệp của lượt nhập', en: 'Open the files of an import' },
    roles: importers,
    file: true,
    input: z.object({ jobId: z.uuid() }),
    output: z.custom<Files>(),
  }),
  async (ctx, { jobId }): Promise<Files> => ({
    job: await getJob(ctx.db, jobId),
    today: ctx.today,
    cases: await findFile(ctx.db, jobId, 'cases'),
    links: await findFile(ctx.db, jobId, 'links'),
  }),
)

/** A row's cells as the file has them, a spreadsheet's errors too. */
export const cellsAsWritten = (row: TableRow): Cell[] => {
  if (!row.errors) return row.cells
  const cells = [...row.cells]
  for (const { column, text } of row.errors) cells[column] = text
  return cells
}

async function openedOf(app: App, { job, today, cases, links }: Files): Promise<Opened> {
  const mapping: Mapping = job.mapping
  if (!cases) throw new Error(`job ${job.jobId} has no file`)
  const table = await tableOf(await openFile(app.secrets, cases.sealed), cases.name)
  const { read, writing } = await readCases(app.secrets, table, mapping, job.disease!, today)
  const open: Opened = { mapping, cases: read, caseCells: table.rows.map(cellsAsWritten), links: [], linkCells: [] }
  if (links) {
    const linkTable = await tableOf(await openFile(app.secrets, links.sealed), links.name)
    const { from, to } = linkColumns(linkTable, mapping, mapping.id)
    open.links = await readLinks(linkTable, from, to, writing)
    open.linkCells = linkRows(linkTable, from, to).rows.map(cellsAsWritten)
  }
  const cellsOf = new Map<number, Cell[]>(table.rows.map((r) => [r.row, r.cells]))
  for (const link of derivedLinks(read)) {
    open.links.push(link)
    open.linkCells.push(cellsOf.get(link.row) ?? [])
  }
  return open
}

/** The runner was told to stop; the job waits for the next start. */
class Stopped extends Error {}
const NOTED = () => {}

/**
 * Runs a job until it is done. Safe to call again at any time, by several processes too: a step done once is not done again, and only one
 * job runs at a time; another waits for its turn. Gives way to other work between steps.
 * @throws Problem import-ended where it was stopped; busy where the database went away (the job waits to be taken up again)
 */
export const runJob = (app: App, postId: string, jobId: string, onProgress: (p: Progress) => void = NOTED): Promise<void> =>
  withLock(app, jobId, true, () => runLocked(app, postId, jobId, onProgress))

async function withLock(app: App, jobId: string, wait: boolean, work: () => Promise<void>): Promise<void> {
  const client = await app.pool.connect()
  const db = dbOf(client)
  let held = false
  try {
    if (wait) await lockRunner(db)
    held = wait || (await tryLockRunner(db)).got
    if (held) await work()
  } finally {
    // a connection that broke has let go of the lock by itself
    await (held ? unlockRunner(db) : Promise.resolve()).then(
      () => client.release(),
      () => client.release(true),
    )
    if (held) {
      letGo(jobId)
      letGoStays(jobId)
    }
  }
}

/** Whether an error is of the job itself. A lost database, a post that ended or a stop are not: then the job waits to be taken up again. */
function isOwnFault(error: unknown): boolean {
  if (error instanceof Problem) return !['busy', 'import-ended', 'not-signed-in', 'not-found'].includes(error.code)
  const code = (error as { code?: string }).code ?? ''
  return /^(22|23|42)[0-9A-Z]{3}$/.test(code) || error instanceof TypeError || error instanceof RangeError
}

async function runLocked(app: App, postId: string, jobId: string, onProgress: (p: Progress) => void): Promise<void> {
  const call = (opId: string) => ({ postId, opId })
  try {
    const files = await execute(app, openJob, { jobId }, { postId })
    const { job } = files
    if (job.state === 'done') return
    if (job.state === 'failed') throw new Problem('import-ended')
    if (job.kind === 'stays') {
      await runStays(app, postId, files, onProgress)
      await execute(app, finish, { jobId, failure: null }, { postId, opId: newId() })
      return
    }
    const open = await openedOf(app, files)
    keepOpen(jobId, open)
    const next = job.report.next ?? { cases: 0, links: 0, levels: 0 }
    const { total } = job
    const chunks = (rows: number) => Math.ceil(rows / CHUNK)
    let done = Math.min(next.cases * CHUNK, open.cases.length)
    for (let i = next.cases; i < chunks(open.cases.length); i++) {
      await execute(app, takeCases, { jobId, chunk: i }, call(stepId(jobId, 'cases', i)))
      done = Math.min((i + 1) * CHUNK, open.cases.length)
      onProgress({ phase: 'cases', done, total })
    }
    for (let i = next.links; i < chunks(open.links.length); i++) {
      await execute(app, takeLinks, { jobId, chunk: i }, call(stepId(jobId, files.links ? 'links-file' : 'links', i)))
      onProgress({ phase: 'links', done: Math.min(done + (i + 1) * CHUNK, total), total })
    }
    letGo(jobId)
    const levels = job.dryRun ? 0 : chunks(open.cases.length)
    for (let i = next.levels; i < levels; i++) {
      await execute(app, takeLevels, { jobId, chunk: i }, call(stepId(jobId, 'levels', i)))
      onProgress({ phase: 'levels', done: i + 1, total: levels })
    }
    await execute(app, finish, { jobId, failure: null }, { postId, opId: newId() })
  } catch (error) {
    const failure = error instanceof Problem ? error.code : ((error as { code?: string }).code ?? 'internal')
    if (isOwnFault(error)) await execute(app, finish, { jobId, failure }, { postId, opId: newId() }).catch(NOTED)
    throw error
  }
}

/** The runner of a server. */
export interface Runner {
  /** Looks for work at once. */
  wake(): void
  /** Stops after the step at hand; what is unfinished is taken up at the next start. */
  stop(): Promise<void>
}

/**
 * Takes up unfinished jobs, oldest first, one at a time, at the start and whenever one comes (looked for every `everyMs`).
 * `onError` is told the job and the code, never what is in a row.
 */
export function resumeJobs(
  app: App,
  options: { everyMs?: number; onError?: (jobId: string, code: string) => void } = {},
): Runner {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  // a job that cannot go on now must not keep the next one from its turn, nor fill the log
  const resting = new Map<string, number>()

  const once = async () => {
    const jobs = await listUnfinished(dbOf(app.pool)).catch(() => [])
    for (const { jobId, postId } of jobs) {
      if (stopped) return
      if ((resting.get(jobId) ?? 0) > Date.now()) continue
      try {
        await withLock(app, jobId, false, () =>
          runLocked(app, postId, jobId, () => {
            if (stopped) throw new Stopped()
          }),
        )
      } catch (error) {
        if (error instanceof Stopped) return
        resting.set(jobId, Date.now() + 60_000)
        options.onError?.(jobId, error instanceof Problem ? error.code : ((error as { code?: string }).code ?? 'internal'))
      }
    }
  }
  const wake = () => {
    if (stopped || running) return
    clearTimeout(timer)
    running = once().finally(() => {
      running = null
      if (stopped) return
      timer = setTimeout(wake, options.everyMs ?? 1000)
      timer.unref()
    })
  }
  wake()
  return {
    wake,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
