/** The step that takes in rows of cases: what is new is written, the rest is counted and given back. */
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { insertConfirmations, insertOnsets, insertOutcomes } from '../cases/cases.store.ts'
import { sealSubject } from '../people/people.numbers.ts'
import { insertPersons, putSubjects } from '../people/people.store.ts'
import { closeStubs, listMarks, listRecorded, type RecordedCase } from './cases-in.store.ts'
import type { Mapping, Reason } from './imports.contract.ts'
import { CHUNK, type ReadCase } from './imports.reading.ts'
import { type Differing, inner, jobOf, nextOf, nothing, sealed } from './imports.steps.ts'
import { addStep, insertRefusals, type JobRow, type RefusalRow, type Step } from './imports.store.ts'
import { placer } from './placing.ts'
import { say } from './reasons.rules.ts'
import { type CaseValues, differingFields } from './rows.rules.ts'

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
