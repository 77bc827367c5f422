import { guard } from '@phaodai/tabular/cells.ts'

export type Note = { vi: string; en: string }
export type OutRow = Record<string, string | number | null>
/** `note` takes the notes of `--csv`; standard error unless given. */
export type EpiIo = { out(text: string): void; note?(text: string): void }

const field = (cell: string | number | null | undefined): string => {
  if (cell === null || cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell))) return ''
  if (typeof cell === 'number') return String(cell)
  const text = guard(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Prints the rows of an epi command: `--csv` for programs (no byte-order mark, one line feed a row, empty where there is no
 * answer, notes on standard error), `--json` as one document { rows, notes }, else the text for a person with its notes below.
 */
export function printTable(
  io: EpiIo,
  flags: { csv?: boolean | undefined; json?: boolean | undefined },
  columns: readonly string[],
  rows: readonly OutRow[],
  notes: readonly Note[],
  text: () => string,
): void {
  if (flags.json) io.out(`${JSON.stringify({ rows, notes })}\n`)
  else if (flags.csv) {
    const say = io.note ?? ((line: string) => void process.stderr.write(line))
    for (const note of notes) say(`${note.vi}\n${note.en}\n`)
    const lines = rows.map((row) => columns.map((column) => field(row[column])).join(','))
    io.out(`${[columns.map(field).join(','), ...lines].join('\n')}\n`)
  } else io.out(`${[text(), ...notes.map((note) => note.vi)].join('\n')}\n`)
}
