import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { call, problemOf } from '@phaodai/web/api.ts'
import Dexie, { type Table } from 'dexie'
import type { z } from 'zod'
import { addPhoto, record } from '../inspections.contract.ts'

export interface Picture {
  photoId: string
  name: string
  takenAt: string
  latitude: number | null
  longitude: number | null
  accuracyMetres: number | null
  bytes: Blob
}
/** An inspection as it was written down; it stays in this browser until the server has all of it. No name of a resident belongs in it. */
export interface Draft {
  inspectionId: string
  accountId: string
  placeName: string
  savedAt: string
  input: z.input<typeof record.input>
  pictures: Picture[]
  problem: ProblemDocument | null
}

class Drafts extends Dexie {
  drafts!: Table<Draft, string>
  constructor() {
    super('phaodai-inspections', { chromeTransactionDurability: 'strict' })
    this.version(1).stores({ drafts: 'inspectionId, accountId' })
  }
}
let opened: Drafts | null = null
const db = () => {
  opened ??= new Drafts()
  return opened
}

export const keepDraft = (draft: Draft): Promise<unknown> => db().drafts.put(draft)
export const dropDraft = (inspectionId: string): Promise<unknown> => db().drafts.delete(inspectionId)
/** What this account has not sent yet, the oldest first. */
export const listDrafts = async (accountId: string): Promise<Draft[]> =>
  (await db().drafts.where('accountId').equals(accountId).toArray()).sort((a, b) => (a.savedAt < b.savedAt ? -1 : 1))

/**
 * Sends an inspection, then its pictures; each under an id of its own, so that sending again after a lost connection writes nothing twice.
 * Answers what stands in the way; null: the server has all of it and the draft is gone.
 */
export async function sendDraft(draft: Draft): Promise<ProblemDocument | null> {
  try {
    await call(record, draft.input, { opId: draft.inspectionId })
    for (const { photoId, name, takenAt, bytes, ...where } of draft.pictures) {
      const known = Object.fromEntries(Object.entries(where).filter(([, v]) => v !== null))
      const file = { fileName: name, takenAt, ...known, bytes: new Uint8Array(await bytes.arrayBuffer()) }
      await call(addPhoto, { inspectionId: draft.inspectionId, photoId, ...file }, { opId: photoId })
    }
  } catch (error) {
    const problem = problemOf(error)
    await keepDraft({ ...draft, problem })
    return problem
  }
  await dropDraft(draft.inspectionId)
  return null
}
