/** Identity papers: shape only. Nothing here says that a number was issued or to whom. */
import { clean } from './fold.ts'

export type IdentityKind = 'cccd' | 'cmnd' | 'passport'
export type IdentityReading =
  | { ok: true; kind: IdentityKind; number: string }
  /** `proposal`: what it becomes if the spreadsheet ate leading zeros; for a person to confirm. */
  | { ok: false; problem: 'empty' | 'wrong_length' | 'unreadable'; text: string; proposal?: string }

/**
 * CCCD (12 digits, begins with 0), CMND (9 digits, shown by many until 2021) or passport (letters and digits). Spaces, dots and hyphens
 * are dropped. 10 or 11 digits are refused with a proposal: spreadsheets drop leading zeros. Never throws.
 */
export function readIdentity(cell: unknown): IdentityReading {
  const text = typeof cell === 'string' || typeof cell === 'number' ? clean(String(cell)) : ''
  const number = text.replace(/[\s.-]/gu, '').toUpperCase()
  if (number === '') return { ok: false, problem: 'empty', text }
  if (/^\d+$/u.test(number)) {
    if (/^0\d{11}$/u.test(number)) return { ok: true, kind: 'cccd', number }
    if (number.length === 9) return { ok: true, kind: 'cmnd', number }
    const proposal =
      number.length === 8 ? number.padStart(9, '0') : /^[1-9]\d{9,10}$/u.test(number) ? number.padStart(12, '0') : null
    return { ok: false, problem: 'wrong_length', text, ...(proposal ? { proposal } : {}) }
  }
  if (/^(?=.*\d{4})[A-Z0-9]{6,9}$/u.test(number)) return { ok: true, kind: 'passport', number }
  return { ok: false, problem: 'unreadable', text }
}

/**
 * What a CCCD says: code of the province (or country) where the birth was registered, sex, year of birth; null where the text is no
 * CCCD. There is no check digit, and the province is not the residence. Source: Circular 07/2016/TT-BCA, article 7.
 */
export function cccdFacts(number: string): { registeredIn: string; sex: 'male' | 'female'; birthYear: number } | null {
  const parts = /^(0\d{2})(\d)(\d{2})\d{6}$/u.exec(number)
  if (!parts) return null
  const digit = Number(parts[2])
  const birthYear = 1900 + 100 * Math.floor(digit / 2) + Number(parts[3])
  return { registeredIn: parts[1]!, sex: digit % 2 === 0 ? 'male' : 'female', birthYear }
}

/** A number as it may be shown: '054000123123' -> '0540***123'; shorter than 10 keeps 2 at each end, shorter than 7 nothing. */
export function maskNumber(number: string): string {
  const plain = [...clean(number).replace(/[\s.-]/gu, '')]
  if (plain.length === 0) return ''
  const [head, tail] = plain.length >= 10 ? [4, 3] : plain.length >= 7 ? [2, 2] : [0, 0]
  return `${plain.slice(0, head).join('')}***${tail ? plain.slice(-tail).join('') : ''}`
}

/** Spreads seeds over six digits, one to one below a million: neighbours look unlike each other. */
const sixDigits = (seed: number): string =>
  String((Math.imul(Math.abs(Math.trunc(seed)) % 1_000_000, 387) + 271_829) % 1_000_000).padStart(6, '0')

const FAKE_REGIONS = ['003', '005', '007'] as const

/**
 * A well-formed CCCD for demonstrations that nobody holds: 003, 005 and 007 are codes of no province or country. Different seeds from
 * 0 to 999,999 give different numbers for the same sex and year.
 */
export function fakeCccd(seed: number, about: { sex?: 'male' | 'female'; birthYear?: number } = {}): string {
  const n = Math.abs(Math.trunc(seed))
  const birthYear = about.birthYear ?? 1940 + (n % 75)
  const sex = about.sex ?? (n % 2 ? 'female' : 'male')
  const digit = 2 * (Math.floor(birthYear / 100) - 19) + (sex === 'female' ? 1 : 0)
  return `${FAKE_REGIONS[n % 3]}${digit}${String(birthYear % 100).padStart(2, '0')}${sixDigits(n)}`
}

/** A mobile number for demonstrations: 0540 is no operator's. Different seeds from 0 to 999,999 give different numbers. */
export const fakePhone = (seed: number): string => `0540${sixDigits(seed)}`

/** Whether a number is from the ranges of `fakeCccd` or `fakePhone`. */
export const isFake = (number: string): boolean => /^(?:00[357]\d{9}|0540\d{6})$/u.test(number)
