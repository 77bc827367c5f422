import type { Closeness } from './classes.ts'
import { describeClass, type MeetingClass } from './classes.ts'
import { Meetings, type Met } from './meetings.ts'
import { type Arrival, arrivals, pathTo } from './paths.ts'
import { presentAt, sharedPlaces } from './sources.ts'
import type { Stays } from './stays.ts'

/** Instants are whole seconds since 1970, windows half-open; ids are as they are written. */
export type Question =
  | ({ ask: 'meetings' } & OfPerson)
  | ({ ask: 'reach' } & OfPerson)
  | { ask: 'pieces'; of: { subjectId: string; otherIds: string[]; from: number }[]; to: number; closeness: Closeness }
  | { ask: 'sources'; subjectIds: string[]; from: number; to: number; limit: number }
  | { ask: 'site'; placeId: string; from: number; to: number }
  | {
      ask: 'path'
      subjectId: string
      goalId: string
      from: number
      to: number
      closeness: Closeness
      hops: number
      persons: number
    }

/** What is asked of one person's meetings: which communes are the reader's (a range), and how many rows are wanted. */
export interface OfPerson {
  subjectId: string
  from: number
  to: number
  closeness: Closeness
  lo: number
  hi: number
  limit: number
  /** Whether the single meetings behind each row told are wanted too. */
  explained?: boolean
}

export interface MetAnswer extends Omit<Met, 'person' | 'here'> {
  otherId: string
}
export type SecondAnswer = MetAnswer & { viaId: string; viaCloseAt: number }
/** Persons met, of all: in the communes asked for, and elsewhere. */
export interface Totals {
  close: number
  candidates: number
  elsewhereClose: number
  elsewhereCandidates: number
}
export interface PieceAnswer extends Omit<MeetingClass, 'kind' | 'closed'> {
  otherId: string
  placeId: string
  from: number
  to: number
  need: number
  space: string | null
  otherSpace: string | null
}
export interface SharedAnswer {
  placeId: string
  /** Local date; null: the place over the whole window. */
  onDay: string | null
  caseIds: string[]
  visitors: number
  expected: number
  surprise: number
}
export interface PresentAnswer {
  subjectId: string
  seconds: number
  firstAt: number
  lastAt: number
}
export interface StepAnswer {
  subjectId: string
  at: number
  placeId: string | null
}
export interface Answers {
  /** `pieces[i]`, where asked for: the single meetings of row i; of `reach` the first, then the second. */
  meetings: { totals: Totals; met: MetAnswer[]; pieces?: PieceAnswer[][] }
  reach: {
    totals: Totals & { second: number; elsewhereSecond: number }
    first: MetAnswer[]
    second: SecondAnswer[]
    pieces?: PieceAnswer[][]
  }
  /** The single meetings of each of those asked about. */
  pieces: { pieces: PieceAnswer[][] }
  sources: { population: number; found: number; shared: SharedAnswer[] }
  site: { present: PresentAnswer[] }
  path: { steps: StepAnswer[]; searched: number }
}
export type AnswerTo<Q extends Question> = Answers[Q['ask']]

export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

interface Weighed {
  counts: boolean
  most24: number
  seconds: number
}
/** Close contacts first, then the longest; `ids` settles the rest. */
export const heavier = (a: Weighed, b: Weighed, ids: () => number): number =>
  Number(b.counts) - Number(a.counts) || b.most24 - a.most24 || b.seconds - a.seconds || ids()

export function totalsOf(met: readonly { counts: boolean; here: boolean }[]): Totals {
  const totals = { close: 0, candidates: 0, elsewhereClose: 0, elsewhereCandidates: 0 }
  for (const m of met)
    totals[m.here ? (m.counts ? 'close' : 'candidates') : m.counts ? 'elsewhereClose' : 'elsewhereCandidates']++
  return totals
}

/** Two persons whose single meetings are wanted, from an instant on. */
interface Pair {
  ofId: string
  from: number
  otherId: string
}
/** The pairs behind the rows of an answer. */
export const pairsOf = (q: OfPerson, first: readonly MetAnswer[], second: readonly SecondAnswer[] = []): Pair[] => [
  ...first.map((m) => ({ ofId: q.subjectId, from: q.from, otherId: m.otherId })),
  ...second.map((m) => ({ ofId: m.viaId, from: m.viaCloseAt, otherId: m.otherId })),
]
/** One question for all pairs, and how its answer is dealt out to them. */
export function askedOf(q: OfPerson, pairs: readonly Pair[]) {
  const of = [...Map.groupBy(pairs, (p) => p.ofId)].map(([subjectId, own]) => ({
    subjectId,
    otherIds: own.map((p) => p.otherId),
    from: own[0]!.from,
  }))
  return {
    question: { ask: 'pieces' as const, of, to: q.to, closeness: q.closeness },
    dealt({ pieces }: Answers['pieces']): PieceAnswer[][] {
      const found = new Map(of.map(({ subjectId }, i) => [subjectId, Map.groupBy(pieces[i]!, (p) => p.otherId)]))
      return pairs.map((p) => found.get(p.ofId)!.get(p.otherId) ?? [])
    },
  }
}

