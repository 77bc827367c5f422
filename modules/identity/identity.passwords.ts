import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/**
 * argon2id, 19 MiB, 2 passes, 1 lane: the first configuration of the OWASP Password Storage Cheat Sheet (read 2026); RFC 9106.
 * `algorithm: 2` is argon2id (the library's const enum cannot be imported under type stripping).
 */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** A new argon2id hash (PHC string) of a password. Typed accents are made one form first: NFC and NFD of a word are one password. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), COST)

/** True where the password is the one behind the hash: as typed, or, where it has the shape of a printed code, as it was printed. */
export async function isPassword(stored: string, password: string): Promise<boolean> {
  const [typed, printed] = [password.normalize('NFC'), asPrinted(password)]
  return (await verify(stored, typed)) || (printed !== null && printed !== typed && (await verify(stored, printed)))
}

let unknown: Promise<string> | undefined
/** A hash that nobody knows the password of: a name that does not exist costs the same time as one that does. */
export function hashOfNobody(): Promise<string> {
  unknown ??= hashPassword(oneTimePassword() + oneTimePassword())
  return unknown
}

/** No 0/O, 1/I/L, U/V, 2/Z, 5/S, 8/B: these are typed from paper. */
const LETTERS = '34679ACDEFGHJKMNPQRTWXY'
/** A one-time code as the sheet shows it, from what was typed: small letters, spaces, no hyphens are the keyboard's doing. Null: no such code. */
export function asPrinted(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '')
  return letters.length === 12 && [...letters].every((c) => LETTERS.includes(c)) ? letters.match(/.{4}/g)!.join('-') : null
}
/** A password for a printed sheet: 12 letters in threes of four, 54 bits. Replaced at the first sign-in. */
export const oneTimePassword = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-')
