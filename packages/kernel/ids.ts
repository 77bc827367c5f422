import { createHash } from 'node:crypto'
import { v7 } from 'uuid'

/** A new time-ordered id (UUIDv7, RFC 9562); made by the client so that a write can be repeated. */
export const newId = (): string => v7()

/** The same id for the same words: for rows that must be found again without a look-up (RFC 9562 version 8). */
export function idOf(...words: string[]): string {
  const h = createHash('sha256').update(words.join('\u0000')).digest()
  h[6] = (h[6]! & 0x0f) | 0x80
  h[8] = (h[8]! & 0x3f) | 0x80
  const s = h.toString('hex')
  return `${s.slice(0, 8)}-${s.slice(8, 12)}-${s.slice(12, 16)}-${s.slice(16, 20)}-${s.slice(20, 32)}`
}
