import { useCallback, useEffect, useState } from 'react'
import { drafting, pictures } from '../device/drafting.ts'
import { usePhone } from './usePhone.tsx'

/** What is being written, kept as it is written. */
export function useDraft<T extends object>(id: string, first: () => T) {
  const { phone } = usePhone()
  const [draft] = useState(() => drafting(phone, id, first))
  const [said, setSaid] = useState<T>(draft.said)
  const change = useCallback((more: Partial<T>) => void (draft.change(more) && setSaid(draft.said())), [draft])
  useEffect(() => {
    draft.show()
    const hidden = () => document.visibilityState === 'hidden' && void draft.flush()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      draft.leave()
    }
  }, [draft])
  return { said, change, end: draft.end }
}

/** Photos of one form, and whether one is still being made small. */
export function usePhotos(of: string) {
  const { phone } = usePhone()
  const [kept] = useState(() => pictures(phone, of))
  const [photos, setPhotos] = useState(kept.read)
  const [busy, setBusy] = useState(false)
  const seen = <R>(work: Promise<R>) => work.finally(() => setPhotos(kept.read()))
  return {
    photos,
    busy,
    end: kept.end,
    idOf: kept.idOf,
    during: (work: Promise<unknown>) => {
      setBusy(true)
      return kept.during(work).finally(() => setBusy(false))
    },
    add: (photo: Parameters<typeof kept.add>[0]) => seen(kept.add(photo)),
    locate: kept.locate,
    drop: (photoId: string) => seen(kept.drop(photoId)),
  }
}
