import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { readTable, type Table, TableProblem, type WarningCode } from '@phaodai/tabular/read.ts'

export type TableFile = Table & { name: string; notes: { vi: string; en: string }[] }
export type ByteStream = AsyncIterable<Uint8Array | string>

/** The table in a file (CSV or XLSX, also gzipped); `-` is standard input. Throws UsageError where there is no such file or no table in it. */
export async function readTableFile(path: string, stdin: ByteStream = process.stdin): Promise<TableFile> {
  const name = path === '-' ? 'stdin' : path
  let bytes: Uint8Array
  try {
    bytes = path === '-' ? await readAll(stdin) : await readFile(path)
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes, { maxOutputLength: 2 ** 30 })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(`Không đọc được tệp ${name} (${code}).\nCannot read ${name} (${code}).`)
  }
  try {
    const table = await readTable(bytes, name)
    return { ...table, name, notes: notesOf(table, name) }
  } catch (error) {
    if (error instanceof TableProblem) throw new UsageError(`${name}: ${error.text.vi}\n${name}: ${error.text.en}`)
    throw error
  }
}

/** As a stream: reading descriptor 0 at once fails where the pipe does not block. */
async function readAll(stream: ByteStream): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts)
}

/** Unnamed columns and spreadsheet errors need no note: the first are not used, the second count as empty cells. */
const WORDS: Partial<Record<WarningCode, { vi: string; en: string }>> = {
  encoding_guessed: { vi: 'bảng mã được đoán', en: 'the encoding is a guess' },
  damaged_characters: { vi: 'có ký tự bị hỏng', en: 'some characters are damaged' },
  lines_above_header: { vi: 'bỏ qua các dòng trên dòng tiêu đề', en: 'lines above the header were passed over' },
  no_header: { vi: 'không thấy dòng tiêu đề', en: 'no header row was found' },
  duplicate_header: { vi: 'có cột trùng tên', en: 'some columns have the same name' },
  repeated_header: { vi: 'bỏ qua dòng lặp lại tiêu đề', en: 'rows that repeat the header were passed over' },
  ragged: { vi: 'có dòng thừa hoặc thiếu ô', en: 'some rows have too many or too few cells' },
  unclosed_quote: { vi: 'có dấu ngoặc kép không đóng', en: 'a quote is not closed' },
  other_sheets: { vi: 'chỉ đọc trang tính đầu tiên', en: 'only the first sheet was read' },
}

function notesOf(table: Table, name: string): TableFile['notes'] {
  return table.warnings.flatMap(({ code, rows, detail }) => {
    const words = WORDS[code]
    if (!words) return []
    const where = rows.length > 0 ? rows.slice(0, 10).join(', ') : ''
    const [vi, en] = where ? [` (dòng ${where})`, ` (rows ${where})`] : detail ? [` (${detail})`, ` (${detail})`] : ['', '']
    return [{ vi: `Tệp ${name}: ${words.vi}${vi}.`, en: `${name}: ${words.en}${en}.` }]
  })
}
