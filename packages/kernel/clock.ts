import type { Db } from './sql.ts'
import { sql } from './sql.ts'

/** The province's local time, UTC+7 without daylight saving (IANA Asia/Ho_Chi_Minh). */
export const OFFSET = '+07:00'

export interface Now {
  /** The instant, ISO 8601 UTC. In a drill: the drill's day with the wall's time of day. */
  at: string
  /** The local date YYYY-MM-DD. */
  today: string
}

/** Local date of an instant. */
export const localDay = (at: string): string => new Date(Date.parse(at) + 7 * 3600_000).toISOString().slice(0, 10)

/**
 * The time that commands see. A real instance follows the wall clock; a drill has its own day, moved by `phaodai day`,
 * and takes only the time of day from the wall.
 */
export async function readClock(db: Db): Promise<Now> {
  const row = await db.maybe<{ drillOn: string | null }>(sql`select drill_on as "drillOn" from instance`)
  return clockAt(new Date().toISOString(), row?.drillOn ?? null)
}

/** What the clock of an instance shows at an instant of the wall's. `drillOn`: the drill's day; null: a real instance. */
export function clockAt(wall: string, drillOn: string | null): Now {
  if (!drillOn) return { at: wall, today: localDay(wall) }
  const timeOfDay = new Date(Date.parse(wall) + 7 * 3600_000).toISOString().slice(11, 23)
  return { at: new Date(`${drillOn}T${timeOfDay}${OFFSET}`).toISOString(), today: drillOn }
}
