import type { Words } from '@phaodai/ui/language.tsx'
import type { ComponentType } from 'react'

/** One screen. It stands in the rail from the day it exists, for the posts that may use it; never before. */
export interface Screen {
  path: string
  words: Words
  icon: ComponentType<{ size?: number }>
  /** The verb without which the screen is of no use: not shown to posts that lack it. */
  verb?: string
  /** False for a screen reached only from others (a person's page). */
  inRail: boolean
  load: () => Promise<{ default: ComponentType }>
}

/** In the order of the rail: the day's work first. */
export const screens: readonly Screen[] = []

/** What `/` looks through: each source answers with people, cases, places … that match. */
export interface Hit {
  id: string
  text: string
  note?: Words
  href: string
}
export type SearchSource = (text: string, signal: AbortSignal) => Promise<Hit[]>
export const searchSources: readonly SearchSource[] = []
