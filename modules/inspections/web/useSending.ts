import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { addPhoto, record } from '../inspections.contract.ts'
import type { Picture } from './Pictures.tsx'

/**
 * Sends an inspection, then its pictures, from the open form: nothing is kept in the browser, where nothing seals it (docs/adr/0023). Where the
 * network fails the form stays; sent again, what the server has already is written once.
 */
export function useSending() {
  const inspection = useWrite(record, { keepReads: true })
  const photo = useWrite(addPhoto)
  const [recorded, setRecorded] = useState(false)
  const [left, setLeft] = useState<readonly Picture[]>([])
  const [busy, setBusy] = useState(false)
  /** @returns whether the server has all of it */
  const sendPictures = async (inspectionId: string, pictures: readonly Picture[]): Promise<boolean> => {
    for (const [i, { photoId, name, takenAt, bytes, ...where }] of pictures.entries()) {
      setLeft(pictures.slice(i))
      const known = Object.fromEntries(Object.entries(where).filter(([, v]) => v !== null))
      const file = { fileName: name, takenAt, ...known, bytes: new Uint8Array(await bytes.arrayBuffer()) }
      if (!(await photo.send({ inspectionId, photoId, ...file }))) return false
    }
    return true
  }
  /** Runs one sending; what is pressed meanwhile does nothing. */
  const once = async (work: () => Promise<boolean>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    try {
      return await work()
    } finally {
      setBusy(false)
    }
  }
  return {
    /** Whether the server has the inspection, and which pictures it has not. */
    ...{ recorded, left, busy, problem: inspection.problem ?? photo.problem },
    send: (input: z.input<typeof record.input>, pictures: readonly Picture[]) =>
      once(async () => {
        if (!(await inspection.send(input))) return false
        setRecorded(true)
        return sendPictures(input.inspectionId, pictures)
      }),
    sendLeft: (inspectionId: string) => once(() => sendPictures(inspectionId, left)),
  }
}
