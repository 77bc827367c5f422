import { change } from '@phaodai/kernel/change.ts'
import type { Ctx } from '@phaodai/kernel/command.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { rulesStamp } from '../policy/policy.reading.ts'
import {
  type HouseholdHistory,
  listHistory,
  listOwn,
  lockCommuneShared,
  lockOwnTeams,
  lockTeamsAbove,
  type OwnHomes,
  type OwnTeam,
  type Slots,
} from './assignments.store.ts'
import type { Check } from './checks.contract.ts'
import { type Assignment, figuresOf, noFigures, type SlotFigures, teamOn } from './checks.rules.ts'
import * as store from './checks.store.ts'
import { correctedReason, followUp } from './following.ts'
import { type Around, type Home, type Judged, judge, type Known, keyOf, sameSaid } from './judging.rules.ts'
import { paceFor } from './pace.ts'
import { widely } from './recount.ts'
import { insertSignals, type NewSignal } from './signals.store.ts'
import { adding, recountSlots, type SlotDelta } from './summaries.store.ts'

export interface Taken {
  judged: Judged[]
  /** Signals made. */
  signals: number
  /** The sender's team, where it is but one. */
  teamId: string | null
}
type Accepted = Extract<Judged, { check: Check }>
const accepted = (j: Judged): j is Accepted => 'check' in j
type Versions = ReadonlyMap<string, readonly Known[]>
const FIGURES = Object.keys(noFigures()) as (keyof SlotFigures)[]
type Homes = Map<string, Home & { history: Assignment[] }>
/** The sender's own teams; null: an officer, for any team. */
type Own = ReadonlyMap<string, OwnTeam> | null

/**
 * Takes checks of one commune in: judged one by one, written in batches, the figures of their teams brought up to date, signals made. All
 * in the caller's transaction. An officer's checks count for the team that has the household.
 * @param first of askFirst()
 * @param looked a person has looked at them: how many days back they are of does not matter; `since`: nor since when symptoms are said to be
 */
export async function takeChecks(
  ctx: Ctx,
  communeId: number,
  disease: string,
  checks: readonly Check[],
  first: First,
  looked: { since: boolean } | null = null,
): Promise<Taken> {
  const [own, pace] = await Promise.all([ownTeams(ctx, communeId, first.teams), paceFor(ctx, disease, first.stamp)])
  const homes = await loadHomes(ctx, communeId, checks, own, first.homes)
  const around: Around = {
    receivedAt: ctx.now,
    homes,
    versions: await loadVersions(ctx, communeId, checks, homes, own, first.begun),
    residents: new Set(first.residents.flatMap((r) => (r.communeId === communeId ? r.subjectId : []))),
    hours: (day) => pace.on(day).hours,
    backDays: (day) => (looked ? null : pace.on(day).backDays),
    mine: ownOn(own),
    sinceAsSaid: looked?.since === true,
  }
  const before = new Map(around.versions)
  const judged = checks.map((check) => judge(check, around))
  await writeChecks(ctx, communeId, judged, before, around.versions)
  const stood = judged.filter(accepted)
  const signals = await makeSignals(ctx, communeId, pace.disease, stood, around.versions)
  return { judged, signals, teamId: own?.size === 1 ? [...own.keys()][0]! : null }
}

/** A member may record for the days up to the one on which they left. */
function ownOn(own: Own): Around['mine'] {
  if (!own) return () => null
  const known = new Map<string, ReadonlySet<string>>()
  return (day) => {
    if (!known.has(day))
      known.set(
        day,
        new Set([...own.values()].flatMap(({ teamId, leftOn }) => (leftOn === null || leftOn >= day ? [teamId] : []))),
      )
    return known.get(day)!
  }
}

/** What a round asks in any case: its sender's teams, held, with their homes and slots begun; where whom it names lives; which rules are loaded. */
export interface First {
  residents: { communeId: number; subjectId: string }[]
  teams: OwnTeam[]
  homes: OwnHomes[]
  begun: Slots[]
  stamp: string
}

/**
 * Nobody gives homes away, and nobody else writes for the acting post's own teams, until the transaction ends. What is read with it, behind the
 * locks in the same round trip: the homes of those teams, and their slots of these days in which somebody was asked. Nothing for a post without a team.
 */
export async function askFirst(db: Db, checks: readonly Check[]): Promise<First> {
  const days = checks.map((c) => c.onDay)
  const named = [...new Set(checks.flatMap((c) => c.symptoms?.flatMap((s) => s.subjectId ?? []) ?? []))]
  const [teams, { homes, begun }, stamp, residents] = await Promise.all([
    lockOwnTeams(db),
    listOwn(db, days),
    rulesStamp(db),
    named.length === 0 ? [] : store.listResidents(db, named),
  ])
  return { teams, homes, begun, stamp, residents }
}

