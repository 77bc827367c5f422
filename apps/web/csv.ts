import { guard } from '@phaodai/tabular/cells.ts'
import type { Language } from '@phaodai/ui/language.tsx'
import type { ColumnView } from '@phaodai/ui/tableView.ts'
import type { DownloadedFile } from './api.ts'

type Cell = string | number | null

/** Text never becomes a formula in a spreadsheet; numbers stay numbers. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const text = guard(cell)
  return /[",;\t\r\n]|^\s|\s$/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text
}

const ISO = /^\d{4}-\d{2}-\d{2}/

/** Numbers and dates as they are, codes as the reader sees them. */
function seenValue<Row>(column: ColumnView<Row>, row: Row): Cell {
  const value = column.value(row)
  if (typeof value === 'number' || (typeof value === 'string' && ISO.test(value))) return value
  // A code without a value reads “–” on screen; in a file it is nothing.
  return value === null ? null : (column.text?.(row) ?? value)
}

export interface CsvList<Row> {
  /** Lines above the header: the drill banner, what the list is, its filters, its cut-off hour. Empty ones are left out. */
  notes: readonly string[]
  columns: readonly ColumnView<Row>[]
  rows: readonly Row[]
  language: Language
}

/**
 * The list that is seen, as CSV (RFC 4180: commas, CRLF) with the byte-order mark that spreadsheets need for Vietnamese.
 * Text that begins with = + - @, a tab or a line end gets an apostrophe before it, also in headers and notes.
 */
export function listToCsv<Row>({ notes, columns, rows, language }: CsvList<Row>): string {
  const header = columns.map((c) => c.header[language])
  const lines = [
    ...notes.filter(Boolean).map((n) => cellText(n)),
    header.map(cellText).join(','),
    ...rows.map((row) => columns.map((c) => cellText(seenValue(c, row))).join(',')),
  ]
  return `\ufeff${lines.join('\r\n')}\r\n`
}

/** The text as a file named `ca-benh-2021-02-22.csv`; of a drill, its name says so as well. */
export const csvFile = (list: string, day: string, drill: boolean, text: string): DownloadedFile => ({
  fileName: `${drill ? 'dien-tap-' : ''}${list}-${day}.csv`,
  blob: new Blob([text], { type: 'text/csv;charset=utf-8' }),
})
