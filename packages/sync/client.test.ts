import assert from 'node:assert/strict'
import { test } from 'node:test'
import { v7 } from 'uuid'
import { ClientRefusal, openClient } from './client.ts'
import { memoryDisk } from './memory-store.ts'
import { ModelServer, unpackModel } from './model/server.ts'
import type { Operation } from './protocol.ts'
import type { Stored, StoreTx } from './store.ts'
import { TransportError } from './transport.ts'

const HOUR = 3600_000
const home = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

/** A phone, its disk, a server with two homes of team A. */
async function phone(options: { leaseMs?: number } = {}) {
  let time = Date.parse('2021-02-22T01:00:00Z')
  const server = new ModelServer({
    now: () => time,
    ...options,
    judge: ({ verb, input, opId }) =>
      verb === 'bad'
        ? { outcome: 'refused', reason: 'bad' }
        : {
            outcome: 'applied',
            write: [{ collection: 'checks', id: `${input.home}:${opId}`, home: String(input.home), body: input }],
          },
  })
  for (const n of [1, 2]) {
    server.assign(home(n), 'A')
    server.put({ collection: 'doors', id: home(n), home: home(n), body: { door: String(n) } })
    server.put({ collection: 'households', id: home(n), home: home(n), body: { headName: 'Nguyễn Văn Thử' } })
  }
  const disk = memoryDisk()
  let cut = false
  let most = Number.POSITIVE_INFINITY
  /** What readings of the disk wait for before they come back, and how to say that one waits. */
  let gate: { opens: Promise<void>; waits: () => void } | null = null
  const open = () => {
    const store = disk.open()
    return {
      ...store,
      transaction: async <T>(mode: 'read' | 'write', work: (tx: StoreTx) => Promise<T>): Promise<T> => {
        const result = await store.transaction(mode, work)
        if (mode === 'read' && gate) {
          gate.waits()
          await gate.opens
        }
        return result
      },
    }
  }
  /** Operations of each request sent. */
  const batches: Operation[][] = []
  const real = server.transport()
  const or = <T>(work: () => Promise<T>): Promise<T> => (cut ? Promise.reject(new TransportError('offline')) : work())
  const tab = () =>
    openClient({
      store: open(),
      transport: {
        push: (r, k) =>
          or(() => {
            batches.push(r.operations)
            if (JSON.stringify(r.operations).length > most) throw new TransportError('timeout')
            return real.push(r, k)
          }),
        pull: (r, k) => or(() => real.pull(r, k)),
        lease: (d, k) => or(() => real.lease(d, k)),
      },
      clock: { now: () => time },
      newId: v7,
      withoutNames: ['doors'],
      unpack: unpackModel,
      undoOf: ({ opId }) => ({ verb: 'void', input: { home: home(1), of: opId } }),
      iterations: 1,
    })
  const client = await tab()
  return {
    server,
    disk,
    client,
    batches,
    tab,
    offline: (is: boolean) => {
      cut = is
    },
    later: (ms: number) => {
      time += ms
    },
    /** While `work` is done, whoever has read the disk has not heard of it yet; `reads` sets one off. */
    async whileReading(reads: () => Promise<unknown>, work: () => unknown) {
      let go!: () => void
      const waiting = new Promise<void>((waits) => {
        gate = { waits, opens: new Promise((opens) => (go = opens)) }
      })
      const done = reads()
      await waiting
      gate = null
      await work()
      go()
      await done
    },
    /** Requests longer than so many letters time out. */
    slow: (letters: number) => {
      most = letters
    },
  }
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: unknown) => (e instanceof ClientRefusal ? e.code : Promise.reject(e)),
  )

test('what was recorded without a network is on the server after the next contact, and the phone counts it', async () => {
  const { client, server, tab, offline } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  assert.equal((await client.sync()).ok, true)
  assert.equal(client.rows('households').length, 2)
  offline(true)
  await client.record({ verb: 'check', input: { home: home(1), answer: 'well' } })
  assert.equal((await client.sync()).problem, 'offline')
  const again = await tab()
  assert.equal(again.status().state, 'locked')
  assert.equal(await code(again.unlock('000000')), 'wrong-pin')
  assert.equal(await again.unlock('123456'), 'open')
  assert.deepEqual(again.counters(), { recorded: 1, sent: 0, accepted: 0, refused: 0 })
  offline(false)
  assert.deepEqual(await again.sync(), { ok: true, sent: 1, accepted: 1, refused: 0, pulled: 1, purged: 0 })
  assert.deepEqual(again.counters(), { recorded: 1, sent: 1, accepted: 1, refused: 0 })
  assert.equal(again.operations()[0]!.reflected, true)
  assert.equal(again.rows('checks').length, 1)
})

