import './field.css'
import { LanguageProvider } from '@phaodai/ui/language.tsx'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { App } from './App.tsx'
import type { Entrance } from './device/entrance.ts'
import { hearInstallOffer } from './device/install.ts'
import { keepWorker } from './device/worker.ts'

// The page may not make code from text (Content-Security-Policy): shapes are checked without it.
config({ jitless: true })
hearInstallOffer()

function show(door: Entrance, open: Parameters<typeof App>[0]['open'] = null): void {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <LanguageProvider>
        <App door={door} open={open} />
      </LanguageProvider>
    </StrictMode>,
  )
}

/** No await at the top of the module: a part that is loaded later and needs something of this one would wait for it for ever. */
async function begin(): Promise<void> {
  if (import.meta.env.MODE === 'gallery') {
    const { madeUpDoor, madeUpPhone } = await import('./gallery.ts')
    const about = new URLSearchParams(location.search)
    const phone = () => madeUpPhone(undefined, { asked: Number(about.get('asked') ?? 0), locked: about.has('locked') })
    show(madeUpDoor(phone), about.has('entrance') ? null : phone())
    return
  }
  const { browserEntrance } = await import('./device/browserEntrance.ts')
  keepWorker()
  show(await browserEntrance())
}
void begin()
