import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { check, cough, type Field, makeField } from '@phaodai/modules/checks/field.fixtures.ts'
import { pushRound } from '@phaodai/modules/checks/round.commands.ts'
import type { FastifyInstance } from 'fastify'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { readInstance } from './instance.ts'
import { buildServer } from './server.ts'
import { operations } from './wiring.ts'

let t: TestApp
let server: FastifyInstance
let url: string
let field: Field

before(async () => {
  t = await testApp()
  server = buildServer({ app: t.app, operations, instance: () => readInstance(dbOf(t.app.pool)) })
  url = await server.listen({ host: '127.0.0.1', port: 0 })
  field = await makeField(t, '10783')
})
after(async () => {
  await server?.close()
  await t?.close()
})

/** Opens the stream as a post; `next` waits for the next event that is no heartbeat. */
async function listen(post: TestPost, of: string) {
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: post.username, password: 'test-only' }),
  })
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
  const stop = new AbortController()
  AbortSignal.timeout(20_000).addEventListener('abort', () => stop.abort())
  const answer = await fetch(`${url}/api/live?of=${of}`, { headers: { cookie }, signal: stop.signal })
  if (!answer.ok) return { status: answer.status, next: async () => '', close: () => {} }
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<string> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const event = text.slice(0, end)
        text = text.slice(end + 2)
        const said = /event: (\w+)\ndata: ?(.*)/.exec(event)!
        if (said[1] !== 'beat') return `${said[1]} ${said[2]}`.trim()
        continue
      }
      const { value, done } = await reader.read()
      if (done) return 'ended'
      text += value
    }
  }
  return { status: answer.status, next, close: () => stop.abort() }
}
const ill = (slot: 'morning' | 'evening' = 'morning', day = '2021-02-21') =>
  field.member.as(pushRound, { checks: [check(field.homes[0]!, day, slot, 'symptom', cough(null, { who: 'khách' }))] })

test('who has the signals of the commune open hears of a new one within a second; another commune, and who reads other things, hear nothing', async () => {
  const station = await t.post('station', '10783')
  const mine = await listen(station, 'checks.signals,checks.refused')
  assert.equal(await mine.next(), 'open')
  // the first listener is told once the server's own connection listens: what was before was not heard
  assert.equal(await mine.next(), 'changed checks.signals,checks.refused')
  const other = await listen(await t.post('station', '10786'), 'checks.signals')
  const teams = await listen(field.commune, 'checks.teams')
  for (const s of [other, teams]) assert.equal(await s.next(), 'open')
  const heardElsewhere = Promise.race([other.next(), teams.next()])
  const from = performance.now()
  await ill()
  assert.equal(await mine.next(), 'changed checks.signals', 'the verb and nothing of the person')
  assert.ok(performance.now() - from < 1000)
  // a refused payload is told too, and what fails is not told at all
  await field.member.as(pushRound, { checks: [{ nonsense: true }] })
  assert.equal(await mine.next(), 'changed checks.refused')
  await assert.rejects(field.member.as(pushRound, { communeId: 1, checks: [{ nonsense: true }] }))
  const late = await listen(station, 'checks.signals')
  assert.equal(await late.next(), 'open')
  assert.equal(
    await late.next(),
    'changed checks.signals',
    'what was committed a moment before the stream opened is told as well',
  )
  for (const s of [other, teams, mine, late]) s.close()
  assert.equal(await heardElsewhere.catch(() => 'nothing'), 'nothing')
})

test('when the connection that listens breaks it is opened again, and everybody reads anew', async () => {
  const stream = await listen(field.commune, 'checks.signals')
  assert.equal(await stream.next(), 'open')
  assert.equal(await stream.next(), 'changed checks.signals', 'of the last moments')
  await t.rows(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'phaodai-live' and datname = current_database()",
  )
  assert.equal(await stream.next(), 'changed checks.signals')
  await ill('evening')
  assert.equal(await stream.next(), 'changed checks.signals')
  stream.close()
})

test('a post hears only of what it may read, and nobody hears without signing in', async () => {
  assert.equal((await listen(await t.post('administrator', '10783'), 'checks.signals')).status, 403)
  assert.equal((await listen(field.commune, 'checks.nothing')).status, 404)
  assert.equal((await fetch(`${url}/api/live?of=checks.signals`)).status, 401)
})
