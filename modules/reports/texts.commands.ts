import { command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { areaOf } from '../situation/situation.reads.ts'
import { assertNobodyNamed } from './names.ts'
import { assertOwn, loadReport } from './reports.commands.ts'
import { lockReports } from './reports.store.ts'
import * as contract from './texts.contract.ts'
import * as store from './texts.store.ts'

/** A person's own words over the draft; each saving is a version. */
export const writeText = command(contract.writeText, async (ctx, input) => {
  const report = await loadReport(ctx, input.reportId)
  assertOwn(ctx, report.areaId)
  if (report.withdrawn !== null) throw new Problem('report-withdrawn', { reason: report.withdrawn })
  // what stands in the signed document is signed with it
  if (input.kind === 'remarks' && report.signer !== null) throw new Problem('report-signed', { signer: report.signer })
  await assertNobodyNamed(ctx, input.body)
  await lockReports(ctx.db, report.areaId)
  const textId = idOf('report-text', ctx.opId)
  const { areaId, reportId } = report
  const { version } = await store.insertText(
    ctx.db,
    { areaId, textId, reportId, kind: input.kind, body: input.body },
    ...([ctx.now, ctx.actor.accountId, ctx.opId] as const),
  )
  return { textId, version }
})

/** Where and when it went out. Of a report only what was signed is published. */
export const publish = command(contract.publish, async (ctx, input) => {
  const publishedAt = input.publishedAt ?? ctx.now
  if (Date.parse(publishedAt) > Date.parse(ctx.now)) throw new Problem('publish-ahead')
  const text = input.textId ? await store.findText(ctx.db, input.textId) : null
  const answer = input.answerId ? await store.findAnswer(ctx.db, input.answerId) : null
  const areaId = text?.areaId ?? answer?.areaId
  if (areaId === undefined) throw new Problem('not-found', { what: 'bài viết' })
  assertOwn(ctx, areaId)
  if (text) {
    const report = await loadReport(ctx, text.reportId)
    if (report.withdrawn !== null) throw new Problem('report-withdrawn', { reason: report.withdrawn })
    if (report.signer === null) throw new Problem('report-unsigned')
  }
  const publicationId = idOf('publication', ctx.opId)
  const what = text ? ({ of: 'text', ofId: text.textId } as const) : ({ of: 'answer', ofId: input.answerId! } as const)
  await store.insertPublication(
    ctx.db,
    { publicationId, areaId, ...what, channel: input.channel, place: input.place ?? null, publishedAt },
    ...([ctx.now, ctx.actor.accountId, ctx.opId] as const),
  )
  return { publicationId }
})

export const recordRumour = command(contract.recordRumour, async (ctx, input) => {
  const area = await areaOf(ctx, input.areaId)
  await assertNobodyNamed(ctx, input.content)
  const rumourId = input.rumourId ?? idOf('rumour', ctx.opId)
  const { heardWhere, content } = input
  await store.insertRumour(
    ctx.db,
    { areaId: area.areaId, rumourId, heardAt: input.heardAt ?? ctx.now, heardWhere, content },
    ...([ctx.now, ctx.actor.accountId, ctx.opId] as const),
  )
  return { rumourId }
})

async function standing(ctx: Parameters<typeof areaOf>[0], rumourId: string) {
  const { lo, hi } = ctx.actor
  const [rumour] = await store.listRumours(ctx.db, { rumourId, lo, hi, from: null, state: 'all', limit: 1 })
  if (!rumour) throw new Problem('not-found', { what: 'tin đồn' })
  return rumour
}

export const answerRumour = command(contract.answerRumour, async (ctx, input) => {
  const { areaId, rumourId } = await standing(ctx, input.rumourId)
  await assertNobodyNamed(ctx, input.answer)
  const answerId = idOf('rumour-answer', ctx.opId)
  const { verdict, answer, answeredBy } = input
  await store.insertAnswer(
    ctx.db,
    { areaId, answerId, rumourId, verdict, answer, answeredBy },
    ...([ctx.now, ctx.actor.accountId, ctx.opId] as const),
  )
  return { answerId }
})

export const voidRumour = command(contract.voidRumour, async (ctx, input) => {
  const rumour = await standing(ctx, input.rumourId)
  if (rumour.answerId !== null) throw new Problem('rumour-answered')
  await store.voidRumour(ctx.db, rumour.areaId, rumour.rumourId, ctx.now, ctx.opId, input.reason)
  return { voidedAt: ctx.now }
})
