import * as c from './crypto.ts'
import { type Draft, type DraftRow, draftKeys, keepDraft, openDrafts } from './drafts.ts'
import { type Keys, newProfile, openProfile, type ProfileRow, rewrapped, takeLease } from './keys.ts'
import { type Counters, countersOf, type FileRow, isUnsent, type OperationView, type OutboxRow } from './outbox.ts'
import type { Enrolment, Manifest, Row, SealedExport } from './protocol.ts'
import { type NewOperation, recordAll } from './recording.ts'
import { Replica } from './replica.ts'
import type { LocalStore, Stored } from './store.ts'
import { type SyncReport, syncOnce } from './syncing.ts'
import type { Transport } from './transport.ts'

/** The phone's clock, raw; and ids. */
export interface Clock {
  /** Milliseconds since 1970 by the phone. */
  now(): number
}

export interface ClientOptions {
  store: LocalStore
  transport: Transport
  clock?: Clock
  /** A new time-ordered UUID. */
  newId(): string
  /** Collections without names: they stay open to the PIN after the lease has run out. */
  withoutNames: readonly string[]
  /** The rows that one row of a full fetch stands for; null: it stands for itself. */
  unpack?(row: Row): Row[] | null
  /** Most rows that lie together on the disk; tests set it. */
  shelfRows?: number
  /** What takes an operation back that has been sent; null: it cannot be. */
  undoOf(op: OperationView): { verb: string; input: Record<string, unknown> } | null
  /** PBKDF2 rounds of a new profile; measured on this phone where absent. */
  iterations?: number
  /** Version to speak; tests of old phones set it. */
  protocol?: number
}

/**
 * `empty`: no profile here; `lost`: there was one and the browser deleted it; `locked`: the PIN opens it; `names-locked`: open, but names wait
 * for contact with the server; `open`.
 */
export type ClientState = 'empty' | 'lost' | 'locked' | 'names-locked' | 'open'

export interface Status {
  state: ClientState
  deviceId: string | null
  leaseUntil: string | null
  lastContactAt: string | null
  clockErrorMs: number | null
  /** What the last sync ended with. */
  last: SyncReport | null
  /** The PIN may be tried again from then on. */
  waitUntil: string | null
}

/** Why the client cannot do something; `code` is for the page's words. */
export class ClientRefusal extends Error {
  override name = 'ClientRefusal'
  readonly code:
    | 'locked'
    | 'wrong-pin'
    | 'pin-wait'
    | 'no-room'
    | 'not-found'
    | 'cannot-undo'
    | 'depended-on'
    | 'names-locked'
    | 'exists'
  constructor(code: ClientRefusal['code']) {
    super(code)
    this.code = code
  }
}

/** What is known of the server, on the disk. */
export interface SyncRow extends Stored {
  key: 'sync'
  cursor: string | null
  epoch: string | null
  generation: number
  resetting: boolean
  lastContactAt: string | null
  /** Measured: server less phone, in the instance's calendar. */
  errorMs: number | null
  shiftMs: number
  /** Sealed manifest without the key share. */
  manifest: Uint8Array<ArrayBuffer> | null
  /** The latest instant that this phone has seen: a clock set back does not lengthen a lease. */
  floor: number
}
export const newSyncRow = (): SyncRow => ({
  ...{ key: 'sync', cursor: null, epoch: null, generation: 0, resetting: false, lastContactAt: null },
  ...{ errorMs: null, shiftMs: 0, manifest: null, floor: 0 },
})

export const unpackOf = (options: ClientOptions) => (row: Row) => options.unpack?.(row) ?? null

const HELD_AGAINST_GUESSING = [0, 0, 0, 0, 0, 30, 60, 300, 900, 3600]

/** Inside of a client: what its parts share. */
export interface Inside {
  options: ClientOptions
  clock: Clock
  profile: ProfileRow | null
  sync: SyncRow
  keys: Keys | null
  /** By operation id, in the order recorded. */
  outbox: Map<string, OutboxRow>
  /** What the operations say, opened. */
  inputs: Map<string, Record<string, unknown>>
  /** Until when an operation is left alone whose file the line did not carry. */
  resting: Map<string, number>
  drafts: Map<string, Draft & Pick<DraftRow, 'under'>>
  replica: Replica
  manifest: Omit<Manifest, 'keyShare'> | null
  last: SyncReport | null
  /** How often this tab has written to the disk: what was read before the last time is not put over what has been made since. */
  writes: number
  tell(): void
  reload(): Promise<void>
}

