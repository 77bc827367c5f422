import { changed } from '@phaodai/kernel/change.ts'
import { type Ctx, command, mayUse, parseInput } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { dayAsSaid } from '../checks/checks.sync.ts'
import { changedFields } from '../checks/settled.rules.ts'
import * as contract from './devices.contract.ts'
import { updateOutcome } from './devices.store.ts'
import { offline, offlineVerb, unpacked } from './offline.ts'
import * as store from './refused.store.ts'
import { opened } from './refused.ts'
import { maySettle } from './settle.rules.ts'

interface Tally {
  followed: number
  stillRefused: number
}

/** @throws Problem refused-not-yours */
function mustSettle(ctx: Ctx, r: store.RefusedRow): void {
  const authored = offlineVerb(r.verb)?.authored === true
  if (!maySettle(ctx.actor, { communeId: r.communeId, role: r.post?.role ?? null, authored }))
    throw new Problem('refused-not-yours')
}

/**
 * In whose name it goes in: a visit or a report is the word of who recorded it, whoever takes it in; the rows are still those that the person who
 * decides reaches, and who that was stands beside (settled_by, the audit log). All else is done as the person who decides.
 */
function inNameOf(ctx: Ctx, r: store.RefusedRow): Ctx {
  if (!offlineVerb(r.verb)?.authored) return ctx
  if (!r.post) throw new Problem('refused-not-yours')
  const { lo, hi, bodyId } = r.post
  const range = bodyId === 0 ? { lo, hi } : { lo: 1, hi: 0 }
  return { ...ctx, actor: { ...r.post, ...range, accountId: r.accountId, postId: r.postId } }
}

/** Does what was refused; one that fails again takes nothing else back. */
async function attempt(ctx: Ctx, r: store.RefusedRow, changes: Record<string, unknown>, asSaid = false): Promise<Problem | null> {
  const operation = (asSaid && dayAsSaid.get(r.verb)) || offline.get(r.verb)
  if (!operation) return new Problem('offline-verb-unknown', { verb: r.verb })
  const as = inNameOf(ctx, r)
  if (!mayUse(as.actor.role, operation.verb))
    return new Problem('forbidden', { role: as.actor.role, verb: operation.verb.title.vi })
  await store.savepoint(ctx.db)
  try {
    // of a round one check is one operation
    const payload = unpacked(r.verb, { ...opened(ctx.secrets, r), ...changes })
    const input = r.verb === 'checks.push-round' ? { checks: [payload] } : payload
    // written at once, and an id that is there already is looked at: what follows in this transaction rests on it
    const answer = await operation.handle({ ...as, collided: true }, parseInput(operation.verb.input, input))
    const [first] = (answer as { outcomes?: { outcome: string; reason?: string }[] }).outcomes ?? []
    if (first?.outcome === 'refused')
      throw new Problem('refused-still', { vi: first.reason, en: first.reason, reason: first.reason })
    return null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await store.rollback(ctx.db)
    return error
  }
}

/** What waited for an operation that went in follows it, each for itself. */
async function follow(ctx: Ctx, r: store.RefusedRow, reason: string, tally: Tally): Promise<void> {
  for (const { refusedId } of await store.listWaiting(ctx.db, r.communeId, r.opId)) {
    const next = await find(ctx, refusedId)
    if (next.reason !== 'dependency-refused') continue
    const problem = await attempt(ctx, next, {})
    if (problem) {
      tally.stillRefused++
      await store.updateReason(ctx.db, next, problem.code)
      await changed(ctx.db, next.communeId, 'refusals', [next.accountId])
      continue
    }
    tally.followed++
    await settled(ctx, next, 'applied', reason)
    await follow(ctx, next, reason, tally)
  }
}

async function settled(
  ctx: Ctx,
  r: store.RefusedRow,
  how: 'applied' | 'discarded',
  reason: string,
  fields: readonly string[] = [],
): Promise<void> {
  await store.updateSettled(ctx.db, r, { how, reason, changed: fields, at: ctx.now, by: ctx.actor.accountId })
  if (how === 'applied') await updateOutcome(ctx.db, r.communeId, r.opId, 'applied', null)
  await changed(ctx.db, r.communeId, 'refusals', [r.accountId])
}

async function find(ctx: Ctx, refusedId: string): Promise<store.RefusedRow> {
  const { lo, hi } = ctx.actor
  const [row] = await store.listRefused(ctx.db, { lo, hi, state: 'all', accountId: null, refusedId, from: null, limit: 1 })
  if (!row) throw new Problem('not-found', { what: 'việc chưa nhận' })
  return row
}

/** A person decides on what was refused from a phone: does it as it is or set right, or leaves it with the reason. */
export const settle = command(contract.settle, async (ctx, { refusedId, how, reason, changes = {}, dayAsSaid: asSaid }) => {
  const row = await find(ctx, refusedId)
  mustSettle(ctx, row)
  if (row.settledAt) throw new Problem('operation-settled', { at: row.settledAt })
  const tally: Tally = { followed: 0, stillRefused: 0 }
  if (how === 'apply') {
    const problem = await attempt(ctx, row, changes, asSaid)
    if (problem) throw problem
    await settled(ctx, row, 'applied', reason, changedFields(opened(ctx.secrets, row), changes))
    await follow(ctx, row, reason, tally)
  } else {
    await settled(ctx, row, 'discarded', reason)
    for (const { refusedId: waiting } of await store.listWaiting(ctx.db, row.communeId, row.opId)) {
      const next = await find(ctx, waiting)
      await store.updateReason(ctx.db, next, 'dependency-discarded')
      await changed(ctx.db, next.communeId, 'refusals', [next.accountId])
      tally.stillRefused++
    }
  }
  ctx.tell(row.communeId, contract.refused)
  // what was set right in somebody's own word is told, by its keys
  ctx.note({
    refusedId,
    how,
    verb: row.verb,
    recordedBy: row.accountId,
    changed: Object.keys(changes),
    ...(asSaid && { dayAsSaid: true }),
    ...tally,
  })
  return { settled: true as const, ...tally }
})
