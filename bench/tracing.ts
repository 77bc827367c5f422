import { fork } from 'node:child_process'
import { once } from 'node:events'
import { newId } from '@phaodai/kernel/ids.ts'
import { dbOf, inTransaction } from '@phaodai/kernel/sql.ts'
import type { Question } from '@phaodai/modules/tracing/engine/answers.ts'
import { CLASSES, type Closeness, describeClass } from '@phaodai/modules/tracing/engine/classes.ts'
import { answerBySql } from '@phaodai/modules/tracing/meetings.sql.ts'
import { engineScope } from '@phaodai/modules/tracing/stays.store.ts'
import { operations } from '@phaodai/modules/tracing/tracing.routes.ts'
import { insertVisits } from '@phaodai/modules/tracing/tracing.store.ts'
import { readInstance } from '../apps/api/instance.ts'
import { buildServer } from '../apps/api/server.ts'
import { startTracingEngine } from '../apps/api/tracing.engine.ts'
import { type TestApp, type TestPost, testApp } from '../test/database.ts'
import type { Asked, Told } from './client.fixtures.ts'
import { fillStays, placeOf, START, subjectOf } from './tracing.fixtures.ts'

type Result = { what: string; [figure: string]: unknown }

/** Every meeting in a household counts, 15 minutes in 24 hours in a shift or a closed venue, never in a market. */
const closeness: Closeness = {
  from: [0],
  need: Int32Array.from({ length: CLASSES }, (_, c) => {
    const { kind, closed, apart } = describeClass(c)
    if (apart || kind === 'market') return -1
    return kind === 'household' ? 0 : kind === 'shift' || closed ? 900 : -1
  }),
}
const DAYS = 14
const from = START
const to = START + DAYS * 86_400

const round = (n: number) => Math.round(n * 1000) / 1000
function spread(times: number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (q: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0)
  return { n: times.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) }
}
const megabytes = () => Math.round(process.memoryUsage.rss() / 1e6)

/**
 * `npm run bench -- tracing [--stays 20000000] [--json]`: two weeks of stays (nights at home, shifts, markets, venues; ten of each person),
 * the engine's load and memory, F1 and F1+F2 in the engine, through HTTP and in plain SQL on the same rows, answers compared, and new stays
 * taken in while questions go on. Wanted: load under 2 minutes, under 1 GB, F1 p95 under 1 ms, F2 under 50 ms (150 through HTTP), SQL at
 * least 20 times slower at depth 2. Needs some 7 GB of disk at full size.
 */
export async function bench(stays = sizeAsked(), asked = 100): Promise<{ name: string; results: Result[] }> {
  const t = await testApp()
  const results: Result[] = []
  const say = (r: Result) => {
    results.push(r)
    process.stderr.write(`${JSON.stringify(r)}\n`)
  }
  try {
    const post = await t.post('operator', '30')
    const began = performance.now()
    const { persons, places } = await fillStays(t.adminUrl, (await t.area('10783')).areaId, stays)
    say({ what: 'generated', stays, persons, places, seconds: round((performance.now() - began) / 1000) })

    const before = megabytes()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, megabytes())
    }, 100)
    const inEngine: Record<string, number[]> = {}
    const engine = startTracingEngine(t.appUrl, t.app.secrets, {
      error: (message) => process.stderr.write(`${message}\n`),
      answer: (ask, milliseconds) => {
        inEngine[ask] ??= []
        inEngine[ask].push(milliseconds)
      },
    })
    try {
      await engine.ready()
      const { loadSeconds, megabytes: held, stays: loaded } = engine.state()
      say({
        what: 'engine load',
        stays: loaded,
        seconds: loadSeconds,
        heldMegabytes: held,
        rssMoreMegabytes: megabytes() - before,
        rssPeakMoreMegabytes: most - before,
      })

      const who = Array.from({ length: asked }, (_, i) => subjectOf(Math.floor(((i + 0.5) * persons) / asked)))
      const everywhere = { lo: 0, hi: 2_147_483_647, limit: 200 }
      const question = (ask: 'meetings' | 'reach', subjectId: string): Question => ({
        ask,
        subjectId,
        from,
        to,
        closeness,
        ...everywhere,
      })
      for (const ask of ['meetings', 'reach'] as const) {
        // both warm, by questions about others
        for (let i = 0; i < 200; i++) await engine.ask(question(ask, subjectOf(Math.floor(((i + 0.25) * persons) / 200))))
        inEngine[ask] = []
        const whole: number[] = []
        const found: unknown[] = []
        for (const id of who) {
          const start = performance.now()
          found.push(await engine.ask(question(ask, id)))
          whole.push(performance.now() - start)
        }
        const sqlTimes: number[] = []
        let equal = 0
        let people = 0
        await inTransaction(t.app.pool, async (db) => {
          await engineScope(db, 'transaction')
          for (let i = 0; i < 20; i++) await answerBySql(db, question(ask, subjectOf(Math.floor(((i + 0.25) * persons) / 20))))
          for (const [i, id] of who.entries()) {
            const start = performance.now()
            const answer = await answerBySql(db, question(ask, id))
            sqlTimes.push(performance.now() - start)
            if (JSON.stringify(sorted(answer)) === JSON.stringify(sorted(found[i]))) equal++
            people +=
              'second' in answer ? answer.totals.second : 'met' in answer ? answer.totals.close + answer.totals.candidates : 0
          }
        })
        const mine = spread(inEngine[ask])
        const theirs = spread(sqlTimes)
        say({
          what: ask === 'meetings' ? 'F1 of one person' : 'F1 and F2 of one person',
          engine: mine,
          engineFromTheServersThread: spread(whole),
          sql: theirs,
          ratioP50: round(theirs.p50Ms / mine.p50Ms),
          ratioP95: round(theirs.p95Ms / mine.p95Ms),
          answersCompared: who.length,
          answersEqual: equal,
          meanPersonsFound: Math.round(people / who.length),
        })
      }
      say(await throughHttp(t, post, who))
      say(await takenIn(t, engine, who, question, Math.min(100_000, Math.max(1000, Math.floor(stays / 100)))))
    } finally {
      clearInterval(watch)
      await engine.close()
    }
    return { name: 'tracing', results }
  } finally {
    await t.close()
  }
}