export interface Client {
  status(): Status
  /** A member signs in on this phone: the profile is made, under a PIN of their own. @throws ClientRefusal exists */
  enrol(enrolment: Enrolment, pin: string): Promise<void>
  /** @throws ClientRefusal wrong-pin, pin-wait */
  unlock(pin: string): Promise<ClientState>
  lock(): void
  changePin(was: string, is: string): Promise<void>
  /** A new token after signing in again, where the old one no longer holds. */
  renew(enrolment: Enrolment): Promise<void>
  /** On the disk before it resolves. @throws ClientRefusal locked, no-room */
  record(op: NewOperation): Promise<string>
  /** Several in their order, all or none, with the drafts that they were made from thrown away in the same transaction. @throws ClientRefusal locked, no-room */
  recordAll(ops: readonly NewOperation[], drafts?: readonly string[]): Promise<string[]>
  /** Keeps what is being written, sealed as records are, until it is recorded or thrown away (null). @throws ClientRefusal locked, no-room */
  keepDraft(id: string, said: Record<string, unknown> | null): Promise<void>
  /** Drafts that open now, by their ids. */
  drafts<T = Record<string, unknown>>(): Draft<T>[]
  /** How many drafts lie on the disk, whether they open or not. Works while locked. */
  draftsKept(): Promise<number>
  /** Throws all drafts away, opened or not. Works while locked. */
  dropDrafts(): Promise<void>
  /** Takes back: at once where it was never sent, else by an operation of its own, whose id is answered. @throws ClientRefusal */
  undo(opId: string): Promise<string | null>
  operations(): OperationView[]
  counters(since?: string): Counters
  /** The replica's rows that open now, as last pulled; operations are shown over them by the page. */
  rows<T = Record<string, unknown>>(collection: string): { id: string; version: string; body: T }[]
  manifest(): Omit<Manifest, 'keyShare'> | null
  /** Told after every change, of this tab or another. */
  subscribe(listener: () => void): () => void
  /** One run among all tabs: send, purge, fetch. Never throws for what the network does. */
  sync(): Promise<SyncReport>
  /** Everything unsent, sealed to the server: the last resort. Works while locked. */
  exportSealed(): Promise<{ fileName: string; text: string; operations: number }>
  /** This device's bearer token, for what the page asks beside the protocol. @throws ClientRefusal locked */
  token(): string
  /** The instant by the server's clock, as well as this phone knows it. */
  now(): string
  /** Deletes this profile from the phone. What was not sent is gone. */
  forget(): Promise<void>
  close(): void
}

