import { UsageError } from '@phaodai/kernel/usage.ts'
import { addDays, type DayOrder, daysBetween, inferOrder, parseDate } from '@phaodai/text/dates.ts'
import { clean } from '@phaodai/text/fold.ts'
import { parseNumber } from '@phaodai/text/numbers.ts'
import { findColumn, needColumn } from '../columns.ts'
import { type ByteStream, readTableFile, type TableFile } from '../table-file.ts'
import type { Note } from './table-out.ts'

/** One place: its days without a hole, the first day first. null: not known. */
export type IncidenceSeries = {
  /** What its group column says; '' where there is none. */
  group: string
  /** null where the file numbers its days only. */
  dates: string[] | null
  local: (number | null)[]
  imported: (number | null)[]
  /** local + imported. */
  total: (number | null)[]
  /** The file tells imported cases from local ones. */
  split: boolean
}
export type IncidenceInput = {
  /** Path, or - for standard input. */
  incidence: string
  gaps: 'zero' | 'unknown'
  group?: string | undefined
  date?: string | undefined
  cases?: string | undefined
  dateOrder?: DayOrder | undefined
  /** Negative counts are corrections of earlier days and are kept; else they are refused. */
  corrections?: boolean
  stdin?: ByteStream | undefined
}

const NOTHING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '.', '?', '<na>'])
const DATES = ['date', 'dates', 'ngay', 'report_date', 'onset_date', 'ngay_bao_cao']
const TOTALS = [
  'total',
  'cases',
  'case',
  'count',
  'n',
  'confirmed',
  'observed',
  'incidence',
  'i',
  'so ca',
  'so_ca',
  'ca benh',
  'ca',
]
const GROUPS = ['segment', 'group', 'province', 'district', 'commune', 'region', 'location', 'tinh', 'huyen', 'xa', 'dia phuong']

type Day = { local: number | null; imported: number | null; row: number; refused: boolean }

/**
 * Daily counts as read from a file: t,date,total,local,imported or date,cases, with or without a column that names the place.
 * What is refused is named in `notes` and its day is unknown, whatever `gaps` says; days without a row and blank counts are what
 * `gaps` says. Throws UsageError where there is no such file or column, or where its dates can be read in two ways.
 */
export async function readIncidence(
  input: IncidenceInput,
): Promise<{ groupColumn: string | null; series: IncidenceSeries[]; notes: Note[] }> {
  const table = await readTableFile(input.incidence, input.stdin)
  const notes: Note[] = [...table.notes]
  const at = columnsOf(table, input)
  if (table.rows.length === 0)
    throw new UsageError(`Tệp ${table.name} không có dòng số liệu nào.\n${table.name} has no rows of data.`)
  const perGroup = new Map<string, Map<number | string, Day>>()
  const faults = new Faults(table.name, notes)
  const byDate = at.date !== undefined && table.rows.some(({ cells }) => !blank(cells[at.date!]))
  if (!byDate && at.t === undefined)
    throw new UsageError(
      `Tệp ${table.name} cần cột ngày (date) hoặc số thứ tự ngày (t).\n${table.name} needs a column of dates (date) or of day numbers (t).`,
    )
  const dayColumn = byDate ? at.date! : at.t!
  if (byDate) refuseAmbiguous(table, dayColumn, input.dateOrder)

  for (const { row, cells } of table.rows) {
    const group = at.group === undefined ? '' : textOf(cells[at.group])
    const day = byDate ? dateOf(cells[dayColumn], input.dateOrder) : dayNumber(cells[dayColumn])
    if (day === null) {
      if (cells.some((cell) => !blank(cell))) faults.add(row, table.headers[dayColumn]!, textOf(cells[dayColumn]), 'day')
      continue
    }
    const read = countsOf(cells, at, row, table, faults, input.corrections === true)
    const days = perGroup.get(group) ?? new Map<number | string, Day>()
    perGroup.set(group, days)
    const before = days.get(day)
    if (before === undefined) days.set(day, read)
    else if (before.local !== read.local || before.imported !== read.imported || before.refused || read.refused) {
      days.set(day, { local: null, imported: null, row: before.row, refused: true })
      faults.twice(before.row, row, day, true)
    } else faults.twice(before.row, row, day, false)
  }
  faults.tell()
  const gaps = { days: 0, blanks: 0 }
  const series = [...perGroup].map(([group, days]) => fill(table.name, group, days, byDate, input.gaps, at.split, gaps))
  if (gaps.days + gaps.blanks > 0) {
    const [vi, en] = input.gaps === 'zero' ? ['bằng 0', 'nought'] : ['chưa biết', 'unknown']
    notes.push({
      vi: `${gaps.days} ngày không có dòng và ${gaps.blanks} ô trống được coi là ${vi} (--gaps ${input.gaps}).`,
      en: `${gaps.days} days without a row and ${gaps.blanks} blank counts were taken as ${en} (--gaps ${input.gaps}).`,
    })
  }
  return { groupColumn: at.group === undefined ? null : table.headers[at.group]!, series, notes }
}

