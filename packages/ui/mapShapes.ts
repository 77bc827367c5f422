import type { Words } from '@phaodai/kernel/words.ts'
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon, Position } from 'geojson'
import { countColours, levels, type Pattern } from './tokens.ts'

/** Areas to colour; each has a code and a name. The code is that of the units of the map's own day. */
export type AreaShapes = FeatureCollection<Polygon | MultiPolygon, { code: string; name: string }>

export interface MapClass {
  /** Least value of the class. */
  from: number
  words: Words
  light: string
  dark: string
  pattern: Pattern
}

/**
 * Classes of a count from their least values, e.g. [0, 1, 5, 20]: "0", "1–4", "5–19", "20 trở lên". At most six.
 */
export function countClasses(least: readonly number[]): MapClass[] {
  const last = countColours.light.length - 1
  return least.slice(0, last + 1).map((from, n) => {
    const next = least[n + 1]
    const shade = least.length === 1 ? last : Math.round((n / (Math.min(least.length, last + 1) - 1)) * last)
    const words =
      next === undefined
        ? { vi: `${from} trở lên`, en: `${from} and more` }
        : next - from === 1
          ? { vi: `${from}`, en: `${from}` }
          : { vi: `${from}–${next - 1}`, en: `${from}–${next - 1}` }
    return { from, words, light: countColours.light[shade]!, dark: countColours.dark[shade]!, pattern: 'none' as const }
  })
}

/** The four levels as classes of the values 1 to 4. */
export const levelClasses: readonly MapClass[] = Object.values(levels).map((level, n) => ({
  from: n + 1,
  words: level.words,
  light: level.colour,
  dark: level.colour,
  pattern: level.pattern,
}))

/** Which class a value falls in; -1 where it is not known, or below all. */
export function classOf(value: number | null | undefined, classes: readonly MapClass[]): number {
  if (value === null || value === undefined) return -1
  return classes.findLastIndex((c) => value >= c.from)
}

const rings = (feature: Feature<Polygon | MultiPolygon>): Position[][] =>
  feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates[0]!] : feature.geometry.coordinates.map((p) => p[0]!)

/** Twice the signed area, and the centroid, of a closed ring in degrees; near enough to place a label. */
function ringCentre(ring: Position[]): { area: number; at: [number, number] } {
  let [area, cx, cy] = [0, 0, 0]
  for (let n = 0; n + 1 < ring.length; n++) {
    const [x0, y0, x1, y1] = [ring[n]![0]!, ring[n]![1]!, ring[n + 1]![0]!, ring[n + 1]![1]!]
    const cross = x0 * y1 - x1 * y0
    area += cross
    cx += (x0 + x1) * cross
    cy += (y0 + y1) * cross
  }
  return area === 0 ? { area, at: [ring[0]![0]!, ring[0]![1]!] } : { area, at: [cx / (3 * area), cy / (3 * area)] }
}

/** One label point per area, in its largest part: an area of many islands is named once. */
export function labelPoints(shapes: AreaShapes): FeatureCollection<Point, { code: string; name: string }> {
  return {
    type: 'FeatureCollection',
    features: shapes.features.map((feature) => {
      const centres = rings(feature).map(ringCentre)
      const largest = centres.reduce((a, b) => (Math.abs(b.area) > Math.abs(a.area) ? b : a))
      return { type: 'Feature', properties: feature.properties, geometry: { type: 'Point', coordinates: largest.at } }
    }),
  }
}

/** West, south, east, north of all shapes, in degrees. */
export function boundsOf(shapes: AreaShapes): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const feature of shapes.features)
    for (const ring of rings(feature))
      for (const [x, y] of ring as [number, number][]) {
        box[0] = Math.min(box[0], x)
        box[1] = Math.min(box[1], y)
        box[2] = Math.max(box[2], x)
        box[3] = Math.max(box[3], y)
      }
  return box
}
