/** Who settles what was refused from whose phone. Pure. */
import type { Role } from '@phaodai/kernel/contract.ts'

interface Recorded {
  communeId: number
  /** Of the post that recorded it; null where it is out of sight. */
  role: Role | null
  /** Somebody's own word, which stays in their name. */
  authored: boolean
}

/**
 * A committee settles what its own level recorded, a commune's that of its teams too. A station speaks for teams and for itself: what an officer said is
 * not its to take in under their name. The operator settles all.
 */
export function maySettle(by: { role: Role; areaId: number }, r: Recorded): boolean {
  if (by.role === 'operator') return true
  if (by.areaId !== r.communeId) return false
  if (by.role === 'station') return !r.authored || r.role === 'team' || r.role === 'station'
  return by.role === 'commune' || by.role === 'district' || by.role === 'province'
}
