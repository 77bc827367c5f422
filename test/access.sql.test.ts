/**
 * The second wall: what the server's own database role reaches by SQL, with an account's scope set and with none. Tables and functions come
 * from the catalog, so that a new one cannot be forgotten.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { setScope } from '@phaodai/kernel/scope.ts'
import { type Db, dbOf, inTransaction } from '@phaodai/kernel/sql.ts'
import type pg from 'pg'
import { newForward } from './access.directives.ts'
import { act, makeCarrier, makeSide, marksOf, type Side, type World } from './access.world.ts'
import { type TestApp, type TestPost, testApp } from './database.ts'

/** What everybody may know: units, bodies, rules, the instance; and hashes that name nobody. No fact, no person. */
const reference = [
  'area',
  'area_successor',
  'audit_seal',
  'body',
  'disease_profile',
  'epidemic_area',
  'instance',
  'migration',
  'policy_order',
  'policy_pack',
  'policy_withdrawal',
  'responsibility',
  'sign_in_attempt',
  'sweep',
]

let t: TestApp
let w: World
let a: Side
let b: Side
let commune: TestPost
let tables: { name: string; scoped: boolean }[]

before(async () => {
  t = await testApp()
  const operator = await t.post('operator', '30')
  w = { t, operator, carrier: await makeCarrier(t, operator, '10570') }
  a = await makeSide(w, 'A', '10882')
  b = await makeSide(w, 'B', '10750')
  commune = await t.post('commune', a.code)
  tables =
    await t.rows(`select c.relname as name, exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'commune_id') as scoped
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1`)
})
after(() => t?.close())

