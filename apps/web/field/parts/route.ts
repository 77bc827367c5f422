import { useSyncExternalStore } from 'react'

/** Addresses of the phone's pages, under /field/. Never a name in one. */
const BASE = '/field/'
const changed = 'field-route'

export const path = (): string => location.pathname.slice(BASE.length).replace(/\/$/, '')

// the list says itself where it was left; every other page begins at its top
history.scrollRestoration = 'manual'
addEventListener('popstate', () => scrollTo(0, 0))

/** Where a list was left: the row that was opened, and how far below the top of the screen it stood. */
interface Left {
  row: string
  top: number
}

/** Opens a page; `replace` where the one now shown is done with. @param row the row (`data-row`) of the list that it was opened from */
export function go(to: string, replace = false, row?: HTMLElement | null): void {
  if (to === path()) return
  if (row) history.replaceState({ ...history.state, left: { row: row.dataset.row, top: row.getBoundingClientRect().top } }, '')
  history[replace ? 'replaceState' : 'pushState']({ within: true }, '', BASE + to)
  dispatchEvent(new Event(changed))
  scrollTo(0, 0)
}

/** Whoever comes back finds the list where they left it. By its row: rows out of sight are not laid out, so their height is a guess. */
export function whereLeft(): void {
  const left = (history.state as { left?: Left } | null)?.left
  const row = left && document.querySelector(`[data-row="${left.row}"]`)
  if (!row) return
  row.scrollIntoView({ block: 'start', behavior: 'instant' })
  scrollBy({ top: row.getBoundingClientRect().top - left.top, behavior: 'instant' })
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
