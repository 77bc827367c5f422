import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Problem } from '@phaodai/kernel/problem.ts'
import { damagedBackup } from './backup.problems.ts'

/**
 * The backup file, format 1: one gzip stream (RFC 1952) that holds `PHAODAI-BACKUP 1\n` and then records. A record is one letter, the
 * length of its body (4 bytes, big-endian) and the body:
 *
 *   H  JSON, first and once: BackupHeader
 *   T  JSON {name, columns}: a table begins; tables come so that whoever is pointed at comes first
 *   D  rows of that table, whole, in PostgreSQL's COPY text format (UTF-8; dates ISO, instants in UTC, bytes in hex)
 *   E  JSON {rows}: the table ends
 *   S  JSON [{name, value, called}]: the sequences
 *   Z  SHA-256 of every byte before this record; last, nothing follows
 *
 * Names of people are in it as plain as in the database: the file is made for its owner's eyes only (mode 600). Identity numbers and
 * phones are sealed with the master key, which is not in it unless asked for, and then only under a passphrase.
 */
export const FORMAT = 1
const MAGIC = Buffer.from(`PHAODAI-BACKUP ${FORMAT}\n`)

export interface SealedKeys {
  kdf: 'scrypt'
  n: number
  r: number
  p: number
  salt: string
  /** nonce (12 bytes), tag (16), AES-256-GCM body; base64. */
  sealed: string
}

export interface BackupHeader {
  format: number
  backupId: string
  madeAt: string
  mode: 'drill' | 'real'
  provinceCode: string
  /** The epoch of the database it was taken from; a restore sets a new one. */
  epoch: string
  migrations: string[]
  /** backupId sealed with the master key: opens only with the same key. */
  keyCheck: string
  keys: SealedKeys | null
}

export type BackupRecord = { type: 'H' | 'T' | 'D' | 'E' | 'S'; body: Buffer }

/** Writes a backup under a scratch name; only a whole file gets the name asked for. */
export async function backupWriter(file: string) {
  if (existsSync(file)) throw new Problem('backup-file-exists', { file })
  const scratch = `${file}.part`
  const hash = createHash('sha256')
  const gzip = createGzip({ level: 6 })
  rmSync(scratch, { force: true })
  const disk = createWriteStream(scratch, { mode: 0o600, flags: 'wx' })
  let broken: Error | undefined
  const closed = new Promise<void>((done) => disk.once('close', done))
  const fail = (e: Error) => {
    broken ??= e
    gzip.destroy()
    disk.destroy()
  }
  disk.on('error', fail)
  gzip.on('error', fail)
  gzip.pipe(disk)
  const refuse = () => new Problem('backup-cannot-write', { file, why: (broken as { code?: string }).code ?? broken!.message })
  const raw = async (bytes: Buffer) => {
    if (broken) throw refuse()
    if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain').catch(() => {}), closed])
    if (broken) throw refuse()
  }
  const frame = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5)
    head.write(type, 'latin1')
    head.writeUInt32BE(body.length, 1)
    return Buffer.concat([head, body])
  }
  const hashed = (bytes: Buffer) => {
    hash.update(bytes)
    return raw(bytes)
  }
  await hashed(MAGIC)
  return {
    write: (type: BackupRecord['type'], body: Buffer | object) =>
      hashed(frame(type, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)))),
    /** @returns the SHA-256 in hex and the size in bytes */
    async finish(): Promise<{ sha256: string; bytes: number }> {
      const digest = hash.digest()
      await raw(frame('Z', digest))
      gzip.end()
      await closed
      if (broken) throw refuse()
      const handle = await open(scratch, 'r+')
      await handle.sync()
      const { size } = await handle.stat()
      await handle.close()
      if (existsSync(file)) throw new Problem('backup-file-exists', { file })
      renameSync(scratch, file)
      return { sha256: digest.toString('hex'), bytes: size }
    },
    async abandon(): Promise<void> {
      gzip.destroy()
      disk.destroy()
      await closed
      rmSync(scratch, { force: true })
    },
  }
}

