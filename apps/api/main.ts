import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { createAccountWithPost } from '@phaodai/modules/identity/identity.founding.ts'
import { oneTimePassword } from '@phaodai/modules/identity/identity.passwords.ts'
import { resumeJobs } from '@phaodai/modules/imports/imports.run.ts'
import { countShipped } from '@phaodai/modules/policy/shipped.reads.ts'
import { StartError } from '../../db/cluster.ts'
import { dataFolder, forgetServer, noteServer, runningServer } from './data-folder.ts'
import { foundDemonstration } from './demo.ts'
import { finishDemonstration, type Instance, openInstance, readInstance } from './instance.ts'
import { buildServer } from './server.ts'
import { startTracingEngine } from './tracing.engine.ts'
import { startUpkeep } from './upkeep.ts'
import { doors, operations } from './wiring.ts'

const WEB = fileURLToPath(new URL('../web/dist', import.meta.url))

/** Founds a real instance: empty, today's clock, one administrator. */
export async function initReal(province: string, admin: string): Promise<{ folder: string; username: string; password: string }> {
  const password = oneTimePassword()
  const username = admin.toLowerCase()
  const instance = await openInstance({
    mode: 'real',
    province,
    found: async (db, row) => {
      await createAccountWithPost(db, {
        username,
        fullName: 'Quản trị hệ thống',
        password,
        mustChange: true,
        role: 'administrator',
        areaId: row.provinceAreaId,
        fromOn: '2020-01-01',
      })
    },
  })
  const { folder, founded } = instance
  await instance.close()
  if (!founded) throw new StartError(`Dữ liệu thật đã có ở ${folder}; không khởi tạo lại.`)
  return { folder, username, password }
}

const portInUse = (port: number) =>
  new StartError(`Cổng ${port} đang có chương trình khác dùng: đặt PORT khác, ví dụ PORT=${port + 1} npm start.`)

const portIsFree = (port: number) =>
  new Promise<boolean>((done) => {
    const probe = createServer()
    probe.once('error', (e: { code?: string }) => done(e.code !== 'EADDRINUSE'))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Serves until it is told to stop; then finishes what is under way and stops the database that belongs to it. */
export async function serve(options: { province?: string | undefined; on?: string | undefined }): Promise<void> {
  const port = Number(process.env.PORT ?? 8021)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new StartError(`PORT=${process.env.PORT} không phải số cổng (0-65535).`)
  if (!existsSync(WEB)) throw new StartError('Chưa có trang web đã dựng: chạy npm start thay vì serve.')
  const folder = dataFolder()
  const running = runningServer(folder)
  if (running)
    throw new StartError(`Máy chủ của ${folder} đang chạy (tiến trình ${running}): dừng nó trước, hoặc đặt PHAODAI_DATA khác.`)
  // before anything is founded: a port in use should not cost a minute
  if (!(await portIsFree(port))) throw portInUse(port)
  let stopping = false
  let stopNow: (() => Promise<void>) | undefined
  // a signal that comes while the database is being opened waits until it can be closed again
  const stop = () => {
    if (stopping) return
    stopping = true
    say('Đang dừng…')
    void stopNow?.()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const instance = await openInstance({
    ...(options.province && { province: options.province }),
    ...(options.on && { on: options.on }),
    demonstration: true,
    poolSize: 16,
  })
  const server = buildServer({
    app: instance.app,
    operations,
    doors,
    instance: reader(instance),
    webRoot: WEB,
    log: process.env.PHAODAI_LOG === '1',
  })
  stopNow = async () => {
    await server.close()
    await instance.close({ stopDatabase: true })
    forgetServer(folder)
    process.exit(0)
  }
  noteServer(folder)
  if (stopping) return stopNow()
  try {
    if (instance.row.mode === 'drill' && instance.founded) {
      await foundDemonstration(instance, say)
      finishDemonstration(instance.folder)
    }
    server.addHook('onClose', startUpkeep(instance.app))
    const tracing = startTracingEngine(instance.appUrl, instance.app.secrets, {
      error: (message) => process.stderr.write(`bộ máy truy vết: ${message}\n`),
    })
    server.addHook('onClose', () => tracing.close())
    const imports = resumeJobs(instance.app, {
      onError: (jobId, code) => process.stderr.write(`nhập danh sách ${jobId}: ${code}\n`),
    })
    server.addHook('onClose', () => imports.stop())
    await server.listen({ host: '127.0.0.1', port })
  } catch (error) {
    await server.close()
    await instance.close({ stopDatabase: true })
    forgetServer(folder)
    if ((error as { code?: string }).code === 'EADDRINUSE') throw portInUse(port)
    throw error
  }
  const { port: open } = server.server.address() as { port: number }
  say(`Pháo Đài đang chạy: http://127.0.0.1:${open}`)
  say(
    instance.row.mode === 'drill'
      ? `DIỄN TẬP, ngày ${instance.row.drillOn}. Tài khoản: ${instance.folder}/tai-khoan-dien-tap.txt`
      : 'Dữ liệu thật.',
  )
  const waiting = await countShipped(dbOf(instance.app.pool))
  const parts = [
    ...(waiting.packs > 0 ? [`${waiting.packs} gói quy định`] : []),
    ...(waiting.profiles > 0 ? [`${waiting.profiles} hồ sơ bệnh`] : []),
  ]
  if (parts.length > 0)
    say(
      `Phần mềm kèm ${parts.join(', ')} mới hoặc khác bản đang giữ; CHƯA áp dụng bản nào. Xem Chính sách › Gói kèm phần mềm, hoặc phaodai policy shipped.`,
    )
}

function reader(instance: Instance) {
  return async () => {
    const row = await readInstance(dbOf(instance.app.pool))
    if (!row) throw new Error('the instance row is gone')
    return row
  }
}
