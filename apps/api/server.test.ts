import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { command, type Operation } from '@phaodai/kernel/command.ts'
import { verb } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { z } from 'zod'
import { migrations } from '../../db/bootstrap.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { readInstance } from './instance.ts'
import { madeUp } from './made-up.fixtures.ts'
import { buildServer } from './server.ts'
import { doors } from './wiring.ts'

let t: TestApp
let server: FastifyInstance
let commune: TestPost
let cookie: string
const lines: string[] = []

const PASSWORD = 'test-only'
async function signIn(post: TestPost): Promise<string> {
  const reply = await server.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: post.username, password: PASSWORD },
  })
  assert.equal(reply.statusCode, 200, reply.body)
  const set = String(reply.headers['set-cookie'])
  return set.split(';')[0]!
}
const call = (options: InjectOptions, as = cookie) => server.inject({ ...options, headers: { cookie: as, ...options.headers } })

before(async () => {
  t = await testApp()
  server = buildServer({
    app: t.app,
    operations: madeUp,
    doors,
    instance: () => readInstance(dbOf(t.app.pool)),
    log: { write: (line) => void lines.push(line) },
  })
  commune = await t.post('commune', '10783')
  cookie = await signIn(commune)
})
after(async () => {
  await server?.close()
  await t?.close()
})

function assertProblem(
  reply: { statusCode: number; body: string; headers: Record<string, unknown> },
  status: number,
  code: string,
) {
  assert.equal(reply.statusCode, status, reply.body)
  assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
  const problem = JSON.parse(reply.body)
  assert.equal(problem.code, code)
  assert.equal(problem.status, status)
  assert.equal(problem.type, `/docs/problems#${code}`)
  assert.equal(problem.instance, reply.headers['request-id'])
  assert.ok(problem.title && problem.titleEn)
  return problem
}

test('without a session every route of a verb answers 401, before the body is read', async () => {
  for (const { verb } of madeUp) {
    const url = verb.path.replace(':noteId', newId())
    assertProblem(await server.inject({ method: verb.method, url }), 401, 'not-signed-in')
  }
  assertProblem(
    await server.inject({ method: 'GET', url: '/api/notes', headers: { authorization: 'Bearer nonsense' } }),
    401,
    'not-signed-in',
  )
})

test('where a small body comes before the session is looked up, who is not signed in learns nothing of it and nothing is written', async () => {
  const send = (payload: string, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url: '/api/notes/count',
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    })
  const opId = newId()
  const said = await send('{"text":"ba"}', { cookie, 'operation-id': opId })
  assert.deepEqual(said.json(), { post: commune.postId, length: 2 })
  assert.equal((await send('{"text":"ba"}', { cookie, 'operation-id': opId })).body, said.body)
  const nobody = { authorization: 'Bearer nonsense' }
  for (const body of ['{"text":"ba"}', '{"text"', '{"text":7}', `{"text":"${'x'.repeat(100_000)}"}`, ''])
    for (const who of [nobody, {}]) assertProblem(await send(body, who), 401, 'not-signed-in')
  assertProblem(await send('{"text":"ba"}', { ...nobody, 'operation-id': '7' }), 401, 'not-signed-in')
  assertProblem(await send('ba', { ...nobody, 'content-type': 'text/plain' }), 401, 'not-signed-in')
  assertProblem(await send('{"text"', { cookie }), 400, 'invalid-json')
  assertProblem(await send('{"text":7}', { cookie: await signIn(await t.post('team', '10783')) }), 403, 'forbidden')
  assertProblem(await send('{"text":7}', { cookie }), 400, 'invalid-input')
  const long = await send(`{"text":"${'x'.repeat(100_000)}"}`, { cookie })
  assert.equal(long.json().length, 100_000)
  const rows = await t.rows<{ n: number }>("select count(*)::int as n from event where name = 'notes.counted'")
  assert.equal(rows[0]!.n, 2)
})

