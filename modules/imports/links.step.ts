/** The step that takes in links: who infected whom, with stand-ins for ids that no list tells of. */
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { insertPersons, putSubjects } from '../people/people.store.ts'
import { insertTransmissions } from '../tracing/tracing.store.ts'
import { listKnown, listLinksIn } from './cases-in.store.ts'
import type { Reason } from './imports.contract.ts'
import { CHUNK, type ReadLink, subjectOf } from './imports.reading.ts'
import { inner, jobOf, nextOf, nothing, sealed } from './imports.steps.ts'
import { addStep, insertRefusals, type JobRow, type RefusalRow, type Report, type Step } from './imports.store.ts'
import { say } from './reasons.rules.ts'

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
