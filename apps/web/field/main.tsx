import './field.css'
import { LanguageProvider } from '@phaodai/ui/language.tsx'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import type { Entrance } from './device/entrance.ts'
import { hearInstallOffer } from './device/install.ts'

hearInstallOffer()

function show(door: Entrance, open?: Parameters<typeof App>[0]['open']): void {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <LanguageProvider>
        <App door={door} open={open ?? null} />
      </LanguageProvider>
    </StrictMode>,
  )
}

if (import.meta.env.MODE === 'gallery') {
  const { madeUpDoor, madeUpPhone } = await import('./gallery.ts')
  const about = new URLSearchParams(location.search)
  const phone = () => madeUpPhone(undefined, { asked: Number(about.get('asked') ?? 0), locked: about.has('locked') })
  show(madeUpDoor(phone), about.has('entrance') ? null : phone())
}
