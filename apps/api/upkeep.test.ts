import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyAudit } from '@phaodai/kernel/audit.ts'
import { type TestApp, testApp } from '../../test/database.ts'
import { type Chore, startUpkeep } from './upkeep.ts'

let t: TestApp
before(async () => {
  t = await testApp()
})
after(() => t.close())

test('upkeep seals the audit log and forgets sign-in attempts of the day before, as the plain role', async () => {
  await t.rows(
    `insert into audit (commune_id, audit_id, at, wall_at, action, kind) values (1, gen_random_uuid(), now(), now() - interval '1 hour', 'x', 'read')`,
  )
  await t.rows(
    `insert into sign_in_attempt values (gen_random_uuid(), '\\x01', now() - interval '25 hours'), (gen_random_uuid(), '\\x02', now())`,
  )
  const failures: unknown[] = []
  await startUpkeep(t.app, undefined, (_, e) => failures.push(e))()
  assert.deepEqual(failures, [])
  assert.equal((await verifyAudit(t.app.pool)).seals, 1)
  assert.deepEqual(await t.rows("select encode(key_hash, 'hex') as key from sign_in_attempt"), [{ key: '02' }])
})

test('a chore that fails is told of and tried again; the others go on; none overlaps itself', async () => {
  let failed = 0
  let rounds = 0
  let running = 0
  let stop = async () => {}
  await new Promise<void>((done) => {
    const list: Chore[] = [
      { name: 'fails', everyMs: 1, run: () => Promise.reject(new Error('no')) },
      {
        name: 'works',
        everyMs: 1,
        async run() {
          assert.equal(++running, 1)
          await t.rows('select 1')
          running--
          if (++rounds >= 3 && failed >= 3) done()
        },
      },
    ]
    stop = startUpkeep(t.app, list, () => void failed++)
  })
  await stop()
  const { rounds: then } = { rounds }
  await t.rows('select 1')
  assert.equal(rounds, then)
  assert.ok(failed >= 3)
})
