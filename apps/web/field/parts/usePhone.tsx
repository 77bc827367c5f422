import type { Words } from '@phaodai/ui/language.tsx'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { type Phone, UNDO_MS, type View } from '../device/phone.ts'
import type { Recorded } from '../model/taps.ts'

/** What records were made from, by the draft's id: with the records taken back it is there again. */
type Drafts = Readonly<Record<string, object>>
interface Undo {
  opIds: readonly string[]
  words: Words
  drafts: Drafts
}
interface Hands {
  phone: Phone
  /** Records, and offers to take it back. */
  act: (op: Recorded, words: Words) => void
  /** The same of several that belong together, made from drafts that go with it. */
  actAll: (ops: readonly Recorded[], words: Words, drafts?: Drafts) => void
  undo: Undo | null
  takeBackLast: () => void
}

const Context = createContext<Hands | null>(null)

export function PhoneProvider({ phone, children }: { phone: Phone; children: ReactNode }) {
  const [undo, setUndo] = useState<Undo | null>(null)
  const actAll = useCallback(
    (ops: readonly Recorded[], words: Words, drafts: Drafts = {}) =>
      setUndo({ opIds: phone.recordAll(ops, Object.keys(drafts)), words, drafts }),
    [phone],
  )
  const act = useCallback((op: Recorded, words: Words) => actAll([op], words), [actAll])
  const takeBackLast = useCallback(() => {
    if (!undo) return
    // what was recorded last goes first: it may rest on what was before it
    void Promise.all(undo.opIds.toReversed().map((opId) => phone.takeBack(opId))).then(async (gone) => {
      if (gone.includes(false)) return
      // the form, which comes first, last: it may be opened as soon as it is there, and shows the photos that are there then
      for (const [id, said] of Object.entries(undo.drafts).toReversed()) await phone.keepDraft(id, said)
    })
    setUndo(null)
  }, [phone, undo])
  useEffect(() => {
    if (!undo) return
    const done = setTimeout(() => setUndo(null), UNDO_MS)
    return () => clearTimeout(done)
  }, [undo])
  const hands = useMemo(() => ({ phone, act, actAll, undo, takeBackLast }), [phone, act, actAll, undo, takeBackLast])
  return <Context value={hands}>{children}</Context>
}

export function usePhone(): Hands {
  const hands = useContext(Context)
  if (!hands) throw new Error('no phone is unlocked')
  return hands
}

export function useView(): View {
  const { phone } = usePhone()
  return useSyncExternalStore(phone.subscribe, phone.view)
}

/** Now, drawn anew each half minute and when the screen is turned on again: a slot begins and ends while the list is open. */
export function useNow(): string {
  const { phone } = usePhone()
  const [now, setNow] = useState(phone.now)
  useEffect(() => {
    const look = () => setNow(phone.now())
    const tick = setInterval(look, 30_000)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(tick)
      document.removeEventListener('visibilitychange', look)
    }
  }, [phone])
  return now
}
