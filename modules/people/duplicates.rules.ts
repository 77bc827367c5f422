/** Whether two records may be the same human. A rule only proposes, with its reasons in words; a person decides. Pure. */
import type { Words } from '@phaodai/kernel/words.ts'
import { fold, iyAlias, toneCanonical } from '@phaodai/text/fold.ts'
import { yearsOfAge } from './people.rules.ts'

/** What is compared of one record; null where not known. */
export interface RecordFacts {
  fullName: string
  birthYear: number | null
  birthMonth: number | null
  birthDay: number | null
  ageYears: number | null
  ageSaidOn: string | null
  sex: 'male' | 'female' | null
  communeId: number
  hamletId: number
  householdId: string | null
}

/** What the sealed numbers say of a pair: the same, different (of identity numbers only two CCCD can differ), or not known. */
export interface NumberFacts {
  sameId: boolean | null
  samePhone: boolean | null
}

export type NameRelation = 'same' | 'spelling' | 'unaccented' | 'shortened' | 'accents-differ' | 'different'
export type BirthRelation = 'same-day' | 'swapped' | 'same-year' | 'age-agrees' | 'unknown' | 'different'

/**
 * How two names relate. Accents tell people apart (Hùng, Hưng; Thủy, Thúy), the place of a tone does not (Hoà, Hòa); a name with no
 * accents at all may be either; i and y are a spelling (Lý, Lí).
 */
export function nameRelation(a: string, b: string): NameRelation {
  const [x, y] = [toneCanonical(a), toneCanonical(b)]
  if (x === y) return 'same'
  if (iyAlias(a) === iyAlias(b)) return 'spelling'
  const [fx, fy] = [fold(a), fold(b)]
  if (fx === fy) return x === fx || y === fy ? 'unaccented' : 'accents-differ'
  return shortened(x.split(' '), y.split(' ')) ? 'shortened' : 'different'
}