const MOST = 1 << 30

/**
 * The records of a backup, in order, in constant memory. The checksum is compared after the last one: read a file through before acting on it.
 * @throws Problem backup-damaged, backup-newer
 */
export async function* backupRecords(file: string): AsyncGenerator<BackupRecord> {
  const damaged = (what: Parameters<typeof damagedBackup>[1]) => damagedBackup(file, what)
  const source = createReadStream(file)
  const gunzip = createGunzip()
  source.on('error', (e) => gunzip.destroy(e))
  const hash = createHash('sha256')
  const bytes = byteReader(source.pipe(gunzip))
  try {
    const magic = await bytes.take(MAGIC.length)
    if (magic && !magic.equals(MAGIC)) {
      const version = /^PHAODAI-BACKUP (\d+)/.exec(magic.toString('latin1'))?.[1]
      throw version ? new Problem('backup-newer', { what: `format ${version}` }) : damaged('foreign')
    }
    if (!magic) throw damaged('cut')
    hash.update(magic)
    for (;;) {
      const head = await bytes.take(5)
      if (!head) throw damaged('cut')
      const type = head.toString('latin1', 0, 1)
      const length = head.readUInt32BE(1)
      if (!'HTDESZ'.includes(type) || length > MOST) throw damaged('content')
      const body = await bytes.take(length)
      if (!body) throw damaged('cut')
      if (type === 'Z') {
        if (!hash.digest().equals(body)) throw damaged('checksum')
        if (await bytes.take(1)) throw damaged('surplus')
        return
      }
      hash.update(head)
      hash.update(body)
      yield { type: type as BackupRecord['type'], body }
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE') throw damaged(code === 'Z_BUF_ERROR' ? 'cut' : 'content')
    if (['ENOENT', 'EACCES', 'EISDIR'].includes(code)) throw damaged(code === 'ENOENT' ? 'missing' : 'unreadable')
    throw error
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

/** Takes exactly so many bytes at a time from a stream; null where it ends before. */
function byteReader(stream: AsyncIterable<Buffer>) {
  const chunks = stream[Symbol.asyncIterator]()
  let parts: Buffer[] = []
  let size = 0
  return {
    async take(n: number): Promise<Buffer | null> {
      while (size < n) {
        const next = await chunks.next()
        if (next.done) return null
        parts.push(next.value)
        size += next.value.length
      }
      const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
      parts = [all.subarray(n)]
      size -= n
      return all.subarray(0, n)
    },
  }
}

/** scrypt (RFC 7914) at 128 MB: some tenths of a second for each guess. */
const COST = { n: 1 << 17, r: 8, p: 1 }
const AAD = Buffer.from('phaodai backup keys 1')

const keyOf = (passphrase: string, salt: Buffer, { n, r, p }: { n: number; r: number; p: number }) =>
  new Promise<Buffer>((done, fail) =>
    scrypt(passphrase.normalize('NFC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (e, key) => (e ? fail(e) : done(key))),
  )

/** Seals the keys of an instance under a passphrase. */
export async function sealKeys(keys: object, passphrase: string): Promise<SealedKeys> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, COST), nonce).setAAD(AAD)
  const body = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()])
  return {
    kdf: 'scrypt',
    ...COST,
    salt: salt.toString('base64'),
    sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'),
  }
}

/** @throws Problem backup-wrong-passphrase */
export async function openKeys(keys: SealedKeys, passphrase: string): Promise<unknown> {
  // a forged file must not make us reserve all memory
  if (keys.kdf !== 'scrypt' || keys.n > 1 << 20 || keys.r > 16 || keys.p > 4)
    throw new Problem('backup-newer', { what: keys.kdf })
  const sealed = Buffer.from(keys.sealed, 'base64')
  const key = await keyOf(passphrase, Buffer.from(keys.salt, 'base64'), keys)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(AAD)
    decipher.setAuthTag(sealed.subarray(12, 28))
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8'))
  } catch {
    throw new Problem('backup-wrong-passphrase')
  }
}
