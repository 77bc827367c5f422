/** A server in memory, as simple as the protocol allows: what the real one must be like, and something to build a page against. */
import { random, toBase64 } from '../crypto.ts'
import {
  accepts,
  type Enrolment,
  inWordsOf,
  type Operation,
  type OperationAnswer,
  PACKED_FROM,
  type PullAnswer,
  type Row,
  spoken,
} from '../protocol.ts'
import { type Transport, TransportError } from '../transport.ts'

/** A document with the home that it goes with; homes belong to teams. */
export interface ModelRow {
  collection: string
  id: string
  home: string | null
  day?: string
  body: Record<string, unknown>
}
/** What one operation does: `write` puts rows, or it says why not. */
export type Judgement = { outcome: 'applied' | 'merged' | 'conflict'; write: ModelRow[] } | { outcome: 'refused'; reason: string }

export interface ModelOptions {
  judge(op: Operation, server: ModelServer, deviceId: string): Judgement
  /** Milliseconds since 1970. */
  now(): number
  teams?: string[]
  leaseMs?: number
  serverKey?: string
  /** Rows of a page. */
  page?: number
}

export interface Refused {
  op: Operation
  refusedId: string
  reason: string
  settled: 'applied' | 'discarded' | null
}

export class ModelServer {
  readonly options: ModelOptions
  epoch = 'epoch-1'
  /** Team of each home. */
  homes = new Map<string, string>()
  rows = new Map<string, ModelRow & { version: number }>()
  outcomes = new Map<string, OperationAnswer>()
  refused = new Map<string, Refused>()
  devices = new Map<string, { token: string; teamId: string; share: string | null; unsent: number }>()
  /** What changed, in order: rows by key, homes by `home/…`. */
  private log: string[] = []

  constructor(options: ModelOptions) {
    this.options = options
  }

  enrol(deviceId: string, teamId: string): Enrolment {
    const device = { token: toBase64(random(12)), teamId, share: toBase64(random(32)), unsent: 0 }
    this.devices.set(deviceId, device)
    return {
      deviceId,
      token: device.token,
      deviceKey: toBase64(random(32)),
      ...this.lease(device.share),
      ...this.clock(),
      epoch: this.epoch,
    }
  }
  revoke(deviceId: string): void {
    const device = this.devices.get(deviceId)
    if (device) device.share = null
  }
  put(row: ModelRow): void {
    const key = `${row.collection}/${row.id}`
    this.rows.set(key, { ...row, version: (this.rows.get(key)?.version ?? 0) + 1 })
    this.log.push(key)
  }
  assign(home: string, teamId: string): void {
    if (this.homes.get(home) === teamId) return
    this.homes.set(home, teamId)
    this.log.push(`home/${home}`)
  }
  /** As from a backup: everything since `copy` is forgotten, and the epoch is another. */
  restore(copy: ReturnType<ModelServer['backup']>): void {
    this.rows = new Map(copy.rows)
    this.outcomes = new Map(copy.outcomes)
    this.refused = new Map(copy.refused)
    this.log = []
    this.epoch = `epoch-${Number(this.epoch.split('-')[1]) + 1}`
  }
  backup() {
    return { rows: new Map(this.rows), outcomes: new Map(this.outcomes), refused: new Map(this.refused) }
  }
  /** A person decides; what waited for it follows. */
  settle(refusedId: string, how: 'applied' | 'discarded', mend: (op: Operation) => ModelRow[]): void {
    const r = this.refused.get(refusedId)!
    if (r.settled) return
    this.refused.set(refusedId, { ...r, settled: how })
    if (how === 'applied') for (const row of mend(r.op)) this.put(row)
    for (const w of [...this.refused.values()])
      if (!w.settled && w.reason === 'blocked' && w.op.dependsOn.includes(r.op.opId)) this.settle(w.refusedId, how, mend)
  }

  /** What a team's phone should hold. */
  holds(teamId: string): Map<string, { version: string; body: Record<string, unknown> }> {
    const out = new Map<string, { version: string; body: Record<string, unknown> }>()
    for (const [key, row] of this.rows)
      if (row.home === null || this.homes.get(row.home) === teamId) out.set(key, { version: String(row.version), body: row.body })
    return out
  }

  transport(): Transport {
    return {
      push: async (request, token) => {
        const device = this.admit(request.deviceId, token)
        device.unsent = request.unsent
        const protocol = spoken(request.protocol)
        const answers = request.operations.map((op) => this.take(op, request.deviceId))
        return { protocol, serverTime: this.clock().serverTime, answers: inWordsOf(protocol, answers) }
      },
      pull: async (request, token) => this.pull(request.deviceId, token, request.cursor, Number(request.protocol)),
      lease: async (deviceId, token) => this.lease(this.admit(deviceId, token).share!),
    }
  }

