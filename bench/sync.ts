import 'fake-indexeddb/auto'
import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '@phaodai/kernel/ids.ts'
import { makeField } from '@phaodai/modules/checks/field.fixtures.ts'
import { collections } from '@phaodai/modules/checks/replica.contract.ts'
import { enrolledPhone } from '@phaodai/modules/devices/devices.fixtures.ts'
import type { LocalStore } from '@phaodai/sync/store.ts'
import { httpTransport } from '@phaodai/sync/transport.ts'
import { testApp } from '../test/database.ts'
import type { Served } from './server.fixtures.ts'

const HOMES = 70
const DAY = '2021-02-22'
/** First fetches before those that count: a server in use has compiled its code and planned its statements. */
const WARM = 10
const RUNS = 15
const median = (list: number[]) => Math.round(10 * list.sort((a, b) => a - b)[Math.floor(list.length / 2)]!) / 10
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The store of the phone's page; a browser's word store beside it. */
async function browserStore(): Promise<LocalStore> {
  const words = new Map<string, string>()
  const localStorage = {
    getItem: (key: string) => words.get(key) ?? null,
    setItem: (key: string, word: string) => words.set(key, word),
    removeItem: (key: string) => words.delete(key),
  }
  // one phone has one tab here, and a channel would keep the process alive
  Object.assign(globalThis, { localStorage, BroadcastChannel: undefined })
  // it is written for the browser's types, which the benches do not know
  const { dexieStore } = (await import('../apps/web/field/device/dexieStore.ts' as string)) as {
    dexieStore(profileId: string): LocalStore
  }
  return dexieStore(newId())
}

/**
 * The first sync of a team, a sync with nothing to do, a full round; in turn with the first one the same documents through PouchDB's replication
 * over HTTP. Both phones are this process, both store in IndexedDB (one in-memory implementation of it); both servers are processes of their own and
 * store on the disk: ours in PostgreSQL with fsync on, PouchDB's in LevelDB, which does not wait for the disk.
 */
export async function bench(): Promise<{ name: string; results: unknown }> {
  const t = await testApp()
  const child = fork(new URL('./server.fixtures.ts', import.meta.url), [t.appUrl, '8'])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  // as a phone's browser asks behind TLS; Node says less without it
  const ask: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...init?.headers, 'accept-encoding': 'gzip, deflate, br, zstd' } as Record<string, string> })
  const transport = httpTransport({ base: `http://127.0.0.1:${port}`, ask })
  const served = async (): Promise<Served[]> => {
    child.send('served')
    const [said] = (await once(child, 'message')) as [{ served: Served[] }]
    return said.served
  }
  /** Time in the server of the requests that `work` made to a route. */
  const inServer = async (route: string, work: () => Promise<unknown>) => {
    await served()
    await work()
    return (await served()).filter((s) => s.route === route).reduce((n, s) => n + s.ms, 0)
  }
  let pouch: Awaited<ReturnType<typeof openPouch>> | null = null
  try {
    const { member, homes } = await madeTeam(t)
    const lists = { first: [], firstServer: [], look: [], noop: [], noopServer: [], round: [], roundServer: [] } as Record<
      string,
      number[]
    >
    const theirs = { first: [], look: [], noop: [], round: [] } as Record<string, number[]>
    const firstSync = async () => {
      const { client } = await enrolledPhone(member, transport, { store: await browserStore() })
      lists.firstServer!.push(
        await inServer('GET /api/sync/pull', async () => lists.first!.push(await timed(() => client.sync()))),
      )
      lists.look!.push(await timed(async () => collections.map((c) => client.rows(c))))
      return client
    }
    const client = await firstSync()
    const docs = collections.flatMap((c) => client.rows<object>(c).map((r) => ({ ...r.body, _id: `${c}/${r.id}` })))
    pouch = await openPouch(docs)
    for (let i = 0; i < WARM + RUNS; i++) {
      if (i === WARM) for (const list of [...Object.values(lists), ...Object.values(theirs)]) list.length = 0
      ;(await firstSync()).close()
      theirs.first!.push(await timed(pouch.first))
      theirs.look!.push(await timed(pouch.look))
    }
    await pouch.both()
    for (let i = 0; i < 20; i++) {
      lists.noopServer!.push(await inServer('GET /api/sync/pull', async () => lists.noop!.push(await timed(() => client.sync()))))
      theirs.noop!.push(await timed(pouch.both))
    }
    const rounds = ['morning', 'evening'].flatMap((slot) => ['2021-02-21', DAY].map((onDay) => ({ slot, onDay }))).slice(0, 3)
    for (const of of rounds) {
      for (const householdId of homes) {
        const checkId = newId()
        await client.record({ opId: checkId, verb: 'checks.push-round', input: { checkId, householdId, ...of, answer: 'well' } })
      }
      let accepted = 0
      lists.roundServer!.push(
        await inServer('POST /api/sync/push', async () =>
          lists.round!.push(
            await timed(async () => {
              accepted = (await client.sync()).accepted
            }),
          ),
        ),
      )
      if (accepted !== HOMES) throw new Error(`${accepted} of ${HOMES} accepted`)
      await pouch.record()
      theirs.round!.push(await timed(pouch.both))
    }
    const medians = (of: Record<string, number[]>) =>
      Object.fromEntries(Object.entries(of).map(([name, list]) => [`${name}Ms`, median(list)]))
    const times = (name: string) => Math.round((10 * median(theirs[name]!)) / median(lists[name]!)) / 10
    return {
      name: 'sync',
      results: {
        ...{ documents: docs.length, bytes: JSON.stringify(docs).length, ours: medians(lists), pouch: medians(theirs) },
        ratio: { first: times('first'), noop: times('noop'), round: times('round') },
      },
    }
  } finally {
    pouch?.close()
    child.disconnect()
    await t.close()
  }
}

