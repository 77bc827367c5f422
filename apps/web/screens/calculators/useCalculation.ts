import { useEffect, useState } from 'react'
import type { AnswerTo, Ask } from './calculate.ts'
import type { FromWorker } from './calculate.worker.ts'

export interface Calculation<A extends Ask> {
  /** Null until the first answer; of an earlier question while `running`. */
  answer: AnswerTo<A> | null
  running: boolean
  progress: { done: number; total: number } | null
  /** Why there is no answer: the library's words on an impossible input. */
  error: { message: string; impossible: boolean } | null
}

/** Computes in a worker whenever the question changes; one that is no longer asked is ended. */
export function useCalculation<A extends Ask>(ask: A | null): Calculation<A> {
  const [state, setState] = useState<Calculation<A>>({ answer: null, running: ask !== null, progress: null, error: null })
  const key = JSON.stringify(ask)
  useEffect(() => {
    const asked = JSON.parse(key) as A | null
    if (asked === null) return setState({ answer: null, running: false, progress: null, error: null })
    setState((was) => ({ ...was, running: true, progress: null, error: null }))
    const worker = new Worker(new URL('./calculate.worker.ts', import.meta.url), { type: 'module' })
    const failed = (message: string, impossible: boolean) =>
      setState({ answer: null, running: false, progress: null, error: { message, impossible } })
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if ('done' in data) return setState((was) => ({ ...was, progress: data }))
      if ('error' in data) return failed(data.error, data.impossible)
      setState({ answer: data.answer as AnswerTo<A>, running: false, progress: null, error: null })
    }
    worker.onerror = (event) => failed(event.message, false)
    worker.postMessage(asked)
    return () => worker.terminate()
  }, [key])
  return state
}
