import { addDays } from '@phaodai/text/dates.ts'
import { firstHamletId } from '../areas/hamlets.rules.ts'

export const periodKinds = ['week', 'month'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** The week (Monday to Sunday) or calendar month that a day lies in; both days inclusive. */
export function periodOf(kind: PeriodKind, day: string): { from: string; until: string } {
  if (kind === 'week') {
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    const from = addDays(day, -weekday)
    return { from, until: addDays(from, 6) }
  }
  const [year, month] = day.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return { from: `${day.slice(0, 7)}-01`, until: `${day.slice(0, 7)}-${String(last).padStart(2, '0')}` }
}

/** A day of the period so many before or after the one that a day lies in. */
export function neighbourOf(kind: PeriodKind, day: string, by: 1 | -1): string {
  const { from, until } = periodOf(kind, day)
  return by < 0 ? periodOf(kind, addDays(from, -1)).from : addDays(until, 1)
}

/** When a place counts as an outbreak, and when it is over; null: the profile of the disease does not say. */
export interface OutbreakRule {
  casesAtLeast: number | null
  withinDays: number | null
  endsAfterDaysWithoutCase: number | null
}
export interface Outbreak {
  firstOn: string
  lastOn: string
  cases: number
  /** null: how many days without a case end it is not known. */
  state: 'active' | 'ended' | null
}

/**
 * Outbreaks of one place from the days of its cases. Without a rule for the beginning each run of cases is told as what it is, one stretch of cases.
 * @param days of the cases, in order, one a case
 */
export function outbreaksOf(days: readonly string[], rule: OutbreakRule, until: string): Outbreak[] {
  const quiet = rule.endsAfterDaysWithoutCase
  const stretches: string[][] = []
  for (const day of days) {
    const last = stretches.at(-1)
    if (last && (quiet === null || addDays(last.at(-1)!, quiet) >= day)) last.push(day)
    else stretches.push([day])
  }
  const need = rule.casesAtLeast ?? 1
  const within = rule.withinDays
  const dense = (run: readonly string[]) =>
    need <= 1 || run.some((day, i) => i + need <= run.length && (within === null || run[i + need - 1]! < addDays(day, within)))
  return stretches.filter(dense).map((run) => {
    const lastOn = run.at(-1)!
    const over = quiet === null ? null : addDays(lastOn, quiet) < until
    return { firstOn: run[0]!, lastOn, cases: run.length, state: over === null ? null : over ? 'ended' : 'active' }
  })
}

/** A figure of a period report that came out otherwise; null: no facts, or not there at all. */
export interface PeriodChange {
  key: string
  label: { vi: string; en: string }
  was: number | string | null
  now: number | string | null
}
type Said = { vi: string; en: string }
interface Told {
  disease: string
  name: Said
  cases: number | null
  deaths: number | null
  deathsUndated?: number | null | undefined
  casesThisYear: number | null
  notices: { sent: number; sentLate: number; owed: number; late: number } | null
  units: readonly { areaId: number; name: string; cases: number | null; deaths: number | null }[]
  outbreaks: readonly (Outbreak & { areaId: number; areaName: string })[]
}

const both = (vi: string, en: string): Said => ({ vi, en })
const noticeWords = {
  sent: both('báo cáo ca đúng hạn', 'notices in time'),
  sentLate: both('báo cáo ca muộn', 'notices late'),
  owed: both('ca chưa báo, còn hạn', 'notices owed'),
  late: both('ca chưa báo, quá hạn', 'notices overdue'),
} as const
const day = (on: string) => on.split('-').reverse().join('/')

/** Each figure of a disease by its key: of the area, of each unit below, of each outbreak. */
function figuresIn(d: Told): Map<string, Omit<PeriodChange, 'now'>> {
  const out = new Map<string, Omit<PeriodChange, 'now'>>()
  const add = (part: string, { vi, en }: Said, was: number | string | null) => {
    const key = `${d.disease}.${part}`
    out.set(key, { key, label: both(`${d.name.vi}: ${vi}`, `${d.name.en}: ${en}`), was })
  }
  add('cases', both('mắc trong kỳ', 'cases'), d.cases)
  add('deaths', both('tử vong', 'deaths'), d.deaths)
  add(
    'deaths-undated',
    both('tử vong không rõ ngày, tính theo ngày ghi nhận', 'deaths counted from the day of recording'),
    d.deathsUndated ?? 0,
  )
  add('year', both('mắc từ đầu năm', 'cases since 1 January'), d.casesThisYear)
  for (const kind of ['sent', 'sentLate', 'owed', 'late'] as const)
    add(`notices.${kind}`, noticeWords[kind], d.notices ? d.notices[kind] : null)
  // reports frozen before hamlets were left out have them, with zeros that nobody counted
  for (const u of d.units) {
    if (u.areaId >= firstHamletId) continue
    add(`units.${u.areaId}.cases`, both(`mắc ở ${u.name}`, `cases in ${u.name}`), u.cases)
    add(`units.${u.areaId}.deaths`, both(`tử vong ở ${u.name}`, `deaths in ${u.name}`), u.deaths)
  }
  for (const o of d.outbreaks) {
    const named = both(`ổ dịch ${o.areaName} từ ${day(o.firstOn)}`, `outbreak of ${o.areaName} from ${day(o.firstOn)}`)
    add(`outbreaks.${o.areaId}.${o.firstOn}.cases`, both(`${named.vi}, số ca`, `${named.en}, cases`), o.cases)
    add(`outbreaks.${o.areaId}.${o.firstOn}.last`, both(`${named.vi}, ca cuối`, `${named.en}, last case`), o.lastOn)
    add(`outbreaks.${o.areaId}.${o.firstOn}.state`, both(`${named.vi}, tình trạng`, `${named.en}, state`), o.state)
  }
  return out
}

/** Whether there is anything to tell of a disease: cases of the period or the year, or somebody who died of an older one. */
export const isTold = (d: Pick<Told, 'cases' | 'deaths' | 'casesThisYear'>): boolean =>
  [d.cases, d.deaths, d.casesThisYear].some((n) => (n ?? 0) > 0)

/** Every figure that is not the same in two countings of one period; the diseases of the first, and those that have come to have cases since. */
export function periodChanges(was: readonly Told[], now: readonly Told[]): PeriodChange[] {
  const later = new Map(now.map((d) => [d.disease, d]))
  const earlier = new Set(was.map((d) => d.disease))
  const pairs: [Told | undefined, Told | undefined][] = [
    ...was.map((d): [Told, Told | undefined] => [d, later.get(d.disease)]),
    ...now.filter((d) => !earlier.has(d.disease) && isTold(d)).map((d): [undefined, Told] => [undefined, d]),
  ]
  return pairs.flatMap(([a, b]) => {
    const [before, after] = [a ? figuresIn(a) : new Map(), b ? figuresIn(b) : new Map()] as [
      ReturnType<typeof figuresIn>,
      ReturnType<typeof figuresIn>,
    ]
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): PeriodChange[] => {
      const [x, y] = [before.get(key), after.get(key)]
      const change = { key, label: (x ?? y)!.label, was: x?.was ?? null, now: y?.was ?? null }
      return change.was === change.now ? [] : [change]
    })
  })
}

/** A command takes its instant before its transaction is seen. */
const MARGIN_SECONDS = 5
/**
 * The last whole minute of which every fact is in: not after the beginning of what somebody is still writing, since that carries an instant from before it.
 * @param oldestOpenSeconds how long ago the oldest transaction still open began; null: none is
 */
export function settledInstant(now: string, oldestOpenSeconds: number | null): string {
  const back = (Math.max(0, oldestOpenSeconds ?? 0) + MARGIN_SECONDS) * 1000
  return new Date(Math.floor((Date.parse(now) - back) / 60_000) * 60_000).toISOString()
}
