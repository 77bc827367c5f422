import type { z } from 'zod'
import type { EpidemicArea, Measure, Outcome } from './sweep.contract.ts'

export interface Proposal {
  measure: z.output<typeof Measure>
  holdDays: number | null
  source: string
  confirmed: boolean
}

/**
 * What is asked of someone who came back: as the dated list says for where they were on that day, else nothing is proposed.
 * @param pack days that the rules of the day hold an arrival at a site, where the list's own document names none
 */
export function proposedMeasure(
  area: z.output<typeof EpidemicArea> | null,
  arrivedOn: string,
  pack: { days: number | null; source: string; confirmed: boolean } | null,
): Proposal | null {
  if (!area || area.fromOn > arrivedOn || (area.untilOn !== null && area.untilOn < arrivedOn)) return null
  const { measure } = area
  if (area.holdDays !== null || measure !== 'site' || !pack)
    return { measure, holdDays: area.holdDays, source: area.document, confirmed: true }
  return { measure, holdDays: pack.days, source: `${area.document}; ${pack.source}`, confirmed: pack.confirmed }
}

interface Stands {
  householdId: string
  hamletId: number
  outcome: z.output<typeof Outcome>
}
/** What doors add to the figures of their hamlets, when something else stands for them than before. */
export function coveredBy(before: readonly Stands[], after: readonly Stands[]) {
  const hamlets = new Map<
    number,
    { hamletId: number; done: number; absent: number; refused: number; empty: number; returnees: number }
  >()
  const add = (of: readonly Stands[], n: 1 | -1) => {
    for (const { hamletId, outcome } of of) {
      const figures = hamlets.get(hamletId) ?? { hamletId, done: 0, absent: 0, refused: 0, empty: 0, returnees: 0 }
      hamlets.set(hamletId, figures)
      figures[outcome] += n
    }
  }
  add(before, -1)
  add(after, 1)
  return [...hamlets.values()].filter((f) => f.done || f.absent || f.refused || f.empty)
}
