/**
 * Every route x role x in or out of scope, from the route table (docs/access.md is its table): through real HTTP with real sessions, and by SQL
 * as the server's own role. A verb without an example in access.examples.ts fails.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Operation } from '@phaodai/kernel/command.ts'
import { type Role, roles } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import type { FastifyInstance } from 'fastify'
import { accessMarkdown, problemsMarkdown } from '../apps/api/access.ts'
import { keysOf, pathKeys } from '../apps/api/input.ts'
import { readInstance } from '../apps/api/instance.ts'
import { buildServer } from '../apps/api/server.ts'
import { doors, operations } from '../apps/api/wiring.ts'
import { examples } from './access.examples.ts'
import { type Input, idsOf, type Leaks, leaksOf, makeCarrier, makeSide, type Side, type World } from './access.world.ts'
import { type TestApp, type TestPost, testApp } from './database.ts'

const PROVINCE = '30'
/** Communes of three districts of one province. */
const communes = { A: '10882', B: '10750', C: '10570' } as const

let t: TestApp
let server: FastifyInstance
let w: World
let a: Side
let b: Side
/** Every role with a post in commune A; and each where it usually sits. */
const narrow = {} as Record<Role, TestPost>
const usual = {} as Record<Role, TestPost>
const cookies = new Map<string, Promise<string>>()
/** Answers of commune A's posts before commune B had anybody. */
let alone: Map<string, string>

interface Reply {
  status: number
  code: string
  text: string
}

/** Each account signs in once, whoever asks first. */
function cookieOf(post: TestPost): Promise<string> {
  const cookie = cookies.get(post.accountId) ?? signedIn(post)
  cookies.set(post.accountId, cookie)
  return cookie
}
async function signedIn(post: TestPost): Promise<string> {
  const reply = await server.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: post.username, password: 'test-only' },
  })
  assert.equal(reply.statusCode, 200, reply.body)
  return String(reply.headers['set-cookie']).split(';')[0]!
}

/** One request of a verb over HTTP, its input spread over path, query and body as a client would. */
async function send({ verb: v }: Operation, input: Input, as: TestPost | null): Promise<Reply> {
  const inPath = pathKeys(v.path)
  const url = v.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(input[key] ?? newId())))
  const rest = Object.entries(input).filter(([key, value]) => !inPath.includes(key) && key !== 'bytes' && value !== undefined)
  const inQuery = v.method === 'GET' || v.upload
  const query = new URLSearchParams(inQuery ? rest.map(([key, value]): [string, string] => [key, String(value)]) : [])
  const reply = await server.inject({
    method: v.method,
    url: `${url}${query.size > 0 ? `?${query}` : ''}`,
    headers: { ...(as && { cookie: await cookieOf(as) }), ...(v.upload && { 'content-type': 'application/octet-stream' }) },
    ...(v.upload
      ? { payload: Buffer.from((input.bytes as Uint8Array | undefined) ?? []) }
      : inQuery
        ? {}
        : { payload: Object.fromEntries(rest) }),
  })
  const problem = reply.statusCode >= 400 ? (reply.json() as { code: string }) : null
  return { status: reply.statusCode, code: problem?.code ?? '', text: reply.body }
}

/** The example's inputs, then the same for each area that the shape takes: the side's commune, its district, the province. */
async function aimedAt(operation: Operation, side: Side, as: TestPost): Promise<Input[]> {
  const inputs = (await examples[operation.verb.name]?.aim(side, w, as)) ?? [{}]
  const shape = operation.verb.method === 'GET' ? (keysOf(operation.verb.input) ?? {}) : {}
  const wide = ['areaId', 'within'].filter((key) => key in shape && !(key in inputs[0]!))
  return [
    ...inputs,
    ...wide.flatMap((key) => [side.areaId, side.districtId, side.provinceId].map((area) => ({ ...inputs[0], [key]: area }))),
  ]
}