  private admit(deviceId: string, token: string) {
    const device = this.devices.get(deviceId)
    if (!device || device.token !== token) throw new TransportError('signed-out', 'not-signed-in')
    if (device.share === null) throw new TransportError('revoked', 'device-revoked')
    return device
  }
  private clock() {
    return { serverTime: new Date(this.options.now()).toISOString(), shiftMs: 0 }
  }
  private lease(keyShare: string) {
    const leaseUntil = new Date(this.options.now() + (this.options.leaseMs ?? 72 * 3600_000)).toISOString()
    return { leaseUntil, keyShare, serverKey: this.options.serverKey ?? MODEL_SERVER_KEY }
  }

  private take(op: Operation, deviceId: string): OperationAnswer {
    const known = this.outcomes.get(op.opId)
    if (known && accepts(known.outcome)) return { opId: op.opId, outcome: 'duplicate' }
    if (known) return this.refused.get(known.refusedId!)?.settled ? { opId: op.opId, outcome: 'duplicate' } : known
    const answer = this.judged(op, deviceId)
    if (answer.outcome !== 'blocked' || answer.held) this.outcomes.set(op.opId, answer)
    return answer
  }
  private judged(op: Operation, deviceId: string): OperationAnswer {
    for (const on of op.dependsOn) {
      const before = this.outcomes.get(on)
      if (!before) return { opId: op.opId, outcome: 'blocked', held: false }
      const settled = before.refusedId ? this.refused.get(before.refusedId)?.settled : null
      if (!accepts(before.outcome) && settled !== 'applied') return this.refuse(op, settled ? 'dependency-discarded' : 'blocked')
    }
    const j = this.options.judge(op, this, deviceId)
    if (j.outcome === 'refused') return this.refuse(op, j.reason)
    for (const row of j.write) this.put(row)
    return { opId: op.opId, outcome: j.outcome }
  }
  private refuse(op: Operation, reason: string): OperationAnswer {
    const refusedId = op.opId
    this.refused.set(refusedId, { op, refusedId, reason, settled: null })
    if (reason === 'blocked') return { opId: op.opId, outcome: 'blocked', held: true, refusedId }
    return { opId: op.opId, outcome: 'refused', reason, refusedId, words: { vi: reason, en: reason } }
  }

  /** The rows of a home as one, as the real server packs them. */
  private packed(rows: readonly Row[]): Row[] {
    const of = (r: Row) => this.rows.get(`${r.collection}/${r.id}`)?.home ?? null
    const open = rows.filter((r) => of(r) === null || r.collection === 'doors')
    const packed = Map.groupBy(
      rows.filter((r) => !open.includes(r)),
      (r) => of(r)!,
    )
    return [...open, ...[...packed].map(([home, all]) => ({ collection: 'homes', id: home, version: '', body: { rows: all } }))]
  }

  private pull(deviceId: string, token: string, cursor: string | undefined, asked: number): PullAnswer {
    const device = this.admit(deviceId, token)
    const page = this.options.page ?? 500
    const mine = this.holds(device.teamId)
    // cursor: epoch, place in the log when the fetch began, and how far a full one has come
    const [epoch, at, full] = cursor?.split('|') ?? []
    const anew = epoch !== this.epoch
    const since = anew ? this.log.length : Number(at)
    const shown = (key: string): Row => {
      const [collection, id] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)]
      const row = mine.get(key)
      const { day } = this.rows.get(key) ?? {}
      return { collection, id, version: row?.version ?? '', body: row?.body ?? null, ...(day !== undefined && { day }) }
    }
    let rows: Row[]
    let more = false
    let next: string
    let purge: string[] = []
    if (anew || full) {
      // by key, not by number: rows may go while the pages are fetched
      const left = [...mine.keys()].sort().filter((k) => anew || k > full!)
      rows = left.slice(0, page).map(shown)
      if (asked >= PACKED_FROM) rows = this.packed(rows)
      more = left.length > page
      next = `${this.epoch}|${since}|${more ? left[page - 1] : ''}`
    } else {
      const changed = new Set(this.log.slice(since))
      const homes = [...changed].filter((k) => k.startsWith('home/')).map((k) => k.slice(5))
      purge = homes.filter((h) => this.homes.get(h) !== device.teamId)
      for (const [key, row] of this.rows) if (row.home && homes.includes(row.home)) changed.add(key)
      rows = [...changed].filter((k) => !k.startsWith('home/')).map(shown)
      next = `${this.epoch}|${this.log.length}|`
    }
    const teams = [{ teamId: device.teamId, code: 'T01', name: 'Tổ số 1', communeId: 1, hamletId: 0 }]
    return {
      ...{ protocol: spoken(asked), epoch: this.epoch, cursor: next, reset: anew, more, ...this.clock() },
      manifest: { version: '1', role: 'team', communeId: 1, teams, keepFrom: '2000-01-01', ...this.lease(device.share!) },
      ...{ purge, rows },
    }
  }
}

/** What `packed` of the model server stands for. */
export const unpackModel = (row: Row): Row[] | null => (row.collection === 'homes' ? (row.body!.rows as Row[]) : null)

/** The base point of P-256: a key for models only, whose private half is 1. */
export const MODEL_SERVER_KEY = 'BGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfU='
