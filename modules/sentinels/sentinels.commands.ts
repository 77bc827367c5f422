import { randomBytes } from 'node:crypto'
import { localDay } from '@phaodai/kernel/clock.ts'
import { command } from '@phaodai/kernel/command.ts'
import { hashOfKey } from '@phaodai/kernel/door.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { findSample } from '../laboratory/laboratory.store.ts'
import { communeOf } from '../people/people.brief.ts'
import { getPerson } from '../people/people.store.ts'
import * as contract from './sentinels.contract.ts'
import * as store from './sentinels.store.ts'

const by = (ctx: { now: string; actor: { accountId: string }; opId: string }) => ({
  at: ctx.now,
  accountId: ctx.actor.accountId,
  opId: ctx.opId,
})

/** The station knows its pharmacies, clinics and hospitals: from now on each answers for every day. */
export const registerSentinel = command(contract.registerSentinel, async (ctx, input) => {
  const { areaId: communeId } = await communeOf(ctx, input.communeId)
  const { sentinelId = newId(), kind, name } = input
  const row = {
    communeId,
    sentinelId,
    kind,
    name,
    address: input.address || null,
    contact: input.contact || null,
    fromOn: ctx.today,
  }
  await written(store.insertSentinel(ctx.db, row, by(ctx)), sentinelId)
  return { sentinelId }
})

/** A new link, to be printed and handed over; the one before stops, and with it the device that it was bound to. */
export const issueLink = command(contract.issueLink, async (ctx, { sentinelId }) => {
  const s = await store.getSentinel(ctx.db, sentinelId)
  if (s.endedOn) throw new Problem('sentinel-ended', { name: s.name, endedOn: s.endedOn })
  await store.revokeLinks(ctx.db, s.communeId, sentinelId, ctx.now)
  const key = randomBytes(32).toString('base64url')
  const link = { communeId: s.communeId, linkId: newId(), ownerId: sentinelId, secretHash: hashOfKey(key) }
  await store.insertLink(ctx.db, link, by(ctx))
  return { key, name: s.name, kind: s.kind }
})

export const endSentinel = command(contract.endSentinel, async (ctx, { sentinelId, reason }) => {
  const s = await store.getSentinel(ctx.db, sentinelId)
  if (s.endedOn) throw new Problem('sentinel-ended', { name: s.name, endedOn: s.endedOn })
  await store.updateEnd(ctx.db, s, ctx.today, reason)
  await store.revokeLinks(ctx.db, s.communeId, sentinelId, ctx.now)
  return { endedOn: ctx.today }
})

/** Who lies in that bed, by their record; or the tube that was taken from them, where the record is another commune's. */
export const identifyInpatient = command(contract.identifyInpatient, async (ctx, { inpatientId, subjectId, barcode }) => {
  const p = await store.findInpatient(ctx.db, inpatientId)
  if (!p) throw new Problem('not-found', { what: 'người bệnh nội trú' })
  if (p.sampledOn) throw new Problem('inpatient-known')
  if (subjectId) {
    await getPerson(ctx.db, subjectId)
    ctx.touch(subjectId)
    await store.updateInpatient(
      ctx.db,
      p.communeId,
      inpatientId,
      { subjectId, sampleId: null, sampledOn: null },
      ctx.actor.accountId,
    )
    return { inpatientId }
  }
  // whoever holds the tube may know that it was taken, wherever its person lives; nothing of that person is told
  const sample = await ctx.acrossAreas(() => findSample(ctx.db, null, barcode!))
  if (!sample || sample.voidedAt || localDay(sample.sampledAt) < p.admittedOn) throw new Problem('inpatient-whose', { barcode })
  ctx.touch(sample.subjectId)
  const is = { subjectId: null, sampleId: sample.sampleId, sampledOn: sample.sampledOn }
  await store.updateInpatient(ctx.db, p.communeId, inpatientId, is, ctx.actor.accountId)
  return { inpatientId }
})
