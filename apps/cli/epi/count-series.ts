import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { addDays, type DayOrder, daysBetween } from '@phaodai/text/dates.ts'
import { clean } from '@phaodai/text/fold.ts'
import { findColumn, needColumn } from '../columns.ts'
import { type ByteStream, readTableFile, type TableFile } from '../table-file.ts'
import { columnOf, countIn, datesOf, isNothing, isTotal, refused } from './figure-cells.ts'
import type { Note } from './table-out.ts'

export type Step = 'day' | 'week' | 'month' | 'unknown'

/** One series of counts at equal steps. */
export type CountSeries = {
  /** Values of the columns that tell the series apart, in the order of those columns. */
  keys: string[]
  step: Step
  /** Position of the first count: as the file numbers it, else 1. */
  first: number
  counts: (number | null)[]
  /** Date of each count (of a month its first day); null where the file has none. */
  dates: string[] | null
}

export type CountSeriesFile = { columns: string[]; series: CountSeries[]; notes: Note[] }

const DATE = ['date', 'ngày', 'report_date', 'reference_date']
const COUNT = ['observed', 'cases', 'count', 'total', 'confirmed', 'incidence', 'số ca', 'số ca mắc']
const GROUP = ['segment', 'series', 'group', 'disease', 'province', 'district', 'commune', 'bệnh', 'tỉnh', 'huyện', 'xã']

/** One row that could be read: where it stands in time, its count (null: unknown) and the number that the file gives it. */
type Reading = { row: number; at: number; count: number | null; t: number | null }

/**
 * Series of counts by day, week or month as people keep them: unsorted, steps missing or twice, a totals row; several series in one file by the columns
 * named, else by usual ones. A step without a row is zero or unknown as `gaps` says; an empty or impossible count is unknown; two rows of one step that
 * differ make it unknown. Throws UsageError where nothing can be read.
 */
export async function readCountSeries(input: {
  path: string
  by?: string | undefined
  column?: string | undefined
  dateOrder?: DayOrder | undefined
  gaps: 'zero' | 'unknown'
  stdin?: ByteStream | undefined
}): Promise<CountSeriesFile> {
  const table = await readTableFile(input.path, input.stdin)
  const notes: Note[] = [...table.notes]
  const countAt = columnOf(table, input.column, COUNT, '--column')
  const groupAt = groupColumns(table, input.by).filter((at) => at !== countAt)
  const numberAt = findColumn(table.headers, 't')
  const place = placeOf(table, input.dateOrder, notes)
  const groups = new Map<string, { keys: string[]; readings: Reading[] }>()
  for (const { row, cells } of table.rows) {
    const total = cells.find((cell, at) => at !== countAt && isTotal(cell))
    if (total !== undefined && total !== null) {
      notes.push(refused(table, row, table.headers[cells.indexOf(total)]!, 'dòng tổng cộng', 'a row of totals'))
      continue
    }
    const at = place.read(cells, row)
    if (at === null) continue
    let count = countIn(cells[countAt])
    if (count === undefined || (count !== null && count < 0)) {
      const [said, column] = [String(cells[countAt]), table.headers[countAt]!]
      notes.push({
        vi: `Tệp ${table.name}, dòng ${row}, cột "${column}": "${said}" không phải số ca. Coi là không rõ.`,
        en: `${table.name}, row ${row}, column "${column}": "${said}" is not a number of cases. Taken as unknown.`,
      })
      count = null
    }
    const keys = groupAt.map((i) => (isNothing(cells[i]) ? '' : clean(String(cells[i]))))
    const group = groups.get(keys.join('\u0000')) ?? { keys, readings: [] }
    groups.set(keys.join('\u0000'), group)
    group.readings.push({ row, at, count, t: numberAt === undefined ? null : (countIn(cells[numberAt]) ?? null) })
  }
  if (groups.size === 0)
    throw new UsageError(
      [
        `Tệp ${table.name} không có dòng nào đọc được.\n${table.name} has no row that can be read.`,
        ...notes.slice(0, 3).map(({ vi, en }) => `${vi}\n${en}`),
      ].join('\n'),
    )
  const series = [...groups.values()].map((group) => laidOut(group, place.dated, input.gaps, table.name, notes))
  return { columns: groupAt.map((at) => table.headers[at]!), series, notes }
}

function groupColumns(table: TableFile, by: string | undefined): number[] {
  if (by !== undefined)
    return by
      .split(',')
      .flatMap((name) => (name.trim() === '' ? [] : [needColumn(table.headers, name.trim(), '--by', table.name)]))
  return [...new Set(GROUP.flatMap((name) => findColumn(table.headers, name) ?? []))]
}

const DAY_ZERO = '2000-01-01'

type Place = { dated: boolean; read(cells: readonly (Cell | undefined)[], row: number): number | null }

