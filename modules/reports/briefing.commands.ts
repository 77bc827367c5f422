import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import { giveTask } from '../directives/tasks.commands.ts'
import { stateOf } from '../directives/tasks.rules.ts'
import { listActs } from '../directives/tasks.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import * as contract from './briefing.contract.ts'
import * as store from './briefing.store.ts'
import { listVersions } from './conclusion.store.ts'
import { assertOwn, loadReport } from './reports.commands.ts'
import { lockReports } from './reports.store.ts'

/** @throws Problem not-found */
export async function loadBriefing(ctx: Ctx, briefingId: string): Promise<store.StoredBriefing> {
  const { lo, hi } = ctx.actor
  const [briefing] = await store.listBriefings(ctx.db, { briefingId, disease: null, lo, hi, limit: 1 })
  if (!briefing) throw new Problem('not-found', { what: 'buổi giao ban' })
  return briefing
}

async function openOne(ctx: Ctx, briefingId: string) {
  const briefing = await loadBriefing(ctx, briefingId)
  assertOwn(ctx, briefing.areaId)
  await lockReports(ctx.db, briefing.areaId)
  if ((await loadBriefing(ctx, briefingId)).closedAt === null) return briefing
  // closed: only a correction that waits for its signature takes decisions
  const { areaId } = briefing
  const last = (await listVersions(ctx.db, { lo: areaId, hi: areaId, briefingId, signedFrom: null })).at(-1)
  if (!last || last.signer !== null) throw new Problem('briefing-closed')
  return briefing
}

export const openBriefing = command(contract.openBriefing, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const { areaId } = await areaOf(ctx, input.areaId)
  assertOwn(ctx, areaId)
  if (input.reportId) await loadReport(ctx, input.reportId)
  const briefingId = idOf('briefing', ctx.opId)
  const { chair, chairTitle, attended, agenda } = input
  await store.insertBriefing(
    ctx.db,
    {
      briefingId,
      areaId,
      disease,
      day: ctx.today,
      chair,
      chairTitle,
      attended,
      agenda,
      reportId: input.reportId ?? null,
    },
    ...([ctx.now, ctx.actor.accountId, ctx.opId] as const),
  )
  return { briefingId }
})

/** A decision with a unit or body that is to do it is a task of theirs from this moment; its source is the briefing. */
export const decide = command(contract.decide, async (ctx, input) => {
  const briefing = await openOne(ctx, input.briefingId)
  const given = input.areaId || input.bodyId
  const task = given
    ? await giveTask.handle(ctx, {
        ...{
          words: input.words,
          dueOn: input.dueOn,
          product: input.product,
          assignee: input.assignee,
          areaId: input.areaId,
          bodyId: input.bodyId,
        },
        ...{ dueBefore: false, helpers: [] },
        source: {
          kind: 'briefing',
          id: briefing.briefingId,
          label: `Giao ban ngày ${formatDate(briefing.day)}, ${briefing.areaName}`,
          text: input.words,
        },
      })
    : null
  const decisionId = idOf('decision', ctx.opId)
  await store.insertDecision(
    ctx.db,
    {
      ...{ decisionId, areaId: briefing.areaId, briefingId: briefing.briefingId, topic: input.topic ?? null, words: input.words },
      ...{ assignee: input.assignee ?? null, assigneeAreaId: input.areaId ?? null, dueOn: input.dueOn ?? null },
      ...{ product: input.product ?? null, taskId: task?.taskId ?? null },
    },
    ...([ctx.now, ctx.actor.accountId, ctx.opId] as const),
  )
  return { decisionId, taskId: task?.taskId ?? null }
})

/** Only what is no task, or none any more: a task is withdrawn by its giver first. */
export const voidDecision = command(contract.voidDecision, async (ctx, input) => {
  const [decision] = await store.listDecisions(ctx.db, { briefingId: null, decisionId: input.decisionId })
  if (!decision || decision.voided !== null) throw new Problem('not-found', { what: 'kết luận' })
  await openOne(ctx, decision.briefingId)
  if (decision.taskId && stateOf(await listActs(ctx.db, [decision.taskId])) !== 'withdrawn') throw new Problem('decision-is-task')
  await store.voidDecision(ctx.db, decision.areaId, decision.decisionId, ctx.now, ctx.opId, input.reason)
  return { voidedAt: ctx.now }
})

export const closeBriefing = command(contract.closeBriefing, async (ctx, input) => {
  const briefing = await openOne(ctx, input.briefingId)
  if (briefing.closedAt !== null) throw new Problem('briefing-closed')
  await store.setClosed(ctx.db, briefing.areaId, briefing.briefingId, ctx.now, ctx.actor.accountId)
  return { closedAt: ctx.now }
})
