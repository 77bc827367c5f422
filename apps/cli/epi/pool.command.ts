import { dilution } from '@phaodai/epi/dilution.ts'
import { dorfmanHouseholds } from '@phaodai/epi/dorfman-households.ts'
import type { PoolTest } from '@phaodai/epi/pool-figures.ts'
import { type PoolingDays, poolingDays } from '@phaodai/epi/pooling-days.ts'
import { type PoolMethod, type PoolPlan, poolingOptimum } from '@phaodai/epi/pooling-optimum.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { digits } from './figure-cells.ts'
import { numberFor } from './flags.ts'
import { type EpiIo, type Note, printTable } from './table-out.ts'

type Flags = {
  prevalence?: string
  sensitivity?: string
  specificity?: string
  method?: string
  maxSize?: string
  size?: string
  people?: string
  capacity?: string
  household?: string
  correlation?: string
  ctMean?: string
  ctSd?: string
  ctLimit?: string
  csv?: boolean
  json?: boolean
}

const COLUMNS = ['algorithm', 'p', 'Se', 'Sp', 'config', 'ET', 'value_tests_per_person', 'PSe', 'PSp', 'PPPV', 'PNPV']

/** Adds `epi pool` to the command. */
export function registerPool(epi: Command, io: EpiIo): void {
  epi
    .command('pool')
    .description('gộp mẫu xét nghiệm: cỡ gộp tốt nhất và điều đạt được (pooled testing: the best size and what it gives)')
    .option('--prevalence <share>', 'tỷ lệ dương tính trong người được xét nghiệm, 0.01 hoặc 1% (share infected)')
    .option('--sensitivity <share>', 'độ nhạy của một xét nghiệm, mặc định 1 (sensitivity of a test)')
    .option('--specificity <share>', 'độ đặc hiệu của một xét nghiệm, mặc định 1 (specificity of a test)')
    .option(
      '--method <method>',
      'D2 (Dorfman, mặc định), D3 (ba bước) hoặc A2 (bảng vuông) (two stages, three stages, square array)',
    )
    .option('--max-size <n>', 'cỡ lớn nhất được thử: người trong mẫu gộp đầu, hoặc trong một hàng của bảng (largest size tried)')
    .option('--size <n>', 'chỉ tính cho cỡ này (this size only)')
    .option('--people <n>', 'số người cần xét nghiệm: tính số mẫu gộp, xét nghiệm, ngày; chỉ với D2 (people to be tested)')
    .option('--capacity <n>', 'số xét nghiệm một ngày của phòng xét nghiệm (tests the laboratory runs in a day)')
    .option('--household <n>', 'số người cùng nhà trong một mẫu gộp; chỉ với D2 (people of one household in a pool)')
    .option('--correlation <r>', 'tương quan nhiễm trong nhà, 0 đến dưới 1 (correlation within a household)')
    .option(
      '--ct-mean <ct>',
      'Ct trung bình khi xét nghiệm riêng: tính mất độ nhạy do pha loãng; chỉ với D2 (mean Ct tested alone)',
    )
    .option('--ct-sd <ct>', 'độ lệch chuẩn của Ct (sd of Ct)')
    .option('--ct-limit <ct>', 'Ct cuối cùng còn tính là dương tính (last Ct called positive)')
    .option('--csv', 'kết quả là CSV, ghi chú ra stderr')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action((flags: Flags) => {
      const test: PoolTest = {
        prevalence: shareGiven(flags.prevalence, '--prevalence', { open: true }),
        sensitivity: shareGiven(flags.sensitivity ?? '1', '--sensitivity', { above: true }),
        specificity: shareGiven(flags.specificity ?? '1', '--specificity', {}),
      }
      const method = methodGiven(flags.method)
      const least = method === 'D3' ? 3 : 2
      const plan = poolingOptimum(test, method, sizesFor(flags, least))
      const notes: Note[] = []
      if (plan.atLimit && flags.size === undefined)
        notes.push({
          vi: `Cỡ tốt nhất là cỡ lớn nhất được thử (${plan.size}); cỡ lớn hơn có thể rẻ hơn nữa nhưng pha loãng nhiều hơn. Đổi bằng --max-size.`,
          en: `The best size is the largest tried (${plan.size}); a larger one may be cheaper still, and dilutes more. Change with --max-size.`,
        })
      if (plan.testsPerPerson >= 1)
        notes.push({
          vi: 'Gộp mẫu không tiết kiệm xét nghiệm ở tỷ lệ này. Nên xét nghiệm riêng từng người.',
          en: 'Pooling saves no tests at this prevalence. Test everybody alone.',
        })
      const row = rowOf(test, plan)
      const more = {
        ...row,
        n: plan.size,
        per_person: row.value_tests_per_person,
        groups: plan.groups,
        ...extras(flags, test, plan),
      }
      if (flags.json) io.out(`${JSON.stringify({ ...more, rows: [row], notes })}\n`)
      else printTable(io, flags, COLUMNS, [row], notes, () => textOf(plan, more))
    })
}