/** Keys in one order, so that two answers compare as texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  )
}

/** The same questions as a page asks them: sign-in, scope, names, the first 200 explained, totals of all. */
async function throughHttp(t: TestApp, post: TestPost, who: string[]): Promise<Result> {
  const server = buildServer({ app: t.app, operations, instance: async () => (await readInstance(dbOf(t.app.pool)))! })
  const client = fork(new URL('./client.fixtures.ts', import.meta.url))
  try {
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as { port: number }
    const address = `http://127.0.0.1:${port}`
    const signIn = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: post.username, password: 'test-only' }),
    })
    const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!
    const window = new URLSearchParams({ from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString() })
    const told = { meetings: [] as Told[], reach: [] as Told[] }
    for (const ask of ['meetings', 'reach'] as const) {
      const addresses = [...who.slice(0, 10), ...who].map((id) => `${address}/api/people/${id}/${ask}?${window}`)
      client.send({ cookie, addresses, warm: 10 } satisfies Asked)
      const [answer] = (await Promise.race([once(client, 'message'), once(client, 'exit').then(() => [null])])) as [Told[] | null]
      if (!answer) throw new Error('the client of the bench ended')
      told[ask] = answer
    }
    const all = [...told.meetings, ...told.reach]
    const mean = (of: Told[], figure: (t: Told) => number) => Math.round(of.reduce((sum, t) => sum + figure(t), 0) / of.length)
    return {
      what: 'through the HTTP API',
      f1: spread(told.meetings.map((t) => t.milliseconds)),
      f1f2: spread(told.reach.map((t) => t.milliseconds)),
      answeredByEngine: all.filter((t) => t.answeredBy === 'engine').length,
      ofQuestions: all.length,
      meanF2Explained: mean(told.reach, (t) => t.second),
      meanBytes: mean(told.reach, (t) => t.bytes),
    }
  } finally {
    client.disconnect()
    await server.close()
  }
}

/** New stays by the ordinary statement in portions of 5,000, while F1 is asked without a pause. */
async function takenIn(
  t: TestApp,
  engine: ReturnType<typeof startTracingEngine>,
  who: string[],
  question: (ask: 'meetings' | 'reach', id: string) => Question,
  more: number,
): Promise<Result> {
  const communeId = (await t.area('10783')).areaId
  let writing = true
  const began = performance.now()
  const counted = engine.state().stays
  const written = (async () => {
    for (let at = 0; at < more; at += 5000) {
      const rows = Array.from({ length: Math.min(5000, more - at) }, (_, i) => {
        const start = from + ((at + i) % (DAYS * 24)) * 3600
        return {
          communeId,
          visitId: newId(),
          subjectId: subjectOf((at + i) * 7),
          placeId: placeOf(((at + i) * 13) % 1000),
          fromAt: new Date(start * 1000).toISOString(),
          toAt: new Date((start + 3600) * 1000).toISOString(),
          masked: null,
          source: 'bench',
        }
      })
      await inTransaction(t.app.pool, async (db) => {
        await engineScope(db, 'transaction')
        await insertVisits(db, rows, new Date().toISOString(), newId())
      })
    }
    writing = false
  })()
  const times: number[] = []
  for (let i = 0; writing; i++) {
    const start = performance.now()
    await engine.ask(question('meetings', who[i % who.length]!))
    times.push(performance.now() - start)
  }
  await written
  const seconds = (performance.now() - began) / 1000
  let equal = 0
  for (const id of who.slice(0, 10)) {
    const mine = await engine.ask(question('reach', id))
    const theirs = await inTransaction(t.app.pool, async (db) => {
      await engineScope(db, 'transaction')
      return answerBySql(db, question('reach', id))
    })
    if (JSON.stringify(sorted(mine)) === JSON.stringify(sorted(theirs))) equal++
  }
  return {
    what: 'new stays while questions go on',
    stays: more,
    seconds: round(seconds),
    staysPerSecond: Math.round(more / seconds),
    questionsMeanwhile: spread(times),
    engineHasAll: engine.state().stays === counted + more,
    answersEqual: equal,
    answersCompared: 10,
  }
}

function sizeAsked(): number {
  const at = process.argv.indexOf('--stays')
  const size = at < 0 ? 20_000_000 : Number(process.argv[at + 1])
  if (!Number.isInteger(size) || size < 10_000) throw new Error('--stays: 10000 or more')
  return size
}
