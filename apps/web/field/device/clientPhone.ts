import { type Client, ClientRefusal } from '@phaodai/sync/client.ts'
import { type OwnOp, withOwn } from '../model/own.ts'
import type { Recorded } from '../model/taps.ts'
import { newId } from '../newId.ts'
import { type Phone, UNDO_MS, type View } from './phone.ts'
import type { Profile } from './profiles.ts'
import { heldOf, ownOf, verbOf } from './replicated.ts'
import { troubleOf } from './troubles.ts'

const idOf = (recorded: Recorded): string => {
  const { kind, body } = recorded
  if (kind === 'check') return body.checkId
  if (kind === 'movement') return body.movementId
  if (kind === 'visit') return body.visitId
  if (kind === 'inspection') return body.inspectionId
  if (kind === 'inspection-photo') return body.photoId
  if (kind === 'flag-frail') return body.frailId
  return ('opId' in recorded ? recorded.opId : undefined) ?? newId()
}
/** The operation carries when it was captured; the input need not say it again. */
const inputOf = ({ kind, body }: Recorded): Record<string, unknown> => {
  // of an inspection the visit's own time is meant
  if (kind === 'inspection') return { ...body }
  const { capturedAt: _, clockErrorMs: __, ...input } = body as Record<string, unknown>
  return input
}

/** How often the server is asked while the page is open: soon while something waits, else now and then. */
const WAITING_MS = 30_000
const IDLE_MS = 300_000

/** What needs more than the member's own profile. */
interface Beside {
  /** Signs this device in again. @throws NotOpened */
  renew(code: string, second?: string): Promise<void>
  draftsLeft(): boolean
  dropLeft(): Promise<void>
  /** Sends what the member left under a forgotten PIN; never throws for what the network does. True where the server has taken something. */
  handIn(): Promise<boolean>
}

