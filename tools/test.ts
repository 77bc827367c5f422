/**
 * All checks in one run: type check, lint, the house, unit, store, route, browser and accessibility tests; store tests again on
 * PostgreSQL 15. Ends with `N passed, N failed`. `npm test -- NAME` runs only the test files whose path holds NAME.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
// each test file is a process: what one has stripped of types and compiled, the next ones take as it is
process.env.NODE_COMPILE_CACHE ??= join(root, '.test', 'compiled')
const only = process.argv[2]
let passed = 0
let failed = 0
const skipped: string[] = []
const failures: string[] = []
const began = Date.now()
const clock = () => `${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s`

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

/** Runs test files, each in a process of its own; prints what failed as it fails. */
async function files(title: string, list: string[], env: Record<string, string>, concurrency: number): Promise<void> {
  if (list.length === 0) return
  const before = { passed, failed }
  Object.assign(process.env, env)
  const stream = run({ files: list.map((f) => join(root, f)), concurrency, timeout: 300_000 })
  // a suite reports its children and then itself: only leaves are counted
  stream.on('test:pass', (e) => {
    if (e.details.type === 'suite') return
    if (e.skip !== undefined) skipped.push(`${e.name}${typeof e.skip === 'string' ? `: ${e.skip}` : ''}`)
    else passed++
  })
  stream.on('test:fail', (e) => {
    const cause = (e.details.error as { cause?: { stack?: string } } | undefined)?.cause
    // a suite fails because a test in it did, unless its own set-up failed
    if (e.details.type === 'suite' && /subtest/.test(String(e.details.error?.message))) return
    failed++
    failures.push(e.name)
    console.log(
      `  HỎNG ${e.file?.replace(root, '')} › ${e.name}\n${String(cause?.stack ?? e.details.error?.stack ?? e.details.error)
        .split('\n')
        .slice(0, 14)
        .join('\n')}`,
    )
  })
  stream.on('test:stderr', (e) => process.stderr.write(e.message))
  stream.resume()
  await new Promise((done) => stream.on('end', done))
  console.log(`${clock()}  ${title}: ${passed - before.passed} đạt, ${failed - before.failed} hỏng`)
}

const all = ['apps', 'modules', 'packages', 'db', 'test', 'tools', 'bench'].flatMap((f) => [...testFiles(f)])
const wanted = (f: string) => !only || f.includes(only)
const usesDatabase = (f: string) => /test\/database\.ts'|from '\.\/database\.ts'/.test(readFileSync(join(root, f), 'utf8'))

if (!only) {
  for (const config of ['tsconfig.json', 'tsconfig.pure.json', 'tsconfig.web.json', 'tsconfig.e2e.json'])
    await check(`kiểm tra kiểu ${config}`, 'tsc', ['-p', config])
  await check('lint', 'biome', ['check', '.'])
  await check('luật của nhà', process.execPath, ['tools/house.ts'])
}
const plain = all.filter((f) => !usesDatabase(f) && wanted(f))
const stored = all.filter((f) => usesDatabase(f) && wanted(f))
await files('kiểm thử thuần', plain, {}, 2)
await files('kiểm thử với PostgreSQL 18', stored, { PHAODAI_TEST_PG: '18' }, 2)
// the older server is asked what depends on it: the modules' SQL, the schema, the scope; the routes and the long imports once are enough
const olderToo = (f: string) => /^modules\/(?!imports)|^test\/(schema|access\.sql)/.test(f)
await files('kiểm thử với PostgreSQL 15', stored.filter(olderToo), { PHAODAI_TEST_PG: '15' }, 2)
// the harness knows the browser's types, which the tools do not
const { foundDrill } = (await import('../e2e/harness.ts' as string)) as { foundDrill: () => Promise<string> }
const pages = [...testFiles('e2e')].filter(wanted)
const drill = pages.length > 1 ? await foundDrill() : null
await files('kiểm thử trình duyệt và dòng lệnh', pages, { PHAODAI_TEST_PG: '18', ...(drill && { PHAODAI_TEST_DRILL: drill }) }, 2)
if (drill) rmSync(drill, { recursive: true, force: true })
const { stopTestClusters } = await import('../test/database.ts')
stopTestClusters()

for (const line of skipped) console.log(`bỏ qua: ${line}`)
for (const line of failures) console.log(`hỏng: ${line}`)
console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
