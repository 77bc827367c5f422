import { changed } from '@phaodai/kernel/change.ts'
import { type App, type Call, command, execute } from '@phaodai/kernel/command.ts'
import { verb } from '@phaodai/kernel/contract.ts'
import { idOf, newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { accepts, type Operation, type OperationAnswer } from '@phaodai/sync/protocol.ts'
import { z } from 'zod'
import { refusalText, remarkText } from '../checks/checks.problems.ts'
import { pushRound } from '../checks/round.commands.ts'
import * as contract from './devices.contract.ts'
import * as store from './devices.store.ts'
import { offline, offlineVerb, unpacked } from './offline.ts'
import { insertRefused } from './refused.store.ts'
import { sealed, wordsOf } from './refused.ts'

/** Whose operations they are, and where what came of them is written down. */
export interface Sender {
  communeId: number
  hamletId: number
  deviceId: string
  accountId: string
  postId: string
}

/** An operation with what came of it and, where it was refused, what is kept of it. */
interface Done extends OperationAnswer {
  op: Operation
  /** False: the answer was known before, there is nothing to write down. */
  fresh: boolean
  details?: Record<string, unknown>
}

/** The server is at its limit or the account may not act any more: nothing is known of the operation. */
const STOPS = new Set(['busy', 'not-signed-in', 'password-must-change', 'totp-must-enrol', 'forbidden'])
const MOST_ERROR_MS = 31_536_000_000
const knownError = (ms: number | null) => (ms !== null && Math.abs(ms) <= MOST_ERROR_MS ? ms : null)

/** The operation's input with the moment it was captured: a check carries clock and error apart, the others the instant set right. */
function inputOf(op: Operation): Record<string, unknown> {
  const error = knownError(op.clockErrorMs)
  if (op.verb === 'checks.push-round') return { ...op.input, capturedAt: op.capturedAt, clockErrorMs: error }
  if (!offlineVerb(op.verb)?.captured) return op.input
  return { ...op.input, capturedAt: new Date(Date.parse(op.capturedAt) + (error ?? 0)).toISOString() }
}

/**
 * Runs operations in the order recorded, each through execute() under the caller's post: permission, scope, transaction, audit. A run of checks is one
 * command. What is refused is kept and holds up only what depends on it.
 * @param known what had come before of these operations and of those that they depend on
 * @returns answers, in order; shorter where the server became busy
 */
export async function runOperations(
  app: App,
  call: Call,
  operations: readonly Operation[],
  known: ReadonlyMap<string, store.KnownOperation>,
): Promise<Done[]> {
  const done: Done[] = []
  const outcomes = new Map<string, { accepted: boolean; discarded: boolean }>()
  for (const [opId, k] of known)
    outcomes.set(opId, { accepted: accepts(k.outcome) || k.settledHow === 'applied', discarded: k.settledHow === 'discarded' })
  const put = (d: Done) => {
    done.push(d)
    if (d.outcome !== 'blocked' || d.held) outcomes.set(d.op.opId, { accepted: accepts(d.outcome), discarded: false })
  }
  try {
    for (let i = 0; i < operations.length; ) {
      const op = operations[i]!
      const before = known.get(op.opId)
      const stopped = before ? null : waiting(op, outcomes)
      if (before || stopped) {
        put(before ? { op, fresh: false, ...said(before) } : stopped!)
        i++
        continue
      }
      if (op.verb !== 'checks.push-round') {
        put(await runOne(app, call, op))
        i++
        continue
      }
      const run: Operation[] = []
      for (let j = i; j < operations.length; j++) {
        const next = operations[j]!
        if (next.verb !== 'checks.push-round' || known.has(next.opId) || waiting(next, outcomes)) break
        run.push(next)
      }
      for (const d of await runChecks(app, call, run)) put(d)
      i += run.length
    }
  } catch (error) {
    // an answer for what was done is worth more than none for all
    if (!(error instanceof Problem && STOPS.has(error.code)) || done.length === 0) throw error
  }
  return done
}

const said = (k: store.KnownOperation): OperationAnswer => {
  // the answer may have been lost on its way: what it remarked is said again
  const remark = accepts(k.outcome) && k.reason === 'since-impossible' && { reason: k.reason, words: remarkText([]) }
  if (accepts(k.outcome) || k.settledHow) return { opId: k.opId, outcome: 'duplicate', ...remark }
  return {
    ...{ opId: k.opId, outcome: k.outcome, ...(k.outcome === 'blocked' && { held: true }) },
    ...(k.reason && { reason: k.reason }),
    ...(k.refusedId && { refusedId: k.refusedId }),
  }
}

function waiting(op: Operation, outcomes: ReadonlyMap<string, { accepted: boolean; discarded: boolean }>): Done | null {
  for (const on of op.dependsOn) {
    const before = outcomes.get(on)
    if (!before) return { op, fresh: false, opId: op.opId, outcome: 'blocked', held: false }
    if (before.discarded) return refusal(op, 'refused', 'dependency-discarded', {})
    if (!before.accepted) return refusal(op, 'blocked', 'dependency-refused', {})
  }
  return null
}

function refusal(op: Operation, outcome: 'refused' | 'blocked', reason: string, details: Record<string, unknown>): Done {
  const refusedId = idOf('refused operation', op.opId)
  const held = outcome === 'blocked' ? { held: true } : {}
  return { op, fresh: true, opId: op.opId, outcome, reason, words: wordsOf(reason, details), refusedId, details, ...held }
}

async function runOne(app: App, call: Call, op: Operation): Promise<Done> {
  const operation = offline.get(op.verb)
  if (!operation) return refusal(op, 'refused', 'offline-verb-unknown', { verb: op.verb })
  try {
    await execute(app, operation, unpacked(op.verb, inputOf(op)), { ...call, opId: op.opId })
    return { op, fresh: true, opId: op.opId, outcome: 'applied' }
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem('internal')
    if (STOPS.has(problem.code) && problem.code !== 'forbidden') throw problem
    const done = offlineVerb(op.verb)?.done?.includes(problem.code)
    if (done) return { op, fresh: true, opId: op.opId, outcome: 'duplicate', reason: problem.code }
    return refusal(op, 'refused', problem.code, { ...problem.details, ...(problem.errors && { errors: problem.errors }) })
  }
}

async function runChecks(app: App, call: Call, run: readonly Operation[]): Promise<Done[]> {
  const opId = idOf('round', ...run.map((o) => o.opId))
  const checks = run.map(inputOf)
  let outcomes: Awaited<ReturnType<typeof execute<typeof pushRound.verb>>>['outcomes']
  try {
    outcomes = (await execute(app, pushRound, { checks }, { ...call, opId })).outcomes
  } catch (error) {
    if (error instanceof Problem && STOPS.has(error.code)) throw error
    // one that cannot be taken at all holds up none of the others
    if (run.length === 1) return [refusal(run[0]!, 'refused', error instanceof Problem ? error.code : 'internal', {})]
    const half = run.length >> 1
    return [...(await runChecks(app, call, run.slice(0, half))), ...(await runChecks(app, call, run.slice(half)))]
  }
  return run.map((op, i): Done => {
    const { outcome, reason, refusedId, remark, words } = outcomes[i]!
    if (outcome !== 'refused')
      return { op, fresh: true, opId: op.opId, outcome, ...(remark && { reason: remark }), ...(words && { words }) }
    return { op, fresh: true, opId: op.opId, outcome, reason: reason!, words: refusalText(reason!, {}), refusedId: refusedId! }
  })
}

/** What came of operations is written down in one transaction: outcomes for repeats and dependents, payloads of what was refused. */
const writeDown = command(
  verb({
    ...{ name: contract.push.name, method: 'POST', path: contract.push.path, title: contract.push.title },
    roles: contract.takeSealed.roles,
    input: z.object({
      sender: z.custom<Sender>(),
      done: z.custom<Done[]>(),
      unsent: z.int(),
      protocol: z.int(),
      pushed: z.boolean(),
    }),
    output: z.object({ written: z.int() }),
  }),
  async (ctx, { sender, done, unsent, protocol, pushed }) => {
    const { communeId, deviceId } = sender
    const fresh = done.filter((d) => d.fresh)
    const at = ctx.now
    if (fresh.length > 0)
      await store.insertOutcomes(
        ctx.db,
        { ...sender, at },
        fresh.map((d) => ({
          ...{ opId: d.opId, verb: d.op.verb, outcome: d.outcome, reason: d.reason ?? null, refusedId: d.refusedId ?? null },
        })),
      )
    const kept = fresh.filter((d) => d.details && d.refusedId)
    for (const d of kept)
      await insertRefused(
        ctx.db,
        { ...sender, at },
        {
          ...{
            refusedId: d.refusedId!,
            opId: d.opId,
            verb: d.op.verb,
            payload: sealed(ctx.secrets, d.refusedId!, inputOf(d.op)),
          },
          ...{ dependsOn: d.op.dependsOn, reason: d.reason!, details: JSON.stringify(d.details), capturedAt: d.op.capturedAt },
        },
      )
    if (kept.length > 0) {
      await changed(ctx.db, communeId, 'refusals', [sender.accountId])
      ctx.tell(communeId, contract.refused)
    }
    if (pushed) {
      const leaseUntil = (await store.findDevice(ctx.db, deviceId))!.leaseUntil
      await store.updateContact(ctx.db, { communeId, deviceId }, { at, leaseUntil, unsent, protocol, pushed: true })
    }
    ctx.note({ deviceId, operations: done.length, refused: kept.length })
    return { written: fresh.length }
  },
)

export const recordDone = (
  app: App,
  call: Call,
  sender: Sender,
  done: Done[],
  said: { unsent: number; protocol: number; pushed: boolean },
): Promise<{ written: number }> => execute(app, writeDown, { sender, done, ...said }, { ...call, opId: newId() })

/** The answers without what is kept inside. */
export const answersOf = (done: readonly Done[]): OperationAnswer[] =>
  done.map(({ op: _, fresh: __, details: ___, ...answer }) => answer)
