import { createHash } from 'node:crypto'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import type { z } from 'zod'
import { giveTask, withdrawUnbegun } from '../directives/tasks.commands.ts'
import { fileKindOf } from '../imports/filekind.rules.ts'
import { sealFile } from '../imports/imports.files.ts'
import { answersFault, type Checklist, outcomeOf } from './checklist.rules.ts'
import { checklists } from './checklists.ts'
import { findingRows } from './findings.reading.ts'
import * as findings from './findings.store.ts'
import * as contract from './inspections.contract.ts'
import './inspections.problems.ts'
import * as store from './inspections.store.ts'
import { placeVisited } from './places.reading.ts'
import { judgeCapture } from './timing.rules.ts'

/** A finding as work, through module directives, in this transaction; the id follows from the finding's, so that it is one task. */
async function taskFor(
  ctx: Ctx,
  of: { findingId: string; communeId: number; inspectionId: string; label: string; words: string; startsOn: string },
  to: z.output<typeof contract.FindingTask>,
  taskId: string,
): Promise<string> {
  const made = (await giveTask.handle(
    ctx,
    giveTask.verb.input.parse({
      ...to,
      taskId,
      areaId: to.bodyId ? undefined : (to.areaId ?? of.communeId),
      words: to.words ?? of.words,
      startsOn: of.startsOn,
      source: { kind: 'inspection', id: of.inspectionId, label: of.label, text: of.words },
    }),
  )) as { taskId: string; areaId: number }
  const { communeId, findingId } = of
  const by = { at: ctx.now, by: ctx.actor.accountId, opId: ctx.opId }
  await findings.insertTask(ctx.db, { communeId, findingId, taskId, taskAreaId: made.areaId, ...by })
  return taskId
}

function checklistFor(kind: string, code: string | null | undefined): Checklist {
  const list = checklists.find((c) => c.kinds.includes(kind as never) && (!code || c.code === code))
  if (!list)
    throw new Problem('inspection-answers', { why: `không có bảng ${code} cho nơi này`, whyEn: `no list ${code} for this kind` })
  return list
}
const labelOf = (placeName: string, onDay: string) => `Kiểm tra ${placeName}, ${formatDate(onDay)}`.slice(0, 300)

/** One visit with its answers, findings and their tasks, whole or not at all. Written down without a network it comes in later, marked. */
export const record = command(contract.record, async (ctx, input) => {
  const timing = judgeCapture(input.capturedAt ?? ctx.now, input.capturedAt ? (input.clockErrorMs ?? null) : 0, ctx.now)
  if (!timing.ok) throw new Problem('inspection-ahead', { capturedAt: input.capturedAt, now: ctx.now })
  const place = await placeVisited(ctx, input, timing.onDay)
  const list = checklistFor(place.kind, input.checklist)
  const fault = answersFault(list, input.answers)
  if (fault) throw new Problem('inspection-answers', { why: fault.vi, whyEn: fault.en })
  const { actor } = ctx
  const { communeId } = place
  const { inspectionId } = input
  const row: store.NewInspection = {
    ...{ communeId, inspectionId, kind: place.kind, placeKey: place.key, placeName: place.name, surprise: input.surprise },
    ...{ onDay: timing.onDay, capturedAt: timing.at, receivedAt: ctx.now, lateness: timing.lateness },
    ...{ checklist: list.code, checklistVersion: list.version, words: input.words || null },
    ...{ latitude: input.latitude ?? null, longitude: input.longitude ?? null, accuracyMetres: input.accuracyMetres ?? null },
    accountId: actor.accountId,
    byName: (await store.nameOfAccount(ctx.db, actor.accountId)).name,
    byRole: actor.role,
    byAreaId: actor.areaId,
  }
  await written(store.insertInspection(ctx.db, row, ctx.opId), inspectionId)
  const asked = new Map(list.items.map((i) => [i.item, i.words.vi]))
  const answers = input.answers.map((a) => ({ ...a, asked: asked.get(a.item)!, points: a.points ?? null, note: a.note || null }))
  await store.insertAnswers(ctx.db, communeId, inspectionId, answers)
  const found = input.findings.map((f) => ({ findingId: f.findingId, item: f.item ?? null, words: f.words }))
  const unknown = found.find((f) => f.item !== null && !asked.has(f.item))
  if (unknown)
    throw new Problem('inspection-answers', { why: `không có mục "${unknown.item}"`, whyEn: `no item "${unknown.item}"` })
  const made = await findings.insertFindings(ctx.db, { communeId, inspectionId, at: timing.at, opId: ctx.opId }, found)
  if (made !== found.length) throw new Problem('id-in-use', { id: found[0]!.findingId })
  const tasks: { findingId: string; taskId: string }[] = []
  for (const f of input.findings) {
    if (!f.task) continue
    const of = {
      findingId: f.findingId,
      communeId,
      inspectionId,
      label: labelOf(place.name, timing.onDay),
      words: f.words,
      startsOn: timing.onDay,
    }
    const to = { ...f.task, bodyId: f.task.bodyId ?? (f.task.areaId ? null : place.bodyId || null) }
    tasks.push({ findingId: f.findingId, taskId: await taskFor(ctx, of, to, idOf('task', f.findingId)) })
  }
  await ctx.emit({ name: 'inspections.recorded', communeId, body: { inspectionId } })
  const { unanswered } = outcomeOf(list, input.answers)
  return { inspectionId, onDay: timing.onDay, lateness: timing.lateness, unanswered, tasks }
})

