/**
 * All checks in one run: type check, lint, the house, unit, store, route, browser and accessibility tests; store tests again on
 * PostgreSQL 15. Ends with `N passed, N failed`. `npm test -- NAME` runs only the test files whose path holds NAME.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const scratch = join(root, '.test')
// what one process has stripped of types and compiled, the next ones take as it is
process.env.NODE_COMPILE_CACHE ??= join(scratch, 'compiled')
const only = process.argv[2]
let passed = 0
let failed = 0
const skipped: string[] = []
const failures: string[] = []
const began = Date.now()
const clock = () => `${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s`
/** The modules that this run writes: another may go on beside it. */
const batchFolder = join(scratch, `batches-${process.pid}`)
/** Milliseconds that each file took in this run, and in the last one. */
const took = new Map<string, number>()
const timesFile = join(scratch, 'times.json')
const before = new Map<string, number>(Object.entries(readTimes()))

function readTimes(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(timesFile, 'utf8')) as Record<string, number>
  } catch {
    return {}
  }
}

function* testFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (['node_modules', 'dist'].includes(entry.name)) continue
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* testFiles(path)
    else if (/\.test\.tsx?$/.test(entry.name)) yield path
  }
}

/** One check of the whole tree, counted as one test. */
async function check(title: string, command: string, args: string[]): Promise<void> {
  const output: Buffer[] = []
  const status = await new Promise<number>((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (d: Buffer) => output.push(d))
    child.stderr.on('data', (d: Buffer) => output.push(d))
    child.on('error', () => done(1))
    child.on('exit', (code) => done(code ?? 1))
  })
  if (status === 0) passed++
  else {
    failed++
    failures.push(title)
    console.log(Buffer.concat(output).toString('utf8').split('\n').slice(-60).join('\n'))
  }
  console.log(`${clock()}  ${status === 0 ? 'đạt ' : 'HỎNG'} ${title}`)
}

const cores = Math.min(2, availableParallelism())

/** Files that run in one process, one after another. */
interface Batch {
  env: Record<string, string>
  files: string[]
  /** Imported before the files: what it sets up at its top lasts as long as the process. */
  first?: string
}

/** Seconds of the files whose length does not say how long they take; only which run together and first hangs on it. */
const slow: Record<string, number> = {
  'test/access.test.ts': 130,
  'e2e/start.test.ts': 80,
  'e2e/paper.test.ts': 70,
  'e2e/directive.test.ts': 55,
  'e2e/walkthrough-directive.test.ts': 55,
  'e2e/walkthrough.test.ts': 45,
  'e2e/analysis.test.ts': 45,
  'e2e/desk.test.ts': 45,
  'e2e/situation.test.ts': 40,
  'e2e/reports.test.ts': 40,
  'e2e/phone.test.ts': 40,
  'e2e/person.test.ts': 35,
  'e2e/duty.test.ts': 30,
  'e2e/doors.test.ts': 30,
  'e2e/walkthrough-field.test.ts': 30,
  'e2e/inspections.test.ts': 30,
  'e2e/meetings.test.ts': 25,
  'e2e/cli.test.ts': 25,
  'db/backup.test.ts': 18,
  'modules/situation/analysis.test.ts': 15,
  'packages/sync/histories.test.ts': 14,
}
/** Milliseconds that a file is likely to take: what it took the last time, else by its length. */
const expected = (key: string, file: string) =>
  before.get(key) ?? (slow[key] ? slow[key] * 1000 : statSync(join(root, file)).size / 2)
const keyOf = (file: string, env: Record<string, string>) => `${file}${env.PHAODAI_TEST_PG === '15' ? ' (PostgreSQL 15)' : ''}`

/** Files in as few processes as keep all cores at work to the end: the start of a process costs more than most files. */
function batches(files: string[], env: Record<string, string>, parts: number, first?: string): Batch[] {
  const known = files.map((file) => ({ file, ms: expected(keyOf(file, env), file) })).sort((a, b) => b.ms - a.ms)
  const most = Math.max(20_000, known.reduce((n, f) => n + f.ms, 0) / parts)
  const made: (Batch & { ms: number })[] = []
  for (const { file, ms } of known) {
    const room = made.find((b) => b.ms + ms <= most)
    if (room) {
      room.files.push(file)
      room.ms += ms
    } else made.push({ env, files: [file], ms, ...(first && { first }) })
  }
  return made
}

