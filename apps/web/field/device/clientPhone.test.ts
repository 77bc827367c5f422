import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClient } from '@phaodai/sync/client.ts'
import { ModelServer } from '@phaodai/sync/model/server.ts'
import { reportOf } from '../model/reporting.ts'
import { newId } from '../newId.ts'
import { clientPhone } from './clientPhone.ts'
import { dexieStore } from './dexieStore.ts'
import { drafting, pictures } from './drafting.ts'
import { dropDrafts, handInLeft } from './leftBehind.ts'
import type { Phone } from './phone.ts'
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

async function opened() {
  const profileId = newId()
  const server = new ModelServer({ now: () => Date.now(), judge: () => ({ outcome: 'applied', write: [] }) })
  const store = dexieStore(profileId)
  const transport = server.transport()
  const client = await openClient({ store, transport, newId, withoutNames: [], undoOf: () => null, iterations: 1 })
  await client.enrol(server.enrol(profileId, 'A'), '135790')
  const member = { profileId, accountId: newId(), username: 'to1', fullName: 'Bùi Thị Diễn', mode: 'drill' as const }
  const phone = clientPhone(client, member, beside)
  // the first contact is over: nothing goes on behind a test
  await phone.sync()
  const close = () => {
    phone.close()
    client.close()
    store.close()
  }
  return { client, phone, close }
}

test('a tap is shown at once, and counts as recorded only when the disk has it', async () => {
  const { client, phone, close } = await opened()
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
  close()
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

const written = (phone: Phone, recorded: number) =>
  new Promise<void>((done) => {
    const look = () => phone.view().counters.recorded === recorded && done()
    phone.subscribe(look)
    look()
  })

test('a photo is on the disk before its place is known; one still being made small goes with the record, and what comes later brings nothing back', async () => {
  const { client, phone, close } = await opened()
  const of = newId()
  const id = `visit/${of}`
  const form = drafting(phone, id, () => ({ name: 'Chợ Thử' }))
  await phone.keepDraft(id, form.said())
  const photos = pictures(phone, of)
  const photo = { photoId: newId(), fileName: 'a.jpg', takenAt: phone.now(), bytes: 'AA==' }
  await photos.add(photo)
  assert.equal(photos.read()[0]!.latitude, undefined)
  await photos.locate(photo.photoId, { latitude: 20.94, longitude: 106.31, accuracyMetres: 12 })
  // the screen is left while another is made small, and opened again: that one is waited for
  const shrinking = Promise.withResolvers<void>()
  const other = { ...photo, photoId: newId(), takenAt: new Date(Date.parse(photo.takenAt) + 1000).toISOString() }
  void photos.during(shrinking.promise.then(() => photos.add(other)))
  form.change({ name: 'Chợ Thử Mới' })
  const last = await form.end()
  assert.equal(last!.name, 'Chợ Thử Mới')
  const again = pictures(phone, of)
  const all = again.end()
  shrinking.resolve()
  const taken = await all
  assert.deepEqual(
    taken.map((p) => [p.photoId, p.latitude]),
    [
      [photo.photoId, 20.94],
      [other.photoId, undefined],
    ],
  )
  phone.recordAll([{ kind: 'read-message', body: { messageId: newId() } }], [id, ...taken.map((p) => again.idOf(p.photoId))])
  // the place comes while the record is being written
  await photos.locate(other.photoId, { latitude: 20.94 })
  assert.equal(form.change({ name: 'muộn' }), false)
  assert.equal(await form.end(), null)
  await written(phone, 1)
  assert.deepEqual(client.drafts(), [])
  close()
})

test('a screen that was left changes its draft no more', async () => {
  const { client, phone, close } = await opened()
  const left = drafting(phone, 'visit/1', () => ({ name: '' }))
  left.change({ name: 'Chợ' })
  left.leave()
  assert.equal(left.change({ name: 'muộn' }), false)
  await left.flush()
  assert.deepEqual(
    client.drafts().map((d) => d.said),
    [{ name: 'Chợ' }],
  )
  close()
})

test('a report tapped twice is one report, with its photo once', async () => {
  const { client, phone, close } = await opened()
  const taskId = newId()
  const opId = newId()
  const photo = { photoId: newId(), fileName: 'a.jpg', takenAt: phone.now(), bytes: 'AA==' }
  const values = { words: 'Đã xong', figure: null, unit: '', percent: null, opId }
  const tap = () => phone.recordAll(reportOf(taskId, 'done', values, [photo], '2021-02-22'))
  assert.deepEqual(tap(), tap())
  await written(phone, 2)
  assert.deepEqual(
    client
      .operations()
      .map((o) => o.opId)
      .sort(),
    [opId, photo.photoId].sort(),
  )
  assert.deepEqual(await Promise.all([photo.photoId, opId].map(phone.takeBack)), [true, true], 'one undoing takes all of it back')
  close()
})
