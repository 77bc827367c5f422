import { Worker } from 'node:worker_threads'
import type { AnswerTo, Question } from '@phaodai/modules/tracing/engine/answers.ts'
import { type EngineState, placeEngine, removeEngine, type TracingEngine } from '@phaodai/modules/tracing/engine.desk.ts'
import type { FromWorker, ToWorker } from './tracing.worker.ts'

const EMPTY: EngineState = { state: 'loading', stays: 0, persons: 0, places: 0, loadSeconds: null, megabytes: 0 }
/** Milliseconds before another thread is started after one that ended by itself; doubled each time, at most a minute. */
const AGAIN = 1000

export interface RunningEngine extends TracingEngine {
  /** Once the first load is done (or given up because it was closed). */
  ready(): Promise<void>
  close(): Promise<void>
}

/**
 * Keeps a thread with all stays in memory (tracing.worker.ts) and answers through it. Where the thread ends by itself, questions under way
 * are rejected (SQL answers them) and another is started. `key`: the instance's secrets, by which its reads find the engine.
 * `on.answer` is told of each answer's own time in the thread.
 */
export function startTracingEngine(
  url: string,
  key: object,
  on: { error?: (message: string) => void; answer?: (ask: Question['ask'], milliseconds: number) => void } = {},
): RunningEngine {
  let state = EMPTY
  let worker: Worker
  let closed = false
  let failures = 0
  let lastId = 0
  let again: NodeJS.Timeout | undefined
  const waiting = new Map<number, { ask: Question['ask']; done: (answer: never) => void; fail: (error: Error) => void }>()
  const whenReady: (() => void)[] = []

  const rejectAll = () => {
    for (const { fail } of waiting.values()) fail(new Error('the engine stopped'))
    waiting.clear()
  }

  function heard(message: FromWorker): void {
    if ('state' in message) {
      state = message.state
      if (state.state !== 'ready') return
      failures = 0
      for (const go of whenReady.splice(0)) go()
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if ('error' in message) asked?.fail(new Error(message.error))
    else if (asked) {
      on.answer?.(asked.ask, message.milliseconds)
      asked.done(message.answer as never)
    }
  }

  function start(): void {
    worker = new Worker(new URL('./tracing.worker.ts', import.meta.url), { workerData: { url } })
    worker.on('message', heard)
    worker.on('error', (error) => on.error?.((error as Error).message))
    worker.on('exit', (code) => {
      state = { ...EMPTY, state: 'failed' }
      rejectAll()
      if (closed) return
      on.error?.(`the tracing engine's thread ended with ${code}; another is started`)
      again = setTimeout(start, Math.min(60_000, AGAIN * 2 ** failures++))
      again.unref()
    })
  }

  start()
  const engine: RunningEngine = {
    state: () => state,
    ask<Q extends Question>(question: Q): Promise<AnswerTo<Q>> {
      if (state.state !== 'ready') return Promise.reject(new Error('not ready'))
      const id = ++lastId
      return new Promise((done, fail) => {
        waiting.set(id, { ask: question.ask, done, fail })
        worker.postMessage({ id, question } satisfies ToWorker)
      })
    },
    ready: () => (state.state === 'ready' || closed ? Promise.resolve() : new Promise((go) => whenReady.push(go))),
    async close() {
      closed = true
      clearTimeout(again)
      removeEngine(key)
      for (const go of whenReady.splice(0)) go()
      const ended = new Promise((go) => worker.once('exit', go))
      if (worker.threadId === -1) return
      worker.postMessage({ stop: true } satisfies ToWorker)
      const late = setTimeout(() => void worker.terminate(), 3000)
      await ended
      clearTimeout(late)
    },
  }
  placeEngine(key, engine)
  return engine
}
