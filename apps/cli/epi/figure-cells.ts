import type { Cell } from '@phaodai/tabular/cells.ts'
import { type DayOrder, inferOrder, parseDate } from '@phaodai/text/dates.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import { findColumn, needColumn } from '../columns.ts'
import type { TableFile } from '../table-file.ts'
import type { Note } from './table-out.ts'

/** Place of the column asked for, else of the first usual name there is. Throws UsageError with the columns there are. */
export function columnOf(table: TableFile, asked: string | undefined, usual: readonly string[], option: string): number {
  if (asked !== undefined) return needColumn(table.headers, asked, option, table.name)
  for (const name of usual) {
    const found = findColumn(table.headers, name)
    if (found !== undefined) return found
  }
  return needColumn(table.headers, usual[0]!, option, table.name)
}

const NOTHING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '.', '?', '<na>'])

export const isNothing = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && NOTHING.has(clean(cell).toLowerCase()))

/** A whole number, null where the cell says nothing, undefined where it says something else. */
export function countIn(cell: Cell | undefined): number | null | undefined {
  if (isNothing(cell)) return null
  const text = clean(String(cell)).replace('−', '-')
  const value = typeof cell === 'number' ? cell : /^[-+]?\d+(?:\.0+)?$/u.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : undefined
}

/** A total at the end of a table is no day and no place. */
export const isTotal = (cell: Cell | undefined): boolean =>
  /^(tong|tong cong|tong so|total|sum|cong)$/u.test(fold(String(cell ?? '')).trim())

/** A row that is not used, with the reason. */
export const refused = (table: TableFile, row: number, column: string, vi: string, en: string): Note => ({
  vi: `Tệp ${table.name}, dòng ${row}, cột "${column}": ${vi}. Dòng không được dùng.`,
  en: `${table.name}, row ${row}, column "${column}": ${en}. The row is not used.`,
})

/**
 * Reads the dates of a column. Which comes first in 03/04/2021 is what was declared, else what the other dates of the column can only mean; where
 * they do not tell, such dates are refused. The reader gives the day, or says why the row is refused.
 */
export function datesOf(
  table: TableFile,
  at: number,
  declared: DayOrder | undefined,
  notes: Note[],
): (cell: Cell | undefined, row: number) => string | null {
  const column = table.headers[at]!
  const seen = declared === undefined ? inferOrder(table.rows.map(({ cells }) => cells[at])) : undefined
  const order = declared ?? (seen?.order === 'dmy' || seen?.order === 'mdy' ? seen.order : undefined)
  if (declared === undefined && order !== undefined && seen!.either > 0)
    notes.push({
      vi: `Cột "${column}" đọc theo kiểu ${order === 'dmy' ? 'ngày/tháng' : 'tháng/ngày'} vì có ngày chỉ đọc được như vậy.`,
      en: `Column "${column}" was read ${order === 'dmy' ? 'day/month' : 'month/day'}, for some dates can only be read so.`,
    })
  return (cell, row) => {
    const read = isNothing(cell) ? ({ ok: false, problem: 'empty', text: '' } as const) : parseDate(cell, { order })
    if (read.ok) return read.date
    const why = {
      empty: { vi: 'để trống', en: 'is empty' },
      ambiguous: { vi: 'có thể hiểu theo hai cách; hãy nêu --date-order', en: 'can be read in two ways; give --date-order' },
      impossible: { vi: 'không có trong lịch', en: 'is not in the calendar' },
      unreadable: { vi: 'không đọc được là ngày', en: 'cannot be read as a date' },
    }[read.problem]
    notes.push(refused(table, row, column, `ngày "${read.text}" ${why.vi}`, `the date "${read.text}" ${why.en}`))
    return null
  }
}

/** Twelve digits and no more: what lies beyond is the computer's, not the method's. */
export const digits = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(12)))
