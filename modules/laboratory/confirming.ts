import { localDay } from '@phaodai/kernel/clock.ts'
import type { Ctx } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { recordConfirmation } from '../cases/cases.commands.ts'
import { listIsolated, listOnsets } from '../cases/cases.store.ts'
import { sameAs } from '../people/people.store.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { listClassifications } from '../tracing/tracing.store.ts'
import { type CaseVerdict, confirmationsOwed, judgePositives, netChanges } from './laboratory.rules.ts'
import * as store from './laboratory.store.ts'

/**
 * Records the confirmations that a person's standing positives make and lack; the levels follow by tracing's reaction. Runs over all areas
 * with the levels locked, so that results released side by side see one another.
 * @param leaving a result about to be voided: its confirmation no longer counts
 */
export async function settle(
  ctx: Ctx,
  rules: Rules,
  subjectId: string,
  leaving: string | null = null,
): Promise<Map<string, CaseVerdict>> {
  const { disease } = rules
  const ids = [...(await sameAs(ctx.db, [subjectId])).values()].flat()
  const positives = await store.listPositives(ctx.db, disease, ids)
  if (positives.length === 0) return new Map()
  const levels = await listClassifications(ctx.db, disease, ids)
  // who is a case now and has a source met one as an F1 does
  const isF1 = levels.some((l) => l.level === 'F1' || (l.level === 'F0' && l.sourceId !== null))
  const symptomatic = (await listOnsets(ctx.db, disease, ids)).some((o) => o.onsetOn !== null)
  const verdicts = judgePositives(
    positives,
    { isF1, epiLink: isF1 || levels.some((l) => l.level === 'F2'), symptomatic },
    rules.on,
  )
  const confirmations = (await store.listConfirmations(ctx.db, disease, ids)).map((c) =>
    leaving && c.resultId === leaving ? { ...c, voided: true } : c,
  )
  const held = await listIsolated(ctx.db, disease, ids)
  for (const p of confirmationsOwed(positives, verdicts, confirmations)) {
    const inQuarantine = held.some((h) => h.fromOn <= p.sampledOn && (h.untilOn === null || h.untilOn >= p.sampledOn))
    await recordConfirmation(ctx, {
      confirmationId: idOf('result', p.resultId),
      subjectId: positives.find((q) => q.resultId === p.resultId)!.subjectId,
      disease,
      basis: 'result',
      resultId: p.resultId,
      sampledOn: p.sampledOn,
      confirmedOn: localDay(p.releasedAt),
      reportedOn: localDay(p.releasedAt),
      origin: inQuarantine ? 'quarantine' : 'community',
      placeFound: null,
      listName: null,
      listRef: null,
      details: { method: p.method },
    })
  }
  return verdicts
}

/** How a positive ended: what it confirmed, followed up, or left open. */
export async function verdictOf(ctx: Ctx, rules: Rules, subjectId: string, resultId: string, verdicts: Map<string, CaseVerdict>) {
  const ids = [...(await sameAs(ctx.db, [subjectId])).values()].flat()
  const standing = (await store.listConfirmations(ctx.db, rules.disease, ids)).filter((c) => !c.voided)
  const own = standing.find((c) => c.resultId === resultId)
  if (own) return { verdict: 'confirmed' as const, confirmationId: own.confirmationId }
  const said = verdicts.get(resultId)
  if (said === undefined || said === 'no') return { verdict: 'none' as const, confirmationId: null }
  const former = standing[0]?.confirmationId ?? null
  return { verdict: former ? ('follow-up' as const) : ('suspect' as const), confirmationId: former }
}

/** Net changes of level by this operation: in the post's area; to a laboratory, of the person tested only. */
export async function changedBy(ctx: Ctx, subjectId: string) {
  const { lo, hi, bodyId } = ctx.actor
  const steps = await store.listLevelSteps(ctx.db, ctx.opId)
  return netChanges(steps.filter((s) => (bodyId === 0 ? s.communeId >= lo && s.communeId <= hi : s.subjectId === subjectId)))
}
