import { ClientRefusal, type Inside, makeRoom } from './client.ts'
import * as c from './crypto.ts'
import { draftKey } from './drafts.ts'
import type { Keys } from './keys.ts'
import type { FileRow, OutboxRow } from './outbox.ts'
import { QuotaExceeded, type Stored } from './store.ts'

/** Something that a person did, as a page says it. */
export interface NewOperation {
  verb: string
  input: Record<string, unknown>
  dependsOn?: string[]
  opId?: string
}

const encoder = new TextEncoder()

/**
 * Operations recorded together, in their order, on the disk before it resolves; the drafts that they were made from go in the same transaction, so
 * that no restart finds both or neither.
 * @throws ClientRefusal no-room, not-found where one depends on what was taken back
 */
export async function recordAll(
  me: Inside,
  keys: Keys,
  ops: readonly NewOperation[],
  drafts: readonly string[],
): Promise<string[]> {
  const { store } = me.options
  const made = await Promise.all(ops.map((op) => rowOf(me, keys, op)))
  const rows = made.map((m) => m.row)
  const files = made.flatMap((m) => m.file ?? [])
  const here = new Set(rows.map((r) => r.key))
  const write = () =>
    store.transaction('write', async (tx) => {
      for (const on of new Set(rows.flatMap((r) => r.dependsOn)))
        if (!here.has(on) && (await tx.get<OutboxRow>('outbox', on))?.state === 'undone') throw new ClientRefusal('not-found')
      let seq = (await tx.get<Stored & { next: number }>('meta', 'seq'))?.next ?? 1
      for (const row of rows) row.seq = seq++
      await tx.put('meta', [{ key: 'seq', next: seq }])
      await tx.put('outbox', rows)
      await tx.put('files', files)
      await tx.delete('meta', drafts.map(draftKey))
    })
  await withRoom(me, write)
  for (const { row, light } of made) {
    me.outbox.set(row.key, row)
    me.inputs.set(row.key, light)
  }
  for (const id of drafts) me.drafts.delete(id)
  me.tell()
  return rows.map((r) => r.key)
}

async function rowOf(me: Inside, keys: Keys, { verb, input, dependsOn = [], opId = me.options.newId() }: NewOperation) {
  const profile = me.profile!
  const capturedAt = new Date(me.clock.now() + me.sync.shiftMs).toISOString()
  const whole = { opId, verb, input, dependsOn, capturedAt, clockErrorMs: me.sync.errorMs }
  const key = keys.names ?? keys.doors
  const forServer = await c.sealToServer(c.fromBase64(profile.serverKey), keys.deviceKey, whole, `${profile.deviceId} ${opId}`)
  // a file travels in its input as base64, and lies apart from it on the disk
  const { bytes, ...light } = input
  const apart = typeof bytes === 'string' ? c.fromBase64(bytes) : null
  const row: OutboxRow = {
    ...{ key: opId, seq: 0, verb, state: 'recorded', under: keys.names ? 'names' : 'doors' },
    ...{ dependsOn, capturedAt, clockErrorMs: me.sync.errorMs },
    body: await c.seal(key, encoder.encode(JSON.stringify(apart ? light : input)), `op ${opId}`),
    forServer: apart ? new Uint8Array(0) : forServer,
    ...(apart && { fileBytes: apart.length }),
  }
  const file: FileRow | null = apart && { key: opId, body: await c.seal(key, apart, `file ${opId}`), forServer }
  return { row, file, light: apart ? light : input }
}

/** What an operation says, with its file where it has one; null: the file does not open or is gone. */
export async function wholeInput(me: Inside, row: OutboxRow): Promise<Record<string, unknown> | null> {
  const light = me.inputs.get(row.key)
  const key = row.under === 'names' ? me.keys?.names : me.keys?.doors
  if (!light || !key) return null
  if (row.fileBytes === undefined) return light
  const file = await me.options.store.transaction('read', (tx) => tx.get<FileRow>('files', row.key))
  const bytes = file && (await c.open(key, file.body, `file ${row.key}`).catch(() => null))
  return bytes ? { ...light, bytes: c.toBase64(bytes) } : null
}

/** Where the phone is full, what can be fetched again goes first; accepted work, which a restored server may need again, goes last. @throws ClientRefusal no-room */
export async function withRoom(me: Inside, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof QuotaExceeded)) throw error
    await makeRoom(me, false)
    await write()
      .catch(async (e: unknown) => {
        if (!(e instanceof QuotaExceeded)) throw e
        await makeRoom(me, true)
        return write()
      })
      .catch((e: unknown) => {
        throw e instanceof QuotaExceeded ? new ClientRefusal('no-room') : e
      })
  }
}
