/**
 * Outlines in this project's own line form, written by tools/build-areas.ts and read by server and browser alike.
 * One feature a line: properties as JSON, a tab, polygons parted by `;`, rings by a blank. A ring is a row of steps
 * (dx, dy) in 0.0001 degree from the point before (the cursor runs through the feature); each step is zigzag, then five bits
 * a sign, lowest first, in the signs `?` to `~`. The closing point of a ring is left out.
 */

/** Degrees per step: four decimals, about 11 m. */
export const quantum = 1e-4
/** To be shown beside every map that draws these outlines. */
export const outlineLabel = { vi: 'ranh giới minh họa', en: 'illustrative boundary' }

export type Point = number[]
export interface OutlineProperties {
  code: string
  name: string
  fullName: string
  type: string
  /** Longitude and latitude of a point inside, for the name on the map. */
  label: [number, number]
  provinceCode?: string
  km2?: number
  /** Commune of 2025: where most of it lay in 2021, and what share (0 to 1) of its parts that district held. */
  oldProvinceCode?: string
  oldDistrictCode?: string
  oldDistrictShare?: number
}
export interface AreaFeature {
  type: 'Feature'
  id: string
  properties: OutlineProperties
  geometry: { type: 'Polygon'; coordinates: Point[][] } | { type: 'MultiPolygon'; coordinates: Point[][][] }
}
export interface AreaOutlines {
  type: 'FeatureCollection'
  features: AreaFeature[]
}

const firstSign = 63

function encodeStep(step: number): string {
  let rest = step < 0 ? -2 * step - 1 : 2 * step
  let text = ''
  for (; rest >= 32; rest >>>= 5) text += String.fromCharCode(firstSign + 32 + (rest & 31))
  return text + String.fromCharCode(firstSign + rest)
}

/** One line for each feature. Coordinates are rounded to the quantum. */
export function encodeOutlines(features: readonly AreaFeature[]): string[] {
  return features.map(({ properties, geometry }) => {
    let [x, y] = [0, 0]
    const ring = (points: Point[]) =>
      points.slice(0, -1).reduce((text, [lon = 0, lat = 0]) => {
        const [toX, toY] = [Math.round(lon / quantum), Math.round(lat / quantum)]
        const steps = encodeStep(toX - x) + encodeStep(toY - y)
        x = toX
        y = toY
        return text + steps
      }, '')
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    return `${JSON.stringify(properties)}\t${polygons.map((rings) => rings.map(ring).join(' ')).join(';')}`
  })
}

/** The GeoJSON (WGS 84) of one outline file's text. Throws SyntaxError where a line is not of this form. */
export function decodeOutlines(text: string): AreaOutlines {
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'))
  return { type: 'FeatureCollection', features: lines.map(decodeFeature) }
}

function decodeFeature(line: string): AreaFeature {
  const tab = line.indexOf('\t')
  const properties: OutlineProperties = JSON.parse(line.slice(0, tab))
  let [x, y] = [0, 0]
  const ring = (signs: string): Point[] => {
    const points: Point[] = []
    let at = 0
    const step = () => {
      for (let value = 0, shift = 0; ; shift += 5) {
        const bits = signs.charCodeAt(at++) - firstSign
        if (!(bits >= 0 && bits < 64)) throw new SyntaxError(`outline of ${properties.code}: broken at sign ${at}`)
        value |= (bits & 31) << shift
        if (bits < 32) return value & 1 ? -((value + 1) >>> 1) : value >>> 1
      }
    }
    while (at < signs.length) {
      x += step()
      y += step()
      points.push([x / 10_000, y / 10_000])
    }
    return points.length > 0 ? [...points, points[0]!] : points
  }
  const polygons = line
    .slice(tab + 1)
    .split(';')
    .map((rings) => rings.split(' ').map(ring))
  const geometry: AreaFeature['geometry'] =
    polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0]! } : { type: 'MultiPolygon', coordinates: polygons }
  return { type: 'Feature', id: properties.code, properties, geometry }
}
