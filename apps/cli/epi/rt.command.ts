import { firstControlled } from '@phaodai/epi/first-controlled.ts'
import type { SerialInterval } from '@phaodai/epi/incidence.series.ts'
import { RT_QUANTILES, type RtRow, rt } from '@phaodai/epi/rt.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { parseNumber } from '@phaodai/text/numbers.ts'
import type { Command } from 'commander'
import { findColumn, needColumn } from '../columns.ts'
import { readTableFile } from '../table-file.ts'
import { gapsFor, given, numberFor, orderFor } from './flags.ts'
import { type IncidenceSeries, readIncidence } from './incidence-file.ts'
import { type EpiIo, type Note, type OutRow, printTable } from './table-out.ts'

type Flags = Partial<Record<'incidence' | 'siMean' | 'siSd' | 'si' | 'window' | 'priorMean' | 'priorSd', string>> &
  Partial<Record<'gaps' | 'group' | 'date' | 'cases' | 'dateOrder', string>> & { csv?: boolean; json?: boolean }

const QUANTILES = ['q0.025', 'q0.05', 'q0.25', 'median', 'q0.75', 'q0.95', 'q0.975']

/** Adds `epi rt`. Throws UsageError; prints through `io.out` alone, in one call, notes of `--csv` on standard error. */
export function registerRt(epi: Command, io: EpiIo): void {
  epi
    .command('rt')
    .description('hệ số lây nhiễm theo thời gian Rt (time-varying reproduction number, Cori 2013)')
    .option(
      '--incidence <file>',
      'số ca theo ngày, CSV hoặc XLSX: t,date,total,local,imported hoặc date,cases; - là đầu vào chuẩn',
    )
    .option('--si-mean <days>', 'trung bình khoảng cách thế hệ, ngày (serial interval mean)')
    .option('--si-sd <days>', 'độ lệch chuẩn khoảng cách thế hệ, ngày (serial interval sd)')
    .option('--si <file>', 'hoặc phân bố cho sẵn: k,w (weights of 0, 1, 2 … days)')
    .option('--window <days>', 'độ dài cửa sổ, ngày', '7')
    .option('--prior-mean <R>', 'trung bình tiên nghiệm của R', '5')
    .option('--prior-sd <R>', 'độ lệch chuẩn tiên nghiệm của R', '5')
    .option('--gaps <what>', 'ngày thiếu là zero (bằng 0, như EpiEstim) hoặc unknown (chưa biết)', 'zero')
    .option('--group <column>', 'cột địa phương, mỗi nơi tính riêng (one series per place)')
    .option('--date <column>', 'cột ngày')
    .option('--cases <column>', 'cột số ca')
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--csv', 'kết quả là CSV')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const file = given(flags.incidence, '--incidence')
      if (file === '-' && flags.si === '-')
        throw new UsageError('Chỉ một tệp được đọc từ đầu vào chuẩn (-).\nOnly one file can come from standard input (-).')
      const si = await serialInterval(flags)
      const window = numberFor(flags.window, '--window', { from: 1, whole: true })!
      const priorMean = numberFor(flags.priorMean, '--prior-mean', { above: 0 })!
      const priorSd = numberFor(flags.priorSd, '--prior-sd', { above: 0 })!
      const { series, groupColumn, notes } = await readIncidence({
        incidence: file,
        gaps: gapsFor(flags.gaps, 'zero'),
        group: flags.group,
        date: flags.date,
        cases: flags.cases,
        dateOrder: orderFor(flags.dateOrder),
      })
      const found = series.map((one) => ({ one, windows: rt(one, { si, window, priorMean, priorSd }) }))
      for (const { one, windows } of found) notes.push(...notesOf(one, windows, window))
      const rows = found.flatMap(({ one, windows }) => windows.map((row) => outRow(groupColumn, one, row)))
      const columns = ['t_start', 't_end', 'date_start', 'date_end', 'mean', 'std', ...QUANTILES]
      if (groupColumn !== null) columns.unshift(groupColumn)
      printTable(io, flags, columns, rows, notes, () => found.map(({ one, windows }) => textFor(one, windows)).join('\n'))
    })
}

async function serialInterval(flags: Flags): Promise<SerialInterval> {
  if (flags.si !== undefined) {
    if (flags.siMean !== undefined || flags.siSd !== undefined)
      throw new UsageError('Nêu --si hoặc --si-mean với --si-sd, không cả hai.\nGive --si or --si-mean with --si-sd, not both.')
    return weights(flags.si)
  }
  // EpiEstim's shifted gamma starts the day after
  const mean = numberFor(given(flags.siMean, '--si-mean'), '--si-mean', { above: 1 })!
  return { mean, sd: numberFor(given(flags.siSd, '--si-sd'), '--si-sd', { above: 0 })! }
}

