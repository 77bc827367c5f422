import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Problem } from '@phaodai/kernel/problem.ts'
import { secretsOf } from '@phaodai/kernel/secrets.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { type BackupHeader, openKeys } from '../../db/backup.format.ts'
import { backup, checkKey, inspectBackup, restore } from '../../db/backup.ts'
import { ensureDatabase } from '../../db/bootstrap.ts'
import { StartError, startCluster } from '../../db/cluster.ts'
import { dataFolder, type Kept, newKept, readKept, writeKept } from '../api/data-folder.ts'
import { type GlobalFlags, print } from './runtime.ts'

interface BackupFlags extends GlobalFlags {
  withKeys?: string
}

/** Runs work on the database of the data folder as its superuser, as it is: nothing is migrated or founded by opening it. */
async function onDatabase<T>(folder: string, database: string, work: (adminUrl: string) => Promise<T>): Promise<T> {
  const external = process.env.DATABASE_URL
  if (external) {
    return work(external).catch((e: unknown) => {
      const { code = '' } = e as { code?: string }
      if (code === '3D000') throw new StartError(`Chưa có cơ sở dữ liệu ${database} của DATABASE_URL: tạo nó (trống) trước.`)
      if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01'].includes(code)) {
        throw new StartError(
          `Không kết nối được DATABASE_URL (${new URL(external).host}): kiểm tra máy chủ PostgreSQL và mật khẩu.`,
        )
      }
      throw e
    })
  }
  const cluster = await startCluster({ dir: join(folder, 'pg') })
  try {
    await ensureDatabase(cluster.url('postgres'), database)
    return await work(cluster.url(database))
  } finally {
    if (cluster.started) cluster.stop()
  }
}

/** The passphrase is the file's first line: a command line is seen by everyone on the machine. */
function passphraseOf(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`Không đọc được tệp mật khẩu ${file} (cannot read the passphrase file).`)
  }
  const passphrase = text.split(/\r?\n/)[0]!.trim()
  if (passphrase.length < 12)
    throw new UsageError(`Dòng đầu của ${file} phải có mật khẩu từ 12 ký tự (the first line must hold 12 signs or more).`)
  return passphrase
}

/**
 * What the restored data folder keeps: the keys inside the backup, where they are asked for; else those already there; else PHAODAI_KEY.
 * @throws Problem backup-no-key, backup-wrong-key, backup-wrong-passphrase, restore-other-mode
 */
async function keptFor(header: BackupHeader, there: Kept | null, passphrase: string | undefined): Promise<Kept> {
  if (there && there.mode !== header.mode) throw new Problem('restore-other-mode')
  if (passphrase !== undefined) {
    if (!header.keys) throw new Problem('backup-no-key')
    const { masterKey } = (await openKeys(header.keys, passphrase)) as Pick<Kept, 'masterKey'>
    // keys that are here stay: they may seal something else
    if (there && there.masterKey !== masterKey) throw new Problem('backup-wrong-key')
    return there ?? { ...newKept(header.mode, `phaodai_${header.mode}`), masterKey }
  }
  if (there) return there
  if (!process.env.PHAODAI_KEY) throw new Problem('backup-no-key')
  return newKept(header.mode, `phaodai_${header.mode}`)
}

const count = (n: number) => n.toLocaleString('vi-VN')

/** backup and restore: the whole database in one file. */
export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('sao lưu toàn bộ cơ sở dữ liệu vào một tệp; máy chủ vẫn chạy được (back up the whole database)')
    .argument('<file>', 'tệp mới')
    .option(
      '--with-keys <passphrase-file>',
      'kèm khóa, niêm phong bằng mật khẩu ở dòng đầu của tệp này; không có thì tệp không chứa khóa',
    )
    .option('--json')
    .action(async (name: string, flags: BackupFlags) => {
      const file = resolve(name)
      const folder = dataFolder()
      const kept = readKept(folder)
      if (!kept) throw new StartError(`Chưa có dữ liệu ở ${folder}: không có gì để sao lưu.`)
      const { masterKey, mode } = kept
      const keys = flags.withKeys ? { kept: { mode, masterKey }, passphrase: passphraseOf(flags.withKeys) } : undefined
      const secrets = secretsOf(Buffer.from(masterKey, 'base64'))
      const made = await onDatabase(folder, kept.database, (adminUrl) => backup(adminUrl, file, { secrets, keys }))
      print(flags, made, (m) => {
        const about = m.withKeys
          ? 'Khóa có trong tệp, dưới mật khẩu: giữ mật khẩu ở nơi khác.'
          : `Khóa KHÔNG có trong tệp: giữ ${join(folder, 'instance.json')} ở nơi khác, nếu mất thì không mở lại được số giấy tờ và điện thoại.`
        return `Đã sao lưu ${count(m.rows)} dòng của ${m.tables} bảng vào ${m.file} (${count(m.bytes)} byte).\nTên người trong tệp không mã hóa: cất tệp như cất sổ hộ khẩu.\n${about}`
      })
    })

  program
    .command('restore')
    .description('khôi phục bản sao lưu vào một cơ sở dữ liệu trống (restore a backup into an empty database)')
    .argument('<file>', 'bản sao lưu')
    .option('--with-keys <passphrase-file>', 'lấy khóa trong bản sao lưu, mở bằng mật khẩu ở dòng đầu của tệp này')
    .option('--json')
    .action(async (name: string, flags: BackupFlags) => {
      const file = resolve(name)
      const folder = dataFolder()
      const passphrase = flags.withKeys ? passphraseOf(flags.withKeys) : undefined
      const header = await inspectBackup(file)
      const there = readKept(folder)
      const kept = await keptFor(header, there, passphrase)
      const secrets = secretsOf(Buffer.from(kept.masterKey, 'base64'))
      checkKey(header, secrets)
      const external = process.env.DATABASE_URL
      if (external && !there) kept.database = decodeURIComponent(new URL(external).pathname.slice(1))
      const beforeCommit = () => {
        if (!there) writeKept(folder, kept)
      }
      const made = await onDatabase(folder, kept.database, (adminUrl) => restore(adminUrl, file, { secrets, beforeCommit }))
      print(flags, made, (m) => {
        const migrated = m.migrated.length > 0 ? `\nĐã nâng cấp lược đồ: ${m.migrated.length} bước.` : ''
        return `Đã khôi phục ${count(m.rows)} dòng của ${m.tables} bảng, như lúc ${m.madeAt}.${migrated}\nMọi phiên đăng nhập đã hết; điện thoại sẽ tải lại từ đầu.\nKiểm tra: phaodai verify`
      })
    })
}
