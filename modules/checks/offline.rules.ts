/** What a phone may record without the server, what takes it back, and what happens where two said different things. */
export interface OfflineVerb {
  verb: string
  /** Of two phones, or of a phone and an officer. */
  conflict:
    | 'both are kept and shown as a conflict'
    | 'first arrived stands, the second is told it was done'
    | 'first arrived stands, the second is shown to a person'
    | 'both are kept; a person merges records of one human'
    | 'both are kept'
  /** Refusals that mean that it had been done already: no person needs to look at them. */
  done?: readonly string[]
  /** Its moment is the operation's, set right by the clock's error. */
  captured?: true
  /** Its `bytes` travel as base64. */
  bytes?: true
  /** It is somebody's own word (a visit, a report): taken in later by another person, it stays in the name of who recorded it. */
  authored?: true
}

/** Of `checks.push-round` one check is one operation, under its own id: the check's. */
export const offlineVerbs: readonly OfflineVerb[] = [
  { verb: 'checks.push-round', conflict: 'both are kept and shown as a conflict' },
  { verb: 'checks.void-check', conflict: 'first arrived stands, the second is told it was done', done: ['check-voided'] },
  { verb: 'checks.record-movement', conflict: 'both are kept', captured: true },
  { verb: 'checks.void-movement', conflict: 'first arrived stands, the second is told it was done', done: ['door-voided'] },
  { verb: 'checks.flag-frail', conflict: 'first arrived stands, the second is told it was done', done: ['frail-already'] },
  { verb: 'checks.unflag-frail', conflict: 'first arrived stands, the second is told it was done', done: ['door-voided'] },
  { verb: 'checks.record-visit', conflict: 'both are kept', captured: true },
  { verb: 'checks.void-visit', conflict: 'first arrived stands, the second is told it was done', done: ['door-voided'] },
  { verb: 'checks.read-message', conflict: 'first arrived stands, the second is told it was done' },
  { verb: 'checks.identify-signal', conflict: 'first arrived stands, the second is shown to a person' },
  { verb: 'people.register', conflict: 'both are kept; a person merges records of one human' },
]

const reason = 'tổ ghi nhầm, hủy trên máy'

/** The operation that takes back one that was sent already; null: only an officer can. */
export function undoOf(op: { verb: string; input: Record<string, unknown> }): {
  verb: string
  input: Record<string, unknown>
} | null {
  const { checkId, movementId, frailId, visitId } = op.input
  if (op.verb === 'checks.push-round' && checkId) return { verb: 'checks.void-check', input: { checkId, reason } }
  if (op.verb === 'checks.record-movement' && movementId) return { verb: 'checks.void-movement', input: { movementId, reason } }
  if (op.verb === 'checks.flag-frail' && frailId) return { verb: 'checks.unflag-frail', input: { frailId, reason } }
  if (op.verb === 'checks.record-visit' && visitId) return { verb: 'checks.void-visit', input: { visitId, reason } }
  return null
}

/** Collections that name nobody: they stay open to the PIN when the lease has run out, so that a round goes on by door number. */
export const withoutNames: readonly string[] = ['doors', 'page-doors', 'messages', 'pace']