/** The module that a batch is run by: each file a suite, so that its hooks are its own. */
function written(batch: Batch, i: number): string {
  const path = join(batchFolder, `${i}.test.ts`)
  const from = (file: string) => JSON.stringify(relative(batchFolder, join(root, file)))
  const lines = [
    "import { describe } from 'node:test'",
    `import { unfollow } from ${from('tools/unfollowed.ts')}`,
    `let undefinedYet = ${batch.files.length}`,
    ...Object.entries(batch.env).map(([key, value]) => `process.env[${JSON.stringify(key)}] = ${JSON.stringify(value)}`),
    ...(batch.first ? [`await import(${from(batch.first)})`] : []),
    ...batch.files.map(
      (file) =>
        `describe(${JSON.stringify(keyOf(file, batch.env))}, async () => { await import(${from(file)}); if (--undefinedYet === 0) unfollow() })`,
    ),
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

/**
 * Runs batches of one kind, one more at once than there are cores, as each waits for a disk, a server or a page now and then; prints what failed as it fails.
 * A kind after another: beside the many threads of browsers, what goes to and fro between a server and its database took twice as long.
 */
async function files(title: string, list: Batch[]): Promise<void> {
  if (list.length === 0) return
  const counted = { passed, failed }
  mkdirSync(batchFolder, { recursive: true })
  const modules = list.map(written)
  const stream = run({ files: modules, concurrency: cores + 1, timeout: 900_000 })
  const isFile = (e: { nesting: number; details: { type?: string | undefined } }) => e.nesting === 0 && e.details.type === 'suite'
  // a suite reports its children and then itself: only leaves are counted
  stream.on('test:pass', (e) => {
    if (isFile(e)) took.set(e.name, e.details.duration_ms)
    if (e.details.type === 'suite') return
    if (e.skip !== undefined) skipped.push(`${e.name}${typeof e.skip === 'string' ? `: ${e.skip}` : ''}`)
    else passed++
  })
  stream.on('test:fail', (e) => {
    if (isFile(e)) took.set(e.name, e.details.duration_ms)
    const cause = (e.details.error as { cause?: { stack?: string } } | undefined)?.cause
    // a suite fails because a test in it did, unless its own set-up failed
    if (e.details.type === 'suite' && /subtest/.test(String(e.details.error?.message))) return
    failed++
    failures.push(`${e.file ? relative(root, e.file) : ''} › ${e.name}`)
    console.log(
      `  HỎNG ${failures.at(-1)}\n${String(cause?.stack ?? e.details.error?.stack ?? e.details.error)
        .split('\n')
        .slice(0, 14)
        .join('\n')}`,
    )
  })
  stream.on('test:stderr', (e) => process.stderr.write(e.message))
  stream.resume()
  await new Promise((done) => stream.on('end', done))
  rmSync(batchFolder, { recursive: true, force: true })
  console.log(`${clock()}  ${title}: ${passed - counted.passed} đạt, ${failed - counted.failed} hỏng`)
}

const all = ['apps', 'modules', 'packages', 'db', 'test', 'tools', 'bench'].flatMap((f) => [...testFiles(f)])
const wanted = (f: string) => !only || f.includes(only)
const usesDatabase = (f: string) => /test\/database\.ts'|from '\.\/database\.ts'/.test(readFileSync(join(root, f), 'utf8'))

if (!only) {
  const types = ['tsconfig.json', 'tsconfig.web.json', 'tsconfig.pure.json']
  const checks: [string, string, string[]][] = [
    // each of several threads would work out most types for itself: one takes half of the processor
    ...types.map((config): [string, string, string[]] => [`kiểm tra kiểu ${config}`, 'tsc', ['-p', config, '--singleThreaded']]),
    ['lint', 'biome', ['check', '.']],
    ['luật của nhà', process.execPath, ['tools/house.ts']],
  ]
  const lane = async () => {
    for (let next = checks.shift(); next; next = checks.shift()) await check(...next)
  }
  await Promise.all(Array.from({ length: cores }, lane))
}
const plain = all.filter((f) => !usesDatabase(f) && wanted(f))
const stored = all.filter((f) => usesDatabase(f) && wanted(f))
// the older server is asked what depends on it: the modules' SQL, the schema, the scope; the routes and the long imports once are enough
const olderToo = stored.filter((f) => /^modules\/(?!imports)|^test\/(schema|access\.sql)/.test(f))
const pages = [...testFiles('e2e')].filter(wanted)
await files('kiểm thử thuần', batches(plain, {}, 6))
await files('kiểm thử với PostgreSQL 18 và 15', [
  ...batches(stored, { PHAODAI_TEST_PG: '18' }, 8),
  ...batches(olderToo, { PHAODAI_TEST_PG: '15' }, 4),
])
await files('kiểm thử trình duyệt và dòng lệnh', batches(pages, { PHAODAI_TEST_PG: '18' }, 9, 'e2e/harness.ts'))
const { stopTestClusters } = await import('../test/database.ts')
await stopTestClusters()

const longest = [...took].sort((a, b) => b[1] - a[1]).slice(0, only ? 0 : 12)
for (const [file, ms] of longest) console.log(`${String(Math.round(ms / 1000)).padStart(4)} s  ${file}`)
writeFileSync(timesFile, JSON.stringify({ ...Object.fromEntries(before), ...Object.fromEntries(took) }))
for (const line of skipped) console.log(`bỏ qua: ${line}`)
for (const line of failures) console.log(`hỏng: ${line}`)
if (skipped.length > 0) console.log(`${skipped.length} skipped`)
// the last line, which a script reads
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
