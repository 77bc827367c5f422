/** What the steps of a job have in common, each one transaction. A step done once answers the same again and writes nothing. */
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { verb } from '@phaodai/kernel/contract.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { z } from 'zod'
import { changedHere } from '../tracing/changed.ts'
import { reclassify } from '../tracing/reclassify.ts'
import { listConfirmedBy } from './cases-in.store.ts'
import { importers, type Mapping } from './imports.contract.ts'
import type { ReadCase, ReadLink } from './imports.reading.ts'
import { addStep, getJob, type JobRow, lockJob, type Report, type Step, setState } from './imports.store.ts'

/** A job's files as read for this run; kept while it runs. */
export interface Opened {
  mapping: Mapping
  cases: ReadCase[]
  /** Cells as the file has them, by the place of the row. */
  caseCells: Cell[][]
  links: ReadLink[]
  linkCells: Cell[][]
}
const opened = new Map<string, Opened>()
export const keepOpen = (jobId: string, files: Opened): void => void opened.set(jobId, files)
export const letGo = (jobId: string): void => void opened.delete(jobId)

export type Phase = 'cases' | 'links' | 'levels'
/** The operation id of a step. */
export const stepId = (jobId: string, phase: Phase | 'links-file', chunk: number): string =>
  idOf('import', jobId, phase, String(chunk))

const StepInput = z.object({ jobId: z.uuid(), chunk: z.int().min(0) })
const StepOutput = z.object({ added: z.int() })
/** These verbs have no route: only a job's runner calls them. */
export const inner = (name: string, vi: string, en: string) =>
  verb({ name, method: 'POST', path: `/${name}`, title: { vi, en }, roles: importers, input: StepInput, output: StepOutput })

/** The job, locked. @throws Problem import-ended where it was stopped */
export async function jobOf(ctx: Ctx, jobId: string): Promise<{ job: JobRow & { disease: string }; files: Opened }> {
  await lockJob(ctx.db, jobId)
  const job = await getJob(ctx.db, jobId)
  if (job.state === 'failed') throw new Problem('import-ended')
  const files = opened.get(jobId)
  if (!files) throw new Error(`the files of job ${jobId} were not opened`)
  return { job: job as JobRow & { disease: string }, files }
}

export const nothing: Step = {
  done: 0,
  added: 0,
  unchanged: 0,
  differing: 0,
  refused: 0,
  linksAdded: 0,
  linksUnchanged: 0,
  linksRefused: 0,
}
export const nextOf = (report: Report, phase: Phase, chunk: number) => ({
  ...(report.next ?? { cases: 0, links: 0, levels: 0 }),
  [phase]: chunk + 1,
})

export interface Differing {
  field: string
  kept: unknown
  given: unknown
}
/** What is kept of a row given back, under seal. */
export interface SealedRow {
  cells: Cell[]
  differs?: Differing[]
}
export const sealed = (ctx: Ctx, row: SealedRow): Buffer => ctx.secrets.seal('import-cells', JSON.stringify(row))

/** Works out the levels around the cases that a step of rows brought in. */
export const takeLevels = command(
  inner('imports.take-levels', 'Xếp lại mức F', 'Work out the levels'),
  async (ctx, { jobId, chunk }) => {
    await lockJob(ctx.db, jobId)
    const job = await getJob(ctx.db, jobId)
    if (job.state === 'failed') throw new Problem('import-ended')
    const added = await listConfirmedBy(ctx.db, job.disease!, stepId(jobId, 'cases', chunk))
    if (added.length > 0) {
      await reclassify(
        ctx,
        job.disease!,
        added.map((a) => a.subjectId),
      )
    }
    const changed = await changedHere(ctx, job.disease!)
    await addStep(ctx.db, jobId, nothing, { ...job.report, next: nextOf(job.report, 'levels', chunk) })
    ctx.note({ jobId, chunk, changed: changed.length })
    return { added: changed.length }
  },
)

const EndInput = z.object({ jobId: z.uuid(), failure: z.string().nullable() })
/** The last step: the job is done, or failed for a reason that is none of its rows. */
export const finish = command(
  verb({
    name: 'imports.finish',
    method: 'POST',
    path: '/imports.finish',
    title: { vi: 'Kết thúc lượt nhập', en: 'End an import' },
    roles: importers,
    input: EndInput,
    output: z.object({ state: z.string() }),
  }),
  async (ctx, { jobId, failure }) => {
    await lockJob(ctx.db, jobId)
    const job = await getJob(ctx.db, jobId)
    if (job.state === 'failed' || job.state === 'done') return { state: job.state }
    const state = failure === null ? 'done' : 'failed'
    await setState(ctx.db, jobId, state, failure === null ? job.report : { ...job.report, failure }, ctx.now)
    return { state }
  },
)
