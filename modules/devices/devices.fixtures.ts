import { newId } from '@phaodai/kernel/ids.ts'
import { type Client, openClient } from '@phaodai/sync/client.ts'
import { type MemoryDisk, memoryDisk } from '@phaodai/sync/memory-store.ts'
import type { LocalStore } from '@phaodai/sync/store.ts'
import type { Transport } from '@phaodai/sync/transport.ts'
import type { TestPost } from '../../test/database.ts'
import { undoOf, withoutNames } from '../checks/offline.rules.ts'
import { unpackRow } from '../checks/pages.rules.ts'
import { enrol } from './enrol.commands.ts'

export const PIN = '246810'

/** A member's phone, enrolled; its clock is the machine's. */
export async function enrolledPhone(
  member: TestPost,
  transport: Transport,
  {
    deviceId = newId(),
    handsetId = newId(),
    disk = memoryDisk(),
    store = disk.open(),
  }: { deviceId?: string; handsetId?: string; disk?: MemoryDisk; store?: LocalStore } = {},
): Promise<{ client: Client; disk: MemoryDisk; deviceId: string; handsetId: string }> {
  const client = await openClient({ store, transport, newId, withoutNames, undoOf, unpack: unpackRow, iterations: 1 })
  await client.enrol(await member.as(enrol, { deviceId, handsetId, label: 'máy thử' }), PIN)
  return { client, disk, deviceId, handsetId }
}
