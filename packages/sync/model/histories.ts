/**
 * Random histories of phones, their storage, the network and the server, all in memory: whatever happened, the copies converge and every operation
 * that was recorded ends accepted, or refused where a person sees it. One seed is one history.
 */
import { type Client, ClientRefusal, openClient } from '../client.ts'
import { type MemoryDisk, memoryDisk } from '../memory-store.ts'
import { accepts, type Operation } from '../protocol.ts'
import type { LocalStore } from '../store.ts'
import { type Transport, TransportError } from '../transport.ts'
import { ModelServer, unpackModel } from './server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const PIN = '135790'
const homes = ['h1', 'h2', 'h3', 'h4', 'h5']

export interface Tally {
  histories: number
  recorded: number
  accepted: number
  /** On the server's list of what was refused, or settled from it. */
  refused: number
  undone: number
  /** Gone with a database that the browser deleted, before it was sent. */
  lostWithDatabase: number
  /** Accepted, dropped by a phone that had no room left, and forgotten by a server restored from an older backup. */
  droppedForRoom: number
  kills: number
  lostRequests: number
  lostAnswers: number
  /** The same request arrived again, later, out of order. */
  repeats: number
  reassigned: number
  clocksMoved: number
  noRoom: number
  databasesDeleted: number
  twoTabs: number
  oldProtocol: number
  restores: number
  leasesRunOut: number
}
export const newTally = (): Tally => ({
  ...{
    histories: 0,
    recorded: 0,
    accepted: 0,
    refused: 0,
    undone: 0,
    lostWithDatabase: 0,
    droppedForRoom: 0,
    kills: 0,
    lostRequests: 0,
    lostAnswers: 0,
  },
  ...{
    repeats: 0,
    reassigned: 0,
    clocksMoved: 0,
    noRoom: 0,
    databasesDeleted: 0,
    twoTabs: 0,
    oldProtocol: 0,
    restores: 0,
    leasesRunOut: 0,
  },
})

