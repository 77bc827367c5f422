/** The files of a job: sealed in the database, opened and read once for a run. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Secrets } from '@phaodai/kernel/secrets.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { readTable, type Table, TableProblem, type TableRow, type WarningCode } from '@phaodai/tabular/read.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import { type Proposal, proposeLinks, proposeMapping } from './columns.rules.ts'
import { type Field, fields, Mapping } from './imports.contract.ts'
import { headingIsLink } from './link-columns.rules.ts'
import { columnsOf } from './rows.rules.ts'

const zip = promisify(gzip)
const unzip = promisify(gunzip)

/** The bytes, gzipped and sealed. */
export const sealFile = async (secrets: Secrets, bytes: Uint8Array): Promise<Buffer> =>
  secrets.seal('import-file', (await zip(bytes)).toString('base64'))
export const openFile = async (secrets: Secrets, sealed: Buffer): Promise<Buffer> =>
  unzip(Buffer.from(secrets.open('import-file', sealed), 'base64'))

/** @throws Problem import-file with the words for who sent it */
export async function tableOf(bytes: Uint8Array, fileName: string): Promise<Table> {
  try {
    return await readTable(bytes, fileName)
  } catch (error) {
    if (error instanceof TableProblem) throw new Problem('import-file', { ...error.text })
    throw error
  }
}

/** The same headings give the same hash, whatever their accents, case and order of sheets. */
export const headersHash = (headers: readonly string[]): Buffer =>
  createHash('sha256').update(headers.map(fold).join('\u0000')).digest()

/** @throws Problem import-mapping naming what is wrong */
export function readMapping(text: string | undefined): Mapping | null {
  if (text === undefined) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem('import-mapping', { what: 'JSON' })
  }
  const parsed = Mapping.safeParse(value)
  if (parsed.success) return parsed.data
  const what = parsed.error.issues
    .map((i) => [i.path.join('.'), 'keys' in i ? i.keys.join(', ') : ''].filter(Boolean).join(' '))
    .join('; ')
  throw new Problem('import-mapping', { what })
}

export interface Chosen {
  mapping: Mapping
  basis: 'given' | 'remembered' | 'proposed'
  uncertain: Field[]
  /** As proposed, the uncertain fields too. */
  proposal: Proposal
}

const hasColumns = (m: Mapping) => fields.some((f) => typeof m[f] === 'string')

/**
 * The mapping to use. Given with columns: that one; columns of the id, the onset and the infector, which chains rest on, are still looked
 * for where it does not speak of them (null says that there is none).
 * Given without columns: its options upon what was remembered, else upon what of the proposal is certain.
 */
export function chooseMapping(table: Table, given: Mapping | null, remembered: Mapping | null): Chosen {
  const proposal = proposeMapping(table)
  const certain: Mapping = { ...proposal.mapping }
  for (const field of proposal.uncertain) delete certain[field]
  if (given && hasColumns(given)) {
    const mapping = { ...given }
    const taken = new Set(fields.map((f) => given[f]))
    for (const field of ['id', 'onset', 'infector'] as const) {
      const found = certain[field]
      if (given[field] === undefined && found && !taken.has(found)) mapping[field] = found
    }
    return { mapping, basis: 'given', uncertain: mapping.id === undefined ? ['id'] : [], proposal }
  }
  const stillThere = remembered && columnsOf(table.headers, remembered).missing.length === 0 ? remembered : null
  const mapping = { ...(stillThere ?? certain), ...given }
  if (stillThere) return { mapping, basis: 'remembered', uncertain: mapping.id === undefined ? ['id'] : [], proposal }
  return {
    mapping,
    basis: 'proposed',
    uncertain: mapping.id === undefined ? ['id', ...proposal.uncertain.filter((f) => f !== 'id')] : proposal.uncertain,
    proposal,
  }
}

/** @throws Problem import-column-missing */
export function checkColumns(table: Table, mapping: Mapping): void {
  const [missing] = columnsOf(table.headers, mapping).missing
  if (missing) throw new Problem('import-column-missing', { ...missing, columns: table.headers.join(', ') })
}

/** The two columns of a file of links. @throws Problem import-column-missing, import-link-columns */
export function linkColumns(
  table: Table,
  mapping: Mapping | null,
  idColumn: string | null | undefined,
): { from: string; to: string; guessed: boolean } {
  const { from, to } = mapping?.links ?? {}
  const alike = (heading: string) => clean(heading).toLowerCase()
  const named = (column: string) =>
    table.headers.find((h) => h === column) ?? table.headers.find((h) => alike(h) === alike(column))
  if (from && to) {
    for (const [field, column] of [
      ['from', from],
      ['to', to],
    ] as const)
      if (named(column) === undefined)
        throw new Problem('import-column-missing', { field, column, columns: table.headers.join(', ') })
    return { from: named(from)!, to: named(to)!, guessed: false }
  }
  const found = proposeLinks(table.headers, idColumn)
  if (!found) throw new Problem('import-link-columns', { columns: table.headers.join(', ') })
  return found
}

/** The rows of a table of links; where the file has no heading, the line taken for one is the first of them. */
export function linkRows(table: Table, from: string, to: string): { rows: TableRow[]; headless: boolean } {
  const [a, b] = [table.headers.indexOf(from), table.headers.indexOf(to)]
  const headless = headingIsLink(
    [from, to],
    table.rows.map(({ cells }) => [cells[a], cells[b]]),
  )
  const first: TableRow[] = headless ? [{ row: table.headerRows[0] ?? 1, cells: [...table.headers] }] : []
  return { rows: [...first, ...table.rows], headless }
}

const WORDS: Partial<Record<WarningCode, Words>> = {
  encoding_guessed: { vi: 'bảng mã được đoán', en: 'the encoding is a guess' },
  damaged_characters: { vi: 'có ký tự bị hỏng', en: 'some characters are damaged' },
  lines_above_header: { vi: 'bỏ qua các dòng trên dòng tiêu đề', en: 'lines above the header were passed over' },
  no_header: { vi: 'không thấy dòng tiêu đề', en: 'no header row was found' },
  duplicate_header: { vi: 'có cột trùng tên', en: 'some columns have the same name' },
  repeated_header: { vi: 'bỏ qua dòng lặp lại tiêu đề', en: 'rows that repeat the header were passed over' },
  ragged: { vi: 'có dòng thừa hoặc thiếu ô', en: 'some rows have too many or too few cells' },
  unclosed_quote: { vi: 'có dấu ngoặc kép không đóng', en: 'a quote is not closed' },
  spreadsheet_error: { vi: 'có ô là lỗi của bảng tính', en: 'some cells are spreadsheet errors' },
  other_sheets: { vi: 'chỉ đọc trang tính đầu tiên', en: 'only the first sheet was read' },
}
/** What the reader of the file found odd, in words with the rows. */
export const warningsOf = (table: Table): Words[] =>
  table.warnings.flatMap(({ code, rows, detail }) => {
    const words = WORDS[code]
    if (!words) return []
    const at = rows.slice(0, 10).join(', ')
    return [
      {
        vi: `${words.vi}${at ? ` (dòng ${at})` : detail ? ` (${detail})` : ''}`,
        en: `${words.en}${at ? ` (rows ${at})` : detail ? ` (${detail})` : ''}`,
      },
    ]
  })
