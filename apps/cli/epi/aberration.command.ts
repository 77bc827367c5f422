import { earsC1 } from '@phaodai/epi/ears-c1.ts'
import { earsC2 } from '@phaodai/epi/ears-c2.ts'
import { earsC3 } from '@phaodai/epi/ears-c3.ts'
import { farrington } from '@phaodai/epi/farrington.ts'
import { farringtonFlexible } from '@phaodai/epi/farrington-flexible.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { daysBetween, formatDate } from '@phaodai/text/dates.ts'
import type { Command } from 'commander'
import { type CountSeries, readCountSeries } from './count-series.ts'
import { digits } from './figure-cells.ts'
import { gapsFor, given, numberFor, orderFor } from './flags.ts'
import { type EpiIo, type Note, type OutRow, printTable } from './table-out.ts'

type Flags = {
  series?: string
  method?: string
  minSigma?: string
  by?: string
  column?: string
  gaps?: string
  dateOrder?: string
  frequency?: string
  years?: string
  halfWindow?: string
  periods?: string
  leftOut?: string
  alpha?: string
  threshold?: string
  references?: string
  csv?: boolean
  json?: boolean
}

const METHODS = ['ears-c1', 'ears-c2', 'ears-c3', 'farrington-flexible', 'farrington'] as const
type Method = (typeof METHODS)[number]

type Judged = {
  t: number
  observed: number | null
  upperbound: number | null
  alarm: boolean | null
  C2?: number | null
  C3?: number | null
}

/** Adds `epi aberration` to the command. */
export function registerAberration(epi: Command, io: EpiIo): void {
  epi
    .command('aberration')
    .description('ngày, tuần hay tháng có số ca cao bất thường (days, weeks or months with more cases than expected)')
    .option('--series <file>', 'cột t hoặc date, và observed (CSV, XLSX, .gz; - là đầu vào chuẩn) (counts by day, week or month)')
    .option('--method <method>', `${METHODS.join(', ')}; mặc định ears-c2`)
    .option('--min-sigma <n>', 'EARS: độ lệch chuẩn nhỏ nhất; mặc định 0; nên 0.5 khi ít ca (least standard deviation)')
    .option('--by <columns>', 'cột phân biệt các chuỗi trong một tệp, cách nhau bằng dấu phẩy (columns that tell series apart)')
    .option('--column <column>', 'cột số ca (column of the counts)')
    .option('--gaps <how>', 'bước không có dòng nào là unknown (không rõ, mặc định) hoặc zero (0 ca) (what a missing step means)')
    .option('--frequency <n>', 'số bước trong một năm: 52, 12, 365; mặc định theo ngày trong tệp (steps in a year)')
    .option('--years <b>', 'Farrington: số năm nhìn lại; mặc định 4, theo tháng 3 (years looked back)')
    .option('--half-window <w>', 'Farrington: số bước mỗi bên; mặc định 3, theo tháng 2 (steps on each side)')
    .option('--periods <n>', 'farrington-flexible: số mùa trong năm; mặc định 10, theo tháng 1 (seasonal periods)')
    .option('--left-out <n>', 'farrington-flexible: số bước gần nhất không dùng; mặc định nửa năm (latest steps left out)')
    .option('--alpha <share>', 'sai số của ngưỡng; mặc định: EARS 0.001, linh hoạt 0.01, farrington 0.05 (error of the bound)')
    .option('--threshold <how>', 'farrington-flexible: nbPlugin (mặc định), muan hoặc delta')
    .option(
      '--references <how>',
      'tuần năm trước theo dates (ngày, mặc định nếu có) hoặc index (đúng 52 tuần) (how past weeks are found)',
    )
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--csv', 'kết quả là CSV, ghi chú ra stderr')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const method = METHODS.find((name) => name === (flags.method ?? 'ears-c2').toLowerCase())
      if (method === undefined)
        throw new UsageError(`--method là một trong: ${METHODS.join(', ')}.\n--method is one of: ${METHODS.join(', ')}.`)
      const file = await readCountSeries({
        path: given(flags.series, '--series'),
        by: flags.by,
        column: flags.column,
        dateOrder: orderFor(flags.dateOrder),
        gaps: gapsFor(flags.gaps, 'unknown'),
      })
      const notes = [...file.notes]
      const dated = file.series.some((series) => series.dates !== null)
      const rows = file.series.flatMap((series) => {
        const { name, judged } = judge(method, series, flags, notes)
        const whose = Object.fromEntries(file.columns.map((column, i) => [column, series.keys[i]!]))
        return judged.map((row) => ({
          ...whose,
          method: name,
          t: row.t + series.first - 1,
          ...(dated ? { date: series.dates?.[row.t - 1] ?? null } : {}),
          observed: row.observed,
          upperbound: digits(row.upperbound),
          alarm: row.alarm === null ? null : Number(row.alarm),
          ...(row.C3 === undefined ? {} : { C2: row.C2!, C3: row.C3 }),
        }))
      })
      const more = method === 'ears-c3' ? ['C2', 'C3'] : []
      const columns = [...file.columns, 'method', 't', ...(dated ? ['date'] : []), 'observed', 'upperbound', 'alarm', ...more]
      printTable(io, flags, columns, rows, notes, () => textOf(rows, file.columns))
    })
}

