import type { Words } from '@phaodai/kernel/words.ts'

export const kinds = [
  'checkpoint',
  'team',
  'hamlet',
  'factory',
  'market',
  'site',
  'laboratory',
  'pharmacy',
  'clinic',
  'other',
] as const
export type Kind = (typeof kinds)[number]

export interface Item {
  item: string
  words: Words
  /** An inspector looks at these first; failing one shows beside the share. */
  must: boolean
  /** Scored by points in place of pass or fail. */
  points: { min: number; max: number } | null
  source: Words
  confirmed: boolean
}
/** One step of a score in percent, by its upper limit: inclusive (`upTo`) or not (`below`). */
export interface Band {
  words: Words
  upTo?: number | undefined
  below?: number | undefined
  /** Holds only where no item has so many points; else a person looks at it. */
  unlessItem?: number | undefined
}
export interface Checklist {
  code: string
  version: number
  kinds: readonly Kind[]
  title: Words
  note: Words | null
  items: readonly Item[]
  bands: readonly Band[]
}

export interface Answer {
  item: string
  answer: 'pass' | 'fail' | 'na' | 'points'
  points?: number | null | undefined
  note?: string | null | undefined
}

/** What is wrong with answers to a list, in words; null: nothing. Items may be left without an answer. */
export function answersFault(list: Checklist, answers: readonly Answer[]): Words | null {
  const seen = new Set<string>()
  for (const { item, answer, points = null } of answers) {
    const asked = list.items.find((i) => i.item === item)
    if (!asked) return { vi: `bảng ${list.code} không có mục "${item}"`, en: `the list ${list.code} has no item "${item}"` }
    if (seen.has(item)) return { vi: `mục "${item}" có hai câu trả lời`, en: `the item "${item}" is answered twice` }
    seen.add(item)
    if (!asked.points !== (answer !== 'points') && answer !== 'na')
      return asked.points
        ? { vi: `mục "${item}" chấm bằng điểm`, en: `the item "${item}" is scored by points` }
        : { vi: `mục "${item}" trả lời đạt hoặc không đạt`, en: `the item "${item}" is answered by pass or fail` }
    if ((answer === 'points') !== (points !== null))
      return { vi: `mục "${item}" thiếu hoặc thừa số điểm`, en: `the item "${item}" lacks its points, or has them too many` }
    if (asked.points && points !== null && (points < asked.points.min || points > asked.points.max))
      return {
        vi: `mục "${item}": điểm từ ${asked.points.min} đến ${asked.points.max}`,
        en: `the item "${item}": points from ${asked.points.min} to ${asked.points.max}`,
      }
  }
  return null
}

export interface Outcome {
  pass: number
  fail: number
  na: number
  unanswered: number
  /** Items that must be passed and were not. */
  mustFailed: string[]
  /** Of a scored list with every item answered: percent of the most points, its band, and what a person has to look at. */
  score: { points: number; most: number; percent: number; band: Words; doubt: Words | null } | null
}

/** Counts what was answered; a scored list is put in its band only when nothing is missing. */
export function outcomeOf(list: Checklist, answers: readonly Answer[]): Outcome {
  const by = new Map(answers.map((a) => [a.item, a]))
  const count = (kind: Answer['answer']) => answers.filter((a) => a.answer === kind).length
  const scored = list.items.filter((i) => i.points)
  return {
    pass: count('pass'),
    fail: count('fail'),
    na: count('na'),
    unanswered: list.items.filter((i) => !by.has(i.item)).length,
    mustFailed: list.items.filter((i) => i.must && by.get(i.item)?.answer === 'fail').map((i) => i.item),
    score: scored.length > 0 && scored.every((i) => by.get(i.item)?.answer === 'points') ? scoreOf(list, by) : null,
  }
}

function scoreOf({ items, bands }: Checklist, by: ReadonlyMap<string, Answer>): Outcome['score'] {
  const scored = items.filter((i) => i.points)
  const points = scored.reduce((n, i) => n + by.get(i.item)!.points!, 0)
  const most = scored.reduce((n, i) => n + i.points!.max, 0)
  const percent = (100 * points) / most
  const band = bands.find((b) => (b.upTo !== undefined ? percent <= b.upTo : percent < b.below!))
  if (!band) return null
  const high = band.unlessItem === undefined ? [] : scored.filter((i) => by.get(i.item)!.points! >= band.unlessItem!)
  return {
    ...{ points, most, percent, band: band.words },
    doubt:
      high.length > 0
        ? {
            vi: `Có chỉ số từ ${band.unlessItem} điểm: ${high.map((i) => i.words.vi).join('; ')}. Người có thẩm quyền xem xét.`,
            en: `Items with ${band.unlessItem} points or more: ${high.map((i) => i.words.en).join('; ')}. A person decides.`,
          }
        : null,
  }
}

/** Of what was answered by pass or fail, the share that passed; null where nothing was. */
export const passShare = (pass: number, fail: number): number | null => (pass + fail === 0 ? null : pass / (pass + fail))
