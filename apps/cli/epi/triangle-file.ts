import { reportingTriangle } from '@phaodai/epi/reporting-triangle.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { addDays, type DayOrder, daysBetween, parseDate } from '@phaodai/text/dates.ts'
import { clean } from '@phaodai/text/fold.ts'
import { findColumn, needColumn } from '../columns.ts'
import { type ByteStream, readTableFile, type TableFile } from '../table-file.ts'
import { countIn } from './figure-cells.ts'
import type { Note } from './table-out.ts'

/** Counts by day and delay, as far as a file knows them. */
export type DelayCounts = {
  first: string
  /** The last day of which the file says anything. */
  until: string
  /** null: said to be unknown; undefined: not said. */
  cell(day: string, delay: number): number | null | undefined
  /** Cases reported after more than the longest delay, which no cell holds, and all cases. */
  late: number
  all: number
}

const textOf = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : clean(String(cell)))

/**
 * A reporting triangle in long form: reference_date, delay (or report_date), count. Negative counts are corrections. What is refused is named in `notes`;
 * two rows of one cell that differ make it unknown. Throws UsageError where there is no such file or column, or no count.
 */
export async function readTriangle(
  path: string,
  options: { maxDelay: number; order: DayOrder | undefined },
  notes: Note[],
  stdin?: ByteStream,
): Promise<DelayCounts> {
  const table = await readTableFile(path, stdin)
  notes.push(...table.notes)
  const need = (names: readonly string[]) =>
    names.map((name) => findColumn(table.headers, name)).find((at) => at !== undefined) ??
    needColumn(table.headers, names[0]!, '--triangle', table.name)
  const dayAt = need(['reference_date', 'onset_date', 'date', 'ngày'])
  const countAt = need(['count', 'cases', 'confirm', 'số ca'])
  const delayAt = findColumn(table.headers, 'delay')
  const reportAt = delayAt ?? need(['report_date', 'ngày báo cáo'])
  const faults = new Faults(table, notes)
  const cells = new Map<string, number | null>()
  let [first, until, late, all] = ['', '', 0, 0]
  for (const { row, cells: line } of table.rows) {
    const day = dayOf(line[dayAt], row, dayAt, options.order, faults)
    if (day === null) continue
    const report = delayAt === undefined ? dayOf(line[reportAt], row, reportAt, options.order, faults) : null
    if (delayAt === undefined && report === null) continue
    const delay = report === null ? countIn(line[reportAt]) : daysBetween(day, report)
    if (delay === null || delay === undefined || delay < 0) {
      faults.add(row, reportAt, line[reportAt], [
        'cho độ trễ không phải số nguyên từ 0; dòng bị bỏ qua',
        'gives no delay from 0; the row was left out',
      ])
      continue
    }
    const read = countIn(line[countAt])
    if (read === undefined)
      faults.add(row, countAt, line[countAt], [
        'không phải số nguyên; ô này coi là chưa biết',
        'is no whole number; the cell counts as unknown',
      ])
    const count = read ?? null
    if (first === '' || day < first) first = day
    if (count !== null) {
      all += count
      const known = addDays(day, delay)
      if (known > until) until = known
    }
    if (delay > options.maxDelay) {
      late += count ?? 0
      continue
    }
    const key = `${day} ${delay}`
    const before = cells.get(key)
    const differ = before !== undefined && before !== count
    if (differ)
      faults.add(row, dayAt, line[dayAt], [
        `đã có số khác cho độ trễ ${delay}; ô này coi là chưa biết`,
        `already has another count at delay ${delay}; the cell counts as unknown`,
      ])
    cells.set(key, differ ? null : count)
  }
  faults.tell()
  if (until === '')
    throw new UsageError(`Tệp ${table.name} không có số nào đọc được.\n${table.name} has no count that can be read.`)
  return { first, until, cell: (day, delay) => cells.get(`${day} ${delay}`), late, all }
}

/** A line list with the day that counts and the day of the report, one case a row. A list says all: where it has no case, none was reported. */
export async function readReports(
  path: string,
  options: { onset: string; report: string; maxDelay: number; order: DayOrder | undefined },
  notes: Note[],
  stdin?: ByteStream,
): Promise<DelayCounts> {
  const table = await readTableFile(path, stdin)
  notes.push(...table.notes)
  const onsetAt = needColumn(table.headers, options.onset, '--onset', table.name)
  const reportAt = needColumn(table.headers, options.report, '--report', table.name)
  const faults = new Faults(table, notes)
  const pairs = table.rows.flatMap(({ row, cells }) => {
    const onset = dayOf(cells[onsetAt], row, onsetAt, options.order, faults)
    const report = onset === null ? null : dayOf(cells[reportAt], row, reportAt, options.order, faults)
    return onset === null || report === null ? [] : [{ onset, report }]
  })
  faults.tell()
  if (pairs.length === 0)
    throw new UsageError(`Tệp ${table.name} không có ca nào đọc được.\n${table.name} has no case that can be read.`)
  const first = pairs.reduce((least, { onset }) => (onset < least ? onset : least), pairs[0]!.onset)
  const until = pairs.reduce((most, { report }) => (report > most ? report : most), pairs[0]!.report)
  const reports = pairs.map(({ onset, report }) => ({ reference: daysBetween(first, onset), report: daysBetween(first, report) }))
  const { maxDelay } = options
  const { rows, leftOut } = reportingTriangle(reports, { asOf: daysBetween(first, until), maxDelay, first: 0 })
  if (leftOut.negative > 0)
    notes.push({
      vi: `${leftOut.negative} ca có ngày báo cáo trước ngày khởi phát, không tính. Hãy kiểm tra ngày.`,
      en: `${leftOut.negative} cases were reported before they began and are left out. Check the dates.`,
    })
  const cell = (day: string, delay: number) =>
    rows[daysBetween(first, day)]?.[delay] ?? (addDays(day, delay) <= until ? 0 : undefined)
  return { first, until, cell, late: leftOut.late, all: pairs.length }
}

function dayOf(cell: Cell | undefined, row: number, at: number, order: DayOrder | undefined, faults: Faults): string | null {
  const read = parseDate(cell, { order })
  if (read.ok) return read.date
  const why: [string, string] =
    read.problem === 'ambiguous'
      ? [
          'có thể hiểu theo hai cách (nêu --date-order); dòng bị bỏ qua',
          'can be read in two ways (give --date-order); the row was left out',
        ]
      : ['không đọc được là ngày; dòng bị bỏ qua', 'is no day; the row was left out']
  faults.add(row, at, cell, why)
  return null
}

/** Rows that were not taken as they stand; the first fifty are named in full. */
class Faults {
  readonly #table: TableFile
  readonly #notes: Note[]
  readonly #own: Note[] = []
  constructor(table: TableFile, notes: Note[]) {
    this.#table = table
    this.#notes = notes
  }

  add(row: number, column: number, cell: Cell | undefined, [vi, en]: readonly [string, string]): void {
    const { name, headers } = this.#table
    this.#own.push({
      vi: `${name}, dòng ${row}, cột "${headers[column]}": "${textOf(cell)}" ${vi}.`,
      en: `${name}, row ${row}, column "${headers[column]}": "${textOf(cell)}" ${en}.`,
    })
  }

  tell(): void {
    this.#notes.push(...this.#own.slice(0, 50))
    const more = this.#own.length - 50
    if (more > 0) this.#notes.push({ vi: `… và ${more} dòng khác.`, en: `… and ${more} more rows.` })
  }
}