function sizesFor(flags: Flags, least: number): { min?: number; max?: number } {
  const size = sizeFor(flags.size, '--size', least)
  if (size !== undefined) return { min: size, max: size }
  const max = sizeFor(flags.maxSize, '--max-size', least)
  return max === undefined ? {} : { max }
}

function sizeFor(value: string | undefined, option: string, least: number): number | undefined {
  const size = numberFor(value, option, { from: least, whole: true })
  if (size === undefined || size <= 1000) return size
  throw new UsageError(`${option} không quá 1000: "${value}".\n${option} is at most 1000: "${value}".`)
}

function rowOf(test: PoolTest, plan: PoolPlan) {
  const config =
    plan.method === 'D2'
      ? `Stage1=${plan.size}`
      : plan.method === 'D3'
        ? `Stage1=${plan.size};Stage2=${plan.groups!.join('/')}`
        : `Array.dim=${plan.size};Array.sz=${plan.people}`
  return {
    algorithm: plan.method,
    p: test.prevalence,
    Se: test.sensitivity,
    Sp: test.specificity,
    config,
    ET: digits(plan.expectedTests),
    value_tests_per_person: digits(plan.testsPerPerson),
    PSe: digits(plan.sensitivity),
    PSp: digits(plan.specificity),
    PPPV: digits(plan.ppv),
    PNPV: digits(plan.npv),
  }
}

type Extras = {
  kept?: number
  households?: { per_person: number; PSe: number; PSp: number }
  plan?: PoolingDays
}

/** Dilution, households and laboratory days, where asked for. */
function extras(flags: Flags, test: PoolTest, plan: PoolPlan): Extras {
  const { household, correlation, ctMean, ctSd, ctLimit, people, capacity } = flags
  const asked = [household, correlation, ctMean, ctSd, ctLimit, people, capacity].some((value) => value !== undefined)
  if (!asked) return {}
  if (plan.method !== 'D2')
    throw new UsageError(
      'Số người, hộ gia đình và Ct chỉ tính được với --method D2.\nPeople, households and Ct can only be reckoned with --method D2.',
    )
  const found: Extras = {}
  const cts = [ctMean, ctSd, ctLimit].filter((value) => value !== undefined)
  if (cts.length > 0) {
    if (cts.length < 3)
      throw new UsageError('Cần đủ --ct-mean, --ct-sd và --ct-limit.\nGive --ct-mean, --ct-sd and --ct-limit together.')
    const sd = numberGiven(ctSd!, '--ct-sd')
    if (!(sd > 0)) throw new UsageError('--ct-sd phải lớn hơn 0.\n--ct-sd must be above 0.')
    found.kept = dilution({ mean: numberGiven(ctMean!, '--ct-mean'), sd }, numberGiven(ctLimit!, '--ct-limit'), plan.size)
  }
  if (household !== undefined || found.kept !== undefined) {
    const figures = dorfmanHouseholds(test, {
      size: plan.size,
      household: numberFor(household, '--household', { from: 1, whole: true }) ?? 1,
      correlation: correlation === undefined ? 0 : shareGiven(correlation, '--correlation', { below: true }),
      kept: Math.max(found.kept ?? 1, 1e-12),
    })
    found.households = { per_person: figures.testsPerPerson, PSe: figures.sensitivity, PSp: figures.specificity }
  }
  if (people !== undefined || capacity !== undefined) {
    if (people === undefined) throw new UsageError('--capacity cần --people.\n--capacity needs --people.')
    const all = numberFor(people, '--people', { from: 1, whole: true }) ?? 1
    const perDay = capacity === undefined ? undefined : (numberFor(capacity, '--capacity', { from: 1, whole: true }) ?? 1)
    found.plan = poolingDays(test, all, Math.ceil(all / plan.size), perDay)
  }
  return found
}

