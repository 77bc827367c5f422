/** Writes tables for people. Text never becomes a formula in anybody's spreadsheet; numbers stay numbers. */
import type { CellObject } from 'write-excel-file/node'
import { guard } from './cells.ts'

export type OutCell = string | number | boolean | Date | null | undefined

const day = (date: Date): string => {
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}

function csvText(cell: OutCell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : day(cell)
  const text = guard(cell)
  return /[",;\t\r\n]|^\s|\s$/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text
}

/**
 * A CSV file as RFC 4180 has it (commas, CRLF), with the byte-order mark that Excel needs for Vietnamese; encode it as UTF-8.
 * Text that begins with = + - @ tab or a line end gets an apostrophe before it (`readTable` takes it off). A Date is its UTC day, with
 * the time only where it has one; what is not finite is empty.
 */
export function toCsv(headers: readonly string[], rows: Iterable<readonly OutCell[]>): string {
  const lines = [headers.map(csvText).join(',')]
  for (const row of rows) lines.push(row.map(csvText).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

export interface OutSheet {
  name: string
  headers: readonly string[]
  rows: readonly (readonly OutCell[])[]
}

/** Excel's limit for one cell, in UTF-16 units. */
const LONGEST_CELL = 32_767
const CUT = '… [đã cắt]'
/** Half characters become U+FFFD; NUL and the noncharacters beyond the first plane, which no spreadsheet can hold, are left out. */
const whole = (text: string): string => text.toWellFormed().replace(/\0|(?![\0-\uffff])\p{Noncharacter_Code_Point}/gu, '')

const spelt = (unit: string): string => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/**
 * Text as XLSX spells it (ECMA-376, ST_Xstring): what XML cannot carry, or the writer would drop (U+FFFD, the trace of damage), as _xHHHH_,
 * and a literal _xHHHH_ so that it stays text. Words like 'constructor', which the writer's table of strings (a plain object) would
 * confuse, have their first letter spelt the same way.
 */
function escaped(text: string): string {
  const safe = text.replace(/_(?=x[0-9a-f]{4}_)|(?![\t\n])\p{Cc}|[\ufdd0-\ufdef\ufffd-\uffff]/giu, spelt)
  return safe in Object.prototype ? spelt(safe) + safe.slice(1) : safe
}

function xlsxCell(cell: OutCell): CellObject | null {
  if (cell === null || cell === undefined || cell === '') return null
  if (typeof cell === 'number') return Number.isFinite(cell) ? { type: Number, value: cell } : null
  if (typeof cell === 'boolean') return { type: Boolean, value: cell }
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return null
    return { type: Date, value: cell, format: day(cell).length === 10 ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm' }
  }
  const text = whole(cell)
  return { type: String, value: escaped(text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL - CUT.length) + CUT : text) }
}

/** Excel refuses names over 31 characters, with []:*?/\, or twice in one file. */
function sheetNamesOf(sheets: readonly OutSheet[]): string[] {
  const used = new Set<string>()
  return sheets.map(({ name }, i) => {
    const base =
      whole(name)
        .replace(/[[\]:*?/\\\p{Cc}\ufffd-\uffff]/gu, ' ')
        .replace(/^'+|'+$/gu, '')
        .trim()
        .slice(0, 31) || `Trang ${i + 1}`
    let unique = base
    for (let n = 2; used.has(unique.toLowerCase()); n += 1) unique = `${base.slice(0, 31 - ` (${n})`.length)} (${n})`
    used.add(unique.toLowerCase())
    return unique
  })
}

/**
 * An XLSX file with one sheet an entry; the header is bold and stays in sight. Text cells are typed as text, so that nothing in them
 * runs; text over Excel's 32,767 characters is cut and says so.
 */
export async function toXlsx(sheets: readonly OutSheet[]): Promise<Uint8Array> {
  const names = sheetNamesOf(sheets)
  const pages = sheets.map(({ headers, rows }, i) => ({
    sheet: names[i]!,
    data: [
      headers.map((label) => (label ? { ...xlsxCell(label), fontWeight: 'bold' as const } : null)),
      ...rows.map((row) => row.map(xlsxCell)),
    ],
    columns: headers.map((label) => ({ width: Math.min(40, Math.max(10, label.length + 2)) })),
    stickyRowsCount: 1,
  }))
  // eighty files, loaded by whoever writes a workbook: a command starts without them
  const { default: writeExcelFile } = await import('write-excel-file/node')
  return new Uint8Array(await writeExcelFile(pages).toBuffer())
}
