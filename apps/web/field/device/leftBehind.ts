import type { Client } from '@phaodai/sync/client.ts'
import { z } from 'zod'
import { readProfiles, writeProfiles } from './profiles.ts'

const Taken = z.object({ unreadable: z.int() })

/**
 * What lay unsent under a PIN that was forgotten goes to the server by itself once the same member is in again: it is sealed to the server, and
 * nobody on the phone can read it. A profile goes from the phone when the server has taken all of it; else it is tried at the next contact.
 * @returns true where the server has taken something: there is news to fetch
 */
export async function handInLeft(accountId: string, token: string, clients: ReadonlyMap<string, Client>): Promise<boolean> {
  let handed = false
  for (const { profileId } of readProfiles().filter((p) => p.left && p.accountId === accountId)) {
    const client = clients.get(profileId)
    if (!client) continue
    const { text, operations } = await client.exportSealed()
    if (operations > 0) {
      if (!(await taken(text, token))) continue
      handed = true
    }
    await client.forget()
    await writeProfiles(readProfiles().filter((p) => p.profileId !== profileId))
  }
  return handed
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
