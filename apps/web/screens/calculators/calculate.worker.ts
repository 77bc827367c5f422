/// <reference lib="webworker" />
/** Calculations off the page's own thread, so that it stays usable while they run. */
import './workerProcess.ts'
import { type Answers, type Ask, calculate } from './calculate.ts'

export type FromWorker =
  | { done: number; total: number }
  | { answer: Answers[Ask['kind']] }
  | { error: string; impossible: boolean }

const tell = (message: FromWorker) => postMessage(message)
addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  try {
    tell({ answer: calculate(data, (done, total) => tell({ done, total })) })
  } catch (error) {
    tell({ error: (error as Error).message, impossible: error instanceof RangeError })
  }
})
