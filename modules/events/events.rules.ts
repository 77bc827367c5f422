import { addDays } from '@phaodai/text/dates.ts'
import { valueText } from '../policy/figures.rules.ts'
import type { LevelMeasures, Sourced } from '../policy/policy.contract.ts'
import { meets } from '../policy/policy.rules.ts'

type Words = { vi: string; en: string }
export type Setting = 'indoor' | 'outdoor' | 'worship'
/** As it is to be held. */
export interface Gathering {
  setting: Setting
  people: number
  rooms: number
}
/** One thing in force, with its document. */
export interface Limits {
  document: Words
  name: Words
  measures: Pick<LevelMeasures, 'staysHome' | 'indoorsPeople' | 'outdoorGroup' | 'worshipPeople'>
}
export type Verdict = 'allowed' | 'unknown' | 'over' | 'postpone'
export interface Finding {
  document: Words
  name: Words
  verdict: Verdict
  words: Words
  confirmed: boolean
}
export interface Checked {
  verdict: Verdict
  /** At most so many in one place that every limit allows; null: no number limits it, or it is not known. */
  most: number | null
  /** The worst first. */
  findings: Finding[]
}

const order: Verdict[] = ['allowed', 'unknown', 'over', 'postpone']
export const worst = (a: Verdict, b: Verdict): Verdict => (order.indexOf(a) >= order.indexOf(b) ? a : b)

/** The most that a limit still allows: "more than 20" allows 20, "10 or more" allows 9. Null where it is not known. */
export function mostAllowed(limit: Sourced<number>): number | null {
  if (limit.value === null) return null
  if (limit.comparator === '>') return limit.value
  if (limit.comparator === '>=') return limit.value - 1
  return null
}

const limitFor = (m: Limits['measures'], setting: Setting): Sourced<number> | undefined =>
  setting === 'outdoor' ? m.outdoorGroup : setting === 'worship' ? (m.worshipPeople ?? m.indoorsPeople) : m.indoorsPeople

/** People in one room; out of doors all are together. */
export const together = (g: Gathering): number => (g.setting === 'outdoor' ? g.people : Math.ceil(g.people / g.rooms))

function findingOf(g: Gathering, l: Limits): Finding | null {
  const of = { document: l.document, name: l.name }
  if (l.measures.staysHome?.value)
    return {
      ...of,
      verdict: 'postpone',
      words: { vi: 'mọi người ở nhà, không tổ chức sự kiện', en: 'everyone stays at home, no events' },
      confirmed: l.measures.staysHome.confirmed,
    }
  const limit = limitFor(l.measures, g.setting)
  if (!limit) {
    const other = l.measures.indoorsPeople ?? l.measures.outdoorGroup ?? l.measures.worshipPeople
    if (!other) return null
    return {
      ...of,
      verdict: 'unknown',
      words: { vi: 'văn bản không nêu số người cho trường hợp này', en: 'it states no number for this case' },
      confirmed: false,
    }
  }
  const have = together(g)
  const broken = meets(limit, have)
  const asks = valueText(limit)
  if (broken === null)
    return {
      ...of,
      verdict: 'unknown',
      words: { vi: 'số người được phép: chưa có số liệu', en: 'how many may gather: not known' },
      confirmed: false,
    }
  return {
    ...of,
    verdict: broken ? 'over' : 'allowed',
    words: {
      vi: `không tụ tập ${asks.vi}; dự kiến ${have} người một nơi`,
      en: `no gathering of ${asks.en}; ${have} expected in one place`,
    },
    confirmed: limit.confirmed,
  }
}

/** An event against everything in force at its place and day: all of it binds. Comparator and number are kept as the document has them. */
export function check(g: Gathering, limits: readonly Limits[]): Checked {
  const findings = limits
    .flatMap((l) => findingOf(g, l) ?? [])
    .sort((a, b) => order.indexOf(b.verdict) - order.indexOf(a.verdict))
  const verdict = findings.reduce<Verdict>((v, f) => worst(v, f.verdict), 'allowed')
  const numbers = limits.flatMap((l) => {
    const limit = limitFor(l.measures, g.setting)
    const most = limit ? mostAllowed(limit) : null
    return most === null ? [] : [most]
  })
  const most = verdict === 'postpone' ? 0 : numbers.length > 0 ? Math.min(...numbers) : null
  return { verdict, most, findings }
}

/** Rooms needed to keep within the most allowed; null where no number of rooms helps. */
export const roomsFor = (g: Gathering, most: number | null): number | null =>
  g.setting === 'outdoor' || !most ? null : Math.ceil(g.people / most)

/** The days of an event, a month at most. */
export const daysOf = (fromOn: string, untilOn: string): string[] => {
  const out: string[] = []
  for (let day = fromOn; day <= untilOn && out.length < 31; day = addDays(day, 1)) out.push(day)
  return out
}

export type How = 'allowed' | 'limited' | 'postponed' | 'online' | 'cancelled'
export interface Decision {
  how: How
  people: number | null
  rooms: number | null
  newFromOn: string | null
}
/** What is to be held now, after the last decision; null: nothing in a room (online, cancelled, put off without a day). */
export function heldAs<E extends Gathering & { fromOn: string; untilOn: string }>(e: E, d: Decision | null): E | null {
  if (!d || d.how === 'allowed') return e
  if (d.how === 'limited') return { ...e, people: d.people ?? e.people, rooms: d.rooms ?? e.rooms }
  if (d.how === 'postponed' && d.newFromOn) {
    const length = daysOf(e.fromOn, e.untilOn).length - 1
    return { ...e, fromOn: d.newFromOn, untilOn: addDays(d.newFromOn, length) }
  }
  return null
}
