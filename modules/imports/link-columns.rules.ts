/** Which column of a table of links names the infector and which the infected: told by what the headings mean, in either order. */
import { clean, fold } from '@phaodai/text/fold.ts'

/** Headings of who infected, surest first, without the words of OWN. */
const FROM =
  'from|infector|infected by|infector by|primary|index|parent|donor|transmitter|infecting|spreader|nguon lay|nguon lay nhiem|nguoi lay|nguoi lay nhiem|lay tu|bi lay tu|tu|f0|source|infection source|source infection'.split(
    '|',
  )
/** Said of a person and of where information came from. */
const MAYBE = new Set(['source', 'infection source', 'source infection'])
/** Said in a line list also of what a case is, or of its row: 'index' with 1, 2, 3 or with yes and no. */
const OF_THE_CASE = new Set(['index', 'primary', 'parent', 'donor', 'f0'])
/** Headings of who was infected. */
const TO =
  'to|infectee|infected|secondary|target|child|offspring|recipient|receiver|nguoi bi lay|nguoi bi lay nhiem|bi lay|bi lay nhiem|den|f1'.split(
    '|',
  )
/** Said of a case too, where they stand alone. */
const FLAGS = new Set(['infected', 'child', 'secondary'])
/** Someone who met a case: the infected one, where no other column is. */
const CONTACT = ['contact', 'nguoi tiep xuc', 'tiep xuc']
/** Words that only say that a column holds ids of cases; a heading of these alone is the case that the table speaks of. */
const OWN = new Set('id|ids|case|cases|code|no|number|ma|so|ca|benh|nhan|bn|patient|person|node|identifier'.split('|'))

export interface LinkColumns {
  from: number
  to: number
  /** The headings do not say it: the first two columns that have a name. */
  guessed: boolean
}

const wordsOf = (heading: string): string[] =>
  fold(heading.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')

/** A heading's words without those of OWN, in their order; an empty text where nothing else is there. */
function roleOf(heading: string): string {
  const kept = wordsOf(heading)
    .filter((word) => !OWN.has(word))
    .join(' ')
  // 'Tổ' is a team, not the one to whom
  return kept === 'to' && /[^ -~]/u.test(heading) ? heading : kept
}

/** Whether a heading names the infector. `maybe`: by a word that is also said of where information came from. */
export function namesInfector(heading: string): 'surely' | 'maybe' | null {
  const role = roleOf(heading)
  if (!FROM.includes(role) || role === 'from' || role === 'tu') return null
  if (OF_THE_CASE.has(role)) return 'maybe'
  // 'source case', 'infection source id'
  const ofCases = new Set(role === 'source' ? ['case', 'patient'] : ['case', 'patient', 'id'])
  return MAYBE.has(role) && !wordsOf(heading).some((word) => ofCases.has(word)) ? 'maybe' : 'surely'
}

/** The columns of a line list that may name the infector, surest heading first, whatever their order. */
export const infectorColumns = (headers: readonly string[]): { at: number; name: 'surely' | 'maybe' }[] =>
  headers
    .flatMap((heading, at) => {
      const name = namesInfector(heading)
      return name === null ? [] : [{ at, name, rank: FROM.indexOf(roleOf(heading)) }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ at, name }) => ({ at, name }))

/**
 * The columns of infector and infected. `own`: the id column of the line list, for a table that speaks of its cases by the same heading.
 * `unnamed`: places of columns without a heading (R writes row numbers there), never taken. Null where there are not two columns.
 */
export function linkColumnsOf(
  headers: readonly string[],
  own: string | null | undefined,
  unnamed: ReadonlySet<number> = new Set(),
): LinkColumns | null {
  const roles = headers.map((heading, i) => (unnamed.has(i) ? null : roleOf(heading)))
  const at = (names: readonly string[]): number | undefined => {
    const columns = names.map((name) => roles.indexOf(name)).filter((column) => column >= 0)
    return columns[0]
  }
  const from = at(FROM)
  const to = at(TO)
  const contact = at(CONTACT)
  const same = own ? headers.findIndex((heading, i) => fold(heading) === fold(own) && !unnamed.has(i)) : -1
  const alone = same >= 0 ? same : roles.indexOf('')
  const self = alone >= 0 && alone !== from && alone !== to && alone !== contact ? alone : undefined

  // beside an infector and the id of the list's cases, 'infected' and 'child' are yes and no
  const flag = self !== undefined && self === same && to !== undefined && FLAGS.has(fold(headers[to]!))
  const [infector, infected] = from === undefined ? [self, to ?? contact] : [from, (flag ? self : to) ?? self ?? contact]
  if (infector !== undefined && infected !== undefined)
    return { from: infector, to: infected, guessed: MAYBE.has(roles[infector]!) && to === undefined }
  const [first, second] = headers.flatMap((_, i) => (unnamed.has(i) ? [] : [i]))
  return first === undefined || second === undefined ? null : { from: first, to: second, guessed: true }
}

/**
 * Whether the line taken for the heading of a table of links is a link itself: the file has no heading. Both words then stand among the ids
 * below, or are written as most of them are (BN17 above BN19, BN20), and mean nothing else.
 */
export function headingIsLink(headings: readonly [string, string], pairs: readonly (readonly [unknown, unknown])[]): boolean {
  const text = (cell: unknown) => (typeof cell === 'string' || typeof cell === 'number' ? clean(String(cell)) : '')
  const below = [0, 1].map((side) => pairs.map((pair) => text(pair[side])).filter((id) => id !== '')) as [string[], string[]]
  const all = new Set(below.flat())
  return headings.every((heading, side) => {
    const role = roleOf(heading)
    if (!/\d/.test(heading) || FROM.includes(role) || TO.includes(role) || role === '') return false
    const ids = below[side]!
    return (
      all.has(clean(heading)) || (ids.length > 0 && ids.filter((id) => shape(id) === shape(heading)).length >= ids.length * 0.8)
    )
  })
}
const shape = (id: string) => clean(id).replace(/\d+/g, '9')