type Rows = Record<string, unknown>[]
/** Runs one statement as the server would, in a transaction that is then left; a refused right is no rows. */
async function ask(post: TestPost | null, text: string, values: unknown[] = []): Promise<Rows> {
  const client = await t.app.pool.connect()
  try {
    await client.query('begin')
    if (post) await setScope(dbOf(client as unknown as pg.Pool) as Db, post.postId, '2021-02-22')
    return (await client.query(text, values)).rows as Rows
  } catch (error) {
    // no right to it, no scope: PD002 is what the doors to numbers say
    if (['42501', 'PD002'].includes((error as { code: string }).code)) return []
    throw error
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('with no scope set, no table of facts or names gives a row', async () => {
  const open: string[] = []
  for (const { name } of tables) {
    if (reference.includes(name)) continue
    const [row] = await ask(null, `select count(*)::int as n from "${name}"`)
    if (row && row.n !== 0) open.push(`${name}: ${row.n}`)
  }
  assert.deepEqual(open, [])
  // not because there is nothing
  for (const name of [
    'person',
    'contact',
    'classification',
    'sample',
    'result',
    'quarantine_order',
    'referral',
    'subject_alias',
    'import_job',
    'audit',
  ]) {
    const [row] = await t.rows<{ n: number }>(`select count(*)::int as n from "${name}" where commune_id = $1`, [b.areaId])
    // writes are recorded in the area of who wrote
    if (name !== 'audit') assert.ok(row!.n > 0, `${name} of commune B is empty`)
  }
})

test('with the scope of commune A set, no table gives a row of another area, and no other mark of commune B', async () => {
  const marks = await marksOf(t, b, [a.areaId, w.carrier.post.area.areaId, w.operator.area.areaId])
  const open: string[] = []
  for (const { name, scoped } of tables) {
    if (scoped) {
      const [row] = await ask(commune, `select count(*)::int as n from "${name}" where commune_id not between $1 and $1`, [
        a.areaId,
      ])
      if (row && row.n !== 0) open.push(`${name}: ${row.n} rows`)
    }
    if (reference.includes(name)) continue
    const text = JSON.stringify(await ask(commune, `select to_jsonb(x)::text as row from "${name}" x`))
    const seen = marks.filter((mark) => text.includes(mark))
    if (seen.length > 0) open.push(`${name}: ${seen.slice(0, 3)}`)
  }
  assert.deepEqual(open, [])
  const [own] = await ask(commune, 'select count(*)::int as n from person')
  assert.ok((own!.n as number) > 0)
})

test('a scope ends with its transaction', async () => {
  await inTransaction(t.app.pool, (db) => setScope(db, commune.postId, '2021-02-22'))
  for (let i = 0; i < 10; i++) assert.deepEqual(await ask(null, 'select 1 from person'), [])
})

describe('functions that look past row-level security', () => {
  /** How each is asked, and why one that answers without a scope may. `of`: from a row of commune B. */
  const day = '2021-02-22'
  const now = '2021-02-22T00:00:00Z'
  type Row = { text: string; of: (s: Side) => unknown[]; may?: string }
  /** A document of the province that was sent to each side's commune. */
  const sent = new Map<string, string>()
  before(async () => {
    for (const s of [a, b]) {
      const [row] = await t.rows<{ id: string }>('select directive_id as id from forward where forward_id = $1', [
        await newForward(w, s),
      ])
      sent.set(s.letter, row!.id)
    }
  })
  const doors: Record<string, Row> = {
    account_for_sign_in: {
      text: 'select * from account_for_sign_in($1)',
      of: (s) => [s.cdc.username],
      may: 'one exact user name, before there is a scope',
    },
    session_by_token: {
      text: 'select * from session_by_token($1)',
      of: (s) => [Buffer.from(s.sessionId, 'hex')],
      may: 'whoever holds the token',
    },
    posts_of: {
      text: 'select * from posts_of($1, $2)',
      of: (s) => [s.cdc.accountId, day],
      may: 'one exact account, at sign-in; no name',
    },
    set_scope: {
      text: 'select * from set_scope($1, $2)',
      of: (s) => [s.cdc.postId, day],
      may: 'the one door: it sets the scope of a post',
    },
    note_sign_in: {
      text: 'select note_sign_in($1, true, null, null)',
      of: (s) => [s.cdc.accountId],
      may: 'writes only; answers nothing',
    },
    touch_session: {
      text: 'select touch_session($1, $2)',
      of: (s) => [Buffer.from(s.sessionId, 'hex'), now],
      may: 'writes only; answers nothing',
    },
    end_session: {
      text: 'select end_session($1, $2)',
      of: (s) => [Buffer.from(s.sessionId, 'hex'), now],
      may: 'writes only; answers nothing',
    },
    standing_posts: { text: 'select * from standing_posts($1, $2)', of: (s) => [s.officer.accountId, day] },
    own_refusals: { text: "select 1 where own_refusals('identity.change-password', $1) > 0", of: () => [now] },
    audit_minute: { text: 'select * from audit_minute($1, $2)', of: () => ['2000-01-01', '2100-01-01'] },
    audit_minutes: { text: 'select * from audit_minutes($1, $2)', of: () => ['2000-01-01', '2100-01-01'], may: 'minutes only' },
    audit_digest: {
      text: 'select * from audit_digest($1, $2, $3)',
      of: () => ['2000-01-01', '2100-01-01', Buffer.alloc(32)],
      may: 'a count and a hash',
    },
    forget_replica_changes: {
      text: 'select forget_replica_changes($1)',
      of: () => ['2000-01-01'],
      may: 'a count of what it forgot',
    },
    subject_put: { text: "select 1 where subject_put('{}', '{}', '{}', '{}', '{}', '{}', $1) > 0", of: () => [now] },
    subject_match: {
      text: 'select * from subject_match($1, $2, $3)',
      of: (s) => [[t.app.secrets.blindIndex('id', s.f0.idNumber)], newId(), now],
      may: 'one exact number, by a key that is not in the database; recorded by the door itself',
    },
    subject_twins: { text: 'select * from subject_twins($1, $2, $3)', of: (s) => [[s.f0.subjectId], newId(), now] },
    subject_twins_in: {
      text: 'select * from subject_twins_in($1, $2, 100, $3, $4)',
      of: (s) => [s.areaId, s.areaId, newId(), now],
    },
    subject_compare: { text: 'select * from subject_compare($1, $2)', of: (s) => [[s.f0.subjectId], [s.f1.subjectId]] },
    subject_sealed: { text: "select * from subject_sealed($1, 'test', $2, $3)", of: (s) => [[s.f0.subjectId], newId(), now] },
    subject_open: { text: 'select * from subject_open($1, $2, $3)', of: (s) => [s.f0.subjectId, newId(), now] },
    subject_amend: {
      text: 'select 1 where subject_amend($1, null, null, null, null, null, $2, $3) > 0',
      of: (s) => [s.f0.subjectId, newId(), now],
    },
    aliases_of: {
      text: 'select * from aliases_of($1)',
      of: (s) => [[s.merged[0].subjectId]],
      may: 'ids only, for ids already held: every reader of facts must know whose they are',
    },
    aliases_known: { text: 'select * from aliases_known($1, $1, now())', of: (s) => [s.areaId] },
    aliases_in: { text: 'select * from aliases_in($1, $1)', of: (s) => [s.areaId] },
    person_search: { text: 'select * from person_search($1, 100)', of: (s) => [s.letter === 'A' ? 'uong' : 'quenh'] },
    set_door_scope: {
      text: "select * from set_door_scope('sentinel', $1, $2, $3)",
      of: () => [Buffer.alloc(32), Buffer.alloc(32), now],
      may: 'the door without an account: whoever holds the secret; its scope reads nothing',
    },
    declaration_own: { text: 'select * from declaration_own()', of: () => [] },
    directive_sent_here: { text: 'select * from directive_sent_here($1)', of: (s) => [sent.get(s.letter)] },
    declaration_own_false: { text: 'select * from declaration_own_false()', of: () => [] },
    sentinel_own: { text: 'select * from sentinel_own($1)', of: () => [day] },
    import_unfinished: {
      text: 'select * from import_unfinished()',
      of: () => [],
      may: 'ids only: what the runner takes up after a crash',
    },
  }
  const withoutScope = [
    'account_for_sign_in',
    'session_by_token',
    'posts_of',
    'set_scope',
    'note_sign_in',
    'touch_session',
    'end_session',
    'audit_minutes',
    'audit_digest',
    'forget_replica_changes',
    'import_unfinished',
    // raises: there is no such link
    'set_door_scope',
  ]

  test('are all known here', async () => {
    const rows = await t.rows<{ name: string }>(
      "select distinct proname as name from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1",
    )
    assert.deepEqual(
      rows.map((r) => r.name),
      Object.keys(doors).sort(),
    )
  })

  test('give no rows where no scope is set, but those that sign in or name nobody', async () => {
    const open: string[] = []
    for (const [name, { text, of }] of Object.entries(doors)) {
      if (withoutScope.includes(name)) continue
      if ((await ask(null, text, of(b))).length > 0) open.push(name)
    }
    assert.deepEqual(open, [])
  })

  test('with the scope of commune A, answer for commune A and not for commune B', async () => {
    const open: string[] = []
    for (const [name, { text, of, may }] of Object.entries(doors)) {
      if (!may && (await ask(commune, text, of(b))).length > 0) open.push(name)
    }
    assert.deepEqual(open, [])
    for (const name of [
      'aliases_in',
      'subject_open',
      'subject_sealed',
      'subject_compare',
      'person_search',
      'standing_posts',
      'subject_amend',
      'directive_sent_here',
    ])
      assert.ok((await ask(commune, doors[name]!.text, doors[name]!.of(a))).length > 0, `${name} does not answer for its own`)
  })

  test('look up no document that was taken back', async () => {
    const { text, of } = doors.directive_sent_here!
    assert.equal((await ask(commune, text, of(a))).length, 1)
    await act(t, w.operator, 'directives.withdraw-forward', { directiveId: sent.get('A'), reason: 'gửi nhầm nơi' })
    assert.deepEqual(await ask(commune, text, of(a)), [])
  })
})

test('a laboratory sees the samples and results that it received, and nothing else', async () => {
  const other = await t.post('laboratory', a.code, { body: 'Phòng xét nghiệm khác' })
  for (const { name } of tables) {
    if (reference.includes(name) || ['account', 'post', 'session', 'operation'].includes(name)) continue
    const rows = await ask(a.laboratory, `select to_jsonb(x)::text as row from "${name}" x`)
    if (name === 'sample' || name === 'result')
      assert.ok(rows.length > 0 && rows.every((r) => JSON.parse(r.row as string).body_id === a.laboratory.bodyId), name)
    else assert.deepEqual(rows, [], name)
    assert.deepEqual(await ask(other, `select 1 from "${name}"`), [], `${name}, another laboratory`)
  }
  const mine = (await act(t, a.laboratory, 'laboratory.samples', { state: 'all' })).rows as unknown as { barcode: string }[]
  assert.deepEqual(
    mine.map((r) => r.barcode),
    [a.barcode],
  )
  assert.deepEqual((await act(t, other, 'laboratory.samples', { state: 'all' })).rows, [])
})

test('a site sees the orders that hold people there, and nothing else', async () => {
  for (const { name } of tables) {
    if (reference.includes(name) || ['account', 'post', 'session', 'operation'].includes(name)) continue
    const rows = await ask(a.site, `select to_jsonb(x)::text as row from "${name}" x`)
    if (name === 'quarantine_order')
      assert.ok(rows.length > 0 && rows.every((r) => JSON.parse(r.row as string).body_id === a.site.bodyId))
    else assert.deepEqual(rows, [], name)
  }
  const held = (await act(t, a.site, 'quarantine.orders', { state: 'all' })).rows as unknown as { subjectId: string }[]
  assert.deepEqual(
    held.map((r) => r.subjectId),
    [a.held.subjectId],
  )
})

test('a team of one hamlet sees the people and homes of its hamlet, and no case', async () => {
  const team = await t.post('team', a.code, { hamletId: a.hamlets[1] })
  for (const { name } of tables) {
    if (
      reference.includes(name) ||
      ['account', 'post', 'session', 'operation', 'audit', 'event', 'duplicate_decision', 'number_series'].includes(name)
    )
      continue
    const rows = await ask(team, `select to_jsonb(x)::text as row from "${name}" x`)
    if (name === 'person')
      assert.deepEqual(
        rows.map((r) => JSON.parse(r.row as string).subject_id),
        [a.neighbour.subjectId],
      )
    else if (name !== 'subject_alias') assert.deepEqual(rows, [], name)
  }
  const { people } = await act(t, team, 'people.list', {})
  assert.deepEqual(
    (people as unknown as { subjectId: string }[]).map((p) => p.subjectId),
    [a.neighbour.subjectId],
  )
  for (const q of [a.f0.fullName, a.f0.code]) assert.deepEqual((await act(t, team, 'people.search', { q })).people, [])
  await assert.rejects(act(t, team, 'people.show', { subjectId: a.f0.subjectId }), { code: 'not-found' })
})
