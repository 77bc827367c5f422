import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sealAudit, verifyAudit } from '@phaodai/kernel/audit.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { secretsOf } from '@phaodai/kernel/secrets.ts'
import { openPool } from '@phaodai/kernel/sql.ts'
import { type TestApp, testApp } from '../test/database.ts'
import { backupRecords, backupWriter, openKeys, sealKeys } from './backup.format.ts'
import { backup, inspectBackup, listTables, restore } from './backup.ts'
import { ensureDatabase, migrate, migrations, withClient } from './bootstrap.ts'
import { copyIn, copyOut } from './copy.ts'

let t: TestApp
const folder = mkdtempSync(join(tmpdir(), 'phaodai-backup-'))
const file = join(folder, 'one.phaodai')
const targets: string[] = []
const secrets = secretsOf(Buffer.alloc(32, 7))

const urlOf = (database: string) => Object.assign(new URL(t.adminUrl), { pathname: `/${database}` }).toString()
async function emptyDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  targets.push(name)
  await ensureDatabase(urlOf('postgres'), name)
  return urlOf(name)
}
const refused = (code: string) => (e: unknown) =>
  e instanceof Problem && e.code === code && !e.toJSON().title.includes('\n') && !e.toJSON().title.includes('…')

/** Every row of every table as text, in a fixed order: equal means equal to the last byte. */
async function contents(url: string): Promise<Map<string, string[]>> {
  return withClient(url, async (client) => {
    const found = new Map<string, string[]>()
    for (const { name } of await listTables(client)) {
      const { rows } = await client.query(`select x::text as line from "${name}" x order by 1`)
      found.set(
        name,
        rows.map((r) => r.line as string),
      )
    }
    return found
  })
}

before(async () => {
  t = await testApp()
  const rows = 3000
  // awkward values of every kind that the schema has: bytes, arrays, nulls, JSON, quotes, tabs, backslashes, far dates
  await t.rows(`insert into subject select gen_random_uuid(), 'cccd', decode('00ff5c6e0a', 'hex') || sha256(n::text::bytea), sha256(n::text::bytea), null, null,
    timestamptz '2021-02-22 00:00:00.123456+07' + n * interval '1 second' from generate_series(1, ${rows}) n`)
  await t.rows(`insert into onset (commune_id, onset_id, subject_id, disease, onset_on, symptoms, said_on, source, recorded_at, op_id)
    values (1, gen_random_uuid(), gen_random_uuid(), 'covid-19', '0001-01-01', array['ho', 'sốt, "cao"', E'tab\\tdòng\\nhết', '\\N', '', 'NULL'], '9999-12-31', E'\\\\.', 'infinity', gen_random_uuid())`)
  await t.rows(`insert into audit (commune_id, audit_id, at, wall_at, action, kind, subject_ids, details) select 1, gen_random_uuid(), now(), now() - n * interval '1 minute', 'x', 'read',
    array[gen_random_uuid(), gen_random_uuid()], '{"a": [1, 1e400, "\\u00e9\\ud83d\\ude00", null]}' from generate_series(3, 60) n`)
  await t.rows("insert into body (area_id, kind, side, name) select area_id, 'x', 'state', 'Đội ' || area_id from area limit 20")
  await t.post('commune', '10783')
  await sealAudit(t.app.pool)
})
after(async () => {
  rmSync(folder, { recursive: true })
  for (const name of targets)
    await withClient(urlOf('postgres'), (c) => c.query(`drop database if exists "${name}" with (force)`))
  await t.close()
})

test('a restored database equals the one that was backed up, but for its epoch, its sessions and the record of the restore', async () => {
  const made = await backup(t.adminUrl, file, { secrets })
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const target = await emptyDatabase()
  const answer = await restore(target, file, { secrets })
  assert.equal(answer.rows, made.rows)
  assert.deepEqual(answer.migrated, [])
  const [was, is] = [await contents(t.adminUrl), await contents(target)]
  assert.deepEqual([...is.keys()], [...was.keys()])
  for (const [name, lines] of was) {
    if (name === 'instance') continue
    if (name === 'audit')
      assert.deepEqual(
        is.get(name)!.filter((l) => !l.includes('instance.restore')),
        lines,
      )
    else assert.deepEqual(is.get(name), lines, name)
  }
  const [before] = await t.rows<{ epoch: string }>('select epoch from instance')
  await withClient(target, async (client) => {
    const { rows } = await client.query('select epoch from instance')
    assert.equal(rows[0].epoch, answer.epoch)
    assert.notEqual(rows[0].epoch, before!.epoch)
    // the next body gets a number of its own
    await client.query("insert into body (area_id, kind, side, name) select area_id, 'x', 'state', 'mới' from area limit 1")
    const { rows: acts } = await client.query(
      "select action, kind, account_id from audit where action like 'instance.%' order by wall_at",
    )
    assert.deepEqual(
      acts.map((a) => [a.action, a.kind]),
      [
        ['instance.backup', 'read'],
        ['instance.restore', 'write'],
      ],
    )
    assert.ok(acts.every((a) => a.account_id))
  })
  const pool = openPool(target)
  const verdict = await verifyAudit(pool)
  await pool.end()
  assert.equal(verdict.agrees, true)
  assert.ok(verdict.seals > 50)
})

