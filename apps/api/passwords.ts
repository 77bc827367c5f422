import { randomInt } from 'node:crypto'

/** A one-time password that can be read aloud: no letters or digits that look alike. About 58 bits. */
export function oneTimePassword(): string {
  const signs = 'abcdefghkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')
  return `${group()}-${group()}-${group()}`
}
