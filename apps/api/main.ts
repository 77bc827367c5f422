import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { createAccountWithPost } from '@phaodai/modules/identity/identity.founding.ts'
import { resumeJobs } from '@phaodai/modules/imports/imports.run.ts'
import { StartError } from '../../db/cluster.ts'
import { foundDemonstration } from './demo.ts'
import { finishDemonstration, type Instance, openInstance, readInstance } from './instance.ts'
import { oneTimePassword } from './passwords.ts'
import { buildServer } from './server.ts'
import { startUpkeep } from './upkeep.ts'
import { operations } from './wiring.ts'

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

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Serves until it is told to stop; then finishes what is under way and stops the database that belongs to it. */
export async function serve(options: { province?: string | undefined; on?: string | undefined }): Promise<void> {
  const port = Number(process.env.PORT ?? 8021)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new StartError(`PORT=${process.env.PORT} không phải số cổng (0-65535).`)
  if (!existsSync(WEB)) throw new StartError('Chưa có trang web đã dựng: chạy npm start thay vì serve.')
  const instance = await openInstance({
    ...(options.province && { province: options.province }),
    ...(options.on && { on: options.on }),
    demonstration: true,
    poolSize: 16,
  })
  const server = buildServer({
    app: instance.app,
    operations,
    instance: reader(instance),
    webRoot: WEB,
    log: process.env.PHAODAI_LOG === '1',
  })
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    say('Đang dừng…')
    await server.close()
    await instance.close({ stopDatabase: true })
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    if (instance.row.mode === 'drill' && instance.founded) {
      await foundDemonstration(instance, say)
      finishDemonstration(instance.folder)
    }
    server.addHook('onClose', startUpkeep(instance.app))
    const imports = resumeJobs(instance.app, {
      onError: (jobId, code) => process.stderr.write(`nhập danh sách ${jobId}: ${code}\n`),
    })
    server.addHook('onClose', () => imports.stop())
    await server.listen({ host: '127.0.0.1', port })
  } catch (error) {
    await server.close()
    await instance.close({ stopDatabase: true })
    if ((error as { code?: string }).code === 'EADDRINUSE')
      throw new StartError(`Cổng ${port} đang có chương trình khác dùng: đặt PORT khác, ví dụ PORT=${port + 1} npm start.`)
    throw error
  }
  const { port: open } = server.server.address() as { port: number }
  say(`Pháo Đài đang chạy: http://127.0.0.1:${open}`)
  say(
    instance.row.mode === 'drill'
      ? `DIỄN TẬP, ngày ${instance.row.drillOn}. Tài khoản: ${instance.folder}/tai-khoan-dien-tap.txt`
      : 'Dữ liệu thật.',
  )
}

function reader(instance: Instance) {
  return async () => {
    const row = await readInstance(dbOf(instance.app.pool))
    if (!row) throw new Error('the instance row is gone')
    return row
  }
}