test('the session cookie is out of reach of scripts and of other sites, and the token is not in the body', async () => {
  const reply = await server.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: commune.username, password: PASSWORD },
  })
  const set = String(reply.headers['set-cookie'])
  assert.match(set, /^phaodai=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/)
  assert.ok(!reply.body.includes(set.split(/[=;]/)[1]!))
  assert.equal(reply.json().postId, commune.postId)
  const safe = buildServer({ app: t.app, operations: [], instance: async () => null, secure: true })
  const behindTls = await safe.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: commune.username, password: PASSWORD },
  })
  assert.match(String(behindTls.headers['set-cookie']), /Secure/)
  assert.ok(behindTls.headers['strict-transport-security'])
  await safe.close()
})

test('signing out ends the session at the server, and again is no error', async () => {
  const mine = await signIn(commune)
  assert.equal((await call({ method: 'GET', url: '/api/session' }, mine)).json().accountId, commune.accountId)
  assert.equal((await call({ method: 'DELETE', url: '/api/session' }, mine)).statusCode, 204)
  assertProblem(await call({ method: 'GET', url: '/api/session' }, mine), 401, 'not-signed-in')
  assert.equal((await call({ method: 'DELETE', url: '/api/session' }, mine)).statusCode, 204)
})

test('the token of a session also works as a bearer', async () => {
  const token = cookie.split('=')[1]!
  const reply = await server.inject({ method: 'GET', url: '/api/notes', headers: { authorization: `Bearer ${token}` } })
  assert.equal(reply.statusCode, 200)
})

test('a role without the verb is refused with 403, and the refusal is recorded', async () => {
  const team = await signIn(await t.post('team', '10783'))
  assertProblem(await call({ method: 'GET', url: '/api/notes' }, team), 403, 'forbidden')
  const rows = await t.rows<{ n: number }>("select count(*)::int as n from audit where kind = 'denied' and action = 'notes.list'")
  assert.equal(rows[0]!.n, 1)
})

test('a repeat with the same Operation-Id gives the first answer and writes once; other content is refused', async () => {
  const opId = newId()
  const noteId = newId()
  const send = (text: string) =>
    call({ method: 'PUT', url: `/api/notes/${noteId}`, payload: { text }, headers: { 'operation-id': opId } })
  const [first, second] = [await send('một'), await send('một')]
  assert.deepEqual(first.json(), { noteId, length: 3 })
  assert.deepEqual(second.json(), first.json())
  assert.equal(second.headers['operation-id'], opId)
  const rows = await t.rows<{ n: number }>('select count(*)::int as n from event where op_id = $1', [opId])
  assert.equal(rows[0]!.n, 1)
  assertProblem(await send('hai'), 409, 'operation-reused')
})

test('a write without an Operation-Id gets one, and one that is no UUID is refused', async () => {
  const url = `/api/notes/${newId()}`
  const reply = await call({ method: 'PUT', url, payload: { text: 'x' } })
  assert.match(String(reply.headers['operation-id']), /^[0-9a-f-]{36}$/)
  const bad = assertProblem(
    await call({ method: 'PUT', url, payload: { text: 'x' }, headers: { 'operation-id': '7' } }),
    400,
    'invalid-input',
  )
  assert.equal(bad.errors[0].field, 'Operation-Id')
})

test('bad input names each field in both languages, and the path wins over the body', async () => {
  const noteId = newId()
  const bad = await call({ method: 'PUT', url: '/api/notes/nobody', payload: { noteId, text: 'x'.repeat(51) } })
  const problem = assertProblem(bad, 400, 'invalid-input')
  assert.deepEqual(
    problem.errors.map((e: { field: string }) => e.field),
    ['noteId', 'text'],
  )
  assert.ok(problem.errors.every((e: { vi: string; en: string }) => e.vi && e.en && e.vi !== e.en))
  assertProblem(await call({ method: 'PUT', url: `/api/notes/${noteId}`, payload: [1] }), 400, 'invalid-input')
})

