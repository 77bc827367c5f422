import { read } from '@phaodai/kernel/command.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { shownName } from '../people/people.rules.ts'
import { currentPersons } from '../people/people.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { windowOf } from './levels.rules.ts'
import { Neighbourhood } from './neighbourhood.ts'
import * as contract from './windows.contract.ts'

/** The days to look at, forward and backward, of each person of the reader's area. */
export const windows = read(contract.windows, async (ctx, input) => {
  const persons = await currentPersons(ctx.db, input.subjectIds)
  const ids = [...new Set(input.subjectIds)].filter((id) => persons.has(id))
  ctx.touch(...ids)
  const rules = await rulesFor(ctx.db, input.disease)
  const days = rules.profile.incubationDays.value?.max ?? null
  const found = await ctx.acrossAreas(async () => {
    const near = new Neighbourhood(ctx.db, rules)
    const roots = await near.canonical(ids)
    await near.needTies(roots)
    const rows = new Map<string, ReturnType<typeof one>>()
    for (const id of ids) rows.set(id, one(near, [...(await near.canonical([id]))][0]!))
    return rows
  })
  return {
    rows: ids.map((subjectId) => {
      const { code, fullName } = persons.get(subjectId)!
      return { subjectId, code, name: shownName(ctx.actor.role, fullName), ...found.get(subjectId)! }
    }),
  }

  function one(near: Neighbourhood, root: string) {
    const stored = near.stored(root)[0] ?? null
    const f0 = near.f0(root)
    const window = f0 ? windowOf(f0, near) : null
    const begun = f0 ? (f0.onsetOn ?? f0.firstPositiveOn ?? f0.sinceOn) : null
    const periods = f0 ? [] : (stored?.infectious ?? [])
    const last = periods.at(-1)
    return {
      level: stored?.level ?? null,
      sinceOn: stored?.sinceOn ?? null,
      onsetOn: f0?.onsetOn ?? null,
      infectious: window
        ? { from: window.from, until: window.until }
        : last
          ? { from: periods[0]!.from, until: last.until }
          : null,
      unconfirmed: window?.unconfirmed ?? stored?.basis.unconfirmed ?? false,
      caught: begun !== null && days !== null ? { from: addDays(begun, -days), until: begun, days } : null,
    }
  }
})
