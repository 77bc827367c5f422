/** Rules about people that hold everywhere: who is whom after merges, what a role may read, how a record is called aloud. Pure. */
import type { Role } from '@phaodai/kernel/contract.ts'
import { ageOn } from '@phaodai/text/birth.ts'
import { fold, toneCanonical } from '@phaodai/text/fold.ts'
import { maskName } from '@phaodai/text/names.ts'

/** A person has said that these two subjects are the same human. */
export interface AliasEdge {
  aliasId: string
  subjectId: string
}

/**
 * For every subject in some pair: the smallest id of all that hang together. What was said is kept as pairs, so that taking one back
 * gives exactly what the other pairs say, in whatever order they came; no loop can arise.
 */
export function rootsOf(edges: readonly AliasEdge[]): Map<string, string> {
  const parent = new Map<string, string>()
  const find = (id: string): string => {
    let root = id
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up
    for (let at = id; at !== root; ) {
      const up = parent.get(at)!
      parent.set(at, root)
      at = up
    }
    return root
  }
  for (const { aliasId, subjectId } of edges) {
    for (const id of [aliasId, subjectId]) if (!parent.has(id)) parent.set(id, id)
    const [a, b] = [find(aliasId), find(subjectId)]
    if (a < b) parent.set(b, a)
    else if (b < a) parent.set(a, b)
  }
  return new Map([...parent.keys()].map((id) => [id, find(id)]))
}

/** The same by root: every id of one human, the root first. */
export function membersByRoot(edges: readonly AliasEdge[]): Map<string, string[]> {
  const members = new Map<string, string[]>()
  for (const [id, root] of [...rootsOf(edges)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const list = members.get(root)
    if (list) list.push(id)
    else members.set(root, [id])
  }
  return members
}

/** Roles whose work needs the whole name: those who go to the door, call, or hold the bed. */
const NAMED: readonly Role[] = ['district', 'commune', 'cdc', 'station', 'team', 'site', 'laboratory', 'checkpoint', 'operator']

/** True where the role reads whole names and addresses. A team's own hamlet is kept by the scope, not here. */
export const readsNames = (role: Role): boolean => NAMED.includes(role)

/** The name as a role reads it: whole, or 'Nguyễn V. A.' for province, inspector, auditor, administrator. */
export const shownName = (role: Role, fullName: string): string => (readsNames(role) ? fullName : maskName(fullName))

/** Without 0 O 1 I L J U (read for one another), S Z (5, 2), B (said like P), D (said like Đ). */
const ALOUD = '23456789ACEFGHKMNPQRTVWXY'

/** Letters before a record's code: the first letters of the province's name: 'Hải Dương' -> 'HD', 'Bà Rịa - Vũng Tàu' -> 'BRVT'. */
export const codeLetters = (provinceName: string): string =>
  fold(provinceName)
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase()

/**
 * How people call a record: 'HD-7K3F9', the same for the same subject everywhere. Five signs from the id: about ten million, so that
 * two people of a province may rarely share one; a search by code lists both. The id, not the code, is the key.
 */
export function codeOf(subjectId: string, provinceName: string): string {
  let n = Number.parseInt(subjectId.replaceAll('-', '').slice(-12), 16)
  let signs = ''
  for (let i = 0; i < 5; i++) {
    signs += ALOUD[n % ALOUD.length]
    n = Math.floor(n / ALOUD.length)
  }
  return `${codeLetters(provinceName)}-${signs}`
}

/** True for text that may be a record's code; spaces and case do not matter. */
export const looksLikeCode = (text: string): boolean => /^[\p{L}\p{N}]{1,12}(?:[- ][\p{L}\p{N}]{1,12})?$/u.test(text.trim())

/** The forms under which a typed code may be stored: as typed, 'hd 7k3f9' and 'hd7k3f9' -> 'HD-7K3F9', 'bn-34' -> 'BN34'. */
export function codeForms(text: string): string[] {
  const upper = text.trim().toUpperCase().replaceAll(' ', '-')
  return [text.trim(), upper, upper.replace('-', ''), `${upper.slice(0, -5)}-${upper.slice(-5)}`]
}

const bare = (text: string) => toneCanonical(text) === fold(text)

/**
 * Whether a name answers a search: accents that were typed must be there (Hùng does not find Hưng), words typed without may carry any.
 * A name recorded with no accents at all answers either.
 */
export function nameAnswers(query: string, fullName: string): boolean {
  if (!fold(fullName).includes(fold(query))) return false
  if (bare(fullName)) return true
  const names = toneCanonical(fullName).normalize('NFD').split(' ')
  return toneCanonical(query)
    .split(' ')
    .filter((word) => !bare(word))
    .every((word) => names.some((name) => name.startsWith(word.normalize('NFD'))))
}

/** Years of birth that an age said on a day allows, both ends included. */
export function yearsOfAge(ageYears: number, saidOn: string): { from: number; until: number } {
  const year = Number(saidOn.slice(0, 4))
  return { from: year - Math.floor(ageYears) - 1, until: year - Math.floor(ageYears) }
}

/** Why a stated birth cannot be: not in the calendar, or after the day; null where it can. */
export function birthProblem(
  birth: { year: number; month?: number | null; day?: number | null },
  today: string,
): 'no-such-day' | 'future' | null {
  const { year, month, day } = birth
  if (day && !month) return 'no-such-day'
  if (month && day && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return 'no-such-day'
  return ageOn({ year, month: month ?? null, day: day ?? null }, today) === null ? 'future' : null
}
