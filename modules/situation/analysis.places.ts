import type { AreaFeature, Point } from '../areas/areas.outline.ts'
import { lists } from '../areas/areas.reading.ts'
import type { StoredArea } from '../areas/areas.store.ts'
import { outlineOf } from '../areas/areas.units.ts'

export interface Place {
  areaId: number
  lat: number
  lng: number
}

/** Centre of gravity of an outline in degrees, holes and parts by their area. Source: the shoelace formula. */
export function centroid(feature: AreaFeature): [lng: number, lat: number] {
  const polygons = feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates
  let [area, x, y] = [0, 0, 0]
  for (const rings of polygons)
    rings.forEach((ring, inner) => {
      const part = ringMoments(ring)
      // whichever way round it is drawn, the outer ring adds and a hole takes away
      const sign = (part.area < 0 ? -1 : 1) * (inner === 0 ? 1 : -1)
      area += sign * part.area
      x += sign * part.x
      y += sign * part.y
    })
  return area === 0 ? feature.properties.label : [x / area, y / area]
}

function ringMoments(ring: readonly Point[]) {
  let [area, x, y] = [0, 0, 0]
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x0 = 0, y0 = 0] = ring[i]!
    const [x1 = 0, y1 = 0] = ring[i + 1]!
    const cross = x0 * y1 - x1 * y0
    area += cross / 2
    x += ((x0 + x1) * cross) / 6
    y += ((y0 + y1) * cross) / 6
  }
  return { area, x, y }
}

const byProvince = new Map<string, Map<string, [number, number]>>()

/** Centres of the communes of 2025 on a province's outlines, by code. Kept: outlines do not change while the process lives. */
function centresOf(provinceCode: string): Map<string, [number, number]> {
  const kept = byProvince.get(provinceCode)
  if (kept) return kept
  const outline = outlineOf('communes-2025', provinceCode)
  const found = new Map(outline?.features.map((f) => [f.id, centroid(f)] as const) ?? [])
  byProvince.set(provinceCode, found)
  return found
}

/**
 * Where each unit lies, by the outlines that the product ships: those of the communes of 2025. A commune of 2021 lies where it went (in the
 * middle of the parts where it was divided), so several of 2021 may share one place. A unit without an outline is left out.
 */
export function placesOf(units: readonly StoredArea[], provinceCode: string): Place[] {
  const centres = centresOf(provinceCode)
  if (centres.size === 0) return []
  const { index, mappings } = lists()
  return units.flatMap((unit) => {
    const into =
      unit.validFrom >= '2025-07-01'
        ? [unit.code]
        : (mappings.get(unit.areaId)?.toIds ?? []).map((id) => index.byId.get(id)?.code)
    const points = into.flatMap((code) => (code && centres.get(code) ? [centres.get(code)!] : []))
    if (points.length === 0) return []
    const mean = (at: 0 | 1) => points.reduce((sum, p) => sum + p[at], 0) / points.length
    return [{ areaId: unit.areaId, lng: mean(0), lat: mean(1) }]
  })
}
