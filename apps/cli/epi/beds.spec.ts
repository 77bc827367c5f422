import { dirname, resolve } from 'node:path'
import type { CasePath } from '@phaodai/epi/bed-bands.ts'
import type { BedTier, Delay } from '@phaodai/epi/bed-demand.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { type DayOrder, daysBetween, parseDate } from '@phaodai/text/dates.ts'
import { parseNumber } from '@phaodai/text/numbers.ts'
import { readIncidence } from './incidence-file.ts'
import { type Fields, isFields, SpecReader } from './spec-file.ts'
import type { Note } from './table-out.ts'

export type BedSpec = {
  /** Null where the document gives counts without a first day. */
  first: string | null
  cases: number[]
  /** Paths of the days after the last of `cases`; null where there is no forecast. */
  paths: CasePath[] | null
  tiers: BedTier[]
  notes: Note[]
}

type Source = {
  incidence?: string | undefined
  column?: string | undefined
  order: DayOrder | undefined
  gaps: 'zero' | 'unknown'
  specPath: string
}

const TIER = ['name', 'hospital_fraction', 'fraction', 'delay_gamma', 'delay_days', 'los_gamma', 'los_days']
const FIELDS = [
  ...TIER,
  'tiers',
  'segment',
  'discretisation',
  'cases',
  'daily_cases',
  'start',
  'start_date',
  'date_start',
  'first_date',
  'dates',
  'date',
  'incidence',
  'forecast',
  'notes',
]

/** What `epi beds` is asked. Throws UsageError naming every wrong field. */
export async function bedSpecOf(spec: unknown, file: string, source: Source): Promise<BedSpec> {
  const read = new SpecReader(file)
  if (!isFields(spec)) throw new UsageError(`Tệp ${file} phải là một đối tượng { … }.\n${file} must be an object { … }.`)
  read.only(spec, FIELDS, '')
  const list = Array.isArray(spec.tiers) ? spec.tiers : isFields(spec.tiers) ? named(spec.tiers) : null
  const tiers =
    list === null
      ? [tierOf(read, spec, '', 'beds')]
      : list.map((tier, i) => {
          const path = `tiers[${i}].`
          if (!isFields(tier)) read.fault(path, 'phải là một đối tượng { … }', 'must be an object { … }')
          else read.only(tier, TIER, path)
          return tierOf(read, isFields(tier) ? { ...spec, ...tier } : {}, path, `${i + 1}`)
        })
  if (new Set(tiers.map(({ name }) => name)).size < tiers.length)
    read.fault('tiers', 'hai loại giường trùng tên', 'two tiers have one name')
  const { first, cases, notes } = await casesOf(read, spec, source)
  const paths = spec.forecast === undefined || spec.forecast === null ? null : forecastOf(read, spec.forecast)
  read.done()
  return { first, cases, paths, tiers, notes }
}

const named = (tiers: Fields) => Object.entries(tiers).map(([name, tier]) => (isFields(tier) ? { name, ...tier } : tier))

function tierOf(read: SpecReader, fields: Fields, path: string, otherwise: string): BedTier {
  const key = 'fraction' in fields && !('hospital_fraction' in fields && path === '') ? 'fraction' : 'hospital_fraction'
  return {
    name: typeof fields.name === 'string' ? fields.name : otherwise,
    fraction: read.number(fields, key, path, { from: 0, to: 1 }),
    delay: delayOf(read, fields, 'delay', path),
    stay: delayOf(read, fields, 'los', path),
  }
}

function delayOf(read: SpecReader, fields: Fields, key: 'delay' | 'los', path: string): Delay {
  if (fields[`${key}_days`] !== undefined) {
    const probabilities = read.numbers(fields[`${key}_days`], `${path}${key}_days`, { from: 0, to: 1 })
    const sum = probabilities.reduce((total, each) => total + each, 0)
    if (Math.abs(sum - 1) > 1e-6)
      read.fault(`${path}${key}_days`, `cộng lại phải bằng 1, đang là ${sum}`, `must add up to 1, but add up to ${sum}`)
    return { probabilities }
  }
  const gamma = fields[`${key}_gamma`]
  if (isFields(gamma)) {
    read.only(gamma, ['mean', 'sd'], `${path}${key}_gamma.`)
    const rule = { above: 0 }
    return {
      mean: read.number(gamma, 'mean', `${path}${key}_gamma.`, rule),
      sd: read.number(gamma, 'sd', `${path}${key}_gamma.`, rule),
    }
  }
  read.fault(`${path}${key}_gamma`, 'thiếu; cần { "mean": ngày, "sd": ngày }', 'is missing; it is { "mean": days, "sd": days }')
  return { mean: 1, sd: 1 }
}