async function weights(path: string): Promise<number[]> {
  const table = await readTableFile(path)
  const wAt = needColumn(table.headers, 'w', '--si', table.name)
  const kAt = findColumn(table.headers, 'k')
  const found: number[] = []
  table.rows.forEach(({ row, cells }, i) => {
    const weight = parseNumber(cells[wAt], { style: 'en' })
    const text = Number(cells[wAt])
    const w = cells[wAt] === null ? Number.NaN : Number.isFinite(text) ? text : weight.ok ? weight.value : Number.NaN
    const k = kAt === undefined ? i : Number(cells[kAt] ?? Number.NaN)
    if (!(w >= 0) || !Number.isSafeInteger(k) || k < 0 || k > 10_000 || found[k] !== undefined)
      throw new UsageError(
        `${table.name}, dòng ${row}: k là số ngày nguyên từ 0, mỗi số một lần; w từ 0.\n` +
          `${table.name}, row ${row}: k is a whole number of days from 0, each once; w is from 0.`,
      )
    found[k] = w
  })
  const list = Array.from(found, (w) => w ?? 0)
  const sum = list.reduce((a, w) => a + w, 0)
  if (list[0] !== 0 || Math.abs(sum - 1) > 0.01)
    throw new UsageError(
      `${table.name}: trọng số của 0 ngày phải bằng 0 (là ${list[0] ?? 'trống'}) và tổng phải bằng 1 (là ${sum}).\n` +
        `${table.name}: the weight of 0 days must be 0 (it is ${list[0] ?? 'missing'}) and the sum 1 (it is ${sum}).`,
    )
  return list
}

function outRow(groupColumn: string | null, one: IncidenceSeries, row: RtRow): OutRow {
  const out: OutRow = {
    ...(groupColumn === null ? {} : { [groupColumn]: one.group }),
    t_start: row.tStart,
    t_end: row.tEnd,
    date_start: one.dates?.[row.tStart - 1] ?? null,
    date_end: one.dates?.[row.tEnd - 1] ?? null,
    mean: row.mean,
    std: row.sd,
  }
  QUANTILES.forEach((name, i) => {
    out[name] = row.quantiles?.[i] ?? null
  })
  return { ...out, cases: row.cases, state: row.state }
}

const placed = (one: IncidenceSeries): string => (one.group === '' ? '' : `${one.group}: `)

function notesOf(one: IncidenceSeries, windows: readonly RtRow[], window: number): Note[] {
  const notes: Note[] = []
  const add = (vi: string, en: string) => notes.push({ vi: placed(one) + vi, en: placed(one) + en })
  if (windows.length === 0)
    add(
      `chuỗi ${one.total.length} ngày quá ngắn cho cửa sổ ${window} ngày.`,
      `${one.total.length} days are too few for a window of ${window}.`,
    )
  const count = (state: RtRow['state']) => windows.filter((row) => row.state === state)
  const named = (rows: readonly RtRow[]) => {
    const [first, last] = [rows[0]!.tEnd, rows.at(-1)!.tEnd]
    const name = (t: number) => one.dates?.[t - 1] ?? `t ${t}`
    return first === last ? name(first) : `${name(first)} … ${name(last)}`
  }
  const early = count('early')
  if (early.length > 0)
    add(
      `${early.length} cửa sổ kết thúc trước trung bình khoảng cách thế hệ, không ước lượng được (${named(early)}).`,
      `${early.length} windows end before the mean serial interval and are not estimable (${named(early)}).`,
    )
  const unknown = count('unknown')
  if (unknown.length > 0)
    add(
      `${unknown.length} cửa sổ có hoặc phụ thuộc ngày chưa biết số ca, không ước lượng được (${named(unknown)}).`,
      `${unknown.length} windows hold or depend on days that are not known and are not estimable (${named(unknown)}).`,
    )
  const few = count('few')
  if (few.length > 0)
    add(
      `${few.length} cửa sổ có quá ít ca, hệ số biến thiên trên 0,3: kết quả chủ yếu theo tiên nghiệm (${named(few)}).`,
      `${few.length} windows have too few cases, coefficient of variation above 0.3: the prior weighs heavily (${named(few)}).`,
    )
  if (one.split && one.local[0] !== null && one.local[0]! > 0)
    add('ca của ngày đầu tính là ca nhập, như EpiEstim.', 'cases of the first day count as imported, as in EpiEstim.')
  return notes
}

function textFor(one: IncidenceSeries, windows: readonly RtRow[]): string {
  const last = windows.findLast((row) => row.mean !== null)
  if (last === undefined) return `${placed(one)}không ước lượng được`
  const show = (value: number) => value.toFixed(2).replace('.', ',')
  const name = (t: number) => one.dates?.[t - 1] ?? `ngày ${t}`
  const controlled = firstControlled(windows, RT_QUANTILES)
  return (
    `${placed(one)}R ${show(last.mean!)} (95 %: ${show(last.quantiles![0]!)} đến ${show(last.quantiles![6]!)}), ` +
    `${name(last.tStart)} đến ${name(last.tEnd)}, ${last.cases} ca; ` +
    (controlled === null ? 'chưa có ngày R chắc chắn dưới 1' : `R chắc chắn dưới 1 lần đầu: ${name(controlled.tEnd)}`)
  )
}
