import type { Session } from './session.ts'

/** Milliseconds by which the server's clock is ahead of this machine's, by its last answer. */
let ahead = 0

/** Takes the server's clock from an answer; the clock of an office machine may be hours wrong. */
export function hearServer(date: string | null, heardAt = Date.now()): void {
  const at = date === null ? Number.NaN : Date.parse(date)
  // the header has whole seconds: less than two are no difference
  if (!Number.isNaN(at)) ahead = Math.abs(at - heardAt) < 2000 ? 0 : at - heardAt
}

/** The instant that the server takes for now. In a drill: the drill's day with the wall's time of day in the province, as its own clock has it. */
export function nowOf({ mode, today }: Session['instance']): string {
  const wall = Date.now() + ahead
  if (mode !== 'drill') return new Date(wall).toISOString()
  return new Date(`${today}T${new Date(wall + 7 * 3600_000).toISOString().slice(11, 23)}+07:00`).toISOString()
}
