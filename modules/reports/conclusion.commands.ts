import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { loadBriefing } from './briefing.commands.ts'
import { listDecisions, type StoredBriefing } from './briefing.store.ts'
import * as contract from './conclusion.contract.ts'
import * as store from './conclusion.store.ts'
import { assertOwn } from './reports.commands.ts'
import { lockReports } from './reports.store.ts'

/** The versions of a briefing's notice; the last one unsigned: a correction is under way. */
export const versionsOf = (ctx: Ctx, b: Pick<StoredBriefing, 'areaId' | 'briefingId'>) =>
  store.listVersions(ctx.db, { lo: b.areaId, hi: b.areaId, briefingId: b.briefingId, signedFrom: null })

async function ownBriefing(ctx: Ctx, briefingId: string) {
  const { areaId } = await loadBriefing(ctx, briefingId)
  assertOwn(ctx, areaId)
  await lockReports(ctx.db, areaId)
  const briefing = await loadBriefing(ctx, briefingId)
  return { briefing, last: (await versionsOf(ctx, briefing)).at(-1) }
}

/** What the notice would say now. */
export async function bodyNow(ctx: Ctx, b: StoredBriefing): Promise<contract.Signed> {
  const decisions = (await listDecisions(ctx.db, { briefingId: b.briefingId, decisionId: null })).filter((d) => d.voided === null)
  const { day, chair, chairTitle, attended } = b
  return {
    ...{ day, chair, chairTitle, attended },
    decisions: decisions.map(({ decisionId, topic, words, assignee, dueOn, product }) => ({
      ...{ decisionId, topic, words, assignee, dueOn, product },
    })),
  }
}

/** A named person answers for the conclusions; what they said is kept with the signature. */
export const signConclusion = command(contract.signConclusion, async (ctx, { briefingId, signer, title, capacity }) => {
  const { briefing, last } = await ownBriefing(ctx, briefingId)
  const { areaId } = briefing
  if (briefing.closedAt === null) throw new Problem('briefing-open')
  if (last?.signer) throw new Problem('conclusion-signed', { signer: last.signer })
  const version = last?.version ?? 1
  const conclusionId = last?.conclusionId ?? idOf('conclusion', ctx.opId)
  const by = [ctx.now, ctx.actor.accountId, ctx.opId] as const
  if (!last) await store.insertVersion(ctx.db, { areaId, conclusionId, briefingId, version, reason: null }, ...by)
  const body = await bodyNow(ctx, briefing)
  const signed = { areaId, conclusionId, body, signer, title, capacity, signedOn: ctx.today }
  return { version, ...(await store.insertSignature(ctx.db, signed, ...by)) }
})

/** Opens the next version: until it is signed decisions can be added and taken back again. */
export const correctConclusion = command(contract.correctConclusion, async (ctx, { briefingId, reason }) => {
  const { briefing, last } = await ownBriefing(ctx, briefingId)
  if (!last?.signer) throw new Problem('conclusion-unsigned')
  const version = last.version + 1
  const made = { areaId: briefing.areaId, conclusionId: idOf('conclusion', ctx.opId), briefingId, version, reason }
  await store.insertVersion(ctx.db, made, ctx.now, ctx.actor.accountId, ctx.opId)
  return { version }
})