/** Opens one member's profile on this phone. */
export async function openClient(options: ClientOptions): Promise<Client> {
  const clock = options.clock ?? { now: () => Date.now() }
  const listeners = new Set<() => void>()
  const store: LocalStore = {
    ...options.store,
    async transaction(mode, work) {
      const result = await options.store.transaction(mode, work)
      if (mode === 'write') me.writes++
      return result
    },
  }
  let reading: Promise<void> = Promise.resolve()
  const me: Inside = {
    ...{
      options: { ...options, store },
      clock,
      profile: null,
      sync: newSyncRow(),
      keys: null,
      outbox: new Map(),
      inputs: new Map(),
    },
    resting: new Map(),
    ...{ drafts: new Map(), replica: new Replica(), manifest: null, last: null, writes: 0 },
    tell: () => {
      for (const listener of [...listeners]) listener()
    },
    reload: () => {
      // one after the other: an older reading never comes last
      const turn = reading.then(async () => {
        while (!(await readAgain(me))) {}
      })
      reading = turn.catch(() => {})
      return turn
    },
  }
  await me.reload()
  const stop = store.onOther(() => void me.reload().then(me.tell, () => {}))
  let running: Promise<SyncReport> | null = null

  const state = (): ClientState => {
    expire(me)
    if (!me.profile) return store.marker.read() === null ? 'empty' : 'lost'
    if (!me.keys) return 'locked'
    return me.keys.names ? 'open' : 'names-locked'
  }
  const opened = (): Keys => {
    expire(me)
    if (!me.keys) throw new ClientRefusal('locked')
    return me.keys
  }

  const client: Client = {
    status: () => ({
      state: state(),
      deviceId: me.profile?.deviceId ?? null,
      leaseUntil: me.profile?.leaseUntil ?? null,
      lastContactAt: me.sync.lastContactAt,
      clockErrorMs: me.sync.errorMs,
      last: me.last,
      waitUntil: me.profile?.waitUntil || null,
    }),
    async enrol(enrolment, pin) {
      if (me.profile) throw new ClientRefusal('exists')
      const made = await newProfile(enrolment, pin, options.iterations ?? (await c.measuredIterations()))
      const sync = { ...newSyncRow(), epoch: enrolment.epoch }
      heard(sync, enrolment, clock.now(), clock.now())
      await store.transaction('write', async (tx) => {
        for (const table of ['meta', 'rows', 'outbox', 'files'] as const) await tx.clear(table)
        await tx.put('meta', [made.row, sync, { key: 'seq', next: 1 }])
      })
      store.marker.write(enrolment.deviceId)
      me.keys = made.keys
      await me.reload()
      me.tell()
    },
    async unlock(pin) {
      if (!me.profile) throw new ClientRefusal('not-found')
      if (me.profile.waitUntil && clock.now() < Date.parse(me.profile.waitUntil)) throw new ClientRefusal('pin-wait')
      const keys = await openProfile(me.profile, pin, leaseRuns(me)).catch(() => null)
      const failures = keys ? 0 : me.profile.failures + 1
      if (failures !== me.profile.failures) {
        const wait = HELD_AGAINST_GUESSING[Math.min(failures, HELD_AGAINST_GUESSING.length - 1)]!
        const waitUntil = wait > 0 ? new Date(clock.now() + wait * 1000).toISOString() : ''
        me.profile = { ...me.profile, failures, waitUntil }
        await store.transaction('write', (tx) => tx.put('meta', [me.profile!]))
      }
      if (!keys) throw new ClientRefusal('wrong-pin')
      me.keys = keys
      await me.reload()
      me.tell()
      return state()
    },
    lock() {
      me.keys = null
      me.inputs.clear()
      me.drafts.clear()
      me.replica.forget()
      me.manifest = null
      me.tell()
    },
    async changePin(was, is) {
      if (!opened().names || !me.profile) throw new ClientRefusal('names-locked')
      const made = await rewrapped(me.profile, was, is).catch(() => {
        throw new ClientRefusal('wrong-pin')
      })
      await store.transaction('write', (tx) => tx.put('meta', [made.row]))
      me.profile = made.row
      me.keys = made.keys
      me.tell()
    },
    async renew(enrolment) {
      const keys = { ...opened(), token: enrolment.token, deviceKey: c.fromBase64(enrolment.deviceKey) }
      const secrets = { token: enrolment.token, deviceKey: enrolment.deviceKey }
      const row = {
        ...me.profile!,
        secrets: c.toBase64(await c.sealJson(keys.doors, secrets, `secrets ${me.profile!.deviceId}`)),
      }
      const made = await takeLease(row, keys, enrolment)
      if (made.fresh) me.sync = { ...me.sync, cursor: null }
      await store.transaction('write', (tx) => tx.put('meta', [made.row, me.sync]))
      me.profile = made.row
      me.keys = made.keys
      await me.reload()
      me.tell()
    },
    record: async (op) => (await recordAll(me, opened(), [op], []))[0]!,
    recordAll: async (ops, drafts = []) => recordAll(me, opened(), ops, drafts),
    keepDraft: async (id, said) => keepDraft(me, opened(), id, said),
    draftsKept: async () => (await draftKeys(store)).length,
    async dropDrafts() {
      const keys = await draftKeys(store)
      await store.transaction('write', (tx) => tx.delete('meta', keys))
      me.drafts.clear()
      me.tell()
    },
    drafts: <T>() => {
      expire(me)
      return [...me.drafts.values()].map(({ under: _, ...d }) => d as Draft<T>).sort((x, y) => (x.id < y.id ? -1 : 1))
    },
    async undo(opId) {
      opened()
      const gone = await store.transaction('write', async (tx) => {
        // read inside: another tab may have sent it meanwhile, or recorded what depends on it
        const all = await tx.all<OutboxRow>('outbox')
        const row = all.find((r) => r.key === opId)
        if (all.some((r) => r.state !== 'undone' && r.dependsOn.includes(opId))) throw new ClientRefusal('depended-on')
        if (!row) throw new ClientRefusal('not-found')
        if (row.state === 'refused') throw new ClientRefusal('cannot-undo')
        if (row.state !== 'recorded') return null
        const undone = { ...row, state: 'undone' as const, body: new Uint8Array(0), forServer: new Uint8Array(0) }
        await tx.put('outbox', [undone])
        await tx.delete('files', [opId])
        return undone
      })
      if (gone) {
        me.outbox.set(opId, gone)
        me.inputs.delete(opId)
        me.tell()
        return null
      }
      const view = viewsOf(me).find((v) => v.opId === opId)
      const against = view ? options.undoOf(view) : null
      if (!against) throw new ClientRefusal('cannot-undo')
      return client.record({ ...against, dependsOn: [opId] })
    },
    operations: () => viewsOf(me),
    counters: (since) => countersOf(me.outbox.values(), since),
    rows: <T>(collection: string) => {
      expire(me)
      return me.replica.list<T>(collection)
    },
    manifest: () => me.manifest,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async sync() {
      if (!me.keys) return { ok: false, problem: 'locked', sent: 0, accepted: 0, refused: 0, pulled: 0, purged: 0 }
      running ??= store
        .lock(() => syncOnce(me))
        .then((r) => r ?? { ok: false, problem: 'another-tab' as const, sent: 0, accepted: 0, refused: 0, pulled: 0, purged: 0 })
        .finally(() => {
          running = null
        })
      const report = await running
      me.last = report
      me.tell()
      return report
    },
    async exportSealed() {
      const unsent = [...me.outbox.values()].filter(isUnsent).sort((a, b) => a.seq - b.seq)
      const operations: SealedExport['operations'] = []
      for (const r of unsent) {
        const file = r.fileBytes === undefined ? r : await store.transaction('read', (tx) => tx.get<FileRow>('files', r.key))
        if (file) operations.push({ opId: r.key, seq: r.seq, sealed: c.toBase64(file.forServer) })
      }
      const madeAt = new Date(clock.now() + me.sync.shiftMs).toISOString()
      const file: SealedExport = {
        ...{ format: 'phaodai-sealed-operations', version: 1, deviceId: me.profile?.deviceId ?? '', madeAt, operations },
      }
      const fileName = `phaodai-chua-gui-${madeAt.slice(0, 10)}-${operations.length}.json`
      return { fileName, text: JSON.stringify(file), operations: operations.length }
    },
    token: () => opened().token,
    now: () => new Date(instantOf(me)).toISOString(),
    async forget() {
      await store.transaction('write', async (tx) => {
        for (const table of ['meta', 'rows', 'outbox', 'files'] as const) await tx.clear(table)
      })
      store.marker.write(null)
      me.keys = null
      await me.reload()
      me.tell()
    },
    close: stop,
  }
  return client
}

