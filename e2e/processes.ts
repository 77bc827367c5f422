/** Real processes for the tests of start and of the command line: each ended by its pid, each folder removed with the database that it holds. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopCluster } from '../db/cluster.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))
/** The browser of these tests. PHAODAI_CHROMIUM names another than Debian's. */
export const chromiumPath = process.env.PHAODAI_CHROMIUM || '/usr/bin/chromium-headless-shell'

/**
 * The processor draws: pages by Skia, the map by SwiftShader (pages through SwiftShader too take twice as long). Few scripts of a page run long enough
 * to be worth an optimised second compiling: without it the browser takes a seventh less.
 */
export const plainArgs = ['--no-sandbox', '--disable-gpu', '--js-flags=--no-turbofan --no-maglev']

let command: Promise<string> | null = null
/**
 * The web app and the command line built where a source changed, and what `apps/cli/phaodai.mjs` then runs after a look at a thousand sources: looked at
 * once in a process, whose tests change none.
 */
export function builtCommand(): Promise<string> {
  command ??= import('../tools/start.mjs' as string).then((start: { build(): void; commandLine(): string }) => {
    start.build()
    return start.commandLine()
  })
  return command
}

const folders: string[] = []
const children: ChildProcess[] = []

/** A data folder of its own; `closed`: only its owner may enter, as under /root. */
export function dataFolder(closed = false): string {
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-start-'))
  if (!closed) chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

/** Ends whatever a test left and removes its folders. */
export async function clear(): Promise<void> {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGKILL')
  for (const folder of folders) {
    const pid = serverPid(folder)
    if (pid && alive(pid)) await gone(pid, 'SIGKILL')
    stopCluster(join(folder, 'pg'))
    const moved = join(folder, 'pg', 'DATA-IS-AT')
    if (existsSync(moved)) rmSync(dirname(readFileSync(moved, 'utf8').trim()), { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

/** False for a zombie too: it has ended, only nobody has asked how. */
export const alive = (pid: number): boolean => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Looks again every 20 ms until it is so. */
export async function until(so: () => boolean | Promise<boolean>, what: string, ms = 120_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`)
    await new Promise((r) => setTimeout(r, 20))
  }
}

/** Sends a signal to a process that is no child of ours, and waits until it is gone. */
export async function gone(pid: number, signal: NodeJS.Signals): Promise<void> {
  process.kill(pid, signal)
  await until(() => !alive(pid), `process ${pid} ends`)
}

export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const done = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  child.kill(signal)
  return done
}

const numberIn = (path: string): number | null => (existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : null)
export const serverPid = (folder: string): number | null => numberIn(join(folder, 'server.pid'))
const clusterData = (folder: string): string => {
  const moved = join(folder, 'pg', 'DATA-IS-AT')
  return existsSync(moved) ? readFileSync(moved, 'utf8').trim() : join(folder, 'pg', 'data')
}
export const postmasterPid = (folder: string): number | null => numberIn(join(clusterData(folder), 'postmaster.pid'))

/** Direct children of a process. */
export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((p) => {
      try {
        return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${p}/status`, 'utf8'))?.[1]) === pid
      } catch {
        return false
      }
    })

export interface Run {
  child: ChildProcess
  /** Everything said so far, on both streams. */
  said: () => string
  out: () => string
  /** Waits for the exit. */
  code: Promise<number | null>
}

export type Env = Record<string, string | undefined>

/** A process that `clear` ends where the test left it. */
export function run(args: string[], env: Env): Run {
  const started = launch(args, env)
  children.push(started.child)
  return started
}

/** A process of ours that its starter ends: `clear` of another file in this process leaves it alone. */
export function launch(args: string[], env: Env): Run {
  const { DATABASE_URL: _, PHAODAI_KEY: __, ...rest } = process.env
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...rest, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, all] = ['', '']
  child.stdout!.on('data', (d: Buffer) => {
    out += d
    all += d
  })
  child.stderr!.on('data', (d: Buffer) => {
    all += d
  })
  // 'close': the streams are read to their end
  return { child, said: () => all, out: () => out, code: new Promise((resolve) => child.once('close', (code) => resolve(code))) }
}

export const start = (env: Env, ...args: string[]): Run => run(['tools/start.mjs', ...args], env)
export const phaodai = (env: Env, ...args: string[]): Run => run(['apps/cli/phaodai.mjs', ...args], env)

/** Until it says where it is. @throws with what it said instead */
export async function listening(run: Run): Promise<string> {
  const url = () => /http:\/\/127\.0\.0\.1:\d+/.exec(run.out())?.[0]
  await until(() => url() !== undefined || run.child.exitCode !== null, `a server\n${run.said()}`, 240_000)
  if (!url()) throw new Error(`it ended with ${run.child.exitCode}: ${run.said()}`)
  return url()!
}

/** A start or command that must refuse: its exit status and what it said, without the lines of installing and building. */
export async function refusal(run: Run): Promise<{ code: number | null; lines: string[] }> {
  const code = await run.code
  return {
    code,
    lines: run
      .said()
      .split('\n')
      .filter((line) => line !== '' && !/^Đang (cài|dựng)/.test(line)),
  }
}
