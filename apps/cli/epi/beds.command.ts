import { bedBands } from '@phaodai/epi/bed-bands.ts'
import { bedDemand } from '@phaodai/epi/bed-demand.ts'
import { addDays, formatDate } from '@phaodai/text/dates.ts'
import type { Command } from 'commander'
import { type BedSpec, bedSpecOf } from './beds.spec.ts'
import { gapsFor, given, orderFor } from './flags.ts'
import { digits, printAnswer, readSpec } from './spec-file.ts'
import type { EpiIo, OutRow } from './table-out.ts'

type Flags = {
  spec?: string
  incidence?: string
  column?: string
  gaps?: string
  dateOrder?: string
  csv?: boolean
  json?: boolean
}

/** Adds `epi beds` to the command. */
export function registerBeds(epi: Command, io: EpiIo): void {
  epi
    .command('beds')
    .description('số giường cần theo ngày, từ số ca hoặc dự báo (beds needed by day, from cases or a forecast)')
    .option(
      '--spec <file>',
      'tỷ lệ nhập viện, thời gian chờ, thời gian nằm, số ca; tệp JSON; - là đầu vào chuẩn (shares and delays, JSON)',
    )
    .option('--incidence <file>', 'số ca theo ngày, thay cho số ca trong --spec: cột date và cases (daily counts)')
    .option('--column <name>', 'cột số ca, nếu có tên khác (the column of counts)')
    .option('--gaps <how>', 'ngày thiếu là zero (0 ca, mặc định) hoặc unknown (từ chối) (what a missing day means)')
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--csv', 'kết quả là CSV: date,cases,admissions,occupied (ghi chú ra stderr)')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const specPath = given(flags.spec, '--spec')
      const order = orderFor(flags.dateOrder)
      const gaps = gapsFor(flags.gaps, 'zero')
      const { name, spec } = await readSpec(specPath)
      const asked = await bedSpecOf(spec, name, { ...flags, order, gaps, specPath })
      const { rows, columns } = asked.paths === null ? plain(asked) : banded(asked)
      const peak = rows.reduce((most, row) => (Number(row[peakOf(asked)]) > Number(most[peakOf(asked)]) ? row : most), rows[0]!)
      printAnswer(io, flags, { columns, rows, notes: asked.notes, more: { tiers: asked.tiers } }, () => text(asked, peak))
    })
}

type Row = OutRow

function plain({ first, cases, tiers }: BedSpec): { rows: Row[]; columns: string[] } {
  const several = tiers.length > 1
  const demand = tiers.map((tier) => bedDemand(cases, tier))
  const rows = cases.map((count, day): Row => {
    const each = demand.map((days) => days[day]!)
    const sum = (pick: (bed: { admissions: number; occupied: number }) => number) =>
      digits(each.reduce((n, bed) => n + pick(bed), 0))
    const parts = tiers.flatMap((tier, k) => [
      [`admissions_${tier.name}`, digits(each[k]!.admissions)],
      [`occupied_${tier.name}`, digits(each[k]!.occupied)],
    ])
    return {
      date: dated(first, day),
      cases: count,
      admissions: sum((bed) => bed.admissions),
      occupied: sum((bed) => bed.occupied),
      ...(several ? Object.fromEntries(parts) : {}),
    }
  })
  return { rows, columns: Object.keys(rows[0] ?? { date: '', cases: '', admissions: '', occupied: '' }) }
}

/** With a forecast: each figure by level of probability; the tiers added up, each level with itself. */
function banded({ first, cases, tiers, paths }: BedSpec): { rows: Row[]; columns: string[] } {
  const sorted = paths!.toSorted((a, b) => a.level - b.level)
  const bands = tiers.map((tier) => bedBands(cases, sorted, tier))
  const { levels } = bands[0]!
  const rows = bands[0]!.days.map((_, day): Row => {
    const row: Row = { date: dated(first, day), forecast: day < cases.length ? 0 : 1 }
    levels.forEach((level, l) => {
      row[`cases_q${level}`] = digits(day < cases.length ? cases[day]! : sorted[l]!.cases[day - cases.length]!)
    })
    for (const what of ['admissions', 'occupied'] as const)
      levels.forEach((level, l) => {
        row[`${what}_q${level}`] = digits(bands.reduce((sum, each) => sum + each.days[day]![what][l]!, 0))
      })
    return row
  })
  return { rows, columns: Object.keys(rows[0]!) }
}

const dated = (first: string | null, day: number) => (first === null ? String(day + 1) : addDays(first, day))

const peakOf = ({ paths }: BedSpec) => (paths === null ? 'occupied' : `occupied_q${middle(paths.map(({ level }) => level))}`)
const middle = (levels: number[]) => levels.toSorted((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5))[0]!

function text(asked: BedSpec, peak: Row): string {
  const whole = (value: OutRow[string] | undefined) =>
    typeof value === 'number' ? Math.ceil(value - 1e-9).toLocaleString('vi-VN') : '–'
  const lines = [
    `${asked.first === null ? '' : `Từ ngày ${formatDate(asked.first)}, `}${asked.cases.length} ngày, ${asked.cases.reduce((sum, n) => sum + n, 0).toLocaleString('vi-VN')} ca`,
    `Cao nhất ${whole(peak[peakOf(asked)])} giường, ngày ${asked.first === null ? peak.date : formatDate(String(peak.date))}`,
  ]
  if (asked.paths !== null) {
    const levels = asked.paths.map(({ level }) => level).sort((a, b) => a - b)
    lines.push(
      `Ngày đó từ ${whole(peak[`occupied_q${levels[0]}`])} đến ${whole(peak[`occupied_q${levels.at(-1)}`])} giường (mức ${levels[0]}–${levels.at(-1)})`,
    )
  }
  return lines.join('\n')
}