test('a query string gives numbers and lists, one value being a list of one', async () => {
  const one = await call({ method: 'GET', url: '/api/notes?kinds=a&limit=5' })
  assert.deepEqual(one.json(), { kinds: ['a'], limit: 5, notes: [] })
  const two = await call({ method: 'GET', url: '/api/notes?kinds=a&kinds=b' })
  assert.deepEqual(two.json().kinds, ['a', 'b'])
})

test('a verb without a result answers 204, also on repeat', async () => {
  const request: InjectOptions = { method: 'DELETE', url: `/api/notes/${newId()}`, headers: { 'operation-id': newId() } }
  assert.equal((await call(request)).statusCode, 204)
})

test('an upload takes bytes up to 64 MB, its other keys from the query, and nothing that is not bytes', async () => {
  const url = `/api/notes/${newId()}/file?fileName=${encodeURIComponent('ca bệnh.csv')}`
  const headers = { 'content-type': 'application/octet-stream' }
  const small = await call({ method: 'POST', url, payload: Buffer.from([0, 255, 0]), headers })
  assert.deepEqual(small.json(), { size: 3, fileName: 'ca bệnh.csv' })
  const eight = await call({ method: 'POST', url, payload: Buffer.alloc(8 * 1024 * 1024), headers })
  assert.equal(eight.json().size, 8 * 1024 * 1024)
  const over = await call({ method: 'POST', url, payload: Buffer.alloc(64 * 1024 * 1024 + 1), headers })
  assert.equal(assertProblem(over, 413, 'too-large').details.limitMb, 64)
  assertProblem(await call({ method: 'POST', url, payload: { bytes: 'x' } }), 415, 'unsupported-media')
})

test('a file comes with its Vietnamese name', async () => {
  const reply = await call({ method: 'GET', url: `/api/notes/${newId()}/file` })
  assert.equal(reply.statusCode, 200)
  assert.equal(reply.headers['content-type'], 'text/csv; charset=utf-8')
  assert.equal(
    reply.headers['content-disposition'],
    `attachment; filename="Danh sach Do _A_.csv"; filename*=UTF-8''Danh%20s%C3%A1ch%20%C4%90%E1%BB%97%20%22A%22.csv`,
  )
  assert.equal(reply.rawPayload.toString(), 'tên\r\nAn\r\n')
})

