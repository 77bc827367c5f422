import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { type FileAnswer, type Role, roleWords } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { findDeclaration, listMarks } from '../declarations/declarations.store.ts'
import { openFile } from '../imports/imports.files.ts'
import { rangeOf } from '../people/people.brief.ts'
import { shownName } from '../people/people.rules.ts'
import { loadedPolicy, rulesFor } from '../policy/policy.reading.ts'
import { sourceText, sourceWords } from '../policy/policy.rules.ts'
import * as contract from './violations.contract.ts'
import { type Fines, fineFor, mayVoidEvidence, restsOn, standingOf } from './violations.rules.ts'
import * as store from './violations.store.ts'

export const acts = read(contract.acts, async (ctx, input) => {
  const day = input.day ?? ctx.today
  const pack = (await rulesFor(ctx.db, input.disease)).on(day)
  const fines = pack?.rules.fines?.rule
  const packCode = (fines && pack?.from.fines) ?? null
  return {
    day,
    packCode,
    title: (await loadedPolicy(ctx.db)).packs.find((p) => p.code === packCode)?.title ?? null,
    acts: (fines?.acts ?? []).map((a) => ({
      ...{ code: a.code, act: a.act, article: a.article, source: sourceWords(a.fine), refer: Boolean(a.referWhenGrave?.value) },
      ...{ person: fineFor(fines, a.code, 'person'), organisation: fineFor(fines, a.code, 'organisation') },
    })),
    competence: (fines?.deciders ?? []).map((d) => ({
      ...{ role: d.role, roleWords: roleWords[d.role as Role] ?? { vi: d.role, en: d.role } },
      ...{ upTo: d.upTo.value, source: sourceWords(d.upTo), confirmed: d.upTo.confirmed },
    })),
    proposers: fines?.proposers.value ?? [],
  }
})

/** A name as the role reads it; an organisation's in full. */
const nameOf = (ctx: Ctx, r: { fullName: string | null; organisation: string | null }) =>
  r.organisation ?? (r.fullName && shownName(ctx.actor.role, r.fullName))

export const list = read(contract.list, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const { from = null, until = null, actCode = null, state, limit } = input
  const rows = await store.listViolations(ctx.db, { ...range, bodyId: ctx.actor.bodyId, from, until, actCode, state, limit })
  ctx.touch(...rows.flatMap((r) => (r.subjectId ? [r.subjectId] : [])))
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ fullName, organisation, total: _, ...r }) => ({
      ...r,
      state: r.state as contract.ViolationRow['state'],
      name: nameOf(ctx, { fullName, organisation }),
      organisation: organisation !== null,
      owed: r.state === 'withdrawn' || r.fine === null ? 0 : Math.max(0, r.fine - r.paid),
    })),
  }
})

export const show = read(contract.show, async (ctx, { violationId }) => {
  const v = await store.getViolation(ctx.db, violationId)
  if (v.subjectId) ctx.touch(v.subjectId)
  const [steps, evidence] = await Promise.all([
    store.listSteps(ctx.db, v.communeId, violationId),
    store.listEvidence(ctx.db, v.communeId, violationId),
  ])
  const fines = (await rulesFor(ctx.db, v.disease)).on(v.onDay)?.rules.fines?.rule
  const act = fines?.acts.find((a) => a.code === v.actCode)
  const { decided: _, appealOpen: __, ...standing } = standingOf(steps)
  const decides = contract.decides(ctx.actor.role)
  return {
    ...{
      violationId,
      communeId: v.communeId,
      areaName: v.areaName,
      onDay: v.onDay,
      place: v.place,
      actCode: v.actCode,
      act: v.act,
      article: v.article,
    },
    ...{
      subjectId: v.subjectId,
      name: nameOf(ctx, v),
      organisation: v.organisation !== null,
      organisationCode: v.organisationCode,
      ...standing,
    },
    ...{ description: v.description, who: v.who, declarationId: v.declarationId, gate: v.gate },
    declaration: await declarationOf(ctx, v.declarationId),
    range: fineFor(fines, v.actCode, v.organisation ? 'organisation' : 'person'),
    referWhenGrave: act?.referWhenGrave?.value ? sourceWords(act.referWhenGrave) : null,
    competence: competenceText(fines),
    steps: steps.map((s) => {
      const { recordedAt: _at, ...row } = s
      return { ...row, mayVoid: !s.voidedAt && contract.mayTakeBack(ctx.actor.role, s.kind) && restsOn(s, steps) === null }
    }),
    evidence: evidence.map(({ addedBy, ...e }) => ({
      ...e,
      sha256: e.sha256.toString('hex'),
      mayOpen: !e.voidedAt || decides,
      mayVoid: !e.voidedAt && mayVoidEvidence(standing.state, addedBy === ctx.actor.accountId, decides),
    })),
  }
})

async function declarationOf(ctx: Ctx, declarationId: string | null) {
  const found = declarationId && (await findDeclaration(ctx.db, declarationId))
  if (!found) return null
  const { onDay, receivedAt } = found
  return { onDay, receivedAt, markedFalse: (await listMarks(ctx.db, [declarationId])).length > 0 }
}

const competenceText = (fines: Fines | undefined): string | null =>
  fines
    ? fines.deciders
        .map(
          (d) =>
            `${roleWords[d.role as Role]?.vi ?? d.role}: ${d.upTo.value === null ? 'mức chưa có số liệu' : `đến ${d.upTo.value.toLocaleString('vi-VN')} đồng`} (${sourceText(d.upTo, 'vi')})`,
        )
        .join('; ')
    : null

export const figures = read(contract.figures, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const rows = await store.listFigures(ctx.db, { ...range, from: input.from ?? null, until: input.until ?? null, by: input.by })
  const total = { recorded: 0, decided: 0, fined: 0, paid: 0 }
  for (const r of rows) for (const k of Object.keys(total) as (keyof typeof total)[]) total[k] += r[k]
  return { total, rows }
})

export const evidenceFile = read(contract.evidenceFile, async (ctx, { violationId, evidenceId }): Promise<FileAnswer> => {
  const v = await store.getViolation(ctx.db, violationId)
  if (v.subjectId) ctx.touch(v.subjectId)
  const found = await store.findEvidence(ctx.db, v.communeId, violationId, evidenceId)
  if (!found || (found.voidedAt && !contract.decides(ctx.actor.role))) throw new Problem('not-found', { what: 'chứng cứ' })
  return { fileName: found.name, mime: found.mime, bytes: await openFile(ctx.secrets, found.sealed) }
})
