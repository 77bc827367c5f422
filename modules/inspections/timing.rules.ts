import { localDay } from '@phaodai/text/dates.ts'

/** A device's clock may be so far ahead without anything being wrong: seconds of the network, a drifting clock. */
const AHEAD_MS = 10 * 60_000

export type Lateness = 'none' | 'next-day' | 'unknown'
export type Judged = { ok: true; at: string; onDay: string; lateness: Lateness } | { ok: false }

/**
 * When an inspection was made and whether it came in late. What was written down without a network comes in later, and is taken, marked.
 * @param clockErrorMs server's clock less the device's; null: not measured
 */
export function judgeCapture(capturedAt: string, clockErrorMs: number | null, receivedAt: string): Judged {
  const at = Date.parse(capturedAt) + (clockErrorMs ?? 0)
  const received = Date.parse(receivedAt)
  if (at > received + AHEAD_MS) return { ok: false }
  const instant = new Date(Math.min(at, received)).toISOString()
  const onDay = localDay(instant)
  const late = onDay !== localDay(receivedAt)
  return { ok: true, at: instant, onDay, lateness: !late ? 'none' : clockErrorMs === null ? 'unknown' : 'next-day' }
}