test('ten megabytes of nonsense, deep JSON, broken JSON and NUL get a clear problem', async () => {
  const url = `/api/notes/${newId()}`
  const json = { 'content-type': 'application/json' }
  const send = (payload: string | Buffer, headers: Record<string, string> = json) =>
    call({ method: 'PUT', url, payload, headers })
  assertProblem(await send(Buffer.alloc(10 * 1024 * 1024, 0x5b)), 413, 'too-large')
  assertProblem(await send('['.repeat(1_000_000)), 400, 'too-deep')
  assertProblem(await send(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`), 400, 'too-deep')
  assertProblem(await send('{"text": nonsense'), 400, 'invalid-json')
  assertProblem(await send('{"text":"a\\u0000b"}'), 400, 'bad-characters')
  assertProblem(await send('{"text":"\\ud800"}'), 400, 'bad-characters')
  assertProblem(await send('<note/>', { 'content-type': 'text/xml' }), 415, 'unsupported-media')
  assertProblem(await call({ method: 'GET', url: '/api/breaks?name=%00' }), 400, 'bad-characters')
  assertProblem(await call({ method: 'GET', url: '/api/notes/%E0%A4%A' }), 400, 'bad-request')
})

test('an unknown address is a problem with where to look', async () => {
  assertProblem(await call({ method: 'GET', url: '/api/nothing?name=An' }), 404, 'no-such-route')
  assertProblem(await call({ method: 'POST', url: '/api/notes' }), 404, 'no-such-route')
})

test('a write from another site is refused, also when only Origin tells', async () => {
  const url = `/api/notes/${newId()}`
  const send = (headers: Record<string, string>) => call({ method: 'PUT', url, payload: { text: 'x' }, headers })
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ]) {
    assertProblem(await send(headers as unknown as Record<string, string>), 403, 'cross-site')
  }
  assert.equal((await send({ 'sec-fetch-site': 'same-origin' })).statusCode, 200)
  assert.equal((await send({ origin: 'http://localhost:80', host: 'localhost' })).statusCode, 200)
})

test('every answer carries the security headers, and none of /api is stored', async () => {
  for (const url of ['/api/notes', '/api/nothing', '/healthz', '/docs', '/%E0%A4%A']) {
    const { headers } = await call({ method: 'GET', url })
    const csp = String(headers['content-security-policy'])
    assert.match(csp, /worker-src 'self' blob:/)
    assert.match(csp, /script-src 'self';/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['x-frame-options'], 'DENY')
    assert.equal(headers['referrer-policy'], 'same-origin')
    if (url.startsWith('/api')) assert.equal(headers['cache-control'], 'no-store')
  }
})

test('an unexpected failure answers its request id, and the log holds the id but no personal data', async () => {
  lines.length = 0
  const name = 'Nguyễn Văn Thử 003123456789'
  const reply = await call({ method: 'GET', url: `/api/breaks?name=${encodeURIComponent(name)}` })
  const problem = assertProblem(reply, 500, 'internal')
  assert.equal(problem.details.requestId, reply.headers['request-id'])
  assert.ok(!reply.body.includes('Nguyễn'))
  await server.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: commune.username, password: 'Sai 0540123456' },
  })
  await call({ method: 'PUT', url: `/api/notes/${newId()}`, payload: { text: name } })
  await call({ method: 'GET', url: `/api/${encodeURIComponent(name)}` })
  const log = lines.join('')
  const about = lines.map((l) => JSON.parse(l)).find((l) => l.msg === 'unexpected')
  assert.equal(about.requestId, problem.instance)
  assert.equal(about.err.code, '22P02')
  assert.ok(about.err.frames.length > 0)
  for (const secret of ['Nguyễn', 'Nguy%E1', '003123456789', '0540123456', commune.username, cookie.split('=')[1]!, 'Cán bộ']) {
    assert.ok(!log.includes(secret), `the log holds ${secret}`)
  }
  assert.ok(lines.some((l) => JSON.parse(l).route === '/api/notes/:noteId'))
})

test('readiness says when the schema is current and when it is not', async () => {
  assert.deepEqual((await server.inject('/healthz')).json(), { alive: true })
  const ready = await server.inject('/readyz')
  assert.deepEqual(ready.json(), { ready: true, mode: 'drill', provinceCode: '30', migration: migrations().at(-1)!.name })
  const instance = await server.inject('/api/instance')
  assert.deepEqual(instance.json(), { mode: 'drill', provinceCode: '30', today: '2021-02-22' })
  const last = migrations().at(-1)!.name
  await t.rows('delete from migration where name = $1', [last])
  const late = await server.inject('/readyz')
  assertProblem(late, 503, 'not-ready')
  assert.equal(late.headers['retry-after'], '5')
  await t.rows('insert into migration (name) values ($1)', [last])
  assert.equal((await server.inject('/readyz')).statusCode, 200)
})

test('metrics count by route, verb and outcome, and name nobody', async () => {
  await call({ method: 'GET', url: '/api/breaks?name=refuse' })
  const { body } = await server.inject('/metrics')
  assert.match(body, /phaodai_http_request_seconds_count\{method="PUT",route="\/api\/notes\/:noteId",status="200"\} \d/)
  assert.match(body, /phaodai_operations_total\{verb="notes.break",outcome="not-found"\} 1/)
  assert.match(body, /phaodai_operations_total\{verb="notes.list",outcome="forbidden"\} 1/)
  assert.match(body, /phaodai_pool_connections\{state="busy"\} \d/)
  assert.match(body, /nodejs_eventloop_lag_seconds/)
  assert.ok(!body.includes(commune.username) && !body.includes(commune.postId) && !body.includes('Nguy'))
})

test('a refusal at a door is counted by verb and reason, the ones for too many requests too, and the key stands nowhere', async () => {
  const knock = () =>
    server.inject({ method: 'POST', url: '/api/doors/declarant/own', headers: { 'door-key': 'khoa-thieu' }, payload: {} })
  assertProblem(await knock(), 401, 'link-unknown')
  let last = await knock()
  for (let i = 0; i < 120 && last.statusCode === 401; i++) last = await knock()
  assertProblem(last, 429, 'too-many-requests')
  const { body } = await server.inject('/metrics')
  assert.match(body, /phaodai_operations_total\{verb="declarations.own",outcome="link-unknown"\} 120/)
  assert.match(body, /phaodai_operations_total\{verb="declarations.own",outcome="too-many-requests"\} 1/)
  assert.ok(!body.includes('khoa-thieu') && !lines.join('').includes('khoa-thieu'))
})

test('closing finishes what is under way, and new requests are told to come again', { timeout: 20_000 }, async () => {
  let [started, release] = [() => {}, () => {}]
  const underWay = new Promise<void>((resolve) => {
    started = resolve
  })
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow = command(
    verb({
      name: 'notes.slow',
      method: 'POST',
      path: '/api/slow',
      input: z.object({}),
      output: z.object({ done: z.boolean() }),
      title: { vi: 'Chậm', en: 'Slow' },
      roles: ['commune'],
    }),
    async () => {
      started()
      await gate
      return { done: true }
    },
  )
  const own = buildServer({ app: t.app, operations: [slow] as unknown as Operation[], instance: async () => null })
  let address = ''
  let late: { status: number; code?: string } | undefined
  own.addHook('preClose', async () => {
    const reply = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(5000) })
    late = { status: reply.status, ...((await reply.json()) as object) }
  })
  own.addHook('preClose', async () => release())
  address = await own.listen({ port: 0, host: '127.0.0.1' })
  const answer = fetch(`${address}/api/slow`, { method: 'POST', headers: { cookie } })
  await underWay
  const closed = own.close()
  const reply = await answer
  assert.deepEqual([reply.status, await reply.json()], [200, { done: true }])
  await closed
  assert.equal(late?.code, 'busy')
  await assert.rejects(fetch(`${address}/healthz`))
})

test('an account with a one-time password is told to replace it, and may do nothing else', async () => {
  const fresh = await t.post('commune', '10783')
  await t.rows('update account set must_change = true where account_id = $1', [fresh.accountId])
  const mine = await signIn(fresh)
  assert.equal((await call({ method: 'GET', url: '/api/session' }, mine)).json().owed, 'password-must-change')
  assertProblem(await call({ method: 'GET', url: '/api/notes' }, mine), 403, 'password-must-change')
})

test('a wrong password says so in both languages, and gives no cookie', async () => {
  const reply = await server.inject({ method: 'POST', url: '/api/session', payload: { username: 'khong-co', password: 'sai' } })
  assertProblem(reply, 401, 'sign-in-failed')
  assert.equal(reply.headers['set-cookie'], undefined)
  const empty = await server.inject({ method: 'POST', url: '/api/session' })
  assertProblem(empty, 400, 'invalid-input')
})

test('a session moves only to a post of its own account', async () => {
  const mine = await signIn(commune)
  const other = await t.post('station', '10783')
  const put = (postId: string) => call({ method: 'PUT', url: '/api/session/post', payload: { postId } }, mine)
  assert.equal((await put(commune.postId)).json().postId, commune.postId)
  assertProblem(await put(other.postId), 404, 'not-found')
})