type Columns = ReturnType<typeof columnsOf>

function columnsOf(table: TableFile, input: IncidenceInput) {
  const first = (names: readonly string[]) => names.map((name) => findColumn(table.headers, name)).find((i) => i !== undefined)
  const need = (name: string, option: string) => needColumn(table.headers, name, option, table.name)
  const date = input.date === undefined ? first(DATES) : need(input.date, '--date')
  const group = input.group === undefined ? first(GROUPS) : need(input.group, '--group')
  const local = input.cases === undefined ? findColumn(table.headers, 'local') : undefined
  const imported = input.cases === undefined ? findColumn(table.headers, 'imported') : undefined
  const total = input.cases === undefined ? first(TOTALS) : need(input.cases, '--cases')
  if (total === undefined && local === undefined) needColumn(table.headers, 'cases', '--cases', table.name)
  const split = imported !== undefined && (local !== undefined || total !== undefined)
  return { date, group, t: findColumn(table.headers, 't'), total: total ?? local, local, imported, split }
}

const textOf = (cell: unknown): string => (cell === null || cell === undefined ? '' : clean(String(cell)))
const blank = (cell: unknown): boolean => NOTHING.has(textOf(cell).toLowerCase())

function dateOf(cell: unknown, order: DayOrder | undefined): string | null {
  const read = parseDate(cell, { order })
  return read.ok ? read.date : null
}

function dayNumber(cell: unknown): number | null {
  const read = parseNumber(cell)
  return read.ok && Number.isSafeInteger(read.value) ? read.value : null
}

function refuseAmbiguous(table: TableFile, column: number, order: DayOrder | undefined): void {
  const rows = table.rows.filter(({ cells }) => {
    const read = parseDate(cells[column], { order })
    return !read.ok && read.problem === 'ambiguous'
  })
  if (rows.length === 0) return
  const { dmy, mdy } = inferOrder(table.rows.map(({ cells }) => cells[column]))
  const some = rows
    .slice(0, 5)
    .map(({ row, cells }) => `${row}: ${textOf(cells[column])}`)
    .join('; ')
  throw new UsageError(
    `${table.name}, cột "${table.headers[column]}": ${rows.length} ngày có thể hiểu theo hai cách (dòng ${some}). ` +
      `Trong cột: ${dmy} ngày chỉ đọc được kiểu ngày/tháng, ${mdy} chỉ kiểu tháng/ngày. Hãy nêu --date-order dmy hoặc --date-order mdy.\n` +
      `${table.name}, column "${table.headers[column]}": ${rows.length} dates can be read in two ways (row ${some}). ` +
      `In the column ${dmy} can only be day/month, ${mdy} only month/day. Give --date-order dmy or --date-order mdy.`,
  )
}

