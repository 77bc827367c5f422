import { Day } from '@phaodai/kernel/days.ts'
import { z } from 'zod'

/** Where a phone stands: opaque to it. A cursor that does not read, or is too old, means that everything comes anew. */
const Cursor = z.object({
  /** Epoch of the database. */
  e: z.string(),
  /** Snapshot of what it has seen (pg_snapshot). */
  s: z.string().regex(/^\d{1,20}:\d{1,20}:(\d{1,20}(,\d{1,20})*)?$/),
  /** Its teams. */
  t: z.string(),
  /** Versions of the small documents that are compared as a whole. */
  f: z.string(),
  /** The local day of the last contact. */
  d: Day,
  /** Instant of the last contact, by the machine's clock, ms. */
  a: z.number(),
  /** Of a full fetch under way: the last home that has come. */
  h: z.string().optional(),
})
export type Cursor = z.output<typeof Cursor>

const encoded = (text: string): string => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
export const writeCursor = (c: Cursor): string => encoded(JSON.stringify(c))

export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null
  try {
    const parsed = Cursor.safeParse(JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

const DAY = 86_400_000
/** Longer than any phone may stay away; then the change log is forgotten. */
export const LONGEST_ABSENCE_DAYS = 30

/** True where the cursor can be gone on from. */
export const goesOn = (c: Cursor | null, epoch: string, teams: string, nowMs: number): c is Cursor =>
  c !== null && c.e === epoch && c.t === teams && nowMs - c.a < LONGEST_ABSENCE_DAYS * DAY
