import Dexie from 'dexie'

/** Whose work lies on this phone. Names of members only, no person of a household; kept outside the databases, so that a deleted one is noticed. */
export interface Profile {
  /** Of the device as the server knows it; also the name of the database. */
  profileId: string
  accountId: string
  username: string
  fullName: string
  mode: 'drill' | 'real'
  /** Absent: a community team. */
  role?: string
  /** Its PIN was forgotten and another profile made: only its sealed records are of use. */
  left?: boolean
  /** Of one that was left: unfinished work lies in it, which only its own PIN opens, so it stays on the phone. */
  drafts?: boolean
  /** Of one that was left and stays: the last operation that the server has taken from it. */
  handed?: string
}

const KEY = 'phaodai.members'
const HANDSET = 'phaodai.handset'

export function readProfiles(): Profile[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Profile[]
  } catch {
    return []
  }
}
/** On the disk before it resolves: the browser writes its local storage seconds later, and one killed before has forgotten who works here. */
export async function writeProfiles(profiles: readonly Profile[]): Promise<void> {
  const text = JSON.stringify(profiles)
  localStorage.setItem(KEY, text)
  await onDisk((words) => words.put({ key: KEY, text }))
}
/** Brings back the list that a killed browser had not yet written; asked once, before anything is shown. Where the disk has none, local storage stands. */
export async function recallProfiles(): Promise<void> {
  const kept = await onDisk((words) => words.get(KEY)).catch(() => undefined)
  if (kept) localStorage.setItem(KEY, kept.text)
}

interface Kept {
  key: string
  text: string
}
async function onDisk<T>(act: (words: Dexie.Table<Kept, string>) => PromiseLike<T>): Promise<T> {
  const db = new Dexie('phaodai-members', { chromeTransactionDurability: 'strict' })
  db.version(1).stores({ words: 'key' })
  try {
    return await act(db.table<Kept, string>('words'))
  } finally {
    db.close()
  }
}

/** The same for all members of this phone: the station sees which profiles were on a stolen one. */
export function handsetId(newId: () => string): string {
  const known = localStorage.getItem(HANDSET)
  if (known) return known
  const made = newId()
  localStorage.setItem(HANDSET, made)
  return made
}

/** What the station reads in its list of devices: "Android 13, SM-A042F". */
export function phoneLabel(userAgent: string): string {
  const inside = /\(([^)]*)\)/.exec(userAgent)?.[1] ?? ''
  const parts = inside.split(';').map((p) => p.trim())
  const system = parts.find((p) => /Android|iPhone|iPad|Windows|Mac|CrOS|Linux/.test(p)) ?? 'máy không rõ loại'
  const model = parts.at(-1)
  return (model && model !== system && /Android/.test(system) ? `${system}, ${model}` : system).slice(0, 80)
}
