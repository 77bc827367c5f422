import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withClient } from '../../db/bootstrap.ts'
import { type TestApp, testApp } from '../../test/database.ts'
import { sealAudit, verifyAudit } from './audit.ts'

let t: TestApp
before(async () => {
  t = await testApp()
})
after(() => t.close())

const put =
  "insert into audit (commune_id, audit_id, at, wall_at, action, kind, details) values (1, gen_random_uuid(), $1, $1, $2, 'read', $3) returning audit_id"
const base = Math.floor(Date.now() / 60_000) * 60_000
/** The start of a minute, so that two rows of one minute stay together. */
const minutesAgo = (n: number) => new Date(base - n * 60_000).toISOString()
const add = async (at: string, action: string) => (await t.rows<{ audit_id: string }>(put, [at, action, { action }]))[0]!.audit_id

test('a fresh instance has nothing to seal and agrees', async () => {
  assert.deepEqual(await sealAudit(t.app.pool), { minutes: 0, rows: 0, waitingFor: 0 })
  assert.deepEqual(await verifyAudit(t.app.pool), { agrees: true, seals: 0, rows: 0, sealedUntil: null, firstDifference: null })
})

test('every closed minute with rows gets one seal; the last two minutes are left open', async () => {
  await add(minutesAgo(90), 'a')
  await add(minutesAgo(60), 'b')
  await add(minutesAgo(60), 'c')
  await add(minutesAgo(0), 'not yet')
  const made = await sealAudit(t.app.pool)
  assert.equal(made.rows, 3)
  assert.deepEqual(await sealAudit(t.app.pool), { minutes: 0, rows: 0, waitingFor: 0 })
  const verdict = await verifyAudit(t.app.pool)
  assert.equal(verdict.agrees, true)
  assert.equal(verdict.rows, 3)
})

test('a row that commits long after it was written is waited for and sealed with its minute', async () => {
  await withClient(t.adminUrl, async (late) => {
    await late.query('begin')
    await late.query(put, [minutesAgo(30), 'late', {}])
    await add(minutesAgo(30), 'in time')
    assert.deepEqual(await sealAudit(t.app.pool, null, 100), { minutes: 0, rows: 0, waitingFor: 1 })
    await late.query('commit')
  })
  assert.equal((await sealAudit(t.app.pool)).rows, 2)
  assert.equal((await verifyAudit(t.app.pool)).agrees, true)
})

test('a long transaction that writes elsewhere holds no seal up', async () => {
  await withClient(t.adminUrl, async (long) => {
    await long.query('begin isolation level repeatable read')
    await long.query('select pg_current_xact_id(), count(*) from audit')
    await add(minutesAgo(20), 'd')
    assert.equal((await sealAudit(t.app.pool, null, 0)).rows, 1)
    await long.query('commit')
  })
})

test('two sealers at once make one chain', async () => {
  for (const n of [15, 14, 13, 12]) await add(minutesAgo(n), `at ${n}`)
  const both = await Promise.all([sealAudit(t.app.pool), sealAudit(t.app.pool)])
  assert.equal(both[0].rows + both[1].rows, 4)
  assert.equal((await verifyAudit(t.app.pool)).agrees, true)
})

test('a seal does not depend on the time zone of the session that checks it', async () => {
  const [here] = await t.rows<{ hash: string }>(
    "select set_config('timezone', 'America/New_York', false), hash from audit_digest('-infinity', now(), '')",
  )
  const [there] = await t.rows<{ hash: string }>(
    "select set_config('timezone', 'Asia/Ho_Chi_Minh', false), hash from audit_digest('-infinity', now(), '')",
  )
  assert.deepEqual(here?.hash, there?.hash)
  assert.ok(here)
})

test('a row that was changed, removed or added later is found, at the first seal that covers it', async () => {
  const agrees = async () => (await verifyAudit(t.app.pool)).firstDifference
  const [row] = await t.rows<{ audit_id: string; minute: Date }>(
    "select audit_id, date_trunc('minute', wall_at) as minute from audit where action = 'b'",
  )
  const minute = new Date(row!.minute).toISOString()
  await t.rows('update audit set post_id = gen_random_uuid() where audit_id = $1', [row!.audit_id])
  assert.deepEqual(await agrees(), { minute, what: 'rows', sealedRows: 2, foundRows: 2 })
  await t.rows('update audit set post_id = null where audit_id = $1', [row!.audit_id])
  assert.equal(await agrees(), null)

  const added = await add(minutesAgo(75), 'slipped into an empty minute')
  assert.deepEqual(await agrees(), { minute, what: 'rows', sealedRows: 2, foundRows: 3 })
  await t.rows('delete from audit where audit_id = $1', [added])
  assert.equal(await agrees(), null)

  await t.rows('delete from audit where audit_id = $1', [row!.audit_id])
  assert.equal((await agrees())?.foundRows, 1)
  await t.rows('delete from audit_seal where minute = $1', [minute])
  assert.equal((await agrees())?.what, 'chain')
})

test('the server cannot date its rows back, nor mend a seal', async () => {
  await assert.rejects(t.app.pool.query(put, [minutesAgo(50), 'back-dated', {}]), /permission denied/)
  await assert.rejects(t.app.pool.query('update audit_seal set rows = 0'), /permission denied/)
  await assert.rejects(t.app.pool.query('delete from audit_seal'), /permission denied/)
})
