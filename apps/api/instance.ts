import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { App } from '@phaodai/kernel/command.ts'
import { type Secrets, secretsOf } from '@phaodai/kernel/secrets.ts'
import { type Db, dbOf, inTransaction, openPool, type Pool, sql } from '@phaodai/kernel/sql.ts'
import { foundAreas } from '@phaodai/modules/areas/areas.founding.ts'
import { getAreas, getByCode } from '@phaodai/modules/areas/areas.store.ts'
import { createAccountWithPost } from '@phaodai/modules/identity/identity.founding.ts'
import { foundPolicy } from '@phaodai/modules/policy/policy.founding.ts'
import { ensureDatabase, loginFor, migrate, withClient } from '../../db/bootstrap.ts'
import { StartError, startCluster } from '../../db/cluster.ts'
import { dataFolder, newKept, readKept, runningServer, writeKept } from './data-folder.ts'
import { reactions } from './wiring.ts'

export interface InstanceRow {
  mode: 'drill' | 'real'
  provinceCode: string
  provinceAreaId: number
  drillOn: string | null
}

/** An opened instance: the database is up and current, the pool connected as the plain role. */
export interface Instance {
  row: InstanceRow
  app: App
  secrets: Secrets
  folder: string
  /** For backup, restore and migrations only; never to serve. */
  adminUrl: string
  appUrl: string
  /** True where this call founded it. */
  founded: boolean
  /** The province's range of area ids. */
  provinceRange: { lo: number; hi: number }
  close(options?: { stopDatabase?: boolean }): Promise<void>
}

export interface OpenOptions {
  mode?: 'drill' | 'real'
  /** Only at founding; later they must agree. */
  province?: string
  on?: string
  /** What to do in the new database, after units and operator are there, with superuser rights. */
  found?: (db: Db, row: InstanceRow, secrets: Secrets) => Promise<void>
  /** False: an instance that is not there yet is a StartError, not founded. */
  mayFound?: boolean
  /** A demonstration will be played after founding; until finishDemonstration() the instance counts as unfinished. */
  demonstration?: boolean
  poolSize?: number
}

export const readInstance = (db: Db): Promise<InstanceRow | null> =>
  db.maybe<InstanceRow>(
    sql`select mode, province_code as "provinceCode", province_area_id as "provinceAreaId", drill_on as "drillOn" from instance`,
  )

const OPERATOR = 'van-hanh'

/** Founds an instance in an empty, migrated database: units, the operator's account, the instance's row. One transaction. */
export async function foundInstance(
  db: Db,
  options: { mode: 'drill' | 'real'; province: string; on: string },
): Promise<InstanceRow> {
  await foundAreas(db)
  await foundPolicy(db)
  const province = await getByCode(db, options.province, options.on).catch(() => null)
  if (province?.tier !== 'province')
    throw new StartError(`Không có tỉnh mã ${options.province} vào ngày ${options.on}; xem mã ở docs/operations.md.`)
  const drillOn = options.mode === 'drill' ? options.on : null
  await db.run(sql`insert into instance (mode, province_code, province_area_id, founded_on, drill_on, epoch)
    values (${options.mode}, ${options.province}, ${province.areaId}, ${options.on}, ${drillOn}, ${randomUUID()})`)
  // The operator acts from the machine itself; nobody signs in with it.
  await createAccountWithPost(db, {
    username: OPERATOR,
    fullName: 'Vận hành máy chủ',
    password: '',
    passwordHash: '!',
    mustChange: true,
    role: 'operator',
    areaId: province.areaId,
    fromOn: '2020-01-01',
  })
  return { mode: options.mode, provinceCode: options.province, provinceAreaId: province.areaId, drillOn }
}

/** The post that the command line acts in, unless told otherwise. */
export async function postOf(pool: Pool, username: string, today: string): Promise<string> {
  const row = await dbOf(pool).maybe<{ postId: string }>(
    sql`select p.post_id as "postId" from account_for_sign_in(${username}) a, posts_of(a.account_id, ${today}::date) p limit 1`,
  )
  if (!row) throw new StartError(`Không có tài khoản đang hiệu lực tên ${username}.`)
  return row.postId
}
export const operatorName = OPERATOR

/**
 * Opens the instance of the data folder: starts or takes over its database (or uses DATABASE_URL), migrates it, founds it when new.
 * @throws StartError one line: why, and what to do
 */
