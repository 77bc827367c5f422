import type { Answer, Slot } from './checks.contract.ts'
import { dayShows, type Lateness, slotShows, standing, type Version } from './checks.rules.ts'

/** One replicated document, as the protocol knows it. */
export interface Doc {
  collection: string
  id: string
  version: string
  day?: string | null | undefined
  body: Record<string, unknown> | null
}

const slots: readonly Slot[] = ['morning', 'evening']
const answers: readonly Answer[] = ['well', 'symptom', 'absent', 'refused', 'moved']
const latenesses: readonly Lateness[] = ['none', 'arrived', 'recorded', 'unknown']

/**
 * One version of an answer: id, days since `from`, slot, answer, captured (ms since 1970), received (ms after that), lateness; and, where there is
 * any of it, voided (1), what it replaces, note. Slot, answer and lateness by their place in the lists above, which only grow at their ends.
 */
export type PackedCheck = [
  string,
  number,
  number,
  number,
  number,
  number,
  number,
  number?,
  (string | null | undefined)?,
  (string | null | undefined)?,
]

/**
 * Answers of many homes by columns (from protocol 4), each as the database writes its own binary form down in hexadecimal, without gaps: two thirds
 * of the time of lists there, and fewer bytes on the way. The first `counts[0]` are of the first home, and so on; in it they stand in no order.
 */
export interface AnswerColumns {
  from: string
  homes: string[]
  counts: number[]
  /** 16 bytes each: the id. */
  ids: string
  /** 2 bytes each: ((days since `from` * 2 + slot) * 8 + answer) * 4 + lateness, by their places in the lists above. */
  said: string
  /** 8 bytes each: microseconds since 2000. */
  captured: string
  received: string
  /** By id, of those few that have any of it: voided, what it replaces, note. */
  more: Record<string, [boolean, string | null, string | null]>
}

/**
 * Homes of a first fetch in two rows each, not a document for each home and day: who lives there (`homes`), and what ages (`answers`). What stands on
 * the door is a document of its own: it opens without the names.
 */
export interface PackedHome {
  teamId: string
  order: number | null
  door: string | null
  address: string
  headName: string | null
  /** Subject, name, year of birth, sex, frail. */
  people: [string, string, number | null, string | null, boolean][]
  /** Frail people. */
  others: Doc[]
}
export interface PackedAnswers {
  from: string
  checks: PackedCheck[]
  /** Movements and signals. */
  others: Doc[]
}

/** The same of all homes of a page. */
export interface PackedColumns extends AnswerColumns {
  others: Doc[]
}

const DAY = 86_400_000
export const SINCE_2000 = Date.parse('2000-01-01T00:00:00Z')

const uuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
/** Before 2000 the number is negative, in two's complement: a phone whose clock was never set. */
const milliseconds = (hex: string): number => {
  const micros = hex < '8' ? Number.parseInt(hex, 16) : Number(BigInt.asIntN(64, BigInt(`0x${hex}`)))
  return SINCE_2000 + Math.round(micros / 1000)
}

/** The last day first, in it in the order of arrival. */
export const inOrder = (checks: PackedCheck[]): PackedCheck[] =>
  checks.sort((a, b) => b[1] - a[1] || a[4] + a[5] - (b[4] + b[5]) || (a[0] < b[0] ? -1 : 1))

/** The answers that columns stand for, by home: the last day first, in it in the order of arrival. */
export function answersIn({ homes, counts, ids, said, captured, received, more }: AnswerColumns): [string, PackedCheck[]][] {
  const nth = (n: number): PackedCheck => {
    const id = uuid(ids.slice(32 * n, 32 * n + 32))
    const what = Number.parseInt(said.slice(4 * n, 4 * n + 4), 16)
    const at = milliseconds(captured.slice(16 * n, 16 * n + 16))
    const later = milliseconds(received.slice(16 * n, 16 * n + 16)) - at
    const check: PackedCheck = [id, what >> 6, (what >> 5) & 1, (what >> 2) & 7, at, later, what & 3]
    const rest = more[id]
    if (rest) check.push(rest[0] ? 1 : 0, rest[1], rest[2])
    return check
  }
  let n = 0
  return homes.map((home, i) => {
    const checks = Array.from({ length: counts[i]! }, () => nth(n++))
    return [home, inOrder(checks)]
  })
}
const instant = (ms: number): string => new Date(ms).toISOString()
const dayOf = (from: string, n: number): string => instant(Date.parse(from) + n * DAY).slice(0, 10)
/** The checks of a round are received in one instant: it is written once. */
function instants(): (ms: number) => string {
  let last = { ms: Number.NaN, text: '' }
  return (ms) => {
    if (ms !== last.ms) last = { ms, text: instant(ms) }
    return last.text
  }
}

