import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClient } from '@phaodai/sync/client.ts'
import { ModelServer } from '@phaodai/sync/model/server.ts'
import { newId } from '../newId.ts'
import { clientPhone } from './clientPhone.ts'
import { dexieStore } from './dexieStore.ts'
import { dropDrafts, handInLeft } from './leftBehind.ts'
import { readProfiles, writeProfiles } from './profiles.ts'

// what a page has and a test has not: events of the window, and somewhere to keep two words
const page = new EventTarget()
const words = new Map<string, string>()
Object.assign(globalThis, {
  document: Object.assign(new EventTarget(), { visibilityState: 'hidden' }),
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
  localStorage: {
    getItem: (key: string) => words.get(key) ?? null,
    setItem: (key: string, word: string) => words.set(key, word),
    removeItem: (key: string) => words.delete(key),
  },
})

const beside = { renew: async () => {}, handIn: async () => false, draftsLeft: () => false, dropLeft: async () => {} }

test('a tap is shown at once, and counts as recorded only when the disk has it', async () => {
  const profileId = newId()
  const server = new ModelServer({ now: () => Date.now(), judge: () => ({ outcome: 'applied', write: [] }) })
  const store = dexieStore(profileId)
  const transport = server.transport()
  const client = await openClient({ store, transport, newId, withoutNames: [], undoOf: () => null, iterations: 1 })
  await client.enrol(server.enrol(profileId, 'A'), '135790')
  const member = { profileId, accountId: newId(), username: 'to1', fullName: 'Bùi Thị Diễn', mode: 'drill' as const }
  const phone = clientPhone(client, member, beside)
  const checkId = newId()
  const body = { checkId, householdId: newId(), onDay: '2021-02-22', slot: 'morning' as const, answer: 'well' as const }
  phone.record({ kind: 'check', body: { ...body, capturedAt: phone.now(), clockErrorMs: null } })
  assert.deepEqual(
    phone.view().own.map((o) => o.opId),
    [checkId],
  )
  assert.equal(phone.view().counters.recorded, 0)
  await new Promise<void>((written) => phone.subscribe(() => phone.view().counters.recorded === 1 && written()))
  assert.deepEqual(
    client.operations().map((o) => [o.opId, o.state]),
    [[checkId, 'recorded']],
  )
  phone.close()
  client.close()
  store.close()
})

test('unfinished work under a forgotten PIN stays on the phone, and only its member throws it away', async () => {
  const server = new ModelServer({ now: () => Date.now(), judge: () => ({ outcome: 'applied', write: [] }) })
  const [accountId, left, own] = [newId(), newId(), newId()]
  const store = dexieStore(left)
  const client = await openClient({
    store,
    transport: server.transport(),
    newId,
    withoutNames: [],
    undoOf: () => null,
    iterations: 1,
  })
  await client.enrol(server.enrol(left, 'A'), '135790')
  await client.keepDraft('visit/1', { words: 'Buổi chiều chưa ai đến hỏi' })
  client.lock()
  const who = { accountId, username: 'huyen', fullName: 'Bùi Thị Diễn', mode: 'drill' as const }
  await writeProfiles([
    { ...who, profileId: left, left: true },
    { ...who, profileId: own },
  ])
  const clients = new Map([[left, client]])
  const me = { accountId, profileId: own }
  assert.equal(await handInLeft(me, 'token', clients), false)
  assert.deepEqual([await client.draftsKept(), readProfiles().find((p) => p.profileId === left)?.drafts], [1, true])
  // the old PIN comes back to its member
  await client.unlock('135790')
  assert.deepEqual(
    client.drafts().map((d) => d.said),
    [{ words: 'Buổi chiều chưa ai đến hỏi' }],
  )
  await dropDrafts(me, clients)
  await handInLeft(me, 'token', clients)
  assert.deepEqual([client.status().state, readProfiles().map((p) => p.profileId)], ['empty', [own]])
  client.close()
  store.close()
})
