import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { fold } from '@phaodai/text/fold.ts'
import { maskName } from '@phaodai/text/names.ts'
import { getAreas } from '../areas/areas.store.ts'
import { getPerson, sameAs } from '../people/people.store.ts'
import { isCloseContact } from '../policy/closeness.rules.ts'
import { findDisease, rulesFor } from '../policy/policy.reading.ts'
import { changedHere } from './changed.ts'
import { reclassify } from './reclassify.ts'
import { changedBy, followStays } from './stays.follow.ts'
import * as contract from './tracing.contract.ts'
import * as store from './tracing.store.ts'
import { splitStay } from './visits.rules.ts'

function datesInOrder(ctx: Ctx, firstOn: string | null | undefined, lastOn: string | null | undefined): void {
  if (firstOn && lastOn && lastOn < firstOn) throw new Problem('contact-dates', { firstOn, lastOn })
  for (const [field, value] of Object.entries({ firstOn, lastOn })) {
    if (value && value > ctx.today) throw new Problem('date-in-future', { field, value, today: ctx.today })
  }
}

/**
 * A meeting of two persons. Its closeness is judged by the pack in force on its day and frozen; each person's commune keeps its own side.
 * One of the two must be in the actor's area.
 */
export const declareContact = command(contract.declareContact, async (ctx, input) => {
  if (input.subjectId === input.otherId) throw new Problem('same-person')
  datesInOrder(ctx, input.firstOn, input.lastOn)
  const rules = await rulesFor(ctx.db, input.disease)
  const { disease } = rules
  const mine = await getPerson(ctx.db, input.subjectId)
  const contactId = input.contactId ?? newId()
  const { household, class: sameClass, workshop, vehicle, rowsApart, fullPpe, ...rest } = input
  const meeting = { ...rest, metres: input.distanceM, household, class: sameClass, workshop, vehicle, rowsApart, fullPpe }
  const closeness = isCloseContact(rules.on(input.lastOn ?? input.firstOn ?? ctx.today), meeting)
  const says = input.tracerSays
  const counts = says ? says.counts : closeness.counts
  const reason = says
    ? { vi: `cán bộ truy vết kết luận: ${says.reason}`, en: `decided by a tracer: ${says.reason}` }
    : closeness.reason
  await ctx.acrossAreas(async () => {
    const other = await getPerson(ctx.db, input.otherId)
    const areas = new Map((await getAreas(ctx.db, [mine.communeId, other.communeId])).map((a) => [a.areaId, a.fullName]))
    for (const [self, them] of [
      [mine, other],
      [other, mine],
    ] as const) {
      const side = store.insertContact(
        ctx.db,
        {
          communeId: self.communeId,
          contactId,
          subjectId: self.subjectId,
          otherId: them.subjectId,
          disease,
          kind: 'declared',
          firstOn: input.firstOn ?? null,
          lastOn: input.lastOn ?? null,
          minutes: input.minutes ?? null,
          distanceM: input.distanceM ?? null,
          masked: input.masked ?? null,
          closedSpace: input.closedSpace ?? null,
          physical: input.physical ?? null,
          care: input.care ?? null,
          placeText: input.placeText ?? null,
          counts,
          reason,
          otherSnapshot: { code: them.code, name: maskName(them.fullName), areaName: areas.get(them.communeId) ?? '' },
        },
        ctx.now,
        ctx.opId,
      )
      await written(side, contactId)
    }
  })
  ctx.touch(input.subjectId, input.otherId)
  await reclassify(ctx, disease, [input.subjectId, input.otherId])
  return { contactId, counts, reason, unknown: closeness.unknown, changed: await changedHere(ctx, disease) }
})

