import { forecast } from '@phaodai/epi/forecast.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { addDays, type DayOrder, daysBetween, formatDate, parseDate } from '@phaodai/text/dates.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { Command } from 'commander'
import { gapsFor, given, numberFor, orderFor } from './flags.ts'
import { type IncidenceSeries, readIncidence } from './incidence-file.ts'
import { type EpiIo, type OutRow, printTable } from './table-out.ts'

type Flags = Partial<
  Record<'incidence' | 'origin' | 'weeks' | 'place' | 'group' | 'date' | 'cases' | 'gaps' | 'dateOrder' | 'seed', string>
> & { csv?: boolean; json?: boolean }

/** Adds `epi forecast`. Throws UsageError; prints through `io.out` alone, in one call, notes of `--csv` on standard error. */
export function registerForecast(epi: Command, io: EpiIo): void {
  epi
    .command('forecast')
    .description('dự báo số ca 1 và 2 tuần tới theo phân vị (cases of the next 1 and 2 weeks, quantiles of 7-day sums)')
    .option(
      '--incidence <file>',
      'số ca theo ngày, CSV hoặc XLSX: t,date,total,local,imported hoặc date,cases; - là đầu vào chuẩn',
    )
    .option('--origin <date>', 'ngày cuối cùng đã biết (hoặc t); số liệu sau đó không được dùng; không nêu: ngày cuối của tệp')
    .option('--weeks <n>', 'số tuần dự báo, 1 hoặc 2 (weeks ahead)', '2')
    .option('--group <column>', 'cột địa phương, nếu tệp có nhiều nơi')
    .option('--place <name>', 'nơi cần dự báo, nếu tệp có nhiều nơi (which place)')
    .option('--gaps <what>', 'ngày thiếu là unknown (chưa biết) hoặc zero (bằng 0)', 'unknown')
    .option('--date <column>', 'cột ngày')
    .option('--cases <column>', 'cột số ca')
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--seed <n>', 'nhận cho đồng bộ; phương pháp không dùng số ngẫu nhiên (accepted; no chance is involved)')
    .option('--csv', 'kết quả là CSV')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const weeks = numberFor(flags.weeks, '--weeks', { from: 1, whole: true })!
      if (weeks > 2) throw new UsageError('--weeks là 1 hoặc 2.\n--weeks is 1 or 2.')
      numberFor(flags.seed, '--seed', { from: 0, whole: true })
      const order = orderFor(flags.dateOrder)
      const { series, notes } = await readIncidence({
        incidence: given(flags.incidence, '--incidence'),
        gaps: gapsFor(flags.gaps, 'unknown'),
        group: flags.group,
        date: flags.date,
        cases: flags.cases,
        dateOrder: order,
        corrections: true,
      })
      const one = placeOf(series, flags.place)
      const last = one.total.length - 1
      const origin = flags.origin === undefined ? last : originOf(flags.origin, one, order)
      // Days after the end of the file have not been reported, whatever a gap within it means.
      const unreported = Array<null>(Math.max(0, origin - last)).fill(null)
      const found = forecast([...one.total.slice(0, origin + 1), ...unreported], { weeks })
      notes.push(...found.notes.map(({ vi, en }) => ({ vi, en })))
      const levels = found.levels.map((level) => `q${level}`)
      const rows = found.weeks.map(({ week, quantiles }): OutRow => {
        const values = levels.map((name, k) => [name, quantiles === null ? null : Number(quantiles[k]!.toPrecision(12))])
        return { horizon_weeks: week, ...Object.fromEntries(values) }
      })
      const shown = (day: number) => (one.dates === null ? `ngày ${day + 1}` : formatDate(addDays(one.dates[0]!, day)))
      const whole = (value: number) => Math.round(value).toLocaleString('vi-VN')
      printTable(io, flags, ['horizon_weeks', ...levels], rows, notes, () =>
        [
          `Dự báo số ca trong 7 ngày, biết đến ${shown(origin)}`,
          ...found.weeks.map(({ week, quantiles: q }) => {
            const span = `Tuần ${week} (${shown(origin + 7 * week - 6)} – ${shown(origin + 7 * week)})`
            if (q === null) return `${span}  không dự báo được`
            return `${span}  ${whole(q[4]!)} ca  (50 %: ${whole(q[3]!)}–${whole(q[5]!)}; 95 %: ${whole(q[0]!)}–${whole(q[8]!)})`
          }),
        ].join('\n'),
      )
    })
}

function placeOf(series: readonly IncidenceSeries[], place: string | undefined): IncidenceSeries {
  const found = place === undefined ? series : series.filter(({ group }) => fold(group) === fold(place))
  if (found.length === 1) return found[0]!
  const some = series
    .slice(0, 10)
    .map(({ group }) => group)
    .join(', ')
  throw new UsageError(
    `Tệp có ${series.length} nơi (${some}${series.length > 10 ? ' …' : ''}); chọn một bằng --place.\n` +
      `The file has ${series.length} places (${some}${series.length > 10 ? ' …' : ''}); choose one with --place.`,
  )
}

/** Place of the origin in the series; at most 6 days after its end. */
function originOf(value: string, one: IncidenceSeries, order: DayOrder | undefined): number {
  const last = one.total.length - 1
  let at = Number(value) - 1
  if (one.dates !== null) {
    const read = parseDate(value, { order })
    if (!read.ok)
      throw new UsageError(`--origin phải là ngày YYYY-MM-DD: "${value}".\n--origin must be a day as YYYY-MM-DD: "${value}".`)
    at = daysBetween(one.dates[0]!, read.date)
  }
  if (Number.isInteger(at) && at >= 0 && at <= last + 6) return at
  const [from, to] = one.dates === null ? [1, last + 1] : [one.dates[0], one.dates[last]]
  throw new UsageError(
    `--origin ${value} nằm ngoài số liệu (${from} đến ${to}).\n--origin ${value} lies outside the data (${from} to ${to}).`,
  )
}
