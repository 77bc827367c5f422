import type { Db } from '@phaodai/kernel/sql.ts'
import { loadPacks, loadProfiles } from './policy.packs.ts'
import { insertPack, insertProfile } from './policy.store.ts'

/** Loads the shipped packs and profiles into a new instance; what ships later comes in by a document (shipped.reads.ts). */
export async function foundPolicy(db: Db): Promise<void> {
  const at = new Date().toISOString()
  for (const profile of loadProfiles()) await insertProfile(db, profile, at, true)
  for (const pack of loadPacks()) await insertPack(db, pack, at, null)
}
