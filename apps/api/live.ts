import { readClock } from '@phaodai/kernel/clock.ts'
import { type App, mayUse, type Operation } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { setScope } from '@phaodai/kernel/scope.ts'
import { inTransaction } from '@phaodai/kernel/sql.ts'
import { assertMay, type Session, standsStill } from '@phaodai/modules/identity/identity.signin.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Hearing, openHearing } from './live.hearing.ts'
import { requireSession, tokenOf } from './sessions.ts'

export const livePath = '/api/live'

/** Every so often a word is sent, so that no proxy takes the stream for dead, and the session is looked at once more. */
const BEAT = 20_000
/** Bytes that may wait for a slow reader; beyond it is cut off and comes back by itself. */
const MOST_WAITING = 64 * 1024
/** Streams of one account: browser tabs. The oldest goes. */
const MOST_STREAMS = 12

/** Refuses what the post may not read. @throws Problem forbidden */
function verbsAsked(of: unknown, session: Session, operations: readonly Operation[]): Set<string> {
  const asked = String(of ?? '')
    .split(',')
    .filter(Boolean)
    .slice(0, 30)
  for (const name of asked.length > 0 ? asked : ['']) {
    const verb = operations.find((o) => o.verb.name === name && o.kind === 'read')?.verb
    if (!verb) throw new Problem('not-found', { what: name || 'of' })
    if (!mayUse(session.role, verb)) throw new Problem('forbidden', { role: session.role, verb: verb.title.vi, verbName: name })
  }
  return new Set(asked)
}

/**
 * `GET /api/live?of=VERB,VERB`: server-sent events that name the reads of the post's own area whose answers have changed. The reader reads
 * them again by the usual way, with its scope and its record in the audit; nothing but the verb travels here.
 */
export function registerLive(
  server: FastifyInstance,
  app: App,
  operations: readonly Operation[],
  headers: Record<string, string>,
): void {
  let hearing: Hearing | null = null
  const streams = new Map<string, Set<() => void>>()

  async function open(session: Session, token: string, verbs: Set<string>, reply: FastifyReply): Promise<void> {
    const { lo, hi } = await inTransaction(app.pool, async (db) => setScope(db, session.postId, (await readClock(db)).today))
    hearing ??= openHearing(app.pool.options)
    const { raw } = reply.hijack()
    raw.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // kept alive after its end it would hold up the close of the server
      connection: 'close',
      'request-id': newId(),
      // nginx would keep it back
      'x-accel-buffering': 'no',
    })
    const say = (event: string, data: string) => {
      if (raw.writableLength > MOST_WAITING) raw.destroy()
      else raw.write(`event: ${event}\ndata: ${data}\n\n`)
    }
    say('open', '')
    const off = hearing.on({ lo, hi, verbs, changed: (names) => say('changed', names.join(',')) })
    const mine = streams.get(session.accountId) ?? new Set()
    streams.set(session.accountId, mine)
    const close = () => raw.end()
    const beat = setInterval(async () => {
      const stands = await standsStill(app, token, session.postId).catch(() => true)
      if (stands) say('beat', '')
      else close()
    }, BEAT)
    mine.add(close)
    if (mine.size > MOST_STREAMS) [...mine][0]!()
    raw.on('close', () => {
      clearInterval(beat)
      off()
      mine.delete(close)
      if (mine.size === 0) streams.delete(session.accountId)
    })
  }

  server.get(livePath, async (request, reply) => {
    const session = await requireSession(app, request)
    const verbs = verbsAsked((request.query as { of?: unknown }).of, session, operations)
    for (const verb of verbs) assertMay(session, verb)
    await open(session, tokenOf(request)!, verbs, reply)
    return reply
  })
  // a stream is never idle: without this the server would wait for it to end
  server.addHook('preClose', async () => {
    for (const mine of streams.values()) for (const close of [...mine]) close()
    await hearing?.close()
  })
}