test('what is written while a backup runs is not half in it', async () => {
  const busy = withClient(t.adminUrl, async (client) => {
    for (let n = 0; n < 200; n++) {
      await client.query(`with s as (insert into subject (subject_id, created_at) values (gen_random_uuid(), now()) returning subject_id)
        insert into outcome (commune_id, outcome_id, subject_id, disease, kind, source, recorded_at, op_id)
        select 1, gen_random_uuid(), subject_id, 'covid-19', 'died', 'busy', now(), gen_random_uuid() from s`)
    }
  })
  const second = join(folder, 'busy.phaodai')
  await backup(t.adminUrl, second, { secrets })
  await busy
  const target = await emptyDatabase()
  await restore(target, second, { secrets })
  await withClient(target, async (client) => {
    const { rows } = await client.query(
      'select count(*) filter (where s.subject_id is null)::int as torn from outcome o left join subject s using (subject_id)',
    )
    assert.equal(rows[0].torn, 0)
    const { rows: back } = await client.query(
      'select count(*)::int as n from subject where id_kind is null and not exists (select 1 from outcome o where o.subject_id = subject.subject_id)',
    )
    assert.equal(back[0].n, 0)
  })
})

test('a session that lived at the backup has ended after the restore', async () => {
  const post = await t.post('commune', '10783')
  await t.rows(
    `insert into session (token_hash, account_id, commune_id, post_id, kind, created_at, seen_at, expires_at) values ('\\x01', $1, 1, $2, 'session', now(), now(), now() + interval '1 day')`,
    [post.accountId, post.postId],
  )
  const own = join(folder, 'session.phaodai')
  await backup(t.adminUrl, own, { secrets })
  const target = await emptyDatabase()
  await restore(target, own, { secrets })
  await withClient(target, async (c) =>
    assert.equal((await c.query('select 1 from session where revoked_at is null')).rowCount, 0),
  )
})

test('a restore goes only into an empty database, and a second one is refused', async () => {
  await assert.rejects(restore(t.adminUrl, file, { secrets }), refused('restore-not-empty'))
  const other = await emptyDatabase()
  await withClient(other, (c) => c.query('create table payroll (x int)'))
  await assert.rejects(restore(other, file, { secrets }), refused('restore-not-empty'))
  const target = await emptyDatabase()
  const both = await Promise.allSettled([restore(target, file, { secrets }), restore(target, file, { secrets })])
  assert.equal(both.filter((b) => b.status === 'fulfilled').length, 1)
})

test('a damaged, cut or foreign file is refused before anything is written', async () => {
  const target = await emptyDatabase()
  const bad = join(folder, 'bad.phaodai')
  const { size } = statSync(file)
  const tryIt = async () => {
    await assert.rejects(restore(target, bad, { secrets }), refused('backup-damaged'))
    await withClient(target, async (c) =>
      assert.equal((await c.query("select to_regclass('public.migration') as t")).rows[0].t, null),
    )
  }
  for (const cut of [0, 5, 30, Math.floor(size / 2), size - 9]) {
    copyFileSync(file, bad)
    truncateSync(bad, cut)
    await tryIt()
  }
  const bytes = readFileSync(file)
  bytes[Math.floor(size / 2)]! ^= 1
  writeFileSync(bad, bytes)
  await tryIt()
  // packed anew after a change inside: only the checksum can tell
  const plain = gunzipSync(readFileSync(file))
  const at = plain.indexOf('Đội ')
  plain[at + 5]! ^= 1
  writeFileSync(bad, gzipSync(plain))
  await tryIt()
  for (const text of ['hello', gzipSync('hello, this is some other file')]) {
    writeFileSync(bad, text)
    await tryIt()
  }
  await assert.rejects(restore(target, join(folder, 'none'), { secrets }), refused('backup-damaged'))
})

