import { randomUUID } from 'node:crypto'
import { readClock } from '@phaodai/kernel/clock.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Secrets } from '@phaodai/kernel/secrets.ts'
import { dbOf, sql } from '@phaodai/kernel/sql.ts'
import type pg from 'pg'
import { type BackupHeader, type BackupRecord, backupRecords, backupWriter, FORMAT, sealKeys } from './backup.format.ts'
import { damagedBackup } from './backup.problems.ts'
import { MIGRATION_LOCK, migrate, migrations, withClient } from './bootstrap.ts'
import { copyIn, copyOut } from './copy.ts'

export interface TableShape {
  name: string
  columns: string[]
  /** Tables that its foreign keys point at. */
  needs: string[]
}

/** The project's tables of schema public, apart from `migration`: whoever is pointed at comes first. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const found = await dbOf(client).many<TableShape>(sql`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum) as columns,
      array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
            where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')
    order by c.relname`)
  const sorted: TableShape[] = []
  const waiting = new Set(found)
  while (waiting.size > 0) {
    const ready = [...waiting].filter((t) => t.needs.every((n) => sorted.some((s) => s.name === n)))
    if (ready.length === 0) throw new Error(`foreign keys run in a circle: ${[...waiting].map((t) => t.name).join(', ')}`)
    for (const table of ready) {
      sorted.push(table)
      waiting.delete(table)
    }
  }
  return sorted
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
const columnsOf = (t: { columns: string[] }) => t.columns.map(quote).join(', ')

/** Text forms that do not depend on this server's settings. Row-level security is refused, not obeyed: a filtered backup would be no backup. */
const PLAIN = `set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex';
  set client_encoding = 'UTF8'; set row_security = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`

/** Backup and restore are recorded like any other opening of the register, under the machine's operator. */
async function record(
  client: pg.ClientBase,
  action: string,
  kind: 'read' | 'write',
  details: Record<string, unknown>,
): Promise<void> {
  const db = dbOf(client)
  const { at } = await readClock(db)
  await db.run(sql`
    insert into audit (commune_id, audit_id, at, account_id, post_id, role, action, kind, details)
    select i.province_area_id, ${newId()}::uuid, ${at}::timestamptz, p.account_id, p.post_id, 'operator', ${action}::text, ${kind}::text, ${JSON.stringify(details)}::jsonb
    from instance i left join (select account_id, post_id from post where role = 'operator' order by from_on, post_id limit 1) p on true`)
}

const listMigrations = async (client: pg.ClientBase): Promise<string[]> =>
  (await dbOf(client).many<{ name: string }>(sql`select name from migration order by name`)).map((r) => r.name)

export interface BackupAnswer {
  backupId: string
  file: string
  madeAt: string
  tables: number
  rows: number
  bytes: number
  sha256: string
  withKeys: boolean
}

/**
 * Writes the whole database, as of one instant, into a new file of mode 600; a server may go on writing meanwhile. Memory is constant.
 * @param options.keys what the data folder keeps, sealed under the passphrase into the file; absent: no key is in the file
 * @throws Problem backup-file-exists, backup-cannot-write
 */
export async function backup(
  adminUrl: string,
  file: string,
  options: { secrets: Secrets; keys?: { kept: object; passphrase: string } | undefined },
): Promise<BackupAnswer> {
  return withClient(adminUrl, async (client) => {
    const db = dbOf(client)
    const backupId = randomUUID()
    await client.query(PLAIN)
    // migrations change tables outside any snapshot: none may run meanwhile
    await db.run(sql`select pg_advisory_lock_shared(${MIGRATION_LOCK})`)
    const keys = options.keys ? await sealKeys(options.keys.kept, options.keys.passphrase) : null
    const out = await backupWriter(file)
    try {
      await record(client, 'instance.backup', 'read', { backupId, withKeys: keys !== null })
      await client.query('begin isolation level repeatable read read only')
      const row = await db.one<{ mode: 'drill' | 'real'; provinceCode: string; epoch: string; madeAt: string }>(
        sql`select mode, province_code as "provinceCode", epoch, now() as "madeAt" from instance`,
      )
      const keyCheck = options.secrets.seal('backup', backupId).toString('base64')
      const header: BackupHeader = { format: FORMAT, backupId, ...row, migrations: await listMigrations(client), keyCheck, keys }
      await out.write('H', header)
      const tables = await listTables(client)
      let rows = 0
      for (const table of tables) {
        await out.write('T', { name: table.name, columns: table.columns })
        const text = `copy public.${quote(table.name)} (${columnsOf(table)}) to stdout`
        const count = await copyOut(client, text, (batch) => out.write('D', batch))
        await out.write('E', { rows: count })
        rows += count
      }
      // not part of any snapshot: read last, they are never behind the rows
      await out.write('S', await listSequences(client))
      await client.query('commit')
      const { sha256, bytes } = await out.finish()
      return { backupId, file, madeAt: row.madeAt, tables: tables.length, rows, bytes, sha256, withKeys: keys !== null }
    } catch (error) {
      await out.abandon()
      throw error
    }
  })
}

interface SequenceValue {
  name: string
  value: string
  called: boolean
}

const listSequences = (client: pg.ClientBase): Promise<SequenceValue[]> =>
  dbOf(client).many<SequenceValue>(sql`
    select s.sequencename as name, coalesce(s.last_value, s.start_value)::text as value, s.last_value is not null as called
    from pg_sequences s where s.schemaname = 'public' order by s.sequencename`)

/**
 * Reads a backup through: its checksum, and the header.
 * @throws Problem backup-damaged, backup-newer
 */