function countsOf(
  cells: readonly unknown[],
  at: Columns,
  row: number,
  table: TableFile,
  faults: Faults,
  corrections: boolean,
): Day {
  let refused = false
  const count = (column: number | undefined): number | null => {
    if (column === undefined || blank(cells[column])) return null
    const read = parseNumber(cells[column])
    if (read.ok && Number.isSafeInteger(read.value) && (read.value >= 0 || corrections)) return read.value
    refused = true
    faults.add(row, table.headers[column]!, textOf(cells[column]), 'count')
    return null
  }
  const apart = at.split && at.local === at.total
  const total = apart ? null : count(at.total)
  if (!at.split) return { local: total, imported: total === null ? null : 0, row, refused }
  let [local, imported] = [count(at.local), count(at.imported)]
  if (total !== null && !refused) {
    if (local === null && imported === null) [local, imported] = [total, 0]
    else if (local === null && imported! <= total) local = total - imported!
    else if (imported === null && local! <= total) imported = total - local!
    else if (local !== null && imported !== null && local + imported !== total)
      faults.add(row, table.headers[at.total!]!, `${total} ≠ ${local} + ${imported}`, 'sum')
  }
  return refused || local === null || imported === null
    ? { local: null, imported: null, row, refused }
    : { local, imported, row, refused }
}

/** Days in order without a hole. */
function fill(
  file: string,
  group: string,
  days: Map<number | string, Day>,
  byDate: boolean,
  gaps: 'zero' | 'unknown',
  split: boolean,
  seen: { days: number; blanks: number },
): IncidenceSeries {
  const keys = [...days.keys()].sort((a, b) => (a < b ? -1 : 1))
  const [first, last] = [keys[0]!, keys.at(-1)!]
  const length = 1 + (byDate ? daysBetween(String(first), String(last)) : Number(last) - Number(first))
  if (length > 40_000)
    throw new UsageError(
      `Tệp ${file}: chuỗi ngày từ ${first} (dòng ${days.get(first)!.row}) đến ${last} (dòng ${days.get(last)!.row}) quá dài; hãy xem lại ngày sai.\n` +
        `${file}: the series from ${first} (row ${days.get(first)!.row}) to ${last} (row ${days.get(last)!.row}) is too long; look for a wrong date.`,
    )
  const found: IncidenceSeries = { group, dates: byDate ? [] : null, local: [], imported: [], total: [], split }
  for (let i = 0; i < length; i++) {
    const key = byDate ? addDays(String(first), i) : Number(first) + i
    const day = days.get(key)
    found.dates?.push(String(key))
    let [local, imported] = [day?.local ?? null, day?.imported ?? null]
    if ((local === null || imported === null) && !day?.refused) {
      seen[day === undefined ? 'days' : 'blanks']++
      if (gaps === 'zero') [local, imported] = [local ?? 0, imported ?? 0]
    }
    found.local.push(local)
    found.imported.push(imported)
    found.total.push(local === null || imported === null ? null : local + imported)
  }
  return found
}

/** Rows that were not taken as they stand; each is named, the first fifty in full. */
class Faults {
  readonly #notes: Note[]
  readonly #file: string
  readonly #own: Note[] = []
  constructor(file: string, notes: Note[]) {
    this.#file = file
    this.#notes = notes
  }

  add(row: number, column: string, text: string, rule: 'day' | 'count' | 'sum'): void {
    const said = {
      day: ['không đọc được là ngày; dòng bị bỏ qua', 'is no day; the row was left out'],
      count: ['không phải số nguyên từ 0; ngày này coi là chưa biết', 'is no whole number from 0; the day counts as unknown'],
      sum: ['không khớp; dùng tổng của local và imported', 'do not agree; the sum of local and imported was used'],
    }[rule]
    this.#own.push({
      vi: `${this.#file}, dòng ${row}, cột "${column}": "${text}" ${said[0]}.`,
      en: `${this.#file}, row ${row}, column "${column}": "${text}" ${said[1]}.`,
    })
  }

  twice(before: number, row: number, day: number | string, differ: boolean): void {
    this.#own.push({
      vi: `${this.#file}, dòng ${before} và ${row}: ngày ${day} có hai lần${
        differ ? ' với số khác nhau; ngày này coi là chưa biết (nhiều nơi trong một tệp: nêu --group)' : ', cùng số; tính một lần'
      }.`,
      en: `${this.#file}, rows ${before} and ${row}: ${day} stands twice${
        differ
          ? ' with different counts; the day counts as unknown (several places in one file: give --group)'
          : ', the same; it counts once'
      }.`,
    })
  }

  tell(): void {
    this.#notes.push(...this.#own.slice(0, 50))
    const more = this.#own.length - 50
    if (more > 0) this.#notes.push({ vi: `… và ${more} dòng khác.`, en: `… and ${more} more rows.` })
  }
}
