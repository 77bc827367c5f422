import { type CurveUnit, epidemicCurve } from '@phaodai/epi/epidemic-curve.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { gapsFor, given, orderFor } from './flags.ts'
import { readIncidence } from './incidence-file.ts'
import { type EpiIo, type OutRow, printTable } from './table-out.ts'

type Flags = Partial<Record<'incidence' | 'by' | 'gaps' | 'group' | 'date' | 'cases' | 'dateOrder', string>> & {
  csv?: boolean
  json?: boolean
}

const UNITS: readonly CurveUnit[] = ['day', 'week', 'epiweek', 'month']

/** Adds `epi curve`. Throws UsageError; prints through `io.out` alone, in one call, notes of `--csv` on standard error. */
export function registerCurve(epi: Command, io: EpiIo): void {
  epi
    .command('curve')
    .description('đường cong dịch theo ngày, tuần, tuần dịch tễ, tháng (epidemic curve)')
    .option('--incidence <file>', 'số ca theo ngày, CSV hoặc XLSX: date,cases; - là đầu vào chuẩn')
    .option('--by <unit>', 'day, week (ISO, thứ Hai đến Chủ nhật), epiweek (Chủ nhật đến thứ Bảy), month', 'day')
    .option('--gaps <what>', 'ngày thiếu là unknown (chưa biết) hoặc zero (bằng 0)', 'unknown')
    .option('--group <column>', 'cột địa phương, mỗi nơi một đường (one curve per place)')
    .option('--date <column>', 'cột ngày')
    .option('--cases <column>', 'cột số ca')
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--csv', 'kết quả là CSV')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const unit = UNITS.find((one) => one === flags.by)
      if (unit === undefined) throw new UsageError(`--by là ${UNITS.join(', ')}.\n--by is one of ${UNITS.join(', ')}.`)
      const gaps = gapsFor(flags.gaps, 'unknown')
      const { series, groupColumn, notes } = await readIncidence({
        incidence: given(flags.incidence, '--incidence'),
        gaps,
        group: flags.group,
        date: flags.date,
        cases: flags.cases,
        dateOrder: orderFor(flags.dateOrder),
      })
      const rows = series.flatMap((one): OutRow[] => {
        if (one.dates === null)
          throw new UsageError('Đường cong dịch cần cột ngày (date).\nAn epidemic curve needs a column of dates (date).')
        const days = one.dates.map((date, i) => ({ date, cases: one.total[i] ?? null }))
        // days that were refused stay unknown whatever --gaps says: the reader has filled the others
        return epidemicCurve(days, { unit, gaps: 'unknown' }).map((bar) => ({
          ...(groupColumn === null ? {} : { [groupColumn]: one.group }),
          ...bar,
        }))
      })
      const columns = ['period', 'start', 'end', 'cases', 'days', 'known']
      if (groupColumn !== null) columns.unshift(groupColumn)
      printTable(io, flags, columns, rows, notes, () => rows.map((row) => textFor(row, groupColumn)).join('\n'))
    })
}

function textFor(row: OutRow, groupColumn: string | null): string {
  const place = groupColumn === null ? '' : `${row[groupColumn]}  `
  const known = row.known === row.days ? '' : `  (biết ${row.known}/${row.days} ngày)`
  return `${place}${row.period}  ${row.cases ?? 'chưa biết'}${known}`
}