export async function openInstance(options: OpenOptions = {}): Promise<Instance> {
  const folder = dataFolder()
  let kept = readKept(folder)
  const mode = kept?.mode ?? options.mode ?? 'drill'
  if (options.mode && kept && kept.mode !== options.mode) {
    throw new StartError(
      `${folder} đã là dữ liệu ${kept.mode === 'drill' ? 'diễn tập' : 'thật'}; hai loại không dùng chung: đặt PHAODAI_DATA tới thư mục khác.`,
    )
  }
  if (!kept && options.mayFound === false)
    throw new StartError(`Chưa có dữ liệu ở ${folder}: chạy npm start (diễn tập) hoặc npx phaodai init --real.`)
  const external = process.env.DATABASE_URL
  if (external && !URL.canParse(external))
    throw new StartError('DATABASE_URL không đúng dạng postgres://người-dùng:mật-khẩu@máy-chủ:cổng/cơ-sở-dữ-liệu.')
  // nobody has used it yet: the server opens only after the demonstration
  const again = Boolean(kept?.unfinished) && options.demonstration === true
  const database = external ? decodeURIComponent(new URL(external).pathname.slice(1)) : (kept?.database ?? `phaodai_${mode}`)
  const cluster = external ? null : await startCluster({ dir: join(folder, 'pg') })
  const adminUrl = external ?? cluster!.url(database)
  try {
    if (again) await dropInstance(external ? null : cluster!.url('postgres'), adminUrl, database)
    if (!external) await ensureDatabase(cluster!.url('postgres'), database)
    await migrate(adminUrl).catch((e: unknown) => {
      const { code = '' } = e as { code?: string }
      const where = new URL(adminUrl).host
      if (code === '3D000') throw new StartError(`Chưa có cơ sở dữ liệu ${database} ở ${where}: tạo nó (trống) trước.`)
      if (code.startsWith('28')) throw new StartError(`DATABASE_URL (${where}) không nhận tên hoặc mật khẩu này.`)
      if (external && /^(E[A-Z]+|08...|57P0.)$/.test(code))
        throw new StartError(`Không kết nối được DATABASE_URL (${where}, ${code}): kiểm tra máy chủ PostgreSQL.`)
      throw e
    })
    const isNew = !kept
    kept ??= newKept(mode, database)
    const secrets = secretsOf(Buffer.from(kept.masterKey, 'base64'))
    let founded = false
    const row = await withClient(adminUrl, async (client) => {
      const db = dbOf(client)
      const there = await readInstance(db)
      if (there) {
        if (there.mode !== mode)
          throw new StartError(
            `Cơ sở dữ liệu ${database} là dữ liệu ${there.mode === 'drill' ? 'diễn tập' : 'thật'}, không phải loại này; dùng cơ sở dữ liệu khác.`,
          )
        if (isNew)
          throw new StartError(
            `Cơ sở dữ liệu ${database} đã có, nhưng ${folder} không giữ khóa của nó: đặt PHAODAI_DATA tới thư mục cũ, hoặc dùng cơ sở dữ liệu trống.`,
          )
        return there
      }
      if (options.mayFound === false) throw new StartError('Cơ sở dữ liệu chưa được khởi tạo: chạy npm start.')
      const today = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10)
      await client.query('begin')
      try {
        const made = await foundInstance(db, {
          mode,
          province: options.province ?? (mode === 'drill' ? '30' : ''),
          on: mode === 'drill' ? (options.on ?? '2021-02-22') : today,
        })
        await options.found?.(db, made, secrets)
        // the keys are on disk before the data that they seal
        if (options.demonstration) kept!.unfinished = true
        writeKept(folder, kept!)
        await client.query('commit')
        founded = true
        return made
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    })
    if (options.province && options.province !== row.provinceCode) {
      throw new StartError(
        `Dữ liệu ở ${folder} là của tỉnh ${row.provinceCode}; để dùng tỉnh ${options.province}, đặt PHAODAI_DATA tới thư mục khác.`,
      )
    }
    if (options.on && row.mode === 'real')
      throw new StartError(
        `Dữ liệu ở ${folder} là dữ liệu thật, ngày theo đồng hồ: bỏ --on, hoặc đặt PHAODAI_DATA tới thư mục khác để diễn tập.`,
      )
    const appUrl = await loginFor(adminUrl, 'phaodai_app', kept.appPassword)
    const pool = openPool(appUrl, { max: options.poolSize ?? 10, idleSeconds: 600 })
    if (options.on && !founded && row.mode === 'drill' && options.on !== row.drillOn) {
      await dbOf(pool).run(sql`update instance set drill_on = ${options.on}`)
      row.drillOn = options.on
    }
    const [province] = await getAreas(dbOf(pool), [row.provinceAreaId])
    return {
      row,
      provinceRange: { lo: province!.lo, hi: province!.hi },
      secrets,
      app: { pool, secrets, reactions },
      folder,
      adminUrl,
      appUrl,
      founded,
      // a server that came while a command was at work has taken this database over
      async close({ stopDatabase = (cluster?.started ?? false) && runningServer(folder) === null } = {}) {
        await pool.end()
        if (stopDatabase) cluster?.stop()
      },
    }
  } catch (error) {
    if (cluster?.started) cluster.stop()
    throw error
  }
}

/** The demonstration is complete. */
export function finishDemonstration(folder: string): void {
  const kept = readKept(folder)
  if (kept) writeKept(folder, { ...kept, unfinished: false })
}

/** Removes an unfinished drill: the database of the embedded server, or every object of ours in an external one. */
async function dropInstance(serverUrl: string | null, adminUrl: string, database: string): Promise<void> {
  if (serverUrl)
    return withClient(serverUrl, async (c) => void (await c.query(`drop database if exists "${database}" with (force)`)))
  await withClient(adminUrl, async (c) => void (await c.query('drop schema public cascade; create schema public')))
}

/** Runs work with the instance's own clock moved to another drill day. */
export const setDrillDay = (app: App, day: string): Promise<void> =>
  inTransaction(app.pool, async (db) => {
    const moved = await db.run(sql`update instance set drill_on = ${day} where mode = 'drill'`)
    if (moved === 0) throw new StartError('Đây là dữ liệu thật: ngày theo đồng hồ, không dời được.')
  })
