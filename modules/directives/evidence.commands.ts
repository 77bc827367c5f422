import { createHash } from 'node:crypto'
import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { fileKindOf } from '../imports/filekind.rules.ts'
import { openFile, sealFile } from '../imports/imports.files.ts'
import * as contract from './tasks.contract.ts'
import { getTask, mustStandFor } from './tasks.facts.ts'
import * as store from './tasks.store.ts'

/** Larger files are not kept in the database. */
const LARGEST = 12 * 1024 * 1024

async function ownTask(ctx: Ctx, taskId: string) {
  const task = await getTask(ctx, taskId)
  await mustStandFor(ctx, task)
  return task
}

const blank = { note: null, name: null, mime: null, bytes: null, sha256: null, sealed: null, figure: null, unit: null }
const nowhere = { takenAt: null, latitude: null, longitude: null, accuracyMetres: null }
const signed = (ctx: Ctx, taskId: string) => ({ addedAt: ctx.now, addedBy: ctx.actor.accountId, opId: ctx.opId, taskId })

export const addFigure = command(contract.addFigure, async (ctx, { taskId, figure, unit, note }) => {
  const { areaId, bodyId, hamletId } = await ownTask(ctx, taskId)
  const evidenceId = idOf('evidence', ctx.opId)
  const row = { ...blank, ...nowhere, ...signed(ctx, taskId), evidenceId, areaId, bodyId, hamletId, kind: 'figure' as const }
  await store.insertEvidence(ctx.db, { ...row, figure, unit: unit || null, note })
  return { evidenceId }
})

/** Kept sealed in the database; the same file twice adds nothing. */
export const addEvidence = command(contract.addEvidence, async (ctx, input) => {
  const { areaId, bodyId, hamletId } = await ownTask(ctx, input.taskId)
  const { bytes } = input
  if (bytes.length > LARGEST) throw new Problem('evidence-too-large', { megabytes: LARGEST / 1024 / 1024 })
  const known = fileKindOf(bytes)
  if (!known) throw new Problem('evidence-kind')
  const sha256 = createHash('sha256').update(bytes).digest()
  const same = await store.findSameFile(ctx.db, areaId, input.taskId, sha256)
  if (same) return { ...same, known: true }
  const evidenceId = idOf('evidence', ctx.opId)
  await store.insertEvidence(ctx.db, {
    ...blank,
    ...signed(ctx, input.taskId),
    evidenceId,
    areaId,
    bodyId,
    hamletId,
    kind: known.photo ? 'photo' : 'file',
    note: input.note || null,
    name: input.fileName,
    mime: known.mime,
    bytes: bytes.length,
    sha256,
    sealed: await sealFile(ctx.secrets, bytes),
    takenAt: input.takenAt ?? null,
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
    accuracyMetres: input.accuracyMetres ?? null,
  })
  return { evidenceId, known: false }
})

export const voidEvidence = command(contract.voidEvidence, async (ctx, { taskId, evidenceId, reason }) => {
  const { areaId } = await ownTask(ctx, taskId)
  const done = await store.voidEvidence(ctx.db, areaId, evidenceId, ctx.now, ctx.opId, reason)
  if (done === 0) throw new Problem('not-found', { what: 'minh chứng' })
  return { voided: true as const }
})

export const evidenceFile = read(contract.evidenceFile, async (ctx, { taskId, evidenceId }): Promise<FileAnswer> => {
  const { areaId } = await getTask(ctx, taskId)
  const found = await store.findEvidenceFile(ctx.db, areaId, evidenceId)
  if (!found) throw new Problem('not-found', { what: 'minh chứng' })
  return { fileName: found.name, mime: found.mime, bytes: await openFile(ctx.secrets, found.sealed) }
})
