import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClient } from '@phaodai/sync/client.ts'
import { ModelServer } from '@phaodai/sync/model/server.ts'
import Dexie from 'dexie'
import { newId } from '../newId.ts'
import { dexieStore } from './dexieStore.ts'
import { readProfiles, recallProfiles, writeProfiles } from './profiles.ts'

const words = new Map<string, string>()
Object.assign(globalThis, {
  localStorage: {
    getItem: (key: string) => words.get(key) ?? null,
    setItem: (key: string, word: string) => words.set(key, word),
    removeItem: (key: string) => words.delete(key),
  },
})

test('a transaction that fails leaves nothing of itself, over all tables', async () => {
  const store = dexieStore(newId())
  await store.transaction('write', (tx) => tx.put('meta', [{ key: 'a', n: 1 }]))
  await assert.rejects(
    store.transaction('write', async (tx) => {
      await tx.put('rows', [{ key: 'r' }])
      await tx.delete('meta', ['a'])
      throw new Error('cut off')
    }),
    /cut off/,
  )
  const there = await store.transaction('read', async (tx) => [await tx.get('meta', 'a'), await tx.all('rows')])
  assert.deepEqual(there, [{ key: 'a', n: 1 }, []])
  store.close()
})

test('only one tab at a time has the lock', async () => {
  const profileId = newId()
  const [one, two] = [dexieStore(profileId), dexieStore(profileId)]
  let refused: unknown = 'not asked'
  await one.lock(async () => {
    refused = await two.lock(async () => 'both')
  })
  assert.equal(refused, null)
  assert.equal(await two.lock(async () => 'alone'), 'alone')
  one.close()
  two.close()
})

test('what a member recorded is there after the browser was closed, and a database that was deleted is told from one that never was', async () => {
  const profileId = newId()
  const server = new ModelServer({ now: () => Date.now(), judge: () => ({ outcome: 'applied', write: [] }) })
  const open = (store: ReturnType<typeof dexieStore>) =>
    openClient({ store, transport: server.transport(), newId, withoutNames: [], undoOf: () => null, iterations: 1 })
  const first = dexieStore(profileId)
  const client = await open(first)
  assert.equal(client.status().state, 'empty')
  await client.enrol(server.enrol(profileId, 'A'), '135790')
  const opId = await client.record({ verb: 'checks.push-round', input: { answer: 'well' } })
  client.close()
  first.close()

  const again = dexieStore(profileId)
  const reopened = await open(again)
  assert.equal(reopened.status().state, 'locked')
  await reopened.unlock('135790')
  assert.deepEqual(
    reopened.operations().map((o) => [o.opId, o.state, o.input]),
    [[opId, 'recorded', { answer: 'well' }]],
  )
  reopened.close()
  again.close()

  await Dexie.delete(`phaodai-${profileId}`)
  const after = dexieStore(profileId)
  assert.equal((await open(after)).status().state, 'lost')
  after.close()
})

test('who works on this phone is known again where a killed browser had not yet written its local storage', async () => {
  const member = { profileId: newId(), accountId: newId(), username: 'to1', fullName: 'Bùi Thị Diễn', mode: 'drill' as const }
  await writeProfiles([member])
  words.set('phaodai.members', '[]')
  assert.deepEqual(readProfiles(), [])
  await recallProfiles()
  assert.deepEqual(readProfiles(), [member])
})
