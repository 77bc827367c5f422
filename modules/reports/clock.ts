/** The clock of the daily report (S26): at the hour, and of hours that were missed while no server ran, as known at the hour. */
import { type App, type Ctx, command, execute, read } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { getAreas, type StoredArea } from '../areas/areas.store.ts'
import { loadedPolicy, rulesFor } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import * as contract from './clock.contract.ts'
import * as store from './clock.store.ts'
import { cutOffOf, hourFor, instantOf } from './counting.ts'
import { freezeAt } from './reports.commands.ts'
import { lockReports } from './reports.store.ts'

/** How far back a missed hour is made up for. Facts stay as known at that hour; a week is a long holiday with the power off. */
export const LOOK_BACK_DAYS = 7
/** A command takes its instant before its transaction is seen: nothing is counted sooner than this after the hour. */
const MARGIN_SECONDS = 5
/** Whoever began before the hour is waited for so long; what they write later shows as late. */
const PATIENCE_SECONDS = 600
const staff = ['province', 'district', 'commune', 'cdc', 'station'] as const

interface Owed {
  area: StoredArea
  disease: string
  day: string
  at: string
}

async function owedAt(ctx: Ctx): Promise<Owed[]> {
  const { lo, hi } = ctx.actor
  const { foundedOn } = await store.getFounding(ctx.db)
  const back = addDays(ctx.today, -LOOK_BACK_DAYS)
  const owed: Owed[] = []
  for (const { code } of (await loadedPolicy(ctx.db)).profiles) {
    const rules = await rulesFor(ctx.db, code)
    for (let day = back > foundedOn ? back : foundedOn; day <= ctx.today; day = addDays(day, 1)) {
      if (!['commune', 'district', 'province'].some((tier) => cutOffOf(rules, tier, day))) continue
      const [staffed, reported] = await Promise.all([
        store.listStaffed(ctx.db, lo, hi, day, staff),
        store.listReported(ctx.db, lo, hi, code, day),
      ])
      const there = new Set(reported.map((r) => r.areaId))
      const open = staffed.map((s) => s.areaId).filter((id) => !there.has(id))
      for (const area of open.length > 0 ? await getAreas(ctx.db, open) : []) {
        const hour = cutOffOf(rules, area.tier, day)
        if (!hour) continue
        const at = instantOf(day, hour.hour)
        if (Date.parse(at) + 2 * MARGIN_SECONDS * 1000 <= Date.parse(ctx.now)) owed.push({ area, disease: code, day, at })
      }
    }
  }
  return owed
}

export const clockOwes = read(contract.clockOwes, async (ctx) => {
  const owed = await owedAt(ctx)
  const last = Math.max(...owed.map((o) => Date.parse(o.at)))
  const since = (Date.parse(ctx.now) - last) / 1000
  const waiting =
    owed.length > 0 && since < PATIENCE_SECONDS ? await store.countOpenSince(ctx.db, since - MARGIN_SECONDS) : { n: 0 }
  return {
    rows: owed.map(({ area, disease, day, at }) => ({ areaId: area.areaId, name: area.fullName, disease, day, at })),
    waitingFor: waiting.n,
  }
})

/** Nothing where a person was first, or has withdrawn one: then it is theirs. @throws Problem report-frozen */
export const freezeByClock = command(contract.freezeByClock, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const area = await areaOf(ctx, input.areaId)
  const { day } = input
  await lockReports(ctx.db, area.areaId)
  const reported = await store.listReported(ctx.db, area.areaId, area.areaId, rules.disease, day)
  if (reported.length > 0) throw new Problem('report-frozen', { day: day.split('-').reverse().join('/'), area: area.fullName })
  return freezeAt(ctx, { rules, area, day, ...hourFor(ctx, rules, area.tier, day, {}), reason: null, byClock: true })
})

/**
 * One round of the clock. Two servers and a restart freeze a report once: its operation has the same id for all. A unit whose report cannot be
 * frozen holds up no other; stopped, it goes on in the next round.
 * @returns how many were frozen; how many transactions it waits for
 * @throws AggregateError at the end, with what went wrong
 */
export async function strike(app: App, postId: string, stop?: AbortSignal): Promise<{ frozen: number; waitingFor: number }> {
  const { rows, waitingFor } = await execute(app, clockOwes, {}, { postId })
  if (waitingFor > 0) return { frozen: 0, waitingFor }
  let frozen = 0
  const failed: unknown[] = []
  for (const { areaId, disease, day } of rows) {
    if (stop?.aborted) break
    const opId = idOf('report-clock', String(areaId), disease, day)
    try {
      await execute(app, freezeByClock, { disease, areaId, day }, { postId, opId })
      frozen++
    } catch (error) {
      // somebody was first since the list was made
      if (!(error instanceof Problem && error.code === 'report-frozen')) failed.push(error)
    }
  }
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} of ${rows.length} reports: ${(failed[0] as Error).message}`)
  return { frozen, waitingFor: 0 }
}