/** The sender's own teams. Where it has none, the commune is to be held yet. */
async function ownTeams(ctx: Ctx, communeId: number, teams: readonly OwnTeam[]): Promise<Own> {
  if (ctx.actor.role !== 'team' || teams.length === 0) await lockCommuneShared(ctx.db, communeId)
  // who came back after leaving is a member as long as the last time lasts
  return ctx.actor.role === 'team' ? new Map(teams.map((m) => [m.teamId, m])) : null
}

/** The homes that the checks are of, with the teams they have had. A team's own list is one range of rows; what it does not hold is looked up. */
async function loadHomes(
  ctx: Ctx,
  communeId: number,
  checks: readonly Check[],
  own: Own,
  mine: readonly OwnHomes[],
): Promise<Homes> {
  const homes: Homes = new Map()
  const named = new Set(checks.map((c) => c.householdId))
  const put = (id: string, hamletId: number, had: Assignment | null) => {
    const home = homes.get(id)
    if (!home) homes.set(id, { hamletId, history: had ? [had] : [] })
    else if (had) home.history.push(had)
  }
  for (const { householdIds, hamletId, ...had } of mine) for (const id of householdIds) if (named.has(id)) put(id, hamletId, had)
  const others = checks.filter((c) => teamOn(homes.get(c.householdId)?.history ?? [], c.onDay) === null)
  const ids = [...new Set(others.map((c) => c.householdId))]
  if (ids.length === 0) return homes
  for (const id of ids) homes.delete(id)
  for (const r of await listHistory(ctx.db, communeId, ids)) put(r.householdId, r.hamletId, assignmentIn(r))
  const teams = new Set([...homes.values()].flatMap((h) => h.history.map((a) => a.teamId)).filter((id) => !own?.has(id)))
  const held = Math.max(...[...(own?.values() ?? [])].map((t) => t.key))
  if (teams.size > 0 && (await lockTeamsAbove(ctx.db, [...teams], held)) === 'held elsewhere') throw new Lost()
  return homes
}

/** Another transaction holds what this one may not wait for: it is run anew. */
class Lost extends Error {
  // lock_not_available
  readonly code = '55P03'
}

const assignmentIn = ({ teamId, fromOn, untilOn }: HouseholdHistory): Assignment | null =>
  teamId && fromOn ? { teamId, fromOn, untilOn } : null

/** Versions that stand beside the new ones. Where nobody has been asked yet in a slot of one's own team there are none to look for. */
async function loadVersions(
  ctx: Ctx,
  communeId: number,
  checks: readonly Check[],
  homes: Homes,
  own: Own,
  begun: readonly Slots[],
): Promise<Map<string, Known[]>> {
  const asked = checks.filter(({ householdId, onDay, slot }) => {
    const teamId = teamOn(homes.get(householdId)?.history ?? [], onDay)
    return !teamId || !own?.has(teamId) || begun.some((s) => s.slot === slot && s.onDay === onDay && s.teamId === teamId)
  })
  if (asked.length === 0) return new Map()
  const households = [...new Set(asked.map((c) => c.householdId))]
  const days = asked.map((c) => c.onDay)
  return Map.groupBy(await store.listVersions(ctx.db, communeId, households, days), keyOf)
}

/**
 * Writes what was accepted, adds it to the figures and tells the phones: with the commit, where nothing else reads it. Ids are taken to be new,
 * for repeats are known before; where one was there all the same (an attempt failed by it) the judgement is changed in place, to a repeat or an
 * id of other content, and the figures of those slots are counted anew.
 */
