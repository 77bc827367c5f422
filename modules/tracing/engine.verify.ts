import { inTransaction, type Pool } from '@phaodai/kernel/sql.ts'
import type { PackInForce } from '../policy/inforce.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { closenessBetween } from './closeness.table.ts'
import { Answerer, type Question } from './engine/answers.ts'
import type { Stays } from './engine/stays.ts'
import { loadStays } from './engine.load.ts'
import { answerBySql } from './meetings.sql.ts'
import * as store from './stays.store.ts'

export interface EngineVerdict {
  agrees: boolean
  stays: number
  persons: number
  places: number
  /** Questions asked of both, and those on which they differ (the first hundred). */
  questions: number
  differences: { question: string; what: string }[]
}

/** Persons whose every answer is compared. */
const SAMPLE = 25
const MOST_DAYS = 21

/**
 * Builds the engine from the record and asks it and SQL the same, in one snapshot: sums over all stays, and for some persons (the same ones
 * each time, chosen by a hash) F1, F2, every single meeting, the places shared by all of them, and who else was there.
 */
export async function verifyStays(pool: Pool, disease = 'covid19', sample = SAMPLE): Promise<EngineVerdict> {
  return inTransaction(pool, async (db) => {
    await store.engineScope(db, 'transaction')
    const { stays } = await loadStays(db)
    const { on } = await rulesFor(db, disease)
    const differences: EngineVerdict['differences'] = []
    const told = store.staySums(db)
    const sums = sumsOf(stays)
    for (const [what, value] of Object.entries(await told)) {
      const held = sums[what as keyof typeof sums]
      if (held !== value) differences.push({ question: `sum of ${what}`, what: `engine ${held}, SQL ${value}` })
    }
    const answerer = new Answerer(stays)
    const persons = await store.someSubjects(db, sample)
    const questions = questionsOf(persons, on)
    let asked = 0
    const compare = async (q: Question) => {
      const [mine, theirs] = [answerer.answer(q), await answerBySql(db, q)]
      asked++
      const different = firstDifference(mine, theirs)
      if (different) differences.push({ question: `${q.ask} ${'subjectId' in q ? q.subjectId : ''}`.trim(), what: different })
      return mine
    }
    for (const q of questions) {
      const answer = await compare(q)
      if (q.ask !== 'reach' || !('first' in answer)) continue
      const { subjectId, from, to, closeness } = q
      const of = [{ subjectId, otherIds: answer.first.slice(0, 200).map((m) => m.otherId), from }]
      const pieces = await compare({ ask: 'pieces', of, to, closeness })
      const [first] = 'pieces' in pieces ? (pieces.pieces ?? []).flat() : []
      if (first) await compare({ ask: 'site', placeId: first.placeId, from: q.from, to: q.to })
    }
    return {
      agrees: differences.length === 0,
      stays: stays.count,
      persons: sums.persons,
      places: sums.places,
      questions: asked,
      differences: differences.slice(0, 100),
    }
  })
}

function questionsOf(
  persons: { subjectId: string; fromAt: string; toAt: string }[],
  on: (day: string) => PackInForce | null,
): Question[] {
  const seconds = (at: string) => Math.round(Date.parse(at) / 1000)
  const each = persons.flatMap((p): Question[] => {
    const to = seconds(p.toAt)
    const from = Math.max(seconds(p.fromAt), to - MOST_DAYS * 86_400)
    // a window that cuts stays at both ends
    const asked = {
      subjectId: p.subjectId,
      from: from + 61,
      to: to - 61,
      closeness: closenessBetween(on, from, to),
      lo: 0,
      hi: 2_147_483_647,
      limit: 100_000,
    }
    return asked.to > asked.from
      ? [
          { ask: 'meetings', ...asked },
          { ask: 'reach', ...asked },
        ]
      : []
  })
  if (persons.length < 2) return each
  const to = Math.max(...persons.map((p) => seconds(p.toAt)))
  const subjectIds = persons.map((p) => p.subjectId)
  return [...each, { ask: 'sources', subjectIds, from: to - MOST_DAYS * 86_400, to, limit: 200 }]
}

function sumsOf(stays: Stays) {
  let seconds = 0
  const places = new Set<number>()
  const persons = new Set<number>()
  for (const s of stays.segments) {
    for (let p = 0; p < s.places.size; p++)
      for (let i = s.places.starts[p]!; i < s.places.starts[p + 1]!; i++) {
        if (s.dur[i] === 0) continue
        seconds += s.dur[i]!
        persons.add(s.person[i]!)
        places.add(s.places.keyAt(p))
      }
  }
  return { stays: stays.count, seconds, persons: persons.size, places: places.size }
}

/** Where two answers differ first; null where they are the same. */
function firstDifference(a: unknown, b: unknown, path = ''): string | null {
  if (Object.is(a, b)) return null
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return `${path || 'answer'}: engine ${JSON.stringify(a)}, SQL ${JSON.stringify(b)}`
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}/${key}`)
    if (found) return found
  }
  return null
}
