import type { Words } from '@phaodai/ui/language.tsx'
import type { Phone } from './phone.ts'

/** A member whose work lies on this phone, behind their PIN. */
export interface Member {
  profileId: string
  username: string
  fullName: string
  /** Left for a new PIN, with unfinished work that only the old one opens. */
  drafts?: boolean
}

/** Why the door does not open, in words with what to do. */
export class NotOpened extends Error {
  override name = 'NotOpened'
  readonly title: Words
  readonly hint: Words
  /** Of the server's refusal, where it is one. */
  readonly code: string | null
  constructor(title: Words, hint: Words, code: string | null = null) {
    super(title.vi)
    this.code = code
    this.title = title
    this.hint = hint
  }
}

/** The way in: sign in once with the code of the printed sheet, or an officer's password and second factor, then by PIN, with or without a network. */
export interface Entrance {
  members(): readonly Member[]
  /** Members whose data the browser deleted: what had not been sent is gone, and that is said. */
  lost(): readonly Member[]
  /** @throws NotOpened */
  signIn(username: string, code: string, second?: string): Promise<Member>
  /** Makes the profile of the member who has just signed in. @throws NotOpened */
  choosePin(pin: string): Promise<Phone>
  /** @throws NotOpened */
  unlock(profileId: string, pin: string): Promise<Phone>
  /** Hands out what that member has not sent, sealed; without their PIN. @throws NotOpened */
  sealedFile(profileId: string): Promise<void>
}
