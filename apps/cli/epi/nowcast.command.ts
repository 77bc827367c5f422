import { type Nowcast, nowcast } from '@phaodai/epi/nowcast.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { addDays, type DayOrder, daysBetween, formatDate, parseDate } from '@phaodai/text/dates.ts'
import type { Command } from 'commander'
import { gapsFor, given, numberFor, orderFor } from './flags.ts'
import { type EpiIo, type Note, type OutRow, printTable } from './table-out.ts'
import { type DelayCounts, readReports, readTriangle } from './triangle-file.ts'

type Flags = Partial<
  Record<'triangle' | 'linelist' | 'onset' | 'report' | 'asOf' | 'maxDelay' | 'gaps' | 'dateOrder' | 'seed', string>
> & { csv?: boolean; json?: boolean }

/** Adds `epi nowcast`. Throws UsageError; prints through `io.out` alone, in one call, notes of `--csv` on standard error. */
export function registerNowcast(epi: Command, io: EpiIo): void {
  epi
    .command('nowcast')
    .description('số ca thật của những ngày gần đây khi báo cáo còn chậm (cases of the latest days once late reports are in)')
    .option('--triangle <file>', 'reference_date, delay (hoặc report_date), count; CSV, XLSX hoặc .gz; - là đầu vào chuẩn')
    .option('--linelist <file>', 'hoặc danh sách ca bệnh, mỗi dòng một ca, với --onset và --report (or a line list)')
    .option('--onset <column>', 'cột ngày khởi phát hoặc nhập viện trong danh sách (the day counted)')
    .option('--report <column>', 'cột ngày báo cáo trong danh sách (the day reported)')
    .option('--as-of <date>', 'ngày nhìn số liệu; không dùng gì biết sau ngày này; không nêu: ngày cuối của tệp (day seen from)')
    .option('--max-delay <days>', 'độ trễ dài nhất, ngày (longest delay)', '40')
    .option('--gaps <what>', 'ô thiếu là zero (không có báo cáo) hoặc unknown (chưa biết)', 'zero')
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--seed <n>', 'nhận cho đồng bộ; phương pháp không dùng số ngẫu nhiên (accepted; the quantiles are exact)')
    .option('--csv', 'kết quả là CSV')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const order = orderFor(flags.dateOrder)
      const maxDelay = numberFor(flags.maxDelay, '--max-delay', { from: 1, whole: true })!
      if (maxDelay > 400) throw new UsageError('--max-delay nhiều nhất là 400.\n--max-delay is at most 400.')
      const gaps = gapsFor(flags.gaps, 'zero')
      numberFor(flags.seed, '--seed', { from: 0, whole: true })
      if (!flags.triangle === !flags.linelist)
        throw new UsageError('Cần --triangle hoặc --linelist (một trong hai).\nGive --triangle or --linelist (one of them).')
      const notes: Note[] = []
      const counts = flags.triangle
        ? await readTriangle(flags.triangle, { maxDelay, order }, notes)
        : await readReports(
            flags.linelist!,
            { onset: given(flags.onset, '--onset'), report: given(flags.report, '--report'), maxDelay, order },
            notes,
          )
      const asOf = dayFor(flags.asOf, counts, order)
      const found = nowcast(rowsOf(counts, asOf, maxDelay, gaps, notes))
      notes.push(...found.notes.map(({ vi, en }) => ({ vi, en })))
      const levels = found.levels.map((level) => `q${level}`)
      const rows = found.days.map((day): OutRow => {
        const date = addDays(counts.first, day.row)
        const point = day.point === null ? null : Number(day.point.toPrecision(12))
        const quantiles = Object.fromEntries(levels.map((name, k) => [name, day.quantiles?.[k] ?? null]))
        const final = finalOf(counts, date, maxDelay, gaps)
        return { as_of: asOf, reference_date: date, reported: day.reported, point, ...quantiles, final }
      })
      const { shift, delay, used } = found
      if (flags.json) io.out(`${JSON.stringify({ rows, notes, shift, delay, used })}\n`)
      else {
        const columns = ['as_of', 'reference_date', 'reported', 'point', ...levels, 'final']
        printTable(io, flags, columns, rows, notes, () => textOf(found, asOf))
      }
    })
}

