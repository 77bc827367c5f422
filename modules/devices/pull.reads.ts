import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { type Row, spoken } from '@phaodai/sync/protocol.ts'
import * as replica from '../checks/checks.sync.ts'
import { widely } from '../checks/recount.ts'
import { listHeld, listTurned } from '../checks/replica.store.ts'
import { getTeam } from '../checks/teams.store.ts'
import { ownTeams } from '../checks/whose.ts'
import { wallClock } from '../identity/identity.signin.ts'
import { type ChangeRow, currentSnapshot, getInstance, listChanges } from './changes.store.ts'
import { contact, ownDevice, shiftOf } from './contact.ts'
import { type Cursor, goesOn, readCursor, writeCursor } from './cursor.ts'
import * as contract from './devices.contract.ts'
import { listRefused } from './refused.store.ts'
import { wordsOf } from './refused.ts'

/** Homes of one page of a full fetch. */
const PAGE = 100

interface Coming {
  rows: Row[]
  /** Beginnings of ids that leave the phone. */
  purge: string[]
}

/** What a member's phone holds, from its cursor on: what changed, what goes, and the manifest of what is its to hold. */
export const pull = read(contract.pull, async (ctx, { protocol, deviceId, cursor, unsent }) => {
  const device = await ownDevice(ctx, deviceId)
  const lease = await contact(ctx, device, { unsent, protocol, pushed: false })
  const teamIds = ((await ownTeams(ctx)) ?? []).sort()
  const holder = replica.holderOf(device.communeId, teamIds, ctx.today)
  const { epoch, mode } = await getInstance(ctx.db)
  const wall = Date.parse(wallClock())
  const had = readCursor(cursor)
  const teams = teamIds.join()
  const frame = await replica.frameDocs(ctx, holder)
  const frameVersion = frame.map((r) => r.version).join()
  const next: Cursor = { e: epoch, s: '', t: teams, f: frameVersion, d: ctx.today, a: wall }
  const goes = goesOn(had, epoch, teams, wall)
  let coming: Coming
  if (goes && had.h === undefined) {
    const { snapshot, changes } = await widely(ctx, () => listChanges(ctx.db, holder.communeId, teamIds, had.s))
    next.s = snapshot
    coming = await changesSince(ctx, holder, changes, had.d)
    if (had.f !== frameVersion) coming.rows.push(...frame)
  } else {
    // changes made while the pages are fetched come again afterwards: the first page's snapshot is what the cursor keeps
    next.s = goes ? had.s : (await currentSnapshot(ctx.db)).snapshot
    if (goes) next.d = had.d
    const homes = (await listHeld(ctx.db, holder.communeId, teamIds, holder.day, null))
      .filter((h) => h.held)
      .map((h) => h.householdId)
    const after = goes ? had.h! : ''
    const left = homes.sort().filter((h) => h > after)
    const page = left.slice(0, PAGE)
    coming = { rows: await replica.homeDocs(ctx, holder, page), purge: [] }
    if (!goes) coming.rows.push(...frame, ...(await wholeDocs(ctx, holder)))
    if (left.length > PAGE) next.h = page.at(-1)!
  }
  const seen = await Promise.all(teamIds.map((id) => getTeam(ctx.db, id)))
  return {
    ...{ protocol: spoken(protocol), epoch, cursor: writeCursor(next), reset: !goes, more: next.h !== undefined },
    ...{ serverTime: ctx.now, shiftMs: shiftOf(ctx), ...coming },
    manifest: {
      ...lease,
      ...{ version: `${teams}|${ctx.actor.role}`, role: ctx.actor.role, communeId: holder.communeId, keepFrom: holder.from },
      ...{ accountId: ctx.actor.accountId, mode, today: ctx.today },
      teams: seen.map(({ teamId, code, name, communeId, hamletId }) => ({ teamId, code, name, communeId, hamletId })),
    },
  }
})

/** What belongs to the teams or the member and to no home. */
async function wholeDocs(ctx: Ctx, h: replica.Holder): Promise<Row[]> {
  if (h.teamIds.length === 0) return refusedDocs(ctx, h)
  // what the teams heard at homes that are not theirs any more, or at none
  const heard = await replica.signalDocs(ctx, h, [], [], true)
  return [...(await replica.messageDocs(ctx, h, null)), ...heard, ...(await refusedDocs(ctx, h))]
}

async function refusedDocs(ctx: Ctx, h: replica.Holder): Promise<Row[]> {
  const { lo, hi, accountId } = ctx.actor
  const rows = await listRefused(ctx.db, {
    lo,
    hi,
    state: 'all',
    accountId,
    refusedId: null,
    from: `${h.from}T00:00:00+07:00`,
    limit: 500,
  })
  const others = rows.map(({ refusedId, opId, verb, reason, details, receivedAt, settledHow, settleReason }) =>
    replica.replicaDoc('refused', refusedId, {
      ...{ refusedId, opId, verb, reason, words: wordsOf(reason, details), receivedAt, settledHow, settleReason },
    }),
  )
  return [...(await replica.refusedCheckDocs(ctx, h)), ...others]
}

async function changesSince(ctx: Ctx, h: replica.Holder, changes: readonly ChangeRow[], lastDay: string): Promise<Coming> {
  const of = (kind: ChangeRow['kind']) => changes.filter((c) => c.kind === kind)
  const ids = (kind: ChangeRow['kind']) => of(kind).map((c) => c.id)
  const turned =
    lastDay < h.day ? (await listTurned(ctx.db, h.communeId, h.teamIds, lastDay, h.day)).map((t) => t.householdId) : []
  const asked = [...new Set([...changes.flatMap((c) => (isOfHome(c) ? [c.id] : [])), ...turned])]
  const known = asked.length === 0 ? [] : await listHeld(ctx.db, h.communeId, h.teamIds, h.day, asked)
  const held = new Set(known.filter((k) => k.held).map((k) => k.householdId))
  const whole = new Set([...ids('homes'), ...turned].filter((id) => held.has(id)))
  const some = (kind: ChangeRow['kind']) => of(kind).filter((c) => held.has(c.id) && !whole.has(c.id))
  const idsOf = (rows: readonly ChangeRow[]) => rows.map((c) => c.id)
  const rows = await replica.homeDocs(ctx, h, [...whole])
  for (const [since, at] of Map.groupBy(some('checks'), (c) => c.since ?? h.from))
    rows.push(...(await replica.checkDocs(ctx, h, idsOf(at), since)))
  rows.push(...(await replica.frailDocs(ctx, h, idsOf(some('frail')))))
  rows.push(...(await replica.movementDocs(ctx, h, idsOf(some('movements')))))
  const signals = ids('signals')
  if (signals.length > 0) {
    const mine = (await listHeld(ctx.db, h.communeId, h.teamIds, h.day, null)).filter((k) => k.held).map((k) => k.householdId)
    const named = new Set(signals)
    const all = await replica.signalDocs(ctx, h, mine, signals)
    rows.push(...all.filter((r) => named.has(r.id.split(':')[1]!)))
  }
  const messages = ids('messages')
  if (messages.length > 0) rows.push(...(await replica.messageDocs(ctx, h, messages)))
  if (ids('refusals').includes(ctx.actor.accountId)) rows.push(...(await refusedDocs(ctx, h)))
  return { rows, purge: known.filter((k) => !k.held).map((k) => k.householdId) }
}
const isOfHome = (c: ChangeRow): boolean => ['homes', 'checks', 'frail', 'movements'].includes(c.kind)
