import { createHash } from 'node:crypto'
import { localDay } from '@phaodai/kernel/clock.ts'
import type { Ctx, Operation } from '@phaodai/kernel/command.ts'
import { COLUMNS_FROM, PACKED_FROM, PAGES_FROM, type Row } from '@phaodai/sync/protocol.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { sampleClock } from '../laboratory/laboratory.rules.ts'
import { register } from '../people/people.commands.ts'
import { shownName } from '../people/people.rules.ts'
import { type Rules, rulesFor } from '../policy/policy.reading.ts'
import { refusalText } from './checks.problems.ts'
import { listMembersOf } from './checks.store.ts'
import {
  flagFrail,
  movementAsSaid,
  recordMovement,
  recordVisit,
  unflagFrail,
  visitAsSaid,
  voidMovement,
  voidVisit,
} from './doors.commands.ts'
import { offlineVerbs } from './offline.rules.ts'
import { paceIn } from './pace.ts'
import {
  answersIn,
  checksOf,
  inLists,
  type PackedColumns,
  type PackedHome,
  packAnswers,
  packHome,
  unpackHome,
} from './packed.rules.ts'
import { packPage } from './pages.ts'
import type { Collection, Replicated } from './replica.contract.ts'
import * as store from './replica.store.ts'
import { readMessage } from './rollup.commands.ts'
import { pushRound, voidCheck } from './round.commands.ts'
import { identifySignal } from './signals.commands.ts'
import { stateOf } from './signals.rules.ts'
import { getTeam, listMembers, type TeamFact } from './teams.store.ts'

/** The commands behind `offlineVerbs`; a run of checks goes through push-round together. */
const commands = [pushRound, voidCheck, recordMovement, voidMovement, flagFrail, unflagFrail, recordVisit, voidVisit, readMessage]
export const offline: ReadonlyMap<string, Operation> = new Map(
  ([...commands, identifySignal, register] as unknown as Operation[])
    .filter((o) => offlineVerbs.some((v) => v.verb === o.verb.name))
    .map((o) => [o.verb.name, o]),
)
/** What a person does in their place who has looked at the day of refused work, and it is that one. */
export const dayAsSaid: ReadonlyMap<string, Operation> = new Map(
  ([movementAsSaid, visitAsSaid] as unknown as Operation[]).map((o) => [o.verb.name, o]),
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

const hashOf = (body: unknown): string =>
  body === null ? '' : createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 16)
/** A document of a phone's copy; the version is of what it says. */
export const documentOf = (collection: string, id: string, body: Record<string, unknown> | null, day?: string): Row => ({
  ...{ collection, id, version: hashOf(body), body },
  ...(day !== undefined && { day }),
})
const doc = <C extends Collection>(collection: C, id: string, body: Replicated[C] | null, day?: string): Row =>
  documentOf(collection, id, body, day)
const versioned = (row: Row): Row => (row.version === '' ? { ...row, version: hashOf(row.body) } : row)

/** What goes with homes: the door, who lives there, two weeks of answers, frail people, movements, signals. `gone`: what of it has ended. */
interface WholeHomes {
  homes: [string, PackedHome][]
  aging: PackedColumns
  /** The last day of the answers; null: there are none. */
  lastOn: string | null
  gone: Row[]
}

async function wholeHomes(
  ctx: Ctx,
  h: Holder,
  homes: readonly string[],
  held: Promise<store.HomeHeld[]> | readonly store.HomeHeld[],
): Promise<() => WholeHomes> {
  const [doors, members, answers, frail, moved, heard] = await Promise.all([
    held,
    listMembersOf(ctx.db, h.communeId, homes),
    store.listColumns(ctx.db, h.communeId, homes, h.from, h.day),
    frailDocs(ctx, h, homes),
    movementDocs(ctx, h, homes),
    signalDocs(ctx, h, homes, []),
  ])
  ctx.touch(...members.map((p) => p.subjectId))
  return () => {
    const people = Map.groupBy(members, (p) => p.householdId)
    const byHome = Map.groupBy(frail, (r) => (r.body ? r.id.slice(0, r.id.indexOf(':')) : ''))
    const dated = [...moved, ...heard]
    return {
      homes: doors.map(({ householdId, ...door }) => [
        householdId,
        {
          ...door,
          people: (people.get(householdId) ?? []).map((p) => [
            ...([p.subjectId, shownName(ctx.actor.role, p.fullName), p.birthYear, p.sex, p.frail] as const),
          ]),
          others: byHome.get(householdId) ?? [],
        },
      ]),
      aging: { ...answers.columns, others: dated.filter((r) => r.body) },
      lastOn: answers.lastOn,
      gone: [...(byHome.get('') ?? []), ...dated.filter((r) => !r.body)],
    }
  }
}
/** Packed for a phone that knows columns, a row or two for each home. */
const byColumns = ({ homes, aging, lastOn }: WholeHomes): Row[] => [
  ...homes.flatMap(([id, home]) => packHome(id, home)),
  ...packAnswers(aging, lastOn),
]

/**
 * Homes for a full fetch, in the words of the phone's version of the protocol: three rows in all, a few each, or a document for each thing. All is read
 * when it resolves; the rows are made when they are asked for.
 */
