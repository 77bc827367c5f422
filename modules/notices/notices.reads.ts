import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { rangeOf } from '../people/people.brief.ts'
import { shownName } from '../people/people.rules.ts'
import { loadedPolicy } from '../policy/policy.reading.ts'
import * as contract from './notices.contract.ts'
import { type Clock, clockOf, noticeStand } from './notices.rules.ts'
import * as store from './notices.store.ts'

/** The clock of every disease on a day. */
export const clocksOn = async (ctx: Ctx, day: string): Promise<Clock[]> =>
  (await loadedPolicy(ctx.db)).profiles.map((p) => clockOf(p, day)).sort((a, b) => a.disease.localeCompare(b.disease))

export const clocks = read(contract.clocks, async (ctx, input) => {
  const day = input.day ?? ctx.today
  return { day, clocks: await clocksOn(ctx, day) }
})

export const list = read(contract.list, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const all = await clocksOn(ctx, ctx.today)
  // a duty that has ended is still owed for who was diagnosed while it held: the end is by the day of diagnosis
  const running = all.filter(
    (c) => c.hours !== null && (c.inForce || c.until !== null) && (!input.disease || c.disease === input.disease),
  )
  const asked = {
    diseases: running.map((c) => c.disease),
    hours: running.map((c) => c.hours!),
    untils: running.map((c) => c.until),
    ...range,
    now: ctx.now,
  }
  const [counts, rows] = await Promise.all([
    store.countOwed(ctx.db, asked),
    store.listOwed(ctx.db, { ...asked, state: input.state, limit: input.limit }),
  ])
  ctx.touch(...rows.map((r) => r.subjectId))
  const byCode = new Map(all.map((c) => [c.disease, c]))
  return {
    clocks: all,
    total: rows[0]?.total ?? 0,
    counts,
    rows: rows.map(({ fullName, total: _, ...r }) => ({
      ...r,
      ...noticeStand(r, ctx.now),
      name: shownName(ctx.actor.role, fullName),
      diseaseName: byCode.get(r.disease)!.name,
      hours: byCode.get(r.disease)!.hours!,
      how: r.how as contract.NoticeRow['how'],
    })),
  }
})
