import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { call, problemOf } from '@phaodai/web/api.ts'
import Dexie, { type Table } from 'dexie'
import type { z } from 'zod'
import { record } from '../inspections.contract.ts'
import type { Picture } from './Pictures.tsx'
import { sendPictures } from './sending.ts'

/** An inspection that an earlier version of this page kept in the browser, as it was written down, unsealed. Nothing is kept there any more (docs/adr/0023). */
export interface Leftover {
  inspectionId: string
  accountId: string
  placeName: string
  savedAt: string
  input: z.input<typeof record.input>
  pictures: Picture[]
}

const NAME = 'phaodai-inspections'
class Leftovers extends Dexie {
  drafts!: Table<Leftover, string>
  constructor() {
    super(NAME)
    this.version(1).stores({ drafts: 'inspectionId, accountId' })
  }
}
let opened: Leftovers | null = null
const db = () => {
  opened ??= new Leftovers()
  return opened
}

/** What this account left, the oldest first, and how many lie there of others. The database goes with the last of them. */
export async function listLeftovers(accountId: string): Promise<{ mine: Leftover[]; others: number }> {
  if (!(await Dexie.exists(NAME))) return { mine: [], others: 0 }
  const all = await db().drafts.toArray()
  if (all.length === 0) {
    await db().delete()
    opened = null
  }
  const mine = all.filter((d) => d.accountId === accountId).sort((a, b) => (a.savedAt < b.savedAt ? -1 : 1))
  return { mine, others: all.length - mine.length }
}

export const dropLeftover = (inspectionId: string): Promise<unknown> => db().drafts.delete(inspectionId)

/** Sends one with its pictures, each under an id of its own: sent again, nothing is written twice. Null: the server has all of it and it is gone here. */
export async function sendLeftover(left: Leftover): Promise<ProblemDocument | null> {
  try {
    await call(record, left.input, { opId: left.inspectionId })
  } catch (error) {
    return problemOf(error)
  }
  const { problem } = await sendPictures(left.inspectionId, left.pictures)
  if (problem) return problem
  await dropLeftover(left.inspectionId)
  return null
}
