import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { type Row, spoken } from '@phaodai/sync/protocol.ts'
import type { z } from 'zod'
import * as replica from '../checks/checks.sync.ts'
import { widely } from '../checks/recount.ts'
import { type HomeAssigned, listHeld, listHomesOf, listTurned } from '../checks/replica.store.ts'
import { listOwnTeams } from '../checks/teams.store.ts'
import { ownTeamsOf } from '../checks/whose.ts'
import { taskDocs } from '../directives/directives.sync.ts'
import { wallClock } from '../identity/identity.signin.ts'
import { inspectionDocs } from '../inspections/inspections.sync.ts'
import { type ChangeRow, getInstance, listChanges } from './changes.store.ts'
import { contact, ownOf, shiftOf } from './contact.ts'
import { type Cursor, goesOn, readCursor, writeCursor } from './cursor.ts'
import * as contract from './devices.contract.ts'
import { findDevice } from './devices.store.ts'
import { listRefusedOf } from './refused.store.ts'
import { wordsOf } from './refused.ts'

/** Homes of one page of a full fetch. */
const PAGE = 100

/** What is read whatever there is to fetch; the homes where all of them come. */
async function askedFirst(db: Db, { deviceId, cursor }: z.output<typeof contract.pull.input>) {
  const had = readCursor(cursor)
  const [device, memberships, instance, homes] = await Promise.all([
    findDevice(db, deviceId),
    listOwnTeams(db, null),
    getInstance(db),
    had === null || had.h !== undefined ? listHomesOf(db) : null,
  ])
  return { device, memberships, instance, homes }
}

interface Coming extends Pick<Cursor, 's' | 'd'> {
  /** Made when asked for, out of what has been read. */
  rows: () => Row[]
  /** Beginnings of ids that leave the phone. */
  purge: string[]
  /** Where more homes follow: the last one of this page. */
  h?: string | undefined
}

/** What a member's phone holds, from its cursor on: what changed, what goes, and the manifest of what is its to hold. */
export const pull = read(contract.pull, askedFirst, async (ctx, { protocol, cursor, unsent }, first) => {
  const { epoch, mode, snapshot } = first.instance
  const device = ownOf(ctx, first.device)
  const own = ownTeamsOf(ctx, first.memberships)
  const teamIds = (own ?? []).sort()
  const holder = replica.holderOf(device.communeId, teamIds, ctx.today)
  const wall = Date.parse(wallClock())
  const had = readCursor(cursor)
  const teams = teamIds.join()
  const goes = goesOn(had, epoch, teams, wall)
  // alone: what travels with it would be read across hamlets as well
  const news = goes && had.h === undefined ? await widely(ctx, () => listChanges(ctx.db, holder.communeId, teamIds, had.s)) : null
  const homes = first.homes ?? (goes ? [] : await listHomesOf(ctx.db))
  const [lease, teamFrame, tasks, visits, coming] = await Promise.all([
    contact(ctx, device, { unsent, protocol, pushed: false }),
    replica.frameDocs(ctx, holder),
    taskDocs(ctx, own),
    inspectionDocs(ctx),
    news ? changesSince(ctx, holder, had!, news) : wholePage(ctx, holder, goes ? had : null, snapshot, protocol, homes),
  ])
  return () => {
    const frame = [...teamFrame.rows(), ...tasks, ...visits]
    const frameVersion = frame.map((r) => r.version).join()
    const { purge, s, d, h } = coming
    const rows = coming.rows()
    // small documents: those that say something else than last time
    const known = new Set(goes ? had.f.split(',') : [])
    if (!goes || had.h === undefined) rows.push(...frame.filter((r) => !known.has(r.version)))
    const next: Cursor = { e: epoch, s, t: teams, f: frameVersion, d, a: wall, ...(h !== undefined && { h }) }
    return {
      ...{ protocol: spoken(protocol), epoch, cursor: writeCursor(next), reset: !goes, more: h !== undefined },
      ...{ serverTime: ctx.now, shiftMs: shiftOf(ctx), rows, purge },
      manifest: {
        ...lease,
        ...{ version: `${teams}|${ctx.actor.role}`, role: ctx.actor.role, communeId: holder.communeId, keepFrom: holder.from },
        ...{ accountId: ctx.actor.accountId, mode, today: ctx.today },
        teams: teamFrame.teams.map(({ teamId, code, name, communeId, hamletId }) => ({
          teamId,
          code,
          name,
          communeId,
          hamletId,
        })),
      },
    }
  }
})

