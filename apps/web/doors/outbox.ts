import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { useEffect, useRef, useState } from 'react'
import { knock, Refused } from './knock.ts'

/** Something written down and not accepted yet; it stays on this device until the server has it. */
interface Kept {
  path: string
  input: object
  opId: string
  /** When, by this device's clock; only how long ago is ever sent. */
  at: number
}
const KEY = 'pd-outbox'
const read = (): Kept[] => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Kept[]
  } catch {
    return []
  }
}
const write = (rows: readonly Kept[]) => localStorage.setItem(KEY, JSON.stringify(rows))
/** Worth another try: nobody answered, or the server was busy. */
const passing = (p: ProblemDocument) => p.code === 'no-connection' || p.status === 429 || p.status >= 500

/**
 * Writes that survive a lost network and a closed page: kept first, sent in order, taken away once accepted. What is refused is told and taken
 * away. Sending again repeats the same operation.
 */
export function useOutbox<T>(key: string, accepted: (answer: T) => void) {
  const [waiting, setWaiting] = useState(() => read().length)
  const [refusal, setRefusal] = useState<ProblemDocument | null>(null)
  const busy = useRef(false)
  const flush = async () => {
    if (busy.current) return
    busy.current = true
    try {
      for (let [next] = read(); next; [next] = read()) {
        const waited = Math.max(0, Math.floor((Date.now() - next.at) / 60_000))
        try {
          accepted(await knock<T>(next.path, next.input, { key, opId: next.opId, waited }))
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          if (passing(error.problem)) return
          setRefusal(error.problem)
        }
        write(read().filter((k) => k.opId !== next!.opId))
      }
    } finally {
      busy.current = false
      setWaiting(read().length)
    }
  }
  const latest = useRef(flush)
  latest.current = flush
  useEffect(() => {
    const again = () => void latest.current()
    again()
    const timer = setInterval(again, 20_000)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [])
  return {
    waiting,
    refusal,
    clear: () => setRefusal(null),
    send: (path: string, input: object) => {
      write([...read(), { path, input, opId: crypto.randomUUID(), at: Date.now() }])
      setWaiting(read().length)
      setRefusal(null)
      return flush()
    },
  }
}