function judge(method: Method, series: CountSeries, flags: Flags, notes: Note[]): { name: string; judged: Judged[] } {
  try {
    return method.startsWith('ears') ? ears(method, series, flags, notes) : seasonal(method, series, flags, notes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(`Không tính được với các lựa chọn này.\nThis cannot be reckoned: ${error.message}.`)
  }
}

function ears(method: Method, series: CountSeries, flags: Flags, notes: Note[]): { name: string; judged: Judged[] } {
  const minSigma = numberFor(flags.minSigma, '--min-sigma', { from: 0 }) ?? 0
  const alpha = numberFor(flags.alpha, '--alpha', { above: 0 })
  const options = { minSigma, ...(alpha === undefined ? {} : { alpha }) }
  const name = `EARS_${method.slice(5).toUpperCase()}`
  const needed = method === 'ears-c1' ? 8 : method === 'ears-c2' ? 10 : 12
  if (series.counts.length < needed) notes.push(tooShort(series, needed))
  if (method === 'ears-c1') return { name, judged: earsC1(series.counts, options) }
  if (method === 'ears-c2') return { name, judged: earsC2(series.counts, options) }
  const judged = earsC3(series.counts, { minSigma }).map((row) => ({ ...row, C2: digits(row.c2), C3: digits(row.c3) }))
  return { name, judged }
}

function seasonal(method: Method, series: CountSeries, flags: Flags, notes: Note[]): { name: string; judged: Judged[] } {
  const perYear = { day: 365, week: 52, month: 12, unknown: 52 }[series.step]
  const frequency = numberFor(flags.frequency, '--frequency', { from: 2, whole: true }) ?? perYear
  const monthly = frequency === 12
  const years = numberFor(flags.years, '--years', { from: 1, whole: true }) ?? (monthly ? 3 : 4)
  const halfWindow = numberFor(flags.halfWindow, '--half-window', { from: 0, whole: true }) ?? (monthly ? 2 : 3)
  const alpha = numberFor(flags.alpha, '--alpha', { above: 0 })
  const least = years * frequency + halfWindow + 1
  if (series.counts.length < least) notes.push(tooShort(series, least))
  if (method === 'farrington') {
    const options = { frequency, years, halfWindow, ...(alpha === undefined ? {} : { alpha }) }
    return { name: `farrington_b${years}_w${halfWindow}_alpha${alpha ?? 0.05}_2/3`, judged: farrington(series.counts, options) }
  }
  const periods = numberFor(flags.periods, '--periods', { from: 1, whole: true }) ?? (monthly ? 1 : 10)
  const leftOut = numberFor(flags.leftOut, '--left-out', { from: 0, whole: true }) ?? Math.floor(frequency / 2)
  const threshold = flags.threshold ?? 'nbPlugin'
  if (threshold !== 'nbPlugin' && threshold !== 'muan' && threshold !== 'delta')
    throw new UsageError('--threshold là nbPlugin, muan hoặc delta.\n--threshold is nbPlugin, muan or delta.')
  if (flags.references !== undefined && flags.references !== 'dates' && flags.references !== 'index')
    throw new UsageError('--references là dates hoặc index.\n--references is dates or index.')
  const byDate = series.dates !== null && series.step !== 'month' && flags.references !== 'index' && frequency === perYear
  const days = byDate ? series.dates!.map((date) => daysBetween('1970-01-01', date)) : undefined
  const settings = {
    frequency,
    years,
    halfWindow,
    periods,
    leftOut,
    threshold,
    ...(alpha === undefined ? {} : { alpha }),
  } as const
  const judged = farringtonFlexible(series.counts, days === undefined ? settings : { ...settings, days })
  return { name: `farringtonFlexible_b${years}_w${halfWindow}_np${periods}_${threshold}`, judged }
}

function tooShort(series: CountSeries, least: number): Note {
  const whose = series.keys.length === 0 ? '' : ` (${series.keys.join(', ')})`
  return {
    vi: `Chuỗi${whose} có ${series.counts.length} bước; phương pháp này cần ít nhất ${least}. Không có kết quả.`,
    en: `The series${whose} has ${series.counts.length} steps; this method needs at least ${least}. There is no result.`,
  }
}

function textOf(rows: readonly OutRow[], columns: readonly string[]): string {
  const alarms = rows.filter((row) => row.alarm === 1)
  const silent = rows.filter((row) => row.alarm === null).length
  const lines = alarms.slice(-20).map((row) => {
    const whose = columns.map((column) => row[column]).join(', ')
    const when = typeof row.date === 'string' ? formatDate(row.date) : `bước ${row.t}`
    const bound = Number(row.upperbound).toFixed(1).replace('.', ',')
    return `${whose === '' ? '' : `${whose}: `}${when}: ${row.observed} ca, ngưỡng ${bound}`
  })
  const head = `${alarms.length} báo động trong ${rows.length} bước xét được${silent > 0 ? `, ${silent} bước không kết luận được` : ''}`
  return [head, ...(alarms.length > 20 ? ['20 báo động cuối:'] : []), ...lines].join('\n')
}
