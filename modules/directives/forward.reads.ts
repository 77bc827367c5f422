import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { sentBy } from './forward.commands.ts'
import * as contract from './forward.contract.ts'
import { byWait, isLate, reminderText, waitingHours } from './forward.rules.ts'
import { listForwards, listReceivers, type StoredForward } from './forward.store.ts'
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
  const standing = rows.filter((r) => r.withdrawnAt === null)
  const waiting = standing.filter((r) => r.waitingHours !== null)
  return {
    total: standing.length,
    received: standing.length - waiting.length,
    late: standing.filter((r) => r.late).length,
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

/** To one's unit, and to each body that one's post answers for. */
export const incoming = read(contract.incoming, async (ctx, { state, limit }) => {
  const { actor } = ctx
  const theirs = actor.bodyId === 0 ? (await listReceivers(ctx.db, actor.areaId)).filter((r) => standsFor(actor, r)) : [actor]
  const to = { areaId: actor.bodyId === 0 ? actor.areaId : null, bodyIds: theirs.map((r) => r.bodyId), limit }
  const waiting = await listForwards(ctx.db, { ...to, waiting: true })
  const rows = state === 'waiting' ? waiting : await listForwards(ctx.db, { ...to, waiting: false })
  return { waiting: waiting.length, rows: byWait(rows, ctx.now).map((f) => rowOf(ctx, f)) }
})
