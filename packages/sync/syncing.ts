import { heard, type Inside, type SyncRow, unpackOf } from './client.ts'
import * as c from './crypto.ts'
import { takeLease } from './keys.ts'
import { answered, errorToSend, isUnsent, type OutboxRow } from './outbox.ts'
import { MOST_OPERATIONS, type Operation, PROTOCOL, type PullAnswer } from './protocol.ts'
import { wholeInput } from './recording.ts'
import { keyOf, type ReplicaRow, type Sealing, SHELF_ROWS } from './replica.ts'
import { TransportError, type TransportKind } from './transport.ts'

/** What one run did. `problem` absent: the server has everything, and the phone has what the server has. */
export interface SyncReport {
  ok: boolean
  problem?: TransportKind | 'locked' | 'another-tab' | 'no-room'
  code?: string | undefined
  /** Operations answered in this run, by what they became. */
  sent: number
  accepted: number
  refused: number
  /** Rows that came, rows that went. */
  pulled: number
  purged: number
  /** Operations whose file the line was too slow for; they rest for a while. Absent: none. */
  slow?: number
}

/** Accepted work is kept on the phone this long: a server restored from an older backup gets it again. */
const KEEP_DAYS = 14
const DAY = 86_400_000

/** Push first, then purge, then pull. Whatever is cut off is taken up by the next run. */
export async function syncOnce(me: Inside): Promise<SyncReport> {
  const report: SyncReport = { ok: true, sent: 0, accepted: 0, refused: 0, pulled: 0, purged: 0 }
  try {
    await me.reload()
    if (!me.keys || !me.profile) return { ...report, ok: false, problem: 'locked' }
    if (!me.keys.names) await renewLease(me)
    await push(me, report)
    // after a restore the server asks for what it had already accepted
    if (await pull(me, report)) {
      await push(me, report)
      await pull(me, report)
    }
    await tidy(me)
    return report
  } catch (error) {
    if (error instanceof TransportError) {
      if (error.kind === 'revoked') await lockNames(me, true)
      if (error.kind === 'signed-out') await lockNames(me, false)
      return { ...report, ok: false, problem: error.kind, code: error.code }
    }
    if ((error as Error).name === 'QuotaExceeded') return { ...report, ok: false, problem: 'no-room' }
    throw error
  }
}

async function renewLease(me: Inside): Promise<void> {
  const lease = await me.options.transport.lease(me.profile!.deviceId, me.keys!.token)
  const made = await takeLease(me.profile!, me.keys!, lease)
  const sync: SyncRow = made.fresh ? { ...me.sync, cursor: null } : me.sync
  await me.options.store.transaction('write', (tx) => tx.put('meta', [made.row, sync]))
  me.profile = made.row
  me.sync = sync
  me.keys = made.keys
  await me.reload()
}

/** The server does not know this device any more: its half of the key of names goes from here too. What was not sent stays, sealed. */
async function lockNames(me: Inside, forGood: boolean): Promise<void> {
  if (!me.profile) return
  const row = { ...me.profile, share: '', leaseUntil: new Date(0).toISOString(), ...(forGood && { nameWrap: '' }) }
  const sync: SyncRow = forGood ? { ...me.sync, cursor: null, manifest: null } : me.sync
  await me.options.store.transaction('write', async (tx) => {
    if (forGood) {
      const rows = await tx.all<ReplicaRow>('rows')
      await tx.delete(
        'rows',
        rows.map((r) => r.key),
      )
    }
    await tx.put('meta', [row, sync])
  })
  me.profile = row
  me.sync = sync
  if (me.keys) me.keys = { ...me.keys, names: null }
  if (forGood) me.replica.forget()
  else me.replica.forgetUnder('names')
}