function dayFor(value: string | undefined, counts: DelayCounts, order: DayOrder | undefined): string {
  if (value === undefined) return counts.until
  const read = parseDate(value, { order })
  if (!read.ok)
    throw new UsageError(`--as-of phải là ngày YYYY-MM-DD: "${value}".\n--as-of must be a day as YYYY-MM-DD: "${value}".`)
  if (read.date >= counts.first && daysBetween(counts.until, read.date) <= 7) return read.date
  const [from, to] = [counts.first, counts.until]
  throw new UsageError(
    `--as-of ${read.date} nằm ngoài số liệu (${from} đến ${to}).\n--as-of ${read.date} lies outside the data (${from} to ${to}).`,
  )
}

/** The triangle as it was seen on a day. */
function rowsOf(
  counts: DelayCounts,
  asOf: string,
  maxDelay: number,
  gaps: 'zero' | 'unknown',
  notes: Note[],
): (number | null)[][] {
  if (asOf > counts.until)
    notes.push({
      vi: `Tệp không nói gì sau ngày ${counts.until}; coi như từ đó không có báo cáo nào.`,
      en: `The file says nothing after ${counts.until}; no report is taken to have come since.`,
    })
  if (counts.late > 0)
    notes.push({
      vi: `${counts.late} trong ${counts.all} ca được báo sau hơn ${maxDelay} ngày, không tính. Nếu nhiều, tăng --max-delay.`,
      en: `${counts.late} of ${counts.all} cases were reported after more than ${maxDelay} days and are left out. If many, raise --max-delay.`,
    })
  let missing = 0
  const rows = Array.from({ length: daysBetween(counts.first, asOf) + 1 }, (_, i) => {
    const day = addDays(counts.first, i)
    const known = daysBetween(day, asOf)
    return Array.from({ length: maxDelay + 1 }, (_, delay): number | null => {
      if (delay > known) return null
      const count = counts.cell(day, delay)
      if (count !== undefined) return count
      missing += 1
      return gaps === 'zero' ? 0 : null
    })
  })
  if (missing > 0)
    notes.push({
      vi: `${missing} ô (ngày, độ trễ) không có dòng, coi là ${gaps === 'zero' ? 'không có báo cáo' : 'chưa biết'} (--gaps ${gaps}).`,
      en: `${missing} cells (day, delay) without a row were taken as ${gaps === 'zero' ? 'no reports' : 'unknown'} (--gaps ${gaps}).`,
    })
  return rows
}

/** What the day came to, where the file already goes so far beyond the day that it is seen from. */
function finalOf(counts: DelayCounts, day: string, maxDelay: number, gaps: 'zero' | 'unknown'): number | null {
  if (addDays(day, maxDelay) > counts.until) return null
  let final = 0
  for (let delay = 0; delay <= maxDelay; delay++) {
    const count = counts.cell(day, delay)
    if (count === null || (count === undefined && gaps === 'unknown')) return null
    final += count ?? 0
  }
  return final
}

function textOf(found: Nowcast, asOf: string): string {
  const lines = found.days.slice(-14).map((day) => {
    const date = formatDate(addDays(asOf, -day.horizon))
    if (day.point === null) return `${date}  đã báo ${day.reported ?? 'chưa biết'}  không ước tính được`
    const span = day.quantiles === null ? '' : `  (95 %: ${day.quantiles[0]}–${day.quantiles.at(-1)})`
    return `${date}  đã báo ${day.reported}  ước tính ${Math.round(day.point)}${span}`
  })
  return [`Ước tính số ca khi báo cáo đủ, nhìn từ ngày ${formatDate(asOf)}`, ...lines].join('\n')
}
