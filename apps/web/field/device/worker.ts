import { useSyncExternalStore } from 'react'

/** The service worker: it holds the pages, so that they open without a network. A new one waits until the member agrees. */
let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()
const offer = (worker: ServiceWorker | null) => {
  waiting = worker
  for (const tell of listeners) tell()
}

export function keepWorker(): void {
  if (!('serviceWorker' in navigator)) return
  void navigator.serviceWorker
    .register('/field/sw.js', { scope: '/field/', updateViaCache: 'none' })
    .then((registration) => {
      const look = (worker: ServiceWorker | null) => {
        // the first worker of a phone is no update
        if (worker?.state === 'installed' && navigator.serviceWorker.controller) offer(worker)
      }
      look(registration.waiting)
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing
        worker?.addEventListener('statechange', () => look(worker))
      })
      // a phone that stays open for days still hears of a new version
      setInterval(() => navigator.onLine && void registration.update().catch(() => {}), 6 * 3_600_000)
    })
    .catch(() => {})
}

/** Whether a new version is here, and how to take it: what was recorded is on the disk, so nothing is lost by it. */
export function useUpdate() {
  const worker = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => waiting,
  )
  return {
    ready: worker !== null,
    take() {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      worker?.postMessage({ type: 'SKIP_WAITING' })
    },
  }
}
