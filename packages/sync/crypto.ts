/** Keys and seals on WebCrypto alone: the same in Node and in a browser whose policy forbids WebAssembly and eval. */
const subtle = globalThis.crypto.subtle
export type Bytes = Uint8Array<ArrayBuffer>
export type Key = Awaited<ReturnType<typeof subtle.deriveKey>>

const text = new TextEncoder()
export const random = (length: number): Bytes => globalThis.crypto.getRandomValues(new Uint8Array(length))

export function toBase64(bytes: Uint8Array): string {
  let s = ''
  for (let i = 0; i < bytes.length; i += 8192) s += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(s)
}
export function fromBase64(base64: string): Bytes {
  const s = atob(base64)
  const bytes = new Uint8Array(s.length)
  for (let i = 0; i < s.length; i++) bytes[i] = s.charCodeAt(i)
  return bytes
}
export function joined(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** A PIN, a key or a seal that does not fit. */
export class DoesNotOpen extends Error {
  override name = 'DoesNotOpen'
}

/**
 * 256 bits from a PIN. PBKDF2-HMAC-SHA-256 (NIST SP 800-132). A PIN of six digits is a million guesses: the count only slows them down,
 * which is why the key of names needs the server's share too.
 */
export async function pinBits(pin: string, salt: Bytes, iterations: number): Promise<Bytes> {
  const key = await subtle.importKey('raw', text.encode(pin.normalize('NFKC')), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256))
}

export const LEAST_ITERATIONS = 210_000
export const MOST_ITERATIONS = 1_000_000
/** As many rounds as this phone does in about that time, within limits. Source of the lower one: OWASP Password Storage Cheat Sheet, 2023. */
export async function measuredIterations(targetMs = 800): Promise<number> {
  const trial = 40_000
  const began = performance.now()
  await pinBits('000000', random(16), trial)
  const perRound = Math.max(performance.now() - began, 1) / trial
  const rounds = Math.round(targetMs / perRound / 10_000) * 10_000
  return Math.min(MOST_ITERATIONS, Math.max(LEAST_ITERATIONS, rounds))
}

/** A key for one purpose (HKDF-SHA-256, RFC 5869). */
export async function keyFor(purpose: string, secret: Bytes, salt: Bytes = new Uint8Array(0)): Promise<Key> {
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const info = text.encode(`phaodai sync ${purpose}`)
  return subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, base, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
}
export type SealKey = Key

/** AES-256-GCM with a random nonce (NIST SP 800-38D); `bound` is what it belongs to: moved elsewhere it does not open. */
export async function seal(key: SealKey, plain: Uint8Array<ArrayBuffer>, bound: string): Promise<Bytes> {
  const iv = random(12)
  const body = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: text.encode(bound) }, key, plain)
  return joined(iv, new Uint8Array(body))
}
/** @throws DoesNotOpen */
export async function open(key: SealKey, sealed: Bytes, bound: string): Promise<Bytes> {
  try {
    const iv = sealed.subarray(0, 12)
    const body = sealed.subarray(12)
    return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: text.encode(bound) }, key, body))
  } catch {
    throw new DoesNotOpen(bound)
  }
}
export const sealJson = (key: SealKey, value: unknown, bound: string): Promise<Bytes> =>
  seal(key, text.encode(JSON.stringify(value)), bound)
export const openJson = async <T>(key: SealKey, sealed: Bytes, bound: string): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await open(key, sealed, bound))) as T

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
/** The key between an ephemeral pair and the server's; the device's own key is mixed in: who has only the public key cannot forge. */
async function sharedKey(privateKey: Key, publicPoint: Bytes, ephemeral: Bytes, deviceKey: Bytes): Promise<Key> {
  const theirs = await subtle.importKey('raw', publicPoint, CURVE, false, [])
  const shared = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256))
  return keyFor('sealed operation', joined(shared, deviceKey), ephemeral)
}

/** Seals to the server's public key (ECDH P-256, HKDF-SHA-256, AES-256-GCM). The phone itself cannot open it again. */
export async function sealToServer(serverKey: Bytes, deviceKey: Bytes, plain: unknown, bound: string): Promise<Bytes> {
  const pair = (await subtle.generateKey(CURVE, false, ['deriveBits'])) as { privateKey: Key; publicKey: Key }
  const ephemeral = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  const key = await sharedKey(pair.privateKey, serverKey, ephemeral, deviceKey)
  return joined(new Uint8Array([1]), ephemeral, await sealJson(key, plain, bound))
}
/** @throws DoesNotOpen */
export async function openAtServer<T>(privateKey: Key, deviceKey: Bytes, sealed: Bytes, bound: string): Promise<T> {
  if (sealed[0] !== 1 || sealed.length < 66 + 12 + 16) throw new DoesNotOpen(bound)
  const ephemeral = sealed.slice(1, 66)
  try {
    return await openJson<T>(await sharedKey(privateKey, ephemeral, ephemeral, deviceKey), sealed.slice(66), bound)
  } catch {
    throw new DoesNotOpen(bound)
  }
}
