import { clean, fold } from './fold.ts'

/** Frequent Vietnamese surnames as search keys: enough to tell "Nguyen van An" from "Vincent van Gogh". Source: hoten.org, published 2005 shares. */
const SURNAMES = new Set(
  `nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan dinh trinh truong luong mai to ha lam luu
   cao chau ta thai quach trieu kieu tang ton nghiem la lai mac phung bach khuat vuong tong dam`.split(/\s+/u),
)
/** Words that stay in lower case inside a foreign name. */
const PARTICLES = new Set('van von der den de da di du del della dos das la le el al bin binti ter ten zu y e'.split(' '))
const ROMAN = /^(?:II|III|IV)$/u
/** A capital held too long at a Vietnamese opening pair: THanh, NGuyễn. */
const HELD_SHIFT = /^(?:NGH|NG|TH|TR|PH|KH|CH|NH)\p{Ll}/u

function capital(letters: string): string {
  const [first = '', ...rest] = letters
  const upper = first.toUpperCase()
  return ([...upper].length === 1 ? upper : first) + rest.join('').toLowerCase()
}

/** Every run of letters begins with a capital, so that K'RÉ becomes K'Ré and an initial stays an initial. */
const titled = (word: string): string => word.replace(/\p{L}[\p{L}\p{M}]*/gu, capital)

/**
 * A person's name, cleaned and in title case: 'nguyễn VĂN  an' -> 'Nguyễn Văn An'.
 * A word that already mixes cases (K'Ré, McDonald) and the particles of foreign names (van Gogh) are kept as written.
 */
export function tidyName(name: string): string {
  const words = clean(name).split(' ')
  const whole = words.join('')
  const shouted = whole === whole.toUpperCase() || whole === whole.toLowerCase()
  const foreign = !SURNAMES.has(fold(words[0]!)) && words.every((word) => PARTICLES.has(word) || /^\P{L}*\p{Lu}/u.test(word))
  return words
    .map((word, i) => {
      if (!shouted) {
        if (i > 0 && foreign && PARTICLES.has(word)) return word
        if (i > 1 && i === words.length - 1 && ROMAN.test(word)) return word
        if (foreign && /^[B-DF-HJ-NP-TV-XZ]{2}$/u.test(word)) return word
      }
      const oneCase = word === word.toUpperCase() || word === word.toLowerCase()
      const capsLock = /^\p{Ll}\p{Lu}+$/u.test(word)
      return oneCase || capsLock || HELD_SHIFT.test(word) ? titled(word) : word
    })
    .join(' ')
}

/** The name as it may stand where the reader need not know the person: 'Nguyễn Văn An' -> 'Nguyễn V. A.'; a single word -> its initial. */
export function maskName(name: string): string {
  const words = tidyName(name).split(' ').filter(Boolean)
  const initial = (word: string) => `${[...(word.match(/[\p{L}\p{N}]\p{M}*/u)?.[0] ?? '*')].join('')}.`
  if (words.length < 2) return words.map(initial).join('')
  return [words[0], ...words.slice(1).map(initial)].join(' ')
}

/** Given name, surname and what stands between. One field is stored; these are derived for sorting and address only. */
export interface NameParts {
  given: string
  surname: string
  middle: string
}

/**
 * Vietnamese order is surname, middle, given. Ê Đê and related names put the surname last, after a Y (men) or an H (women):
 * Y Moan Êban is addressed as Moan. A single word is a given name.
 */
export function nameParts(name: string): NameParts {
  const words = clean(name).split(' ')
  const last = words.at(-1)!
  if (words.length === 1) return { given: last, surname: '', middle: '' }
  if (/^[YH]$/u.test(words[0]!) && words.length > 2)
    return { given: words[1]!, surname: last, middle: [words[0], ...words.slice(2, -1)].join(' ') }
  if (/^H'\p{L}/u.test(words[0]!)) return { given: words[0]!.slice(2), surname: last, middle: words.slice(1, -1).join(' ') }
  return { given: last, surname: words[0]!, middle: words.slice(1, -1).join(' ') }
}

/** Search key of the given name: 'Nguyễn Văn An' -> 'an'. */
export const givenKey = (name: string): string => fold(nameParts(name).given)

/** Key by which a list of people is ordered: given name, then surname, then middle names, all as search keys. */
export function sortKey(name: string): string {
  const { given, surname, middle } = nameParts(name)
  return [given, surname, middle].map(fold).filter(Boolean).join(' ')
}

const collator = new Intl.Collator('vi', { numeric: true })

/** Vietnamese dictionary order (a ă â … d đ …; tones last), numbers by value: Thôn 2 before Thôn 10. */
export const compareVietnamese = (a: string, b: string): number => collator.compare(a, b)

/** Order of people in a list: given name, surname, middle names, each in Vietnamese dictionary order. */
export function compareNames(a: string, b: string): number {
  const x = nameParts(a)
  const y = nameParts(b)
  return collator.compare(x.given, y.given) || collator.compare(x.surname, y.surname) || collator.compare(x.middle, y.middle)
}
