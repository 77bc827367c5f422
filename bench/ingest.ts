import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@phaodai/kernel/ids.ts'
import { openPool, type Pool } from '@phaodai/kernel/sql.ts'
import { verify } from '@phaodai/modules/checks/verify.reads.ts'
import { hashToken } from '@phaodai/modules/identity/identity.signin.ts'
import { type TestApp, type TestPost, testApp } from '../test/database.ts'
import {
  accountIdOf,
  COUGH_EVERY,
  fillTeams,
  HOMES,
  postIdOf,
  roundOf,
  type SentCheck,
  teamIdOf,
  tokenOf,
} from './ingest.fixtures.ts'

const TEAMS = 600
/** Requests under way at once in the closed loop, and connections of the bare insert. */
const AT_ONCE = 8
/** Checks sent before anything is measured. */
const WARM = 150_000
const CHECKS_PER_SECOND = 1000
const OPEN_SECONDS = 20
/** Closed loop and bare insert take turns, so that both meet the same machine. */
const TURNS = 4
const TURN_MS = 3000

interface Push {
  team: number
  communeId: number
  checks: SentCheck[]
  body: Buffer
}

const round = (n: number, digits = 2) => Number(n.toFixed(digits))
const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!
function spread(times: number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (q: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN)
  return { n: times.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) }
}

/** Rounds of every team, one slot after another backwards in time; a round is made once and sent once. */
function* rounds(teams: { team: number; communeId: number }[]): Generator<Push> {
  for (let back = 1; ; back++) {
    const onDay = new Date(Date.parse('2021-02-22') - back * 86_400_000).toISOString().slice(0, 10)
    // neighbours in time are of different communes, as they are in the field
    for (const slot of ['evening', 'morning'] as const)
      for (let i = 0; i < teams.length; i++) {
        const of = teams[(i * 37) % teams.length]!
        const checks = roundOf(of.team, onDay, slot, newId)
        yield { ...of, checks, body: Buffer.from(JSON.stringify({ checks })) }
      }
  }
}
const take = (from: Generator<Push>, n: number) => Array.from({ length: n }, () => from.next().value as Push)

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
/** One request as a browser sends it; answers the parsed body. */
function ask(
  port: number,
  token: string,
  method: string,
  path: string,
  body?: Buffer,
): Promise<{ outcomes: { outcome: string }[] }> {
  return new Promise((done, fail) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'accept-encoding': 'identity',
      ...(body && { 'content-type': 'application/json', 'content-length': body.length, 'operation-id': newId() }),
    }
    const asked = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (d: Buffer) => parts.push(d))
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if (answer.statusCode === 200) done(JSON.parse(text))
        else fail(new Error(`${answer.statusCode} ${text.slice(0, 300)}`))
      })
    })
    asked.on('error', fail)
    asked.end(body)
  })
}
async function push(port: number, p: Push): Promise<number> {
  const answer = await ask(port, tokenOf(p.team), 'POST', '/api/rounds', p.body)
  const applied = answer.outcomes.filter((o) => o.outcome === 'applied').length
  if (applied !== p.checks.length)
    throw new Error(`${applied} of ${p.checks.length} taken in: ${JSON.stringify(answer.outcomes[0])}`)
  return applied
}

/** CPU time of every process of the database server, in ms. */
function databaseCpu(postmaster: number): number {
  let ticks = 0
  for (const pid of readdirSync('/proc').filter((f) => /^\d+$/.test(f))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const f = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(f[1]) === postmaster) ticks += Number(f[11]) + Number(f[12])
      // those that have ended
      else if (Number(pid) === postmaster) ticks += Number(f[13]) + Number(f[14])
    } catch {
      // ended while being looked at
    }
  }
  return ticks * 10
}

async function serverCpu(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [{ cpuMs }] = (await once(child, 'message')) as [{ cpuMs: number }]
  return cpuMs
}

/** Runs `work` over and over, so many at once, for a time; answers how often and in what time. */
async function closedLoop(
  ms: number,
  work: (lane: number) => Promise<unknown>,
): Promise<{ n: number; seconds: number; times: number[] }> {
  const began = performance.now()
  const times: number[] = []
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, lane) => {
      while (performance.now() - began < ms) {
        const from = performance.now()
        await work(lane)
        times.push(performance.now() - from)
      }
    }),
  )
  return { n: times.length, seconds: (performance.now() - began) / 1000, times }
}

