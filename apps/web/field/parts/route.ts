import { useSyncExternalStore } from 'react'

/** Addresses of the phone's pages, under /field/. Never a name in one. */
const BASE = '/field/'
const changed = 'field-route'

export const path = (): string => location.pathname.slice(BASE.length).replace(/\/$/, '')

/** Opens a page; `replace` where the one now shown is done with. */
export function go(to: string, replace = false): void {
  if (to === path()) return
  // whoever comes back finds the list where they left it
  history.replaceState({ ...history.state, y: scrollY }, '')
  history[replace ? 'replaceState' : 'pushState']({ within: true }, '', BASE + to)
  dispatchEvent(new Event(changed))
  scrollTo(0, 0)
}

/** Back to the page before, or to one above where this was the first page opened. */
export function back(above: string): void {
  if ((history.state as { within?: boolean } | null)?.within) history.back()
  else go(above, true)
}

const subscribe = (heard: () => void) => {
  addEventListener('popstate', heard)
  addEventListener(changed, heard)
  return () => {
    removeEventListener('popstate', heard)
    removeEventListener(changed, heard)
  }
}

/** Parts of the address now open. */
export const usePath = (): string[] => useSyncExternalStore(subscribe, path).split('/')
