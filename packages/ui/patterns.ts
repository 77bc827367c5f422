import type { Pattern } from './tokens.ts'

/** SVG path (in a square of 8) of each pattern; strokes of 1.5. Drawn by CSS, by the map and in print alike. */
const strokes: Record<Exclude<Pattern, 'none' | 'dots'>, string> = {
  rising: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
  falling: 'M-2 6L2 10M0 0L8 8M6 -2L10 2',
  cross: 'M0 0L8 8M0 8L8 0',
  lines: 'M0 2H8M0 6H8',
  grid: 'M0 4H8M4 0V8',
}

/** An SVG tile of a pattern, as text. `side` is in pixels. */
export function patternSvg(pattern: Pattern, ink: string, side = 8): string {
  const inside =
    pattern === 'none'
      ? ''
      : pattern === 'dots'
        ? `<circle cx="2" cy="2" r="1.1" fill="${ink}"/><circle cx="6" cy="6" r="1.1" fill="${ink}"/>`
        : `<path d="${strokes[pattern]}" stroke="${ink}" stroke-width="1.2" fill="none"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 8 8">${inside}</svg>`
}

/** CSS background of a colour under a pattern. */
export const patternBackground = (colour: string, pattern: Pattern, ink: string): string =>
  pattern === 'none' ? colour : `${colour} url("data:image/svg+xml,${encodeURIComponent(patternSvg(pattern, ink))}")`

/** ECharts decal of a pattern. */
export function decal(pattern: Pattern, ink: string): Record<string, unknown> {
  const base = { color: ink, symbolSize: 1 }
  switch (pattern) {
    case 'none':
      return { symbol: 'none' }
    case 'dots':
      return {
        ...base,
        symbol: 'circle',
        dashArrayX: [
          [6, 6],
          [0, 6, 6, 0],
        ],
        dashArrayY: [6, 0],
        symbolSize: 0.5,
      }
    case 'rising':
      return { ...base, symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 }
    case 'falling':
      return { ...base, symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 }
    case 'lines':
      return { ...base, symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4] }
    default:
      return {
        ...base,
        symbol: 'rect',
        dashArrayX: [
          [4, 4],
          [0, 4, 4, 0],
        ],
        dashArrayY: [4, 0],
      }
  }
}
