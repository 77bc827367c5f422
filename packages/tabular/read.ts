/** Reads CSV and XLSX as people send them. Nothing is corrected in silence: what is odd is a warning with its row numbers. */
import { type Cell, isBlank, isSpreadsheetError, unguard } from './cells.ts'
import { type Delimiter, detectDelimiter, parseCsv } from './csv.ts'
import { decodeText, type Encoding } from './decode.ts'
import { findHeader, repeatsHeader } from './header.ts'

export interface TableRow {
  /** 1-based row of the file, as a spreadsheet numbers it. */
  row: number
  /** One cell a header; longer only where a row has cells beyond the header (warned as 'ragged'). */
  cells: Cell[]
  /** Cells that held a spreadsheet's error (#NAME?, #REF!, #N/A …): their value is null. `column` is 0-based. */
  errors?: { column: number; text: string }[]
}

export type WarningCode =
  | 'encoding_guessed'
  | 'damaged_characters'
  | 'lines_above_header'
  | 'no_header'
  | 'duplicate_header'
  | 'unnamed_column'
  | 'repeated_header'
  | 'ragged'
  | 'unclosed_quote'
  | 'spreadsheet_error'
  | 'other_sheets'

/** Something the person should know before the rows are used. `rows`: source row numbers, at most the first 100; `count`: all. */
export interface TableWarning {
  code: WarningCode
  count: number
  rows: number[]
  detail?: string
}

export interface Table {
  /** One name a column, none empty, none twice. */
  headers: string[]
  /** For each column every wording in stacked header lines, for matching. */
  wordings: string[][]
  /** Source rows of the header. */
  headerRows: number[]
  rows: TableRow[]
  delimiter: Delimiter | null
  encoding: Encoding | null
  sheet: string | null
  warnings: TableWarning[]
}

export type TableProblemCode = 'empty' | 'old_excel' | 'sheet_not_found' | 'unreadable' | 'not_a_table'

const WORDS: Record<TableProblemCode, { vi: string; en: string }> = {
  empty: { vi: 'Tệp không có dữ liệu. Chưa ghi gì.', en: 'The file holds no data. Nothing was recorded.' },
  old_excel: {
    vi: 'Tệp Excel cũ (.xls) hoặc có mật khẩu. Chưa ghi gì. Lưu lại dạng .xlsx không mật khẩu rồi gửi lại.',
    en: 'An old Excel file (.xls) or one with a password. Nothing was recorded. Save it as .xlsx without a password and send it again.',
  },
  sheet_not_found: {
    vi: 'Không có trang tính này trong tệp. Chưa ghi gì. Chọn một trang tính có trong tệp.',
    en: 'The file has no such sheet. Nothing was recorded. Choose a sheet of the file.',
  },
  unreadable: {
    vi: 'Không mở được tệp. Chưa ghi gì. Mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại.',
    en: 'The file cannot be opened. Nothing was recorded. Open it in Excel, save it as .xlsx and send it again.',
  },
  not_a_table: {
    vi: 'Tệp này không phải bảng (CSV hoặc XLSX). Chưa ghi gì.',
    en: 'This file is not a table (CSV or XLSX). Nothing was recorded.',
  },
}

/** Why a file gave no table; `text` is for the person who sent it. */
export class TableProblem extends Error {
  readonly code: TableProblemCode
  readonly text: { vi: string; en: string }
  readonly detail: string
  constructor(code: TableProblemCode, detail = '') {
    super(`${WORDS[code].en}${detail ? ` (${detail})` : ''}`)
    this.name = 'TableProblem'
    this.code = code
    this.text = WORDS[code]
    this.detail = detail
  }
}

class Warnings {
  readonly #byCode = new Map<WarningCode, TableWarning>()
  add(code: WarningCode, row?: number, detail?: string): void {
    const known = this.#byCode.get(code) ?? { code, count: 0, rows: [] }
    known.count += 1
    if (row !== undefined && known.rows.length < 100 && known.rows.at(-1) !== row) known.rows.push(row)
    if (detail !== undefined) known.detail = known.detail ? `${known.detail}, ${detail}` : detail
    this.#byCode.set(code, known)
  }
  list(): TableWarning[] {
    return [...this.#byCode.values()]
  }
}

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte)

/**
 * The table in a file: CSV (comma, semicolon or tab; UTF-8, UTF-16, Windows-1258 or -1252) or XLSX (the first sheet, or `sheet` by name).
 * What the file is, its content says; the name is only for the message. Blank rows are left out; row numbers are those of the file.
 * Throws TableProblem where there is no table to read.
 */
export async function readTable(bytes: Uint8Array, name: string, options: { sheet?: string } = {}): Promise<Table> {
  if (bytes.length === 0) throw new TableProblem('empty', name)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new TableProblem('old_excel', name)
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return readXlsx(bytes, name, options.sheet)
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw new TableProblem('not_a_table', name)
  return readCsv(bytes, name)
}

const APOSTROPHE = 39

