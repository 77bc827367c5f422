/** The tracing engine's thread: reads every stay into memory, follows the change log, answers questions. Started by tracing.engine.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { Answerer, type Question } from '@phaodai/modules/tracing/engine/answers.ts'
import type { Stays } from '@phaodai/modules/tracing/engine/stays.ts'
import type { EngineState } from '@phaodai/modules/tracing/engine.desk.ts'
import { type Cursor, followStays, loadStays } from '@phaodai/modules/tracing/engine.load.ts'
import { engineScope } from '@phaodai/modules/tracing/stays.store.ts'
import pg from 'pg'

export type ToWorker = { id: number; question: Question } | { stop: true }
export type FromWorker =
  | { id: number; answer: unknown; milliseconds: number }
  | { id: number; error: string }
  | { state: EngineState }

const port = parentPort!
const tell = (message: FromWorker) => port.postMessage(message)
const { url } = workerData as { url: string }

const client = new pg.Client({ connectionString: url, application_name: 'phaodai-tracing' })
// Whatever is thrown here ends the thread with its reason, a lost connection too; its host says why and starts another, which reads
// everything again.
client.on('error', (error) => {
  throw error
})
const db = dbOf(client)

let held: { stays: Stays; cursor: Cursor; answerer: Answerer } | null = null
let loadSeconds: number | null = null

function state(now: EngineState['state']): void {
  const { stays } = held ?? {}
  tell({
    state: {
      state: now,
      stays: stays?.count ?? 0,
      persons: stays?.persons.size ?? 0,
      places: stays?.places.size ?? 0,
      loadSeconds,
      megabytes: Math.round((stays?.bytes() ?? 0) / 1e6),
    },
  })
}

async function load(): Promise<void> {
  // never two copies in memory at once
  held = null
  state('loading')
  const began = performance.now()
  await client.query('begin isolation level repeatable read read only')
  const { stays, cursor } = await loadStays(db)
  await client.query('commit')
  held = { stays, cursor, answerer: new Answerer(stays) }
  loadSeconds = Math.round((performance.now() - began) / 100) / 10
  state('ready')
}

/** One look at the log at a time; whoever asks while one is under way waits for the next, which begins after the question came. */
let looking: Promise<void> | null = null
let next: Promise<void> | null = null
function caughtUp(): Promise<void> {
  if (looking === null) {
    looking = look().finally(() => {
      looking = null
    })
    return looking
  }
  next ??= looking.then(() => {
    next = null
    return caughtUp()
  })
  return next
}

async function look(): Promise<void> {
  if (held === null) return
  const { stays, cursor } = held
  const moved = await followStays(db, stays, cursor)
  if (moved === null) return load()
  const changed = moved.snapshot !== cursor.snapshot && stays.count !== told
  held.cursor = moved
  if (changed) {
    told = stays.count
    state('ready')
  }
}
let told = -1

async function answer(id: number, question: Question): Promise<void> {
  await caughtUp()
  if (held === null) return tell({ id, error: 'loading' })
  try {
    const began = performance.now()
    const found = held.answerer.answer(question)
    tell({ id, answer: found, milliseconds: performance.now() - began })
  } catch (error) {
    tell({ id, error: (error as Error).message })
  }
}

port.on('message', (message: ToWorker) => {
  if ('stop' in message) void client.end().then(() => process.exit(0))
  else void answer(message.id, message.question)
})

/** Between questions: the log once a second, and small pieces put together a few milliseconds at a time. */
async function tend(): Promise<void> {
  for (;;) {
    await new Promise((go) => setTimeout(go, 1000))
    await caughtUp()
    while (held?.stays.mergeSome(4)) await new Promise(setImmediate)
  }
}

await client.connect()
await engineScope(db, 'connection')
await load()
void tend()