export async function inspectBackup(file: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined
  for await (const { type, body } of backupRecords(file)) {
    if (type === 'H') header ??= JSON.parse(body.toString('utf8')) as BackupHeader
  }
  if (!header) throw damagedBackup(file, 'content')
  const known = migrations().map((m) => m.name)
  const strange = header.migrations.find((name, i) => known[i] !== name)
  if (strange) throw new Problem('backup-newer', { what: strange })
  return header
}

/** @throws Problem backup-wrong-key where these secrets are not those of the backup */
export function checkKey(header: BackupHeader, secrets: Secrets): void {
  try {
    if (secrets.open('backup', Buffer.from(header.keyCheck, 'base64')) === header.backupId) return
  } catch {
    // another key: GCM does not open
  }
  throw new Problem('backup-wrong-key')
}

/**
 * Makes the target ready: an empty database with the schema of the backup's day.
 * @throws Problem restore-not-empty
 */
async function prepareTarget(adminUrl: string, header: BackupHeader): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const db = dbOf(client)
    const ours = await db.one<{ there: boolean }>(sql`select to_regclass('public.migration') is not null as there`)
    const tables = await listTables(client)
    if (!ours.there && tables.length > 0) throw new Problem('restore-not-empty', { table: tables[0]!.name })
    await client.query('set row_security = off')
    for (const { name } of tables) {
      const { rowCount } = await client.query(`select 1 from public.${quote(name)} limit 1`)
      if (rowCount) throw new Problem('restore-not-empty', { table: name })
    }
    // an empty schema of another day makes way for the backup's
    if (ours.there && (await listMigrations(client)).join() !== header.migrations.join()) {
      await client.query('drop schema public cascade')
      await client.query('create schema public')
      await client.query('grant usage on schema public to public')
    }
  })
  await migrate(adminUrl, { until: header.migrations.at(-1)! })
}

export interface RestoreAnswer {
  backupId: string
  madeAt: string
  mode: 'drill' | 'real'
  provinceCode: string
  tables: number
  rows: number
  /** Migrations that ran on the restored data, where the backup was older than this software. */
  migrated: string[]
  /** The new epoch: every phone pulls in full. */
  epoch: string
}

/**
 * Loads a backup into an empty database, in one transaction: all of it or nothing. Older backups are then migrated. The instance gets a
 * new epoch, and every session ends: one that was revoked after the backup was made must not live again.
 * @param options.beforeCommit runs when all is loaded, before it counts: the keys are on disk before the data that they seal
 * @throws Problem backup-damaged, backup-newer, backup-other-schema, backup-wrong-key, restore-not-empty
 */
export async function restore(
  adminUrl: string,
  file: string,
  options: { secrets: Secrets; beforeCommit?: () => void },
): Promise<RestoreAnswer> {
  const header = await inspectBackup(file)
  checkKey(header, options.secrets)
  await prepareTarget(adminUrl, header)
  const epoch = randomUUID()
  const loaded = await withClient(adminUrl, async (client) => {
    const db = dbOf(client)
    await client.query(PLAIN)
    await client.query('begin')
    const tables = await listTables(client)
    // two restores at once: the second waits here, then finds rows
    await client.query(`lock table ${tables.map((t) => quote(t.name)).join(', ')} in access exclusive mode`)
    const there = await db.maybe(sql`select 1 from instance`)
    if (there) throw new Problem('restore-not-empty', { table: 'instance' })
    const rows = await loadTables(client, file, tables)
    await db.run(sql`update instance set epoch = ${epoch}::uuid`)
    // numbers of transactions of another server: every cursor ends with the epoch, and the log begins anew
    await db.run(sql`delete from replica_change`)
    await db.run(sql`update session set revoked_at = now() where revoked_at is null`)
    await record(client, 'instance.restore', 'write', { backupId: header.backupId, madeAt: header.madeAt, epoch })
    options.beforeCommit?.()
    await client.query('commit')
    await client.query('analyze')
    return { tables: tables.length, rows }
  })
  const migrated = await migrate(adminUrl)
  const { backupId, madeAt, mode, provinceCode } = header
  return { backupId, madeAt, mode, provinceCode, ...loaded, migrated, epoch }
}

async function loadTables(client: pg.ClientBase, file: string, tables: TableShape[]): Promise<number> {
  const shapes = new Map(tables.map((t) => [t.name, t]))
  const records = backupRecords(file)
  let rows = 0
  for (;;) {
    const next = await records.next()
    if (next.done) break
    const { type, body } = next.value
    if (type === 'S') {
      for (const s of JSON.parse(body.toString('utf8')) as SequenceValue[]) {
        await dbOf(client).run(
          sql`select setval(${`public.${quote(s.name)}`}::regclass, ${s.value}::bigint, ${s.called}::boolean)`,
        )
      }
    }
    if (type !== 'T') continue
    const { name, columns } = JSON.parse(body.toString('utf8')) as { name: string; columns: string[] }
    const shape = shapes.get(name)
    if (!shape || [...shape.columns].sort().join() !== [...columns].sort().join())
      throw new Problem('backup-other-schema', { table: name })
    shapes.delete(name)
    let end: BackupRecord | undefined
    const batches = async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        const r = await records.next()
        if (r.done || r.value.type !== 'D') {
          end = r.done ? undefined : r.value
          return
        }
        yield r.value.body
      }
    }
    const count = await copyIn(client, `copy public.${quote(name)} (${columnsOf({ columns })}) from stdin`, batches())
    if (end?.type !== 'E') throw damagedBackup(file, 'content')
    if ((JSON.parse(end.body.toString('utf8')) as { rows: number }).rows !== count) throw damagedBackup(file, 'content')
    rows += count
  }
  const [missing] = shapes.keys()
  if (missing) throw new Problem('backup-other-schema', { table: missing })
  return rows
}