/** 70 homes, 280 people, 14 days of two checks each; written by SQL, as they would be after two weeks. Made-up people. */
async function madeTeam(t: Awaited<ReturnType<typeof testApp>>) {
  const { commune, member, homes, teamId } = await makeField(t, '10783', HOMES, '2021-02-01')
  await t.day(DAY)
  const of = [commune.area.areaId, homes, teamId, member.accountId, member.postId]
  await t.rows(
    `insert into person (commune_id, person_id, subject_id, code, from_on, full_name, name_key, given_key, birth_year, sex, hamlet_id, household_id, source, created_at, op_id)
     select $1, gen_random_uuid(), gen_random_uuid(), 'HD-B' || row_number() over (), '2021-02-01', 'Nguyễn Văn Thử ' || n, 'nguyen van thu ' || n, 'thu', 1950 + n * 12, 'male', 0, h, 'register', now(), gen_random_uuid()
     from unnest($2::uuid[]) h, generate_series(1, 4) n`,
    of.slice(0, 2),
  )
  await t.rows(
    `insert into household_check (commune_id, check_id, household_id, team_id, on_day, slot, answer, captured_at, received_at, lateness, account_id, post_id, op_id)
     select $1, gen_random_uuid(), h, $3, '2021-02-22'::date - d, s, 'well', ('2021-02-22'::date - d)::timestamptz + interval '1 hour',
       ('2021-02-22'::date - d)::timestamptz + interval '2 hours', 'none', $4, $5, gen_random_uuid()
     from unnest($2::uuid[]) h, generate_series(0, 13) d, unnest(array['morning', 'evening']) s where d > 1`,
    of,
  )
  // as a server in use has them: the database looks at its tables by itself after some minutes
  await t.rows('analyze')
  return { member, homes }
}

interface Pouch {
  new (name: string, options?: object): PouchDb
  defaults(options: object): Pouch
  plugin(p: unknown): Pouch
}
interface PouchDb {
  bulkDocs(docs: object[]): Promise<unknown>
  allDocs(o: { include_docs: true }): Promise<unknown>
  replicate: { from(other: PouchDb, o?: object): Promise<unknown>; to(other: PouchDb, o?: object): Promise<unknown> }
}

/** A PouchDB server with these documents in it, and a phone that is another one at each first sync. */
async function openPouch(docs: object[]) {
  const folder = fileURLToPath(new URL('./pouchdb/', import.meta.url))
  if (!existsSync(`${folder}node_modules`))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] })
  const require = createRequire(`${folder}package.json`)
  const Plain = require('pouchdb') as Pouch
  Plain.plugin(require('pouchdb-adapter-indexeddb'))
  const kept = mkdtempSync(join(tmpdir(), 'phaodai-pouchdb-'))
  const server = spawn(process.execPath, [`${folder}server.cjs`, kept], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve) => server.stdout.once('data', (line) => resolve(String(line).trim())))
  const remote = () => new Plain(`http://127.0.0.1:${port}/db/team`, { adapter: 'http' })
  const local = () => new Plain(`phone-${newId()}`, { adapter: 'indexeddb' })
  let phone = local()
  await remote().bulkDocs(docs)
  return {
    async first() {
      phone = local()
      await phone.replicate.from(remote(), { batch_size: 1000 })
    },
    look: () => phone.allDocs({ include_docs: true }),
    async both() {
      await phone.replicate.to(remote(), { batch_size: 1000 })
      await phone.replicate.from(remote(), { batch_size: 1000 })
    },
    record: () =>
      phone.bulkDocs(
        Array.from({ length: HOMES }, () => ({
          ...{ _id: `check/${newId()}`, householdId: newId(), onDay: DAY, slot: 'morning', answer: 'well' },
          capturedAt: `${DAY}T01:00:00Z`,
        })),
      ),
    close() {
      server.kill()
      rmSync(kept, { recursive: true, force: true })
    },
  }
}
