import { Problem } from '@phaodai/kernel/problem.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import {
  Answerer,
  type Answers,
  type AnswerTo,
  askedOf,
  heavier,
  type MetAnswer,
  type OfPerson,
  type PieceAnswer,
  pairsOf,
  type Question,
  type SecondAnswer,
  totalsOf,
} from './engine/answers.ts'
import { CLASSES, type Closeness, classOf, pairClass, placeClass, ROWS_UNKNOWN, three } from './engine/classes.ts'
import { tableAt } from './engine/meetings.ts'
import { surprise } from './engine/tail.ts'
import { aliasesOf, loadStays } from './engine.load.ts'
import * as store from './stays.store.ts'

/** Some 100,000 stays: half a second. */
const SMALL_PAGES = 2000

const iso = (seconds: number) => new Date(seconds * 1000).toISOString()

/**
 * The engine's answers from plain SQL: what is told while the engine is not ready, and what `phaodai verify tracing` holds the engine
 * against. The scope must be the engine's. @throws Problem engine-not-ready for a path among many stays
 */
export async function answerBySql<Q extends Question>(db: Db, q: Q): Promise<AnswerTo<Q>> {
  const who = new Who(await aliasesOf(db))
  return (await answers[q.ask](db, q as never, who)) as AnswerTo<Q>
}

/** Who is whom after merges of records. */
class Who {
  readonly aliases: store.Alias[]
  readonly #roots: Map<string, string>
  readonly #members = new Map<string, string[]>()
  constructor(aliases: store.Alias[]) {
    this.aliases = aliases
    this.#roots = new Map(aliases.map((a) => [a.aliasId, a.rootId]))
    for (const { aliasId, rootId } of aliases) this.#members.set(rootId, [...(this.#members.get(rootId) ?? [rootId]), aliasId])
  }

  root = (id: string): string => this.#roots.get(id) ?? id
  members = (root: string): string[] => this.#members.get(root) ?? [root]
  seeds = (root: string, from: number): store.Seed[] =>
    this.members(root).map((subjectId) => ({ subjectId, rootId: root, fromAt: iso(from) }))
}

const byId = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const top = <M extends store.MetRow>(met: M[], limit: number): M[] =>
  met
    .filter((m) => m.here)
    .sort((a, b) => heavier(a, b, () => byId(a.otherId, b.otherId)))
    .slice(0, limit)
const told = ({ viaId: _, here: __, ...row }: store.MetRow): MetAnswer => row

const metBy = (db: Db, q: OfPerson, who: Who): Promise<store.MetRow[]> => {
  const seeds = who.seeds(who.root(q.subjectId), q.from)
  const { closeness, lo, hi } = q
  return store.listMet(db, { seeds, to: iso(q.to), closeness, aliases: who.aliases, except: [], closeOnly: false, lo, hi })
}

async function explained(
  db: Db,
  who: Who,
  q: OfPerson,
  first: MetAnswer[],
  second: SecondAnswer[] = [],
): Promise<{ pieces?: PieceAnswer[][] }> {
  if (!q.explained) return {}
  const { question, dealt } = askedOf(q, pairsOf(q, first, second))
  return { pieces: dealt(await answers.pieces(db, question, who)) }
}

