import type { Operation, OperationAnswer, Outcome } from './protocol.ts'
import { accepts } from './protocol.ts'
import type { Stored } from './store.ts'

/** `recorded`: on the phone; `sent`: has left it at least once, not answered; `accepted`, `refused`: as the server said; `undone`: never sent. */
export type OperationState = 'recorded' | 'sent' | 'accepted' | 'refused' | 'undone'

/** One operation on the disk. What it says is sealed twice: for this phone, and for the server alone. */
export interface OutboxRow extends Stored {
  seq: number
  verb: string
  state: OperationState
  /** Which key opens `body`. */
  under: 'names' | 'doors'
  body: Uint8Array<ArrayBuffer>
  forServer: Uint8Array<ArrayBuffer>
  dependsOn: string[]
  capturedAt: string
  clockErrorMs: number | null
  /** Set with the first sending, so that every repeat says the same. */
  sentErrorMs?: number | null
  outcome?: Outcome
  reason?: string
  words?: { vi: string; en: string }
  refusedId?: string
  answeredAt?: string
  /** Bytes of the file that goes with it and lies apart; then `forServer` lies there too. */
  fileBytes?: number
  /** The replica holds what came of it. */
  reflected?: boolean
}

/** The file of an operation: read when it leaves and at no other time, so that a phone of many photos opens as fast as one of none. */
export interface FileRow extends Stored {
  body: Uint8Array<ArrayBuffer>
  forServer: Uint8Array<ArrayBuffer>
}

/** An operation as a page shows it; without the bytes of a file. */
export interface OperationView extends Omit<Operation, 'clockErrorMs'> {
  state: OperationState
  outcome?: Outcome | undefined
  /** Why it was refused, in words. */
  words?: { vi: string; en: string } | undefined
  reason?: string | undefined
  /** False: show it over the replica's rows. True: what came of it is in them. */
  reflected: boolean
}

export interface Counters {
  /** Everything on this phone that was not taken back before it was sent. */
  recorded: number
  /** Of these, what the server has answered. */
  sent: number
  /** Of these, what counts. */
  accepted: number
  /** Of these, what waits for a person at the station. */
  refused: number
}

export function countersOf(rows: Iterable<Pick<OutboxRow, 'state' | 'capturedAt'>>, since = ''): Counters {
  const n: Counters = { recorded: 0, sent: 0, accepted: 0, refused: 0 }
  for (const { state, capturedAt } of rows) {
    if (state === 'undone' || capturedAt < since) continue
    n.recorded++
    if (state === 'accepted' || state === 'refused') n.sent++
    if (state === 'accepted') n.accepted++
    if (state === 'refused') n.refused++
  }
  return n
}

export const isUnsent = (r: Pick<OutboxRow, 'state'>): boolean => r.state === 'recorded' || r.state === 'sent'

/** What an answer makes of a row; null: it is to be sent again. */
export function answered(row: OutboxRow, a: OperationAnswer, at: string): OutboxRow | null {
  if (a.outcome === 'blocked' && !a.held) return null
  const { reason, words, refusedId } = a
  const state = accepts(a.outcome) ? 'accepted' : 'refused'
  return {
    ...row,
    ...{ state, outcome: a.outcome, answeredAt: at, reflected: false },
    ...(reason !== undefined && { reason }),
    ...(words !== undefined && { words }),
    ...(refusedId !== undefined && { refusedId }),
  }
}

/** How far a clock may have moved between capture and sending before nobody can say when it was captured. */
export const CLOCK_JUMP_MS = 10 * 60_000

/** The clock's error to send with an operation: null where the clock was moved since it was captured. */
export const errorToSend = (atCapture: number | null, now: number | null): number | null =>
  atCapture === null || (now !== null && Math.abs(now - atCapture) > CLOCK_JUMP_MS) ? null : atCapture
