import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { sentBy } from './forward.commands.ts'
import * as contract from './forward.contract.ts'
import { byWait, isLate, reminderText, waitingHours } from './forward.rules.ts'
import { listForwards, type StoredForward } from './forward.store.ts'
import { standsFor } from './tasks.facts.ts'

const rowOf = (ctx: Ctx, f: StoredForward): contract.Sent => ({
  ...f,
  late: isLate(f, ctx.now),
  waitingHours: waitingHours(f, ctx.now),
  mine: standsFor(ctx.actor, { ...f, bodyName: f.name }),
})

/** Those who have not answered first. */
export const forwards = read(contract.forwards, async (ctx, { directiveId }) => {
  const rows = byWait(await sentBy(ctx, directiveId, false), ctx.now).map((f) => rowOf(ctx, f))
  const waiting = rows.filter((r) => r.waitingHours !== null)
  return {
    total: rows.length,
    received: rows.length - waiting.length,
    late: rows.filter((r) => r.late).length,
    text: rows[0]
      ? reminderText(
          rows[0].label,
          rows[0].fromName,
          waiting.map((r) => ({ name: r.name, hours: r.waitingHours! })),
        )
      : null,
    rows,
  }
})

export const incoming = read(contract.incoming, async (ctx, { state, limit }) => {
  const { actor } = ctx
  const to = { areaId: actor.bodyId === 0 ? actor.areaId : null, bodyId: actor.bodyId }
  const all = { forwardId: null, directiveId: null, fromAreaId: null, ...to, limit }
  const waiting = await listForwards(ctx.db, { ...all, waiting: true })
  const rows = state === 'waiting' ? waiting : await listForwards(ctx.db, { ...all, waiting: false })
  return { waiting: waiting.length, rows: byWait(rows, ctx.now).map((f) => rowOf(ctx, f)) }
})
