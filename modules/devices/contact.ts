import { createECDH, createHmac } from 'node:crypto'
import type { Ctx } from '@phaodai/kernel/command.ts'
import type { Role } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Secrets } from '@phaodai/kernel/secrets.ts'
import type { Key } from '@phaodai/sync/crypto.ts'
import type { Lease } from '@phaodai/sync/protocol.ts'
import { wallClock } from '../identity/identity.signin.ts'
import { extendSession } from '../identity/session.store.ts'
import './devices.problems.ts'
import { keepers } from './devices.contract.ts'
import * as store from './devices.store.ts'

const HOUR = 3_600_000
/** Names open on a phone this long without contact. */
export const LEASE_HOURS = 72
/** A device that is not heard of for so long must be enrolled again; so long a phone may be off and still send. */
export const DEVICE_DAYS = 30

const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()
export const leaseEnd = (now: string): string => later(now, LEASE_HOURS * HOUR)
export const sessionEnd = (): string => wallClock(DEVICE_DAYS * 24 * HOUR)

const hmac = (secrets: Secrets, purpose: string, ...words: (string | Buffer)[]): Buffer => {
  const h = createHmac('sha256', secrets.derive(purpose))
  for (const word of words) h.update(word).update('\u0000')
  return h.digest()
}
/** The server's half of the key of names: from the master key and a salt that goes when the device is revoked. */
export const keyShare = (secrets: Secrets, deviceId: string, salt: Buffer): string =>
  hmac(secrets, 'device share', deviceId, salt).toString('base64')
/** Proves that a sealed operation was made on that device; outlives the revocation, so that the file can still be handed in. */
export const deviceKey = (secrets: Secrets, deviceId: string): string => hmac(secrets, 'device key', deviceId).toString('base64')

const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
/** The pair that phones seal to: from the master key, so that it lies outside the database and in no backup without keys. */
function serverPair(secrets: Secrets) {
  const scalar = (BigInt(`0x${secrets.derive('sync seal').toString('hex')}`) % (N - 1n)) + 1n
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex'))
  return pair
}
const publicKeys = new WeakMap<Secrets, string>()
export function serverKey(secrets: Secrets): string {
  const known = publicKeys.get(secrets) ?? serverPair(secrets).getPublicKey('base64')
  publicKeys.set(secrets, known)
  return known
}
export async function serverPrivateKey(secrets: Secrets): Promise<Key> {
  const pair = serverPair(secrets)
  const point = pair.getPublicKey()
  const b64 = (b: Buffer) => b.toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', d: b64(pair.getPrivateKey()), x: b64(point.subarray(1, 33)), y: b64(point.subarray(33)) }
  return crypto.subtle.importKey('jwk', jwk, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
}

/** The acting member's own device. @throws Problem device-unknown, device-revoked */
export const ownDevice = async (ctx: Ctx, deviceId: string): Promise<store.DeviceFact & { shareSalt: Buffer }> =>
  ownOf(ctx, await store.findDevice(ctx.db, deviceId))
/** The same of one that was looked up. @throws Problem device-unknown, device-revoked */
export function ownOf(ctx: Ctx, device: store.DeviceFact | null): store.DeviceFact & { shareSalt: Buffer } {
  if (!device || device.accountId !== ctx.actor.accountId) throw new Problem('device-unknown')
  if (!device.shareSalt) throw new Problem('device-revoked', { on: device.revokedAt?.slice(0, 10) })
  return { ...device, shareSalt: device.shareSalt }
}

/** Whether the role answers for the phones of its area, or only for its own. */
export const keepsPhones = (role: Role): boolean => keepers.some((r) => r === role)

/** How far the instance's calendar is from the machine's: of a drill; else nothing. */
export function shiftOf(ctx: Ctx): number {
  const shift = Date.parse(ctx.now) - Date.parse(wallClock())
  return Math.abs(shift) < 60_000 ? 0 : shift
}

/** Notes a contact of the device and renews its lease; its session lasts on. */
export async function contact(
  ctx: Ctx,
  device: store.DeviceFact & { shareSalt: Buffer },
  said: { unsent: number; protocol: number; pushed: boolean },
): Promise<Lease> {
  const leaseUntil = leaseEnd(ctx.now)
  await store.updateContact(ctx.db, device, { at: ctx.now, leaseUntil, ...said })
  // once a day is often enough for thirty days
  if (Date.parse(ctx.now) - Date.parse(device.lastContactAt) > 20 * HOUR)
    await extendSession(ctx.db, device.sessionHash, sessionEnd())
  return { leaseUntil, keyShare: keyShare(ctx.secrets, device.deviceId, device.shareSalt), serverKey: serverKey(ctx.secrets) }
}
