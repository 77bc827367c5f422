import '@fontsource/be-vietnam-pro/400.css'
import '@fontsource/be-vietnam-pro/600.css'
import './mantine.css'
import './styles.css'
import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { LanguageProvider } from './language.tsx'
import { usePrintFit } from './print.ts'
import { cssVariables, theme } from './theme.ts'

// The scheme is not kept: a desk that was the wall yesterday is light again today.
const unkept: MantineColorSchemeManager = { get: (usual) => usual, set() {}, subscribe() {}, unsubscribe() {}, clear() {} }

/** Theme, fonts and language for everything below. Light by default; the wall mode switches to dark (see wallMode). */
export function UiProvider({ children }: { children: ReactNode }) {
  usePrintFit()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="light" colorSchemeManager={unkept}>
      <LanguageProvider>{children}</LanguageProvider>
    </MantineProvider>
  )
}
