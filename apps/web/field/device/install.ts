import { useEffect, useState, useSyncExternalStore } from 'react'

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

let offered: InstallPrompt | null = null
const listeners = new Set<() => void>()

/** Keeps the browser's offer to install, which comes once and early. */
export function hearInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offered = event as InstallPrompt
    for (const tell of listeners) tell()
  })
  addEventListener('appinstalled', () => {
    offered = null
    for (const tell of listeners) tell()
  })
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** Whether the phone may be asked to put the round on its home screen. */
export function useInstall() {
  const prompt = useSyncExternalStore(subscribe, () => offered)
  return {
    canInstall: prompt !== null,
    install: async () => {
      await prompt?.prompt()
    },
    installed: matchMedia('(display-mode: standalone)').matches,
    ios: /iPhone|iPad|iPod/.test(navigator.userAgent),
  }
}

/** Whether the browser has promised not to delete this site's data when the phone runs short; null: it does not say. */
export function useKept(): boolean | null {
  const [kept, setKept] = useState<boolean | null>(null)
  useEffect(() => {
    let gone = false
    // asked again here: a browser that said no to a page says yes to one that was put on the home screen
    const promised = async () => (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.())
    promised().then(
      (is) => !gone && setKept(is ?? null),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [])
  return kept
}
