import type { ExpressionSpecification, LayerSpecification, Map as LibreMap } from 'maplibre-gl'
import type { MapClass } from './mapShapes.ts'
import { patternSvg } from './patterns.ts'
import { contrast, type Pattern } from './tokens.ts'
import type { Scheme } from './useScheme.ts'

/** Pixels of a pattern for the map, at twice the size for sharp screens. */
async function patternPixels(pattern: Pattern, ink: string): Promise<ImageData> {
  const side = 16
  const image = new Image(side, side)
  image.src = `data:image/svg+xml,${encodeURIComponent(patternSvg(pattern, ink, side))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')!
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, side, side)
}

/** Gives the map the patterns of its classes; "no figure" is hatched in grey. */
export async function addPatterns(map: LibreMap, classes: readonly MapClass[], scheme: Scheme): Promise<void> {
  const all = [{ id: 'class--1', pattern: 'rising' as Pattern, ink: scheme.muted }].concat(
    classes.map((c, n) => ({ id: `class-${n}`, pattern: c.pattern, ink: '#160a00' })),
  )
  const made = await Promise.all(all.map(async (p) => ({ id: p.id, data: await patternPixels(p.pattern, p.ink) })))
  for (const { id, data } of made) if (map.getStyle() && !map.hasImage(id)) map.addImage(id, data, { pixelRatio: 2 })
}

/** The layers, lowest first. Each feature carries `class` (-1: no figure), `name` and `code`. */
export function areaLayers(classes: readonly MapClass[], scheme: Scheme): LayerSpecification[] {
  const dark = scheme.scheme === 'dark'
  const colours = classes.flatMap((c, n) => [n, dark ? c.dark : c.light])
  const fill = ['match', ['get', 'class'], ...colours, scheme.surface] as unknown as ExpressionSpecification
  // A name stands in white or ink, whichever reads better on its class.
  const inkOn = (ground: string) => (contrast(ground, '#ffffff') >= contrast(ground, '#17211f') ? '#ffffff' : '#17211f')
  const inks = classes.flatMap((c, n) => [n, inkOn(dark ? c.dark : c.light)])
  const ink = ['match', ['get', 'class'], ...inks, scheme.ink] as unknown as ExpressionSpecification
  const layers: LayerSpecification[] = [
    { id: 'fill', type: 'fill', source: 'areas', paint: { 'fill-color': fill } },
    {
      id: 'pattern',
      type: 'fill',
      source: 'areas',
      paint: { 'fill-pattern': ['concat', 'class-', ['get', 'class']], 'fill-opacity': 0.45 },
    },
    { id: 'line', type: 'line', source: 'areas', paint: { 'line-color': scheme.muted, 'line-width': 0.8 } },
    {
      id: 'active',
      type: 'line',
      source: 'areas',
      filter: ['==', ['get', 'code'], ''],
      paint: { 'line-color': scheme.ink, 'line-width': 3 },
    },
    {
      id: 'label',
      type: 'symbol',
      source: 'labels',
      layout: {
        'text-field': ['get', 'label'],
        'text-font': ['Be Vietnam Pro'],
        'text-size': 12,
        'text-padding': 3,
        'text-max-width': 8,
      },
      paint: { 'text-color': ink, 'text-halo-color': fill, 'text-halo-width': 2 },
    },
  ]
  return layers
}
