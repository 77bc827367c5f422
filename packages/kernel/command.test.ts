import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { command, execute, read, retrying } from '@phaodai/kernel/command.ts'
import { committees, verb } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf, inTransaction, kept, openPool, sql } from '@phaodai/kernel/sql.ts'
import { register } from '@phaodai/modules/people/people.commands.ts'
import { z } from 'zod'
import { testApp } from '../../test/database.ts'

const t = await testApp()
after(() => t.close())
const commune = await t.post('commune', '10783')
const other = await t.post('commune', '10786')

/** A second post of the same account, over another area. */
const second = newId()
await t.rows(
  `insert into post (post_id, account_id, commune_id, role, area_id, from_on) select $1, account_id, commune_id, 'district', $2, from_on from post where post_id = $3`,
  [second, (await t.area('293')).areaId, commune.postId],
)
const input = { communeId: commune.area.areaId, fullName: 'Lê Thị Thử', sex: 'female' as const }
const people = async () => (await t.rows<{ n: number }>('select count(*)::int as n from person'))[0]!.n
const code = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (e) {
    if (e instanceof Problem) return e.code
    throw e
  }
  return 'done'
}

test('an operation sent again under another post of the same account is written once', async () => {
  const opId = newId()
  const first = await commune.as(register, input, opId)
  const before = await people()
  assert.deepEqual(await execute(t.app, register, input, { postId: second, opId }), first)
  assert.equal(await people(), before)
  const changed = execute(t.app, register, { ...input, fullName: 'Lê Văn Khác' }, { postId: second, opId })
  assert.equal(await code(changed), 'operation-reused')
})

test('of one operation sent at once under two posts of an account, one is written', async () => {
  const before = await people()
  const opId = newId()
  const [a, b] = await Promise.all([commune.postId, second].map((postId) => execute(t.app, register, input, { postId, opId })))
  assert.deepEqual(a, b)
  assert.equal(await people(), before + 1)
})

test('a command that goes on after a refusal across areas is back in its own scope', async () => {
  const far = await other.as(register, { ...input, communeId: other.area.areaId })
  const probe = command(
    verb({
      name: 'test.probe',
      method: 'POST',
      path: '/api/test/probe',
      title: { vi: 'Thử', en: 'Probe' },
      roles: committees,
      input: z.object({}),
      output: z.object({ seen: z.number() }),
    }),
    async (ctx) => {
      await ctx
        .acrossAreas(async () => {
          throw new Problem('outside-area')
        })
        .catch(() => {})
      const { seen } = await ctx.db.one<{ seen: number }>(
        sql`select count(*)::int as seen from person where subject_id = ${far.subjectId}`,
      )
      return { seen }
    },
  )
  assert.deepEqual(await commune.as(probe, {}), { seen: 0 })
})

test('what a read asks ahead it sees with the eyes of the post, and who may not do it is refused as ever', async () => {
  const { subjectId } = await commune.as(register, input)
  const asked: number[] = []
  const ahead = read(
    verb({
      name: 'test.ahead',
      method: 'GET',
      path: '/api/test/ahead',
      title: { vi: 'Thử', en: 'Ahead' },
      roles: ['commune'],
      input: z.object({}),
      output: z.object({ seen: z.number() }),
    }),
    async (db) => {
      const { seen } = await db.one<{ seen: number }>(
        sql`select count(*)::int as seen from person where subject_id = ${subjectId}`,
      )
      asked.push(seen)
      return seen
    },
    async (_, __, seen) => () => ({ seen }),
  )
  assert.deepEqual([await commune.as(ahead, {}), await other.as(ahead, {})], [{ seen: 1 }, { seen: 0 }])
  assert.equal(await code(execute(t.app, ahead, {}, { postId: second })), 'forbidden')
  assert.equal(await code(execute(t.app, ahead, {}, { postId: newId() })), 'not-signed-in')
  assert.equal(await code(execute(t.app, ahead, 'no input', { postId: commune.postId })), 'invalid-input')
  assert.deepEqual(asked, [1, 0, 1], 'of a post that is none nothing is read, nor where the input has no shape')
})

test('what loses to others each time it is run is told to be sent again, not that the server is at fault', async () => {
  let runs = 0
  const losing = (times: number) => async () => {
    if (++runs <= times) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
    return runs
  }
  assert.equal(await retrying(losing(4)), 5)
  runs = 0
  await assert.rejects(retrying(losing(5)), { code: 'busy' })
})

