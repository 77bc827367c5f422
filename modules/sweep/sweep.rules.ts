import type { z } from 'zod'
import type { EpidemicArea, Measure } from './sweep.contract.ts'

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