const answers = {
  async meetings(db: Db, q: Extract<Question, { ask: 'meetings' }>, who: Who): Promise<Answers['meetings']> {
    const met = await metBy(db, q, who)
    const rows = top(met, q.limit).map(told)
    return { totals: totalsOf(met), met: rows, ...(await explained(db, who, q, rows)) }
  },

  async reach(db: Db, q: Extract<Question, { ask: 'reach' }>, who: Who): Promise<Answers['reach']> {
    const first = await metBy(db, q, who)
    const close = first.filter((m) => m.counts)
    const seeds = close.flatMap((m) => who.seeds(m.otherId, m.closeAt))
    const since = new Map(close.map((m) => [m.otherId, m.closeAt]))
    const { closeness, lo, hi } = q
    const except = [who.root(q.subjectId), ...since.keys()]
    const second =
      seeds.length === 0
        ? []
        : await store.listMet(db, { seeds, to: iso(q.to), closeness, aliases: who.aliases, except, closeOnly: true, lo, hi })
    const here = second.filter((m) => m.here).length
    const totals = { ...totalsOf(first), second: here, elsewhereSecond: second.length - here }
    const rows = top(first, q.limit).map(told)
    const further = top(second, q.limit).map((m) => ({ ...told(m), viaId: m.viaId, viaCloseAt: since.get(m.viaId)! }))
    return { totals, first: rows, second: further, ...(await explained(db, who, q, rows, further)) }
  },

  async pieces(db: Db, q: Extract<Question, { ask: 'pieces' }>, who: Who): Promise<Answers['pieces']> {
    const pieces: PieceAnswer[][] = []
    for (const { subjectId, otherIds, from } of q.of) {
      const root = who.root(subjectId)
      const others = [...new Set(otherIds.map(who.root))].filter((id) => id !== root)
      const rows = await store.listPieces(db, {
        ids: who.members(root),
        otherIds: others.flatMap(who.members),
        fromAt: iso(from),
        toAt: iso(q.to),
      })
      pieces.push(
        rows.map(({ subjectId: _, kind, closedSpace, seatRow, otherSeatRow, ...r }) => {
          const apart = r.space !== null && r.otherSpace !== null && r.space !== r.otherSpace
          const rowsApart = seatRow === null || otherSeatRow === null ? null : Math.min(15, Math.abs(seatRow - otherSeatRow))
          const pair = pairClass(three(r.masked), apart, rowsApart ?? ROWS_UNKNOWN)
          const need = needAt(q.closeness, r.from, classOf(placeClass(kind, closedSpace), pair))
          return { ...r, otherId: who.root(r.otherId), apart, rowsApart, need }
        }),
      )
    }
    return { pieces }
  },

  async sources(db: Db, q: Extract<Question, { ask: 'sources' }>, who: Who): Promise<Answers['sources']> {
    const roots = [...new Set(q.subjectIds.map(who.root))]
    const members = roots.flatMap((rootId) => who.members(rootId).map((subjectId) => ({ subjectId, rootId })))
    const known = new Set(
      (
        await store.listKnown(
          db,
          members.map((m) => m.subjectId),
        )
      ).map((k) => k.subjectId),
    )
    const cases = roots.filter((r) => who.members(r).some((m) => known.has(m))).length
    const window = { fromAt: iso(q.from), toAt: iso(q.to) }
    const found = await store.listCasePlaces(db, { members, ...window })
    const placeIds = [...new Set(found.map((f) => f.placeId))]
    const { aliases } = who
    const visitors = new Map(
      (await store.countVisitors(db, { placeIds, ...window, aliases })).map((v) => [`${v.placeId} ${v.onDay}`, v.visitors]),
    )
    const { n: population } = await store.countPopulation(db, aliases)
    const shared = found.map((f) => {
      const n = visitors.get(`${f.placeId} ${f.onDay}`)!
      return {
        ...f,
        visitors: n,
        expected: (n * cases) / population,
        surprise: surprise(f.caseIds.length, n, cases, population),
      }
    })
    const text = (a: string | null, b: string | null) => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0)
    shared.sort(
      (x, y) =>
        y.surprise - x.surprise || y.caseIds.length - x.caseIds.length || text(x.placeId, y.placeId) || text(x.onDay, y.onDay),
    )
    return { population, found: shared.length, shared: shared.slice(0, q.limit) }
  },

  async site(db: Db, q: Extract<Question, { ask: 'site' }>, who: Who): Promise<Answers['site']> {
    return {
      present: await store.listPresent(db, { placeId: q.placeId, fromAt: iso(q.from), toAt: iso(q.to), aliases: who.aliases }),
    }
  },

  /** No form in SQL: where there are not many stays an engine is built for this one question. */
  async path(db: Db, q: Extract<Question, { ask: 'path' }>): Promise<Answers['path']> {
    const { pages } = await store.stayPages(db)
    if (pages > SMALL_PAGES) throw new Problem('engine-not-ready')
    const { stays } = await loadStays(db)
    return new Answerer(stays).answer(q)
  },
}

const needAt = (c: Closeness, at: number, meetingClass: number): number => c.need[tableAt(c, at) * CLASSES + meetingClass]!