const BARE = `
  insert into household_check (commune_id, check_id, household_id, hamlet_id, team_id, on_day, slot, answer, replaces, note, captured_at, lateness,
    received_at, account_id, post_id, op_id)
  select $1::int, u.*, $2::timestamptz, $3::uuid, $4::uuid, $5::uuid
  from unnest($6::uuid[], $7::uuid[], $8::int[], $9::uuid[], $10::date[], $11::text[], $12::text[], $13::uuid[], $14::text[], $15::timestamptz[], $16::text[]) as u`
const BARE_OP = '90000000-0000-7000-8000-00000000000b'

/** The same rows into the same table by one prepared statement, each push its own transaction: as the superuser, without row-level security or anything else. */
const bare = (pool: Pool, { communeId, team, checks: c }: Push) =>
  pool.query({
    name: 'bare',
    text: BARE,
    values: [
      ...[communeId, new Date().toISOString(), accountIdOf(team), postIdOf(team), BARE_OP],
      ...[
        c.map((x) => x.checkId),
        c.map((x) => x.householdId),
        c.map(() => 0),
        c.map(() => teamIdOf(team)),
        c.map((x) => x.onDay),
      ],
      ...[c.map((x) => x.slot), c.map((x) => x.answer), c.map(() => null), c.map(() => null), c.map((x) => x.capturedAt)],
      c.map(() => 'arrived'),
    ],
  })

/** What leaders look at meanwhile: province, a district, a commune in turn, four a second. */
async function dashboard(t: TestApp, port: number, until: Promise<void>): Promise<number[]> {
  const posts: [TestPost, string][] = []
  for (const [role, code] of [
    ['province', '30'],
    ['district', '290'],
    ['commune', '10507'],
  ] as const) {
    const post = await t.post(role, code)
    const token = `bench-${role}`
    await t.rows(
      `insert into session (token_hash, account_id, commune_id, post_id, kind, created_at, seen_at, expires_at)
       values ($1, $2, $3, $4, 'token', now(), now(), now() + interval '1 year')`,
      [hashToken(token), post.accountId, post.area.areaId, post.postId],
    )
    posts.push([post, token])
  }
  const times: number[] = []
  let over = false
  void until.then(() => {
    over = true
  })
  const began = performance.now()
  const under: Promise<void>[] = []
  for (let i = 0; !over; i++) {
    const due = began + i * 250
    await sleep(Math.max(0, due - performance.now()))
    const [, token] = posts[i % posts.length]!
    under.push(
      ask(port, token, 'GET', '/api/slots?day=2021-02-21&slot=evening').then(() => void times.push(performance.now() - due)),
    )
  }
  await Promise.all(under)
  return times
}

/** Pushes at a steady rate, whether or not earlier ones are answered; each is timed from when it was due. */
async function openLoop(port: number, pushes: Push[]): Promise<number[]> {
  const began = performance.now() + 20
  const times: number[] = []
  const under = pushes.map(async (p, i) => {
    const due = began + (i * HOMES * 1000) / CHECKS_PER_SECOND
    await sleep(due - performance.now())
    await push(port, p)
    times.push(performance.now() - due)
  })
  await Promise.all(under)
  return times
}

/**
 * `npm run bench -- ingest [--json]`: rounds of 70 doors through the real HTTP path (token, validation, row-level security, summaries, signals,
 * idempotency, audit), server and client each in a process. Wanted: p99 under 50 ms at 1,000 checks/s with the roll-up read beside it; at full
 * load at least 0.35 of a bare insert of the same rows.
 */
