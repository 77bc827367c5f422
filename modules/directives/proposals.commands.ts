/** Proposals upward (S17): asked with a reason, answered by a person. */
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { getArea } from '../areas/areas.reads.ts'
import { getAreas } from '../areas/areas.store.ts'
import { takeIn } from './directives.commands.ts'
import * as contract from './proposals.contract.ts'
import { ANSWER_DAYS, addressee, proposalState, replyText, type Step } from './proposals.rules.ts'
import * as store from './proposals.store.ts'
import { giveTask } from './tasks.commands.ts'
import { getTask, standsFor } from './tasks.facts.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })

/** The unit just above one; null where this instance has none: a province answers to nobody in it. */
export async function above(ctx: Ctx, areaId: number) {
  const [area] = await getAreas(ctx.db, [areaId])
  const [parent] = area?.parentId ? await getAreas(ctx.db, [area.parentId]) : []
  return parent && ['province', 'district', 'commune'].includes(parent.tier) ? parent : null
}

/** From a unit to the level above it; from a body to the committee of its own unit. @throws Problem nobody-above, proposal-day */
export const propose = command(contract.propose, async (ctx, input) => {
  const { actor } = ctx
  const to = actor.bodyId !== 0 ? await getArea(ctx, actor.areaId) : await above(ctx, actor.areaId)
  if (!to) throw new Problem('nobody-above')
  const answerBy = input.answerBy ?? addDays(ctx.today, ANSWER_DAYS)
  if (answerBy < ctx.today) throw new Problem('proposal-day', { day: answerBy })
  if (input.aboutTaskId) await getTask(ctx, input.aboutTaskId)
  const proposalId = idOf('proposal', ctx.opId)
  const { kind, words, reason, quantity = null, unit = null, neededOn = null, aboutTaskId = null } = input
  const asked = { kind, words, reason, quantity, unit, neededOn, aboutTaskId, toAreaId: to.areaId, answerBy }
  await store.insertProposal(ctx.db, { proposalId, areaId: actor.areaId, bodyId: actor.bodyId, ...asked }, by(ctx))
  ctx.tell(actor.areaId, contract.proposals)
  await ctx.acrossAreas(() => ctx.emit({ name: 'directives.proposed', communeId: actor.areaId, body: { proposalId } }))
  return { proposalId, toName: to.fullName, answerBy }
})

/** An open one that the post has to answer, or asked itself; held until the transaction ends. */
async function openOne(ctx: Ctx, proposalId: string, who: 'answers' | 'asked') {
  await store.lockProposal(ctx.db, proposalId)
  const [p] = await store.listProposals(ctx.db, proposalId)
  if (!p) throw new Problem('not-found', { what: 'đề nghị' })
  const acts = await store.listProposalActs(ctx.db, [proposalId])
  const toAreaId = addressee(p.toAreaId, acts)
  const { actor } = ctx
  const answers = actor.role === 'operator' || (actor.areaId === toAreaId && actor.bodyId === 0 && actor.hamletId === 0)
  if (who === 'answers' ? !answers : !standsFor(actor, p)) throw new Problem('proposal-not-yours')
  if (proposalState(acts) !== 'open') throw new Problem('proposal-answered')
  return { p, acts, toAreaId }
}

async function doAct(
  ctx: Ctx,
  { p, acts }: Awaited<ReturnType<typeof openOne>>,
  more: Partial<store.StoredProposalAct> & Pick<Step, 'kind'>,
) {
  const blank = { words: null, toAreaId: null, taskId: null, directiveId: null }
  const { areaId, bodyId, proposalId } = p
  const row = { ...blank, ...more, proposalId, areaId, bodyId, actNo: acts.length + 1 }
  await store.insertProposalAct(ctx.db, { ...row, byAreaId: ctx.actor.areaId, byRole: ctx.actor.role }, by(ctx))
  ctx.tell(areaId, contract.proposals)
  await ctx.acrossAreas(() => ctx.emit({ name: `directives.proposal-${more.kind}`, communeId: areaId, body: { proposalId } }))
  return { proposalId, state: proposalState([...acts, row]) }
}

/** The answer; where it is said so, a task of whoever is to do it, or the draft of a document, in the same transaction. */
export const acceptProposal = command(contract.acceptProposal, async (ctx, { proposalId, words, task, draft }) => {
  const open = await openOne(ctx, proposalId, 'answers')
  const { p } = open
  const source = { kind: 'proposal' as const, id: proposalId, label: `Đề nghị của ${p.name}`.slice(0, 300), text: p.words }
  const given = task ? await giveTask.handle(ctx, giveTask.verb.input.parse({ ...task, source })) : null
  let directiveId: string | null = null
  if (draft) {
    const own = await getArea(ctx, ctx.actor.areaId)
    const text = replyText({ from: own.fullName, place: own.name, asker: p.name, words: p.words, answer: words, day: ctx.today })
    const fileName = `tra-loi-de-nghi-${ctx.today}.txt`
    directiveId = (await takeIn.handle(ctx, { fileName, bytes: new TextEncoder().encode(text) })).directiveId
  }
  const taskId = given?.taskId ?? null
  return { ...(await doAct(ctx, open, { kind: 'accepted', words, taskId, directiveId })), taskId, directiveId }
})

export const refuseProposal = command(contract.refuseProposal, async (ctx, { proposalId, reason }) =>
  doAct(ctx, await openOne(ctx, proposalId, 'answers'), { kind: 'refused', words: reason }),
)

/** Where a level cannot answer itself. The asker sees who has it now; the day for the answer stays. */
export const passProposal = command(contract.passProposal, async (ctx, { proposalId, words }) => {
  const open = await openOne(ctx, proposalId, 'answers')
  const to = await above(ctx, open.toAreaId)
  if (!to) throw new Problem('nobody-above')
  return { ...(await doAct(ctx, open, { kind: 'passed', words, toAreaId: to.areaId })), toName: to.fullName }
})

export const withdrawProposal = command(contract.withdrawProposal, async (ctx, { proposalId, reason }) =>
  doAct(ctx, await openOne(ctx, proposalId, 'asked'), { kind: 'withdrawn', words: reason }),
)