function methodGiven(value: string | undefined): PoolMethod {
  const method = (value ?? 'D2').toUpperCase()
  if (method === 'D2' || method === 'D3' || method === 'A2') return method
  throw new UsageError('--method là D2, D3 hoặc A2.\n--method is D2, D3 or A2.')
}

function numberGiven(value: string, option: string): number {
  const number = /^[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?$/i.test(value.trim()) ? Number(value.trim().replace(',', '.')) : Number.NaN
  if (Number.isFinite(number)) return number
  throw new UsageError(`${option} phải là một số: "${value}".\n${option} must be a number: "${value}".`)
}

/** A share as 0.05, 0,05 or 5%. */
function shareGiven(
  value: string | undefined,
  option: string,
  ends: { open?: boolean; above?: boolean; below?: boolean },
): number {
  if (value === undefined) throw new UsageError(`Thiếu ${option}.\n${option} is missing.`)
  const percent = /^(.*)%\s*$/.exec(value)
  const share = percent ? numberGiven(percent[1]!, option) / 100 : numberGiven(value, option)
  const [aboveZero, belowOne] = [ends.open || ends.above, ends.open || ends.below]
  if ((aboveZero ? share > 0 : share >= 0) && (belowOne ? share < 1 : share <= 1)) return share
  throw new UsageError(
    `${option} là tỷ lệ ${aboveZero ? 'lớn hơn 0' : 'từ 0'} và ${belowOne ? 'nhỏ hơn 1' : 'không quá 1'}, như 0.05 hoặc 5%: "${value}".\n` +
      `${option} is a share ${aboveZero ? 'above 0' : 'from 0'} and ${belowOne ? 'below 1' : 'at most 1'}, as 0.05 or 5%: "${value}".`,
  )
}

function textOf(plan: PoolPlan, { households, kept, plan: days }: Extras): string {
  const comma = (value: number | null, places: number) =>
    value === null ? 'không tính được' : value.toFixed(places).replace('.', ',')
  const percent = (value: number | null) => (value === null ? 'không tính được' : `${comma(100 * value, 2)} %`)
  const size =
    plan.method === 'A2'
      ? `bảng ${plan.size} × ${plan.size} (${plan.people} người)`
      : plan.method === 'D3'
        ? `${plan.size} người, rồi ${plan.groups!.join(', ')}`
        : `${plan.size} người`
  const lines: [string, string][] = [
    ['Mẫu gộp', size],
    ['Xét nghiệm mỗi người', comma(plan.testsPerPerson, 4)],
    ['Độ nhạy sau cùng', percent(plan.sensitivity)],
    ['Độ đặc hiệu sau cùng', percent(plan.specificity)],
    ['Giá trị tiên đoán dương', percent(plan.ppv)],
    ['Giá trị tiên đoán âm', percent(plan.npv)],
  ]
  if (kept !== undefined) lines.push(['Độ nhạy còn sau pha loãng', percent(kept)])
  if (households)
    lines.push([
      'Có pha loãng, cùng nhà',
      `${comma(households.per_person, 4)} xét nghiệm mỗi người, độ nhạy ${percent(households.PSe)}`,
    ])
  if (days) {
    lines.push(['Số mẫu gộp', String(days.pools)], ['Xét nghiệm dự kiến', String(Math.round(days.expectedTests))])
    lines.push(['Tiết kiệm', percent(days.saved)])
    if (days.days !== null) lines.push(['Số ngày', `${days.days} (xét nghiệm riêng: ${days.daysAlone})`])
  }
  const wide = Math.max(...lines.map(([name]) => name.length))
  return lines.map(([name, value]) => `${name.padEnd(wide)}  ${value}`).join('\n')
}
