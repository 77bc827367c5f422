import { addDays } from '@phaodai/text/dates.ts'

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
