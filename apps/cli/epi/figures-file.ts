import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { type ByteStream, readTableFile, type TableFile } from '../table-file.ts'

/** The table in a file of figures (CSV or XLSX, also gzipped); `-` is standard input. Throws UsageError. */
export async function readFigures(path: string, stdin?: ByteStream): Promise<TableFile> {
  if (!/\.gz$/i.test(path)) return readTableFile(path, stdin)
  let bytes: Buffer
  try {
    bytes = gunzipSync(await readFile(path))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(`Không đọc được tệp ${path} (${code}).\nCannot read ${path} (${code}).`)
  }
  async function* unpacked() {
    yield bytes
  }
  const table = await readTableFile('-', unpacked())
  const named = (text: string) => text.replaceAll('stdin', path)
  return { ...table, name: path, notes: table.notes.map(({ vi, en }) => ({ vi: named(vi), en: named(en) })) }
}
