import { changed } from '@phaodai/kernel/change.ts'
import { type Ctx, command, parseInput, type Stored } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import type { z } from 'zod'
import { communeOf } from '../people/people.brief.ts'
import { listHistory, lockCommuneShared, lockTeams } from './assignments.store.ts'
import * as contract from './checks.contract.ts'
import { refusalText, remarkText } from './checks.problems.ts'
import { type FirstDay, teamOn } from './checks.rules.ts'
import * as store from './checks.store.ts'
import { followUp } from './following.ts'
import type { Judged } from './judging.rules.ts'
import { widely } from './recount.ts'
import { changedFields } from './settled.rules.ts'
import { recountSlots } from './summaries.store.ts'
import { askFirst, takeChecks } from './taking.ts'
import { mustBeOwn } from './whose.ts'

/** A payload larger than this is kept in its beginning only. */
const MOST_KEPT = 8000

type Read = { ok: true; check: contract.Check } | { ok: false; details: Record<string, unknown> }

/** One item of a round; what has not the shape of a check is told by field. */
function readCheck(raw: object): Read {
  if (contract.isCheck(raw)) return { ok: true, check: raw }
  try {
    return { ok: true, check: parseInput(contract.Check, raw) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ok: false, details: { errors: error.errors ?? [] } }
  }
}

const kept = (raw: unknown): string => {
  const text = JSON.stringify(raw)
  return text.length <= MOST_KEPT ? text : JSON.stringify({ truncated: true, text: text.slice(0, MOST_KEPT) })
}
const idIn = (raw: unknown): string | null => {
  const id = (raw as { checkId?: unknown }).checkId
  return typeof id === 'string' ? id.slice(0, 60) : null
}

type RoundAnswer = z.output<typeof contract.pushRound.output>
type Came = Omit<RoundAnswer['outcomes'][number], 'checkId'>
/** A round's answer as it is kept: what most checks came to once, and the others by their place. */
interface KeptAnswer extends Omit<RoundAnswer, 'outcomes'> {
  most: Came
  others: Record<number, Came>
}
const stored: Stored<typeof contract.pushRound> = {
  pack({ outcomes, ...said }) {
    const { outcome, lateness } = outcomes.find((o) => o.outcome !== 'refused') ?? outcomes[0]!
    const most: Came = lateness ? { outcome, lateness } : { outcome }
    const others: KeptAnswer['others'] = {}
    for (const [i, { checkId: _, ...o }] of outcomes.entries())
      if (o.outcome !== outcome || o.lateness !== lateness || Object.keys(o).length !== Object.keys(most).length) others[i] = o
    return { ...said, most, others } satisfies KeptAnswer
  },
  open(kept, { checks }) {
    // kept in full
    if (!('most' in (kept as KeptAnswer | RoundAnswer))) return kept
    const { most, others, ...said } = kept as KeptAnswer
    return { ...said, outcomes: checks.map((raw, i) => ({ checkId: idIn(raw), ...(others[i] ?? most) })) }
  },
}

/** The commune of a round. A team's post is of one commune: there is nothing to look up. @throws Problem outside-area, people-commune-needed */
async function whereFor(ctx: Ctx, communeId: number | undefined): Promise<number> {
  if (ctx.actor.role !== 'team') return (await communeOf(ctx, communeId)).areaId
  if (communeId !== undefined && communeId !== ctx.actor.areaId) throw new Problem('outside-area')
  return ctx.actor.areaId
}

type Asked = Awaited<ReturnType<typeof ask>>
async function ask(db: Db, input: z.output<typeof contract.pushRound.input>) {
  const read = input.checks.map(readCheck)
  const good = read.flatMap((r) => (r.ok ? [r.check] : []))
  return { read, good, first: await askFirst(db, good) }
}

/**
 * A round as it comes from a phone, a form or a file: up to 100 checks, each with its own outcome. What is refused is kept and listed until
 * a person has settled it; it holds nothing else up. Sent again, nothing is written twice.
 */
export const pushRound = command(
  contract.pushRound,
  async (ctx, input, asked) => {
    const { read, good, first } = (asked as Asked | undefined) ?? (await ask(ctx.db, input))
    const communeId = await whereFor(ctx, input.communeId)
    const { judged, signals, teamId } = await takeChecks(ctx, communeId, input.disease, good, first)
    const verdicts = judged[Symbol.iterator]()
    const all = read.map((r): Judged => (r.ok ? verdicts.next().value! : { outcome: 'refused', reason: 'shape' }))
    const refused = new Map<number, string>()
    for (const [i, j] of all.entries())
      if (j.outcome === 'refused') refused.set(i, idOf('refused', String(communeId), kept(input.checks[i])))
    const settled = await keepRefused(ctx, communeId, teamId, input, read, all, refused)
    const outcomes = all.map((j, i) => {
      const checkId = idIn(input.checks[i])
      if (j.outcome === 'duplicate') return { checkId, outcome: j.outcome }
      if (j.outcome !== 'refused') {
        const came =
          j.lateness === 'none' ? { checkId, outcome: j.outcome } : { checkId, outcome: j.outcome, lateness: j.lateness }
        return j.firstDays.length === 0 ? came : { ...came, ...remarkOn(j.firstDays) }
      }
      const refusedId = refused.get(i)
      // a person has decided on this very payload before: sending it again asks nothing new
      if (settled.has(refusedId!)) return { checkId, outcome: 'duplicate' as const }
      return { checkId, outcome: j.outcome, reason: j.reason, refusedId }
    })
    ctx.note({ checks: outcomes.length, refused: refused.size - settled.size, signals })
    return { receivedAt: ctx.now, outcomes, signals }
  },
  { ids: 'household_check_pkey', stored, ahead: ask },
)

