import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { getAreas, listUnits } from '@phaodai/modules/areas/areas.store.ts'
import { importTeams } from '@phaodai/modules/checks/import-teams.ts'
import { codeSheets } from '@phaodai/modules/checks/members.commands.ts'
import { sheetColumns } from '@phaodai/modules/checks/teamsheet.rules.ts'
import { type Cell, isBlank } from '@phaodai/tabular/cells.ts'
import { readTable, TableProblem, type TableRow } from '@phaodai/tabular/read.ts'
import { toCsv } from '@phaodai/tabular/write.ts'
import type { Session } from './runtime.ts'

/** Rows of one commune taken in at once; a commune with more goes in parts, a team always in one. */
const MOST_ROWS = 4000

/** So many failed rows are read on the screen; more are written to a file. */
const FEW = 20

const said = (row: TableRow, at: number): string => {
  const cell = at < 0 ? null : row.cells[at]
  return isBlank(cell) ? '' : String(cell).trim()
}

/** Whole teams of one commune after another. */
function partsOf(rows: readonly TableRow[], column: { commune: number; hamlet: number; team: number }): TableRow[][] {
  const parts: TableRow[][] = []
  for (const of of Map.groupBy(rows, (r) => said(r, column.commune)).values()) {
    let part: TableRow[] = []
    for (const team of Map.groupBy(of, (r) => `${said(r, column.hamlet)} ${said(r, column.team)}`).values()) {
      if (part.length > 0 && part.length + team.length > MOST_ROWS) {
        parts.push(part)
        part = []
      }
      part.push(...team)
    }
    parts.push(part)
  }
  return parts
}

type Done = Awaited<ReturnType<typeof importPart>>
const importPart = (s: Session, input: { bytes: Uint8Array<ArrayBuffer>; fileName: string; communeId?: number }) =>
  s.run(importTeams, input)

/**
 * Takes a team sheet in, however long, part by part. After a break the same command goes on: a part adds only what is not there, and says so.
 * Rows that fail are written to a file, with the reason, where it is asked for or they are many.
 */
export async function importSheet(
  s: Session,
  file: string,
  communeId: number | undefined,
  failedTo: string | undefined,
  progress: (at: number, of: number) => void,
): Promise<Done & { failedFile: string | null }> {
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(readFileSync(file))
  } catch (error) {
    throw new UsageError(`Không đọc được tệp ${file} (${(error as NodeJS.ErrnoException).code}).`)
  }
  const table = await readTable(bytes, basename(file)).catch((error: unknown) => {
    throw error instanceof TableProblem ? new Problem('file-refused', { ...error.text }) : error
  })
  const parts = partsOf(table.rows, sheetColumns(table.wordings))
  const sum: Done & { failedFile: string | null } = {
    ...{ rows: 0, hamlets: 0, teams: 0, households: 0, assigned: 0, members: 0, accounts: 0, unchanged: 0 },
    ...{ failed: [], sizes: [], failedFile: null },
  }
  for (const [i, part] of parts.entries()) {
    progress(i, parts.length)
    const text = new TextEncoder().encode(
      toCsv(
        table.headers,
        part.map((r) => table.headers.map((_, c) => r.cells[c] as never)),
      ),
    )
    const done = await importPart(s, { bytes: text, fileName: 'to.csv', ...(communeId && { communeId }) })
    for (const k of ['rows', 'hamlets', 'teams', 'households', 'assigned', 'members', 'accounts', 'unchanged'] as const)
      sum[k] += done[k]
    // a part's second line is its first row
    sum.failed.push(...done.failed.map((f) => ({ ...f, row: part[f.row - 2]?.row ?? f.row })))
    sum.sizes.push(...done.sizes)
  }
  progress(parts.length, parts.length)
  sum.failed.sort((a, b) => a.row - b.row)
  if (sum.failed.length > 0 && (failedTo || sum.failed.length > FEW)) {
    const cells = new Map(table.rows.map((r) => [r.row, r.cells]))
    const rows = sum.failed.map((f) => [...table.headers.map((_, c) => cells.get(f.row)?.[c] as Cell), f.row, f.vi])
    sum.failedFile = failedTo ?? `${file}.chua-nhan.csv`
    writeFileSync(sum.failedFile, toCsv([...table.headers, 'Dòng', 'Lý do'], rows as never))
  }
  return sum
}

/** Makes codes for the members of an area who have not used theirs and writes one sheet for each commune. */
export async function writeCodeSheets(s: Session, areaId: number, folder: string): Promise<{ file: string; issued: number }[]> {
  const db = dbOf(s.app.pool)
  const [area] = await getAreas(db, [areaId])
  const communes = (await listUnits(db, area!.lo, area!.hi, s.today, null)).filter((u) => u.tier === 'commune')
  const written = []
  mkdirSync(folder, { recursive: true })
  for (const { areaId: communeId } of communes) {
    const { issued, fileName, html } = await s.run(codeSheets, { communeId })
    if (issued === 0) continue
    const file = join(folder, fileName)
    writeFileSync(file, html, { mode: 0o600 })
    written.push({ file, issued })
  }
  return written
}