/** One name is the other with middle names left out: surname and given name agree, at least two words each. */
function shortened(x: string[], y: string[]): boolean {
  const [short, long] = x.length <= y.length ? [x, y] : [y, x]
  if (short.length < 2 || short.length === long.length || short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false
  let at = 0
  for (const word of long) if (word === short[at]) at++
  return at === short.length
}

/** How two births relate, partial ones and ages included; two spans of years must meet. */
export function birthRelation(a: RecordFacts, b: RecordFacts): BirthRelation {
  if (a.birthYear !== null && b.birthYear !== null) {
    if (a.birthYear !== b.birthYear) return 'different'
    const both = <T>(x: T | null, y: T | null) => x !== null && y !== null
    if (both(a.birthDay, b.birthDay)) {
      if (a.birthMonth === b.birthMonth && a.birthDay === b.birthDay) return 'same-day'
      return a.birthMonth === b.birthDay && a.birthDay === b.birthMonth ? 'swapped' : 'different'
    }
    return both(a.birthMonth, b.birthMonth) && a.birthMonth !== b.birthMonth ? 'different' : 'same-year'
  }
  const [x, y] = [bornIn(a), bornIn(b)]
  if (!x || !y) return 'unknown'
  // people round ages: one year to either side still agrees
  return x.from <= y.until + 1 && y.from <= x.until + 1 ? 'age-agrees' : 'different'
}

const bornIn = (r: RecordFacts): { from: number; until: number } | null =>
  r.birthYear !== null
    ? { from: r.birthYear, until: r.birthYear }
    : r.ageYears !== null && r.ageSaidOn !== null
      ? yearsOfAge(r.ageYears, r.ageSaidOn)
      : null

interface Weight extends Words {
  points: number
}

/** Points are this product's own choice, set so that no name alone and no number of a whole family reaches the mark. */
const NAME: Record<NameRelation, Weight> = {
  same: { points: 30, vi: 'Trùng họ tên', en: 'Same name' },
  spelling: { points: 28, vi: 'Họ tên khác cách viết i, y', en: 'Same name but for i and y' },
  unaccented: {
    points: 28,
    vi: 'Trùng họ tên không dấu, một bên ghi không dấu',
    en: 'Same name, one of them written without accents',
  },
  shortened: {
    points: 15,
    vi: 'Trùng họ và tên, một bên thiếu tên đệm',
    en: 'Same surname and given name, one without a middle name',
  },
  'accents-differ': { points: -60, vi: 'Họ tên khác dấu', en: 'Names differ in accents' },
  different: { points: -60, vi: 'Họ tên khác nhau', en: 'Names differ' },
}
const BIRTH: Record<BirthRelation, Weight> = {
  'same-day': { points: 35, vi: 'Trùng ngày sinh', en: 'Same date of birth' },
  swapped: { points: 20, vi: 'Ngày và tháng sinh đảo nhau', en: 'Day and month of birth swapped' },
  'same-year': { points: 20, vi: 'Trùng năm sinh', en: 'Same year of birth' },
  'age-agrees': { points: 12, vi: 'Tuổi phù hợp', en: 'Ages agree' },
  unknown: { points: 0, vi: 'Chưa rõ ngày sinh', en: 'Birth not known' },
  different: { points: -40, vi: 'Khác ngày sinh', en: 'Births differ' },
}
const SAME_ID: Weight = { points: 90, vi: 'Trùng số định danh', en: 'Same identity number' }
const SAME_PHONE: Weight = { points: 25, vi: 'Trùng số điện thoại', en: 'Same phone' }
const SAME_HOUSEHOLD: Weight = { points: 25, vi: 'Cùng hộ', en: 'Same household' }
const SAME_HAMLET: Weight = { points: 20, vi: 'Cùng thôn', en: 'Same hamlet' }
const SAME_COMMUNE: Weight = { points: 12, vi: 'Cùng xã', en: 'Same commune' }
const SEX_DIFFERS: Weight = { points: -25, vi: 'Khác giới tính', en: 'Sex differs' }
const ID_DIFFERS: Weight = { points: -100, vi: 'Hai số CCCD khác nhau', en: 'Two different CCCD numbers' }

/** From here a pair is shown to a person. */
export const PROPOSE_FROM = 40
const STRONG_FROM = 75

export interface Comparison {
  /** `never`: two known CCCD differ. `none`: too little speaks for it. */
  verdict: 'never' | 'none' | 'weak' | 'strong'
  /** 0 to 100. */
  score: number
  /** What speaks for and against, the heaviest first. */
  reasons: Words[]
}

/**
 * Compares two records; symmetric. Two different CCCD numbers are never one human: the number is personal, held for life and given to
 * nobody else (Law on Citizen Identity 59/2014/QH13, articles 12 and 19). Without a shared identity number, names that differ, in
 * accents too, are never proposed: brothers share a phone, twins a birthday as well.
 */
export function compareRecords(a: RecordFacts, b: RecordFacts, numbers: NumberFacts): Comparison {
  if (numbers.sameId === false) return { verdict: 'never', score: 0, reasons: [worded(ID_DIFFERS)] }
  const name = nameRelation(a.fullName, b.fullName)
  const weights: Weight[] = [NAME[name], BIRTH[birthRelation(a, b)]]
  if (numbers.sameId) weights.push(SAME_ID)
  if (numbers.samePhone) weights.push(SAME_PHONE)
  if (a.communeId === b.communeId) {
    if (a.householdId !== null && a.householdId === b.householdId) weights.push(SAME_HOUSEHOLD)
    else weights.push(a.hamletId !== 0 && a.hamletId === b.hamletId ? SAME_HAMLET : SAME_COMMUNE)
  }
  if (a.sex !== null && b.sex !== null && a.sex !== b.sex) weights.push(SEX_DIFFERS)
  const sum = Math.max(
    0,
    Math.min(
      100,
      weights.reduce((n, w) => n + w.points, 0),
    ),
  )
  const score = numbers.sameId ? Math.max(STRONG_FROM, sum) : sum
  const reasons = weights.toSorted((x, y) => Math.abs(y.points) - Math.abs(x.points)).map(worded)
  if (numbers.sameId) return { verdict: 'strong', score, reasons }
  if (name === 'different' || name === 'accents-differ' || score < PROPOSE_FROM) return { verdict: 'none', score, reasons }
  return { verdict: score >= STRONG_FROM ? 'strong' : 'weak', score, reasons }
}

const worded = ({ vi, en }: Weight): Words => ({ vi, en })

/** A pair in its one order, smaller id first. */
export const pairOf = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a])
export const pairKey = (a: string, b: string): string => pairOf(a, b).join(' ')