async function push(me: Inside, report: SyncReport): Promise<void> {
  const { transport, store, protocol = PROTOCOL } = me.options
  const tried = new Set<string>()
  let size = MOST_OPERATIONS
  for (;;) {
    const now = me.clock.now()
    const rests = (r: OutboxRow) => (me.resting.get(r.key) ?? 0) > now
    const waiting = [...me.outbox.values()].filter((r) => isUnsent(r) && me.inputs.has(r.key) && !tried.has(r.key) && !rests(r))
    const batch = heavy(nextOf(waiting).slice(0, size))
    if (batch.length === 0) return
    // marked before it leaves, so that nobody takes back silently what may have arrived
    const leaving = batch.map(
      (r): OutboxRow => ({
        ...r,
        state: 'sent',
        sentErrorMs: r.sentErrorMs === undefined ? errorToSend(r.clockErrorMs, me.sync.errorMs) : r.sentErrorMs,
      }),
    )
    const gone = await store.transaction('write', async (tx) => {
      const there: OutboxRow[] = []
      // another tab may have taken one back since
      for (const r of leaving) if (isUnsent((await tx.get<OutboxRow>('outbox', r.key)) ?? { state: 'undone' })) there.push(r)
      await tx.put('outbox', there)
      return there
    })
    if (gone.length < leaving.length) {
      await me.reload()
      if (gone.length === 0) continue
    }
    for (const r of gone) me.outbox.set(r.key, r)
    const sentAt = me.clock.now()
    let answer: Awaited<ReturnType<typeof transport.push>>
    try {
      // what this phone does not hold any more it will never send: the server's own rules judge what rested on it
      const here = (opId: string) => (me.outbox.get(opId)?.state ?? 'undone') !== 'undone'
      const operations: Operation[] = []
      for (const r of gone) {
        const input = await wholeInput(me, r)
        // its file is damaged: it says what it can, and a person is told
        operations.push({
          ...{
            opId: r.key,
            verb: r.verb,
            input: input ?? me.inputs.get(r.key)!,
            dependsOn: r.dependsOn.filter(here),
            capturedAt: r.capturedAt,
          },
          ...{ clockErrorMs: r.sentErrorMs ?? null, seq: r.seq },
        })
      }
      const request = { protocol, deviceId: me.profile!.deviceId, operations, unsent: waiting.length - gone.length }
      answer = await transport.push(request, me.keys!.token)
    } catch (error) {
      const slow = error instanceof TransportError && (error.kind === 'timeout' || error.kind === 'too-large')
      const alone = gone.length === 1 ? gone[0]! : null
      if (slow && alone?.fileBytes !== undefined) {
        // the line does not carry this photo now: it holds up nothing else, and is not sent over and over
        me.resting.set(alone.key, me.clock.now() + REST_MS)
        report.slow = (report.slow ?? 0) + 1
        size = MOST_OPERATIONS
        continue
      }
      if (!slow || size === 1) throw error
      size = Math.max(1, Math.floor(Math.min(size, gone.length) / 2))
      continue
    }
    const by = new Map(answer.answers.map((a) => [a.opId, a]))
    // none answered: what they wait for is not there; the pull tells why, so it must not be held up
    if (by.size === 0) for (const r of gone) tried.add(r.key)
    const sync: SyncRow = { ...me.sync }
    heard(sync, { serverTime: answer.serverTime, shiftMs: sync.shiftMs }, sentAt, me.clock.now())
    const done: OutboxRow[] = []
    for (const r of gone) {
      const a = by.get(r.key)
      if (!a) continue
      tried.add(r.key)
      const row = answered(r, a, answer.serverTime)
      if (row) done.push(row)
    }
    await store.transaction('write', async (tx) => {
      await tx.put('outbox', done)
      await tx.put('meta', [sync])
    })
    me.sync = sync
    for (const r of done) {
      me.outbox.set(r.key, r)
      report.sent++
      report[r.state === 'accepted' ? 'accepted' : 'refused']++
    }
    me.tell()
  }
}

/** A photo that timed out is tried again after so long: each try costs the member's data anew. */
const REST_MS = 10 * 60_000

/** Of what waits the part that goes next, in the order recorded: words before photos, and what rests on a photo after it. */
function nextOf(waiting: readonly OutboxRow[]): OutboxRow[] {
  const photos = new Set<string>()
  const afterPhotos = new Set<string>()
  for (const r of waiting) {
    if (r.fileBytes !== undefined) photos.add(r.key)
    else if (r.dependsOn.some((id) => photos.has(id) || afterPhotos.has(id))) afterPhotos.add(r.key)
  }
  const words = waiting.filter((r) => !photos.has(r.key) && !afterPhotos.has(r.key))
  if (words.length > 0) return words
  return waiting.filter((r) => photos.size === 0 || photos.has(r.key))
}

/** As many as one request carries well on a thin line: photos go one or two at a time, and a request that breaks off has lost little. */
const HEAVY_BYTES = 1_000_000
function heavy(rows: readonly OutboxRow[]): OutboxRow[] {
  let bytes = 0
  const n = rows.findIndex((r, i) => {
    bytes += r.body.length + (r.fileBytes ?? 0)
    return i > 0 && bytes > HEAVY_BYTES
  })
  return n < 0 ? [...rows] : rows.slice(0, n)
}

/** @returns true where the database is another one than before, so that what it had accepted must be sent again */
async function pull(me: Inside, report: SyncReport): Promise<boolean> {
  const { transport, protocol = PROTOCOL } = me.options
  // what was accepted before this began is in what comes
  const before = new Set([...me.outbox.values()].filter((r) => r.state === 'accepted' || r.state === 'refused').map((r) => r.key))
  for (;;) {
    const unsent = [...me.outbox.values()].filter(isUnsent).length
    const request = { protocol, deviceId: me.profile!.deviceId, unsent, ...(me.sync.cursor && { cursor: me.sync.cursor }) }
    const sentAt = me.clock.now()
    const answer = await transport.pull(request, me.keys!.token)
    const restored = await take(me, report, answer, before, sentAt)
    me.tell()
    if (restored) return true
    if (!answer.more) return false
  }
}