test('what is kept, recorded, taken back or locked while the phone reads its disk stays so', async () => {
  const { client, server, offline, whileReading } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  await client.sync()
  offline(true)
  const ids = () => client.drafts().map((d) => d.id)
  await whileReading(client.sync, () => client.keepDraft('photo/1', { bytes: 'QQ==' }))
  assert.deepEqual(ids(), ['photo/1'], 'a photo that was kept meanwhile is in the record')
  const record = (opId: string) => () =>
    client.recordAll([{ opId, verb: 'check', input: { home: home(1), answer: 'well' } }], ['photo/1'])
  const [first, second] = [v7(), v7()]
  await whileReading(client.sync, record(first))
  assert.deepEqual([ids(), client.counters().recorded], [[], 1], 'a draft that was recorded meanwhile does not come back')
  await record(second)()
  await whileReading(client.sync, () => client.undo(second))
  assert.equal(client.counters().recorded, 1)
  await whileReading(client.sync, record(second))
  assert.deepEqual(client.operations()[1]!.input, { home: home(1), answer: 'well' })
  await client.keepDraft('visit/1', { place: 'Chợ Thử' })
  await whileReading(client.sync, () => client.lock())
  assert.deepEqual([ids(), client.operations()[0]!.input], [[], {}], 'what was read before the lock is not shown after it')
})

test('a refused operation holds up nothing but what depends on it', async () => {
  const { client, server } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  const bad = await client.record({ verb: 'bad', input: {} })
  await client.record({ verb: 'check', input: { home: home(1) }, dependsOn: [bad] })
  await client.record({ verb: 'check', input: { home: home(2) } })
  const report = await client.sync()
  assert.deepEqual([report.sent, report.accepted, report.refused], [3, 1, 2])
  assert.equal(server.refused.size, 2)
})

test('what was never sent is taken back at once, what was sent by an operation of its own', async () => {
  const { client, server } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  const first = await client.record({ verb: 'check', input: { home: home(1) } })
  assert.equal(await client.undo(first), null)
  assert.equal((await client.sync()).sent, 0)
  const second = await client.record({ verb: 'check', input: { home: home(1) } })
  await client.sync()
  assert.ok(await client.undo(second))
  assert.equal(client.operations().at(-1)!.verb, 'void')
})

test('after the lease has run out names are locked, doors stay, and work goes on; contact opens the names again', async () => {
  const { client, server, later, offline, tab } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  await client.sync()
  offline(true)
  later(73 * HOUR)
  assert.equal(client.status().state, 'names-locked')
  assert.deepEqual([client.rows('households').length, client.rows('doors').length], [0, 2])
  await client.record({ verb: 'check', input: { home: home(1) } })
  const again = await tab()
  assert.equal(await again.unlock('123456'), 'names-locked')
  assert.equal(again.operations().length, 1)
  offline(false)
  assert.equal((await again.sync()).accepted, 1)
  assert.equal(again.status().state, 'open')
  assert.equal(again.rows('households').length, 2)
})

test('on a revoked phone no name opens any more, and what was not sent can still be exported', async () => {
  const { client, server, tab } = await phone()
  const enrolment = server.enrol(v7(), 'A')
  await client.enrol(enrolment, '123456')
  await client.sync()
  await client.record({ verb: 'check', input: { home: home(1) } })
  server.revoke(enrolment.deviceId)
  assert.equal((await client.sync()).problem, 'revoked')
  assert.deepEqual([client.rows('households').length, client.status().state], [0, 'names-locked'])
  const again = await tab()
  assert.equal(await again.unlock('123456'), 'names-locked')
  assert.equal((await again.exportSealed()).operations, 1)
})

test('what is damaged on the phone’s disk comes anew, and many single rows are put together', async () => {
  const { client, server, disk } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  await client.sync()
  const shelves = disk.keys('rows')
  assert.equal(shelves.length, 2, 'doors, and what names people')
  for (let i = 0; i < 300; i++)
    server.put({ collection: 'checks', id: `${home(1)}:${i}`, home: home(1), body: { answer: 'well', i } })
  await client.sync()
  assert.equal(client.rows('checks').length, 300)
  assert.ok(disk.keys('rows').length < 6, `${disk.keys('rows').length} rows on the disk`)
  const [key] = disk.keys('rows')
  await disk.open().transaction('write', async (tx) => {
    const row = await tx.get<Stored & { body: Uint8Array<ArrayBuffer> }>('rows', key!)
    await tx.put('rows', [{ ...row!, body: row!.body.map((b, i) => (i === 40 ? b ^ 1 : b)) as Uint8Array<ArrayBuffer> }])
  })
  assert.equal((await client.sync()).ok, true)
  assert.deepEqual([client.rows('doors').length, client.rows('households').length, client.rows('checks').length], [2, 2, 300])
  assert.deepEqual(await client.sync(), { ok: true, sent: 0, accepted: 0, refused: 0, pulled: 0, purged: 0 })
})

