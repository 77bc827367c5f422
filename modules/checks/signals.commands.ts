import { changed } from '@phaodai/kernel/change.ts'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getPerson } from '../people/people.store.ts'
import { listHistory } from './assignments.store.ts'
import './checks.problems.ts'
import { teamOn } from './checks.rules.ts'
import { refresh } from './following.ts'
import * as contract from './signals.contract.ts'
import * as store from './signals.store.ts'
import { mustBeOwn, ownHamlets } from './whose.ts'

async function standingSignal(ctx: Ctx, signalId: string): Promise<store.OneSignal> {
  const signal = await store.findSignal(ctx.db, signalId)
  if (!signal || signal.voidedAt) throw new Problem('not-found', { what: 'dấu hiệu' })
  // what a pharmacy told of a hamlet is of all its teams, until it is known whose it is
  const hamlets = signal.teamId === null && signal.hamletId !== 0 ? await ownHamlets(ctx) : []
  if (!hamlets.includes(signal.hamletId)) await mustBeOwn(ctx, signal.teamId)
  return signal
}

/** The team that has a home today. */
async function teamOfHome(ctx: Ctx, communeId: number, householdId: string): Promise<string | null> {
  const history = await listHistory(ctx.db, communeId, [householdId])
  return teamOn(
    history.flatMap((h) => (h.teamId ? [{ teamId: h.teamId, fromOn: h.fromOn!, untilOn: h.untilOn }] : [])),
    ctx.today,
  )
}

/** Somebody who was described in words is found in the register: from now on a test can be ordered for them. */
export const identifySignal = command(contract.identifySignal, async (ctx, { signalId, subjectId }) => {
  const signal = await standingSignal(ctx, signalId)
  if (signal.subjectId) throw new Problem('signal-known')
  const person = await getPerson(ctx.db, subjectId)
  ctx.touch(subjectId)
  const { householdId, hamletId } = person
  const home = person.communeId === signal.communeId && person.untilOn === null ? { householdId, hamletId } : null
  const teamId = home?.householdId ? await teamOfHome(ctx, signal.communeId, home.householdId) : null
  await store.updateSubject(ctx.db, signal, subjectId, home && { ...home, teamId })
  ctx.tell(signal.communeId, contract.signals)
  await refresh(ctx, signal.disease, [subjectId])
  await changed(ctx.db, signal.communeId, 'signals', [signalId])
  return { signalId }
})

/** No sample is needed, and why: a person says so. */
export const closeSignal = command(contract.closeSignal, async (ctx, { signalId, reason }) => {
  const signal = await standingSignal(ctx, signalId)
  if (signal.closedAt) throw new Problem('signal-closed', { reason: signal.closeReason })
  if (signal.subjectId) ctx.touch(signal.subjectId)
  await store.updateClosed(ctx.db, signal, ctx.now, ctx.actor.accountId, reason)
  await changed(ctx.db, signal.communeId, 'signals', [signalId])
  ctx.tell(signal.communeId, contract.signals)
  return { closed: true as const }
})
