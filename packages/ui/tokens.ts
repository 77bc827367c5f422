import type { Words } from '@phaodai/kernel/words.ts'

/** The one accent. Ten shades, lightest first; shade 7 is the accent itself. */
export const accentShades = [
  '#eef6f6',
  '#d8eaea',
  '#b3d6d5',
  '#8ac1bf',
  '#63aba9',
  '#3f9492',
  '#237f7d',
  '#0f6b6b',
  '#0b5454',
  '#073d3d',
] as const
export const accent = accentShades[7]

/** The pattern drawn with a colour, so that nothing is told by colour alone. */
export type Pattern = 'none' | 'dots' | 'rising' | 'cross' | 'lines' | 'falling' | 'grid'

export type Level = 'green' | 'yellow' | 'orange' | 'red'

export interface LevelToken {
  /** Used for levels of an area and for nothing else on any screen. */
  colour: string
  /** Text on that colour, at least 4.5:1 (tested). */
  ink: string
  pattern: Pattern
  words: Words
}

/** The four levels of an area. Which area has which level is the policy pack's business. */
export const levels: Record<Level, LevelToken> = {
  green: { colour: '#2e7d32', ink: '#ffffff', pattern: 'dots', words: { vi: 'Cấp 1 · xanh', en: 'Level 1 · green' } },
  yellow: { colour: '#f9a825', ink: '#1d1400', pattern: 'rising', words: { vi: 'Cấp 2 · vàng', en: 'Level 2 · yellow' } },
  orange: { colour: '#ef6c00', ink: '#160a00', pattern: 'cross', words: { vi: 'Cấp 3 · cam', en: 'Level 3 · orange' } },
  red: { colour: '#c62828', ink: '#ffffff', pattern: 'lines', words: { vi: 'Cấp 4 · đỏ', en: 'Level 4 · red' } },
}

/** Where a case was found. */
export type Origin = 'community' | 'quarantine' | 'zone' | 'imported' | 'unknown'

export interface OriginToken {
  words: Words
  /** Fill in charts: teals and greys, told apart by pattern as well. */
  colour: string
  dark: string
  pattern: Pattern
  /** Shape of the person in a chain. */
  shape: 'circle' | 'square' | 'diamond' | 'triangle' | 'ring'
  /** The same shape in text. */
  mark: string
}

export const origins: Record<Origin, OriginToken> = {
  community: {
    words: { vi: 'Cộng đồng', en: 'Community' },
    colour: '#0b4a4c',
    dark: '#d8eaea',
    pattern: 'none',
    shape: 'circle',
    mark: '●',
  },
  zone: {
    words: { vi: 'Khu phong tỏa', en: 'Sealed zone' },
    colour: '#3f9492',
    dark: '#63aba9',
    pattern: 'rising',
    shape: 'diamond',
    mark: '◆',
  },
  quarantine: {
    words: { vi: 'Khu cách ly', en: 'Quarantine' },
    colour: '#9fcbc9',
    dark: '#237f7d',
    pattern: 'dots',
    shape: 'square',
    mark: '■',
  },
  imported: {
    words: { vi: 'Nhập cảnh', en: 'Imported' },
    colour: '#6b7785',
    dark: '#8d98a5',
    pattern: 'cross',
    shape: 'triangle',
    mark: '▲',
  },
  unknown: {
    words: { vi: 'Chưa rõ', en: 'Not known' },
    colour: '#c3cac9',
    dark: '#55605e',
    pattern: 'lines',
    shape: 'ring',
    mark: '○',
  },
}
export const originOrder: readonly Origin[] = ['community', 'zone', 'quarantine', 'imported', 'unknown']

/** Colour of a generation in a chain (the last stands for it and all later ones); each at least 3:1 on its ground (tested). */
export const generationColours = {
  light: ['#12365c', '#0f6b6b', '#4f5fa3', '#7d4a91', '#a14f7f', '#66707a'],
  dark: ['#e4eefb', '#63c7c2', '#9fb0ff', '#cf9be3', '#f0a3cf', '#9aa6b2'],
} as const
export const generationColour = (generation: number, scheme: 'light' | 'dark'): string =>
  generationColours[scheme][Math.min(Math.max(generation, 0), 5)]!

/** Fills for counted classes on a map, from none to most. Never the level colours. */
export const countColours = {
  light: ['#f3f6f6', '#cfe3e2', '#8ac1bf', '#3f9492', '#0f6b6b', '#073d3d'],
  dark: ['#232b2c', '#16494a', '#0f6b6b', '#3f9492', '#8ac1bf', '#d8eaea'],
} as const

/** Relative luminance of #rrggbb. Source: WCAG 2.2, definition of relative luminance. */
function luminance(hex: string): number {
  const part = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

/** Contrast ratio of two colours #rrggbb, 1 to 21. Source: WCAG 2.2, definition of contrast ratio. */
export function contrast(a: string, b: string): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (hi + 0.05) / (lo + 0.05)
}
