/** How many are held as they must be, by commune: for figures, never for names. */
import type { Ctx } from '@phaodai/kernel/command.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { owedFor } from './owed.rules.ts'
import { loadFacts } from './quarantine.facts.ts'
import { listConcerned } from './quarantine.store.ts'

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

/** Of the communes of a range within the post's scope; empty where no policy is in force: then nothing is owed. */
export async function countHeld(ctx: Ctx, rules: Rules, lo: number, hi: number): Promise<HeldCounts[]> {
  if (rules.on(ctx.today) === null) return []
  const concerned = await listConcerned(ctx.db, rules.disease, lo, hi, 0)
  const ids = concerned.map((c) => c.subjectId)
  const loaded = await ctx.acrossAreas(() => loadFacts(ctx.db, rules.disease, ids))
  const by = new Map<number, HeldCounts>()
  for (const { facts } of loaded.values()) {
    const { communeId, level } = facts
    if (communeId < lo || communeId > hi || !level || facts.ended || level.level === 'F2') continue
    const at = by.get(communeId) ?? { communeId, f1: 0, f1TestLate: 0, bound: 0, withoutOrder: 0 }
    by.set(communeId, at)
    const owed = owedFor(facts, rules, ctx)
    at.bound++
    if (owed.some((l) => l.kind === 'isolate')) at.withoutOrder++
    if (level.level !== 'F1') continue
    at.f1++
    if (owed.some((l) => l.kind === 'test' && l.state === 'late')) at.f1TestLate++
  }
  return [...by.values()].sort((a, b) => a.communeId - b.communeId)
}
