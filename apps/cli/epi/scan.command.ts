import { type ScanCluster, scanClusters } from '@phaodai/epi/scan-clusters.ts'
import { type ScanCase, type ScanLocation, type ScanPlan, scanPlan } from '@phaodai/epi/scan-plan.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { addDays, type DayOrder, daysBetween, formatDate, parseDate } from '@phaodai/text/dates.ts'
import type { Command } from 'commander'
import { digits } from './figure-cells.ts'
import { given, numberFor, orderFor } from './flags.ts'
import { DAY_ZERO, readCases, readLocations } from './scan-files.ts'
import { scanInWorkers } from './scan-in-workers.ts'
import { type EpiIo, type Note, printTable } from './table-out.ts'

type Flags = {
  cases?: string
  locations?: string
  maxRadiusKm?: string
  maxDays?: string
  maxFraction?: string
  runs?: string
  seed?: string
  minCases?: string
  from?: string
  to?: string
  prospective?: boolean
  dateOrder?: string
  csv?: boolean
  json?: boolean
}

/** Adds `epi scan` to the command. */
export function registerScan(epi: Command, io: EpiIo): void {
  epi
    .command('scan')
    .description(
      'cụm ca bệnh theo nơi và ngày, không cần dân số: quét hoán vị không gian và thời gian (space-time permutation scan)',
    )
    .option(
      '--cases <file>',
      'cột location, cases, date (CSV, XLSX, .gz; - là đầu vào chuẩn); không có cột cases: mỗi dòng một ca',
    )
    .option('--locations <file>', 'cột location, lat, lng: mọi nơi, cả nơi không có ca (all places, with or without cases)')
    .option('--max-radius-km <km>', 'bán kính lớn nhất, km; mặc định 10 (largest radius)')
    .option('--max-days <n>', 'số ngày dài nhất; mặc định 7 (longest window)')
    .option('--max-fraction <share>', 'phần lớn nhất của tổng số ca trong một cụm; mặc định 0.5 (largest share of all cases)')
    .option('--runs <n>', 'số lần hoán vị; mặc định 999 (random permutations)')
    .option('--seed <n>', 'hạt giống; cùng hạt giống cùng kết quả; mặc định 1 (seed)')
    .option('--min-cases <n>', 'số ca ít nhất của một cụm; mặc định 2 (least cases of a cluster)')
    .option('--from <date>', 'ngày đầu của kỳ; mặc định ngày ca đầu tiên (first day of the study)')
    .option('--to <date>', 'ngày cuối của kỳ; mặc định ngày ca cuối cùng (last day of the study)')
    .option('--prospective', 'chỉ cụm còn kéo dài đến ngày cuối (only clusters that last to the last day)')
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--csv', 'kết quả là CSV, ghi chú ra stderr')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const order = orderFor(flags.dateOrder)
      const options = {
        maxRadiusKm: within(flags.maxRadiusKm, '--max-radius-km', 0, 20_100) ?? 10,
        maxDays: numberFor(flags.maxDays, '--max-days', { from: 1, whole: true }) ?? 7,
        maxFraction: within(flags.maxFraction, '--max-fraction', 0.0001, 1) ?? 0.5,
        runs: numberFor(flags.runs, '--runs', { from: 1, whole: true }) ?? 999,
        seed: numberFor(flags.seed, '--seed', { from: 0, whole: true }) ?? 1,
        minCases: numberFor(flags.minCases, '--min-cases', { from: 1, whole: true }) ?? 2,
        prospective: flags.prospective === true,
        ...(flags.from === undefined ? {} : { from: dayFor(flags.from, '--from', order) }),
        ...(flags.to === undefined ? {} : { to: dayFor(flags.to, '--to', order) }),
      }
      const notes: Note[] = []
      const locations = await readLocations(given(flags.locations, '--locations'), notes)
      const cases = await readCases(given(flags.cases, '--cases'), order, locations, notes)
      const plan = planOf(given(flags.cases, '--cases'), cases, [...locations.values()], options)
      const clusters = scanClusters(plan, await scanInWorkers(plan))
      addNotes(plan, clusters, cases, notes)
      const shown = clusters.map((cluster) => shownCluster(cluster, locations))
      const study = { from: addDays(DAY_ZERO, plan.from), to: addDays(DAY_ZERO, plan.from + plan.days - 1), cases: plan.total }
      if (flags.json && !flags.csv) {
        io.out(`${JSON.stringify({ clusters: shown, study, runs: options.runs, seed: options.seed, notes })}\n`)
        return
      }
      const columns = [
        'cluster',
        'start',
        'end',
        'observed',
        'expected',
        'llr',
        'p',
        'p_gumbel',
        'radius_km',
        'lat',
        'lng',
        'locations',
      ]
      const rows = shown.map((cluster, i) => ({ cluster: i + 1, ...cluster, locations: cluster.locations.join(' ') }))
      printTable(io, flags, columns, rows, notes, () => textOf(shown, study))
    })
}

