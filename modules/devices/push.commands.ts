import { type App, execute, read, several } from '@phaodai/kernel/command.ts'
import { verb } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { fromBase64, openAtServer } from '@phaodai/sync/crypto.ts'
import {
  accepts,
  inWordsOf,
  MOST_OPERATIONS,
  Operation,
  type OperationAnswer,
  SealedExport,
  spoken,
} from '@phaodai/sync/protocol.ts'
import { z } from 'zod'
import { deviceKey, ownDevice, serverPrivateKey } from './contact.ts'
import * as contract from './devices.contract.ts'
import * as store from './devices.store.ts'
import { answersOf, recordDone, runOperations, type Sender } from './running.ts'

const named = (operations: readonly Operation[]) => [...new Set(operations.flatMap((o) => [o.opId, ...o.dependsOn]))]
const byId = (known: readonly store.KnownOperation[]) => new Map(known.map((k) => [k.opId, k]))
const Begun = z.object({ sender: z.custom<Sender>(), known: z.custom<store.KnownOperation[]>(), serverTime: z.string() })

/** Who sends, and what is known of it already. */
const beginPush = read(verb({ ...contract.push, output: Begun }), async (ctx, { deviceId, operations }) => {
  const { communeId, hamletId, accountId, postId } = await ownDevice(ctx, deviceId)
  const known = await store.listKnown(ctx.db, communeId, named(operations))
  return { sender: { communeId, hamletId, deviceId, accountId, postId }, known, serverTime: ctx.now }
})

/** What a phone recorded, in its order: each operation for itself, a run of checks as one round; every one is answered. */
export const push = several(contract.push, async (app, raw, call) => {
  const { sender, known, serverTime } = await execute(app, beginPush, raw, { ...call, opId: newId() })
  const request = contract.push.input.parse(raw)
  const done = await runOperations(app, call, request.operations, byId(known))
  const protocol = spoken(request.protocol)
  await recordDone(app, call, sender, done, { unsent: request.unsent, protocol: request.protocol, pushed: true })
  return { protocol, serverTime, answers: inWordsOf(protocol, answersOf(done)) }
})

const Opened = z.object({
  file: SealedExport,
  sender: z.custom<Sender>(),
  operations: z.custom<Operation[]>(),
  unreadable: z.int(),
})

/** The file, opened with the server's key. A phone that was revoked may still hand in what it recorded: a person brings it. */
const openSealed = read(verb({ ...contract.takeSealed, output: Opened }), async (ctx, { bytes }) => {
  const file = sealedFile(bytes)
  const device = await store.findDevice(ctx.db, file.deviceId)
  if (!device || (ctx.actor.role === 'team' && device.accountId !== ctx.actor.accountId)) throw new Problem('device-unknown')
  const [privateKey, key] = [await serverPrivateKey(ctx.secrets), fromBase64(deviceKey(ctx.secrets, device.deviceId))]
  const operations: Operation[] = []
  for (const { opId, seq, sealed } of [...file.operations].sort((a, b) => a.seq - b.seq)) {
    const whole = await openAtServer<object>(privateKey, key, fromBase64(sealed), `${device.deviceId} ${opId}`).catch(() => null)
    const op = Operation.safeParse({ ...whole, seq })
    if (op.success && op.data.opId === opId) operations.push(op.data)
  }
  const { communeId, hamletId, deviceId, accountId, postId } = device
  const sender = { communeId, hamletId, deviceId, accountId, postId }
  return { file, sender, operations, unreadable: file.operations.length - operations.length }
})

/** @throws Problem sealed-not-ours */
function sealedFile(bytes: Uint8Array): SealedExport {
  try {
    return SealedExport.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    throw new Problem('sealed-not-ours')
  }
}

const Known = z.object({ opIds: z.array(z.uuid()), communeId: z.int() })
const knownOf = read(
  verb({ ...contract.takeSealed, upload: false, input: Known, output: z.object({ known: z.custom<store.KnownOperation[]>() }) }),
  async (ctx, { opIds, communeId }) => ({ known: await store.listKnown(ctx.db, communeId, opIds) }),
)

/**
 * What a phone could not send, from its file: the operations run under the post of whoever hands it in, who answers for them; the device and its
 * member stand beside. What had arrived already is not written twice.
 */
export const takeSealed = several(contract.takeSealed, async (app: App, raw, call) => {
  const { file, sender, operations, unreadable } = await execute(app, openSealed, raw, { ...call, opId: newId() })
  const answers: OperationAnswer[] = []
  for (let i = 0; i < operations.length; i += MOST_OPERATIONS) {
    const some = operations.slice(i, i + MOST_OPERATIONS)
    const asked = { opIds: named(some), communeId: sender.communeId }
    const { known } = await execute(app, knownOf, asked, { ...call, opId: newId() })
    const done = await runOperations(app, call, some, byId(known))
    await recordDone(app, call, sender, done, { unsent: 0, protocol: 0, pushed: false })
    answers.push(...answersOf(done))
    if (done.length < some.length) throw new Problem('busy')
  }
  const accepted = answers.filter((a) => accepts(a.outcome)).length
  return { deviceId: file.deviceId, madeAt: file.madeAt, answers, accepted, refused: answers.length - accepted, unreadable }
})