test('a home given to another team leaves the phone at its next contact', async () => {
  const { client, server } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  await client.sync()
  server.assign(home(2), 'B')
  const report = await client.sync()
  assert.equal(report.purged, 2)
  assert.deepEqual(
    client.rows('doors').map((r) => r.id),
    [home(1)],
  )
})

test('a server restored from an older backup gets what it had accepted once more', async () => {
  const { client, server } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  await client.sync()
  const backup = server.backup()
  await client.record({ verb: 'check', input: { home: home(1) } })
  await client.sync()
  server.restore(backup)
  assert.equal(server.rows.size, 4)
  assert.equal((await client.sync()).accepted, 1)
  assert.equal(server.rows.size, 5)
  assert.equal(client.rows('checks').length, 1)
})

test('a photo that the line does not carry holds up nothing: words go, what came is fetched, and it is tried again later', async () => {
  const { client, server, batches, slow, later } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  await client.sync()
  const photo = await client.record({ verb: 'check', input: { home: home(1), bytes: 'A'.repeat(700_000) } })
  const restsOnIt = await client.record({ verb: 'check', input: { home: home(1) }, dependsOn: [photo] })
  await client.record({ verb: 'check', input: { home: home(2) } })
  slow(100_000)
  const first = await client.sync()
  assert.deepEqual([first.ok, first.accepted, first.slow], [true, 1, 1])
  assert.equal(client.rows('checks').length, 1, 'and the pull was made')
  await client.sync()
  assert.equal(batches.filter((b) => b.some((o) => o.opId === photo)).length, 1, 'the member does not pay for it again at once')
  slow(Number.POSITIVE_INFINITY)
  later(11 * 60_000)
  assert.equal((await client.sync()).accepted, 2)
  assert.deepEqual(
    client.operations().map((o) => o.state),
    ['accepted', 'accepted', 'accepted'],
  )
  assert.ok(batches.findIndex((b) => b.some((o) => o.opId === restsOnIt)) >= 0)
})

test('what is being written survives a restart, sealed; recorded, it is gone as a draft in the same write, photos leave one or two at a time', async () => {
  const { client, server, disk, batches, tab, offline } = await phone()
  await client.enrol(server.enrol(v7(), 'A'), '123456')
  await client.sync()
  offline(true)
  await client.keepDraft('visit/1', { place: 'Chợ Thử' })
  await client.keepDraft('visit/1', { place: 'Chợ Thử', mask: 'fail' })
  await client.keepDraft('photo/1/a', { bytes: 'A'.repeat(700_000) })
  assert.equal(await code(client.keepDraft('visit/2', { place: 'nhầm' })), 'done')
  await client.keepDraft('visit/2', null)
  const again = await tab()
  assert.deepEqual(again.drafts(), [], 'locked, it shows nothing')
  await again.unlock('123456')
  assert.deepEqual(
    again.drafts().map((d) => d.id),
    ['photo/1/a', 'visit/1'],
  )
  assert.deepEqual(again.drafts()[1]!.said, { place: 'Chợ Thử', mask: 'fail' })
  assert.equal(again.counters().recorded, 0, 'a draft is no record')
  const large = { verb: 'check', input: { home: home(1), bytes: 'A'.repeat(700_000) } }
  const before = disk.commits
  await again.recordAll([{ verb: 'check', input: { home: home(1) } }, large, large], ['visit/1', 'photo/1/a'])
  assert.equal(disk.commits, before + 1)
  assert.deepEqual([again.drafts(), again.counters().recorded], [[], 3])
  assert.ok(disk.keys('meta').every((key) => !key.startsWith('draft ')))
  offline(false)
  assert.equal((await again.sync()).accepted, 3)
  assert.deepEqual(
    batches.map((b) => b.map((o) => String(o.input.bytes ?? '').length)),
    [[0], [700_000], [700_000]],
    'a file lies apart on the disk, and arrives whole',
  )
  assert.ok(again.operations().every((o) => o.input.bytes === undefined))
})
