import { changed } from '@phaodai/kernel/change.ts'
import { command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { paceFor } from './pace.ts'
import * as contract from './rollup.contract.ts'
import * as store from './rollup.store.ts'
import { reminderText } from './slotreport.rules.ts'
import { currentSlot } from './slots.rules.ts'
import { activeTeam, mustBeOwn } from './whose.ts'

/** Reminds teams of a slot: a row that their phones show, and one text for a group. Teams that owe nothing are not bothered. */
export const remind = command(contract.remind, async (ctx, input) => {
  const pace = await paceFor(ctx, 'covid19')
  const now = currentSlot(ctx.now, pace.on(ctx.today).hours)
  const day = input.day ?? ctx.today
  if (day > ctx.today) throw new Problem('checks-day-ahead', { on: day })
  const slot = input.slot ?? (day === ctx.today ? now.slot : 'evening')
  const until = pace.on(day).hours?.[slot].to ?? null
  const made: store.NewMessage[] = []
  let complete = 0
  for (const teamId of new Set(input.teamIds)) {
    const team = await activeTeam(ctx, teamId)
    const { communeId, hamletId, code, name } = team
    const [f] = await store.listTeamFigures(ctx.db, { lo: communeId, hi: communeId, day, slot, teamIds: [teamId] })
    if (!f || f.asked >= f.due) {
      complete++
      continue
    }
    const text = reminderText({ code, name, day, slot, asked: f.asked, due: f.due, until })
    made.push({ communeId, messageId: newId(), teamId, hamletId, text })
  }
  if (made.length > 0)
    await store.insertMessages(ctx.db, made, { day, slot, at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })
  for (const [communeId, of] of Map.groupBy(made, (m) => m.communeId))
    await changed(
      ctx.db,
      communeId,
      'messages',
      of.map((m) => m.messageId),
    )
  for (const { communeId } of made) ctx.tell(communeId, contract.messages)
  return { reminded: made.length, complete, text: made.map((m) => m.text).join('\n') }
})

export const readMessage = command(contract.readMessage, async (ctx, { messageId }) => {
  const message = await store.findMessage(ctx.db, messageId)
  if (!message) throw new Problem('not-found', { what: 'tin nhắc' })
  await mustBeOwn(ctx, message.teamId)
  await store.updateRead(ctx.db, message.communeId, messageId, ctx.now, ctx.actor.accountId)
  await changed(ctx.db, message.communeId, 'messages', [messageId])
  return { read: true as const }
})
