import { finalSize } from '@phaodai/epi/final-size.ts'
import type { SeirDay, SeirParameters } from '@phaodai/epi/seir.parameters.ts'
import { seir } from '@phaodai/epi/seir.ts'
import { seirGrowth } from '@phaodai/epi/seir-growth.ts'
import { type SeirBands, seirStochastic } from '@phaodai/epi/seir-stochastic.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { given, numberFor } from './flags.ts'
import { type Scenario, scenariosOf } from './scenario.spec.ts'
import { digits, printAnswer, readSpec } from './spec-file.ts'
import type { EpiIo, Note, OutRow } from './table-out.ts'

type Flags = { spec?: string; seed?: string; runs?: string; csv?: boolean; json?: boolean }

type Summary = {
  name: string
  params: SeirParameters
  peak_I: number
  peak_day: number
  final_R: number
  infections: number
  growth_rate_analytic: number
  final_size_analytic_base: number
  stochastic?: SeirBands
}

const SERIES = ['S', 'E', 'I', 'R', 'V', 'isolated', 'infections', 'detected', 'doses'] as const

/** Adds `epi scenario` to the command. */
export function registerScenario(epi: Command, io: EpiIo): void {
  epi
    .command('scenario')
    .description('kịch bản SEIR theo ngày, so sánh nhiều kịch bản (SEIR scenarios by day, side by side)')
    .option('--spec <file>', 'kịch bản, tệp JSON; - là đầu vào chuẩn (the scenarios, JSON)')
    .option('--seed <n>', 'chạy thêm mô hình ngẫu nhiên với hạt giống này (also run the stochastic model)')
    .option('--runs <n>', 'số lần chạy ngẫu nhiên, mặc định 100 (stochastic runs)')
    .option('--csv', 'kết quả là CSV: day,S,E,I,R,… (ghi chú ra stderr)')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const asked = flags.seed !== undefined || flags.runs !== undefined
      const seed = numberFor(flags.seed, '--seed', { from: 0, whole: true }) ?? 1
      const runs = numberFor(flags.runs, '--runs', { from: 1, whole: true }) ?? 100
      const { name, spec } = await readSpec(given(flags.spec, '--spec'))
      const { scenarios, notes } = scenariosOf(spec, name)
      const found = scenarios.map((scenario) => course(scenario, asked ? { seed, runs } : undefined))
      const several = scenarios.length > 1
      const rows = found.flatMap(({ summary, days }) =>
        days.map((day) => ({
          ...(several ? { scenario: summary.name } : {}),
          day: day.day,
          ...Object.fromEntries(SERIES.map((series) => [series, digits(day[series])])),
        })),
      )
      const columns = [...(several ? ['scenario'] : []), 'day', ...SERIES]
      const summaries = found.map(({ summary }) => summary)
      const more = { scenarios: summaries, ...(several ? { comparison: compared(summaries) } : {}) }
      const said = flags.csv && summaries.some((each) => each.stochastic) ? [...notes, BANDS_IN_JSON] : notes
      printAnswer(io, flags, { columns, rows, notes: said, more }, () => table(summaries))
    })
}

const BANDS_IN_JSON: Note = {
  vi: 'Các dải của mô hình ngẫu nhiên chỉ có trong --json.',
  en: 'The bands of the stochastic model are in --json only.',
}

function course({ name, params, stochastic }: Scenario, asked: Scenario['stochastic']): { summary: Summary; days: SeirDay[] } {
  const days = followed(name, params)
  const peak = days.reduce((most, day) => (day.I > most.I ? day : most))
  const last = days.at(-1)!
  const options = asked ?? stochastic
  const summary: Summary = {
    name,
    params,
    peak_I: peak.I,
    peak_day: peak.day,
    final_R: last.R,
    infections: last.infections,
    growth_rate_analytic: seirGrowth(params.R0, params.lat, params.inf),
    final_size_analytic_base: finalSize(params.R0),
    ...(options ? { stochastic: seirStochastic({ ...params, N: Math.round(params.N) }, options) } : {}),
  }
  return { summary, days }
}

/** The course; each parameter is possible by now, but together they can be too fast to follow. */
function followed(name: string, params: SeirParameters): SeirDay[] {
  try {
    return seir(params)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(
      `Kịch bản ${name} diễn biến quá nhanh, không tính được: hãy tăng lat, inf hoặc giảm R0, testing.rate.\nScenario ${name}: ${error.message}.`,
    )
  }
}

/** Each scenario against the first. */
function compared(summaries: Summary[]): OutRow[] {
  const first = summaries[0]!
  return summaries.map(({ name, peak_I, peak_day, final_R, infections, stochastic }) => ({
    scenario: name,
    peak_I,
    peak_day,
    final_R,
    infections,
    infections_less_than_first: first.infections - infections,
    peak_I_less_than_first: first.peak_I - peak_I,
    peak_days_later_than_first: peak_day - first.peak_day,
    share_of_runs_over: stochastic ? stochastic.eachRun.filter((run) => run.over).length / stochastic.runs : null,
  }))
}

function table(summaries: Summary[]): string {
  const whole = (value: number) => Math.round(value).toLocaleString('vi-VN')
  const wide = Math.max(8, ...summaries.map(({ name }) => name.length))
  const lines = summaries.map(({ name, peak_I, peak_day, infections, final_R, stochastic }) => {
    const at = stochastic?.days.at(-1)?.infections.quantiles
    const bands = at ? `  ${stochastic!.runs} lần chạy: ${whole(at[0]!)}–${whole(at.at(-1)!)}` : ''
    const cells = [
      whole(peak_I).padStart(14),
      String(peak_day).padStart(10),
      whole(infections).padStart(14),
      whole(final_R).padStart(14),
    ]
    return `${name.padEnd(wide)}${cells.join('')}${bands}`
  })
  const head = ['Đỉnh đang lây'.padStart(14), 'Ngày đỉnh'.padStart(10), 'Tổng ca nhiễm'.padStart(14), 'Đã khỏi'.padStart(14)]
  return [`${'Kịch bản'.padEnd(wide)}${head.join('')}`, ...lines].join('\n')
}