/** One inspection of the scope. @throws Problem not-found */
export async function getInspection(ctx: Ctx, inspectionId: string) {
  const { lo, hi } = ctx.actor
  const every = { from: null, until: null, accountId: null, kind: null, placeKey: null, surprise: null, limit: 1 }
  const [found] = await store.listInspections(ctx.db, { lo, hi, inspectionId, ...every })
  if (!found) throw new Problem('not-found', { what: 'biên bản kiểm tra' })
  return found
}

/** Whoever wrote it down; the province, as the level above; the operator, for all. */
export const mayChange = (ctx: Ctx, i: { accountId: string }): boolean =>
  i.accountId === ctx.actor.accountId || ctx.actor.role === 'province' || ctx.actor.role === 'operator'

async function ownInspection(ctx: Ctx, inspectionId: string) {
  const found = await getInspection(ctx, inspectionId)
  if (!mayChange(ctx, found)) throw new Problem('inspection-not-yours', { name: found.byName })
  if (found.voidedAt) throw new Problem('already-voided')
  return found
}

/** It was recorded wrongly: it counts for nobody. Tasks that it gave go with it where nobody has begun them; the answer says which stay. */
export const voidInspection = command(contract.voidInspection, async (ctx, { inspectionId, reason }) => {
  const { communeId } = await ownInspection(ctx, inspectionId)
  await store.updateVoid(ctx.db, communeId, inspectionId, ctx.now, ctx.opId, reason)
  const taskIds = (await findings.listTaskIds(ctx.db, communeId, inspectionId)).map((t) => t.taskId)
  const tasks = await withdrawUnbegun(ctx, taskIds, `Biên bản kiểm tra bị hủy: ${reason}`.slice(0, 500))
  await ctx.emit({ name: 'inspections.voided', communeId, body: { inspectionId } })
  ctx.note({ withdrawn: tasks.withdrawn.length, staying: tasks.staying.length })
  return { voided: true as const, ...tasks }
})

/** Larger pictures are not kept in the database. */
const LARGEST = 12 * 1024 * 1024

/** Kept sealed; the same picture twice adds nothing. */
export const addPhoto = command(contract.addPhoto, async (ctx, input) => {
  const { communeId } = await ownInspection(ctx, input.inspectionId)
  const { bytes, fileName } = input
  const known = fileKindOf(bytes)
  const bad = (why: string, whyEn: string) => new Problem('inspection-photo', { name: fileName, why, whyEn })
  if (!known?.photo) throw bad('không phải ảnh', 'is no picture')
  if (bytes.length > LARGEST) throw bad('quá lớn', 'is too large')
  const sha256 = createHash('sha256').update(bytes).digest()
  const same = (await store.listPhotos(ctx.db, communeId, input.inspectionId)).find((p) => p.sha256.equals(sha256) && !p.voidedAt)
  if (same) return { photoId: same.photoId, sha256: sha256.toString('hex'), known: true }
  const photoId = input.photoId ?? idOf('photo', ctx.opId)
  const where = {
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
    accuracyMetres: input.accuracyMetres ?? null,
  }
  const added = store.insertPhoto(ctx.db, {
    ...{
      communeId,
      inspectionId: input.inspectionId,
      photoId,
      name: fileName,
      note: input.note || null,
      mime: known.mime,
      bytes: bytes.length,
    },
    ...{ sha256, sealed: await sealFile(ctx.secrets, bytes), takenAt: input.takenAt ?? null, ...where },
    ...{ addedAt: ctx.now, addedBy: ctx.actor.accountId, opId: ctx.opId },
  })
  await written(added, photoId)
  return { photoId, sha256: sha256.toString('hex'), known: false }
})

export const voidPhoto = command(contract.voidPhoto, async (ctx, { inspectionId, photoId, reason }) => {
  const { communeId } = await ownInspection(ctx, inspectionId)
  const done = await store.voidPhoto(ctx.db, communeId, inspectionId, photoId, { at: ctx.now, opId: ctx.opId, reason })
  if (done === 0) throw new Problem('not-found', { what: 'ảnh' })
  return { voided: true as const }
})

async function getFinding(ctx: Ctx, findingId: string) {
  const { lo, hi } = ctx.actor
  const [found] = await findingRows(ctx, { lo, hi, from: null, until: null, inspectionIds: null, findingId })
  if (!found) throw new Problem('not-found', { what: 'tồn tại' })
  if (found.state === 'closed') throw new Problem('finding-closed')
  if (found.state === 'tasked') throw new Problem('finding-has-task')
  return found
}

/** For a finding without a task, or whose task was withdrawn. */
export const giveFindingTask = command(contract.giveFindingTask, async (ctx, { findingId, ...to }) => {
  const f = await getFinding(ctx, findingId)
  const { communeId, inspectionId, words } = f
  const of = { findingId, communeId, inspectionId, words, label: labelOf(f.placeName, f.onDay), startsOn: ctx.today }
  return { findingId, taskId: await taskFor(ctx, of, to, idOf('task', findingId, ctx.opId)) }
})

export const closeFinding = command(contract.closeFinding, async (ctx, { findingId, words }) => {
  const { communeId } = await getFinding(ctx, findingId)
  await findings.closeFinding(ctx.db, communeId, findingId, {
    at: ctx.now,
    accountId: ctx.actor.accountId,
    opId: ctx.opId,
    words,
  })
  return { closed: true as const }
})
