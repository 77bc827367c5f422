import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf, newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { communeOf } from '../people/people.brief.ts'
import { findDisease } from '../policy/policy.reading.ts'
import { checkAll } from './events.checking.ts'
import * as contract from './events.contract.ts'
import { heldAs } from './events.rules.ts'
import * as store from './events.store.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })

/** It is written down whatever the limits say; what they say is answered, and a person decides. */
export const register = command(contract.register, async (ctx, input) => {
  const { areaId: communeId } = await communeOf(ctx, input.communeId)
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const { eventId = newId(), name, organiser, place, setting, fromOn, people, rooms } = input
  const event = {
    eventId,
    communeId,
    disease,
    name,
    organiser,
    place,
    setting,
    fromOn,
    untilOn: input.untilOn ?? fromOn,
    people,
    rooms,
    note: input.note || null,
  }
  await written(store.insertEvent(ctx.db, event, by(ctx)), eventId)
  const [checked] = await checkAll(ctx.db, [event])
  return { eventId, checked: checked! }
})

/** One act for one or many events; permitting what is over a limit needs the document or the words that permit it. */
export const decide = command(contract.decide, async (ctx, input) => {
  const ids = [...new Set(input.eventIds)]
  const events = await store.listByIds(ctx.db, ids)
  if (events.length < ids.length) throw new Problem('not-found', { what: 'sự kiện' })
  const { how, people = null, rooms = null, newFromOn = null } = input
  if (how === 'postponed' && newFromOn) {
    if (newFromOn <= ctx.today)
      throw new Problem('event-decision', { why: `ngày mới ${newFromOn} phải sau hôm nay ${ctx.today}` })
  }
  const said = { how, people: people ?? null, rooms: rooms ?? null, newFromOn: newFromOn ?? null }
  const after = events.map((e) => heldAs(e, said))
  const checks = await checkAll(
    ctx.db,
    after.map((e, i) => e ?? events[i]!),
  )
  for (const [i, e] of after.entries()) {
    const { verdict, findings } = checks[i]!
    if (e && (verdict === 'over' || verdict === 'postpone') && !input.document && !input.words)
      throw new Problem('event-over', {
        name: e.name,
        why: findings
          .filter((f) => f.verdict === verdict)
          .map((f) => `${f.words.vi} (${f.document.vi})`)
          .join('; '),
      })
  }
  const rows = events.map((e, i) => ({
    communeId: e.communeId,
    eventId: e.eventId,
    decisionId: idOf('event', ctx.opId, e.eventId),
    checked: checks[i]!,
  }))
  await store.insertDecisions(ctx.db, { ...said, document: input.document || null, words: input.words || null }, rows, by(ctx))
  for (const r of rows)
    await ctx.emit({
      name: 'events.decided',
      communeId: r.communeId,
      body: { eventId: r.eventId, decisionId: r.decisionId, how },
    })
  return { decisions: rows.map(({ eventId, decisionId }) => ({ eventId, decisionId })) }
})

export const voidDecision = command(contract.voidDecision, async (ctx, { decisionId, reason }) => {
  if ((await store.updateDecisionVoid(ctx.db, decisionId, by(ctx), reason)) === 0)
    throw new Problem('not-found', { what: 'quyết định' })
  return { voided: true as const }
})
