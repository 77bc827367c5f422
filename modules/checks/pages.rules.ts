import { type AnswerColumns, checksOf, type Doc, inOrder, type PackedCheck, unpackHome } from './packed.rules.ts'

/**
 * A page of homes of a first fetch in three rows (from protocol 5): what stands on the doors, who lives there, what ages. Few and flat, so that neither side
 * makes and parses a small object for each home; ids as 16 bytes each, one after another, in base64.
 */
export interface PageDoors {
  homes: string
  teams: string[]
  /** Of each home: its team's place above, order, door. */
  doors: [number, number | null, string | null][]
}
export interface PageHomes {
  homes: string
  teams: string[]
  /** Of each home: its team's place above, order, door, address, head, how many people. */
  of: [number, number | null, string | null, string, string | null, number][]
  /** The people of the first home, then of the second: subjects, and name, year of birth, sex, frail (1). */
  subjects: string
  people: [string, number | null, string | null, 0 | 1][]
  /** Frail people. */
  others: Doc[]
}

/** The first `counts[0]` answers are of the first home, and so on; in it they stand in no order. */
export interface PageAnswers {
  from: string
  homes: string
  counts: number[]
  ids: string
  /** ((days since `from` * 2 + slot) * 8 + answer) * 4 + lateness, by their places in the lists of packed.rules.ts. */
  said: number[]
  /** Milliseconds: the first since 1970, each other one after the one before. */
  captured: number[]
  /** Milliseconds after it was captured. */
  received: number[]
  more: AnswerColumns['more']
  /** Movements and signals. */
  others: Doc[]
}

const pairs = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
/** The ids in bytes written as base64. */
function idsIn(base64: string): string[] {
  const bytes = atob(base64)
  const hex = (from: number, until: number) => {
    let text = ''
    for (let i = from; i < until; i++) text += pairs[bytes.charCodeAt(i)]
    return text
  }
  return Array.from({ length: bytes.length / 16 }, (_, n) => {
    const at = 16 * n
    return `${hex(at, at + 4)}-${hex(at + 4, at + 6)}-${hex(at + 6, at + 8)}-${hex(at + 8, at + 10)}-${hex(at + 10, at + 16)}`
  })
}

/** The answers that a row stands for, by home: the last day first, in it in the order of arrival. */
export function pageAnswersIn({ homes, counts, ids, said, captured, received, more }: PageAnswers): [string, PackedCheck[]][] {
  const checkIds = idsIn(ids)
  let n = 0
  let at = 0
  const next = (): PackedCheck => {
    const [id, what, later] = [checkIds[n]!, said[n]!, received[n]!]
    at += captured[n++]!
    const check: PackedCheck = [id, what >> 6, (what >> 5) & 1, (what >> 2) & 7, at, later, what & 3]
    const rest = more[id]
    if (rest) check.push(rest[0] ? 1 : 0, rest[1], rest[2])
    return check
  }
  return idsIn(homes).map((home, i) => [home, inOrder(Array.from({ length: counts[i]! }, next))])
}

/** The documents that a packed row of any protocol stands for; null: it is none. */
export function unpackRow(row: Doc): Doc[] | null {
  if (row.collection === 'page-doors') {
    const { homes, teams, doors } = row.body as unknown as PageDoors
    return idsIn(homes).map((householdId, i) => {
      const [team, order, door] = doors[i]!
      return { collection: 'doors', id: householdId, version: '', body: { householdId, teamId: teams[team]!, order, door } }
    })
  }
  if (row.collection === 'page-homes') {
    const { homes, teams, of, subjects, people, others } = row.body as unknown as PageHomes
    const ids = idsIn(subjects)
    let n = 0
    const next = () => {
      const subjectId = ids[n]!
      const [name, birthYear, sex, frail] = people[n++]!
      return { subjectId, name, birthYear, sex, frail: frail === 1 }
    }
    const shown = idsIn(homes).map((householdId, i): Doc => {
      const [team, order, door, address, headName, many] = of[i]!
      const home = { householdId, teamId: teams[team]!, order, door, address, headName }
      return {
        ...{ collection: 'households', id: householdId, version: '' },
        body: { ...home, people: Array.from({ length: many }, next) },
      }
    })
    return [...shown, ...others]
  }
  if (row.collection === 'page-answers') {
    const { others, ...answers } = row.body as unknown as PageAnswers
    return [...pageAnswersIn({ ...answers, others }).flatMap(([home, checks]) => checksOf(home, answers.from, checks)), ...others]
  }
  return unpackHome(row)
}
