import { ClientRefusal, type Inside, makeRoom } from './client.ts'
import * as c from './crypto.ts'
import { draftKey } from './drafts.ts'
import type { Keys } from './keys.ts'
import type { OutboxRow } from './outbox.ts'
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
  const rows = await Promise.all(ops.map((op) => rowOf(me, keys, op)))
  const here = new Set(rows.map((r) => r.key))
  const write = () =>
    store.transaction('write', async (tx) => {
      for (const on of new Set(rows.flatMap((r) => r.dependsOn)))
        if (!here.has(on) && (await tx.get<OutboxRow>('outbox', on))?.state === 'undone') throw new ClientRefusal('not-found')
      let seq = (await tx.get<Stored & { next: number }>('meta', 'seq'))?.next ?? 1
      for (const row of rows) row.seq = seq++
      await tx.put('meta', [{ key: 'seq', next: seq }])
      await tx.put('outbox', rows)
      await tx.delete('meta', drafts.map(draftKey))
    })
  await withRoom(me, write)
  for (const [i, row] of rows.entries()) {
    me.outbox.set(row.key, row)
    me.inputs.set(row.key, ops[i]!.input)
  }
  for (const id of drafts) me.drafts.delete(id)
  me.tell()
  return rows.map((r) => r.key)
}

async function rowOf(me: Inside, keys: Keys, { verb, input, dependsOn = [], opId = me.options.newId() }: NewOperation) {
  const profile = me.profile!
  const capturedAt = new Date(me.clock.now() + me.sync.shiftMs).toISOString()
  const whole = { opId, verb, input, dependsOn, capturedAt, clockErrorMs: me.sync.errorMs }
  const row: OutboxRow = {
    ...{ key: opId, seq: 0, verb, state: 'recorded', under: keys.names ? 'names' : 'doors' },
    ...{ dependsOn, capturedAt, clockErrorMs: me.sync.errorMs },
    body: await c.seal(keys.names ?? keys.doors, encoder.encode(JSON.stringify(input)), `op ${opId}`),
    forServer: await c.sealToServer(c.fromBase64(profile.serverKey), keys.deviceKey, whole, `${profile.deviceId} ${opId}`),
  }
  return row
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
