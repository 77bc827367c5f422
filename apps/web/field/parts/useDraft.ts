import { useCallback, useEffect, useRef, useState } from 'react'
import type { PhotoDraft } from '../model/visiting.ts'
import { usePhone } from './usePhone.tsx'

/** So long after the last letter a form is on the disk; at once where the page goes into the background. */
const PAUSE_MS = 250

/** What is being written, kept sealed on the phone as it is written: the camera alone makes a cheap phone close the page. */
export function useDraft<T extends object>(id: string, first: () => T) {
  const { phone } = usePhone()
  const [said, setSaid] = useState<T>(() => phone.drafts<T>().find((d) => d.id === id)?.said ?? first())
  const latest = useRef(said)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const written = useRef<Promise<void>>(Promise.resolve())
  const flush = useCallback(() => {
    if (timer.current === null) return written.current
    clearTimeout(timer.current)
    timer.current = null
    written.current = phone.keepDraft(id, latest.current)
    return written.current
  }, [id, phone])
  const change = useCallback(
    (more: Partial<T>) => {
      latest.current = { ...latest.current, ...more }
      setSaid(latest.current)
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), PAUSE_MS)
    },
    [flush],
  )
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && void flush()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      void flush()
    }
  }, [flush])
  return { said, change, flush }
}

/** Photos of one form: each a draft of its own, in the order taken. */
export function usePhotos(of: string) {
  const { phone } = usePhone()
  const read = useCallback(
    () =>
      phone
        .drafts<PhotoDraft>()
        .filter((d) => d.id.startsWith(`photo/${of}/`))
        .map((d) => d.said)
        .sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1)),
    [of, phone],
  )
  const [photos, setPhotos] = useState(read)
  const idOf = (photoId: string) => `photo/${of}/${photoId}`
  return {
    photos,
    /** As drafts, by their ids. */
    drafts: Object.fromEntries(photos.map((p) => [idOf(p.photoId), p])),
    async add(photo: PhotoDraft) {
      await phone.keepDraft(idOf(photo.photoId), photo)
      setPhotos(read())
    },
    async drop(photoId: string) {
      await phone.keepDraft(idOf(photoId), null)
      setPhotos(read())
    },
  }
}
