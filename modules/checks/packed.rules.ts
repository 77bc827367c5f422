import type { Answer, Slot } from './checks.contract.ts'
import { dayShows, type Lateness, slotShows, standing, type Version } from './checks.rules.ts'

/** One replicated document, as the protocol knows it. */
interface Doc {
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

const DAY = 86_400_000
const instant = (ms: number): string => new Date(ms).toISOString()
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
  const first = Date.parse(from)
  const receivedAt = instants()
  return [...Map.groupBy(packed, (c) => c[1])].map(([n, of]) => {
    const onDay = instant(first + n * DAY).slice(0, 10)
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
  if (collection === 'answers') {
    const { from, checks, others } = body as unknown as PackedAnswers
    return [...checksOf(householdId, from, checks), ...others]
  }
  if (collection !== 'homes') return null
  const { people, others, ...home } = body as unknown as PackedHome
  const shown = people.map(([subjectId, name, birthYear, sex, frail]) => ({ subjectId, name, birthYear, sex, frail }))
  return [{ collection: 'households', id: householdId, version: '', body: { householdId, ...home, people: shown } }, ...others]
}

/** A home as it is packed. */
export function packHome(householdId: string, home: PackedHome, { from, checks, others }: PackedAnswers): Doc[] {
  const { teamId, order, door } = home
  const days = [
    ...others.flatMap((o) => o.day ?? []),
    ...checks.slice(0, 1).map((c) => instant(Date.parse(from) + c[1] * DAY).slice(0, 10)),
  ]
  const last = days.sort().at(-1)
  const rows: Doc[] = [
    { collection: 'doors', id: householdId, version: '', body: { householdId, teamId, order, door } },
    { collection: 'homes', id: householdId, version: '', body: { ...home } },
  ]
  if (last) rows.push({ collection: 'answers', id: householdId, version: '', day: last, body: { from, checks, others } })
  return rows
}
