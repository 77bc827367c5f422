import type { Figure } from '@phaodai/modules/situation/situation.contract.ts'
import { paths, pathTo } from '../../paths.ts'

export interface Scope {
  disease?: string | undefined
  /** Area ids joined by commas. */
  area?: string | undefined
  day: string
}

/** The list whose rows are what the figure counted: the same day, area and meaning. */
export function figureLink(figure: Figure, { disease, area, day }: Scope): string {
  const { screen, filters } = figure.list
  const where = { disease, area }
  if (screen === 'cases') return pathTo(paths.cases, { ...where, ...filters })
  if (screen === 'levels') return pathTo(paths.levels, { ...where, level: filters.level, on: day })
  if (screen === 'owed') return pathTo(paths.owed, { ...where, ...filters })
  // Samples are counted by the day they were taken, results by the day they were released.
  if (figure.key === 'samples') return pathTo(paths.tests, { ...where, tab: 'samples', state: 'standing', from: day, until: day })
  return pathTo(paths.tests, { ...where, tab: 'results', ...filters })
}

/** The list behind one part of a figure; null where none can show just that. */
export function partLink(figure: Figure, part: string, { disease, area, day }: Scope): string | null {
  const where = { disease, area }
  if (figure.key === 'newF0' && part !== 'unknown') return pathTo(paths.cases, { ...where, from: day, until: day, origin: part })
  if (part === 'results') return pathTo(paths.tests, { ...where, tab: 'results', from: day, until: day })
  if (part === 'positives') return pathTo(paths.tests, { ...where, tab: 'results', from: day, until: day, value: 'positive' })
  return null
}
