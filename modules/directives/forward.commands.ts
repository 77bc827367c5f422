/** Sending documents on with a receipt (S17). */
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getArea } from '../areas/areas.reads.ts'
import { listBelow } from './derive.commands.ts'
import { labelOf, takeBack } from './directives.commands.ts'
import { readable } from './directives.facts.ts'
import { lockDirective } from './directives.store.ts'
import { headerOf } from './draft.rules.ts'
import * as contract from './forward.contract.ts'
import { REMIND_EVERY_MINUTES, reminderText, waitingHours, withOnward } from './forward.rules.ts'
import * as store from './forward.store.ts'
import { placeOf } from './tasks.commands.ts'
import { standsFor } from './tasks.facts.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })

/** What a post sent on of a document, and what there is to say of each. */
export const sentBy = (ctx: Ctx, directiveId: string, waiting: boolean) =>
  store.listForwards(ctx.db, {
    ...{ directiveId, waiting },
    fromAreaId: ctx.actor.role === 'operator' ? null : ctx.actor.areaId,
  })

/** Each receiver once, however often it is sent; it and those above it read the document by that, nobody else. One stamped "Mật" goes by other ways. @throws Problem directive-secret, nobody-to-send */
export const forward = command(contract.forward, async (ctx, input) => {
  const { directiveId } = input
  await lockDirective(ctx.db, directiveId)
  const d = await readable(ctx, directiveId)
  if (!d || d.voidedAt) throw new Problem('not-found', { what: 'văn bản' })
  if (d.reading.document.stamps.some((s) => /mật/u.test(s))) throw new Problem('directive-secret')
  const { actor } = ctx
  const own = await getArea(ctx, actor.areaId)
  const below = input.each ? await listBelow(ctx.db, own, ctx.today) : []
  const places = [
    ...below.map((u) => ({ areaId: u.areaId, bodyId: 0 })),
    ...(await Promise.all(input.to.map((to) => placeOf(ctx, to)))).map((p) => ({ areaId: p.area.areaId, bodyId: p.bodyId })),
  ].filter((p) => p.areaId !== own.areaId || p.bodyId !== 0)
  // sent again to whom it was taken back from, it is a new sending
  const before = (await store.listForwards(ctx.db, { directiveId, fromAreaId: own.areaId, waiting: false })).filter(
    (f) => f.withdrawnAt,
  )
  const again = (p: { areaId: number; bodyId: number }) => {
    const n = before.filter((f) => f.areaId === p.areaId && f.bodyId === p.bodyId).length
    return n > 0 ? [String(n)] : []
  }
  const rows = [...new Map(places.map((p) => [`${p.areaId}/${p.bodyId}`, p])).entries()].map(([key, p]) => ({
    ...p,
    forwardId: idOf('forward', directiveId, String(own.areaId), key, ...again(p)),
  }))
  if (rows.length === 0) throw new Problem('nobody-to-send')
  const dueAt = new Date(Date.parse(ctx.now) + input.withinHours * 3_600_000).toISOString()
  const label = labelOf(d.header ?? headerOf(d.reading), d.fileName)
  const of = { directiveId, directiveAreaId: d.areaId, label, fromAreaId: own.areaId, words: input.words ?? null, dueAt }
  const made = await store.insertForwards(ctx.db, rows, of, by(ctx))
  for (const { areaId } of made) ctx.tell(areaId, contract.incoming)
  await ctx.emit({ name: 'directives.forwarded', communeId: own.areaId, body: { directiveId, sent: made.length } })
  ctx.note({ directiveId, sent: made.length })
  return { sent: made.length, there: rows.length - made.length }
})

/** By a post of the unit or body that it was sent to. Said again it stays as it was. @throws Problem forward-not-yours, forward-withdrawn */
export const acknowledge = command(contract.acknowledge, async (ctx, { forwardId, words }) => {
  const [found] = await store.listForwards(ctx.db, { forwardId, waiting: false, limit: 1 })
  if (!found) throw new Problem('not-found', { what: 'văn bản chuyển đến' })
  if (!standsFor(ctx.actor, { ...found, bodyName: found.name })) throw new Problem('forward-not-yours', { name: found.name })
  if (found.withdrawnAt && !found.receivedAt) throw new Problem('forward-withdrawn', { reason: found.withdrawnReason })
  const { areaId, bodyId } = found
  const made = await store.insertReceipt(
    ctx.db,
    { areaId, forwardId, bodyId, words: words ?? null, role: ctx.actor.role },
    by(ctx),
  )
  if (made > 0) {
    ctx.tell(areaId, contract.forwards)
    await ctx.acrossAreas(() => ctx.emit({ name: 'directives.acknowledged', communeId: areaId, body: { forwardId } }))
  }
  return { receivedAt: found.receivedAt ?? ctx.now }
})

/**
 * Takes back what the post's unit sent, and with it what a unit below sent on that had the document from there alone.
 * An issued document stays open to those below: its tasks are withdrawn one by one.
 */
export const withdrawForward = command(contract.withdrawForward, async (ctx, { directiveId, forwardIds, reason }) => {
  await lockDirective(ctx.db, directiveId)
  const own = (await sentBy(ctx, directiveId, false)).filter((f) => !forwardIds || forwardIds.includes(f.forwardId))
  if (forwardIds?.some((id) => !own.some((f) => f.forwardId === id)))
    throw new Problem('not-found', { what: 'văn bản đã chuyển' })
  const all = await store.listForwards(ctx.db, { directiveId, waiting: false })
  const taken = withOnward(
    own.filter((f) => f.withdrawnAt === null),
    all.filter((f) => f.withdrawnAt === null),
  )
  const withdrawn = await takeBack(ctx, taken, reason)
  if (withdrawn > 0)
    await ctx.emit({ name: 'directives.forward-withdrawn', communeId: ctx.actor.areaId, body: { directiveId, withdrawn } })
  ctx.note({ directiveId, withdrawn })
  return { withdrawn, onward: taken.filter((f) => !own.some((o) => o.forwardId === f.forwardId)).length }
})

/** Shows the document on top of each one's list as asked for again, and gives the words for a chat. */
export const remind = command(contract.remind, async (ctx, { directiveId, forwardIds }) => {
  const waiting = (await sentBy(ctx, directiveId, true)).filter((f) => !forwardIds || forwardIds.includes(f.forwardId))
  const since = new Date(Date.parse(ctx.now) - REMIND_EVERY_MINUTES * 60_000).toISOString()
  const due = waiting.filter((f) => f.remindedAt === null || f.remindedAt < since || f.remindedAt > ctx.now)
  if (due.length > 0)
    await store.insertReminders(
      ctx.db,
      due.map((f) => ({ ...f, reminderId: idOf('reminder', ctx.opId, f.forwardId) })),
      by(ctx),
    )
  for (const { areaId } of due) ctx.tell(areaId, contract.incoming)
  const named = waiting.map((f) => ({ name: f.name, hours: waitingHours(f, ctx.now) ?? 0 }))
  const text = waiting[0] ? reminderText(waiting[0].label, waiting[0].fromName, named) : null
  return { reminded: due.length, recent: waiting.length - due.length, text }
})
