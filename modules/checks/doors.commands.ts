import { changed } from '@phaodai/kernel/change.ts'
import { localDay } from '@phaodai/kernel/clock.ts'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import type { z } from 'zod'
import { findHousehold } from '../people/households.store.ts'
import { communeOf } from '../people/people.brief.ts'
import { register } from '../people/people.commands.ts'
import { type CurrentPerson, getPerson } from '../people/people.store.ts'
import { listHistory } from './assignments.store.ts'
import './checks.problems.ts'
import { FARTHEST_DAYS, isFar, teamOn } from './checks.rules.ts'
import * as contract from './doors.contract.ts'
import * as store from './doors.store.ts'
import { followUp } from './following.ts'
import { alarmsOf, symptomsOf } from './frail.rules.ts'
import { paceFor } from './pace.ts'
import { insertSignals } from './signals.store.ts'
import { currentSlot } from './slots.rules.ts'
import { mustBeOwn } from './whose.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })
const AHEAD_MS = 5 * 60_000

/** The instant it was recorded, never later than it was received: a phone's clock may be ahead. */
const capturedBy = (ctx: Ctx, at: string): string => new Date(Math.min(Date.parse(at), Date.parse(ctx.now))).toISOString()

/**
 * @param asSaid a person has looked: a day far back is that day, no year typed wrong
 * @throws Problem checks-day-ahead, checks-day-far, checks-clock-ahead
 */
function assertDay(ctx: Ctx, onDay: string, capturedAt: string, asSaid: boolean): void {
  if (onDay > ctx.today) throw new Problem('checks-day-ahead', { on: formatDate(onDay) })
  // a phone that was offline for weeks took a day that was near enough when it was told
  if (!asSaid && isFar(onDay, ctx.today) && isFar(onDay, localDay(capturedBy(ctx, capturedAt))))
    throw new Problem('checks-day-far', { on: formatDate(onDay), days: FARTHEST_DAYS })
  if (Date.parse(capturedAt) > Date.parse(ctx.now) + AHEAD_MS) throw new Problem('checks-clock-ahead')
}

/** The team of a home on a day; a team's post must be of that team. @throws Problem team-not-yours */
async function teamOfHome(ctx: Ctx, communeId: number, householdId: string, day: string): Promise<string | null> {
  const history = (await listHistory(ctx.db, communeId, [householdId])).flatMap((h) =>
    h.teamId ? [{ teamId: h.teamId, fromOn: h.fromOn!, untilOn: h.untilOn }] : [],
  )
  // the door may have been given to another team since: that team's post asks for today
  const teamId = teamOn(history, day) ?? teamOn(history, ctx.today)
  await mustBeOwn(ctx, teamId)
  return teamId
}

async function takeMovement(ctx: Ctx, input: z.output<typeof contract.recordMovement.input>, asSaid: boolean) {
  const { areaId: communeId } = await communeOf(ctx, input.communeId)
  const { movementId, householdId, kind, onDay } = input
  const named = input.person?.subjectId ?? input.subjectId ?? null
  const before = await store.findMovement(ctx.db, movementId)
  if (before) {
    const same =
      before.householdId === householdId && before.kind === kind && before.onDay === onDay && before.subjectId === named
    if (!same) throw new Problem('id-in-use', { id: movementId })
    return { movementId, subjectId: before.subjectId, repeated: true }
  }
  assertDay(ctx, onDay, input.capturedAt, asSaid)
  const home = await findHousehold(ctx.db, communeId, householdId)
  if (!home) throw new Problem('not-found', { what: 'hộ' })
  const teamId = await teamOfHome(ctx, communeId, householdId, onDay)
  if (input.person) {
    const fromOn = kind === 'departure' ? undefined : onDay
    await register.handle(ctx, { ...input.person, communeId, householdId, fromOn } as never)
  } else if (input.subjectId) {
    await getPerson(ctx.db, input.subjectId)
    ctx.touch(input.subjectId)
  }
  const row = {
    ...{ communeId, movementId, householdId, hamletId: home.hamletId, teamId, kind, subjectId: named, onDay },
    people: named ? 1 : input.people,
    place: input.place || null,
    note: input.note || null,
    capturedAt: capturedBy(ctx, input.capturedAt),
  }
  await written(store.insertMovement(ctx.db, row, by(ctx)), movementId)
  await changed(ctx.db, communeId, 'movements', [householdId])
  await ctx.emit({ name: 'checks.movement', communeId, body: { movementId, kind, householdId, subjectId: named, onDay } })
  return { movementId, subjectId: named, repeated: false }
}

/** Somebody came, left or moved in. A new person enters the register in the same transaction; sent again, nothing is written twice. */
export const recordMovement = command(contract.recordMovement, (ctx, input) => takeMovement(ctx, input, false))
/** The same where a person has looked at a day far back. */
export const movementAsSaid = command(contract.recordMovement, (ctx, input) => takeMovement(ctx, input, true))

export const voidMovement = command(contract.voidMovement, async (ctx, { movementId, reason }) => {
  const found = await store.findMovement(ctx.db, movementId)
  if (!found) throw new Problem('not-found', { what: 'biến động' })
  await teamOfHome(ctx, found.communeId, found.householdId, found.onDay)
  if (found.voidedAt) throw new Problem('door-voided', { reason: found.voidReason })
  await store.voidMovement(ctx.db, found.communeId, movementId, ctx.now, ctx.opId, reason)
  await changed(ctx.db, found.communeId, 'movements', [found.householdId])
  await ctx.emit({ name: 'checks.movement-voided', communeId: found.communeId, body: { movementId } })
  return { voided: true as const }
})