async function writeChecks(ctx: Ctx, communeId: number, judged: Judged[], before: Versions, after: Versions): Promise<void> {
  const by = { at: ctx.now, accountId: ctx.actor.accountId, postId: ctx.actor.postId, opId: ctx.opId }
  const taken = judged.filter(accepted)
  if (taken.length === 0) return
  const rows = taken.map(({ check: c, hamletId, teamId, capturedAt, lateness }): store.NewCheck => {
    const { checkId, householdId, onDay, slot, answer, replaces = null, note } = c
    return { checkId, householdId, hamletId, teamId, onDay, slot, answer, replaces, note: note || null, capturedAt, lateness }
  })
  const homes = rows.map((r) => r.householdId)
  const told = change(
    communeId,
    'checks',
    homes,
    rows.reduce((first, r) => (r.onDay < first ? r.onDay : first), rows[0]!.onDay),
  )
  const figures = adding(communeId, deltasOf(taken, before, after), byAnswer(taken, 1), ctx.now)
  if (!ctx.collided) {
    const written = store.inserts(communeId, rows, by)
    if (ctx.actor.hamletId === 0 && !taken.some((j) => corrects(j, after))) {
      for (const s of [...written, figures, told]) ctx.last(s)
      return
    }
    await Promise.all([...written.map((s) => ctx.db.run(s)), widely(ctx, () => ctx.db.run(figures)), ctx.db.run(told)])
    return
  }
  const [fresh] = await Promise.all([
    store.insertChecks(ctx.db, communeId, rows, by),
    widely(ctx, () => ctx.db.run(figures)),
    ctx.db.run(told),
  ])
  if (fresh.length === rows.length) return
  const written = new Set(fresh.map((w) => w.checkId))
  const missing = rows.map((r) => r.checkId).filter((id) => !written.has(id))
  const there = new Map((await store.listById(ctx.db, communeId, missing)).map((c) => [c.checkId, c]))
  const gone: Accepted[] = []
  for (const [i, j] of judged.entries()) {
    if (!accepted(j) || written.delete(j.check.checkId)) continue
    const same = there.get(j.check.checkId)
    gone.push(j)
    judged[i] = same && sameSaid(same, j.check) ? { outcome: 'duplicate' } : { outcome: 'refused', reason: 'id-used' }
  }
  const slots = gone.flatMap(({ countsFor, check }) =>
    countsFor ? [{ teamId: countsFor, onDay: check.onDay, slot: check.slot }] : [],
  )
  const distinct = [...new Map(slots.map((s) => [`${s.teamId} ${s.onDay} ${s.slot}`, s])).values()]
  await widely(ctx, () =>
    Promise.all([ctx.db.run(adding(communeId, [], byAnswer(gone, -1), ctx.now)), recountSlots(ctx.db, communeId, distinct)]),
  )
}

const byAnswer = (of: readonly Accepted[], sign: 1 | -1) =>
  [...Map.groupBy(of, (j) => j.check.answer)].map(([answer, same]) => ({ answer, n: sign * same.length }))

/** What each household shows now and did not show before, added up by the slots of teams. */
function deltasOf(stood: readonly Accepted[], before: Versions, after: Versions): SlotDelta[] {
  const deltas: SlotDelta[] = []
  const done = new Set<string>()
  for (const { countsFor, check, key } of stood) {
    if (!countsFor || done.has(key)) continue
    done.add(key)
    const { onDay, slot } = check
    const known = deltas.find((d) => d.slot === slot && d.onDay === onDay && d.teamId === countsFor)
    const delta = known ?? { teamId: countsFor, onDay, slot, ...noFigures() }
    if (!known) deltas.push(delta)
    const had = before.get(key)
    const is = figuresOf(after.get(key)!)
    const was = had ? figuresOf(had) : null
    for (const k of FIGURES) delta[k] += is[k] - (was ? was[k] : 0)
  }
  return deltas
}

/** Whether it corrects another, or one that came before corrects it. */
const corrects = (j: Accepted, after: Versions): boolean =>
  Boolean(j.check.replaces) || after.get(j.key)!.some((v) => v.replaces === j.check.checkId && !v.voided)

async function makeSignals(
  ctx: Ctx,
  communeId: number,
  disease: string,
  stood: readonly Accepted[],
  versions: Around['versions'],
): Promise<number> {
  const made: NewSignal[] = stood.flatMap((j) =>
    (j.check.symptoms ?? []).map((s, i) => ({
      ...{ signalId: s.signalId, hamletId: j.hamletId, householdId: j.check.householdId, teamId: j.countsFor ?? j.teamId },
      ...{ checkId: j.check.checkId, visitId: null, source: 'team' as const, subjectId: s.subjectId ?? null, who: s.who || null },
      ...{ kinds: s.kinds, other: s.other || null, ...j.firstDays[i]! },
      ...{ onDay: j.check.onDay, slot: j.check.slot, notedAt: j.capturedAt },
    })),
  )
  if (made.length > 0) {
    await Promise.all([
      insertSignals(ctx.db, communeId, disease, made, { at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId }),
      followUp.made(ctx, communeId, disease, made),
    ])
  }
  // a correction may arrive before what it corrects
  const gone = stood.flatMap((j) => [
    ...(j.check.replaces ? [j.check.replaces] : []),
    ...(versions.get(j.key)?.some((v) => v.replaces === j.check.checkId && !v.voided) ? [j.check.checkId] : []),
  ])
  for (const checkId of new Set(gone)) await followUp.voided(ctx, communeId, { checkId, visitId: null }, correctedReason)
  return made.length
}
