import type { Inside } from './client.ts'
import * as c from './crypto.ts'
import type { Keys } from './keys.ts'
import { withRoom } from './recording.ts'
import type { LocalStore, Stored } from './store.ts'

/** Something that is being written and is no record yet: sealed like one, kept over a restart, sent nowhere. */
export interface DraftRow extends Stored {
  under: 'names' | 'doors'
  body: Uint8Array<ArrayBuffer>
  savedAt: string
}
export interface Draft<T = Record<string, unknown>> {
  id: string
  savedAt: string
  said: T
}

const PREFIX = 'draft '
export const draftKey = (id: string): string => PREFIX + id

/** Keys of all drafts on the disk, opened or not. */
export const draftKeys = (store: LocalStore): Promise<string[]> =>
  store.transaction('read', async (tx) =>
    (await tx.all<Stored>('meta')).map((r) => r.key).filter((key) => key.startsWith(PREFIX)),
  )

/** On the disk before it resolves; null: it is thrown away. @throws ClientRefusal no-room */
export async function keepDraft(me: Inside, keys: Keys, id: string, said: Record<string, unknown> | null): Promise<void> {
  const { store } = me.options
  if (said === null) {
    await store.transaction('write', (tx) => tx.delete('meta', [draftKey(id)]))
    me.drafts.delete(id)
  } else {
    const savedAt = new Date(me.clock.now()).toISOString()
    const under = keys.names ? 'names' : 'doors'
    const body = await c.sealJson(keys.names ?? keys.doors, said, draftKey(id))
    const row: DraftRow = { key: draftKey(id), under, body, savedAt }
    await withRoom(me, () => store.transaction('write', (tx) => tx.put('meta', [row])))
    me.drafts.set(id, { id, savedAt, said, under })
  }
  me.tell()
}

/** What of the drafts on the disk opens now. */
export async function openDrafts(me: Inside, keys: Keys, meta: readonly Stored[]): Promise<(Draft & Pick<DraftRow, 'under'>)[]> {
  const rows = meta.filter((r): r is DraftRow => r.key.startsWith(PREFIX))
  const all = await Promise.all(
    rows.map(async ({ key, under, body, savedAt }) => {
      const id = key.slice(PREFIX.length)
      const own = under === 'names' ? keys.names : keys.doors
      const open = me.drafts.get(id)
      if (!own || open?.savedAt === savedAt) return open ?? null
      const said = await c.openJson<Record<string, unknown>>(own, body, key).catch(() => null)
      return said && { id, savedAt, said, under }
    }),
  )
  return all.filter((d) => d !== null)
}