async function casesOf(
  read: SpecReader,
  spec: Fields,
  source: Source,
): Promise<{ first: string | null; cases: number[]; notes: Note[] }> {
  if (source.incidence !== undefined) return fromFile(source.incidence, spec, source)
  const listed = spec.cases ?? spec.daily_cases ?? spec.incidence
  if (typeof listed === 'string') {
    const base = source.specPath === '-' ? '.' : dirname(source.specPath)
    return fromFile(resolve(base, listed), spec, source)
  }
  const pairs = isFields(listed) ? Object.entries(listed) : listed
  const given =
    Array.isArray(pairs) && pairs.length > 0 && pairs.every((pair) => Array.isArray(pair) && pair.length === 2)
      ? pairs.map(([date, cases]) => ({ date, cases }))
      : pairs
  if (Array.isArray(given) && given.some(isFields)) return fromRows(read, given, source)
  if (!Array.isArray(given)) {
    read.fault(
      'cases',
      'thiếu: nêu danh sách số ca cùng start, hoặc [{date, cases}], hoặc tên tệp ở incidence, hoặc --incidence',
      'is missing: give a list of counts with start, or [{date, cases}], or a file name in incidence, or --incidence',
    )
    read.done()
  }
  const cases = read.numbers(given, 'cases', { from: 0 })
  const dates = spec.dates ?? spec.date
  const start = spec.start ?? spec.start_date ?? spec.date_start ?? spec.first_date ?? (Array.isArray(dates) ? dates[0] : dates)
  const reading = parseDate(start, { order: source.order })
  if (!reading.ok && start != null)
    read.fault('start', 'phải là ngày đầu của cases, YYYY-MM-DD', 'must be the first day of cases, YYYY-MM-DD')
  if (Array.isArray(dates) && dates.length !== cases.length)
    read.fault('dates', `phải có ${cases.length} ngày như cases`, `must have ${cases.length} days, as cases`)
  if (cases.length === 0) read.fault('cases', 'không có ngày nào', 'has no day')
  read.done()
  return { first: reading.ok ? reading.date : null, cases, notes: reading.ok ? [] : [NO_START] }
}

const NO_START: Note = {
  vi: 'Không có ngày đầu (start): cột date là số thứ tự ngày, từ 1.',
  en: 'There is no first day (start): the column date numbers the days from 1.',
}

/** Of a row as a table gives it: under any of the names of `epi rt`, and also as text. */
function countOf(row: Fields): unknown {
  const count = row.cases ?? row.total ?? row.confirmed
  const read = typeof count === 'string' ? parseNumber(count) : null
  return read?.ok ? read.value : count
}

/** As a table, so that gaps, order and repeated days are treated and said as in a file. */
async function fromRows(read: SpecReader, given: unknown[], source: Source) {
  const rows = given.map((row) => (isFields(row) ? { ...row, cases: countOf(row) } : row))
  rows.forEach((row, i) => {
    const at = `cases[${i}].`
    if (!isFields(row)) read.fault(at, 'phải là { date, cases }', 'must be { date, cases }')
    else {
      if (!parseDate(row.date, { order: source.order }).ok)
        read.fault(`${at}date`, 'không đọc được là ngày', 'cannot be read as a date')
      read.number(row, 'cases', at, { from: 0 })
    }
  })
  read.done()
  const days = (rows as { date: string; cases: number }[]).map((row) => {
    const reading = parseDate(row.date, { order: source.order })
    return { date: reading.ok ? reading.date : '', cases: row.cases }
  })
  const sorted = days.sort((a, b) => (a.date < b.date ? -1 : 1))
  const first = sorted[0]!.date
  const cases: (number | null)[] = new Array(daysBetween(first, sorted.at(-1)!.date) + 1).fill(null)
  for (const { date, cases: count } of sorted) {
    const at = daysBetween(first, date)
    if (cases[at] !== null && cases[at] !== count)
      read.fault('cases', `ngày ${date} có hai số khác nhau`, `${date} has two different counts`)
    cases[at] = count
  }
  read.done()
  return known(first, cases, source, [])
}