const instantOf = (me: Inside): number => me.clock.now() + me.sync.shiftMs + (me.sync.errorMs ?? 0)

/** Takes the server's clock from an answer: half of the way there and back is the network's. */
export function heard(
  sync: SyncRow,
  { serverTime, shiftMs }: { serverTime: string; shiftMs: number },
  sentAt: number,
  heardAt: number,
) {
  sync.errorMs = Math.round(Date.parse(serverTime) - ((sentAt + heardAt) / 2 + shiftMs))
  sync.shiftMs = shiftMs
  sync.lastContactAt = serverTime
  sync.floor = Date.parse(serverTime)
}

const leaseRuns = (me: Inside): boolean =>
  me.profile !== null && Math.max(instantOf(me), me.sync.floor) < Date.parse(me.profile.leaseUntil)

/** Names lock when the lease has run out: the share goes from the disk, and with it the only way to their key without the server. */
function expire(me: Inside): void {
  if (!me.profile?.share || leaseRuns(me)) return
  me.profile = { ...me.profile, share: '' }
  if (me.keys) me.keys = { ...me.keys, names: null }
  me.replica.forgetUnder('names')
  for (const row of me.outbox.values()) if (row.under === 'names') me.inputs.delete(row.key)
  for (const d of [...me.drafts.values()]) if (d.under === 'names') me.drafts.delete(d.id)
  const row = me.profile
  void me.options.store.transaction('write', (tx) => tx.put('meta', [row])).catch(() => {})
}

