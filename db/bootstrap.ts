import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { StartError } from './cluster.ts'

/**
 * Group roles own nothing but rights: owner (migrations; row-level security is forced on it too), app (audit insert-only), auditor.
 * Each database has a login of its own for the server; the superuser is never used to serve.
 */
const GROUPS = ['phaodai_owner', 'phaodai_app', 'phaodai_auditor']

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Makes the group roles; safe to repeat and to run twice at once (a name that another run just made is no error). */
async function ensureGroups(client: pg.Client): Promise<void> {
  for (const role of GROUPS) {
    await client.query(
      `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    )
    await client.query(`do $$ begin grant ${role} to current_user; exception when others then null; end $$`)
  }
}

/** Creates the database when it is missing. */
export async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await ensureGroups(client)
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${quote(database)} template template0 encoding 'UTF8' locale 'C.UTF-8'`)
  })
}

const MIGRATIONS = new URL('./migrations/', import.meta.url)

/** The numbered migrations, in order; immutable once on main. */
export const migrations = (): { name: string; text: string }[] =>
  readdirSync(MIGRATIONS)
    .filter((f) => /^\d{4}_\w+\.sql$/.test(f))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, MIGRATIONS), 'utf8') }))

/** Advisory lock of whoever changes the schema; shared by whoever needs it to stand still (backup). */
export const MIGRATION_LOCK = 714201

/**
 * Brings the database to the newest schema, each migration in its own transaction, under one lock.
 * @param options.until the last migration to run, where an older backup is to be loaded
 * @returns the names of the migrations that ran
 */
export async function migrate(adminUrl: string, options: { until?: string } = {}): Promise<string[]> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query("select current_setting('server_version_num')::int as v")
    if (rows[0].v < 150000) throw new StartError(`Cần PostgreSQL 15 trở lên; máy chủ này là ${Math.floor(rows[0].v / 10000)}.`)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await ensureGroups(client)
    await client.query('create extension if not exists pg_trgm')
    await client.query('grant create, usage on schema public to phaodai_owner')
    await client.query('grant usage on schema public to phaodai_app, phaodai_auditor')
    await client.query('create table if not exists migration (name text primary key, ran_at timestamptz not null default now())')
    await client.query('grant select on migration to phaodai_app')
    const done = new Set((await client.query('select name from migration')).rows.map((r) => r.name as string))
    const known = new Set(migrations().map((m) => m.name))
    const newer = [...done].filter((n) => !known.has(n))
    if (newer.length > 0) throw new StartError(`Cơ sở dữ liệu mới hơn phần mềm này (${newer.at(-1)}): cập nhật phần mềm.`)
    const ran: string[] = []
    for (const { name, text } of migrations()) {
      if (done.has(name)) continue
      if (options.until && name > options.until) break
      try {
        await client.query('begin')
        await client.query('set local role phaodai_owner')
        await client.query(text)
        await client.query('reset role')
        await client.query('insert into migration (name) values ($1)', [name])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new StartError(`Bước nâng cấp ${name} không chạy được: ${(error as Error).message}`)
      }
      ran.push(name)
    }
    return ran
  })
}

/** A login for the server on this database, member of one group; answers its URL. The password is set anew each time. */
export async function loginFor(
  adminUrl: string,
  group: 'phaodai_app' | 'phaodai_auditor',
  password = randomBytes(18).toString('hex'),
): Promise<string> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query('select current_database() as db')
    const name = `${group}_${rows[0].db}`.slice(0, 63)
    await client.query(
      `do $$ begin create role ${quote(name)} login nosuperuser nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
    )
    await client.query(`alter role ${quote(name)} login password '${password}'`)
    await client.query(`grant ${group} to ${quote(name)}`)
    const url = new URL(adminUrl)
    url.username = name
    url.password = password
    return url.toString()
  })
}
