/** The steps of a job, each one transaction: rows, links, levels. A step done once answers the same again and writes nothing. */
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { verb } from '@phaodai/kernel/contract.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { z } from 'zod'
import { insertConfirmations, insertOnsets, insertOutcomes } from '../cases/cases.store.ts'
import { sealSubject } from '../people/people.numbers.ts'
import { insertPersons, putSubjects } from '../people/people.store.ts'
import { reclassify } from '../tracing/reclassify.ts'
import { insertTransmissions } from '../tracing/tracing.store.ts'
import {
  closeStubs,
  listConfirmedBy,
  listKnown,
  listLinksIn,
  listMarks,
  listRecorded,
  type RecordedCase,
} from './cases-in.store.ts'
import { importers, type Mapping, type Reason } from './imports.contract.ts'
import { CHUNK, type ReadCase, type ReadLink, subjectOf } from './imports.reading.ts'
import {
  addStep,
  getJob,
  insertRefusals,
  type JobRow,
  lockJob,
  type RefusalRow,
  type Report,
  type Step,
  setState,
} from './imports.store.ts'
import { placer } from './placing.ts'
import { say } from './reasons.rules.ts'
import { type CaseValues, differingFields } from './rows.rules.ts'

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
const inner = (name: string, vi: string, en: string) =>
  verb({ name, method: 'POST', path: `/${name}`, title: { vi, en }, roles: importers, input: StepInput, output: StepOutput })

/** The job, locked. @throws Problem import-ended where it was stopped */
async function jobOf(ctx: Ctx, jobId: string): Promise<{ job: JobRow & { disease: string }; files: Opened }> {
  await lockJob(ctx.db, jobId)
  const job = await getJob(ctx.db, jobId)
  if (job.state === 'failed') throw new Problem('import-ended')
  const files = opened.get(jobId)
  if (!files) throw new Error(`the files of job ${jobId} were not opened`)
  return { job: job as JobRow & { disease: string }, files }
}