/** Where a row stands in time: its date, its year and month, its number, or else its place in the file. */
function placeOf(table: TableFile, order: DayOrder | undefined, notes: Note[]): Place {
  const dateAt = DATE.map((name) => findColumn(table.headers, name)).find(
    (at) => at !== undefined && table.rows.some(({ cells }) => !isNothing(cells[at])),
  )
  const [yearAt, monthAt] = [findColumn(table.headers, 'year'), findColumn(table.headers, 'month')]
  if (dateAt !== undefined) {
    const dateOf = datesOf(table, dateAt, order, notes)
    return {
      dated: true,
      read: (cells, row) => {
        const date = dateOf(cells[dateAt], row)
        return date === null ? null : daysBetween(DAY_ZERO, date)
      },
    }
  }
  if (yearAt !== undefined && monthAt !== undefined)
    return {
      dated: true,
      read: (cells, row) => {
        const [year, month] = [countIn(cells[yearAt]), countIn(cells[monthAt])]
        if (year && month && year >= 1900 && year <= 2100 && month >= 1 && month <= 12)
          return daysBetween(DAY_ZERO, `${year}-${String(month).padStart(2, '0')}-01`)
        notes.push(refused(table, row, table.headers[monthAt]!, 'không phải năm và tháng', 'is not a year and month'))
        return null
      },
    }
  const numberAt = findColumn(table.headers, 't')
  if (numberAt !== undefined)
    return {
      dated: false,
      read: (cells, row) => {
        const number = countIn(cells[numberAt])
        if (number !== null && number !== undefined) return number
        notes.push(refused(table, row, table.headers[numberAt]!, 'không phải số thứ tự', 'is not a number of order'))
        return null
      },
    }
  notes.push({
    vi: `Tệp ${table.name} không có cột ngày hay cột t: coi mỗi dòng là một bước, theo thứ tự trong tệp.`,
    en: `${table.name} has neither dates nor a column t: each row is taken as a step, in the order of the file.`,
  })
  let next = 0
  return {
    dated: false,
    read: () => {
      next += 1
      return next
    },
  }
}

/** The readings of one series at equal steps. */
function laidOut(
  group: { keys: string[]; readings: Reading[] },
  dated: boolean,
  gaps: 'zero' | 'unknown',
  file: string,
  notes: Note[],
): CountSeries {
  const { keys, readings } = group
  const whose = keys.length === 0 ? '' : ` (${keys.join(', ')})`
  const byPlace = new Map<number, Reading>()
  for (const reading of readings) {
    const before = byPlace.get(reading.at)
    if (before === undefined) byPlace.set(reading.at, reading)
    else if (before.count !== reading.count) {
      byPlace.set(reading.at, { ...before, count: null })
      notes.push({
        vi: `Tệp ${file}${whose}: dòng ${before.row} và ${reading.row} cùng một thời điểm, hai số khác nhau. Coi là không rõ. Hãy giữ một dòng.`,
        en: `${file}${whose}: rows ${before.row} and ${reading.row} are of the same time with different counts. Taken as unknown. Keep one row.`,
      })
    }
  }
  const places = [...byPlace.keys()].sort((a, b) => a - b)
  const step = dated ? stepOf(places) : 'unknown'
  const [first, last] = [places[0]!, places.at(-1)!]
  const index = (at: number) =>
    step === 'month' ? monthsSince(first, at) : step === 'week' ? Math.round((at - first) / 7) : at - first
  const length = index(last) + 1
  if (length > 100_000)
    throw new UsageError(`Tệp ${file}${whose}: khoảng thời gian quá dài.\n${file}${whose}: the time spanned is too long.`)
  const counts = new Array<number | null>(length).fill(gaps === 'zero' ? 0 : null)
  const filled = new Uint8Array(length)
  let off = 0
  for (const at of places) {
    const i = index(at)
    if (step === 'week' && at !== first + 7 * i) off += 1
    counts[i] = filled[i] === 1 && counts[i] !== byPlace.get(at)!.count ? null : byPlace.get(at)!.count
    filled[i] = 1
  }
  const missing = filled.reduce((sum, one) => sum + 1 - one, 0)
  if (off > 0)
    notes.push({
      vi: `Tệp ${file}${whose}: ${off} ngày không cách đều 7 ngày; mỗi ngày được xếp vào tuần gần nhất.`,
      en: `${file}${whose}: ${off} dates are not 7 days apart; each was put into the nearest week.`,
    })
  if (missing > 0)
    notes.push({
      vi: `Tệp ${file}${whose}: ${missing} bước thời gian không có dòng nào: coi là ${gaps === 'zero' ? '0 ca' : 'không rõ'} (--gaps zero hoặc unknown).`,
      en: `${file}${whose}: ${missing} steps have no row: taken as ${gaps === 'zero' ? 'zero' : 'unknown'} (--gaps zero or unknown).`,
    })
  const dates = dated ? counts.map((_, i) => dateAt(first, i, step)) : null
  return { keys, step, first: dated ? (byPlace.get(first)!.t ?? 1) : first, counts, dates }
}

/** The commonest distance of neighbours says whether the steps are days, weeks or months. */
function stepOf(places: readonly number[]): Step {
  if (places.length < 2) return 'unknown'
  const apart = places.slice(1).map((at, i) => at - places[i]!)
  const middle = apart.sort((a, b) => a - b)[Math.floor(apart.length / 2)]!
  if (middle >= 28 && middle <= 31) return 'month'
  return middle >= 6 && middle <= 8 ? 'week' : 'day'
}

function monthsSince(first: number, at: number): number {
  const [a, b] = [addDays(DAY_ZERO, first), addDays(DAY_ZERO, at)]
  return (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 + Number(b.slice(5, 7)) - Number(a.slice(5, 7))
}

function dateAt(first: number, i: number, step: Step): string {
  if (step !== 'month') return addDays(DAY_ZERO, first + i * (step === 'week' ? 7 : 1))
  const start = addDays(DAY_ZERO, first)
  const month = Number(start.slice(5, 7)) - 1 + i
  return `${Number(start.slice(0, 4)) + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
}