/** A person who lives in a home now. @throws Problem frail-no-household */
async function atHome(ctx: Ctx, subjectId: string): Promise<CurrentPerson & { householdId: string }> {
  const person = await getPerson(ctx.db, subjectId)
  if (!person.householdId || person.untilOn !== null) throw new Problem('frail-no-household')
  ctx.touch(subjectId)
  return { ...person, householdId: person.householdId }
}

export const flagFrail = command(contract.flagFrail, async (ctx, input) => {
  const person = await atHome(ctx, input.subjectId)
  await teamOfHome(ctx, person.communeId, person.householdId, ctx.today)
  const frailId = input.frailId ?? newId()
  const before = input.frailId ? await store.findFrail(ctx.db, input.frailId) : null
  if (before && before.subjectId !== input.subjectId) throw new Problem('id-in-use', { id: frailId })
  if (before) return { frailId }
  const { communeId, householdId, hamletId } = person
  const row = { communeId, frailId, subjectId: input.subjectId, householdId, hamletId, reasons: input.reasons }
  const made = await store.insertFrail(ctx.db, { ...row, note: input.note || null, fromOn: ctx.today }, by(ctx))
  if (made === 0) throw new Problem('frail-already')
  await changed(ctx.db, communeId, 'homes', [householdId])
  return { frailId }
})

export const unflagFrail = command(contract.unflagFrail, async (ctx, { frailId, reason }) => {
  const found = await store.findFrail(ctx.db, frailId)
  if (!found) throw new Problem('not-found', { what: 'người được theo dõi' })
  await teamOfHome(ctx, found.communeId, found.householdId, ctx.today)
  if (found.untilOn !== null) throw new Problem('door-voided', { reason: found.untilOn })
  await store.updateFrailEnd(ctx.db, found, ctx.today, reason)
  await changed(ctx.db, found.communeId, 'homes', [found.householdId])
  return { untilOn: ctx.today }
})

async function takeVisit(ctx: Ctx, input: z.output<typeof contract.recordVisit.input>, asSaid: boolean) {
  const { visitId, subjectId, onDay, complaints } = input
  const person = await atHome(ctx, subjectId)
  const { communeId, householdId, hamletId } = person
  const pace = await paceFor(ctx, input.disease)
  const limits = pace.on(onDay).frail
  const reading = { temperature: input.temperature ?? null, spo2: input.spo2 ?? null, complaints }
  const alarms = alarmsOf(reading, limits)
  const symptoms = symptomsOf(reading, alarms)
  const signalId = symptoms.length > 0 ? input.signalId : null
  const answer = { visitId, alarms, confirmed: limits?.confirmed ?? true, signalId }
  const before = await store.findVisit(ctx.db, visitId)
  if (before) {
    if (before.subjectId !== subjectId || before.onDay !== onDay) throw new Problem('id-in-use', { id: visitId })
    return { ...answer, repeated: true }
  }
  assertDay(ctx, onDay, input.capturedAt, asSaid)
  const teamId = await teamOfHome(ctx, communeId, householdId, onDay)
  const capturedAt = capturedBy(ctx, input.capturedAt)
  const row = {
    communeId,
    visitId,
    subjectId,
    householdId,
    hamletId,
    teamId,
    onDay,
    ...reading,
    note: input.note || null,
    capturedAt,
  }
  await written(store.insertVisit(ctx.db, row, by(ctx)), visitId)
  await changed(ctx.db, communeId, 'frail', [householdId])
  if (signalId) {
    const { slot } = currentSlot(capturedAt, pace.on(onDay).hours)
    const place = { hamletId, householdId, teamId, checkId: null, visitId, source: 'visit' as const }
    const signal = {
      signalId,
      ...place,
      subjectId,
      who: null,
      kinds: symptoms,
      other: null,
      sinceOn: null,
      sinceSaid: null,
      onDay,
      slot,
      notedAt: capturedAt,
    }
    await written(insertSignals(ctx.db, communeId, pace.disease, [signal], by(ctx)), signalId)
    await followUp.made(ctx, communeId, pace.disease, [signal])
  }
  return { ...answer, repeated: false }
}

/** A reading at the bedside. An alarm by the pack's limits makes a signal in the same transaction, so that a sample is asked for. */
export const recordVisit = command(contract.recordVisit, (ctx, input) => takeVisit(ctx, input, false))
/** The same where a person has looked at a day far back. */
export const visitAsSaid = command(contract.recordVisit, (ctx, input) => takeVisit(ctx, input, true))

export const voidVisit = command(contract.voidVisit, async (ctx, { visitId, reason }) => {
  const found = await store.findVisit(ctx.db, visitId)
  if (!found) throw new Problem('not-found', { what: 'lần thăm' })
  await teamOfHome(ctx, found.communeId, found.householdId, found.onDay)
  if (found.voidedAt) throw new Problem('door-voided', { reason: found.voidReason })
  await store.voidVisit(ctx.db, found.communeId, visitId, ctx.now, ctx.opId, reason)
  await changed(ctx.db, found.communeId, 'frail', [found.householdId])
  const signals = await followUp.voided(ctx, found.communeId, { checkId: null, visitId }, reason)
  return { voided: true as const, signals }
})
