import { createHash } from 'node:crypto'
import { localDay } from '@phaodai/kernel/clock.ts'
import type { Ctx, Operation } from '@phaodai/kernel/command.ts'
import type { Row } from '@phaodai/sync/protocol.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { sampleClock } from '../laboratory/laboratory.rules.ts'
import { register } from '../people/people.commands.ts'
import { shownName } from '../people/people.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { listDoors } from './assignments.store.ts'
import { refusalText } from './checks.problems.ts'
import { shows } from './checks.reads.ts'
import { listMembersOf, listShown } from './checks.store.ts'
import { flagFrail, recordMovement, recordVisit, unflagFrail, voidMovement, voidVisit } from './doors.commands.ts'
import { offlineVerbs } from './offline.rules.ts'
import { paceIn } from './pace.ts'
import type { Collection, Replicated } from './replica.contract.ts'
import * as store from './replica.store.ts'
import { readMessage } from './rollup.commands.ts'
import { pushRound, voidCheck } from './round.commands.ts'
import { identifySignal } from './signals.commands.ts'
import { stateOf } from './signals.rules.ts'
import { getTeam, listMembers } from './teams.store.ts'

/** The commands behind `offlineVerbs`; a run of checks goes through push-round together. */
const commands = [pushRound, voidCheck, recordMovement, voidMovement, flagFrail, unflagFrail, recordVisit, voidVisit, readMessage]
export const offline: ReadonlyMap<string, Operation> = new Map(
  ([...commands, identifySignal, register] as unknown as Operation[])
    .filter((o) => offlineVerbs.some((v) => v.verb === o.verb.name))
    .map((o) => [o.verb.name, o]),
)

/** Whose copy it is: teams of one commune, on a day. */
export interface Holder {
  communeId: number
  teamIds: readonly string[]
  day: string
  /** Oldest day that a phone keeps. */
  from: string
}
export const HELD_DAYS = 14
export const holderOf = (communeId: number, teamIds: readonly string[], day: string): Holder => ({
  ...{ communeId, teamIds, day },
  from: addDays(day, 1 - HELD_DAYS),
})

function doc<C extends Collection>(collection: C, id: string, body: Replicated[C] | null, day?: string): Row {
  const version = body === null ? '' : createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 16)
  return { collection, id, version, body, ...(day !== undefined && { day }) }
}

/** What goes with homes: the door, who lives there, two weeks of answers, frail people, movements, signals. */
export async function homeDocs(ctx: Ctx, h: Holder, homes: readonly string[]): Promise<Row[]> {
  if (homes.length === 0) return []
  const mine = new Set(homes)
  const doors = (await listDoors(ctx.db, h.communeId, h.teamIds, h.day)).filter((d) => mine.has(d.householdId))
  const people = Map.groupBy(await listMembersOf(ctx.db, h.communeId, homes), (p) => p.householdId)
  const rows: Row[] = []
  for (const { householdId, teamId, order, door, address, headName } of doors) {
    const members = people.get(householdId) ?? []
    ctx.touch(...members.map((p) => p.subjectId))
    const shown = members.map(({ subjectId, fullName, birthYear, sex, frail }) => {
      return { subjectId, name: shownName(ctx.actor.role, fullName), birthYear, sex, frail }
    })
    rows.push(doc('doors', householdId, { householdId, teamId, order, door }))
    rows.push(doc('households', householdId, { householdId, teamId, order, door, address, headName, people: shown }))
  }
  rows.push(...(await checkDocs(ctx, h, homes, h.from)), ...(await frailDocs(ctx, h, homes)))
  rows.push(...(await movementDocs(ctx, h, homes)), ...(await signalDocs(ctx, h, homes, [])))
  return rows
}

/** What homes answered, a document for each day since one. */
export async function checkDocs(ctx: Ctx, h: Holder, homes: readonly string[], since: string): Promise<Row[]> {
  if (homes.length === 0) return []
  const from = since > h.from ? since : h.from
  const versions = await listShown(ctx.db, h.communeId, homes, from, h.day)
  return [...Map.groupBy(versions, (v) => `${v.householdId}:${v.onDay}`)].map(([id, of]) => {
    const { householdId, onDay } = of[0]!
    const told = of.map(({ checkId, slot, answer, capturedAt, receivedAt, lateness, replaces, note, voided }) => ({
      ...{ checkId, slot, answer, capturedAt, receivedAt, lateness, replaces, note, voided },
    }))
    return doc('checks', id, { householdId, onDay, ...shows(of), versions: told }, onDay)
  })
}

export async function frailDocs(ctx: Ctx, h: Holder, homes: readonly string[]): Promise<Row[]> {
  const people = await store.listFrailOf(ctx.db, h.communeId, homes)
  if (people.length === 0) return []
  const visits = Map.groupBy(await store.listVisitsOf(ctx.db, h.communeId, homes, h.from), (v) => v.subjectId)
  return people.map(({ untilOn, reasons, ...f }) => {
    const seen = (visits.get(f.subjectId) ?? []).map(({ subjectId: _, complaints, ...v }) => ({
      ...v,
      complaints: complaints as Replicated['frail']['visits'][number]['complaints'],
    }))
    const body = { ...f, reasons: reasons as Replicated['frail']['reasons'], visits: seen }
    return doc('frail', `${f.householdId}:${f.frailId}`, untilOn === null ? body : null)
  })
}

