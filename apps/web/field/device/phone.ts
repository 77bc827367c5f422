import type { Words } from '@phaodai/ui/language.tsx'
import type { Held } from '../model/held.ts'
import type { OwnOp } from '../model/own.ts'
import type { Moment, Recorded } from '../model/taps.ts'

/** How long the bar offers to take the last record back; nothing of it is sent before. */
export const UNDO_MS = 8000

/** Recorded on this phone; sent; accepted by the server. Only accepted counts for anyone. */
export interface Counters {
  recorded: number
  sent: number
  accepted: number
  refused: number
}

/** Everything that the screens show, as it is now; a new object after every change. */
export interface View {
  held: Held
  own: readonly OwnOp[]
  counters: Counters
  line: 'online' | 'offline' | 'sending'
  /** When the server last answered; null: never since the PIN was entered. */
  contactAt: string | null
  /** Until when names may be shown without contact. */
  namesUntil: string | null
  /** What went wrong with this phone's own storage or access, in words with what to do; null: nothing. */
  trouble: { title: Words; hint: Words } | null
  /** True where the device's own access has ended and a new code is needed. */
  signedOut: boolean
}

/** An unlocked phone of one member. `record` shows at once; the durable write follows, and `view().trouble` says when it failed. */
export interface Phone {
  view(): View
  subscribe(changed: () => void): () => void
  /** Now, as the server would say it. */
  now(): string
  moment(): Moment
  record(op: Recorded): string
  /** Several that belong together: all are on the disk or none, and the drafts that they were made from are gone with it. */
  recordAll(ops: readonly Recorded[], drafts?: readonly string[]): string[]
  /** Keeps what is being written, sealed, over a restart; null throws it away. `view().trouble` says when it failed. */
  keepDraft(id: string, said: object | null): Promise<void>
  drafts<T>(): readonly { id: string; savedAt: string; said: T }[]
  /** Whether this phone's clock has been measured against the server's. */
  clockKnown(): boolean
  /** Takes back what was just recorded: it never leaves (true), or, where it has left, a record of its own takes it back. */
  takeBack(opId: string): Promise<boolean>
  sync(): Promise<void>
  /** Ends the session on this screen; the data stays locked by the PIN. */
  lock(): void
  changePin(from: string, to: string): Promise<'changed' | 'wrong-pin' | 'names-locked'>
  /** Signs in again with a new code or the password and, where the account has one, the second factor. @throws NotOpened totp-required */
  renew(code: string, second?: string): Promise<void>
  /** Whether unfinished work of the same member lies here under a PIN that was forgotten: only that PIN opens it. */
  draftsLeft(): boolean
  /** Throws that unfinished work away, for good. */
  dropLeft(): Promise<void>
  /** All that the server has not accepted, sealed so that only the server can open it. */
  exportFile(): Promise<{ fileName: string; blob: Blob }>
}
