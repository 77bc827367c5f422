/** How many are held as they must be, by commune: for figures, never for names. */
import { localDay } from '@phaodai/kernel/clock.ts'
import type { Ctx } from '@phaodai/kernel/command.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { type Clock, owedButReleases } from './owed.rules.ts'
import { loadFacts } from './quarantine.facts.ts'
import type { PersonFacts, RulesOn } from './quarantine.rules.ts'
import { listBound } from './quarantine.store.ts'

export interface HeldCounts {
  communeId: number
  f1: number
  /** F1 with a test day that has passed without a sample. */
  f1TestLate: number
  /** F0 and F1. */
  bound: number
  /** Of these, without an isolation order in force. */
  withoutOrder: number
}

/** The F0 and F1 of a range, with all that the rules ask about them; nobody where no policy is in force: then nothing is owed. */
export async function loadHeld(ctx: Ctx, rules: Rules, lo: number, hi: number): Promise<PersonFacts[]> {
  if (rules.on(ctx.today) === null) return []
  const bound = await listBound(ctx.db, rules.disease, lo, hi)
  const ids = bound.map((c) => c.subjectId)
  const loaded = await ctx.acrossAreas(() => loadFacts(ctx.db, rules.disease, ids))
  return [...loaded.values()].map((l) => l.facts).filter((f) => f.communeId >= lo && f.communeId <= hi)
}

/** The counts at an hour of a day, by commune. */
export function countsOf(held: readonly PersonFacts[], rules: RulesOn, clock: Clock): HeldCounts[] {
  const by = new Map<number, HeldCounts>()
  for (const facts of held) {
    const { communeId, level } = facts
    if (!level || facts.endedOn || level.level === 'F2') continue
    const at = by.get(communeId) ?? { communeId, f1: 0, f1TestLate: 0, bound: 0, withoutOrder: 0 }
    by.set(communeId, at)
    const owed = owedButReleases(facts, rules, clock)
    at.bound++
    if (owed.some((l) => l.kind === 'isolate')) at.withoutOrder++
    if (level.level !== 'F1') continue
    at.f1++
    if (owed.some((l) => l.kind === 'test' && l.state === 'late')) at.f1TestLate++
  }
  return [...by.values()].sort((a, b) => a.communeId - b.communeId)
}

/**
 * What stood at the end of a day, as today's record tells it: without the orders, samples and answers that came later, and with the orders that
 * ended later still open; who recovered or died later is still held. A level that arose later is left out; the one before it is not told.
 */
export function factsOn(facts: PersonFacts, day: string): PersonFacts {
  const after = (on: string | null) => on !== null && on > day
  const { level } = facts
  return {
    ...facts,
    level: level && localDay(level.arisenAt) > day ? null : level,
    endedOn: after(facts.endedOn) ? null : facts.endedOn,
    diedOn: after(facts.diedOn) ? null : facts.diedOn,
    orders: facts.orders
      .filter((o) => !after(o.issuedOn))
      .map((o) => ({
        ...o,
        revokedOn: after(o.revokedOn) ? null : o.revokedOn,
        releasedOn: after(o.releasedOn) ? null : o.releasedOn,
      })),
    tests: facts.tests
      .filter((t) => !after(t.sampledOn))
      .map((t) => (after(t.knownOn) ? { ...t, outcome: 'pending' as const, knownOn: null, knownAt: null } : t)),
  }
}
