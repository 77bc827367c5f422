import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Problem } from '@phaodai/kernel/problem.ts'
import { Command } from 'commander'
import { ensureDatabase, withClient } from '../../db/bootstrap.ts'
import { type TestApp, testApp } from '../../test/database.ts'
import { readKept, writeKept } from '../api/data-folder.ts'
import { registerBackup } from './backup.commands.ts'
import { registerVerify } from './verify.commands.ts'

let t: TestApp
const root = mkdtempSync(join(tmpdir(), 'phaodai-cli-'))
const home = join(root, 'home')
const file = join(root, 'a.phaodai')
const passphrase = join(root, 'passphrase')
const masterKey = Buffer.alloc(32, 7).toString('base64')
const target = `test_restored_${process.pid}`
const urlOf = (database: string) => Object.assign(new URL(t.adminUrl), { pathname: `/${database}` }).toString()

/** Runs the command line in this process; answers what it printed as JSON. */
async function phaodai(at: { folder: string; url: string }, ...words: string[]): Promise<Record<string, unknown>> {
  process.env.PHAODAI_DATA = at.folder
  process.env.DATABASE_URL = at.url
  const program = new Command('phaodai').exitOverride()
  registerBackup(program)
  registerVerify(program)
  const printed: string[] = []
  const write = process.stdout.write
  // the test runner writes its own bytes there meanwhile
  process.stdout.write = function (this: NodeJS.WriteStream, ...args: Parameters<typeof write>) {
    return typeof args[0] === 'string' && args[0].startsWith('{') ? printed.push(args[0]) > 0 : write.apply(this, args)
  } as typeof write
  try {
    await program.parseAsync(['node', 'phaodai', ...words, '--json'])
  } finally {
    process.stdout.write = write
  }
  return JSON.parse(printed.join(''))
}
const refused = (code: string) => (e: unknown) => e instanceof Problem && e.code === code
const here = () => ({ folder: home, url: t.adminUrl })

before(async () => {
  t = await testApp()
  writeKept(home, { mode: 'drill', database: 'unused', masterKey, appPassword: 'test-only' })
  writeFileSync(passphrase, 'chín con trâu đen\n')
  await ensureDatabase(urlOf('postgres'), target)
})
after(async () => {
  delete process.env.PHAODAI_DATA
  delete process.env.DATABASE_URL
  await withClient(urlOf('postgres'), (c) => c.query(`drop database if exists "${target}" with (force)`))
  rmSync(root, { recursive: true })
  await t.close()
})

test('verify agrees on a fresh instance, and audit verify alone does too', async () => {
  await phaodai(here(), 'audit', 'seal')
  assert.equal((await phaodai(here(), 'verify')).agrees, true)
  assert.deepEqual(Object.keys(await phaodai(here(), 'verify', 'tracing')), ['agrees', 'tracing'])
  assert.equal((await phaodai(here(), 'audit', 'verify')).agrees, true)
})

test('a backup with its keys, restored on a new machine with the passphrase, opens what was sealed', async () => {
  const made = await phaodai(here(), 'backup', file, '--with-keys', passphrase)
  assert.equal(made.withKeys, true)
  const fresh = { folder: join(root, 'fresh'), url: urlOf(target) }
  await assert.rejects(phaodai(fresh, 'restore', file), refused('backup-no-key'))
  writeFileSync(join(root, 'wrong'), 'chín con trâu trắng\n')
  await assert.rejects(phaodai(fresh, 'restore', file, '--with-keys', join(root, 'wrong')), refused('backup-wrong-passphrase'))
  assert.equal(existsSync(fresh.folder), false)
  const back = await phaodai(fresh, 'restore', file, '--with-keys', passphrase)
  assert.equal(back.rows, made.rows)
  assert.equal(readKept(fresh.folder)?.masterKey, masterKey)
  assert.equal(readKept(fresh.folder)?.database, target)
  assert.equal((await phaodai(fresh, 'verify')).agrees, true)
  await assert.rejects(phaodai(fresh, 'restore', file), refused('restore-not-empty'))
})

test('a data folder of the other kind is not overwritten', async () => {
  const real = join(root, 'real')
  writeKept(real, { mode: 'real', database: 'unused', masterKey, appPassword: 'x' })
  const kept = readFileSync(join(real, 'instance.json'))
  await assert.rejects(phaodai({ folder: real, url: urlOf(target) }, 'restore', file), refused('restore-other-mode'))
  assert.deepEqual(readFileSync(join(real, 'instance.json')), kept)
})

test('verify says so when a sealed row was changed', async () => {
  await t.rows(
    `insert into audit (commune_id, audit_id, at, wall_at, action, kind) values (1, gen_random_uuid(), now(), now() - interval '1 hour', 'x', 'read')`,
  )
  assert.equal((await phaodai(here(), 'audit', 'seal')).rows, 1)
  await t.rows("update audit set action = 'y' where action = 'x'")
  await assert.rejects(phaodai(here(), 'verify'), refused('verify-differs'))
  await assert.rejects(phaodai(here(), 'audit', 'verify'), refused('verify-differs'))
  assert.equal((await phaodai(here(), 'verify', 'tracing')).agrees, true)
})