/** Mulberry32: small, seeded, good enough to choose what happens. */
export function chance(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

interface Tab {
  client: Client
  store: LocalStore & { cut(): void }
  dead: boolean
  /** Resolves when it is cut off. */
  gone: Promise<'gone'>
  cut(): void
}
interface Phone {
  deviceId: string
  teamId: string
  disk: MemoryDisk
  tabs: Tab[]
  offsetMs: number
  protocol: number
  /** Operations whose recording was confirmed to the person, and not taken back. */
  promised: Set<string>
  takenBack: Set<string>
}

/** What a broken promise says. */
export class Broken extends Error {
  override name = 'Broken'
}

/** A small file that goes with an operation. */
const fileOf = (opId: string) => ({ photo: true, bytes: btoa(opId.repeat(3)) })

export async function runHistory(seed: number, tally: Tally, steps = 28): Promise<void> {
  const random = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  let ids = 0
  const newId = () => `${seed.toString(16).padStart(8, '0')}-0000-4000-8000-${(++ids).toString(16).padStart(12, '0')}`
  let time = Date.parse('2021-02-22T01:00:00Z')
  const applied = new Map<string, number>()
  /** Operations that arrived without the file that they were recorded with. */
  const torn: string[] = []
  const server = new ModelServer({
    now: () => time,
    page: 4,
    judge(op, s, deviceId) {
      const home = String(op.input.home)
      if (op.input.photo && op.input.bytes !== fileOf(op.opId).bytes) torn.push(op.opId)
      if (op.input.bad) return { outcome: 'refused', reason: 'bad' }
      // a check may be of a home that has been given away; a visit may not
      if (op.verb === 'visit' && s.homes.get(home) !== s.devices.get(deviceId)?.teamId)
        return { outcome: 'refused', reason: 'not-yours' }
      applied.set(op.opId, (applied.get(op.opId) ?? 0) + 1)
      return { outcome: op.verb === 'check' && random() < 0.1 ? 'merged' : 'applied', write: [rowOf(op)] }
    },
  })
  const rowOf = (op: Operation) => ({
    collection: op.verb,
    id: `${op.input.home}:${op.opId}`,
    home: String(op.input.home),
    body: { ...op.input },
  })
  for (const home of homes) {
    server.assign(home, random() < 0.5 ? 'A' : 'B')
    server.put({ collection: 'doors', id: home, home, body: { door: home } })
    server.put({ collection: 'households', id: home, home, body: { name: `nhà ${home}` } })
  }
  let backup = { at: time, copy: server.backup() }
  const late: (() => Promise<unknown>)[] = []
  let restored = false
  let faults = 0
  let cutAfter = -1

  const transportOf = (phone: Phone): Transport => {
    const real = server.transport()
    const through = async <T>(call: () => Promise<T>): Promise<T> => {
      const dice = random()
      if (faults > 0 && dice < faults * 0.3) {
        tally.lostRequests++
        if (random() < 0.5) late.push(call)
        throw new TransportError(random() < 0.5 ? 'timeout' : 'offline')
      }
      const answer = await call()
      if (faults > 0 && dice < faults * 0.6) {
        tally.lostAnswers++
        if (random() < 0.5) late.push(call)
        throw new TransportError(random() < 0.5 ? 'timeout' : 'busy')
      }
      step(phone)
      return answer
    }
    return {
      push: (r, k) => through(() => real.push(structuredClone(r), k)),
      pull: (r, k) => through(() => real.pull(r, k)),
      lease: (d, k) => through(() => real.lease(d, k)),
    }
  }
  /** A place where everything may stop. */
  const step = (phone: Phone) => {
    if (cutAfter < 0 || --cutAfter >= 0) return
    tally.kills++
    for (const tab of phone.tabs) tab.cut()
  }
  const openTab = async (phone: Phone): Promise<Tab> => {
    const store = phone.disk.open()
    const client = await openClient({
      ...{ store, transport: transportOf(phone), clock: { now: () => time + phone.offsetMs }, newId, iterations: 1 },
      ...{ withoutNames: ['doors'], protocol: phone.protocol, unpack: unpackModel, shelfRows: 3 },
      undoOf: (op) => ({ verb: 'undo', input: { home: op.input.home, of: op.opId } }),
    })
    let tell!: (word: 'gone') => void
    const gone = new Promise<'gone'>((resolve) => {
      tell = resolve
    })
    const tab: Tab = {
      ...{ client, store, dead: false, gone },
      cut() {
        tab.dead = true
        store.cut()
        tell('gone')
      },
    }
    if (client.status().state === 'locked') await client.unlock(PIN)
    phone.tabs.push(tab)
    return tab
  }
  const enrol = async (phone: Phone) => {
    const tab = phone.tabs.find((t) => !t.dead) ?? (await openTab(phone))
    if (!['empty', 'lost'].includes(tab.client.status().state)) return
    phone.deviceId = newId()
    await tab.client.enrol(server.enrol(phone.deviceId, phone.teamId), PIN)
  }
  const restart = async (phone: Phone) => {
    for (const tab of phone.tabs) tab.cut()
    phone.tabs = []
    await openTab(phone)
    await enrol(phone)
  }
  const phones: Phone[] = []
  for (const teamId of ['A', 'A', 'B']) {
    const phone: Phone = {
      ...{
        deviceId: '',
        teamId,
        disk: memoryDisk(),
        tabs: [],
        offsetMs: 0,
        protocol: random() < 0.15 ? 1 : random() < 0.15 ? 2 : 3,
      },
      ...{ promised: new Set<string>(), takenBack: new Set<string>() },
    }
    if (phone.protocol < 3) tally.oldProtocol++
    phone.disk.onStep = () => step(phone)
    phones.push(phone)
    await openTab(phone)
    await enrol(phone)
  }
  /** What a tab does, unless it is cut off meanwhile. */
  const unlessCut = async <T>(tab: Tab, work: () => Promise<T>): Promise<T | 'gone'> => {
    if (tab.dead) return 'gone'
    const done = work()
    done.catch(() => {})
    return Promise.race([done, tab.gone])
  }
  const record = async (phone: Phone, tab: Tab) => {
    const mine = [...phone.promised]
    const verb = pick(['check', 'check', 'check', 'visit'])
    const dependsOn = mine.length > 0 && random() < 0.25 ? [pick(mine)] : []
    const opId = newId()
    const input = { home: pick(homes), said: ids, ...(random() < 0.08 && { bad: true }), ...(random() < 0.15 && fileOf(opId)) }
    try {
      if ((await unlessCut(tab, () => tab.client.record({ verb, input, dependsOn, opId }))) === 'gone') return
    } catch (error) {
      if (error instanceof ClientRefusal && error.code === 'no-room') {
        tally.noRoom++
        return
      }
      throw error
    }
    phone.promised.add(opId)
  }
  const undo = async (phone: Phone, tab: Tab) => {
    const mine = [...phone.promised]
    if (mine.length === 0) return
    const opId = pick(mine.slice(-3))
    // cut off inside: nobody was told either way
    phone.promised.delete(opId)
    const answer = await unlessCut(tab, () =>
      tab.client.undo(opId).catch((e: unknown) => {
        if (e instanceof ClientRefusal) return e.code
        if ((e as Error).name === 'QuotaExceeded') return 'no-room'
        throw e
      }),
    )
    if (answer === 'gone') return
    if (answer === null) {
      phone.takenBack.add(opId)
      tally.undone++
    } else {
      phone.promised.add(opId)
      if (answer.length === 36) phone.promised.add(answer)
    }
  }
  const sync = (tab: Tab) => unlessCut(tab, () => tab.client.sync())
  const lose = (phone: Phone) => {
    for (const opId of [...phone.promised])
      if (!server.outcomes.has(opId)) {
        phone.promised.delete(opId)
        tally.lostWithDatabase++
      }
  }
  /** Whose disk is gone cannot send again what a restored server has forgotten. */
  const wiped = new Set<string>()

  for (let i = 0; i < steps; i++) {
    const phone = pick(phones)
    const dice = random()
    cutAfter = random() < 0.12 ? Math.floor(random() * 40) : -1
    faults = random() < 0.4 ? random() : 0
    let tab = phone.tabs.find((t) => !t.dead)
    if (!tab) {
      cutAfter = -1
      await restart(phone)
      tab = phone.tabs[0]!
    }
    if (dice < 0.42) await record(phone, tab)
    else if (dice < 0.48) await undo(phone, tab)
    else if (dice < 0.68) await sync(tab)
    else if (dice < 0.74) {
      tally.twoTabs++
      const other = await openTab(phone)
      await Promise.all([sync(tab), sync(other), record(phone, tab), record(phone, other)])
    } else if (dice < 0.8) {
      time += Math.floor(random() * (random() < 0.3 ? 4 * DAY : 2 * HOUR))
      if (tab.client.status().state === 'names-locked') tally.leasesRunOut++
    } else if (dice < 0.86) {
      server.assign(pick(homes), random() < 0.5 ? 'A' : 'B')
      tally.reassigned++
    } else if (dice < 0.89) {
      phone.offsetMs = Math.round((random() - 0.5) * 2 * DAY)
      tally.clocksMoved++
    } else if (dice < 0.915)
      phone.disk.quota = phone.disk.quota === Number.POSITIVE_INFINITY ? phone.disk.bytes() + 500 : Number.POSITIVE_INFINITY
    else if (dice < 0.925) {
      tally.databasesDeleted++
      lose(phone)
      for (const id of phone.promised) wiped.add(id)
      for (const t of phone.tabs) t.cut()
      phone.disk.wipe()
    } else if (dice < 0.94) backup = { at: time, copy: server.backup() }
    else if (dice < 0.95 && time - backup.at < 10 * DAY) {
      tally.restores++
      restored = true
      server.restore(backup.copy)
      for (const p of phones)
        for (const id of wiped)
          if (p.promised.has(id) && !server.outcomes.has(id)) {
            p.promised.delete(id)
            tally.lostWithDatabase++
          }
      for (const p of phones) {
        const held = new Set(p.disk.keys('outbox'))
        for (const id of p.promised)
          if (!held.has(id) && !server.outcomes.has(id)) {
            p.promised.delete(id)
            tally.droppedForRoom++
          }
      }
      applied.clear()
    } else if (dice < 0.97) {
      for (const [id, r] of server.refused)
        if (!r.settled && random() < 0.5) server.settle(id, random() < 0.5 ? 'applied' : 'discarded', (op) => [rowOf(op)])
    } else if (late.length > 0) {
      tally.repeats++
      await late.splice(Math.floor(random() * late.length), 1)[0]!().catch(() => {})
    }
  }
  // peace: everything that was under way arrives, storage has room, phones are opened and meet the server
  ;[faults, cutAfter] = [0, -1]
  for (const call of late.splice(0)) {
    tally.repeats++
    await call().catch(() => {})
  }
  time += 5 * MINUTE
  for (const phone of phones) {
    phone.disk.quota = Number.POSITIVE_INFINITY
    await restart(phone)
  }
  for (let round = 0; round < 3; round++) for (const { tabs } of phones) await tabs[0]!.client.sync()

  for (const phone of phones) {
    const { client } = phone.tabs[0]!
    const say = (what: string): never => {
      throw new Broken(`history ${seed}: ${what}`)
    }
    const last = await client.sync()
    if (!last.ok) say(`the last sync ended with ${last.problem}`)
    const { recorded, accepted, refused } = client.counters()
    if (recorded !== accepted + refused) say(`${recorded} recorded, ${accepted} accepted, ${refused} refused`)
    const should = server.holds(phone.teamId)
    const is = ['doors', 'households', 'check', 'visit', 'undo'].flatMap((c) =>
      client.rows(c).map((r) => [`${c}/${r.id}`, r] as const),
    )
    if (is.length !== should.size) say(`the phone of ${phone.teamId} holds ${is.length} rows, not ${should.size}`)
    for (const [key, row] of is) {
      const want = should.get(key)
      if (!want || want.version !== row.version || JSON.stringify(want.body) !== JSON.stringify(row.body)) say(`${key} differs`)
    }
    for (const opId of phone.promised) {
      tally.recorded++
      const outcome = server.outcomes.get(opId)
      const kept = server.refused.get(opId)
      if (outcome && accepts(outcome.outcome)) tally.accepted++
      else if (kept) tally.refused++
      else if (restored && !phone.disk.keys('outbox').includes(opId)) {
        // dropped for room after the server forgot it and before they met
        tally.recorded--
        tally.droppedForRoom++
      } else say(`${opId} was recorded, and is nowhere (${outcome?.outcome})`)
    }
    for (const opId of phone.takenBack)
      if (server.outcomes.has(opId)) say(`${opId} was taken back before it was sent, and is on the server`)
    for (const t of phone.tabs) t.client.close()
  }
  if (torn.length > 0) throw new Broken(`history ${seed}: ${torn[0]} arrived without its file`)
  for (const [opId, times] of applied) if (times > 1) throw new Broken(`history ${seed}: ${opId} was applied ${times} times`)
  tally.histories++
}
