import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, rem } from '@mantine/core'
import { accentShades } from './tokens.ts'

const sizes = { xs: rem(12), sm: rem(14), md: rem(14), lg: rem(18), xl: rem(24) }

/** Calm, dense, exact: 14/20, spacing by 4, radius 6, one accent. Sizes are in rem, so that text at 200 % keeps its layout. */
export const theme = createTheme({
  colors: { accent: [...accentShades] as unknown as MantineColorsTuple },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  fontFamily: '"Be Vietnam Pro", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", monospace',
  fontSizes: sizes,
  lineHeights: { xs: '1.3334', sm: '1.4286', md: '1.4286', lg: '1.4445', xl: '1.25' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(6), sm: rem(6), md: rem(6), lg: rem(6), xl: rem(6) },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(24), lineHeight: '1.25' },
      h2: { fontSize: rem(18), lineHeight: '1.3334' },
      h3: { fontSize: rem(14), lineHeight: '1.4286' },
    },
  },
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    // A dialog's heading is no second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Modal: { defaultProps: { centered: false, yOffset: rem(80), overlayProps: { backgroundOpacity: 0.4 } } },
  },
})

/** Red is a level of an area and nothing else: an error is told in ink, with a word and a mark. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  // Named in both: what Mantine says of a scheme stands over what is said of all.
  light: {
    '--mantine-color-error': 'var(--pd-ink)',
    '--mantine-color-body': '#f6f8f8',
    '--mantine-color-text': '#17211f',
    '--mantine-color-dimmed': '#55605e',
    '--mantine-color-placeholder': '#667270',
  },
  dark: {
    '--mantine-color-error': 'var(--pd-ink)',
    '--mantine-color-body': '#0f1415',
    '--mantine-color-text': '#edf2f1',
    '--mantine-color-dimmed': '#a9b5b3',
    '--mantine-color-placeholder': '#93a09e',
  },
})
