import type { ScanCase, ScanLocation } from '@phaodai/epi/scan-plan.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { type DayOrder, daysBetween } from '@phaodai/text/dates.ts'
import { clean } from '@phaodai/text/fold.ts'
import { findColumn } from '../columns.ts'
import { readTableFile } from '../table-file.ts'
import { columnOf, countIn, datesOf, isNothing, isTotal, refused } from './figure-cells.ts'
import type { Note } from './table-out.ts'

/** Day numbers of a scan count from here. */
export const DAY_ZERO = '2000-01-01'

const PLACE = ['location', 'location_id', 'id', 'commune', 'place', 'mã', 'địa điểm', 'xã']

/** The places of a file; rows without a name, without a coordinate, or with a second coordinate for a name are refused. Throws UsageError. */
export async function readLocations(path: string, notes: Note[]): Promise<Map<string, ScanLocation>> {
  const table = await readTableFile(path)
  notes.push(...table.notes)
  const at = columnOf(table, undefined, PLACE, '--locations')
  const latAt = columnOf(table, undefined, ['lat', 'latitude', 'vĩ độ'], '--locations')
  const lngAt = columnOf(table, undefined, ['lng', 'lon', 'long', 'longitude', 'kinh độ'], '--locations')
  const found = new Map<string, ScanLocation>()
  for (const { row, cells } of table.rows) {
    const location = nameOf(cells[at])
    const [lat, lng] = [degrees(cells[latAt], 90), degrees(cells[lngAt], 180)]
    const before = found.get(location)
    if (location === '') notes.push(refused(table, row, table.headers[at]!, 'không có tên nơi', 'no place is named'))
    else if (lat === null || lng === null) {
      const column = table.headers[lat === null ? latAt : lngAt]!
      notes.push(refused(table, row, column, 'không phải tọa độ', 'is not a coordinate'))
    } else if (before === undefined) found.set(location, { location, lat, lng })
    else if (before.lat !== lat || before.lng !== lng)
      notes.push(
        refused(
          table,
          row,
          table.headers[at]!,
          `"${location}" đã có tọa độ khác`,
          `"${location}" already has another coordinate`,
        ),
      )
  }
  return found
}

/** The cases of a file at places that are known; days are counted from DAY_ZERO. Other rows are refused. Throws UsageError. */
export async function readCases(
  path: string,
  order: DayOrder | undefined,
  locations: ReadonlyMap<string, ScanLocation>,
  notes: Note[],
): Promise<ScanCase[]> {
  const table = await readTableFile(path)
  notes.push(...table.notes)
  const at = columnOf(table, undefined, PLACE, '--cases')
  const dateAt = columnOf(table, undefined, ['date', 'onset', 'ngày', 'ngày khởi phát'], '--cases')
  const countAt = ['cases', 'count', 'observed', 'số ca']
    .map((name) => findColumn(table.headers, name))
    .find((i) => i !== undefined)
  const dateOf = datesOf(table, dateAt, order, notes)
  const cases: ScanCase[] = []
  for (const { row, cells } of table.rows) {
    const location = nameOf(cells[at])
    if (isTotal(cells[at]) && !locations.has(location)) {
      notes.push(refused(table, row, table.headers[at]!, 'dòng tổng cộng', 'a row of totals'))
      continue
    }
    if (!locations.has(location)) {
      const why =
        location === ''
          ? ['không có tên nơi', 'no place is named']
          : [`"${location}" không có tọa độ`, `"${location}" has no coordinates`]
      notes.push(refused(table, row, table.headers[at]!, why[0]!, why[1]!))
      continue
    }
    const date = dateOf(cells[dateAt], row)
    if (date === null) continue
    const count = countAt === undefined ? 1 : countIn(cells[countAt])
    if (count === null || count === undefined || count < 0)
      notes.push(
        refused(
          table,
          row,
          table.headers[countAt!]!,
          `"${cells[countAt!] ?? ''}" không phải số ca`,
          `"${cells[countAt!] ?? ''}" is not a number of cases`,
        ),
      )
    else cases.push({ location, day: daysBetween(DAY_ZERO, date), cases: count })
  }
  return cases
}

const nameOf = (cell: Cell | undefined): string => (isNothing(cell) ? '' : clean(String(cell)))

function degrees(cell: Cell | undefined, most: number): number | null {
  if (isNothing(cell)) return null
  const value = typeof cell === 'number' ? cell : Number(clean(String(cell)).replace(/^([-+]?\d+),(\d+)$/, '$1.$2'))
  return Number.isFinite(value) && Math.abs(value) <= most ? value : null
}
