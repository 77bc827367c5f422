/** Where a person of a list lives: a unit inside the importer's area, else that area itself with the words as written. */

import { parseAddress } from '../areas/address.rules.ts'
import type { AreaRow } from '../areas/areas.contract.ts'
import { lists } from '../areas/areas.reading.ts'
import { resolveUnit } from '../areas/areas.rules.ts'
import type { CaseValues } from './rows.rules.ts'

export interface Placed {
  communeId: number
  address: string | null
  /** null where the unit says it all. */
  residenceText: string | null
}
type Where = Pick<CaseValues, 'province' | 'district' | 'commune' | 'address'>

/** Finds places; what was found once is kept. `range`: the importer's area. */
export function placer(
  range: { areaId: number; lo: number; hi: number },
  mapped: { province: boolean },
): (where: Where, day: string) => Placed {
  const { index } = lists()
  // the lists of units changed on few days: between two of them an answer stays
  const days = [...new Set([...index.byId.values()].flatMap((a) => [a.validFrom, a.validUntil ?? '']))].filter(Boolean).toSorted()
  const period = (day: string) => days.findLast((d) => d <= day) ?? ''
  const known = new Map<string, Placed>()

  const find = ({ province, district, commune, address }: Where, day: string): AreaRow | null => {
    const inside = (area: AreaRow) => (area.areaId >= range.lo && area.areaId <= range.hi ? area : null)
    if (province === null && mapped.province && (district !== null || commune !== null)) return null
    if (province !== null || district !== null || commune !== null) {
      const asked = {
        province: province ?? undefined,
        district: district ?? undefined,
        commune: commune ?? undefined,
        within: range,
      }
      const found = resolveUnit(index, asked, day)
      if (found.ok) return inside(found.area)
      // a commune that is not found leaves its district known
      if (commune === null || (district === null && province === null)) return null
      const wider = resolveUnit(index, { ...asked, commune: undefined }, day)
      return wider.ok ? inside(wider.area) : null
    }
    if (address === null) return null
    const { where } = parseAddress(address, index, day, range)
    return where.ok ? inside(where.area) : null
  }

  return (where, day) => {
    const { province, district, commune, address } = where
    const key = [period(day), province, district, commune, address].join('\u0000')
    const before = known.get(key)
    if (before) return before
    const area = find(where, day)
    const written = [commune, district, province].filter(Boolean).join(', ')
    const placed: Placed = {
      communeId: area?.areaId ?? range.areaId,
      address,
      residenceText: area?.tier === 'commune' ? null : written || address,
    }
    if (known.size < 50_000) known.set(key, placed)
    return placed
  }
}