/** A page of a full fetch. Changes made while the pages are fetched come again afterwards: the first page's snapshot is what the cursor keeps. */
async function wholePage(
  ctx: Ctx,
  h: replica.Holder,
  had: Cursor | null,
  snapshot: string,
  protocol: number,
  assigned: readonly HomeAssigned[],
): Promise<Coming> {
  const holds = ({ teamId, fromOn, untilOn }: HomeAssigned) =>
    h.teamIds.includes(teamId) && fromOn <= h.day && (untilOn === null || untilOn > h.day)
  const homes = assigned.filter(holds).map(({ fromOn: _, untilOn: __, ...home }) => home)
  const left = homes
    .map((home) => home.householdId)
    .sort()
    .filter((id) => id > (had?.h ?? ''))
  const page = new Set(left.slice(0, PAGE))
  const [held, whole] = await Promise.all([
    replica.fetchedHomes(
      ctx,
      h,
      homes.filter((home) => page.has(home.householdId)),
      protocol,
    ),
    had ? [] : wholeDocs(ctx, h),
  ])
  const until = left.length > PAGE ? left[PAGE - 1] : undefined
  return { rows: () => [...held(), ...whole], purge: [], s: had?.s ?? snapshot, d: had?.d ?? ctx.today, h: until }
}

/** What belongs to the teams or the member and to no home. */
async function wholeDocs(ctx: Ctx, h: replica.Holder): Promise<Row[]> {
  if (h.teamIds.length === 0) return refusedDocs(ctx, h)
  const all = await Promise.all([
    replica.messageDocs(ctx, h, null),
    // what the teams heard of somebody without a home
    replica.signalDocs(ctx, h, [], [], true),
    refusedDocs(ctx, h),
  ])
  return all.flat()
}

async function refusedDocs(ctx: Ctx, h: replica.Holder): Promise<Row[]> {
  const from = `${h.from}T00:00:00+07:00`
  const [checks, rows] = await Promise.all([replica.refusedCheckDocs(ctx, h), listRefusedOf(ctx.db, ctx.actor.accountId, from)])
  const others = rows.map(({ refusedId, opId, verb, reason, details, receivedAt, settledHow, settleReason }) =>
    replica.replicaDoc('refused', refusedId, {
      ...{ refusedId, opId, verb, reason, words: wordsOf(reason, details), receivedAt, settledHow, settleReason },
    }),
  )
  return [...checks, ...others]
}

async function changesSince(
  ctx: Ctx,
  h: replica.Holder,
  had: Cursor,
  { snapshot, changes }: Awaited<ReturnType<typeof listChanges>>,
): Promise<Coming> {
  const of = (kind: ChangeRow['kind']) => changes.filter((c) => c.kind === kind)
  const ids = (kind: ChangeRow['kind']) => of(kind).map((c) => c.id)
  const turned = had.d < h.day ? (await listTurned(ctx.db, h.communeId, h.teamIds, had.d, h.day)).map((t) => t.householdId) : []
  const asked = [...new Set([...changes.flatMap((c) => (isOfHome(c) ? [c.id] : [])), ...turned])]
  const known = asked.length === 0 ? [] : await listHeld(ctx.db, h.communeId, h.teamIds, h.day, asked)
  const held = new Set(known.filter((k) => k.held).map((k) => k.householdId))
  const whole = new Set([...ids('homes'), ...turned].filter((id) => held.has(id)))
  const some = (kind: ChangeRow['kind']) => of(kind).filter((c) => held.has(c.id) && !whole.has(c.id))
  const idsOf = (rows: readonly ChangeRow[]) => rows.map((c) => c.id)
  const all = await Promise.all([
    replica.homeDocs(ctx, h, [...whole]),
    ...[...Map.groupBy(some('checks'), (c) => c.since ?? h.from)].map(([since, at]) =>
      replica.checkDocs(ctx, h, idsOf(at), since),
    ),
    replica.frailDocs(ctx, h, idsOf(some('frail'))),
    replica.movementDocs(ctx, h, idsOf(some('movements'))),
    changedSignals(ctx, h, ids('signals')),
    ids('messages').length > 0 ? replica.messageDocs(ctx, h, ids('messages')) : [],
    ids('refusals').includes(ctx.actor.accountId) ? refusedDocs(ctx, h) : [],
  ])
  return { rows: () => all.flat(), purge: known.filter((k) => !k.held).map((k) => k.householdId), s: snapshot, d: ctx.today }
}

async function changedSignals(ctx: Ctx, h: replica.Holder, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const mine = (await listHeld(ctx.db, h.communeId, h.teamIds, h.day, null)).flatMap((k) => (k.held ? [k.householdId] : []))
  const named = new Set(ids)
  const rows = (await replica.signalDocs(ctx, h, mine, ids)).filter((r) => named.has(r.id.split(':')[1]!))
  // one whose person was named since goes with their home from now on
  const homeless = new Set(rows.map((r) => r.id))
  const found = ids.filter((id) => !homeless.has(`-:${id}`)).map((id) => replica.replicaDoc('signals', `-:${id}`, null))
  return [...rows, ...found]
}
const isOfHome = (c: ChangeRow): boolean => ['homes', 'checks', 'frail', 'movements'].includes(c.kind)
