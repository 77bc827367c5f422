import { command, read } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { fold } from '@phaodai/text/fold.ts'
import { shownName } from '../people/people.rules.ts'
import { canonicalOf, currentPersons, getPerson } from '../people/people.store.ts'
import { findDisease } from '../policy/policy.reading.ts'
import { changedHere } from './changed.ts'
import { SOURCE } from './investigation.milestones.ts'
import { voidVisits } from './investigation.store.ts'
import { daysOn, instantOf, readClock, shiftOn } from './sources/when.rules.ts'
import * as contract from './stays.contract.ts'
import * as entries from './stays.entries.store.ts'
import { changedBy, followStays } from './stays.follow.ts'
import { insertVisits, listClassifications } from './tracing.store.ts'
import { splitStay } from './visits.rules.ts'

/** Shifts or classes of one person over some days. The same entry twice is one. */
export const addRoster = command(contract.addRoster, async (ctx, input) => {
  const person = await getPerson(ctx.db, input.subjectId)
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const [start, end] = [readClock(input.start)!, readClock(input.end)!]
  if (start === end) throw new Problem('roster-hours')
  const { fromOn, untilOn } = input
  const days = daysOn(fromOn, untilOn, input.weekdays ?? null).filter((d) => d <= ctx.today)
  if (days.length === 0 || days.length > 200) throw new Problem('roster-days', { fromOn, untilOn })
  const place = await ctx.acrossAreas(() => entries.findPlace(ctx.db, input.placeId))
  if (!place) throw new Problem('place-unknown', { index: 1 })
  const { subjectId, placeId, source } = input
  const [space, seatRow, masked] = [input.space ?? null, input.seatRow ?? null, input.masked ?? null]
  const rows = days.flatMap((day) => {
    const { fromAt, toAt } = shiftOn(day, start, end)!
    // the ids that an imported list gives the same stays
    const words = [subjectId, placeId, fromAt, toAt, space ?? '', String(seatRow ?? '')]
    const detail = { stay: idOf('stay', ...words) }
    return splitStay(fromAt, toAt).map((part) => {
      const visitId = idOf('visit', ...words, part.fromAt)
      return { communeId: person.communeId, visitId, subjectId, placeId, ...part, masked, space, seatRow, source, detail }
    })
  })
  ctx.touch(subjectId)
  const added = await followStays(ctx, changedBy(rows), () => insertVisits(ctx.db, rows, ctx.now, ctx.opId))
  return { days: days.length, added, changed: await changedHere(ctx, disease) }
})

/** Who a roster, a class list or an entry puts at a place on a day. Those of other areas are only counted. */
export const members = read(contract.members, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const q = {
    placeId: input.placeId,
    fromAt: instantOf(input.on, 0),
    toAt: instantOf(input.on, 1440),
    space: input.space ?? null,
  }
  const { lo, hi } = ctx.actor
  const found = await ctx.acrossAreas(async () => {
    if (!(await entries.findPlace(ctx.db, input.placeId))) throw new Problem('not-found', { what: 'nơi' })
    return entries.listMembers(ctx.db, q)
  })
  const here = found.filter((m) => m.communeId >= lo && m.communeId <= hi)
  const ids = [...new Set(here.map((m) => m.subjectId))]
  ctx.touch(...ids)
  const persons = await currentPersons(ctx.db, ids)
  const root = await canonicalOf(ctx.db, ids)
  const levels = new Map(
    (await listClassifications(ctx.db, disease, [...new Set([...root.values(), ...ids])])).map((c) => [c.subjectId, c.level]),
  )
  return {
    rows: here.flatMap(({ communeId: _, ...m }) => {
      const person = persons.get(m.subjectId)
      if (!person) return []
      const name = shownName(ctx.actor.role, person.fullName)
      return [{ ...m, code: person.code, name, level: levels.get(root.get(m.subjectId)!) ?? null }]
    }),
    elsewhere: new Set(found.filter((m) => m.communeId < lo || m.communeId > hi).map((m) => m.subjectId)).size,
  }
})

/** Takes a stay back with all its parts; who rested on it falls in the same transaction. Nothing is erased. */
export const voidVisit = command(contract.voidVisit, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const parts = await entries.listParts(ctx.db, input.subjectId, input.visitId)
  const [asked] = parts
  if (!asked) throw new Problem('not-found', { what: 'lần có mặt' })
  if (asked.voided) throw new Problem('already-voided')
  if (asked.source === SOURCE) throw new Problem('visit-of-form')
  const standing = parts.filter((p) => !p.voided)
  ctx.touch(asked.subjectId)
  const [ids, communes] = [standing.map((p) => p.visitId), standing.map((p) => p.communeId)]
  const voided = await followStays(ctx, changedBy(standing), () =>
    voidVisits(ctx.db, ids, ctx.now, ctx.opId, input.reason, communes),
  )
  return { voided, changed: await changedHere(ctx, disease) }
})

/** What a place is decides who was near whom there: everyone with a level who was ever there is looked at again. */
export const editPlace = command(contract.editPlace, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const place = await entries.findPlace(ctx.db, input.placeId)
  if (!place) throw new Problem('not-found', { what: 'nơi' })
  const next = {
    ...place,
    kind: input.kind ?? place.kind,
    closedSpace: input.closedSpace === undefined ? place.closedSpace : input.closedSpace,
    name: input.name ?? place.name,
    address: input.address === undefined ? place.address : input.address,
  }
  const { kind, closedSpace } = place
  ctx.note({
    placeId: place.placeId,
    before: { kind, closedSpace },
    after: { kind: next.kind, closedSpace: next.closedSpace },
    reason: input.reason,
  })
  const everywhen = { placeIds: [place.placeId], fromAt: null, toAt: null }
  await followStays(ctx, everywhen, () => entries.updatePlace(ctx.db, { ...next, nameKey: fold(next.name) }))
  return { changed: await changedHere(ctx, disease) }
})
