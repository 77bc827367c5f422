import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import type { record } from '../inspections.contract.ts'
import type { Picture } from './Pictures.tsx'
import { sendInspection, sendPictures } from './sending.ts'

/**
 * Sends an inspection, then its pictures, from the open form: nothing is kept in the browser, where nothing seals it (docs/adr/0023). Where the
 * network fails the form stays; sent again, what the server has already is written once.
 */
export function useSending() {
  const client = useQueryClient()
  const before = useRef(new Set<string>())
  const [recorded, setRecorded] = useState(false)
  const [older, setOlder] = useState(false)
  const [left, setLeft] = useState<readonly Picture[]>([])
  const [problem, setProblem] = useState<ProblemDocument | null>(null)
  const [busy, setBusy] = useState(false)
  /** Runs one sending; what is pressed meanwhile does nothing. */
  const once = async (work: () => Promise<boolean>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setProblem(null)
    try {
      return await work()
    } finally {
      setBusy(false)
    }
  }
  /** @returns whether the server has all of it */
  const pictured = async (inspectionId: string, pictures: readonly Picture[]): Promise<boolean> => {
    setLeft(pictures)
    const done = await sendPictures(inspectionId, pictures)
    setLeft(done.left)
    setProblem(done.problem)
    // it counts from now on: what is owed, where to go and what was found are read again
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    return done.left.length === 0
  }
  return {
    /** Whether the server has the inspection, whether as it was sent before, and which pictures it has not. */
    ...{ recorded, older, left, busy, problem },
    /** @returns whether the server has all of it, as it stands here */
    send: (input: z.input<typeof record.input>, pictures: readonly Picture[]) =>
      once(async () => {
        const sent = await sendInspection(input, before.current)
        setProblem(sent.problem)
        if (sent.problem) return false
        setRecorded(true)
        setOlder(sent.older)
        return (await pictured(input.inspectionId, pictures)) && !sent.older
      }),
    sendLeft: (inspectionId: string) => once(async () => (await pictured(inspectionId, left)) && !older),
  }
}
