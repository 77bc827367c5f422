import type { Verb } from '@phaodai/kernel/contract.ts'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { type AnswerOf, call, problemOf } from './api.ts'

export interface Write<V extends Verb> {
  /** Resolves with the answer, or with undefined where it was refused: then `problem` says why. */
  send: (input: z.input<V['input']>) => Promise<AnswerOf<V> | undefined>
  busy: boolean
  problem: ProblemDocument | null
  clear: () => void
  /** The Operation-Id of the last write that was taken in; what it did can be asked for by it. */
  lastOp: () => string | null
}

/** Names an input, so that the same content sent again is the same operation; the bytes of a file are told by their length and name. */
const nameOf = (input: unknown) =>
  JSON.stringify(input, (_, value: unknown) => (value instanceof Uint8Array ? `bytes:${value.byteLength}` : value))

/**
 * A write of the API. Its Operation-Id is made once for one intent: sending the same content again after a lost connection repeats the
 * operation, and the server writes it once. Content that was changed, or a new intent after success, is another operation.
 * After it everything read may have changed and is read again.
 */
export function useWrite<V extends Verb>(verb: V, { keepReads = false }: { keepReads?: boolean } = {}): Write<V> {
  const client = useQueryClient()
  const intent = useRef<{ name: string; opId: string } | null>(null)
  const taken = useRef<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemDocument | null>(null)
  const send = async (input: z.input<V['input']>) => {
    const name = nameOf(input)
    if (intent.current?.name !== name) intent.current = { name, opId: crypto.randomUUID() }
    setBusy(true)
    setProblem(null)
    try {
      const answer = await call(verb, input, { opId: intent.current.opId })
      taken.current = intent.current.opId
      intent.current = null
      if (!keepReads) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
      return answer
    } catch (error) {
      const found = problemOf(error)
      // a refusal is an answer: what is sent after it is a new intent, also where the words are the same
      if (found.status >= 400 && found.status < 500) intent.current = null
      setProblem(found)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { send, busy, problem, clear: () => setProblem(null), lastOp: () => taken.current }
}
