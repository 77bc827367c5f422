import * as c from './crypto.ts'
import type { Enrolment, Lease } from './protocol.ts'
import type { Stored } from './store.ts'

/** The profile of one member on one phone, as it lies on the disk. Nothing in it opens without the PIN; names not without the lease either. */
export interface ProfileRow extends Stored {
  key: 'profile'
  deviceId: string
  salt: string
  iterations: number
  /** Key of doors and unsent work: wrapped by the PIN. */
  doorWrap: string
  /** Key of names: wrapped by the PIN together with the server's share. Empty: made at the next lease. */
  nameWrap: string
  /** {token, deviceKey} under the key of doors. */
  secrets: string
  /** The server's share under the key of doors; empty once the lease has run out or was taken. */
  share: string
  leaseUntil: string
  serverKey: string
  failures: number
  waitUntil: string
}

export interface Keys {
  doors: c.SealKey
  /** Null: locked until the next lease. */
  names: c.SealKey | null
  /** What the PIN makes, kept while unlocked: to wrap anew without asking again. */
  pin: c.Bytes
  token: string
  deviceKey: c.Bytes
}

const b64 = c.toBase64
const un64 = c.fromBase64
const wrapKeyOfDoors = (pin: c.Bytes) => c.keyFor('doors', pin)
const wrapKeyOfNames = (pin: c.Bytes, share: c.Bytes) => c.keyFor('names', c.joined(pin, share))
const asKey = (purpose: string, raw: c.Bytes) => c.keyFor(purpose, raw)

/** A new profile from what the server gave. */
export async function newProfile(e: Enrolment, pin: string, iterations: number): Promise<{ row: ProfileRow; keys: Keys }> {
  const salt = c.random(16)
  const bits = await c.pinBits(pin, salt, iterations)
  const [doorRaw, nameRaw, share] = [c.random(32), c.random(32), un64(e.keyShare)]
  const doors = await asKey('door key', doorRaw)
  const keys: Keys = { doors, names: await asKey('name key', nameRaw), pin: bits, token: e.token, deviceKey: un64(e.deviceKey) }
  const row: ProfileRow = {
    ...{ key: 'profile', deviceId: e.deviceId, salt: b64(salt), iterations },
    doorWrap: b64(await c.seal(await wrapKeyOfDoors(bits), doorRaw, `door ${e.deviceId}`)),
    nameWrap: b64(await c.seal(await wrapKeyOfNames(bits, share), nameRaw, `name ${e.deviceId}`)),
    secrets: b64(await c.sealJson(doors, { token: e.token, deviceKey: e.deviceKey }, `secrets ${e.deviceId}`)),
    share: b64(await c.seal(doors, share, `share ${e.deviceId}`)),
    ...{ leaseUntil: e.leaseUntil, serverKey: e.serverKey, failures: 0, waitUntil: '' },
  }
  return { row, keys }
}

/** Opens a profile with the PIN; the names too while the lease runs. @throws DoesNotOpen */
export async function openProfile(row: ProfileRow, pin: string, leased: boolean): Promise<Keys> {
  const bits = await c.pinBits(pin, un64(row.salt), row.iterations)
  const doors = await asKey('door key', await c.open(await wrapKeyOfDoors(bits), un64(row.doorWrap), `door ${row.deviceId}`))
  const { token, deviceKey } = await c.openJson<{ token: string; deviceKey: string }>(
    doors,
    un64(row.secrets),
    `secrets ${row.deviceId}`,
  )
  const keys: Keys = { doors, names: null, pin: bits, token, deviceKey: un64(deviceKey) }
  if (leased && row.share)
    keys.names = await namesWith(row, keys, await c.open(doors, un64(row.share), `share ${row.deviceId}`)).catch(() => null)
  return keys
}

async function namesWith(row: ProfileRow, keys: Keys, share: c.Bytes): Promise<c.SealKey> {
  const raw = await c.open(await wrapKeyOfNames(keys.pin, share), un64(row.nameWrap), `name ${row.deviceId}`)
  return asKey('name key', raw)
}

/** Takes a lease: opens the names with it. `fresh`: the share is another one, so what lies on the disk is lost and comes anew. */
export async function takeLease(
  row: ProfileRow,
  keys: Keys,
  lease: Lease,
): Promise<{ row: ProfileRow; keys: Keys; fresh: boolean }> {
  const share = un64(lease.keyShare)
  const out = { ...row, leaseUntil: lease.leaseUntil, serverKey: lease.serverKey }
  out.share = b64(await c.seal(keys.doors, share, `share ${row.deviceId}`))
  if (keys.names) return { row: out, keys, fresh: false }
  const names = row.nameWrap ? await namesWith(row, keys, share).catch(() => null) : null
  if (names) return { row: out, keys: { ...keys, names }, fresh: false }
  const raw = c.random(32)
  out.nameWrap = b64(await c.seal(await wrapKeyOfNames(keys.pin, share), raw, `name ${row.deviceId}`))
  return { row: out, keys: { ...keys, names: await asKey('name key', raw) }, fresh: true }
}

/** The same keys under another PIN. Only while the names are open: else their key could not be wrapped anew. @throws DoesNotOpen */
export async function rewrapped(row: ProfileRow, was: string, is: string): Promise<{ row: ProfileRow; keys: Keys }> {
  const bits = await c.pinBits(was, un64(row.salt), row.iterations)
  const doorRaw = await c.open(await wrapKeyOfDoors(bits), un64(row.doorWrap), `door ${row.deviceId}`)
  const doors = await asKey('door key', doorRaw)
  const share = await c.open(doors, un64(row.share), `share ${row.deviceId}`)
  const nameRaw = await c.open(await wrapKeyOfNames(bits, share), un64(row.nameWrap), `name ${row.deviceId}`)
  const salt = c.random(16)
  const fresh = await c.pinBits(is, salt, row.iterations)
  const out: ProfileRow = {
    ...row,
    salt: b64(salt),
    doorWrap: b64(await c.seal(await wrapKeyOfDoors(fresh), doorRaw, `door ${row.deviceId}`)),
    nameWrap: b64(await c.seal(await wrapKeyOfNames(fresh, share), nameRaw, `name ${row.deviceId}`)),
  }
  return { row: out, keys: await openProfile(out, is, true) }
}