test('another key is refused, and the keys in a backup open only with their passphrase', async () => {
  const target = await emptyDatabase()
  await assert.rejects(restore(target, file, { secrets: secretsOf(Buffer.alloc(32, 8)) }), refused('backup-wrong-key'))
  const kept = { masterKey: Buffer.alloc(32, 7).toString('base64') }
  const withKeys = join(folder, 'keys.phaodai')
  await backup(t.adminUrl, withKeys, { secrets, keys: { kept, passphrase: 'chín con trâu đen' } })
  const header = await inspectBackup(withKeys)
  assert.deepEqual(await openKeys(header.keys!, 'chín con trâu đen'), kept)
  await assert.rejects(openKeys(header.keys!, 'chín con trâu'), refused('backup-wrong-passphrase'))
  assert.equal(gunzipSync(readFileSync(withKeys)).includes(kept.masterKey), false)
  assert.equal((await inspectBackup(file)).keys, null)
})

test('a passphrase typed with composed or decomposed accents is the same', async () => {
  const sealed = await sealKeys({ a: 1 }, 'Hải Dương'.normalize('NFD'))
  assert.deepEqual(await openKeys(sealed, 'Hải Dương'.normalize('NFC')), { a: 1 })
})

test('a backup overwrites no file, and leaves none behind when it cannot be written', async () => {
  await assert.rejects(backup(t.adminUrl, file, { secrets }), refused('backup-file-exists'))
  await assert.rejects(backup(t.adminUrl, join(folder, 'no', 'such', 'folder'), { secrets }), refused('backup-cannot-write'))
})

test('a load that the database refuses half-way leaves it empty, and a good file goes in afterwards', async () => {
  const twice = join(folder, 'twice.phaodai')
  const out = await backupWriter(twice)
  for await (const { type, body } of backupRecords(file)) {
    await out.write(type, body)
    if (type === 'D') await out.write(type, body)
  }
  await out.finish()
  const target = await emptyDatabase()
  await assert.rejects(restore(target, twice, { secrets }), (e: { code?: string }) => e.code === '23505')
  await withClient(target, async (c) => assert.equal((await c.query('select 1 from area limit 1')).rowCount, 0))
  assert.ok((await restore(target, file, { secrets })).rows > 0)
})

test('a connection lost, or a disk that fails, in the middle of a COPY ends it with an error', async () => {
  const many = 'copy (select repeat(n::text, 50) from generate_series(1, 100000) n) to stdout'
  await withClient(t.adminUrl, async (client) => {
    await assert.rejects(
      copyOut(client, many, () => Promise.reject(new Error('disk full'))),
      /disk full/,
    )
    let size = 0
    const weigh = async (batch: Buffer) => {
      size += batch.length
    }
    assert.equal(await copyOut(client, many, weigh), 100_000)
    assert.ok(size > 10_000_000)
    await client.query('create temporary table scratch (x int)')
    const failing = async function* () {
      yield Buffer.from('1\n')
      throw new Error('source broke')
    }
    await assert.rejects(copyIn(client, 'copy scratch from stdin', failing()), /source broke/)
    assert.equal((await client.query('select 1 from scratch')).rowCount, 0)
  })
  await withClient(t.adminUrl, async (client) => {
    const { rows } = await client.query('select pg_backend_pid() as pid')
    const lost = copyOut(client, many, async () => void (await t.rows('select pg_terminate_backend($1)', [rows[0].pid])))
    await assert.rejects(lost)
  })
})

test('an empty schema of a newer day makes way for an older backup, which is then migrated', async () => {
  const all = migrations()
  const old = await emptyDatabase()
  await migrate(old, { until: all.at(-2)!.name })
  const plain = gunzipSync(readFileSync(file))
  assert.ok(plain.includes(all.at(-1)!.name))
  await withClient(old, async (c) => {
    await c.query(
      "insert into area (area_id, code, tier, name, full_name, type, province_code, valid_from, lo, hi, name_key) values (1, '30', 'province', 'x', 'x', 'x', '30', '2000-01-01', 1, 9, 'x')",
    )
    await c.query(
      "insert into instance (mode, province_code, province_area_id, founded_on, epoch) values ('real', '30', 1, '2021-01-01', gen_random_uuid())",
    )
  })
  const older = join(folder, 'older.phaodai')
  await backup(old, older, { secrets })
  const target = await emptyDatabase()
  await migrate(target)
  const answer = await restore(target, older, { secrets })
  assert.deepEqual(answer.migrated, [all.at(-1)!.name])
  assert.equal(answer.mode, 'real')
})