/** Throws out what the server can give again; `work`: also what it has accepted. */
export async function makeRoom(me: Inside, work: boolean): Promise<void> {
  await me.options.store.transaction('write', async (tx) => {
    if (!work) {
      const rows = await tx.all<Stored & { day?: string | null }>('rows')
      await tx.delete(
        'rows',
        rows.filter((r) => r.day).map((r) => r.key),
      )
      me.sync = { ...me.sync, cursor: null }
      await tx.put('meta', [me.sync])
      return
    }
    const done = (await tx.all<OutboxRow>('outbox')).filter(
      (r) => r.state === 'undone' || (r.state === 'accepted' && r.reflected),
    )
    for (const table of ['outbox', 'files'] as const)
      await tx.delete(
        table,
        done.map((r) => r.key),
      )
  })
  await me.reload()
}

/** Reads everything from the disk again and opens what the keys open. False: something changed meanwhile. */
async function readAgain(me: Inside): Promise<boolean> {
  const ticket = me.replica.ticket()
  const { keys, writes } = me
  const read = await me.options.store.transaction('read', async (tx) => {
    const [meta, outbox, rows] = await Promise.all([tx.all<Stored>('meta'), tx.all<OutboxRow>('outbox'), tx.all<Stored>('rows')])
    return { meta, outbox, rows }
  })
  const kept = <R extends Stored>(key: string) => read.meta.find((r) => r.key === key) as R | undefined
  const profile = kept<ProfileRow>('profile') ?? null
  const sync = kept<SyncRow>('sync') ?? newSyncRow()
  const opening = profile && keys
  const manifest =
    opening && sync.manifest ? await c.openJson<Omit<Manifest, 'keyShare'>>(keys.doors, sync.manifest, 'manifest') : me.manifest
  const inputs = opening ? await openInputs(me, keys, read.outbox) : []
  const drafts = opening ? await openDrafts(me, keys, read.meta) : []
  if (writes !== me.writes || keys !== me.keys) return false
  me.profile = profile
  me.sync = sync
  me.outbox = new Map(read.outbox.sort((a, b) => a.seq - b.seq).map((r) => [r.key, r]))
  if (!profile) me.keys = null
  if (!opening) return true
  me.manifest = manifest
  for (const [key, input] of inputs) me.inputs.set(key, input)
  me.drafts = new Map(drafts.map((d) => [d.id, d]))
  const whole = await me.replica.load(read.rows, keys, unpackOf(me.options), ticket)
  // what is damaged comes anew; while a full fetch is under way, what it has not replaced yet may be of another key
  if (whole === false && !me.sync.resetting) me.sync = { ...me.sync, cursor: null }
  return whole !== null
}

/** What operations on the disk say, of those that are not open here yet. */
async function openInputs(me: Inside, keys: Keys, rows: readonly OutboxRow[]): Promise<[string, Record<string, unknown>][]> {
  const all = await Promise.all(
    rows.map(async (r): Promise<[string, Record<string, unknown>] | null> => {
      const key = r.under === 'names' ? keys.names : keys.doors
      if (!key || me.inputs.has(r.key) || r.body.length === 0) return null
      const input = await c.openJson<Record<string, unknown>>(key, r.body, `op ${r.key}`).catch(() => null)
      return input && [r.key, input]
    }),
  )
  return all.filter((o) => o !== null)
}

function viewsOf(me: Inside): OperationView[] {
  return [...me.outbox.values()]
    .filter((r) => r.state !== 'undone')
    .map((r) => ({
      ...{ opId: r.key, verb: r.verb, input: me.inputs.get(r.key) ?? {}, dependsOn: r.dependsOn, capturedAt: r.capturedAt },
      ...{ seq: r.seq, state: r.state, outcome: r.outcome, words: r.words, reason: r.reason, reflected: r.reflected ?? false },
    }))
}
