import type { z } from 'zod'
import type { checklists, list, plan } from './inspections.contract.ts'

type Plan = z.output<typeof plan.output>
type Place = Plan['rows'][number]
type Made = z.output<typeof list.output>['rows'][number]

/** Where a leader is to go, as their phone holds it. */
export interface HeldPlan {
  /** The day that it was made for: `done` counts of that day. */
  day: Plan['day']
  rule: Plan['rule']
  /** With the communes that each area covers. */
  mine: (Plan['mine'][number] & { lo: number; hi: number })[]
  /** Places not visited on the day it was made. */
  total: number
  places: (Pick<Place, 'key' | 'kind' | 'name' | 'areaId' | 'areaName' | 'lastOn'> & {
    reasons: Place['reasons'][number]['words'][]
  })[]
  /** Communes in which another place may lie. */
  units: { areaId: number; name: string }[]
}
export type HeldChecklists = z.output<typeof checklists.output>
export interface HeldMade {
  rows: Pick<
    Made,
    'inspectionId' | 'placeName' | 'areaName' | 'onDay' | 'capturedAt' | 'pass' | 'fail' | 'findings' | 'photos' | 'lateness'
  >[]
}
