import { type Growth, growth } from '@phaodai/epi/growth.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { gapsFor, given, numberFor, orderFor } from './flags.ts'
import { type IncidenceSeries, readIncidence } from './incidence-file.ts'
import { type EpiIo, type Note, type OutRow, printTable } from './table-out.ts'

type Flags = Partial<
  Record<'incidence' | 'days' | 'end' | 'every' | 'gaps' | 'group' | 'date' | 'cases' | 'dateOrder', string>
> & {
  csv?: boolean
  json?: boolean
}

const COLUMNS = [
  'date_end',
  'window',
  'cases',
  'growth_rate',
  'se_poisson',
  'se_quasi',
  'dispersion',
  'lo95_quasi_t',
  'hi95_quasi_t',
  'doubling_time',
]

/** Adds `epi growth`. Throws UsageError; prints through `io.out` alone, in one call, notes of `--csv` on standard error. */
export function registerGrowth(epi: Command, io: EpiIo): void {
  epi
    .command('growth')
    .description('tốc độ tăng và thời gian gấp đôi (growth rate and doubling time)')
    .option(
      '--incidence <file>',
      'số ca theo ngày, CSV hoặc XLSX: t,date,total,local,imported hoặc date,cases; - là đầu vào chuẩn',
    )
    .option('--days <days>', 'số ngày cuối dùng để tính', '14')
    .option('--end <date>', 'ngày cuối của cửa sổ (hoặc t); không nêu: ngày cuối của chuỗi')
    .option(
      '--every <days>',
      'các cửa sổ cách nhau số ngày này, tính từ cửa sổ đầu, và cửa sổ cuối; 0: chỉ cửa sổ cuối. Mặc định 7 với --csv, --json, không có --end (windows every so many days, and the last)',
    )
    .option('--gaps <what>', 'ngày thiếu là unknown (chưa biết, bỏ khỏi phép khớp như glm) hoặc zero (bằng 0)', 'unknown')
    .option('--group <column>', 'cột địa phương, mỗi nơi tính riêng (one series per place)')
    .option('--date <column>', 'cột ngày')
    .option('--cases <column>', 'cột số ca')
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--csv', 'kết quả là CSV')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const days = numberFor(flags.days, '--days', { from: 3, whole: true })!
      const asked = numberFor(flags.every, '--every', { from: 0, whole: true })
      const every = asked ?? ((flags.csv || flags.json) && flags.end === undefined ? 7 : 0)
      const { series, groupColumn, notes } = await readIncidence({
        incidence: given(flags.incidence, '--incidence'),
        gaps: gapsFor(flags.gaps, 'unknown'),
        group: flags.group,
        date: flags.date,
        cases: flags.cases,
        dateOrder: orderFor(flags.dateOrder),
      })
      const found = series.map((one) => {
        const last = lastDay(one, flags.end)
        const ends = every === 0 ? [last] : sequence(days, last, every)
        return { one, windows: ends.map((end) => growth(one.total, { days, end })) }
      })
      for (const { one, windows } of found) for (const row of windows) notes.push(...notesOf(one, row))
      const rows = found.flatMap(({ one, windows }) => windows.map((row) => outRow(groupColumn, one, row)))
      const columns = groupColumn === null ? COLUMNS : [groupColumn, ...COLUMNS]
      printTable(io, flags, columns, rows, notes, () =>
        found.flatMap(({ one, windows }) => windows.map((row) => textFor(one, row))).join('\n'),
      )
    })
}

const sequence = (first: number, last: number, every: number): number[] => {
  const ends = []
  for (let end = first; end < last; end += every) ends.push(end)
  return [...ends, last]
}

/** The place in the series of the day that `--end` names. */
function lastDay(one: IncidenceSeries, end: string | undefined): number {
  if (end === undefined) return one.total.length
  const at = one.dates === null ? (Number.isSafeInteger(Number(end)) ? Number(end) : -1) : one.dates.indexOf(end) + 1
  if (at >= 1 && at <= one.total.length) return at
  const range = one.dates === null ? `1 – ${one.total.length}` : `${one.dates[0]} – ${one.dates.at(-1)}`
  throw new UsageError(`--end ${end} không nằm trong chuỗi (${range}).\n--end ${end} is not in the series (${range}).`)
}

function outRow(groupColumn: string | null, one: IncidenceSeries, row: Growth): OutRow {
  return {
    ...(groupColumn === null ? {} : { [groupColumn]: one.group }),
    date_end: one.dates?.[row.tEnd - 1] ?? null,
    window: row.window,
    cases: row.cases,
    growth_rate: row.rate,
    se_poisson: row.sePoisson,
    se_quasi: row.seQuasi,
    dispersion: row.dispersion,
    lo95_quasi_t: row.lower,
    hi95_quasi_t: row.upper,
    doubling_time: row.doublingTime !== null && Number.isFinite(row.doublingTime) ? row.doublingTime : null,
    t_end: row.tEnd,
    known: row.known,
    state: row.state,
  }
}

const placed = (one: IncidenceSeries): string => (one.group === '' ? '' : `${one.group}: `)
const ending = (one: IncidenceSeries, row: Growth): string => one.dates?.[row.tEnd - 1] ?? `t ${row.tEnd}`

function notesOf(one: IncidenceSeries, row: Growth): Note[] {
  const at = `${placed(one)}${ending(one, row)}: `
  const why = {
    short: [`chuỗi có ${row.tEnd} ngày, cần ${row.window}`, `the series has ${row.tEnd} days, ${row.window} are needed`],
    'one-day': ['có ca trong chưa tới hai ngày', 'fewer than two days have cases'],
    unknown: ['chưa tới ba ngày biết số ca', 'fewer than three days are known'],
  } as const
  if (row.state !== 'ok')
    return [{ vi: `${at}không ước lượng được, ${why[row.state][0]}.`, en: `${at}not estimable, ${why[row.state][1]}.` }]
  if (row.known === row.window) return []
  return [
    {
      vi: `${at}${row.window - row.known} ngày chưa biết được bỏ khỏi phép khớp.`,
      en: `${at}${row.window - row.known} unknown days were left out of the fit.`,
    },
  ]
}

function textFor(one: IncidenceSeries, row: Growth): string {
  if (row.state !== 'ok') return `${placed(one)}${ending(one, row)}: không ước lượng được`
  const show = (value: number, digits: number) => value.toFixed(digits).replace('.', ',')
  const percent = (rate: number) => `${show(100 * Math.expm1(rate), 1)} %`
  const time = row.doublingTime!
  const what = row.lower! <= 0 && row.upper! >= 0 ? 'chưa rõ tăng hay giảm; ' : ''
  const twice = !Number.isFinite(time)
    ? 'không tăng không giảm'
    : time > 0
      ? `gấp đôi sau ${show(time, 1)} ngày`
      : `giảm một nửa sau ${show(-time, 1)} ngày`
  return (
    `${placed(one)}${percent(row.rate!)} mỗi ngày (95 %: ${percent(row.lower!)} đến ${percent(row.upper!)}), ${what}${twice}; ` +
    `${row.window} ngày đến ${ending(one, row)}, ${row.cases} ca`
  )
}
