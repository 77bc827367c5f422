import { read } from '@phaodai/kernel/command.ts'
import { isStale, rebuilt } from './following.ts'
import * as contract from './rollup.contract.ts'
import { listSubjectsIn } from './signals.store.ts'
import * as store from './summaries.store.ts'

const CHUNK = 500

/** Rebuilds every summary of the reader's area from the facts, without looking at what is stored, and compares. */
export const verify = read(contract.verify, async (ctx) => {
  const { lo, hi } = ctx.actor
  const kept = await store.countKept(ctx.db, lo, hi)
  const named = <R extends { communeId: number; key: string }>(what: 'slot' | 'hour' | 'size', rows: R[]) =>
    rows.map(({ communeId, key }) => ({ what, communeId, key }))
  const differences: { what: 'slot' | 'hour' | 'size' | 'signal'; communeId: number; key: string }[] = [
    ...named('slot', await store.listWrongSlots(ctx.db, lo, hi)),
    ...named('hour', await store.listWrongHours(ctx.db, lo, hi)),
    ...named('size', await store.listWrongSizes(ctx.db, lo, hi)),
  ]
  const subjects = await listSubjectsIn(ctx.db, lo, hi)
  const signals = new Set<string>()
  for (const [disease, rows] of Map.groupBy(subjects, (s) => s.disease)) {
    for (let i = 0; i < rows.length; i += CHUNK) {
      const ids = rows.slice(i, i + CHUNK).map((r) => r.subjectId)
      // a person's samples may lie in another commune; what is told stays here
      for (const pair of await ctx.acrossAreas(() => rebuilt(ctx, disease, ids))) {
        const { communeId, signalId } = pair.was
        if (communeId < lo || communeId > hi || signals.has(signalId)) continue
        signals.add(signalId)
        if (isStale(pair)) differences.push({ what: 'signal', communeId, key: signalId })
      }
    }
  }
  return { agrees: differences.length === 0, ...kept, signals: signals.size, differences: differences.slice(0, 100) }
})
