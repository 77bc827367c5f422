/** Whose work lies on this phone. Names of members only, no person of a household; kept outside the databases, so that a deleted one is noticed. */
export interface Profile {
  /** Of the device as the server knows it; also the name of the database. */
  profileId: string
  accountId: string
  username: string
  fullName: string
  mode: 'drill' | 'real'
  /** Its PIN was forgotten and another profile made: only its sealed records are of use. */
  left?: boolean
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
export const writeProfiles = (profiles: readonly Profile[]): void => localStorage.setItem(KEY, JSON.stringify(profiles))

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