/** Of a file that holds several series, the one that the document's `segment` names. */
async function fromFile(path: string, spec: Fields, source: Source) {
  const { series, notes } = await readIncidence({
    incidence: path,
    gaps: source.gaps,
    cases: source.column,
    dateOrder: source.order,
  })
  const named = series.find(({ group }) => group === spec.segment) ?? (series.length === 1 ? series[0] : undefined)
  if (!named) {
    const groups = series.map(({ group }) => group).join(', ')
    throw new UsageError(
      `Tệp ${path} có nhiều chuỗi (${groups}): nêu một chuỗi ở trường segment.\n${path} holds several series (${groups}): name one in the field segment.`,
    )
  }
  return known(named.dates?.[0] ?? null, named.total, source, notes)
}

/** A day without a count is zero or refused: a bed plan over unknown days would be too low without saying so. */
function known(first: string | null, counts: readonly (number | null)[], source: Source, notes: Note[]) {
  const gaps = counts.flatMap((count, day) => (count === null ? [day] : []))
  const negative = counts.findIndex((count) => count !== null && count < 0)
  if (negative >= 0)
    throw new UsageError(
      `Số ca âm ở ngày thứ ${negative + 1}: hãy sửa.\nThe count of day ${negative + 1} is negative: correct it.`,
    )
  if (gaps.length > 0 && source.gaps === 'unknown')
    throw new UsageError(
      `${gaps.length} ngày không rõ số ca; không tính được giường. Bổ sung, hoặc --gaps zero.\n` +
        `${gaps.length} days have no known count; beds cannot be told. Fill them in, or --gaps zero.`,
    )
  const more: Note[] =
    gaps.length === 0
      ? []
      : [
          {
            vi: `${gaps.length} ngày không rõ số ca được tính là 0: số giường có thể thấp hơn thực tế.`,
            en: `${gaps.length} days without a known count were taken as 0: the beds may be too few.`,
          },
        ]
  return { first, cases: counts.map((count) => count ?? 0), notes: [...notes, ...more] }
}

/**
 * A forecast as `epi forecast` gives it, weeks of 7 days with quantiles of the sum, spread evenly over the days; or daily counts by level:
 * { "0.5": [12, 14, …], "0.975": […] }.
 */
function forecastOf(read: SpecReader, forecast: unknown): CasePath[] {
  const rows = isFields(forecast) && Array.isArray(forecast.rows) ? forecast.rows : forecast
  if (isFields(rows)) {
    return Object.entries(rows).map(([level, cases]) => ({
      level: read.value(Number(level.replace(/^q/, '')), `forecast.${level}`, { from: 0, to: 1 }),
      cases: read.numbers(cases, `forecast.${level}`, { from: 0 }),
    }))
  }
  if (!Array.isArray(rows) || rows.length === 0 || !rows.every(isFields)) {
    read.fault(
      'forecast',
      'phải là các dòng của epi forecast hoặc { "0.5": [số ca theo ngày] }',
      'must be rows of epi forecast or { "0.5": [daily counts] }',
    )
    return []
  }
  const weeks = rows.toSorted((a, b) => Number(a.horizon_weeks) - Number(b.horizon_weeks))
  weeks.forEach((week, i) => {
    if (week.horizon_weeks !== i + 1)
      read.fault(`forecast[${i}].horizon_weeks`, 'các tuần phải là 1, 2, …', 'the weeks must be 1, 2, …')
  })
  const levels = Object.keys(weeks[0]!).filter((key) => /^q0?\.\d+$/.test(key))
  if (levels.length === 0) read.fault('forecast', 'không có cột phân vị q0.5 …', 'has no quantile q0.5 …')
  return levels.map((key) => ({
    level: Number(key.slice(1)),
    cases: weeks.flatMap((week, i) => new Array<number>(7).fill(read.number(week, key, `forecast[${i}].`, { from: 0 }) / 7)),
  }))
}
