/** What became of any unit of 2021, and where a unit of 2025 came from. To show only: a record of 2021 stays on its unit of 2021. */
import type { AreaRow, CommuneMapping, MappingBasis } from './areas.contract.ts'
import { type AreaIndex, convert } from './areas.rules.ts'

/** First day of the later list. */
export const reorganisedOn = '2025-07-01'

/** The day itself, or the first day of the later list where it is before that. */
export const dayOfLaterList = (day: string): string => (day.localeCompare(reorganisedOn) < 0 ? reorganisedOn : day)

export interface Lists {
  index: AreaIndex
  /** By commune of 2021. */
  mappings: ReadonlyMap<number, CommuneMapping>
  /** By commune of 2025: the communes of 2021 that it took, whole or in part. */
  sources: ReadonlyMap<number, readonly CommuneMapping[]>
  /** Province of 2025 by province of 2021. */
  provinces: ReadonlyMap<number, number>
}

export interface UnitConversion {
  targets: AreaRow[]
  split: boolean
  unresolved: boolean
  basis: MappingBasis | 'union' | 'province' | 'current'
}

const versionOn = (index: AreaIndex, id: number, day: string): AreaRow[] =>
  index.byPlace.get(id)?.filter((row) => row.validFrom <= day && (row.validUntil === null || day < row.validUntil)) ?? []

/**
 * A commune by its mapping, a district by its communes, a province by the law (23 border communes went elsewhere).
 * A unit of the later list answers itself. @param day on or after 2025-07-01
 */
export function convertUnit(lists: Lists, area: AreaRow, day: string): UnitConversion {
  const { index, mappings, provinces } = lists
  const answer = (targets: AreaRow[], basis: UnitConversion['basis']): UnitConversion => ({
    targets,
    split: targets.length > 1,
    unresolved: targets.length === 0,
    basis,
  })
  if (area.validFrom >= reorganisedOn) return answer(versionOn(index, area.lo, day), 'current')
  if (area.tier === 'province') return answer(versionOn(index, provinces.get(area.areaId) ?? 0, day), 'province')
  const own = convert(index, mappings, area.areaId, day)
  if (own) return { targets: own.areas, split: own.split, unresolved: own.areas.length === 0, basis: own.basis }
  const within = [...mappings.values()].filter((m) => area.lo <= m.fromId && m.fromId <= area.hi)
  const ids = [...new Set(within.flatMap((m) => m.toIds))].sort((a, b) => a - b)
  return answer(
    ids.flatMap((id) => versionOn(index, id, day)),
    'union',
  )
}

/** Communes (or provinces) of 2021 that a unit of 2025 took; `split`: only a part of that one. */
export function cameFrom(lists: Lists, area: AreaRow): { area: AreaRow; split: boolean }[] {
  const { index, sources, provinces } = lists
  const row = (id: number, split: boolean) => {
    const found = index.byId.get(id)
    return found ? [{ area: found, split }] : []
  }
  if (area.tier === 'province') return [...provinces].filter(([, to]) => to === area.lo).flatMap(([from]) => row(from, false))
  return (sources.get(area.lo) ?? []).flatMap((m) => row(m.fromId, m.toIds.length > 1))
}