export async function bench(): Promise<{ name: string; results: Record<string, unknown> }> {
  const t = await testApp()
  const child = fork(new URL('./server.fixtures.ts', import.meta.url), [t.appUrl, '16'], { execArgv: serverFlags() })
  const bares = openPool(t.adminUrl, { max: AT_ONCE, idleSeconds: 600 })
  try {
    const made = rounds(await fillTeams(t.adminUrl, TEAMS))
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    const [{ ppid }] = (await t.rows<{ ppid: number }>('select pg_backend_pid() as ppid')).map(({ ppid }) => ({
      ppid: Number(
        readFileSync(`/proc/${ppid}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')[1],
      ),
    })) as [{ ppid: number }]
    let sent = 0
    const next = async () => {
      const taken = await push(port, made.next().value as Push)
      sent += taken
    }
    // plans are kept and code is compiled only after some hundreds
    for (const until = performance.now() + 30_000; sent < WARM && performance.now() < until; ) await closedLoop(1000, next)
    // as autovacuum leaves the tables of a server that has run for a day; it is at work in its own time and for both alike
    await t.rows('vacuum analyze')

    const open = take(made, Math.round((OPEN_SECONDS * CHECKS_PER_SECOND) / HOMES))
    let end = () => {}
    const looked = dashboard(
      t,
      port,
      new Promise<void>((done) => {
        end = done
      }),
    )
    const openTimes = await openLoop(port, open)
    sent += open.length * HOMES
    end()
    const dashboardTimes = await looked

    const cpu = async () => ({ server: await serverCpu(child), database: databaseCpu(ppid), client: process.cpuUsage() })
    const closed: { rate: number; times: number[] }[] = []
    const plain: number[] = []
    const used = { server: 0, database: 0, client: 0, pushes: 0 }
    const usedBare = { database: 0, client: 0, pushes: 0 }
    for (let turn = 0; turn < TURNS; turn++) {
      const ready = take(made, 1500)[Symbol.iterator]()
      let from = await cpu()
      const c = await closedLoop(TURN_MS, async () => {
        const taken = await push(port, ready.next().value!)
        sent += taken
      })
      let to = await cpu()
      closed.push({ rate: (c.n * HOMES) / c.seconds, times: c.times })
      used.server += to.server - from.server
      used.database += to.database - from.database
      used.client += (to.client.user + to.client.system - from.client.user - from.client.system) / 1000
      used.pushes += c.n
      const again = take(made, 9000)[Symbol.iterator]()
      from = await cpu()
      const b = await closedLoop(TURN_MS, () => bare(bares, again.next().value!))
      to = await cpu()
      plain.push((b.n * HOMES) / b.seconds)
      usedBare.database += to.database - from.database
      usedBare.client += (to.client.user + to.client.system - from.client.user - from.client.system) / 1000
      usedBare.pushes += b.n
    }
    await t.rows('delete from household_check where op_id = $1', [BARE_OP])
    const province = await t.post('province', '30')
    const checked = await province.as(verify, {})
    const [{ n }] = (await t.rows<{ n: number }>('select count(*)::int as n from household_check')) as [{ n: number }]
    const ratios = closed.map((c, i) => c.rate / plain[i]!)
    const perPush = (ms: number, pushes: number) => round(ms / pushes)
    return {
      name: 'ingest',
      results: {
        what: `pushes of ${HOMES}, one household in ${COUGH_EVERY} with a symptom (every fifth push makes a signal); ${TEAMS} teams`,
        open: {
          checksPerSecond: CHECKS_PER_SECOND,
          seconds: OPEN_SECONDS,
          ...spread(openTimes),
          dashboard: spread(dashboardTimes),
        },
        closed: {
          atOnce: AT_ONCE,
          checksPerSecond: Math.round(median(closed.map((c) => c.rate))),
          ...spread(closed.flatMap((c) => c.times)),
          cpuMsPerPush: {
            server: perPush(used.server, used.pushes),
            database: perPush(used.database, used.pushes),
            client: perPush(used.client, used.pushes),
          },
        },
        bare: {
          connections: AT_ONCE,
          checksPerSecond: Math.round(median(plain)),
          cpuMsPerPush: {
            database: perPush(usedBare.database, usedBare.pushes),
            client: perPush(usedBare.client, usedBare.pushes),
          },
        },
        ratio: round(median(ratios), 3),
        ratios: ratios.map((r) => round(r, 3)),
        checksSent: sent,
        checksKept: n,
        verified: checked,
      },
    }
  } finally {
    child.disconnect()
    agent.destroy()
    await bares.end()
    await t.close()
  }
}

/** PHAODAI_PROFILE=folder: where the server's time goes (node --cpu-prof). */
const serverFlags = () => (process.env.PHAODAI_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PHAODAI_PROFILE}`] : [])
