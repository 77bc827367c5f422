import type { ProblemDocument } from '@phaodai/kernel/problem.ts'

/** Someone's key in the address, after `#`: the browser never sends it by itself. */
export const keyInAddress = (): string | null => (/^#[\w-]{40,128}$/.test(location.hash) ? location.hash.slice(1) : null)

/** A new secret of 32 random bytes, as it may stand in an address. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** This device, as it made itself known at its first visit. */
export function deviceOf(): string {
  const kept = localStorage.getItem('pd-device')
  if (kept) return kept
  const made = newKey()
  localStorage.setItem('pd-device', made)
  return made
}

/** A refusal; `code` is no-connection where nobody answered. */
export class Refused extends Error {
  readonly problem: ProblemDocument
  constructor(problem: ProblemDocument) {
    super(problem.code)
    this.problem = problem
  }
}
const offline: ProblemDocument = {
  type: 'about:blank',
  code: 'no-connection',
  status: 0,
  title: 'Chưa có mạng',
  titleEn: 'No network',
}

export interface Knock {
  key: string
  opId?: string
  /** Minutes since it was written down. */
  waited?: number
}

/** Asks a door. @throws Refused */
export async function knock<T>(path: string, input: object, { key, opId = crypto.randomUUID(), waited = 0 }: Knock): Promise<T> {
  const headers = {
    'content-type': 'application/json',
    'door-key': key,
    'door-device': deviceOf(),
    'operation-id': opId,
    'waited-minutes': String(waited),
  }
  let answer: Response
  try {
    answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(input), credentials: 'omit' })
  } catch {
    throw new Refused(offline)
  }
  const value = (await answer.json().catch(() => null)) as T | ProblemDocument | null
  if (answer.ok && value !== null) return value as T
  const told = value !== null && typeof value === 'object' && 'title' in value ? (value as ProblemDocument) : offline
  throw new Refused(answer.status >= 502 && answer.status <= 504 ? offline : told)
}
