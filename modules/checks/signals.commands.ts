import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getPerson } from '../people/people.store.ts'
import './checks.problems.ts'
import { refresh } from './following.ts'
import * as contract from './signals.contract.ts'
import * as store from './signals.store.ts'
import { mustBeOwn } from './whose.ts'

async function standingSignal(ctx: Ctx, signalId: string): Promise<store.OneSignal> {
  const signal = await store.findSignal(ctx.db, signalId)
  if (!signal || signal.voidedAt) throw new Problem('not-found', { what: 'dấu hiệu' })
  await mustBeOwn(ctx, signal.teamId)
  return signal
}

/** Somebody who was described in words is found in the register: from now on a test can be ordered for them. */
export const identifySignal = command(contract.identifySignal, async (ctx, { signalId, subjectId }) => {
  const signal = await standingSignal(ctx, signalId)
  if (signal.subjectId) throw new Problem('signal-known')
  await getPerson(ctx.db, subjectId)
  ctx.touch(subjectId)
  await store.updateSubject(ctx.db, signal, subjectId)
  await refresh(ctx, signal.disease, [subjectId])
  return { signalId }
})

/** No sample is needed, and why: a person says so. */
export const closeSignal = command(contract.closeSignal, async (ctx, { signalId, reason }) => {
  const signal = await standingSignal(ctx, signalId)
  if (signal.closedAt) throw new Problem('signal-closed', { reason: signal.closeReason })
  if (signal.subjectId) ctx.touch(signal.subjectId)
  await store.updateClosed(ctx.db, signal, ctx.now, ctx.actor.accountId, reason)
  return { closed: true as const }
})