/** An unlocked client as the screens use it: a tap shows at once, the disk follows. */
export function clientPhone(
  client: Client,
  profile: Profile,
  { renew, handIn, draftsLeft, dropLeft }: Beside,
): Phone & { close(): void } {
  const listeners = new Set<() => void>()
  /** Shown, not yet on the disk. */
  const pending = new Map<string, { op: OwnOp; done: Promise<unknown> }>()
  const hidden = new Set<string>()
  let failure: View['trouble'] = null
  let sending = false
  let asked: ReturnType<typeof setTimeout> | undefined
  /** Rows of the server as last read; a record of this phone does not change them. */
  let held = heldOf(client, profile)
  let counted = { today: '', since: '' }
  let view: View = make()

  function make(): View {
    const ops = client.operations()
    const there = new Set(ops.map((o) => o.opId))
    const own = [
      ...ops.flatMap((o) => ownOf(o) ?? []),
      ...[...pending.values()].map((p) => p.op).filter((o) => !there.has(o.opId)),
    ].filter((o) => !hidden.has(o.opId))
    const status = client.status()
    const now = client.now()
    // of today, and of the days before that have something unsent, or had when this day was first looked at: whoever comes back
    // from days without a network sees that all of it was accepted
    const unsent = ops.filter((o) => o.state === 'recorded' || o.state === 'sent').map((o) => o.capturedAt)
    const today = new Date(Math.floor((Date.parse(now) + 25_200_000) / 86_400_000) * 86_400_000 - 25_200_000).toISOString()
    if (counted.today !== today) counted = { today, since: today }
    counted.since = unsent.reduce((a, b) => (b < a ? b : a), counted.since)
    // "Đã ghi" is a promise: what is shown but not yet on the disk does not count
    const counters = client.counters(counted.since)
    return {
      ...{ held: withOwn(held, own), own, counters },
      line: sending
        ? 'sending'
        : navigator.onLine && !['offline', 'timeout'].includes(status.last?.problem ?? '')
          ? 'online'
          : 'offline',
      contactAt: status.lastContactAt,
      namesUntil: status.leaseUntil,
      trouble: failure ?? troubleOf(status.last),
      signedOut: status.last?.problem === 'signed-out',
    }
  }
  const tell = () => {
    view = make()
    for (const listener of [...listeners]) listener()
  }
  // what the disk answers to many taps is drawn once, and never before the next tap
  let soon: ReturnType<typeof setTimeout> | undefined
  const tellSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined
      tell()
    }, 60)
  }
  const stop = client.subscribe(() => {
    if (sending || pending.size === 0) held = heldOf(client, profile)
    tellSoon()
  })

  const sync = async () => {
    clearTimeout(asked)
    sending = true
    tell()
    try {
      const { ok } = await client.sync()
      // what was taken just now is shown at once, not at the next contact
      if (ok && (await handIn())) await client.sync()
    } catch (error) {
      console.error(error)
      failure = troubleOf(error)
    }
    sending = false
    held = heldOf(client, profile)
    tell()
    const { recorded, sent } = client.counters()
    askIn(recorded > sent ? WAITING_MS : IDLE_MS)
  }
  let closed = false
  const askIn = (ms: number) => {
    clearTimeout(asked)
    // a contact under way ends after the phone was locked
    if (closed) return
    asked = setTimeout(() => void sync(), ms)
  }
  const again = () => document.visibilityState === 'visible' && askIn(200)
  addEventListener('online', again)
  addEventListener('offline', tell)
  document.addEventListener('visibilitychange', again)
  askIn(0)

  /** Own records that made the person whom this one is about. */
  const madeHere = (recorded: Recorded): string[] => {
    const said = JSON.stringify(recorded.body)
    return view.own.flatMap((o) => {
      const person = o.recorded.kind === 'movement' && (o.recorded.body.person as { subjectId: string } | undefined)
      return person && !o.reflected && said.includes(person.subjectId) ? [o.opId] : []
    })
  }

  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    now: () => client.now(),
    moment: () => ({ capturedAt: client.now(), clockErrorMs: null, newId }),
    record(recorded) {
      return this.recordAll([recorded])[0]!
    },
    recordAll(all, drafts = []) {
      const own = new Set(view.own.filter((o) => !o.reflected).map((o) => o.opId))
      const ops = all.map((recorded) => {
        const { kind, body } = recorded
        const on = kind === 'void-check' ? [body.checkId].filter((id) => own.has(id)) : []
        const dependsOn = [...madeHere(recorded), ...on, ...(kind === 'inspection-photo' ? [body.inspectionId] : [])]
        return { opId: idOf(recorded), recorded, dependsOn, verb: verbOf(kind), input: inputOf(recorded) }
      })
      const done = client.recordAll(ops, drafts).then(
        () => {
          failure = null
        },
        (error: unknown) => {
          failure = troubleOf(error)
        },
      )
      for (const { opId, recorded } of ops)
        pending.set(opId, { op: { opId, recorded, state: 'recorded', reflected: false }, done })
      tell()
      void done.then(() => {
        for (const { opId } of ops) pending.delete(opId)
        tellSoon()
      })
      // nothing leaves while it can still be taken back with one tap
      askIn(UNDO_MS + 500)
      return ops.map((o) => o.opId)
    },
    keepDraft: (id, said) =>
      client.keepDraft(id, said as Record<string, unknown> | null).catch((error: unknown) => {
        failure = troubleOf(error)
        tell()
      }),
    drafts: () => client.drafts(),
    clockKnown: () => client.status().clockErrorMs !== null,
    takeBack(opId) {
      hidden.add(opId)
      tell()
      const before = pending.get(opId)?.done ?? Promise.resolve()
      return before
        .then(() => client.undo(opId))
        .then(
          (by) => by === null,
          (error: unknown) => {
            failure = troubleOf(error)
            return false
          },
        )
        .finally(() => {
          hidden.delete(opId)
          tell()
        })
    },
    sync,
    lock() {
      this.close()
      client.lock()
    },
    async changePin(from, to) {
      try {
        await client.changePin(from, to)
        return 'changed'
      } catch (error) {
        if (error instanceof ClientRefusal && error.code === 'names-locked') return 'names-locked'
        return 'wrong-pin'
      }
    },
    async renew(code, second) {
      await renew(code, second)
      await sync()
    },
    draftsLeft,
    async dropLeft() {
      await dropLeft()
      tell()
    },
    async exportFile() {
      const { fileName, text } = await client.exportSealed()
      return { fileName, blob: new Blob([text], { type: 'application/json' }) }
    },
    close() {
      closed = true
      clearTimeout(asked)
      clearTimeout(soon)
      removeEventListener('online', again)
      removeEventListener('offline', tell)
      document.removeEventListener('visibilitychange', again)
      stop()
    },
  }
}