function readCsv(bytes: Uint8Array, name: string): Table {
  const { text, encoding, guessed } = decodeText(bytes)
  if (guessed && text.slice(0, 4000).includes('\0')) throw new TableProblem('not_a_table', name)
  const warnings = new Warnings()
  if (guessed) warnings.add('encoding_guessed', undefined, encoding)
  if (text.includes('\ufffd')) warnings.add('damaged_characters')
  const delimiter = detectDelimiter(text)
  const { records, unclosedAt } = parseCsv(text, delimiter)
  if (unclosedAt !== null) warnings.add('unclosed_quote', unclosedAt)
  if (/^"?sep=.$/iu.test(records[0]?.join(delimiter) ?? '') || /^sep=$/iu.test(records[0]?.[0] ?? '')) records[0] = []
  const lines: Cell[][] = records
  for (const line of lines)
    for (let c = 0; c < line.length; c += 1) {
      const written = line[c] as string
      const value = written.charCodeAt(0) === APOSTROPHE ? unguard(written) : written
      line[c] = value.trim() === '' ? null : value
    }
  return { ...assemble(lines, name, warnings, true), delimiter, encoding, sheet: null }
}

/** The reader of workbooks is fifty files, loaded by the first workbook: a command starts without them. */
async function sheetsOf(bytes: Uint8Array): Promise<{ sheet: string; data: unknown[][] }[]> {
  const { default: readSheets } = await import('read-excel-file/node')
  return readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { trim: false })
}

async function readXlsx(bytes: Uint8Array, name: string, sheet?: string): Promise<Table> {
  const warnings = new Warnings()
  let sheets: { sheet: string; data: unknown[][] }[]
  try {
    sheets = await sheetsOf(bytes)
  } catch (error) {
    throw new TableProblem('unreadable', `${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const chosen = sheet === undefined ? sheets[0] : sheets.find((candidate) => candidate.sheet === sheet)
  if (!chosen)
    throw new TableProblem(sheets.length ? 'sheet_not_found' : 'empty', sheets.map((one) => one.sheet).join(', ') || name)
  for (const other of sheets) if (other !== chosen && other.data.length > 0) warnings.add('other_sheets', undefined, other.sheet)
  const lines = chosen.data.map((line) => line.map(typed))
  return { ...assemble(lines, name, warnings, false), delimiter: null, encoding: null, sheet: chosen.sheet }
}

function typed(value: unknown): Cell {
  if (typeof value === 'number' || value instanceof Date) return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

type Assembled = Omit<Table, 'delimiter' | 'encoding' | 'sheet'>

function assemble(lines: Cell[][], name: string, warnings: Warnings, isText: boolean): Assembled {
  const isEmpty = (line: Cell[]) => line.every(isBlank)
  if (lines.every(isEmpty)) throw new TableProblem('empty', name)
  const header = findHeader(lines)
  if (!header) warnings.add('no_header')
  else if (header.lines[0]! > 0)
    for (let i = 0; i < header.lines[0]!; i += 1) if (!isEmpty(lines[i]!)) warnings.add('lines_above_header', i + 1)

  const rows: TableRow[] = []
  const beyond = new Map<number, number>()
  const named = header ? header.labels.length : 0
  const repeats = header ? repeatsHeader(lines, header) : () => false
  for (let i = header?.dataStart ?? 0; i < lines.length; i += 1) {
    const line = lines[i]!
    if (isEmpty(line)) continue
    if (repeats(line)) {
      warnings.add('repeated_header', i + 1)
      continue
    }
    const row: TableRow = { row: i + 1, cells: line }
    for (let c = 0; c < line.length; c += 1) {
      if (isSpreadsheetError(line[c]!)) {
        row.errors ??= []
        row.errors.push({ column: c, text: line[c] as string })
        line[c] = null
        warnings.add('spreadsheet_error', i + 1)
      }
      if (c >= named && !isBlank(line[c])) beyond.set(c, (beyond.get(c) ?? 0) + 1)
    }
    rows.push(row)
  }

  // Without a name but used by many rows it is a column; used by few it is a row with a delimiter too many.
  let width = named
  for (const [column, used] of beyond) if (!header || (used > 1 && used >= rows.length * 0.2)) width = Math.max(width, column + 1)
  const labels = Array.from({ length: width }, (_, c) => header?.labels[c] ?? '')
  const inUse = labels.map(
    (label, c) => label !== '' || rows.some((row) => !isBlank(row.cells[c]) || row.errors?.some((e) => e.column === c)),
  )
  while (inUse.length > 0 && !inUse.at(-1)) inUse.pop()
  const headers = nameColumns(labels.slice(0, inUse.length), inUse, warnings, header !== null)

  const expected = header ? Math.max(...header.lines.map((i) => lines[i]!.length)) : null
  for (const row of rows) {
    const length = row.cells.length
    let end = length
    while (end > headers.length && isBlank(row.cells[end - 1])) end -= 1
    if (end > headers.length || (isText && expected !== null && length < Math.min(expected, headers.length)))
      warnings.add('ragged', row.row)
    if (end < length) row.cells.length = end
    while (row.cells.length < headers.length) row.cells.push(null)
  }
  const wordings = headers.map((label, c) => (header?.wordings[c]?.length ? header.wordings[c]! : [label]))
  return { headers, wordings, headerRows: header?.lines.map((i) => i + 1) ?? [], rows, warnings: warnings.list() }
}

function nameColumns(labels: string[], inUse: boolean[], warnings: Warnings, hasHeader: boolean): string[] {
  const used = new Set<string>()
  return labels.map((label, c) => {
    if (label === '' && inUse[c] && hasHeader) warnings.add('unnamed_column', undefined, String(c + 1))
    const wanted = label || `Cột ${c + 1}`
    let unique = wanted
    for (let n = 2; used.has(unique); n += 1) unique = `${wanted} (${n})`
    if (unique !== wanted) warnings.add('duplicate_header', undefined, wanted)
    used.add(unique)
    return unique
  })
}

/** The names of the sheets of an XLSX file, in order. Throws TableProblem where it cannot be opened. */
export async function sheetNames(bytes: Uint8Array): Promise<string[]> {
  try {
    return (await sheetsOf(bytes)).map((one) => one.sheet)
  } catch (error) {
    throw new TableProblem('unreadable', error instanceof Error ? error.message : String(error))
  }
}
