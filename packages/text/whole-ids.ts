/** Ids that a program wrote as decimal numbers: a column of whole numbers with gaps becomes 1.0, 2.0 in pandas, R and spreadsheets. */
import { clean } from './fold.ts'

const WHOLE = /^\d+(?:\.0+)?$/u

/**
 * How to read the ids of a column: where every filled cell is a whole number and some are written with .0, without it; else as they are.
 * A column that holds both 7 and 7.0 stays as it is, for there they may be two. `none`: texts that say that there is no id.
 */
export function wholeIds(cells: Iterable<unknown>, none: (text: string) => boolean): (id: string) => string {
  const seen = new Set<string>()
  for (const cell of cells) {
    const text = typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? clean(cell) : ''
    if (none(text)) continue
    if (!WHOLE.test(text)) return same
    seen.add(text)
  }
  const decimal = [...seen].filter((id) => id.includes('.'))
  if (decimal.length === 0 || decimal.some((id) => seen.has(shorten(id)))) return same
  return (id) => (WHOLE.test(id) ? shorten(id) : id)
}

/**
 * How to read ids in a column that speaks of a list's cases, so that what was one id in both stays one: one that stands in the list is read
 * as the list's is, whatever else stands in the column. `listed`: the list's ids as written; `idOf`: how they are read.
 */
export function idsOfList(
  cells: Iterable<unknown>,
  none: (text: string) => boolean,
  listed: ReadonlySet<string>,
  idOf: (id: string) => string,
): (id: string) => string {
  const whole = wholeIds(cells, none)
  return (id) => (listed.has(id) ? idOf(id) : whole(id))
}

const same = (id: string): string => id
const shorten = (id: string): string => id.replace(/\.0+$/u, '')