const seat = async (role: Role, tier: 'usual' | 'narrow'): Promise<TestPost> => {
  const commune = communes.A
  if (role === 'laboratory') return t.post(role, commune, { body: `Phòng xét nghiệm ${tier} ${newId().slice(-4)}` })
  if (role === 'site' || role === 'checkpoint') return t.post(role, commune, { body: `${role} ${tier} ${newId().slice(-4)}` })
  if (role === 'team') {
    const post = await t.post(role, commune, { hamletId: a.hamlets[0] })
    await t.rows(
      `insert into team_member (commune_id, member_id, team_id, hamlet_id, post_id, account_id, is_lead, from_on, added_by, op_id)
       select $1, gen_random_uuid(), $2, $3, $4, $5, false, '2021-02-20', $5, gen_random_uuid()`,
      [a.areaId, a.field.teamId, a.hamlets[0], post.postId, post.accountId],
    )
    return post
  }
  if (tier === 'narrow') return t.post(role, commune)
  if (role === 'district') return t.post(role, a.districtCode)
  if (role === 'commune' || role === 'station') return t.post(role, commune)
  return t.post(role, PROVINCE)
}

/** The statement of `inB`, kept on its connection: the tables do not change. */
let countB = ''
/**
 * Every stored row that lies in commune B, to see that nobody of A wrote there: how many of each table, and the newest transaction that wrote one.
 * A row that is written, even with what it held, has a newer one.
 */
async function inB(): Promise<string> {
  if (countB === '') {
    const tables = await t.rows<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'commune_id'",
    )
    const rows = (table: string, key: string) =>
      `select '${table}' as name, count(*) as n, max(x.xmin::text::bigint) as newest from "${table}" x where ${key} = ${b.areaId}`
    countB = [
      ...tables.map(({ name }) => rows(name, 'commune_id')),
      rows('area', 'parent_id'),
      rows('body', 'area_id'),
      rows('responsibility', 'area_id'),
    ].join(' union all ')
  }
  return JSON.stringify(await t.rows(countB))
}

/** What differs between two moments though nothing else does. */
const settled = (text: string) =>
  text
    .replace(/"(cutOffAt|checkedAt|instance|requestId)":"[^"]*"/g, '"$1":"…"')
    .replace(/"sessions":\d+,"seenAt":("[^"]*"|null)/g, '"sessions":…')
const firstDifference = (was: string, is: string) => {
  let at = 0
  while (was[at] === is[at]) at++
  return `${was.slice(Math.max(0, at - 80), at + 80)} ≠ ${is.slice(Math.max(0, at - 80), at + 80)}`
}
/** Units are for everyone to know; the log of reads grows by being read; an offer of a second factor is random; a report prints its minute. */
const quiet = new Set([
  // how surprising a shared place is depends on how many persons are known at all, wherever they live
  'tracing.sources',
  'checks.slot-report',
  'areas.hamlets',
  // a document carries the second at which it was made
  'reports.document',
  'reports.period-document',
  'reports.frozen-period-document',
  'reports.conclusion',
  // a cursor and a lease are of the moment
  'devices.pull',
  'identity.audit-log',
  'identity.person-reads',
  'identity.sessions',
  'identity.enrol-totp',
  'imports.preview',
])
const reads = operations.filter((o) => o.kind === 'read')

/** Requests of which none changes what another one answers, four at once: each waits for the disk that records it. */
async function each<T>(items: readonly T[], ask: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]()
  const lane = async () => {
    for (const item of left) await ask(item)
  }
  await Promise.all([lane(), lane(), lane(), lane()])
}
/** Every reading of commune A's posts, by verb, role and input. */
async function readings(): Promise<Map<string, string>> {
  const asked: { operation: Operation; role: Role; key: string; input: Input }[] = []
  for (const operation of reads) {
    const { name } = operation.verb
    if (quiet.has(name)) continue
    for (const role of operation.verb.roles)
      for (const [i, input] of (await aimedAt(operation, a, narrow[role])).entries())
        asked.push({ operation, role, input, key: `${name} ${role} ${i}` })
  }
  const answers = new Map<string, string>()
  await each(asked, async ({ operation, role, input, key }) => {
    answers.set(key, settled((await send(operation, input, narrow[role])).text))
  })
  return answers
}

before(async () => {
  t = await testApp()
  server = buildServer({ app: t.app, operations, instance: () => readInstance(dbOf(t.app.pool)) })
  const operator = await t.post('operator', PROVINCE)
  w = { t, operator, carrier: await makeCarrier(t, operator, communes.C) }
  a = await makeSide(w, 'A', communes.A)
  for (const role of roles) narrow[role] = await seat(role, 'narrow')
  for (const role of roles)
    usual[role] = role === 'laboratory' ? a.laboratory : role === 'site' ? a.site : await seat(role, 'usual')
  alone = await readings()
  b = await makeSide(w, 'B', communes.B)
  assert.equal(new Set([a.districtId, b.districtId]).size, 2)
})
after(async () => {
  await server?.close()
  await t?.close()
})

