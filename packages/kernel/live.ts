import { kept, type Statement, sql } from './sql.ts'

/** The channel of PostgreSQL on which commits say what they changed. */
export const liveChannel = 'phaodai_live'

/** What a commit says: the read whose answer has changed, by its verb's name, and where. Nothing of a person, ever. */
export interface Told {
  verb: string
  communeId: number
}

export const toldText = ({ verb, communeId }: Told): string => `${verb} ${communeId}`

/** @returns null where it is not of that form */
export function toldOf(text: string): Told | null {
  const parts = /^([a-z-]+\.[a-z-]+) (\d{1,10})$/.exec(text)
  return parts ? { verb: parts[1]!, communeId: Number(parts[2]) } : null
}

/** Said by the transaction itself: heard when it commits, never when it does not. */
export const notice = (told: readonly string[]): Statement =>
  kept(sql`select pg_notify(${liveChannel}::text, t) from unnest(${[...told]}::text[]) t`)