/** One page of rows: rows, what goes, and the cursor in one transaction. */
async function take(
  me: Inside,
  report: SyncReport,
  a: PullAnswer,
  before: ReadonlySet<string>,
  sentAt: number,
): Promise<boolean> {
  const { store } = me.options
  const { keyShare, ...shown } = a.manifest
  const leasing = takeLease(me.profile!, me.keys!, { ...shown, keyShare })
  if (me.keys!.names === null) {
    me.keys = (await leasing).keys
    await me.reload()
  }
  const sync: SyncRow = { ...me.sync }
  const had = sync.cursor
  heard(sync, a, sentAt, me.clock.now())
  const restored = sync.epoch !== null && sync.epoch !== a.epoch
  sync.epoch = a.epoch
  if (a.reset) {
    sync.generation++
    sync.resetting = true
  }
  const finished = !a.more
  const drop = sync.resetting && finished
  if (drop) sync.resetting = false
  const gone = new Set(a.rows.filter((r) => r.body === null).map(keyOf))
  // all that is sealed is sealed side by side
  const [made, manifest, change] = await Promise.all([
    leasing,
    c.sealJson(me.keys!.doors, shown, 'manifest'),
    me.replica.changed(
      a.rows.filter((r) => r.body !== null),
      a.reset || sync.resetting || drop,
      (o) => gone.has(o.key) || (o.day !== null && o.day < shown.keepFrom) || a.purge.some((home) => o.id.startsWith(home)),
      drop ? sync.generation : 0,
      sealing(me, sync.generation),
    ),
  ])
  sync.manifest = manifest
  sync.cursor = made.fresh && !a.reset ? null : a.cursor
  const oldest = new Date(Date.parse(a.serverTime) - KEEP_DAYS * DAY).toISOString()
  const out = await store.transaction('write', async (tx) => {
    const { gone: leaving, put } = change
    const rows = put.map(({ row }) => row)
    // in one go: the disk has the rows while it is asked what other tabs did
    const [there, outbox] = await Promise.all([
      tx.get<SyncRow>('meta', 'sync'),
      tx.all<OutboxRow>('outbox'),
      // a row may come under the name of one that goes
      tx.delete('rows', leaving).then(() => tx.put('rows', rows)),
    ])
    // another may have thrown rows out for want of room: then everything is to come anew
    if (had !== null && there?.cursor === null) sync.cursor = null
    const changed: OutboxRow[] = []
    const forgotten: string[] = []
    for (const r of outbox) {
      if (restored && (r.state === 'accepted' || r.state === 'refused')) changed.push({ ...r, state: 'sent', reflected: false })
      else if ((r.state === 'undone' || (r.reflected && !isUnsent(r))) && r.capturedAt < oldest) forgotten.push(r.key)
      else if (finished && before.has(r.key) && !r.reflected) changed.push({ ...r, reflected: true })
    }
    await Promise.all([
      tx.put('outbox', changed),
      tx.delete('outbox', forgotten),
      tx.delete('files', forgotten),
      tx.put('meta', [made.row, sync]),
    ])
    return { changed, forgotten }
  })
  me.profile = made.row
  me.sync = sync
  me.manifest = shown
  me.replica.take(change)
  for (const r of out.changed) me.outbox.set(r.key, r)
  for (const key of out.forgotten) {
    me.outbox.delete(key)
    me.inputs.delete(key)
  }
  report.pulled += change.coming
  report.purged += change.leaving
  return restored
}

const sealing = (me: Inside, generation: number): Omit<Sealing, 'order'> => {
  const { withoutNames, newId, shelfRows = SHELF_ROWS } = me.options
  return { keys: me.keys!, withoutNames, newId, shelfRows, generation, unpack: unpackOf(me.options) }
}

/** Rows that came one by one are put together, so that a phone of many rounds still opens in a moment. */
async function tidy(me: Inside): Promise<void> {
  const change = me.keys?.names ? await me.replica.tidied(sealing(me, me.sync.generation)) : null
  if (!change) return
  const done = await me.options.store
    .transaction('write', async (tx) => {
      if ((await tx.get<SyncRow>('meta', 'sync'))?.cursor !== me.sync.cursor) return false
      await tx.delete('rows', change.gone)
      await tx.put(
        'rows',
        change.put.map(({ row }) => row),
      )
      return true
    })
    .catch((error: unknown) => {
      // there is no room to do it in: it stays as it is
      if ((error as Error).name === 'QuotaExceeded') return false
      throw error
    })
  if (done) me.replica.take(change)
}