test('every verb has an example, and no example is of a verb that is gone', () => {
  assert.deepEqual(Object.keys(examples).sort(), operations.map((o) => o.verb.name).sort())
})

test('docs/access.md and docs/problems.md are as tools/docs.ts writes them', () => {
  const text = (name: string) => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8')
  assert.equal(text('access.md'), accessMarkdown(operations, doors), 'run: node tools/docs.ts')
  assert.equal(text('problems.md'), problemsMarkdown(), 'run: node tools/docs.ts')
})

test('without a session every route answers 401', async () => {
  for (const operation of operations) assert.equal((await send(operation, {}, null)).code, 'not-signed-in', operation.verb.name)
})

test('a role without the verb is refused on every route, and each refusal is recorded', async () => {
  const without = operations.flatMap((operation) =>
    roles.filter((role) => !operation.verb.roles.includes(role)).map((role) => ({ operation, role })),
  )
  await each(without, async ({ operation, role }) => {
    const { status, code } = await send(operation, {}, narrow[role])
    assert.deepEqual([status, code], [403, 'forbidden'], `${operation.verb.name} as ${role}`)
  })
  const wanted = without.map(({ operation, role }) => `${operation.verb.name} ${role}`)
  const rows = await t.rows<{ row: string }>("select action || ' ' || role as row from audit where kind = 'denied'")
  assert.deepEqual([...new Set(rows.map((r) => r.row))].sort(), wanted.sort())
})

test('what a post of commune A reads is the same to the letter as when commune B had nobody', async () => {
  const differ: string[] = []
  for (const [key, now] of await readings())
    if (now !== alone.get(key)) differ.push(`${key}: ${firstDifference(alone.get(key) ?? '', now)}`)
  assert.equal(differ.join('\n'), '')
})

describe('a role with the verb, inside its scope', () => {
  for (const operation of operations) {
    const { name } = operation.verb
    test(`${name} is answered`, async () => {
      const example = examples[name]!
      const failed: string[] = []
      let done = 0
      for (const role of operation.verb.roles) {
        const as = example.ownAccount ? await seat(role, 'narrow') : usual[role]
        const [input] = await example.aim(a, w, as)
        const { status, code, text } = await send(operation, input!, as)
        if (status < 400) done++
        else if (!example.refusals?.includes(code)) failed.push(`${role}: ${status} ${text}`)
      }
      assert.equal(failed.join('\n'), '')
      assert.ok(done > 0 || example.refusals, 'no role got an answer')
    })
  }
})

describe('a post of commune A, aiming at commune B', () => {
  let known: ReadonlySet<string>
  let leaks: { at: string; in: Leaks } = { at: '', in: async () => [] }
  before(async () => {
    known = await idsOf(t, [a.areaId, w.carrier.post.area.areaId, w.operator.area.areaId])
  })
  for (const operation of operations) {
    const { name } = operation.verb
    test(`${name} gives nothing away and changes nothing there`, async () => {
      const example = examples[name]!
      const asked: [Role, Input][] = []
      // nothing may change, so one input serves every role; those of one's own account are each role's own
      const shared = example.ownAccount ? null : await aimedAt(operation, b, narrow.commune)
      for (const role of operation.verb.roles)
        for (const input of shared ?? (await aimedAt(operation, b, narrow[role]))) asked.push([role, input])
      const before = await inB()
      // what B has is read anew only where an example has just given it something
      if (before !== leaks.at)
        leaks = { at: before, in: await leaksOf(t, b, a, known, [w.carrier.post.area.areaId, w.operator.area.areaId]) }
      const failed: string[] = []
      for (const [role, input] of asked) {
        const { status, text } = await send(operation, input, example.ownAccount ? await seat(role, 'narrow') : narrow[role])
        const said = JSON.stringify(input, (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value))
        const leaked = await leaks.in(text, said)
        if ((leaked.length > 0 && !example.holds) || status >= 500)
          failed.push(`${role} with ${said}: ${status} ${leaked.join(', ')} in ${text.slice(0, 500)}`)
      }
      assert.equal(failed.join('\n'), '')
      if (!example.reaches) assert.equal(await inB(), before)
    })
  }
})
