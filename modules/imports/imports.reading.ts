/** Reads a whole file by its mapping, giving way to other work in between, and finds the rows that say the same case twice. */
import { setImmediate as turn } from 'node:timers/promises'
import { idOf } from '@phaodai/kernel/ids.ts'
import type { Secrets } from '@phaodai/kernel/secrets.ts'
import type { Table } from '@phaodai/tabular/read.ts'
import type { Mapping } from './imports.contract.ts'
import { linkRows } from './imports.files.ts'
import {
  type CaseReading,
  canonical,
  columnsOf,
  type LinkReading,
  readCase,
  readLink,
  type Writing,
  writingOf,
} from './rows.rules.ts'

export interface ReadCase extends CaseReading {
  /** What the row says, in a form that tells nothing of it: the same mark, the same content. */
  mark: string
  subjectId: string
  /** An earlier row of this file with the same id. */
  earlier: ReadCase | null
}
export interface ReadLink extends LinkReading {
  /** Said by a row of the line list. */
  derived: boolean
}

/** How many rows one step takes. */
export const CHUNK = 2000
const TURN = 500

/** The subject that a list's id stands for: the same in every list of the disease. */
export const subjectOf = (disease: string, externalId: string): string => idOf('list', disease, externalId)

/** How the list writes its ids and days, and its rows read by that. */
export async function readCases(
  secrets: Secrets,
  table: Table,
  mapping: Mapping,
  disease: string,
  today: string,
): Promise<{ read: ReadCase[]; writing: Writing }> {
  const { columns } = columnsOf(table.headers, mapping)
  const writing = writingOf(table.rows, columns)
  const first = new Map<string, ReadCase>()
  const read: ReadCase[] = []
  for (const [i, row] of table.rows.entries()) {
    if (i % TURN === TURN - 1) await turn()
    const reading = readCase(row, columns, mapping, today, writing)
    const mark = secrets.blindIndex('import-row', canonical(reading.values)).subarray(0, 16).toString('base64url')
    const subjectId = subjectOf(disease, reading.values.id ?? `#${mark}`)
    const one: ReadCase = { ...reading, mark, subjectId, earlier: first.get(subjectId) ?? null }
    if (one.refused.length === 0 && !one.earlier) first.set(subjectId, one)
    read.push(one)
  }
  return { read, writing }
}

/** `list`: how the ids of the line list are written, so that a link to one of them is a link to it. */
export async function readLinks(table: Table, from: string, to: string, list: Writing): Promise<ReadLink[]> {
  const [a, b] = [table.headers.indexOf(from), table.headers.indexOf(to)]
  const idsOf = (column: number) => list.readerOf(table.rows.map((row) => row.cells[column]))
  const written = { fromOf: idsOf(a), toOf: idsOf(b) }
  const read: ReadLink[] = []
  for (const [i, row] of linkRows(table, from, to).rows.entries()) {
    if (i % TURN === TURN - 1) await turn()
    read.push({ ...readLink(row, a, b, written), derived: false })
  }
  return read
}

/** Links that the line list itself names. */
export const derivedLinks = (cases: readonly ReadCase[]): ReadLink[] =>
  cases.flatMap((c) => {
    if (c.refused.length > 0 || c.values.id === null) return []
    return c.values.infectors.map((from) => ({
      ...readLink({ row: c.row, cells: [from, c.values.id] }, 0, 1),
      derived: true,
    }))
  })
