import { date, instant } from '@phaodai/ui/formats.ts'
import type { Language, Words } from '@phaodai/ui/language.tsx'
import type { TableColumn } from '@phaodai/ui/PlainTable.tsx'
import { csvFile, listToCsv } from './csv.ts'
import { saveFile } from './saveFile.ts'

export interface ExportedTable {
  /** Of the file: rt. */
  fileName: string
  title: Words
  /** Below the title: area, day, settings. */
  notes: readonly string[]
  table: readonly TableColumn[]
}

/** Saves a table as CSV: the drill line and what it is on top, then its columns; text never becomes a formula. */
export function exportTable(
  { fileName, title, notes, table }: ExportedTable,
  { language, mode, today, readAt }: { language: Language; mode: string; today: string; readAt: string | null },
): void {
  const drill = mode === 'drill'
  const said = (words: Words) => words[language]
  const top = [
    drill
      ? said({
          vi: `DIỄN TẬP – số liệu giả định, ngày diễn tập ${date(today)}`,
          en: `DRILL – invented data, drill day ${date(today)}`,
        })
      : '',
    said(title),
    ...notes,
    readAt ? said({ vi: `Đọc lúc ${instant(readAt, 'vi')}`, en: `Read ${instant(readAt, 'en')}` }) : '',
  ]
  const rows = table[0]?.raw.map((_, row) => row) ?? []
  const columns = table.map((c, n) => ({ key: String(n), header: c.words, value: (row: number) => c.raw[row] ?? null }))
  saveFile(csvFile(fileName, today, drill, listToCsv({ notes: top, columns, rows, language })))
}
