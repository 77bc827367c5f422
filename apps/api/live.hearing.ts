import { liveChannel, toldOf } from '@phaodai/kernel/live.ts'
import pg from 'pg'

/** Who listens: a range of communes, the verbs they have open, and what to call. */
export interface Listener {
  lo: number
  hi: number
  verbs: ReadonlySet<string>
  /** With the verbs whose answers changed since the last call. */
  changed: (verbs: string[]) => void
}
export interface Hearing {
  /** @returns what ends it */
  on(listener: Listener): () => void
  close(): Promise<void>
}

/**
 * What happens at once is told at once, what follows is gathered: a commune hears twice a second at most, whoever sees a whole province every
 * two seconds, so that a morning's thousand signals are not a thousand readings of one list.
 */
const GATHER = 500
const GATHER_WIDE = 2000
/** A range of ids beyond which an area is a province: ten a commune, 400 the largest district. */
const WIDE = 500
/** Between the reading of a page and the opening of its stream something may be committed: whoever opens is told of these last moments. */
const LATELY = 10_000
const FIRST_WAIT = 500
const LONGEST_WAIT = 15_000

/** One listener with the verbs that wait for the next call. */
function gather({ lo, hi, verbs, changed }: Listener) {
  const waiting = new Set<string>()
  const every = hi - lo > WIDE ? GATHER_WIDE : GATHER
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    timer = undefined
    if (waiting.size === 0) return
    const names = [...waiting]
    waiting.clear()
    timer = setTimeout(flush, every)
    changed(names)
  }
  return {
    hear(verb: string, communeId: number): void {
      if (!verbs.has(verb) || communeId < lo || communeId > hi) return
      waiting.add(verb)
      if (!timer) flush()
    },
    all(): void {
      for (const verb of verbs) waiting.add(verb)
      if (!timer) flush()
    },
    end: () => clearTimeout(timer),
  }
}

/**
 * One connection of its own that hears what commits say, for all who listen. Where it breaks it is opened again, and everybody reads anew:
 * what was said meanwhile is not known.
 */
export function openHearing(options: pg.PoolConfig): Hearing {
  const listeners = new Set<ReturnType<typeof gather>>()
  let client: pg.Client | null = null
  let closed = false
  let listening = false
  let failures = 0
  let again: NodeJS.Timeout | undefined
  /** By what was said: when it was said last. */
  const lately = new Map<string, number>()

  async function connect(): Promise<void> {
    const mine = new pg.Client({ ...options, application_name: 'phaodai-live', keepAlive: true })
    let over = false
    const lost = () => {
      if (over) return
      over = true
      listening = false
      void mine.end().catch(() => {})
      if (closed) return
      again = setTimeout(() => void connect(), Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++))
    }
    mine.on('error', lost)
    mine.on('end', lost)
    mine.on('notification', ({ payload }) => {
      const told = toldOf(payload ?? '')
      if (!told) return
      const now = Date.now()
      lately.delete(payload!)
      for (const [text, at] of lately) {
        if (now - at < LATELY) break
        lately.delete(text)
      }
      lately.set(payload!, now)
      for (const l of listeners) l.hear(told.verb, told.communeId)
    })
    client = mine
    try {
      await mine.connect()
      await mine.query(`listen ${liveChannel}`)
      for (const l of listeners) l.all()
      listening = true
      failures = 0
    } catch {
      lost()
    }
  }

  void connect()
  return {
    on(listener) {
      const mine = gather(listener)
      listeners.add(mine)
      const since = Date.now() - LATELY
      const told = listening ? [...lately].flatMap(([text, at]) => (at < since ? [] : (toldOf(text) ?? []))) : []
      for (const { verb, communeId } of told) mine.hear(verb, communeId)
      return () => {
        listeners.delete(mine)
        mine.end()
      }
    },
    async close() {
      closed = true
      clearTimeout(again)
      await client?.end().catch(() => {})
    },
  }
}
