import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { getPerson } from '../people/people.store.ts'
import * as contract from './declarations.contract.ts'
import * as store from './declarations.store.ts'
import { passShown } from './shown.ts'
import { takeDeclaration } from './taking.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })

/** For someone without a telephone, at a gate or a door; it lies where that person lives, also in another commune. */
export const declareFor = command(contract.declareFor, async (ctx, { seriesId, ...declared }) => {
  const { db, secrets, today, now, opId, actor } = ctx
  const taker = { db, secrets, today, now, opId, writtenAt: now, by: actor.accountId, source: 'gate' as const }
  return ctx
    .acrossAreas(() => takeDeclaration({ ...taker, bodyId: actor.bodyId, elsewhereId: actor.areaId }, declared, seriesId))
    .catch((e: unknown) => {
      // the id of another declaration, or of another signal
      throw (e as { code?: string }).code === '23505' ? new Problem('id-in-use', { id: declared.declarationId }) : e
    })
})

/** What went through, with the colour that the gate saw. */
export const cross = command(contract.cross, async (ctx, input) => {
  const d = await passShown(ctx, input.shown)
  const { areaId: communeId, bodyId, hamletId } = ctx.actor
  const { crossingId, gate, direction } = input
  const said = { temperature: input.temperature ?? null, vehicle: input.vehicle || d.vehicle }
  const row = { communeId, crossingId, bodyId, hamletId, gate, direction, ...said, onDay: ctx.today }
  await written(
    store.insertCrossing(ctx.db, { ...row, seriesId: d.seriesId, declarationId: d.declarationId, colour: d.colour }, by(ctx)),
    crossingId,
  )
  if (d.subjectId) ctx.touch(d.subjectId)
  return { crossingId, colour: d.colour }
})

async function standing(ctx: Ctx, declarationId: string) {
  const found = await store.findDeclaration(ctx.db, declarationId)
  if (!found) throw new Problem('not-found', { what: 'tờ khai' })
  return found
}

/** A person says whose it is; the same name is never enough for the system. */
export const linkDeclaration = command(contract.linkDeclaration, async (ctx, { declarationId, subjectId }) => {
  const d = await standing(ctx, declarationId)
  if (d.subjectId) throw new Problem('declaration-linked')
  await getPerson(ctx.db, subjectId)
  ctx.touch(subjectId)
  await store.updateLink(ctx.db, d.communeId, d.seriesId, subjectId, ctx.actor.accountId)
  return { declarationId }
})

/** Proved false, and by what: a person says so. */
export const markFalse = command(contract.markFalse, async (ctx, { markId, declarationId, evidence, document }) => {
  const d = await standing(ctx, declarationId)
  if ((await store.listMarks(ctx.db, [declarationId])).length > 0) throw new Problem('declaration-marked')
  if (d.subjectId) ctx.touch(d.subjectId)
  const row = { communeId: d.communeId, markId, declarationId, evidence, document: document || null }
  await written(store.insertMark(ctx.db, row, by(ctx)), markId)
  return { markId }
})

export const unmarkFalse = command(contract.unmarkFalse, async (ctx, { markId, reason }) => {
  const found = await store.findMark(ctx.db, markId)
  if (!found) throw new Problem('not-found', { what: 'ghi nhận tờ khai sai' })
  if (found.voidedAt) throw new Problem('door-voided', { reason: found.voidReason })
  await store.updateMarkVoid(ctx.db, found.communeId, markId, ctx.now, ctx.opId, reason)
  return { voided: true as const }
})