export async function movementDocs(ctx: Ctx, h: Holder, homes: readonly string[]): Promise<Row[]> {
  if (homes.length === 0) return []
  return (await store.listMovementsOf(ctx.db, h.communeId, homes, h.from)).map(({ fullName, ...m }) => {
    const name = fullName === null ? null : shownName(ctx.actor.role, fullName)
    return doc('movements', `${m.householdId}:${m.movementId}`, { ...m, name }, m.onDay)
  })
}

/** Signals of homes, those that the teams heard themselves, or, where `ids` are given, those named if they are of either. */
export async function signalDocs(
  ctx: Ctx,
  h: Holder,
  homes: readonly string[],
  ids: readonly string[],
  heard = false,
): Promise<Row[]> {
  const all = await store.listSignalsOf(ctx.db, h.communeId, { homes, heardBy: heard ? h.teamIds : [], ids, from: h.from })
  const mine = new Set(homes)
  const rows = ids.length === 0 ? all : all.filter((s) => mine.has(s.householdId ?? '') || h.teamIds.includes(s.teamId ?? ''))
  if (rows.length === 0) return []
  const rules = await rulesFor(ctx.db, 'covid19')
  const later = (at: string | null, hours: number | null | undefined) =>
    at === null || hours == null ? null : new Date(Date.parse(at) + hours * 3_600_000).toISOString()
  return rows.map((s) => {
    const id = `${s.householdId ?? '-'}:${s.signalId}`
    if (s.voidedAt) return doc('signals', id, null)
    if (s.subjectId) ctx.touch(s.subjectId)
    const state = stateOf(s)
    const pack = rules.on(localDay(s.receivedAt))
    const waits =
      state === 'to-order' || state === 'to-identify' ? later(s.receivedAt, sampleClock(pack, 'symptom')?.hours) : null
    const dueAt = state === 'sampled' ? later(s.sampledAt, paceIn(pack).resultHours) : state === 'ordered' ? s.sampleDueAt : waits
    return doc(
      'signals',
      id,
      {
        ...{
          signalId: s.signalId,
          checkId: s.checkId,
          householdId: s.householdId,
          subjectId: s.subjectId,
          source: s.source,
          other: s.other,
        },
        name: s.fullName === null ? s.who : shownName(ctx.actor.role, s.fullName),
        kinds: s.kinds as Replicated['signals']['kinds'],
        ...{ sinceOn: s.sinceOn, onDay: s.onDay, slot: s.slot, notedAt: s.notedAt, state, dueAt, orderedAt: s.orderedAt },
        ...{ sampledAt: s.sampledAt, result: s.resultValue, resultAt: s.resultAt, closeReason: s.closeReason },
      },
      s.onDay,
    )
  })
}

/** The teams themselves, and the rhythm that the rules in force ask for. Few and small: compared as a whole. */
export async function frameDocs(ctx: Ctx, h: Holder): Promise<Row[]> {
  const rows: Row[] = []
  for (const teamId of h.teamIds) {
    const { code, name, communeId, hamletId } = await getTeam(ctx.db, teamId)
    const members = (await listMembers(ctx.db, communeId, teamId))
      .filter((m) => m.untilOn === null || m.untilOn > h.day)
      .map(({ memberId, name, isLead }) => ({ memberId, name, isLead }))
    rows.push(doc('teams', teamId, { teamId, code, name, communeId, hamletId, members }))
  }
  const rules = await rulesFor(ctx.db, 'covid19')
  const spans: Replicated['pace']['spans'] = []
  for (let day = h.from; day <= addDays(h.day, 3); day = addDays(day, 1)) {
    const { hours, backDays, frail } = paceIn(rules.on(day))
    const last = spans.at(-1)
    const same = last && JSON.stringify([last.hours, last.backDays, last.frail]) === JSON.stringify([hours, backDays, frail])
    if (same) last.until = day
    else spans.push({ from: day, until: day, hours, backDays, frail })
  }
  rows.push(doc('pace', rules.disease, { disease: rules.disease, spans }))
  return rows
}

export async function messageDocs(ctx: Ctx, h: Holder, ids: readonly string[] | null): Promise<Row[]> {
  const rows = await store.listMessagesOf(ctx.db, h.communeId, h.teamIds, h.from, ids)
  return rows.map((m) => doc('messages', m.messageId, m, m.day))
}

/** Checks that this member sent and the server refused. */
export async function refusedCheckDocs(ctx: Ctx, h: Holder): Promise<Row[]> {
  const rows = await store.listRefusedOf(ctx.db, h.communeId, ctx.actor.accountId, `${h.from}T00:00:00+07:00`)
  return rows.map(({ checkId, details, reason, ...r }) => {
    const opId = /^[0-9a-f-]{36}$/i.test(checkId ?? '') ? checkId : null
    const words = refusalText(reason as never, details)
    return doc('refused', r.refusedId, { ...r, opId, verb: 'checks.push-round', reason, words })
  })
}
export { doc as replicaDoc }