test('statements asked for together run in order in one transaction; after one that fails the rest do not, and the connection serves on', async () => {
  const half = (n: number) => kept(sql`select 12 / ${n}::int as half`)
  for (let time = 0; time < 2; time++) {
    const broken = inTransaction(t.app.pool, (db) =>
      Promise.all([half(2), half(0), half(3)].map((s) => db.one<{ half: number }>(s).catch((e: { code: string }) => e.code))),
    )
    // the error was caught by the asker, but nothing can have been written: the commit says so
    await assert.rejects(broken, /nothing was written/)
    // and what was made meanwhile of its result is not handed out
    const asked = inTransaction(
      t.app.pool,
      (db) => db.run(half(0)).catch(() => 0),
      'read committed',
      () => 'made',
    )
    await assert.rejects(asked, /nothing was written/)
  }
  const whole = await inTransaction(t.app.pool, (db) => Promise.all([half(2), half(3)].map((s) => db.one(s))))
  assert.deepEqual(whole, [{ half: 6 }, { half: 4 }])
})

test('what a command has not waited for is written in its place, and where it fails nothing is', async () => {
  const told = command(
    verb({
      name: 'test.told',
      method: 'POST',
      path: '/api/test/told',
      title: { vi: 'Thử', en: 'Told' },
      roles: ['commune'],
      input: z.object({ communeId: z.number() }),
      output: z.object({ seen: z.number() }),
    }),
    async (ctx, { communeId }) => {
      // nobody listens: it is on its way with the next question, or with the commit
      await ctx.emit({ name: 'test.told', communeId: ctx.actor.areaId, body: {} })
      const { seen } = await ctx.db.one<{ seen: number }>(
        sql`select count(*)::int as seen from event where op_id = ${ctx.opId} and name like 'test.told%'`,
      )
      await ctx.emit({ name: 'test.told-last', communeId, body: {} })
      return { seen }
    },
  )
  const written = async () =>
    (await t.rows<{ n: number }>("select count(*)::int as n from event where name like 'test.told%'"))[0]!.n
  assert.deepEqual(await commune.as(told, { communeId: commune.area.areaId }), { seen: 1 })
  assert.equal(await written(), 2)
  // an event of an area out of reach: the policy refuses it, and the commit fails with it
  await assert.rejects(commune.as(told, { communeId: other.area.areaId }), /row-level security|nothing was written|aborted/)
  assert.equal(await written(), 2)
})

test('a kept statement says its columns once on a connection, and every later answer has them', async () => {
  const pair = (n: number) => kept(sql`select ${n}::int as one, ${n}::int + 1 as two where ${n}::int > 0`)
  const nothing = kept(sql`set local statement_timeout = 0`)
  for (let time = 0; time < 3; time++) {
    const said = await inTransaction(t.app.pool, (db) =>
      Promise.all([db.many(pair(1)), db.run(nothing), db.many(pair(0)), db.many(sql`select 'x' as word`), db.many(pair(2))]),
    )
    assert.deepEqual(said, [[{ one: 1, two: 2 }], 0, [], [{ word: 'x' }], [{ one: 2, two: 3 }]])
  }
})

test('a kept statement that is prepared anew says its columns anew', async () => {
  const pool = openPool(t.appUrl, { max: 1 })
  try {
    const told = () => kept(sql`select * from told`)
    const db = dbOf(pool)
    await db.run(sql`create temp table told as select 1 as one`)
    const failing = inTransaction(pool, (tx) =>
      Promise.all([tx.many(told()), tx.run(kept(sql`select 12 / ${0}::int as broken`))]),
    )
    await assert.rejects(failing, /division by zero/)
    await db.run(sql`drop table told`)
    await db.run(sql`create temp table told as select 'x' as word, 2 as two`)
    assert.deepEqual(await db.many(told()), [{ word: 'x', two: 2 }])
  } finally {
    await pool.end()
  }
})

test('a value that cannot be written is an error of its transaction, and the connection serves the next one', async () => {
  const round: Record<string, unknown> = {}
  round.itself = round
  const write = () => inTransaction(t.app.pool, (db) => db.many(sql`select ${round}::jsonb`))
  await assert.rejects(write(), /circular/i)
  // every connection of the pool, and once more
  await Promise.all(Array.from({ length: 16 }, () => assert.rejects(write(), /circular/i)))
  assert.ok(await people())
})

test('a value that cannot be read is an error of its transaction, and the connection serves the next one', async () => {
  const read = () => inTransaction(t.app.pool, (db) => db.many(sql`select 'infinity'::timestamptz as at`))
  await Promise.all(Array.from({ length: 16 }, () => assert.rejects(read(), RangeError)))
  assert.ok(await people())
})
