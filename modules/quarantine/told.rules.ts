import { type Attempt, type Change, height } from '../tracing/calls.rules.ts'
import type { StoredOrder } from './quarantine.store.ts'

export type ServedOrder = Pick<
  StoredOrder,
  'orderId' | 'level' | 'number' | 'issuedAt' | 'signer' | 'revokedAt' | 'subjectId' | 'disease'
>

/**
 * The latest order, in force when a level fell, that told its bearer more than holds after; and when they heard of the fall: from a call, or
 * from a later order for a lower level. A revocation on paper alone tells nobody.
 */
export function servedBefore(
  fall: Pick<Change, 'at' | 'toLevel'>,
  orders: readonly ServedOrder[],
  calls: readonly Attempt[],
): { order: ServedOrder; correctedAt: string | null } | null {
  const order = orders
    .filter((o) => o.issuedAt <= fall.at && (o.revokedAt === null || o.revokedAt >= fall.at))
    .filter((o) => height(o.level) > height(fall.toLevel))
    .sort((a, b) => a.issuedAt.localeCompare(b.issuedAt))
    .at(-1)
  if (!order) return null
  const lower = (level: string | null) => height(level) < height(order.level)
  const heard = [
    ...calls.filter((c) => c.outcome === 'reached' && c.at > fall.at && lower(c.toldLevel)).map((c) => c.at),
    ...orders.filter((o) => o.level !== 'arrival' && o.issuedAt > fall.at && lower(o.level)).map((o) => o.issuedAt),
  ].sort()
  return { order, correctedAt: heard[0] ?? null }
}
