import type pg from 'pg'

/** The part of node-postgres' connection that COPY needs; its type definitions leave these out. */
interface Wire {
  stream: {
    pause(): void
    resume(): void
    writableNeedDrain: boolean
    once(event: string, f: () => void): void
    off(event: string, f: () => void): void
  }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(why: string): void
}

/** What node-postgres calls back while one COPY runs. */
interface Callbacks {
  copyIn?(wire: Wire): void
  copyData?(chunk: Buffer, wire: Wire): void
}

/** Runs one COPY through the client's own queue; answers the number of rows in its command tag. */
function runCopy(client: pg.ClientBase, text: string, on: Callbacks): Promise<number> {
  return new Promise((done, fail) => {
    let rows = 0
    let failed: Error | undefined
    const submittable = {
      submit: (wire: Wire) => wire.query(text),
      handleCopyInResponse: (wire: Wire) => on.copyIn?.(wire),
      handleCopyData: (message: { chunk: Buffer }, wire: Wire) => on.copyData?.(message.chunk, wire),
      handleRowDescription() {},
      handleDataRow() {},
      handleEmptyQuery() {},
      handlePortalSuspended() {},
      handleCommandComplete: (message: { text: string }) => {
        rows = Number(/\d+$/.exec(message.text)?.[0] ?? 0)
      },
      // an error inside COPY is followed by readyForQuery, except where the connection itself broke
      handleError: (error: Error) => {
        failed = error
        fail(error)
      },
      handleReadyForQuery: () => (failed ? undefined : done(rows)),
    }
    client.query(submittable as never)
  })
}

const BATCH = 64 * 1024

/**
 * Reads a COPY … TO STDOUT in batches of whole rows; the server waits while `take` is at work, so memory stays constant.
 * @returns the number of rows
 */
export async function copyOut(client: pg.ClientBase, text: string, take: (batch: Buffer) => Promise<void>): Promise<number> {
  let held: Buffer[] = []
  let size = 0
  let broken: unknown
  let waiting = 0
  let last = Promise.resolve()
  const pass = (wire: Wire) => {
    const batch = Buffer.concat(held)
    held = []
    size = 0
    // what the socket had already handed over still arrives: several batches may wait
    waiting++
    wire.stream.pause()
    last = last
      .then(() => (broken ? undefined : take(batch)))
      .catch((e: unknown) => {
        broken = e
      })
      .then(() => {
        if (--waiting === 0) wire.stream.resume()
      })
  }
  const rows = await runCopy(client, text, {
    copyData(chunk, wire) {
      // the parser gives out views of a buffer that it writes again
      held.push(Buffer.from(chunk))
      size += chunk.length
      if (size >= BATCH) pass(wire)
    },
  })
  await last
  if (broken) throw broken
  if (size > 0) await take(Buffer.concat(held))
  return rows
}

/**
 * Feeds a COPY … FROM STDIN from `batches`, no faster than the server takes them.
 * @returns the number of rows
 */
export function copyIn(client: pg.ClientBase, text: string, batches: AsyncIterable<Buffer>): Promise<number> {
  let broken: unknown
  let refused = false
  const feed = async (wire: Wire) => {
    try {
      for await (const batch of batches) {
        if (refused) return
        wire.sendCopyFromChunk(batch)
        if (wire.stream.writableNeedDrain) await drained(wire)
      }
      wire.endCopyFrom()
    } catch (error) {
      broken = error
      wire.sendCopyFail('the source of the rows failed')
    }
  }
  let feeding: Promise<void> | undefined
  return runCopy(client, text, {
    copyIn(wire) {
      feeding = feed(wire)
    },
  }).then(
    async (rows) => {
      await feeding
      return rows
    },
    (error: unknown) => {
      refused = true
      throw broken ?? error
    },
  )
}

/** Until the socket takes more, or is closed. */
const drained = (wire: Wire) =>
  new Promise<void>((go) => {
    const end = () => {
      wire.stream.off('drain', end)
      wire.stream.off('close', end)
      go()
    }
    wire.stream.once('drain', end)
    wire.stream.once('close', end)
  })
