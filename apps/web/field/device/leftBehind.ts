import type { Client } from '@phaodai/sync/client.ts'
import { SealedExport } from '@phaodai/sync/protocol.ts'
import { z } from 'zod'
import { type Profile, readProfiles, writeProfiles } from './profiles.ts'

const Taken = z.object({ unreadable: z.int() })

/** What the same member left on this phone under other PINs. */
export const leftOf = ({ accountId, profileId }: Pick<Profile, 'accountId' | 'profileId'>): Profile[] =>
  readProfiles().filter((p) => p.left && p.accountId === accountId && p.profileId !== profileId)

/** A profile as it is left, with a word of whether unfinished work lies in it. */
export async function leave(p: Profile, clients: ReadonlyMap<string, Client>): Promise<Profile> {
  return { ...p, left: true, drafts: ((await clients.get(p.profileId)?.draftsKept()) ?? 0) > 0 }
}

/**
 * What lay unsent under a PIN that was forgotten goes to the server by itself once the same member is in again: it is sealed to the server, and
 * nobody on the phone can read it. A profile goes from the phone when the server has taken all of it and no unfinished work lies in it; that is
 * sealed to the old PIN alone, so only the member throws it away (dropDrafts).
 * @returns true where the server has taken something: there is news to fetch
 */
export async function handInLeft(
  own: Pick<Profile, 'accountId' | 'profileId'>,
  token: string,
  clients: ReadonlyMap<string, Client>,
): Promise<boolean> {
  let handed = false
  for (const p of leftOf(own)) {
    const client = clients.get(p.profileId)
    if (!client) continue
    const { text, operations } = await client.exportSealed()
    const last = operations > 0 ? SealedExport.parse(JSON.parse(text)).operations.at(-1)!.opId : undefined
    if (last && last !== p.handed) {
      if (!(await taken(text, token))) continue
      handed = true
    }
    const left = await leave(p, clients)
    if (!left.drafts) await client.forget()
    const others = readProfiles().filter((o) => o.profileId !== p.profileId)
    await writeProfiles(left.drafts ? [{ ...left, ...(last && { handed: last }) }, ...others] : others)
  }
  return handed
}

/** Throws away the unfinished work under a forgotten PIN. What the server has not taken stays, and goes with the next contact. */
export async function dropDrafts(own: Pick<Profile, 'accountId' | 'profileId'>, clients: ReadonlyMap<string, Client>) {
  for (const p of leftOf(own)) await clients.get(p.profileId)?.dropDrafts()
  const ids = new Set(leftOf(own).map((p) => p.profileId))
  await writeProfiles(readProfiles().map((p) => (ids.has(p.profileId) ? { ...p, drafts: false } : p)))
}

/** False where the server did not answer, or could not read all of it: the file stays. */
async function taken(text: string, token: string): Promise<boolean> {
  try {
    const answer = await fetch('/api/sync/sealed', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${token}` },
      body: text,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(60_000),
    })
    const said = Taken.safeParse(await answer.json())
    return answer.ok && said.success && said.data.unreadable === 0
  } catch {
    return false
  }
}
