import { localDay } from '@phaodai/kernel/clock.ts'
import type { App } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import type { FastifyInstance } from 'fastify'
import { migrations } from '../../db/bootstrap.ts'
import { listMigrations } from './health.store.ts'
import type { InstanceRow } from './instance.ts'
import type { Meter } from './metrics.ts'

/** Reads the row of the instance; null where it has not been founded. */
export type InstanceReader = () => Promise<InstanceRow | null>

const notReady = (vi: string, en: string) => new Problem('not-ready', { reason: vi, reasonEn: en })
/** Milliseconds that the database has to answer. */
const PATIENCE = 3000

async function soon<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PATIENCE)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** True readiness: the database answers, its schema is the one that this program knows, the instance is founded. @throws Problem not-ready */
export async function readiness(app: App, instance: InstanceReader) {
  const ran = await soon(listMigrations(dbOf(app.pool))).catch(() => {
    throw notReady('cơ sở dữ liệu không trả lời', 'the database does not answer')
  })
  const known = migrations().map((m) => m.name)
  const names = new Set(ran.map((row) => row.name))
  if (known.some((name) => !names.has(name))) throw notReady('cơ sở dữ liệu chưa được nâng cấp', 'migrations are missing')
  if (names.size > known.length) throw notReady('cơ sở dữ liệu mới hơn phần mềm', 'the database is newer than this program')
  const row = await soon(instance()).catch(() => null)
  if (!row) throw notReady('chưa khởi tạo dữ liệu', 'the instance has not been founded')
  return { ready: true, mode: row.mode, provinceCode: row.provinceCode, migration: known.at(-1) ?? null }
}

/** /healthz, /readyz, /metrics, and what a page must know before anyone signs in (/api/instance). */
export function registerHealth(server: FastifyInstance, app: App, instance: InstanceReader, meter: Meter): void {
  const fresh = { 'cache-control': 'no-store' }
  server.get('/healthz', (_, reply) => reply.headers(fresh).send({ alive: true }))
  server.get('/readyz', async (_, reply) => reply.headers(fresh).send(await readiness(app, instance)))
  server.get('/metrics', async (_, reply) =>
    reply
      .headers(fresh)
      .header('content-type', meter.contentType)
      .send(await meter.text()),
  )
  server.get('/api/instance', async () => {
    const row = await instance()
    if (!row) throw notReady('chưa khởi tạo dữ liệu', 'the instance has not been founded')
    const today = row.drillOn ?? localDay(new Date().toISOString())
    return { mode: row.mode, provinceCode: row.provinceCode, today }
  })
}
