import type { Db } from '@phaodai/kernel/sql.ts'
import { limitsIn } from '../levels/levels.reading.ts'
import { type Checked, check, daysOf, type Gathering, worst } from './events.rules.ts'

type Held = Gathering & { communeId: number; disease: string; fromOn: string; untilOn: string }

/** Each event against what is in force at its place on each of its days; the worst day counts. Read once for all. */
export async function checkAll(db: Db, events: readonly Held[]): Promise<Checked[]> {
  const out = new Map<Held, Checked>()
  for (const disease of new Set(events.map((e) => e.disease))) {
    const mine = events.filter((e) => e.disease === disease)
    const at = mine.flatMap((e) => daysOf(e.fromOn, e.untilOn).map((day) => ({ e, communeId: e.communeId, day })))
    const limits = await limitsIn(db, disease, at)
    for (const [i, { e }] of at.entries()) {
      const found = check(e, limits[i]!)
      const before = out.get(e)
      if (!before || (worst(found.verdict, before.verdict) === found.verdict && found.verdict !== before.verdict))
        out.set(e, found)
    }
  }
  return events.map((e) => out.get(e)!)
}