export async function fetchedHomes(ctx: Ctx, h: Holder, held: readonly store.HomeHeld[], protocol: number): Promise<() => Row[]> {
  if (held.length === 0) return () => []
  const ids = held.map((home) => home.householdId)
  const whole = await wholeHomes(ctx, h, ids, held)
  if (protocol >= PAGES_FROM) return () => packPage(whole())
  const rows = () => byColumns(whole())
  if (protocol >= COLUMNS_FROM) return rows
  return () => (protocol >= PACKED_FROM ? rows().flatMap(inLists) : documentsOf(rows()))
}

/** Homes that changed: a document for each thing. */
export async function homeDocs(ctx: Ctx, h: Holder, homes: readonly string[]): Promise<Row[]> {
  if (homes.length === 0) return []
  const asked = store.listHomesHeld(ctx.db, h.communeId, h.teamIds, h.day, homes)
  const whole = (await wholeHomes(ctx, h, homes, asked))()
  // one may have been given away since they were named
  const held = new Set((await asked).map((home) => home.householdId))
  return [...documentsOf(byColumns(whole)).filter((r) => held.has(r.id.split(':')[0]!)), ...whole.gone]
}
const documentsOf = (rows: readonly Row[]): Row[] => rows.flatMap((r) => unpackHome(r) ?? [r]).map(versioned)

/** What homes answered, a document for each day since one. */
export async function checkDocs(ctx: Ctx, h: Holder, homes: readonly string[], since: string): Promise<Row[]> {
  if (homes.length === 0) return []
  const from = since > h.from ? since : h.from
  const { columns } = await store.listColumns(ctx.db, h.communeId, homes, from, h.day)
  return answersIn(columns).flatMap(([householdId, checks]) => checksOf(householdId, from, checks).map(versioned))
}

export async function frailDocs(ctx: Ctx, h: Holder, homes: readonly string[]): Promise<Row[]> {
  if (homes.length === 0) return []
  const [people, all] = await Promise.all([
    store.listFrailOf(ctx.db, h.communeId, homes),
    store.listVisitsOf(ctx.db, h.communeId, homes, h.from),
  ])
  const visits = Map.groupBy(all, (v) => v.subjectId)
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

/**
 * Signals of homes, with `heard` those that the teams heard of somebody without a home, or, where `ids` are given, those named if they are of either. A
 * signal goes with its home to the team that has it now.
 */
export async function signalDocs(
  ctx: Ctx,
  h: Holder,
  homes: readonly string[],
  ids: readonly string[],
  heard = false,
): Promise<Row[]> {
  const all = await store.listSignalsOf(ctx.db, h.communeId, { homes, heardBy: heard ? h.teamIds : [], ids, from: h.from })
  const mine = new Set(homes)
  const rows = all.filter((s) => (s.householdId ? mine.has(s.householdId) : h.teamIds.includes(s.teamId ?? '')))
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
        ...{
          sinceOn: s.sinceOn,
          ...(s.sinceSaid !== null && { sinceSaid: s.sinceSaid }),
          onDay: s.onDay,
          slot: s.slot,
          notedAt: s.notedAt,
          state,
          dueAt,
          orderedAt: s.orderedAt,
        },
        ...{ sampledAt: s.sampledAt, result: s.resultValue, resultAt: s.resultAt, closeReason: s.closeReason },
      },
      s.onDay,
    )
  })
}

/**
 * The teams themselves, and the rhythm that the rules in force ask for. Few and small: compared as a whole. All is read when it resolves; the rows are made
 * when they are asked for.
 */
export async function frameDocs(ctx: Ctx, h: Holder): Promise<{ rows: () => Row[]; teams: TeamFact[] }> {
  const [rules, ...seen] = await Promise.all([
    rulesFor(ctx.db, 'covid19'),
    ...h.teamIds.map((teamId) => Promise.all([getTeam(ctx.db, teamId), listMembers(ctx.db, h.communeId, teamId)])),
  ])
  const teamRows = () =>
    seen.map(([{ teamId, code, name, communeId, hamletId }, all]) => {
      const members = all
        .filter((m) => m.untilOn === null || m.untilOn > h.day)
        .map(({ memberId, name, isLead }) => ({ memberId, name, isLead }))
      return doc('teams', teamId, { teamId, code, name, communeId, hamletId, members })
    })
  return { rows: () => [...teamRows(), paceDoc(rules, h)], teams: seen.map(([team]) => team) }
}

function paceDoc(rules: Rules, h: Holder): Row {
  const spans: Replicated['pace']['spans'] = []
  for (let day = h.from; day <= addDays(h.day, 3); day = addDays(day, 1)) {
    const { hours, backDays, frail } = paceIn(rules.on(day))
    const last = spans.at(-1)
    const same = last && JSON.stringify([last.hours, last.backDays, last.frail]) === JSON.stringify([hours, backDays, frail])
    if (same) last.until = day
    else spans.push({ from: day, until: day, hours, backDays, frail })
  }
  return doc('pace', rules.disease, { disease: rules.disease, spans })
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