function planOf(file: string, cases: ScanCase[], locations: ScanLocation[], options: Parameters<typeof scanPlan>[2]): ScanPlan {
  try {
    return scanPlan(cases, locations, options)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const few = /at least 2/.test(error.message) ? 'cần ít nhất 2 ca trong thời gian khảo sát' : error.message
    throw new UsageError(`Không quét được tệp ${file}: ${few}.\n${file} cannot be scanned: ${error.message}.`)
  }
}

function within(value: string | undefined, option: string, from: number, to: number): number | undefined {
  const number = numberFor(value, option, { from })
  if (number === undefined || number <= to) return number
  throw new UsageError(`${option} phải từ ${from} đến ${to}: "${value}".\n${option} must be from ${from} to ${to}: "${value}".`)
}

function dayFor(value: string, option: string, order: DayOrder | undefined): number {
  const read = parseDate(value, { order })
  if (read.ok) return daysBetween(DAY_ZERO, read.date)
  throw new UsageError(`${option} phải là ngày YYYY-MM-DD: "${value}".\n${option} must be a day as YYYY-MM-DD: "${value}".`)
}

function addNotes(plan: ScanPlan, clusters: readonly ScanCluster[], cases: readonly ScanCase[], notes: Note[]): void {
  const outside = cases.reduce((sum, row) => sum + row.cases, 0) - plan.total
  if (outside > 0)
    notes.push({ vi: `${outside} ca ngoài kỳ, không tính.`, en: `${outside} cases lie outside the study and are left out.` })
  if (plan.days < 2 * plan.maxDays)
    notes.push({
      vi: `Kỳ chỉ có ${plan.days} ngày; cụm dài đến ${plan.maxDays} ngày khó khác với cả kỳ. Thêm ngày hoặc giảm --max-days.`,
      en: `The study has ${plan.days} days only; clusters of up to ${plan.maxDays} days hardly differ from all of it. Add days or lower --max-days.`,
    })
  if (plan.total < 20)
    notes.push({
      vi: `Chỉ có ${plan.total} ca; quét ít ca như vậy hiếm khi thấy được gì.`,
      en: `There are ${plan.total} cases only; a scan of so few seldom finds anything.`,
    })
  if (clusters.length === 0) notes.push({ vi: 'Không có cụm nào nổi hơn ngẫu nhiên.', en: 'No cluster stands out from chance.' })
}

function shownCluster(cluster: ScanCluster, places: ReadonlyMap<string, ScanLocation>) {
  const centre = places.get(cluster.locations[0]!)!
  return {
    locations: cluster.locations,
    start: addDays(DAY_ZERO, cluster.start),
    end: addDays(DAY_ZERO, cluster.end),
    observed: cluster.observed,
    expected: digits(cluster.expected),
    llr: digits(cluster.llr),
    p: digits(cluster.p),
    radius_km: digits(cluster.radiusKm),
    p_gumbel: digits(cluster.pGumbel),
    lat: centre.lat,
    lng: centre.lng,
  }
}

function textOf(
  clusters: readonly ReturnType<typeof shownCluster>[],
  study: { from: string; to: string; cases: number },
): string {
  const comma = (value: number | null, places: number) => (value ?? 0).toFixed(places).replace('.', ',')
  const lines = clusters.slice(0, 10).map((cluster, i) => {
    const days =
      cluster.start === cluster.end ? formatDate(cluster.start) : `${formatDate(cluster.start)} đến ${formatDate(cluster.end)}`
    const where = `${cluster.locations.slice(0, 5).join(', ')}${cluster.locations.length > 5 ? ` và ${cluster.locations.length - 5} nơi khác` : ''}`
    return (
      `${i + 1}. ${days}: ${cluster.observed} ca (dự kiến ${comma(cluster.expected, 1)}), p ${comma(cluster.p, 3)}, ` +
      `bán kính ${comma(cluster.radius_km, 1)} km: ${where}`
    )
  })
  return [`Kỳ ${formatDate(study.from)} đến ${formatDate(study.to)}, ${study.cases} ca, ${clusters.length} cụm`, ...lines].join(
    '\n',
  )
}
