import { createHash } from 'node:crypto'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { roleWords } from '@phaodai/kernel/contract.ts'
import { idOf, newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { getAreas } from '../areas/areas.store.ts'
import { findDeclaration } from '../declarations/declarations.store.ts'
import { fileKindOf } from '../imports/filekind.rules.ts'
import { sealFile } from '../imports/imports.files.ts'
import { communeOf } from '../people/people.brief.ts'
import { currentPersons } from '../people/people.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import * as contract from './violations.contract.ts'
import {
  competence,
  type Fines,
  fineFor,
  mayVoidEvidence,
  restsOn,
  type Standing,
  type StepKind,
  standingOf,
  stepProblem,
} from './violations.rules.ts'
import * as store from './violations.store.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })
/** Larger files are not kept in the database. */
const LARGEST = 12 * 1024 * 1024

const notAhead = (ctx: Ctx, onDay: string) => {
  if (onDay > ctx.today) throw new Problem('date-in-future', { field: 'onDay', value: onDay, today: ctx.today })
}
/** The table of fines of the day on which it was done. */
const finesOn = async (
  ctx: Ctx,
  disease: string,
  day: string,
): Promise<{ fines: Fines | undefined; packCode: string | null }> => {
  const pack = (await rulesFor(ctx.db, disease)).on(day)
  return { fines: pack?.rules.fines?.rule, packCode: pack?.from.fines ?? null }
}
async function mustBeKnown(ctx: Ctx, subjectId: string | null | undefined): Promise<void> {
  if (!subjectId) return
  if (!(await currentPersons(ctx.db, [subjectId])).has(subjectId)) throw new Problem('not-found', { what: 'hồ sơ người vi phạm' })
  ctx.touch(subjectId)
}

/** The declaration may be of somebody who lives elsewhere: only that it is there is asked. */
async function mustBeDeclared(ctx: Ctx, declarationId: string | null | undefined): Promise<void> {
  if (!declarationId) return
  if (!(await ctx.acrossAreas(() => findDeclaration(ctx.db, declarationId)))) throw new Problem('not-found', { what: 'tờ khai' })
}
/** Where it lies: of a gate, the commune where the gate stands, or the one it names within its own unit. @throws Problem people-commune-needed, outside-area */
async function whereOf(ctx: Ctx, communeId: number | undefined): Promise<number> {
  if (ctx.actor.bodyId === 0) return (await communeOf(ctx, communeId)).areaId
  const [own] = await getAreas(ctx.db, [ctx.actor.areaId])
  const { lo, hi } = own!
  return (await communeOf({ ...ctx, actor: { ...ctx.actor, lo, hi } }, communeId)).areaId
}
/** A gate's post has no area of its own to say it in. */
const emit = (ctx: Ctx, name: string, communeId: number, body: Record<string, string>) =>
  ctx.acrossAreas(() => ctx.emit({ name, communeId, body }))

/** What was seen, by whom it was done as far as known; the article and range of that day's table are kept with it. */
export const record = command(contract.record, async (ctx, input) => {
  const communeId = await whereOf(ctx, input.communeId)
  notAhead(ctx, input.onDay)
  const { disease } = await rulesFor(ctx.db, input.disease)
  const { fines, packCode } = await finesOn(ctx, disease, input.onDay)
  const act = fines?.acts.find((a) => a.code === input.actCode)
  if (input.actCode && !act) throw new Problem('violation-act-unknown', { day: input.onDay, act: input.actCode })
  await mustBeKnown(ctx, input.subjectId)
  await mustBeDeclared(ctx, input.declarationId)
  const range = fineFor(fines, input.actCode ?? null, input.organisation ? 'organisation' : 'person')
  const { violationId = newId(), onDay, place, description } = input
  await written(
    store.insertViolation(
      ctx.db,
      {
        ...{ violationId, communeId, disease, onDay, place, description, hamletId: input.hamletId ?? 0 },
        ...{
          actCode: act?.code ?? null,
          act: input.act ?? act!.act.vi,
          article: act?.article ?? null,
          packCode: act ? packCode : null,
        },
        ...{
          fineMin: range?.min ?? null,
          fineMax: range?.max ?? null,
          subjectId: input.subjectId ?? null,
          organisation: input.organisation ?? null,
        },
        ...{
          organisationCode: input.organisationCode || null,
          who: input.who || null,
          declarationId: input.declarationId ?? null,
          bodyId: ctx.actor.bodyId,
        },
      },
      by(ctx),
    ),
    violationId,
  )
  await emit(ctx, 'violations.recorded', communeId, { violationId })
  return { violationId, range }
})

const why = {
  withdrawn: 'vi phạm đã được rút',
  decided: 'đã có quyết định, hoặc đã rõ là ai',
  'not-decided': 'chưa có quyết định xử phạt',
  'appeal-open': 'khiếu nại trước chưa được giải quyết',
  'no-appeal': 'không có khiếu nại đang chờ',
  nobody: 'chưa xác định được người, tổ chức vi phạm',
}
type Said = Omit<Parameters<typeof store.insertStep>[1], 'communeId' | 'stepId' | 'violationId' | 'kind' | 'onDay' | 'bodyId'>

/** One step, judged by where the violation stands now, one after another. */
async function step(
  ctx: Ctx,
  kind: StepKind,
  input: { violationId: string; stepId?: string | undefined; onDay: string },
  said: Said,
  judge?: (v: store.ViolationRow, now: Standing) => Promise<void>,
) {
  notAhead(ctx, input.onDay)
  const { communeId } = await store.getViolation(ctx.db, input.violationId)
  await store.lockViolation(ctx.db, communeId, input.violationId)
  const v = await store.getViolation(ctx.db, input.violationId)
  if (input.onDay < v.onDay) throw new Problem('violation-step', { why: `ngày ${input.onDay} ở trước ngày vi phạm ${v.onDay}` })
  const standing = standingOf(await store.listSteps(ctx.db, communeId, input.violationId))
  const problem = stepProblem(kind, standing, v.subjectId !== null || v.organisation !== null)
  if (problem) throw new Problem('violation-step', { why: why[problem] })
  await judge?.(v, standing)
  if (v.subjectId) ctx.touch(v.subjectId)
  const { violationId, stepId = newId(), onDay } = input
  const row = { communeId, stepId, violationId, kind, onDay, bodyId: v.bodyId, ...said }
  await written(store.insertStep(ctx.db, row, by(ctx)), stepId)
  await emit(ctx, `violations.${kind}`, communeId, { violationId, stepId })
  return { stepId }
}

export const identify = command(contract.identify, async (ctx, input) => {
  await mustBeKnown(ctx, input.subjectId)
  const { subjectId, organisation, organisationCode, words } = input
  return step(ctx, 'identified', input, { subjectId, organisation, organisationCode, words })
})

/** By a person with the power to fine, within the range of the article; the middle of it is only what the law says where nothing aggravates. */
export const decide = command(contract.decide, async (ctx, input) => {
  const { number, signatory, body, amount, words } = input
  return step(ctx, 'decision', input, { number, signatory, body, amount, words }, async (v) => {
    const { fines } = await finesOn(ctx, v.disease, v.onDay)
    const who = v.organisation ? 'organisation' : 'person'
    const range = fineFor(fines, v.actCode, who)
    if (range && (amount < range.min || amount > range.max))
      throw new Problem('violation-amount', { amount, min: range.min, max: range.max, article: v.article ?? '' })
    const { refused, doubt } = competence(fines, ctx.actor.role, amount, who)
    const role = roleWords[ctx.actor.role].vi
    if (refused) throw new Problem('violation-not-competent', { role })
    if (doubt && !words) throw new Problem('violation-competence-doubtful', { role })
  })
})

export const pay = command(contract.pay, (ctx, input) =>
  step(ctx, 'payment', input, { amount: input.amount, number: input.number }),
)
export const appeal = command(contract.appeal, (ctx, input) => step(ctx, 'appeal', input, { words: input.words }))
export const answerAppeal = command(contract.answerAppeal, (ctx, input) => {
  const { number, signatory, body, amount, words } = input
  return step(ctx, 'appeal-answer', input, { number, signatory, body, amount, words })
})
/** A grave false declaration, or anything that may be a crime: to whom it was handed, by which document. */
export const refer = command(contract.refer, (ctx, input) => {
  const { body, number, words } = input
  return step(ctx, 'referral', input, { body, number, words })
})
/** A gate takes back only what nobody has acted on yet. */
export const withdraw = command(contract.withdraw, (ctx, input) =>
  step(ctx, 'withdrawal', input, { words: input.words }, async (_, now) => {
    if (ctx.actor.bodyId !== 0 && now.state !== 'recorded')
      throw new Problem('violation-step', { why: 'cấp trên đã xử lý vụ này' })
  }),
)
export const linkDeclaration = command(contract.linkDeclaration, async (ctx, input) => {
  await mustBeDeclared(ctx, input.declarationId)
  return step(ctx, 'declaration', input, { declarationId: input.declarationId, words: input.words })
})

/** Who may record a step may take it back, unless a later one rests on it. */
export const voidStep = command(contract.voidStep, async (ctx, { stepId, reason }) => {
  const found = await store.findStep(ctx.db, stepId)
  if (!found) throw new Problem('not-found', { what: 'bước xử lý' })
  const { communeId, violationId } = found
  await store.lockViolation(ctx.db, communeId, violationId)
  const steps = await store.listSteps(ctx.db, communeId, violationId)
  const wrong = steps.find((s) => s.stepId === stepId)!
  if (wrong.voidedAt) throw new Problem('already-voided')
  if (!contract.mayTakeBack(ctx.actor.role, wrong.kind)) throw new Problem('violation-step', { why: 'bước này do cấp khác ghi' })
  const later = restsOn(wrong, steps)
  if (later) throw new Problem('violation-step', { why: `hủy trước: ${resting[later]}` })
  const { subjectId } = await store.getViolation(ctx.db, violationId)
  if (subjectId) ctx.touch(subjectId)
  await store.updateStepVoid(ctx.db, communeId, stepId, by(ctx), reason)
  await emit(ctx, 'violations.step-voided', communeId, { violationId, stepId })
  return { voided: true as const }
})
const resting = {
  decision: 'quyết định xử phạt đã ghi tên người này',
  payment: 'lần nộp phạt theo quyết định này',
  appeal: 'khiếu nại quyết định này',
  'appeal-answer': 'quyết định giải quyết khiếu nại',
}
/** Kept sealed, with its print; the same file twice adds nothing. */
export const addEvidence = command(contract.addEvidence, async (ctx, input) => {
  const { communeId, violationId } = await store.getViolation(ctx.db, input.violationId)
  const { bytes } = input
  if (bytes.length > LARGEST) throw new Problem('violation-file', { why: 'lớn hơn 12 MB' })
  const found = fileKindOf(bytes)
  if (!found) throw new Problem('violation-file', { why: 'không nhận ra loại tệp' })
  const sha256 = createHash('sha256').update(bytes).digest()
  const hex = sha256.toString('hex')
  const same = (await store.listEvidence(ctx.db, communeId, violationId)).find((e) => !e.voidedAt && e.sha256.equals(sha256))
  if (same) return { evidenceId: same.evidenceId, sha256: hex, known: true }
  const evidenceId = idOf('evidence', ctx.opId)
  const kind = found.photo ? ('photo' as const) : ('file' as const)
  const file = {
    // a gate reads the files it added itself
    bodyId: ctx.actor.bodyId,
    name: input.fileName,
    mime: found.mime,
    bytes: bytes.length,
    sha256,
    sealed: await sealFile(ctx.secrets, bytes),
  }
  await store.insertEvidence(ctx.db, { communeId, violationId, evidenceId, kind, ...file, note: input.note || null }, by(ctx))
  return { evidenceId, sha256: hex, known: false }
})

/** One after another with the steps: none is taken from under a decision that is being recorded. */
export const voidEvidence = command(contract.voidEvidence, async (ctx, { violationId, evidenceId, reason }) => {
  const { communeId } = await store.getViolation(ctx.db, violationId)
  await store.lockViolation(ctx.db, communeId, violationId)
  const v = await store.getViolation(ctx.db, violationId)
  const wrong = (await store.listEvidence(ctx.db, communeId, violationId)).find((e) => e.evidenceId === evidenceId)
  if (!wrong || wrong.voidedAt) throw new Problem('not-found', { what: 'chứng cứ' })
  const { state } = standingOf(await store.listSteps(ctx.db, communeId, violationId))
  if (!mayVoidEvidence(state, wrong.addedBy === ctx.actor.accountId, contract.decides(ctx.actor.role)))
    throw new Problem('violation-step', {
      why: state === 'recorded' ? 'tệp do người khác gửi' : 'vụ này đã được xử lý, chỉ người có thẩm quyền rút chứng cứ',
    })
  if (v.subjectId) ctx.touch(v.subjectId)
  if (!(await store.updateEvidenceVoid(ctx.db, v.communeId, violationId, evidenceId, by(ctx), reason)))
    throw new Problem('not-found', { what: 'chứng cứ' })
  return { voided: true as const }
})
