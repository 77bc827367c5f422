/**
 * The drill that the tests of this folder play in: founded once for each state of the sources, in the tests' own PostgreSQL, and cloned for
 * each server. What a file writes is its own; a copy costs well under a second.
 */
import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDatabase, withClient } from '../db/bootstrap.ts'
import { dropDatabase, testCluster } from '../test/database.ts'
import { ended, launch, listening, type Run } from './processes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** What founding depends on: the schema, the server and the modules, not their pages, and the notice that the drill has taken in. */
function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'web', 'ui', 'epi'].includes(entry.name)) yield* sources(path)
    } else if (/\.(ts|sql|json|txt)$/.test(entry.name) && !entry.name.endsWith('.test.ts')) yield path
  }
}
function stateOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(new URL(import.meta.url)))
  for (const folder of ['db', 'apps/api', 'docs/directive', 'modules', 'packages'])
    for (const path of [...sources(folder)].sort()) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex').slice(0, 16)
}

export interface Drill {
  /** PHAODAI_DATA of a server on it. */
  folder: string
  databaseUrl: string
  /** User name → one-time code. */
  accounts: Record<string, string>
  drop(): Promise<void>
}

const serving = (folder: string, databaseUrl: string): Run =>
  launch(['apps/cli/phaodai.mjs', 'serve'], { PHAODAI_DATA: folder, DATABASE_URL: databaseUrl })

/** Founds the drill where it is not there yet, under a lock so that files running side by side agree. Answers its name. */
async function ensureDrill(): Promise<string> {
  const cluster = await testCluster()
  const name = `drill_${stateOfSources()}`
  const kept = fileURLToPath(new URL(`../.test/${name}`, import.meta.url))
  await withClient(cluster.url('postgres'), async (client) => {
    await client.query('select pg_advisory_lock(714203)')
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname ~ '^drill_[0-9a-f]{16}$'",
    )
    if (existsSync(kept) && rows.some((r) => r.datname === name)) return
    for (const { datname } of rows) {
      await dropDatabase(client, datname)
      rmSync(fileURLToPath(new URL(`../.test/${datname}`, import.meta.url)), { recursive: true, force: true })
    }
    await ensureDatabase(cluster.url('postgres'), name)
    const making = `${kept}.new`
    rmSync(making, { recursive: true, force: true })
    mkdirSync(making, { recursive: true })
    const server = serving(making, cluster.url(name))
    try {
      await listening(server)
    } finally {
      await ended(server.child, 'SIGTERM')
    }
    renameSync(making, kept)
  })
  return name
}

/** The one-time codes that founding printed, by user name. */
function codesIn(folder: string): Record<string, string> {
  const codes: Record<string, string> = {}
  for (const line of readFileSync(join(folder, 'tai-khoan-dien-tap.txt'), 'utf8').split('\n')) {
    const found = /^(\S+)\s+(\S{4}-\S{4}-\S{4})\s/.exec(line)
    if (found) codes[found[1]!] = found[2]!
  }
  return codes
}

/** A copy of the drill, for one server. */
export async function copyOfDrill(): Promise<Drill> {
  const name = await ensureDrill()
  const cluster = await testCluster()
  const database = `e2e_${randomBytes(6).toString('hex')}`
  await withClient(cluster.url('postgres'), (client) => client.query(`create database "${database}" template "${name}"`))
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-e2e-'))
  cpSync(fileURLToPath(new URL(`../.test/${name}`, import.meta.url)), folder, { recursive: true })
  return {
    folder,
    databaseUrl: cluster.url(database),
    accounts: codesIn(folder),
    async drop() {
      rmSync(folder, { recursive: true, force: true })
      await withClient(cluster.url('postgres'), (client) => dropDatabase(client, database))
    },
  }
}
