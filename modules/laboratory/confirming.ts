import { localDay } from '@phaodai/kernel/clock.ts'
import type { Ctx } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { recordConfirmation } from '../cases/cases.commands.ts'
import { listIsolated, listOnsets } from '../cases/cases.store.ts'
import { sameAs } from '../people/people.store.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { linkWithout, readLinks } from '../tracing/link.ts'
import { Neighbourhood } from '../tracing/neighbourhood.ts'
import { type CaseVerdict, confirmationsOwed, judgePositives, type Positive } from './laboratory.rules.ts'
import * as store from './laboratory.store.ts'

/** What the positives of a person confirm, the person's own case not counted among their links. */
async function judge(ctx: Ctx, rules: Rules, subjectId: string, ids: string[], positives: Positive[]) {
  const symptomatic = (await listOnsets(ctx.db, rules.disease, ids)).some((o) => o.onsetOn !== null)
  const by = (link: 'F1' | 'F2' | null) =>
    judgePositives(positives, { isF1: link === 'F1', epiLink: link !== null, symptomatic }, rules.on)
  const [alone, linked] = [by(null), by('F1')]
  if ([...linked].every(([id, verdict]) => alone.get(id) === verdict)) return alone
  const near = new Neighbourhood(ctx.db, rules)
  await readLinks(near, [subjectId])
  const [root] = [...(await near.canonical([subjectId]))] as [string]
  return by(linkWithout(near, root, new Set()))
}

/** The positives that lack the confirmation which they make, with the verdict of each. */
async function owed(ctx: Ctx, rules: Rules, subjectId: string, leaving: string | null) {
  const { disease } = rules
  const ids = [...(await sameAs(ctx.db, [subjectId])).values()].flat()
  const positives = await store.listPositives(ctx.db, disease, ids)
  if (positives.length === 0) return { ids, positives, verdicts: new Map<string, CaseVerdict>(), lacking: [] }
  const verdicts = await judge(ctx, rules, subjectId, ids, positives)
  const confirmations = (await store.listConfirmations(ctx.db, disease, ids)).map((c) =>
    leaving && c.resultId === leaving ? { ...c, voided: true } : c,
  )
  return { ids, positives, verdicts, lacking: confirmationsOwed(positives, verdicts, confirmations) }
}

/**
 * A case may narrow the days on which an earlier one was infectious, and so undo a link of a third. Facts that contradict each other in a ring
 * would turn for ever: after so many turns in one operation the result stays a suspect, and `verify` names it.
 */
const TURNS = 3

/** How many confirmations a person's standing positives make and lack: none, after settle. For `verify`. */
export const countOwed = async (ctx: Ctx, rules: Rules, subjectId: string): Promise<number> =>
  (await owed(ctx, rules, subjectId, null)).lacking.length

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
  const { ids, positives, verdicts, lacking } = await owed(ctx, rules, subjectId, leaving)
  const held = lacking.length > 0 ? await listIsolated(ctx.db, disease, ids) : []
  for (const p of lacking) {
    const inQuarantine = held.some((h) => h.fromOn <= p.sampledOn && (h.untilOn === null || h.untilOn >= p.sampledOn))
    const unmet = await store.countUnmet(ctx.db, p.resultId, ctx.opId)
    if (unmet.now >= TURNS) continue
    await recordConfirmation(ctx, {
      confirmationId: unmet.ever === 0 ? idOf('result', p.resultId) : idOf('result', p.resultId, String(unmet.ever)),
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
