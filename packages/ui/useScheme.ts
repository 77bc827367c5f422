import { useComputedColorScheme } from '@mantine/core'

/** Colours for what is drawn on a canvas, which cannot read the page's variables. */
export interface Scheme {
  scheme: 'light' | 'dark'
  ink: string
  muted: string
  line: string
  surface: string
  accent: string
}

const light: Scheme = {
  scheme: 'light',
  ink: '#17211f',
  muted: '#55605e',
  line: '#d5dbda',
  surface: '#ffffff',
  accent: '#0f6b6b',
}
const dark: Scheme = { scheme: 'dark', ink: '#edf2f1', muted: '#a9b5b3', line: '#343d3e', surface: '#161b1c', accent: '#63aba9' }

export const useScheme = (): Scheme => (useComputedColorScheme('light') === 'dark' ? dark : light)
