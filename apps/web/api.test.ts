import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { addressOf, call, type ProblemError, problemOf } from './api.ts'

const words = { vi: 'Thử', en: 'Try' }
let origin = ''
const seen: { method: string; url: string; body: string; headers: IncomingMessage['headers'] }[] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => (body += part))
  request.on('end', () => {
    seen.push({ method: request.method!, url: request.url!, body, headers: request.headers })
    if (request.url!.startsWith('/refuse')) {
      response.writeHead(409, { 'content-type': 'application/problem+json' })
      response.end(
        JSON.stringify({ type: '/docs/problems#x', code: 'x', status: 409, title: 'Không được', titleEn: 'Not allowed' }),
      )
    } else if (request.url!.startsWith('/proxy')) {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
    } else if (request.url!.startsWith('/file')) {
      response.writeHead(200, { 'content-disposition': "attachment; filename*=UTF-8''danh%20s%C3%A1ch.csv" }).end('a;b')
    } else response.writeHead(200, { 'content-type': 'application/json' }).end('{"n":1}')
  })
})
before(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => new Promise((done) => server.close(done)))

const at = <M extends 'GET' | 'POST'>(method: M, path: string) =>
  verb({
    name: 'try.it',
    method,
    path: origin + path,
    input: z.record(z.string(), z.unknown()),
    output: z.object({ n: z.number() }),
    title: words,
    roles: [],
  })

test('a read puts what is not in the path into the query', async () => {
  assert.deepEqual(await call(at('GET', '/cases/:id'), { id: 'a/b', level: ['F0', 'F1'], none: undefined }), { n: 1 })
  assert.equal(seen.at(-1)!.url, '/cases/a%2Fb?level=F0&level=F1')
})

test('a write sends its body with an operation id, the same for a repeated attempt', async () => {
  await call(at('POST', '/cases/:id/close'), { id: '1', reason: 'hết hạn' }, { opId: 'op-1' })
  const last = seen.at(-1)!
  assert.deepEqual([last.url, last.body, last.headers['operation-id']], ['/cases/1/close', '{"reason":"hết hạn"}', 'op-1'])
  await call(at('POST', '/cases'), {})
  assert.match(String(seen.at(-1)!.headers['operation-id']), /^[0-9a-f-]{36}$/)
})

test('a refusal keeps its code and both languages', async () => {
  await assert.rejects(
    call(at('GET', '/refuse'), {}),
    (error: ProblemError) => error.problem.code === 'x' && error.problem.titleEn === 'Not allowed',
  )
})

test('no server, or a proxy in its place, is told as no connection', async () => {
  await assert.rejects(call(at('GET', '/proxy'), {}), (error: ProblemError) => error.problem.code === 'no-connection')
  const nowhere = { ...at('GET', ''), path: 'http://127.0.0.1:1/x' }
  await assert.rejects(call(nowhere, {}), (error: ProblemError) => error.problem.code === 'no-connection')
})

test('an answer of another shape than the contract is refused, not shown', async () => {
  const other = { ...at('GET', '/cases'), output: z.object({ m: z.string() }) }
  await assert.rejects(call(other, {}), (error: ProblemError) => error.problem.code === 'unreadable-answer')
})

test('a file comes with its Vietnamese name', async () => {
  const file = await call({ ...at('GET', '/file'), file: true as const }, {})
  assert.equal(file.fileName, 'danh sách.csv')
})

test('a call without what its path needs is a mistake of ours, said at once', () => {
  assert.throws(() => addressOf('/cases/:id', {}), /needs id/)
  assert.equal(problemOf(new Error('x')).code, 'screen-error')
})
