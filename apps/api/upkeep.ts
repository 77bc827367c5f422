import { sealAudit } from '@phaodai/kernel/audit.ts'
import { readClock } from '@phaodai/kernel/clock.ts'
import type { App } from '@phaodai/kernel/command.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { forgetChanges } from '@phaodai/modules/devices/changes.store.ts'
import { LONGEST_ABSENCE_DAYS } from '@phaodai/modules/devices/cursor.ts'
import { strike } from '@phaodai/modules/reports/clock.ts'
import { operatorName, postOf } from './instance.ts'
import { deleteOldAttempts } from './upkeep.store.ts'

/** Something that is owed to the database now and then. A failure waits for the next round. */
export interface Chore {
  name: string
  everyMs: number
  /** @param stop the server ends: what is long leaves the rest for the next round */
  run(app: App, stop: AbortSignal): Promise<unknown>
}

const MINUTE = 60_000

export const chores: readonly Chore[] = [
  { name: 'seal the audit log', everyMs: MINUTE, run: ({ pool }) => sealAudit(pool) },
  {
    name: 'freeze the reports whose hour has passed',
    everyMs: MINUTE,
    run: async (app, stop) => strike(app, await postOf(app.pool, operatorName, (await readClock(dbOf(app.pool))).today), stop),
  },
  { name: 'forget old sign-in attempts', everyMs: 60 * MINUTE, run: ({ pool }) => deleteOldAttempts(dbOf(pool)) },
  {
    name: 'forget changes that no phone asks for any more',
    everyMs: 60 * MINUTE,
    // a day longer than a cursor lasts
    run: ({ pool }) =>
      forgetChanges(dbOf(pool), new Date(Date.now() - (LONGEST_ABSENCE_DAYS + 1) * 24 * 60 * MINUTE).toISOString()),
  },
]

/**
 * Starts the upkeep: every chore at once, then at its interval counted from the end of the last round, so that none overlaps itself.
 * @param onFailure told of a chore that failed; by default a line on stderr
 * @returns stops it and waits for whatever is under way
 */
export function startUpkeep(
  app: App,
  list: readonly Chore[] = chores,
  onFailure: (chore: Chore, error: unknown) => void = (c, e) =>
    void process.stderr.write(`upkeep: ${c.name}: ${(e as Error).message}\n`),
): () => Promise<void> {
  const stop = new AbortController()
  const timers = new Map<Chore, NodeJS.Timeout>()
  const underWay = new Set<Promise<void>>()
  const go = (chore: Chore) => {
    const round = chore
      .run(app, stop.signal)
      .then(
        () => {},
        (error: unknown) => onFailure(chore, error),
      )
      .then(() => {
        underWay.delete(round)
        if (!stop.signal.aborted) timers.set(chore, setTimeout(go, chore.everyMs, chore).unref())
      })
    underWay.add(round)
  }
  for (const chore of list) go(chore)
  return async () => {
    stop.abort()
    for (const timer of timers.values()) clearTimeout(timer)
    await Promise.all(underWay)
  }
}
