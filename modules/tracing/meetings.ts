import type { Db } from '@phaodai/kernel/sql.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { type Closeness as Close, isCloseContact } from '../policy/closeness.rules.ts'
import type { PackInForce } from '../policy/inforce.rules.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { meetingOfClass, needsOf } from './closeness.table.ts'
import { CLASSES, classOf, describeClass, KINDS, pairClass, placeClass, ROWS_UNKNOWN, three } from './engine/classes.ts'
import { togetherWords } from './meeting.words.ts'
import { dayAt, isApart, type Piece, type Together, togetherOf } from './together.rules.ts'
import { listDecisions, listPiecesOf, type PieceRow, stayRange } from './together.store.ts'

/** What two persons shared at a place on a day, with the latest word of a tracer where there is one. Persons as `root` names them. */
export interface MeetingOf extends Together {
  subjectId: string
  otherId: string
  placeName: string
  decision: 'counts' | 'dismissed' | null
}

const classOfPiece = (p: Omit<Piece, 'need'>): number => {
  const place = placeClass(p.kind, p.closed)
  return place < 0 ? -1 : classOf(place, pairClass(three(p.masked), isApart(p), p.rowsApart ?? ROWS_UNKNOWN))
}

/** The kinds of places at which these may have been close to anyone, by the rules of the days on which they were anywhere. */
export async function kindsThatCount(db: Db, rules: Rules, ids: string[]): Promise<string[]> {
  const range = await stayRange(db, ids)
  const tables = new Set<Int32Array>()
  if (range.from !== null)
    for (let day = dayAt(range.from); day <= dayAt(range.to!); day = addDays(day, 1)) tables.add(needsOf(rules.on(day)))
  return countingKinds(tables)
}

/** Kinds of places, with what is known of their closedness, at which two persons may be close by these tables. */
function countingKinds(tables: Iterable<Int32Array>): string[] {
  const found = new Set<string>()
  for (const table of tables)
    for (let c = 0; c < CLASSES; c++) {
      if (table[c]! < 0) continue
      const { kind, closed } = describeClass(c)
      found.add(`${kind} ${closed === null ? '?' : closed ? 'closed' : 'open'}`)
    }
  return [...found]
}

const pairKey = (a: string, b: string) => (a < b ? `${a}/${b}` : `${b}/${a}`)

/** Whom each of the ids stands for, read before it is asked. */
export type Root = (id: string) => string
export interface Who {
  root: Root
  /** Reads the merges of these, so that `root` answers for them. */
  know(ids: string[]): Promise<unknown>
}

/**
 * The meetings of these persons (by recorded ids) with everyone, by pair, place and local day.
 * `others`: with these alone; `since`: of stays that ended after this instant. `countingOnly`: only what counts, by the closeness in force on its day or by a tracer's word; a market's thousands are then not read.
 */
export async function meetingsOf(
  db: Db,
  rules: Rules,
  ids: string[],
  who: Who,
  countingOnly: boolean,
  others: string[] | null = null,
  since: string | null = null,
): Promise<MeetingOf[]> {
  if (ids.length === 0 || others?.length === 0) return []
  const kinds = countingOnly ? await kindsThatCount(db, rules, ids) : null
  const decisions = await listDecisions(db, rules.disease, ids)
  const rows = kinds?.length === 0 ? [] : await listPiecesOf(db, { ids, kinds, places: null, others, since })
  const said = decisions.filter((d) => d.decision === 'counts')
  if (countingOnly && said.length > 0) {
    const have = new Set(rows.map(rowKey))
    const pairs = new Set(said.map((d) => `${pairKey(d.subjectId, d.otherId)}/${d.placeId}`))
    const more = await listPiecesOf(db, { ids, kinds: null, places: [...new Set(said.map((d) => d.placeId))], others, since })
    rows.push(...more.filter((m) => pairs.has(`${pairKey(m.subjectId, m.otherId)}/${m.placeId}`) && !have.has(rowKey(m))))
  }
  await who.know([...rows, ...decisions].flatMap((r) => [r.subjectId, r.otherId]))
  const decided = new Map(
    decisions.map((d) => [`${pairKey(who.root(d.subjectId), who.root(d.otherId))}/${d.placeId}/${d.onDay}`, d.decision]),
  )
  const pairs = Map.groupBy(rows, (r) => `${who.root(r.subjectId)}/${who.root(r.otherId)}`)
  const found: MeetingOf[] = []
  for (const [key, of] of pairs) {
    const [subjectId, otherId] = key.split('/') as [string, string]
    if (subjectId === otherId) continue
    const pieces = of.map((row) => pieceOf(row, (day) => rules.on(day)))
    for (const t of togetherOf(pieces)) {
      const decision = decided.get(`${pairKey(subjectId, otherId)}/${t.placeId}/${t.onDay}`) ?? null
      if (countingOnly && (decision === 'dismissed' || (decision === null && !t.counts))) continue
      found.push({ ...t, subjectId, otherId, placeName: t.pieces[0]!.placeName, decision })
    }
  }
  return found
}

const rowKey = (r: PieceRow) =>
  `${r.subjectId}/${r.otherId}/${r.placeId}/${r.from}/${r.to}/${r.space}/${r.otherSpace}/${r.rowsApart}`

function pieceOf(row: PieceRow, packOn: (day: string) => PackInForce | null): Piece {
  const c = classOfPiece(row)
  return { ...row, need: c < 0 ? -1 : needsOf(packOn(dayAt(row.from)))[c]! }
}

/** The rule's own word on a meeting, with the minutes that it came to; where it does not count, what would settle it. */
export function closenessOf(m: Together, packOn: (day: string) => PackInForce | null): Close {
  const pack = packOn(m.onDay)
  const known = m.pieces.filter((p) => (KINDS as readonly string[]).includes(p.kind))
  const nearest = known.toSorted((a, b) => (a.need < 0 ? 1e9 : a.need) - (b.need < 0 ? 1e9 : b.need))[0]
  if (!nearest) return isCloseContact(pack, { minutes: Math.floor(m.seconds / 60) })
  return isCloseContact(pack, meetingOfClass(describeClass(classOfPiece(nearest)), Math.floor(m.within24 / 60)))
}

const CONFIRMED = { vi: 'cán bộ truy vết xác nhận', en: 'confirmed by a tracer' }

/** Why it counts: what they shared, and the rule or the tracer's word. */
export function reasonOf(m: MeetingOf, packOn: (day: string) => PackInForce | null): Words {
  const shared = togetherWords(m)
  const why = m.decision === 'counts' ? CONFIRMED : closenessOf(m, packOn).reason
  return { vi: `${shared.vi} – ${why.vi}`, en: `${shared.en} – ${why.en}` }
}
