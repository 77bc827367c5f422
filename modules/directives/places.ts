/** Which province a district lies in, for documents whose header is lost: from the units of 2021. */
import { loadUnits } from '../areas/areas.units.ts'

let provinces: Map<string, string | null> | undefined

/** The province of a district, town or city by its bare name ('Chí Linh'); null where there is none, or one in several provinces. */
export function provinceOfDistrict(name: string): string | null {
  if (!provinces) {
    provinces = new Map()
    const units = loadUnits()
    const byId = new Map(units.map((unit) => [unit.areaId, unit]))
    for (const unit of units) {
      if (unit.tier !== 'district') continue
      const province = byId.get(unit.parentId ?? -1)?.name ?? null
      const key = keyOf(unit.name)
      provinces.set(key, provinces.has(key) && provinces.get(key) !== province ? null : province)
    }
  }
  return provinces.get(keyOf(name)) ?? null
}
/** "Ia H' Drai" of the list is the Ia H’Drai of a header. */
const keyOf = (name: string): string => name.toLowerCase().replace(/\s?['’]\s?/gu, "'")
