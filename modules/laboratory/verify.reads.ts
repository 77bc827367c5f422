import { read } from '@phaodai/kernel/command.ts'
import { canonicalOf, currentPersons } from '../people/people.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { listDiseases } from '../tracing/tracing.store.ts'
import { countOwed } from './confirming.ts'
import * as contract from './laboratory.contract.ts'
import { listResting, listUnconfirmed } from './laboratory.store.ts'
import { findUnmet } from './unmet.ts'

/** Judges every result by the facts that stand, over all areas, and compares with the confirmations that stand; tells of the reader's area. */
export const verify = read(contract.verify, async (ctx) =>
  ctx.acrossAreas(async () => {
    const diseases = []
    for (const { disease } of await listDiseases(ctx.db)) {
      const rules = await rulesFor(ctx.db, disease)
      const resting = await listResting(ctx.db, disease, null)
      const unmet = await findUnmet(ctx, rules, resting)
      const open = (await listUnconfirmed(ctx.db, disease, null)).map((p) => p.subjectId)
      const owing: string[] = []
      for (const id of new Set((await canonicalOf(ctx.db, open)).values()))
        if ((await countOwed(ctx, rules, id)) > 0) owing.push(id)
      const persons = await currentPersons(ctx.db, [...resting.map((r) => r.subjectId), ...owing])
      const { lo, hi } = ctx.actor
      // what is of nobody who lives anywhere is told to everyone who may ask
      const here = (id: string) => {
        const communeId = persons.get(id)?.communeId
        return communeId === undefined || (communeId >= lo && communeId <= hi)
      }
      const differences = [
        ...unmet.map(({ subjectId, confirmationId }) => ({ subjectId, confirmationId, stored: true, rebuilt: false })),
        ...owing.map((subjectId) => ({ subjectId, confirmationId: null, stored: false, rebuilt: true })),
      ].filter((d) => here(d.subjectId))
      const own = resting.filter((r) => here(r.subjectId)).length
      diseases.push({ disease, resting: own, differences: differences.slice(0, 100) })
    }
    return { agrees: diseases.every((d) => d.differences.length === 0), diseases }
  }),
)
