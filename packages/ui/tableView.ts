import type { Words } from '@phaodai/kernel/words.ts'
import { fold } from '@phaodai/text/fold.ts'

/** One column of a table, apart from how it is drawn. */
export interface ColumnView<Row> {
  key: string
  header: Words
  /** What is sorted by and exported. Dates as YYYY-MM-DD; null where there is nothing. */
  value: (row: Row) => string | number | null
  /** What is read and searched, where it differs from the value. */
  text?: (row: Row) => string
  /** A short list to choose from; given, the column gets a filter of its own. */
  choices?: { value: string; words: Words }[]
}

/** What the reader has asked of a table. Kept in the URL, so that a link shows the same list. */
export interface TableState {
  text: string
  sort: { key: string; descending: boolean } | null
  /** Column key → values kept. */
  only: Record<string, string[]>
}

export const emptyTableState: TableState = { text: '', sort: null, only: {} }

/** State → search parameters: `q`, `sort` (with - for descending), `f.COLUMN` (values joined by commas). Empty parts are left out. */
export function tableStateToSearch(state: TableState): Record<string, string> {
  const search: Record<string, string> = {}
  if (state.text) search.q = state.text
  if (state.sort) search.sort = (state.sort.descending ? '-' : '') + state.sort.key
  for (const [key, values] of Object.entries(state.only))
    if (values.length > 0) search[`f.${key}`] = values.map(encodeURIComponent).join(',')
  return search
}

/** Search parameters → state. Never throws: what cannot be read is as if absent. */
export function tableStateFromSearch(search: Record<string, unknown>): TableState {
  const only: Record<string, string[]> = {}
  for (const [name, value] of Object.entries(search)) {
    if (!name.startsWith('f.') || value === undefined || value === '') continue
    try {
      only[name.slice(2)] = String(value).split(',').map(decodeURIComponent)
    } catch {
      // A mangled link filters nothing.
    }
  }
  const sort = search.sort === undefined || search.sort === '' ? null : String(search.sort)
  return {
    text: search.q === undefined ? '' : String(search.q),
    sort: sort ? { key: sort.replace(/^-/, ''), descending: sort.startsWith('-') } : null,
    only,
  }
}

const shown = <Row>(column: ColumnView<Row>, row: Row): string => column.text?.(row) ?? String(column.value(row) ?? '')

/** The searchable text of each row, without accents; made once for a list, not at each keystroke. */
export const haystacks = <Row>(rows: readonly Row[], columns: readonly ColumnView<Row>[]): string[] =>
  rows.map((row) => fold(columns.map((column) => shown(column, row)).join(' ¦ ')))

const collator = new Intl.Collator('vi', { numeric: true })

/**
 * The rows seen: filtered by every word of the text (without accents) and by the chosen values, then sorted.
 * Rows without a value come last in both directions; equal rows keep their order.
 */
export function viewRows<Row>(
  rows: readonly Row[],
  columns: readonly ColumnView<Row>[],
  state: TableState,
  hay: readonly string[],
): Row[] {
  const wanted = fold(state.text).split(' ').filter(Boolean)
  const kept = columns
    .filter((c) => (state.only[c.key]?.length ?? 0) > 0)
    .map((c) => ({ value: c.value, set: new Set(state.only[c.key]) }))
  const seen = rows.filter(
    (row, at) => wanted.every((word) => hay[at]!.includes(word)) && kept.every((k) => k.set.has(String(k.value(row) ?? ''))),
  )
  const by = state.sort && columns.find((c) => c.key === state.sort!.key)
  if (!by) return seen
  const sign = state.sort!.descending ? -1 : 1
  const keyed = seen.map((row) => ({ row, value: by.value(row) }))
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return (a.value === null ? 1 : 0) - (b.value === null ? 1 : 0)
    if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value)
    return sign * collator.compare(String(a.value), String(b.value))
  })
  return keyed.map((k) => k.row)
}