/** The alarm has gone out; what stands beside it says which day was left out. */
function remarkOn(firstDays: readonly FirstDay[]) {
  const said = firstDays.flatMap((d) => d.sinceSaid ?? [])
  return said.length > 0 && { remark: 'since-impossible' as const, words: remarkText(said) }
}

async function keepRefused(
  ctx: Ctx,
  communeId: number,
  teamId: string | null,
  { checks: raw, disease }: { checks: readonly unknown[]; disease: string },
  read: readonly Read[],
  judged: readonly Judged[],
  refused: ReadonlyMap<number, string>,
): Promise<Set<string>> {
  if (refused.size === 0) return new Set()
  const rows = [...refused].map(([i, refusedId]) => {
    const [r, j] = [read[i]!, judged[i]!]
    return {
      refusedId,
      payload: kept(raw[i]),
      reason: j.outcome === 'refused' ? j.reason : 'shape',
      details: JSON.stringify({ disease, ...(r.ok ? {} : r.details) }),
    }
  })
  const { accountId, postId, hamletId } = ctx.actor
  await store.insertRefusals(ctx.db, communeId, rows, { at: ctx.now, accountId, postId, opId: ctx.opId, hamletId, teamId })
  await changed(ctx.db, communeId, 'refusals', [accountId])
  ctx.tell(communeId, contract.refusedChecks)
  return new Set((await store.listSettled(ctx.db, communeId, [...refused.values()])).map((s) => s.refusedId))
}

/** Undo: the check stays on record as taken back, and so do the signals that rested on it. What it had corrected stands again. */
export const voidCheck = command(contract.voidCheck, async (ctx, { checkId, reason }) => {
  const found = await store.findCheck(ctx.db, checkId)
  if (!found) throw new Problem('not-found', { what: 'lượt hỏi' })
  const { communeId, householdId, onDay, slot } = found
  await mustBeOwn(ctx, found.teamId)
  await lockCommuneShared(ctx.db, communeId)
  const history = (await listHistory(ctx.db, communeId, [householdId])).flatMap((h) =>
    h.teamId ? [{ teamId: h.teamId, fromOn: h.fromOn!, untilOn: h.untilOn }] : [],
  )
  const teamId = teamOn(history, onDay)
  if (teamId) await lockTeams(ctx.db, [teamId])
  const done = await store.updateCheckVoid(ctx.db, communeId, checkId, ctx.now, ctx.actor.accountId, ctx.opId, reason)
  if (done === 0) throw new Problem('check-voided', { reason: (await store.findCheck(ctx.db, checkId))?.voidReason })
  const signals = await followUp.voided(ctx, communeId, { checkId, visitId: null }, reason)
  if (found.replaces) await followUp.revived(ctx, communeId, found.replaces)
  if (teamId) await widely(ctx, () => recountSlots(ctx.db, communeId, [{ teamId, onDay, slot }]))
  await changed(ctx.db, communeId, 'checks', [householdId], onDay)
  return { voided: true as const, signals }
})

/** A person decides on a refused payload: takes it as it is or set right, or leaves it with the reason. */
export const settleRefused = command(
  contract.settleRefused,
  async (ctx, { refusedId, how, reason, changes = {} }) => {
    const { lo, hi } = ctx.actor
    const [row] = await store.listRefused(ctx.db, { lo, hi, state: 'all', accountId: null, refusedId, limit: 1 })
    if (!row) throw new Problem('not-found', { what: 'lượt hỏi chưa nhận' })
    if (row.settledAt) throw new Problem('refused-settled', { at: row.settledAt })
    let outcome: contract.Outcome | null = null
    if (how === 'apply') {
      // the moment it was received then is the latest at which it can have been captured, unless a person says otherwise
      const raw = { ...(row.payload as object), ...changes, ...(changes.capturedAt && { clockErrorMs: 0 }) }
      const read = readCheck(raw)
      if (!read.ok) throw new Problem('refused-still', { ...refusalText('shape', read.details), ...read.details })
      const first = await askFirst(ctx.db, [read.check])
      const { judged } = await takeChecks(ctx, row.communeId, String(row.details.disease), [read.check], first, {
        since: row.reason === 'since-impossible' || changes.symptoms !== undefined,
      })
      const [j] = judged
      if (j?.outcome === 'refused') throw new Problem('refused-still', { ...refusalText(j.reason, {}), reason: j.reason })
      outcome = j!.outcome
    }
    const settledHow = how === 'apply' ? 'applied' : 'discarded'
    const fields = how === 'apply' ? changedFields(row.payload, changes) : []
    const settled = { how: settledHow, reason, changed: fields, at: ctx.now, by: ctx.actor.accountId } as const
    await store.updateSettled(ctx.db, row.communeId, refusedId, settled)
    await changed(ctx.db, row.communeId, 'refusals', [row.accountId])
    ctx.tell(row.communeId, contract.refusedChecks)
    return { settled: true as const, outcome }
  },
  { ids: 'household_check_pkey' },
)
