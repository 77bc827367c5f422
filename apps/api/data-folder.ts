import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '../../db/cluster.ts'

/** What the data folder remembers of its instance; the keys are here, outside the database. */
export interface Kept {
  mode: 'drill' | 'real'
  database: string
  /** 32 bytes, base64: seals identity numbers and phones. Whoever loses it loses them. */
  masterKey: string
  appPassword: string
  /** Set while the demonstration is being played: a drill cut off in the middle of it is founded anew. */
  unfinished?: boolean
}

/** The data folder: PHAODAI_DATA, else `.phaodai` in the project. */
export const dataFolder = (): string =>
  resolve(process.env.PHAODAI_DATA || join(fileURLToPath(new URL('../..', import.meta.url)), '.phaodai'))

const fileOf = (folder: string) => join(folder, 'instance.json')

export function readKept(folder: string): Kept | null {
  if (!existsSync(fileOf(folder))) return null
  const kept = JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Kept
  // PHAODAI_KEY takes the key off this disk
  if (process.env.PHAODAI_KEY) kept.masterKey = process.env.PHAODAI_KEY
  if (!kept.masterKey)
    throw new StartError('Khóa mã hóa không nằm trong thư mục dữ liệu: đặt PHAODAI_KEY như khi khởi tạo rồi chạy lại.')
  return kept
}

/** Writes it whole or not at all, for the owner's eyes only. */
export function writeKept(folder: string, kept: Kept): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const scratch = `${fileOf(folder)}.new`
  // a key given by PHAODAI_KEY is never written down here
  const written = process.env.PHAODAI_KEY ? { ...kept, masterKey: '' } : kept
  writeFileSync(scratch, `${JSON.stringify(written, null, 2)}\n`, { mode: 0o600 })
  renameSync(scratch, fileOf(folder))
}

export const newKept = (mode: 'drill' | 'real', database: string): Kept => ({
  mode,
  database,
  masterKey: process.env.PHAODAI_KEY || randomBytes(32).toString('base64'),
  appPassword: randomBytes(18).toString('hex'),
})

const pidFile = (folder: string) => join(folder, 'server.pid')

/** The server of this folder, where one is alive: two would stop each other's database. */
export function runningServer(folder: string): number | null {
  try {
    const pid = Number(readFileSync(pidFile(folder), 'utf8'))
    // a pid used again by another program is no server
    return pid !== process.pid && /(main\.[jt]s|phaodai(\.mjs)?)\0serve/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      ? pid
      : null
  } catch {
    return null
  }
}
export const noteServer = (folder: string): void => writeFileSync(pidFile(folder), String(process.pid))
export const forgetServer = (folder: string): void => rmSync(pidFile(folder), { force: true })