interface ShownVersion extends Version {
  slot: Slot
  lateness: string
}
/** What the versions of one household and day show. */
export function shows(versions: readonly ShownVersion[]) {
  const of = (slot: Slot) => {
    const mine = versions.filter((v) => v.slot === slot)
    const late = standing(mine).some((v) => v.lateness === 'arrived' || v.lateness === 'recorded')
    return { ...slotShows(mine), late }
  }
  const [morning, evening] = [of('morning'), of('evening')]
  return { morning, evening, worst: dayShows([morning.answer, evening.answer]) }
}

/** The documents of a home's answers, one for each day. */
export function checksOf(householdId: string, from: string, packed: readonly PackedCheck[]): Doc[] {
  const receivedAt = instants()
  return [...Map.groupBy(packed, (c) => c[1])].map(([n, of]) => {
    const onDay = dayOf(from, n)
    const versions = of.map(([checkId, , slot, answer, captured, later, lateness, voided = 0, replaces = null, note = null]) => ({
      ...{ checkId, slot: slots[slot]!, answer: answers[answer]!, capturedAt: instant(captured) },
      ...{ receivedAt: receivedAt(captured + later), lateness: latenesses[lateness]!, replaces, note, voided: voided === 1 },
    }))
    const body = { householdId, onDay, ...shows(versions), versions }
    return { collection: 'checks', id: `${householdId}:${onDay}`, version: '', day: onDay, body }
  })
}

/** The documents that a packed row stands for; null: it is none. */
export function unpackHome({ collection, id: householdId, body }: Doc): Doc[] | null {
  if (collection === 'columns') {
    const { others, ...columns } = body as unknown as PackedColumns
    return [...answersIn(columns).flatMap(([home, checks]) => checksOf(home, columns.from, checks)), ...others]
  }
  if (collection === 'answers') {
    const { from, checks, others } = body as unknown as PackedAnswers
    return [...checksOf(householdId, from, checks), ...others]
  }
  if (collection !== 'homes') return null
  const { people, others, ...home } = body as unknown as PackedHome
  const shown = people.map(([subjectId, name, birthYear, sex, frail]) => ({ subjectId, name, birthYear, sex, frail }))
  return [{ collection: 'households', id: householdId, version: '', body: { householdId, ...home, people: shown } }, ...others]
}

/** A home as it is packed, without what ages. */
export function packHome(householdId: string, home: PackedHome): Doc[] {
  const { teamId, order, door } = home
  return [
    { collection: 'doors', id: householdId, version: '', body: { householdId, teamId, order, door } },
    { collection: 'homes', id: householdId, version: '', body: { ...home } },
  ]
}

/**
 * What ages of the homes of a page, in one row; none where there is nothing. Its id begins with no home's: a tab of an older version, which does not
 * unpack it, would take it away with that home. @param lastOn the last day of the answers; null: there are none
 */
export function packAnswers(answers: PackedColumns, lastOn: string | null): Doc[] {
  const days = [...answers.others.flatMap((o) => o.day ?? []), ...(lastOn === null ? [] : [lastOn])]
  const id = answers.homes[0] ?? answers.others[0]?.id.split(':')[0]
  return id === undefined
    ? []
    : [{ collection: 'columns', id: `-:${id}`, version: '', day: days.sort().at(-1), body: { ...answers } }]
}

/** The same row in the words of protocol 3, which knew lists, a row for each home, and no columns. */
export function inLists(row: Doc): Doc[] {
  if (row.collection !== 'columns') return [row]
  const { others, ...columns } = row.body as unknown as PackedColumns
  const { from } = columns
  const byHome = Map.groupBy(others, (o) => o.id.split(':')[0]!)
  const checks = new Map(answersIn(columns))
  return [...new Set([...checks.keys(), ...byHome.keys()])].map((id) => {
    const body: PackedAnswers = { from, checks: checks.get(id) ?? [], others: byHome.get(id) ?? [] }
    const days = [...body.others.flatMap((o) => o.day ?? []), ...body.checks.slice(0, 1).map((c) => dayOf(from, c[1]))]
    return { collection: 'answers', id, version: '', day: days.sort().at(-1), body: { ...body } }
  })
}