const nothing: Step = {
  done: 0,
  added: 0,
  unchanged: 0,
  differing: 0,
  refused: 0,
  linksAdded: 0,
  linksUnchanged: 0,
  linksRefused: 0,
}
const nextOf = (report: Report, phase: Phase, chunk: number) => ({
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
const sealed = (ctx: Ctx, row: SealedRow): Buffer => ctx.secrets.seal('import-cells', JSON.stringify(row))

const dayOf = (v: CaseValues): string | null => v.reported ?? v.confirmed ?? v.sampled ?? v.onset

export const takeCases = command(
  inner('imports.take-cases', 'Nhận các dòng ca bệnh', 'Take in rows of cases'),
  async (ctx, { jobId, chunk }) => {
    const { job, files } = await jobOf(ctx, jobId)
    const from = chunk * CHUNK
    const rows = files.cases.slice(from, from + CHUNK)
    const step: Step = { ...nothing, done: rows.length }
    const refusals: RefusalRow[] = []
    const giveBack = (row: ReadCase, i: number, kind: RefusalRow['kind'], reasons: Reason[], differs?: Differing[]) =>
      refusals.push({
        row: row.row,
        kind,
        reasons,
        sealed: sealed(ctx, { cells: files.caseCells[from + i]!, ...(differs && { differs }) }),
      })

    const fine = rows.filter((r) => r.refused.length === 0 && !r.earlier)
    const marks = new Map(
      (
        await ctx.acrossAreas(() =>
          listMarks(
            ctx.db,
            job.disease,
            fine.map((r) => r.subjectId),
          ),
        )
      ).map((m) => [m.subjectId, m.mark]),
    )
    const differing = fine.filter((r) => marks.has(r.subjectId) && marks.get(r.subjectId) !== r.mark).map((r) => r.subjectId)
    const recorded = new Map(
      (differing.length > 0 ? await listRecorded(ctx.db, job.disease, differing) : []).map((r) => [r.subjectId, r]),
    )
    const fresh: ReadCase[] = []
    let notes = 0
    for (const [i, row] of rows.entries()) {
      if (row.refused.length > 0) {
        step.refused++
        giveBack(row, i, 'refused', row.refused)
      } else if (row.earlier?.mark === row.mark) {
        step.unchanged++
        notes++
        giveBack(row, i, 'note', [say.duplicate(row.earlier.row)])
      } else if (row.earlier) {
        const { values } = row.earlier
        const differs = differingFields(values, row.values).map((field) => ({
          field,
          kept: values[field],
          given: row.values[field],
        }))
        step.differing++
        giveBack(
          row,
          i,
          'differs',
          [
            say.differs(
              differs.map((d) => d.field),
              row.earlier.row,
            ),
          ],
          differs,
        )
      } else if (!marks.has(row.subjectId)) fresh.push(row)
      else if (marks.get(row.subjectId) === row.mark) step.unchanged++
      else {
        const differs = againstRecord(row.values, recorded.get(row.subjectId))
        step.differing++
        giveBack(row, i, 'differs', [say.differs(differs.map((d) => d.field))], differs)
      }
      if (row.refused.length === 0 && row.notes.length > 0 && row.earlier?.mark !== row.mark) {
        notes++
        giveBack(row, i, 'note', row.notes)
      }
    }
    step.added = fresh.length
    if (!job.dryRun && fresh.length > 0) await writeCases(ctx, job, fresh, files.mapping)
    await insertRefusals(ctx.db, job.communeId, jobId, 'cases', refusals)
    await addStep(ctx.db, jobId, step, {
      ...job.report,
      notes: (job.report.notes ?? 0) + notes,
      next: nextOf(job.report, 'cases', chunk),
    })
    ctx.note({ jobId, chunk, ...step })
    return { added: step.added }
  },
)

function againstRecord(v: CaseValues, r: RecordedCase | undefined): Differing[] {
  if (!r) return []
  const pairs: Differing[] = [
    ...(v.name === null ? [] : [{ field: 'name', kept: r.name, given: v.name }]),
    { field: 'age', kept: r.age, given: v.age },
    { field: 'sex', kept: r.sex, given: v.sex },
    { field: 'birth', kept: r.birthYear, given: v.birth?.year ?? null },
    { field: 'onset', kept: r.onset, given: v.onset },
    { field: 'sampled', kept: r.sampled, given: v.sampled },
    { field: 'confirmed', kept: r.confirmed, given: v.confirmed },
    { field: 'reported', kept: r.reported, given: v.reported },
    { field: 'origin', kept: r.origin, given: v.origin },
    { field: 'outcome', kept: r.outcome, given: v.outcome },
    { field: 'outcomeOn', kept: r.outcomeOn, given: v.outcomeOn },
  ]
  return pairs.filter((p) => p.kept !== p.given)
}

async function writeCases(ctx: Ctx, job: JobRow & { disease: string }, rows: ReadCase[], mapping: Mapping): Promise<void> {
  const { disease, listName } = job
  const place = placer(ctx.actor, { province: Boolean(mapping.province) })
  const placed = rows.map((r) => place(r.values, dayOf(r.values) ?? ctx.today))
  const subjectIds = rows.map((r) => r.subjectId)
  await ctx.acrossAreas(() => closeStubs(ctx.db, subjectIds, ctx.today))
  await putSubjects(
    ctx.db,
    rows.map((r) => sealSubject(ctx.secrets, r.subjectId, { id: r.values.idNumber, phone: r.values.phone })),
    ctx.now,
  )
  await insertPersons(
    ctx.db,
    rows.map(({ subjectId, mark, values: v }, i) => {
      const code = v.id ?? `DS-${mark.slice(0, 8)}`
      return {
        communeId: placed[i]!.communeId,
        personId: idOf('list-person', subjectId),
        subjectId,
        code,
        fromOn: dayOf(v) ?? ctx.today,
        fullName: v.name ?? `Ca ${code}`,
        birthYear: v.birth?.year ?? null,
        birthMonth: v.birth?.month ?? null,
        birthDay: v.birth?.day ?? null,
        ageYears: v.age,
        ageSaidOn: v.age === null ? null : (dayOf(v) ?? ctx.today),
        sex: v.sex,
        nationality: v.nationality,
        occupation: v.occupation,
        address: placed[i]!.address,
        residenceText: placed[i]!.residenceText,
        source: 'import',
        createdAt: ctx.now,
        opId: ctx.opId,
      }
    }),
  )
  await insertConfirmations(
    ctx.db,
    rows.map(({ subjectId, mark, values: v }, i) => ({
      communeId: placed[i]!.communeId,
      confirmationId: idOf('list-confirmation', subjectId),
      subjectId,
      disease,
      basis: 'notified' as const,
      resultId: null,
      sampledOn: v.sampled,
      confirmedOn: v.confirmed,
      reportedOn: v.reported,
      origin: v.origin,
      placeFound: v.placeFound,
      listName,
      listRef: v.id,
      details: { mark, ...(Object.keys(v.details).length > 0 && { columns: v.details }) },
    })),
    ctx.now,
    ctx.opId,
  )
  const fact = rows.map((r, i) => ({ ...r, communeId: placed[i]!.communeId }))
  await insertOnsets(
    ctx.db,
    fact
      .filter((r) => r.values.onset !== null)
      .map((r) => ({
        communeId: r.communeId,
        onsetId: idOf('list-onset', r.subjectId),
        subjectId: r.subjectId,
        disease,
        onsetOn: r.values.onset,
        symptoms: [],
        saidOn: dayOf(r.values) ?? ctx.today,
        source: 'danh sách',
      })),
    ctx.now,
    ctx.opId,
  )
  await insertOutcomes(
    ctx.db,
    fact
      .filter((r) => r.values.outcome !== null)
      .map((r) => ({
        communeId: r.communeId,
        outcomeId: idOf('list-outcome', r.subjectId),
        subjectId: r.subjectId,
        disease,
        kind: r.values.outcome!,
        onDay: r.values.outcomeOn,
        source: 'danh sách',
      })),
    ctx.now,
    ctx.opId,
  )
  ctx.touch(...subjectIds)
  await ctx.emit({
    name: 'imports.cases-added',
    communeId: job.communeId,
    body: { jobId: job.jobId, disease, cases: rows.length },
  })
}

export const takeLinks = command(
  inner('imports.take-links', 'Nhận các dòng liên kết', 'Take in links'),
  async (ctx, { jobId, chunk }) => {
    const { job, files } = await jobOf(ctx, jobId)
    const from = chunk * CHUNK
    const rows = files.links.slice(from, from + CHUNK)
    const step: Step = { ...nothing, done: rows.filter((r) => !r.derived).length }
    const back = new Map<
      string,
      { part: 'cases' | 'links'; kind: RefusalRow['kind']; row: ReadLink; cells: Cell[]; reasons: Reason[] }
    >()
    const giveBack = (row: ReadLink, i: number, kind: RefusalRow['kind'], reasons: Reason[]) => {
      const part = row.derived ? 'cases' : 'links'
      const as = row.derived ? 'note' : kind
      const key = `${part}/${row.row}/${as}`
      const known = back.get(key)
      if (known) known.reasons.push(...reasons)
      else back.set(key, { part, kind: as, row, cells: files.linkCells[from + i] ?? [], reasons: [...reasons] })
    }
    const [self, half] = [new Set(job.report.selfLinks), [...(job.report.halfLinks ?? [])]]
    const good: (ReadLink & {
      from: string
      to: string
      i: number
      infectorId: string
      infecteeId: string
      transmissionId: string
    })[] = []
    for (const [i, row] of rows.entries()) {
      if (row.refused.length === 0) {
        const [a, b] = [row.from!, row.to!]
        good.push({
          ...row,
          from: a,
          to: b,
          i,
          infectorId: subjectOf(job.disease, a),
          infecteeId: subjectOf(job.disease, b),
          transmissionId: idOf('link', job.disease, a, b),
        })
        continue
      }
      step.linksRefused++
      giveBack(row, i, 'refused', row.refused)
      if (row.from !== null && row.from === row.to) self.add(row.from)
      else if (row.from !== null || row.to !== null) half.push([row.from, row.to])
    }
    const ids = [...new Set(good.flatMap((l) => [l.infectorId, l.infecteeId]))]
    const known = new Map((await ctx.acrossAreas(() => listKnown(ctx.db, job.disease, ids))).map((k) => [k.subjectId, k]))
    // a dry run has written no row, so what the file itself lists counts as known
    const listed = job.dryRun
      ? new Set(files.cases.filter((c) => c.refused.length === 0).map((c) => c.subjectId))
      : new Set<string>()
    const stubs = new Map<string, string>()
    let notes = 0
    for (const link of good)
      for (const field of ['from', 'to'] as const) {
        const id = field === 'from' ? link.infectorId : link.infecteeId
        if (known.get(id)?.confirmed || listed.has(id)) continue
        if (!known.has(id)) stubs.set(id, link[field])
        notes++
        giveBack(link, link.i, 'note', [say.unknownCase(field, link[field])])
      }
    const standing = new Set((await ctx.acrossAreas(() => listLinksIn(ctx.db, job.disease, good))).map((t) => t.transmissionId))
    const fresh = new Map<string, (typeof good)[number]>()
    for (const link of good) {
      if (standing.has(link.transmissionId) || fresh.has(link.transmissionId)) step.linksUnchanged++
      else fresh.set(link.transmissionId, link)
    }
    step.linksAdded = fresh.size
    if (!job.dryRun) {
      await writeStubs(ctx, job, stubs)
      const places = new Map([...known].map(([id, k]) => [id, k.communeId]))
      const inScope = (id: string) => {
        const commune = places.get(id) ?? ctx.actor.areaId
        return commune >= ctx.actor.lo && commune <= ctx.actor.hi ? commune : ctx.actor.areaId
      }
      const written = await insertTransmissions(
        ctx.db,
        job.disease,
        [...fresh.values()].map((l) => ({
          communeId: inScope(l.infecteeId),
          transmissionId: l.transmissionId,
          infectorId: l.infectorId,
          infecteeId: l.infecteeId,
          source: 'danh sách',
          listName: job.listName,
        })),
        ctx.now,
        ctx.opId,
      )
      // one that was voided here stays voided
      step.linksUnchanged += fresh.size - written
      step.linksAdded = written
    }
    for (const part of ['cases', 'links'] as const) {
      const given = [...back.values()].filter((b) => b.part === part)
      await insertRefusals(
        ctx.db,
        job.communeId,
        jobId,
        part,
        given.map((b) => ({ row: b.row.row, kind: b.kind, reasons: b.reasons, sealed: sealed(ctx, { cells: b.cells }) })),
      )
    }
    const report: Report = {
      ...job.report,
      notes: (job.report.notes ?? 0) + notes,
      next: nextOf(job.report, 'links', chunk),
      selfLinks: [...self],
      halfLinks: half,
    }
    await addStep(ctx.db, jobId, step, report)
    ctx.note({ jobId, chunk, ...step })
    return { added: step.linksAdded }
  },
)

/** A person for each id that a link names and no list tells of, so that the chain can be followed. */
async function writeStubs(ctx: Ctx, job: JobRow, stubs: ReadonlyMap<string, string>): Promise<void> {
  if (stubs.size === 0) return
  await putSubjects(
    ctx.db,
    [...stubs.keys()].map((subjectId) => ({ subjectId })),
    ctx.now,
  )
  await insertPersons(
    ctx.db,
    [...stubs].map(([subjectId, id]) => ({
      communeId: job.communeId,
      personId: idOf('list-stub', subjectId),
      subjectId,
      code: id,
      fromOn: ctx.today,
      fullName: `Ca ${id} (chưa có trong danh sách)`,
      source: 'import-link',
      createdAt: ctx.now,
      opId: ctx.opId,
    })),
  )
  ctx.touch(...stubs.keys())
}

/** Works out the levels around the cases that a step of rows brought in. */
export const takeLevels = command(
  inner('imports.take-levels', 'Xếp lại mức F', 'Work out the levels'),
  async (ctx, { jobId, chunk }) => {
    await lockJob(ctx.db, jobId)
    const job = await getJob(ctx.db, jobId)
    if (job.state === 'failed') throw new Problem('import-ended')
    const added = await listConfirmedBy(ctx.db, job.disease!, stepId(jobId, 'cases', chunk))
    const { changed } =
      added.length > 0
        ? await reclassify(
            ctx,
            job.disease!,
            added.map((a) => a.subjectId),
          )
        : { changed: [] }
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
