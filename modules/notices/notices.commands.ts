import { localDay } from '@phaodai/kernel/clock.ts'
import { command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { sameAs } from '../people/people.store.ts'
import { findDisease } from '../policy/policy.reading.ts'
import * as contract from './notices.contract.ts'
import { clockOf, noticeStand } from './notices.rules.ts'
import * as store from './notices.store.ts'

/** That it was sent, by whom and how; late or not follows from the moment of diagnosis. */
export const recordSent = command(contract.recordSent, async (ctx, input) => {
  const profile = await findDisease(ctx.db, input.disease)
  const hours = profile.notifyWithinHours.value
  const ids = [...(await sameAs(ctx.db, [input.subjectId])).values()].flat()
  const found = hours === null ? null : await store.findOwed(ctx.db, profile.code, hours, ids)
  if (!found) throw new Problem('notice-not-owed', { why: 'không có ca bệnh xác định trong địa bàn' })
  const clock = clockOf(profile, localDay(found.diagnosedAt))
  if (!clock.inForce) throw new Problem('notice-not-owed', { why: clock.why!.vi })
  if (found.sentAt) throw new Problem('notice-sent', { at: found.sentAt })
  if (Date.parse(input.sentAt) > Date.parse(ctx.now)) throw new Problem('notice-time', { why: 'ở sau bây giờ' })
  // without an hour the day of diagnosis begins the clock, so nothing sent on that day is too early
  if (Date.parse(input.sentAt) < Date.parse(found.diagnosedAt)) throw new Problem('notice-time', { why: 'ở trước lúc chẩn đoán' })
  ctx.touch(found.subjectId)
  const { noticeId = newId(), sentAt, how, toBody, sentBy } = input
  const by = { at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId }
  const row = {
    communeId: found.communeId,
    noticeId,
    subjectId: found.subjectId,
    disease: profile.code,
    sentAt,
    how,
    toBody,
    sentBy,
  }
  await written(store.insertNotice(ctx.db, { ...row, number: input.number || null }, by), noticeId)
  await ctx.emit({
    name: 'notices.sent',
    communeId: found.communeId,
    body: { noticeId, subjectId: found.subjectId, disease: profile.code },
  })
  return { noticeId, ...noticeStand({ dueAt: found.dueAt, sentAt }, ctx.now) }
})

export const voidSent = command(contract.voidSent, async (ctx, { noticeId, reason }) => {
  const found = await store.updateNoticeVoid(ctx.db, noticeId, ctx.now, ctx.opId, reason)
  if (!found) throw new Problem('not-found', { what: 'lần báo' })
  ctx.touch(found.subjectId)
  return { voided: true as const }
})