/** Answers from the engine. Rows are those of the communes asked for, the heaviest first; totals are of all. */
export class Answerer {
  readonly #stays: Stays
  readonly #meetings: Meetings

  constructor(stays: Stays) {
    this.#stays = stays
    this.#meetings = new Meetings(stays)
  }

  answer<Q extends Question>(q: Q): AnswerTo<Q> {
    return this[q.ask](q as never) as AnswerTo<Q>
  }

  #root(subjectId: string): number {
    const n = this.#stays.persons.find(subjectId)
    return n < 0 ? -1 : this.#stays.root(n)
  }

  /** The rows that are told, heaviest first. */
  #top<M extends Met>(met: M[], limit: number): M[] {
    const { persons } = this.#stays
    return met
      .filter((m) => m.here)
      .sort((a, b) => heavier(a, b, () => persons.compare(a.person, b.person)))
      .slice(0, limit)
  }

  #told({ person, here: _, ...m }: Met): MetAnswer {
    return { otherId: this.#stays.persons.text(person), ...m }
  }

  meetings(q: Extract<Question, { ask: 'meetings' }>): Answers['meetings'] {
    const root = this.#root(q.subjectId)
    const met = root < 0 ? [] : this.#meetings.of(root, q.from, q.to, q.closeness, this.#stays.communesIn(q.lo, q.hi))
    const told = this.#top(met, q.limit).map((m) => this.#told(m))
    return { totals: totalsOf(met), met: told, ...this.#explained(q, told) }
  }

  reach(q: Extract<Question, { ask: 'reach' }>): Answers['reach'] {
    const root = this.#root(q.subjectId)
    const { first, second } =
      root < 0
        ? { first: [], second: [] }
        : this.#meetings.reach(root, q.from, q.to, q.closeness, this.#stays.communesIn(q.lo, q.hi))
    const here = second.reduce((n, m) => n + Number(m.here), 0)
    const totals = { ...totalsOf(first), second: here, elsewhereSecond: second.length - here }
    const toldFirst = this.#top(first, q.limit).map((m) => this.#told(m))
    const toldSecond = this.#top(second, q.limit).map(({ via, viaCloseAt, ...m }) => ({
      ...this.#told(m),
      viaId: this.#stays.persons.text(via),
      viaCloseAt,
    }))
    return { totals, first: toldFirst, second: toldSecond, ...this.#explained(q, toldFirst, toldSecond) }
  }

  #explained(q: OfPerson, first: MetAnswer[], second: SecondAnswer[] = []): { pieces?: PieceAnswer[][] } {
    if (!q.explained) return {}
    const { question, dealt } = askedOf(q, pairsOf(q, first, second))
    return { pieces: dealt(this.pieces(question)) }
  }

  pieces(q: Extract<Question, { ask: 'pieces' }>): Answers['pieces'] {
    const { persons, places } = this.#stays
    return {
      pieces: q.of.map(({ subjectId, otherIds, from }) => {
        const root = this.#root(subjectId)
        const others = new Set(otherIds.map((id) => this.#root(id)).filter((n) => n >= 0))
        if (root < 0 || others.size === 0) return []
        return this.#meetings.between(root, others, from, q.to, q.closeness).map(({ person, place, class: c, ...p }) => {
          const { masked, apart, rowsApart } = describeClass(c)
          return { otherId: persons.text(person), placeId: places.text(place), ...p, masked, apart, rowsApart }
        })
      }),
    }
  }

  sources(q: Extract<Question, { ask: 'sources' }>): Answers['sources'] {
    const { persons, places } = this.#stays
    const roots = [...new Set(q.subjectIds.map((id) => this.#root(id)).filter((n) => n >= 0))]
    const { population, shared: all } = sharedPlaces(this.#stays, roots, q.from, q.to)
    const shared = all.slice(0, q.limit).map(({ place, day, cases, ...s }) => ({
      placeId: places.text(place),
      onDay: day === null ? null : dateOf(day),
      caseIds: cases.map((n) => persons.text(n)),
      ...s,
    }))
    return { population, found: all.length, shared }
  }

  site(q: Extract<Question, { ask: 'site' }>): Answers['site'] {
    const { persons, places } = this.#stays
    const place = places.find(q.placeId)
    if (place < 0) return { present: [] }
    return {
      present: presentAt(this.#stays, place, q.from, q.to)
        .sort((a, b) => persons.compare(a.person, b.person))
        .map(({ person, ...p }) => ({ subjectId: persons.text(person), ...p })),
    }
  }

  path(q: Extract<Question, { ask: 'path' }>): Answers['path'] {
    const root = this.#root(q.subjectId)
    const goal = this.#root(q.goalId)
    if (root < 0 || goal < 0) return { steps: [], searched: 0 }
    const found = arrivals(this.#stays, root, q.from, q.to, q.closeness, { persons: q.persons, hops: q.hops, goal })
    const { persons, places } = this.#stays
    const told = (a: Arrival) => ({
      subjectId: persons.text(a.person),
      at: a.at,
      placeId: a.place === null ? null : places.text(a.place),
    })
    return { steps: pathTo(found, goal).map(told), searched: found.size }
  }
}
