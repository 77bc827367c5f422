import type { PhotoDraft } from '../model/visiting.ts'
import type { Phone } from './phone.ts'

type Disk = Pick<Phone, 'drafts' | 'keepDraft'>

/** So long after the last letter a form is on the disk; at once where the page goes into the background. */
const PAUSE_MS = 250

/** What is being written, kept sealed on the phone as it is written: the camera alone makes a cheap phone close the page. */
export function drafting<T extends object>(phone: Disk, id: string, first: () => T) {
  let said = phone.drafts<T>().find((d) => d.id === id)?.said ?? first()
  let timer: ReturnType<typeof setTimeout> | null = null
  let written: Promise<void> = Promise.resolve()
  let shown = true
  let ended = false
  const flush = (): Promise<void> => {
    if (timer === null) return written
    clearTimeout(timer)
    timer = null
    written = phone.keepDraft(id, said)
    return written
  }
  return {
    said: () => said,
    /** False: nothing changed, the form is gone from the screen or has ended. What comes late (a place) must not bring it back. */
    change(more: Partial<T>): boolean {
      if (ended || !shown) return false
      said = { ...said, ...more }
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(() => void flush(), PAUSE_MS)
      return true
    },
    flush,
    show() {
      shown = true
    },
    leave() {
      shown = false
      void flush()
    },
    /** Recorded or dropped: what was said at last, on the disk; null where it has ended already, as at a second tap. */
    async end(): Promise<T | null> {
      if (ended) return null
      ended = true
      await flush()
      return said
    },
  }
}

/** By form: what is still on its way to the disk, also of a screen that was left meanwhile; and whether it has ended. */
const forms = new Map<string, { writing: Promise<unknown>; ended: boolean }>()

/** Photos of one form: each a draft of its own, in the order taken. */
export function pictures(phone: Disk, of: string) {
  const form = forms.get(of) ?? { writing: Promise.resolve(), ended: false }
  form.ended = false
  forms.set(of, form)
  const idOf = (photoId: string) => `photo/${of}/${photoId}`
  const read = () =>
    phone
      .drafts<PhotoDraft>()
      .filter((d) => d.id.startsWith(`photo/${of}/`))
      .map((d) => d.said)
      .sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
  const hold = <R>(work: Promise<R>): Promise<R> => {
    form.writing = Promise.allSettled([form.writing, work])
    return work
  }
  return {
    read,
    idOf,
    /** Photos are being made small: the form does not end before they are kept. */
    during: hold,
    add: (photo: PhotoDraft) => hold(phone.keepDraft(idOf(photo.photoId), photo)),
    /** Where it was taken, as the phone came to know it after the photo was kept; nothing where the photo has gone on. */
    async locate(photoId: string, where: Partial<PhotoDraft>): Promise<void> {
      const photo = read().find((p) => p.photoId === photoId)
      if (photo && !form.ended && Object.keys(where).length > 0)
        await hold(phone.keepDraft(idOf(photoId), { ...photo, ...where }))
    },
    drop: (photoId: string) => hold(phone.keepDraft(idOf(photoId), null)),
    /** All photos of the form, none of them on its way any more. */
    async end(): Promise<PhotoDraft[]> {
      for (let before: unknown; before !== form.writing; ) {
        before = form.writing
        await before
      }
      form.ended = true
      return read()
    },
  }
}
