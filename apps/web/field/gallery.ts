/** The pages with made-up data, for those who build them; never in a build that ships. */
import type { Entrance } from './device/entrance.ts'
import type { Phone, View } from './device/phone.ts'
import { DAY, madeUpHeld } from './made.ts'
import { type OwnOp, withOwn } from './model/own.ts'

/** A phone whose storage is this page. */
export function madeUpPhone(now = `${DAY}T02:30:00.000Z`, about: { asked?: number; locked?: boolean } = {}): Phone {
  const base = { ...madeUpHeld(68, about.asked ?? 0), locked: about.locked ?? false }
  let own: OwnOp[] = []
  let n = 0
  const make = (): View => ({
    held: withOwn(base, own),
    own,
    counters: { recorded: own.length, sent: 0, accepted: 0, refused: 0 },
    line: 'offline',
    contactAt: `${DAY}T00:12:00.000Z`,
    namesUntil: '2021-02-25T00:12:00.000Z',
    trouble: null,
    signedOut: false,
  })
  let view = make()
  const listeners = new Set<() => void>()
  const change = (next: OwnOp[]) => {
    own = next
    view = make()
    for (const tell of listeners) tell()
  }
  const drafts = new Map<string, { id: string; savedAt: string; said: object }>()
  const phone: Phone = {
    view: () => view,
    subscribe(tell) {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    now: () => now,
    moment: () => ({ capturedAt: now, clockErrorMs: 0, newId: () => crypto.randomUUID() }),
    record: (recorded) => phone.recordAll([recorded])[0]!,
    recordAll(all, gone = []) {
      for (const id of gone) drafts.delete(id)
      const made = all.map((recorded): OwnOp => ({ opId: `op${++n}`, recorded, state: 'recorded', reflected: false }))
      change([...own, ...made])
      return made.map((o) => o.opId)
    },
    async keepDraft(id, said) {
      if (said) drafts.set(id, { id, savedAt: now, said })
      else drafts.delete(id)
      change(own)
    },
    drafts: <T>() => [...drafts.values()] as { id: string; savedAt: string; said: T }[],
    clockKnown: () => true,
    async takeBack(opId) {
      change(own.filter((o) => o.opId !== opId))
      return true
    },
    sync: async () => {},
    lock: () => {},
    renew: async () => {},
    draftsLeft: () => false,
    dropLeft: async () => {},
    changePin: async () => 'changed',
    exportFile: async () => ({ fileName: 'thu.json', blob: new Blob(['{}']) }),
  }
  return phone
}

export const madeUpDoor = (phone: () => Phone): Entrance => ({
  members: () => [
    { profileId: 'a', username: 'to1', fullName: 'Bùi Thị Diễn' },
    { profileId: 'b', username: 'to2', fullName: 'Hồ Văn Tập' },
  ],
  lost: () => [],
  signIn: async () => ({ profileId: 'a', username: 'to1', fullName: 'Bùi Thị Diễn' }),
  choosePin: async () => phone(),
  unlock: async () => phone(),
  sealedFile: async () => {},
})