export const voidContact = command(contract.voidContact, async (ctx, input) => {
  const found = await store.findContact(ctx.db, input.contactId)
  if (!found) throw new Problem('not-found', { what: 'lần tiếp xúc' })
  const sides = await ctx.acrossAreas(() => store.voidContact(ctx.db, input.contactId, ctx.now, ctx.opId, input.reason))
  if (sides.length === 0) throw new Problem('already-voided')
  ctx.touch(...sides.map((s) => s.subjectId))
  await reclassify(
    ctx,
    found.disease,
    sides.map((s) => s.subjectId),
  )
  return { changed: await changedHere(ctx, found.disease) }
})

export const addPlace = command(contract.addPlace, async (ctx, input) => {
  const communeId = input.communeId ?? ctx.actor.areaId
  if (communeId < ctx.actor.lo || communeId > ctx.actor.hi) throw new Problem('outside-area')
  const placeId = input.placeId ?? newId()
  const { name, kind } = input
  await store.insertPlace(
    ctx.db,
    {
      communeId,
      placeId,
      name,
      nameKey: fold(name),
      kind,
      closedSpace: input.closedSpace ?? null,
      address: input.address ?? null,
    },
    ctx.now,
    ctx.opId,
  )
  return { placeId }
})

/** An itinerary, also of someone who is F1 today and may be F0 tomorrow: those they met are then found at once. */
export const recordVisits = command(contract.recordVisits, async (ctx, input) => {
  const person = await getPerson(ctx.db, input.subjectId)
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const rows = input.visits.flatMap((v, i) => {
    const stays = splitStay(v.fromAt, v.toAt)
    if (stays.length === 0) throw new Problem('visit-times', { index: i + 1 })
    const stay = newId()
    return stays.map((s) => ({
      communeId: person.communeId,
      visitId: newId(),
      subjectId: input.subjectId,
      placeId: v.placeId,
      ...s,
      masked: v.masked ?? null,
      space: v.space ?? null,
      seatRow: v.seatRow ?? null,
      source: input.source,
      detail: { stay },
    }))
  })
  // a place of another area may be named by who holds its id; one that is nowhere would lose the meeting in silence
  const wanted = [...new Set(input.visits.map((v) => v.placeId))]
  const known = new Set((await ctx.acrossAreas(() => store.listPlaceIds(ctx.db, wanted))).map((p) => p.placeId))
  const nowhere = input.visits.findIndex((v) => !known.has(v.placeId))
  if (nowhere >= 0) throw new Problem('place-unknown', { index: nowhere + 1 })
  ctx.touch(input.subjectId)
  await followStays(ctx, changedBy(rows), () => store.insertVisits(ctx.db, rows, ctx.now, ctx.opId))
  return { visitIds: rows.map((r) => r.visitId), changed: await changedHere(ctx, disease) }
})

export const decideCandidate = command(contract.decideCandidate, async (ctx, input) => {
  const person = await getPerson(ctx.db, input.subjectId)
  const { code: disease } = await findDisease(ctx.db, input.disease)
  await store.insertDecision(
    ctx.db,
    { ...input, disease, communeId: person.communeId, decisionId: newId(), by: ctx.actor.accountId },
    ctx.now,
    ctx.opId,
  )
  ctx.touch(input.subjectId, input.otherId)
  await reclassify(ctx, disease, [input.subjectId, input.otherId])
  return { changed: await changedHere(ctx, disease) }
})

export const assertTransmission = command(contract.assertTransmission, async (ctx, input) => {
  if (input.infectorId === input.infecteeId) throw new Problem('same-person')
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const infectee = await getPerson(ctx.db, input.infecteeId)
  const transmissionId = input.transmissionId ?? newId()
  const { infectorId, infecteeId, source } = input
  const row = { communeId: infectee.communeId, transmissionId, infectorId, infecteeId, source, listName: null }
  await written(store.insertTransmissions(ctx.db, disease, [row], ctx.now, ctx.opId), transmissionId)
  ctx.touch(infectorId, infecteeId)
  return { transmissionId }
})

export const itinerary = read(contract.itinerary, async (ctx, input) => {
  await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  return { visits: await store.listVisits(ctx.db, [...(await sameAs(ctx.db, [input.subjectId])).values()].flat()) }
})
